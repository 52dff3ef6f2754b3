import { expect, test } from "vitest";
import { outlines as fitted, type Polygons } from "./outline";

const outlines = (shapes: Polygons[], width: number, highest: number) => fitted(shapes, width, highest).outlines;

/** A square of so many degrees, in either direction of winding. */
const square = (west: number, south: number, size: number, isTurned = false): Polygons => {
  const ring: [number, number][] = [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
  return [[isTurned ? ring.toReversed() : ring]];
};

test("north is up and east is right", () => {
  const [south, north] = outlines([square(-0.21, 51.5, 0.01), square(-0.21, 51.51, 0.01)], 400, 400);
  expect(north?.centre[1]).toBeLessThan(south?.centre[1] ?? 0);
  const [west, east] = outlines([square(-0.22, 51.5, 0.01), square(-0.21, 51.5, 0.01)], 400, 400);
  expect(west?.centre[0]).toBeLessThan(east?.centre[0] ?? 0);
});

test("a degree east is shorter than a degree north, as it is at this latitude", () => {
  const [drawn] = outlines([square(-0.21, 51.5, 0.01)], 400, 400);
  expect((drawn?.width ?? 0) / 396).toBeCloseTo(Math.cos((51.505 * Math.PI) / 180), 2);
});

test("it does not matter which way round a ring is drawn", () => {
  const [one] = outlines([square(-0.21, 51.5, 0.01)], 400, 400);
  const [other] = outlines([square(-0.21, 51.5, 0.01, true)], 400, 400);
  expect(one?.centre[0]).toBeCloseTo(other?.centre[0] ?? 0);
  expect(one?.centre[1]).toBeCloseTo(other?.centre[1] ?? 0);
  expect(one?.width).toBe(other?.width);
});

test("a drawing is as high as what is drawn, and no higher than it may be", () => {
  const flat = [square(-0.22, 51.5, 0.01), square(-0.21, 51.5, 0.01), square(-0.2, 51.5, 0.01)];
  expect(fitted(flat, 600, 480).height).toBeCloseTo(600 / (3 * Math.cos((51.505 * Math.PI) / 180)), 0);
  expect(fitted([square(-0.22, 51.5, 0.01)], 600, 480).height).toBe(480);
});
