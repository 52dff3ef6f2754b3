/** What the Rust side of a journey tells the browser's: a file, since it holds secrets of the test's own centre. */
import { readFileSync } from "node:fs";

export interface Told {
  /** The centre's address. */
  url: string;
  /** The one-time code of a coordinator's account. */
  code: string;
  /** By how much the centre's clock is ahead of this machine's. */
  ms_ahead: number;
  /** Names and words of families in the book, none of which may be in a place that outlives the page. */
  canaries: string[];
  /** The week of the return, as `2026-W47`. */
  week: string;
  /** How many people came, in all. */
  people: number;
  /** What was recorded, as the week says it: "3 sessions". */
  counts: string[];
  /** The week before, which has a return of its own. */
  week_before: string;
  /** Where files are to be kept. */
  downloads: string;
}

export function told(): Told {
  const path = process.env.DOORSTEP_JOURNEY;
  if (path === undefined) throw new Error("Run `cargo test -p doorstep-tests --test e2e`: it starts the centre.");
  return JSON.parse(readFileSync(path, "utf8")) as Told;
}
