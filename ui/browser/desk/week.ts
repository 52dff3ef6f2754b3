/** An invented week and its return. */
import type { Counts, ReturnReview, Returns, ReturnVerified, Revision, Week } from "../../src/backend/types.gen";
import { count, definition, rate } from "./figures";
import { devices } from "./people";

const days = { first: "2026-11-16", last: "2026-11-22" };
const none: Counts = { sessions: 0, attendances: 0, visits: 0, signposts: 0, responses: 0 };
const counts = (sessions: number, attendances: number, visits: number, signposts: number, responses: number): Counts =>
  ({ sessions, attendances, visits, signposts, responses });
const perDay = [counts(1, 14, 1, 4, 2), counts(2, 37, 0, 9, 11), counts(1, 23, 2, 5, 0), none, counts(1, 9, 0, 2, 1), counts(1, 41, 0, 6, 3), none];

export const week: Week = {
  week: "2026-W47",
  days,
  is_over: true,
  by_day: perDay.map((counts, at) => ({ date: `2026-11-${16 + at}`, counts })),
  total: counts(6, 124, 3, 26, 17),
  devices_closed: { numerator: 2, denominator: 3 },
  devices,
  kept_aside: [
    {
      event: "0198f000-0000-7000-8000-00000000e001",
      kind: "attendance.recorded@1",
      champion: devices[0]?.champion ?? "",
      champion_name: "Champion Amina (example)",
      field: "count",
      code: "too_many",
      sentence: "More than 500 people at once: check the number.",
      acceptable: false,
    },
  ],
  waiting: 1,
  n: 1204,
  as_of: "2026-11-23",
};
const held = (number: number, kind: string): Week["kept_aside"][number] => ({
  event: `0198f000-0000-7000-8000-00000000e1${number}`,
  kind,
  champion: devices[0]?.champion ?? "",
  champion_name: "Champion Amina (example)",
  field: "actor",
  code: "revoked",
  sentence: "the device had been revoked when this came",
  acceptable: true,
  date: "2026-11-19",
});
/** A phone was lost, and what it had on it came after it was shut out. */
export const heldWeek: Week = {
  ...week,
  kept_aside: [...week.kept_aside, held(10, "session.recorded@1"), held(11, "attendance.recorded@1"), held(12, "visit.recorded@1")],
};
export const closedWeek: Week = {
  ...week,
  devices_closed: { numerator: 3, denominator: 3 },
  devices: devices.map((device) => ({ ...device, closed: true })),
  kept_aside: [],
  waiting: 0,
};
export const emptyWeek: Week = {
  ...closedWeek,
  is_over: false,
  by_day: week.by_day.map(({ date }) => ({ date, counts: none })),
  total: none,
  devices: [],
  devices_closed: { numerator: 0, denominator: 0 },
};

export const revision: Revision = { revision: 1, n: 1204, sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" };

export const returns: Returns = {
  weeks: [
    { week: "2026-W47", days, is_over: true, devices_closed: week.devices_closed, revisions: [] },
    { week: "2026-W46", days: { first: "2026-11-09", last: "2026-11-15" }, is_over: true, devices_closed: { numerator: 3, denominator: 3 }, revisions: [revision] },
    { week: "2026-W45", days: { first: "2026-11-02", last: "2026-11-08" }, is_over: true, devices_closed: { numerator: 3, denominator: 3 }, revisions: [revision, { ...revision, revision: 2 }] },
  ],
};

const row = (key: string, label: string, figure: ReturnType<typeof count>, last: ReturnType<typeof count>) =>
  ({ key, label, counted: "One person at one session; a person at two sessions is two visits.", week: figure, last_week: last, year: figure });

export const review: ReturnReview = {
  week: "2026-W47",
  days,
  tier: "staff",
  is_over: true,
  revisions: [],
  is_frozen: false,
  changes: [],
  devices_closed: week.devices_closed,
  questions: [
    {
      title: "How much did we do?",
      rows: [
        row("visits.adult", "Visits by adults", count("I-18@1", "Visits by adults", 68), count("I-18@1", "Visits by adults", 61)),
        row("visits.child", "Visits by children under five", count("I-18@1", "Visits", 56), count("I-18@1", "Visits", 1340)),
        row("sessions", "Sessions held of those planned", { ...count("I-19@1", "Sessions", 6, "session"), printed: "6 of 7" }, { ...count("I-19@1", "Sessions", 7, "session"), printed: "7 of 7" }),
      ],
    },
    {
      title: "How well did we do it?",
      rows: [row("reach", "Reach", rate("I-02@1", "Reach", 211, 934), rate("I-02@1", "Reach", 204, 934))],
    },
    { title: "Is anyone better off?", rows: [row("signposts", "Signposts with a known outcome", { ...count("I-24@1", "Signposts", 7, "contact"), printed: "7 of 26" }, { ...count("I-24@1", "Signposts", 3, "contact"), printed: "3 of 19" })] },
  ],
  cancellations: [{ on: "2026-11-19", starts: "10:00", venue: "Queen’s Park Library", activity: "drop-in", because: ["the heating failed"] }],
  definitions: [definition("I-02@1", "Reach", "Children under five who live in the area and were seen once or more.")],
  populations: [{ title: "Mid-2020 population estimates", source: "Office for National Statistics, SAPE23DT2", as_of: "2020-06-30", under: 5, residents: 934, least: 887, most: 981, spread: "one source only: 5% either way", is_old: true }],
  notes: ["Figures of people count each person once: those of weeks, services or places do not add up to that of a year or an area."],
  n: 1204,
  as_of: "2026-11-23",
};
export const frozenReview: ReturnReview = {
  ...review,
  revisions: [revision],
  changes: [
    { key: "visits.adult", label: "Visits by adults", column: "This week", was: "68", now: "71" },
    { key: "reach", label: "Reach", column: "This week", was: "22.6% (211 of 934) [22.3%, 23.8%]", now: "22.7% (212 of 934) [22.4%, 23.9%]" },
  ],
};

export const verified: ReturnVerified = {
  week: "2026-W46", revision: 1, n: 1130, file: "genuine", recount: "equal_less_erased", differing: [], erased: 2, stands: true,
};
