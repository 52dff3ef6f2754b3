import { expect, test } from "vitest";
import { axis, labelled, runs } from "./drawing";

const point = (value: number | undefined, high?: number) => ({ label: "", value, high });

test("an axis begins at nought and holds bounds and aims", () => {
  const { at, ticks } = axis([point(22.7, 25.1)], [{ label: "", value: 75 }], 100, 0);
  expect(at(0)).toBe(100);
  expect(at(75)).toBeGreaterThanOrEqual(0);
  expect(ticks[0]).toBe(0);
});

test("nothing at all still has an axis", () => {
  const { at } = axis([], [], 0, 100);
  expect(at(0)).toBe(0);
  expect(Number.isFinite(at(1))).toBe(true);
});

test("the newest is always labelled, and no more than find room", () => {
  const isLabelled = labelled(13, 4);
  const written = Array.from({ length: 13 }, (_, at) => at).filter(isLabelled);
  expect(written.at(-1)).toBe(12);
  expect(written.length).toBeLessThanOrEqual(4);
});

test("a line stops where a figure is kept back", () => {
  const found = runs([point(1), point(2), point(undefined), point(4)]);
  expect(found.map((run) => run.map(({ value }) => value))).toEqual([[1, 2], [4]]);
});
