import { expect, test } from "vitest";
import { dateWords, daysBetween, weekAfter, weekNumber } from "./days";

test("a week's days are said as shortly as they can be", () => {
  expect(daysBetween("2026-11-16", "2026-11-22")).toBe("16–22 Nov");
  expect(daysBetween("2026-12-28", "2027-01-03")).toBe("28 Dec – 3 Jan");
});

test("weeks follow one another over the end of a year", () => {
  expect(weekAfter("2026-W47", 1)).toBe("2026-W48");
  expect(weekAfter("2026-W53", 1)).toBe("2027-W01");
  expect(weekAfter("2027-W01", -1)).toBe("2026-W53");
  expect(weekAfter("2025-W52", 1)).toBe("2026-W01");
  expect(weekAfter("2024-W01", -1)).toBe("2023-W52");
});

test("a week's number stands after its year", () => {
  expect(weekNumber("2026-W07")).toBe(7);
});

test("a date is said as far as it is known", () => {
  expect(["2024-03-02", "2024-03", "2024"].map(dateWords)).toEqual(["2 Mar 2024", "March 2024", "2024"]);
});
