/** Rates as numbers to draw; what is read is always as the centre printed it. */
import type { Figure, Value } from "../../backend/types.gen";
import type { Drawn } from "../../shared/parts/drawing";
import { say } from "../../shared/words/words.svelte";

/** In per cent; nothing where it is of nobody, or is no rate. */
export function percent({ numerator, denominator }: Value): number | undefined {
  return denominator ? (100 * numerator) / denominator : undefined;
}

/** A figure as a chart has it: nothing where this reader may not have the number. */
export function drawn(label: string, { value, bounds }: Figure): Drawn {
  return {
    label,
    value: value && percent(value),
    low: bounds && percent(bounds.low),
    high: bounds && percent(bounds.high),
  };
}

/** A figure in words: a label in place of a number is said as what it means. */
export const written = ({ withheld, printed }: Figure) => (withheld ? say("kept-back") : printed);

/** The number of a definition: `I-02` of `I-02@1`. */
export const indicator = ({ definition }: Figure) => definition.slice(0, definition.indexOf("@"));

export const REACH = "I-02";
