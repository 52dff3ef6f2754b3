import { expect, test } from "vitest";
import { isLate, LATE_AFTER_MIN, minutesOf, recordOf, stepAfter, steps, type TypedVisit } from "./visit";

const MINUTE_MS = 60_000;
const visit = (facts: Partial<TypedVisit>): TypedVisit => ({
  id: "v1",
  setting: "home",
  met: [],
  minutes: "",
  step: "who",
  ...facts,
});

test("who was met is asked only where somebody was in", () => {
  expect(steps("no_answer")).not.toContain("met");
  expect(stepAfter(visit({ step: "outcome", outcome: "done" }))).toBe("met");
  expect(stepAfter(visit({ step: "outcome", outcome: "declined" }))).toBe("check");
});

test("how long it took is read off the times of going in and out", () => {
  expect(minutesOf(visit({ in_ms: 0, out_ms: 40 * MINUTE_MS }), 0)).toBe(40);
  expect(minutesOf(visit({ in_ms: 0 }), 10)).toBe(1);
  expect(minutesOf(visit({}), 10)).toBeUndefined();
});

test("somebody who has not come out for long is reminded, and not once she is out", () => {
  const inside = visit({ in_ms: 0 });
  expect(isLate(inside, (LATE_AFTER_MIN - 1) * MINUTE_MS)).toBe(false);
  expect(isLate(inside, LATE_AFTER_MIN * MINUTE_MS)).toBe(true);
  expect(isLate({ ...inside, out_ms: MINUTE_MS }, LATE_AFTER_MIN * MINUTE_MS)).toBe(false);
});

test("a visit without an answer names nobody and no time", () => {
  const record = recordOf(visit({ outcome: "no_answer", family: "f", met: ["p"], minutes: "5" }));
  expect(record.draft).toEqual({ type: "visit", people: [], setting: "home", outcome: "no_answer", family: "f" });
});
