/** Whom a queue is counted by where no names are taken: what can be seen at the door without asking. */
import type { AnonymousBand } from "../../backend/types.gen";

export const BANDS: { band: AnonymousBand; word: string }[] = [
  { band: "adult", word: "band-adult" },
  { band: "child", word: "band-child" },
  { band: "under_one", word: "band-under-one" },
];
