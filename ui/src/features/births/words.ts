/** Words for birth lists. */
import { say } from "../../shared/words/words.svelte";

const shares: Record<string, () => string> = {
  counts: () => say("births-shares-counts"),
  encodings: () => say("births-shares-encodings"),
  named: () => say("births-shares-named"),
};
export const sharesWords = (mode: string): string => shares[mode]?.() ?? mode;
