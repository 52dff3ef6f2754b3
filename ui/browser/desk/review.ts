/** Invented pairs and birth lists. */
import type { Births, MissedReport, ReviewQueue, ReviewSide, Worklist } from "../../src/backend/types.gen";

const id = (last: number) => `0198f000-0000-7000-8000-${String(last).padStart(12, "0")}`;
const side = (last: number, facts: Partial<ReviewSide>): ReviewSide => ({
  id: id(last),
  is_child: true,
  surname: "Example",
  birth: "2023-05-14",
  postcode: "W10 4AA",
  relatives: [],
  recorded_on: "2026-10-05",
  days_seen: 1,
  last_seen: "2026-10-05",
  ...facts,
});

export const queue: ReviewQueue = {
  pairs: [
    {
      left: side(101, { given_name: "Amelia", relatives: ["Leo"], recorded_by: "Champion Amina (example)", days_seen: 4, last_seen: "2026-11-16" }),
      right: side(102, { given_name: "Emelia", postcode: "W10 4AB", recorded_by: "Champion Bea (example)" }),
      why: "unsure",
      percent: 82,
      because: "same surname and birth date, postcode next door, first name one letter off",
      reasons: [
        { field: "given_name", likeness: "one_slip", speaks_for: true },
        { field: "surname", likeness: "same", speaks_for: true },
        { field: "birth", likeness: "same", speaks_for: true },
        { field: "postcode", likeness: "same_sector", speaks_for: false },
      ],
      can_ask: true,
    },
    {
      left: side(103, { given_name: "Baby", surname: "نور" }),
      right: side(104, { given_name: "Florence", surname: "نور", days_seen: 0 }),
      why: "conflict",
      percent: 50,
      because: "same surname and birth date",
      reasons: [{ field: "birth", likeness: "same", speaks_for: true }],
      asked: { id: id(105), says: "not_sure" },
      can_ask: true,
    },
  ],
  waiting: 2,
  disputes: [
    {
      person: side(106, { given_name: "Ada" }),
      field: "birth",
      values: [
        { by: id(107), value: "2023-05-14", on: "2026-10-12", champion: "Champion Amina (example)" },
        { by: id(108), value: "2023-05-15", on: "2026-10-19" },
      ],
    },
  ],
  decided: [
    { id: id(109), left: "Taiwo Sample", right: "Kehinde Sample", verdict: "different", by: "Coordinator Ruth (example)", on: "2026-11-20" },
    { id: id(110), left: "Mo Invented", right: "Mohammed Invented", verdict: "same", by: "Coordinator Ruth (example)", on: "2026-11-19", taken_back_by: "Coordinator Ruth (example)" },
  ],
  model: "weighted-2",
  model_sha256: "9f2c".repeat(16),
};

export const births: Births = {
  agreements: [
    { id: id(201), with: "Example Hospital Trust", shares: "named", purpose: "to find infants whom nobody has met", from: "2026-01-01", until: "2026-12-31", holds: true },
    { id: id(202), with: "Example Council", shares: "counts", purpose: "to count", from: "2025-01-01", until: "2025-12-31", holds: false },
  ],
  lists: [
    {
      id: id(203),
      agreement: id(201),
      mode: "named",
      from: "2021-01-01",
      until: "2024-12-31",
      births: 1020,
      usable: true,
      last_run: { on: "2026-11-02", n: 412, rule: "weighted-2", rule_sha256: "9f2c".repeat(16), missed: 328, missed_low: 322, missed_high: 347 },
    },
    { id: id(204), agreement: id(202), mode: "counts", from: "2021-01-01", until: "2024-12-31", births: 1020, usable: false },
  ],
};

export const missed: MissedReport = {
  list: id(203),
  printed: "32% (328 of 1,020) [31%, 34%]",
  births: 1020,
  missed: 328,
  low: 322,
  high: 347,
  width: 25,
  reasons: ["births that may be one of the children on record wait for somebody to look: look at the births in doubt"],
  areas: [
    { code: "E01004718", name: "Westminster 004A", births: 260, missed: 91, low: 88, high: 97 },
    { name: "No small area of this area", births: 4, missed: 4, low: 4, high: 4 },
  ],
  counted: "Births of the cohort, less the children registered or seen.",
  rule: "weighted-2",
  rule_sha256: "9f2c".repeat(16),
  n: 412,
};

const row = "0123456789abcdef0123456789abcdef";
export const worklist: Worklist = {
  list: id(203),
  open: [
    { row, given_name: "Ayaan", surname: "Invented", birth: "2024-03-02", postcode: "W10 4AA", area: "Westminster 004A", in_doubt: true, contacts: [] },
    { row: row.replace("0", "1"), given_name: "Baby", surname: "Sample", birth: "2024-06-19", postcode: "W10 4AB", in_doubt: false, assigned_to: "Coordinator Ruth (example)", contacts: ["2026-11-12 informed"] },
  ],
  in_doubt: [
    {
      row,
      counted_as_found: false,
      birth: "Ayaan Invented 2024-03-02 W10 4AA",
      candidates: [{ person: id(301), says: "Ayan Invented 2024-03 W10 4AA" }],
    },
  ],
  closed: 3,
};
