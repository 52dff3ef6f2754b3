/** Where things stand in a drawing: a rate's axis, and which days are named under it. */
import { scaleLinear } from "d3-scale";

/** A figure that may be drawn: where it is kept back, neither it nor its bounds are there. */
export interface Drawn {
  label: string;
  value: number | undefined;
  low?: number | undefined;
  high?: number | undefined;
}

/** What is aimed at. */
export interface Aim {
  label: string;
  value: number;
}

/** About as many lines as an eye uses. */
const TICKS = 4;

/** From nought (a cut axis would make little look like much) to a round figure above all that is drawn. */
export function axis(drawn: readonly Drawn[], aims: readonly Aim[], from: number, to: number) {
  const all = drawn.flatMap(({ value, high }) => [value ?? 0, high ?? 0]).concat(aims.map(({ value }) => value));
  const scale = scaleLinear([0, Math.max(...all, 1)], [from, to]).nice(TICKS);
  return { at: (value: number) => scale(value), ticks: scale.ticks(TICKS) };
}

/** Which of so many labels are written where only some find room: the last always, the others evenly before it. */
export function labelled(count: number, room: number): (at: number) => boolean {
  const every = Math.max(1, Math.ceil(count / Math.max(1, room)));
  return (at) => (count - 1 - at) % every === 0;
}

/** Runs of figures without a gap: a line must not cross what is not known. */
export function runs<Point extends Drawn>(points: readonly Point[]): { at: number; point: Point; value: number }[][] {
  const found: { at: number; point: Point; value: number }[][] = [[]];
  points.forEach((point, at) => {
    if (point.value === undefined) found.push([]);
    else found.at(-1)?.push({ at, point, value: point.value });
  });
  return found.filter((run) => run.length > 0);
}
