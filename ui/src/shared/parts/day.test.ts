import { expect, test } from "vitest";
import { isoDay, NO_DAY, typedDay } from "./day";

test("a day is read without its noughts, and kept with them", () => {
  expect(isoDay({ day: "3", month: "7", year: "2026" })).toBe("2026-07-03");
  expect(isoDay({ day: " 18 ", month: "11", year: "2026" })).toBe("2026-11-18");
});

test("what no calendar has is no day, and is not moved to the next", () => {
  expect(isoDay({ day: "31", month: "6", year: "2026" })).toBeUndefined();
  expect(isoDay({ day: "29", month: "2", year: "2025" })).toBeUndefined();
  expect(isoDay({ day: "29", month: "2", year: "2024" })).toBe("2024-02-29");
  expect(isoDay({ day: "0", month: "1", year: "2024" })).toBeUndefined();
});

test("half a day, a short year or words are no day", () => {
  expect(isoDay(NO_DAY)).toBeUndefined();
  expect(isoDay({ day: "1", month: "", year: "2024" })).toBeUndefined();
  expect(isoDay({ day: "1", month: "1", year: "24" })).toBeUndefined();
  expect(isoDay({ day: "1", month: "May", year: "2024" })).toBeUndefined();
});

test("a kept day fills the boxes as a person would", () => {
  expect(typedDay("2026-07-03")).toEqual({ day: "3", month: "7", year: "2026" });
});
