/** Invented reach over the real small areas' codes, drawn as plain squares. */
import type { AreaShapes, Reach, ReachByArea, ReachTrend, SmallArea } from "../../src/backend/types.gen";
import { bounds, definition, rate, withheld } from "./figures";
import { review } from "./week";

const how = definition("I-02@1", "Reach", "Children under five on the last day who live in the area and were seen at least once in the twelve months to it.");
const first = rate("I-02@1", "Reach", 211, 934);

const population = review.populations[0];

export const reach: Reach = {
  at: "2026-11-22",
  tier: "staff",
  figures: [
    {
      ...first,
      with_anonymous: bounds({ numerator: 211, denominator: 934 }, { numerator: 402, denominator: 934 }),
      notes: ["Anonymous attendance is large: link it, with consent, to narrow the second span."],
    },
    rate("I-01@1", "Registered", 388, 934),
    rate("I-03@1", "Seen three times or more", 97, 934),
    rate("I-07@1", "Live outside the area", 31, 242),
  ],
  definitions: [how, definition("I-01@1", "Registered", "Children under five with a registration form, who live in the area.")],
  targets: [
    { definition: "I-02@1", label: "Local target for March 2027", is_national: false, percent: 40, by: "2027-03-31", needed: 374, more: 163 },
    { definition: "I-02@1", label: "National hope", is_national: true, percent: 75, needed: 701, more: 490 },
  ],
  ...(population ? { population } : {}),
  devices_closed: { numerator: 2, denominator: 3 },
  notes: [],
  n: 1204,
  as_of: "2026-11-23",
  model: "exact name and birth date",
  model_sha256: "4be1c0ffee0000000000000000000000000000000000000000000000000000aa",
};
/** As a commissioner is answered: rounded, without spans, and small numbers withheld. */
export const publicReach: Reach = {
  ...reach,
  tier: "public",
  figures: [
    { definition: "I-02@1", label: "Reach", unit: "child", standing: "measured", period: first.period, printed: "23% (210 of 935)", value: { numerator: 210, denominator: 935 }, withheld: false, above_hundred: false, notes: [] },
    withheld("I-03@1", "Seen three times or more"),
  ],
  targets: [],
};

const ends = Array.from({ length: 12 }, (_, at) => new Date(Date.UTC(2026, 8, 6 + 7 * at)).toISOString().slice(0, 10));
export const trend: ReachTrend = {
  tier: "staff",
  points: ends.map((end, at) => rate("I-02@1", "Reach", 140 + 6 * at + (at % 3) * 4, 934, end)),
  definition: how,
  n: 1204,
  as_of: "2026-11-23",
};
export const publicTrend: ReachTrend = {
  ...trend,
  tier: "public",
  points: [withheld("I-02@1", "Reach", "2026-08-31"), ...trend.points.slice(3, 6)],
};

const letters = ["A", "B", "C", "D", "E", "F"];
const bands = [0, 1, 2, 3, undefined, 0];
const code = (at: number) => `E0100471${at}`;
export const areas: ReachByArea = {
  at: "2026-11-22",
  tier: "staff",
  definition: how,
  areas: letters.map((letter, at): SmallArea => {
    const band = bands[at];
    const name = `Westminster 004${letter}`;
    return {
      lsoa: code(at),
      name,
      figure: band === undefined ? withheld("I-11@1", name) : rate("I-11@1", name, [31, 80, 110, 130, 0, 20][at] ?? 0, 155),
      ...(band === undefined ? {} : { band_at: band }),
      imd_decile: 3,
    };
  }),
  bands_percent: [40, 65, 80],
  notes: [],
  n: 1204,
  as_of: "2026-11-23",
};

const square = (west: number, south: number): [number, number][][][] => [
  [[[west, south], [west + 0.008, south], [west + 0.008, south + 0.004], [west, south + 0.004], [west, south]]],
];
export const shapes: AreaShapes = {
  name: "Queen’s Park ward",
  label: "Invented squares",
  attribution: "No boundaries are shown here",
  polygons: Object.fromEntries(letters.map((_, at) => [code(at), square(-0.21 + 0.008 * (at % 3), 51.53 - 0.004 * Math.floor(at / 3))])),
};
