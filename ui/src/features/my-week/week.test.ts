import { expect, test } from "vitest";
import { shownFigures } from "./figures";
import { weekBefore } from "./weeks";

test("the week before the first of a year is the last of the year before", () => {
  expect(weekBefore("2026-11-16")).toBe("2026-W46");
  expect(weekBefore("2026-01-05")).toBe("2026-W01");
  expect(weekBefore("2025-12-29")).toBe("2025-W52");
  expect(weekBefore("2027-01-04")).toBe("2026-W53");
});

test("what a champion is not shown is left out, and the order is the return's", () => {
  const weekly = {
    week: "2026-W47",
    first: "2026-11-16",
    last: "2026-11-22",
    begun: true,
    closed: false,
    figures: [
      { key: "sessions.held", count: 1 },
      { key: "sessions.hours", count: 120 },
      { key: "visits", count: 9 },
    ],
  };
  expect(shownFigures(weekly).map(({ key, count }) => [key, count])).toEqual([
    ["sessions.held", 1],
    ["visits", 9],
  ]);
});
