/** Invented figures in the form in which the centre answers. */
import type { Bounds, Definition, Figure, Reason, Value } from "../../src/backend/types.gen";

const tenth = (value: Value) => `${((100 * value.numerator) / (value.denominator ?? 1)).toFixed(1)}%`;

const reasons: Reason[] = [
  { lowers: 3, raises: 0, because: "pairs of records that may be one child are counted as one until somebody decides", narrowed_by: "review the possible duplicates" },
  { lowers: 0, raises: 9, because: "no postcode known to the look-up is on record", narrowed_by: "ask for the whole postcode, or add it to the look-up" },
  { lowers: 0, raises: 0, because: "the population is an estimate", narrowed_by: "import a newer estimate" },
];

export function bounds(low: Value, high: Value): Bounds {
  return { low, high, printed: `${tenth(low)}, ${tenth(high)}`, reasons };
}

const period = { first: "2025-11-23", last: "2026-11-22" };

/** So many of so many children, with a span around it. */
export function rate(definition: string, label: string, numerator: number, denominator: number, last = period.last): Figure {
  const of = (count: number) => ({ numerator: Math.max(0, count), denominator });
  return {
    definition,
    label,
    unit: "child",
    standing: "measured",
    period: { ...period, last },
    printed: `${tenth(of(numerator))} (${numerator} of ${denominator})`,
    value: of(numerator),
    withheld: false,
    bounds: bounds(of(numerator - 3), of(numerator + 11)),
    above_hundred: false,
    notes: [],
  };
}

export function count(definition: string, label: string, numerator: number, unit: Figure["unit"] = "visit"): Figure {
  return {
    definition,
    label,
    unit,
    standing: "measured",
    period: { first: "2026-11-16", last: "2026-11-22" },
    printed: numerator.toLocaleString("en-GB"),
    value: { numerator },
    withheld: false,
    above_hundred: false,
    notes: [],
  };
}

/** As the public is answered where a number is too small. */
export function withheld(definition: string, label: string, last = period.last): Figure {
  return {
    definition,
    label,
    unit: "child",
    standing: "measured",
    period: { ...period, last },
    printed: "c",
    withheld: true,
    above_hundred: false,
    notes: [],
  };
}

export function definition(id: string, label: string, counted: string): Definition {
  return {
    id,
    label,
    unit: "child",
    counted,
    parameters: [
      { name: "area", value: "Queen’s Park ward (E05013804), 6 LSOAs" },
      { name: "period", value: "the twelve months to the last day" },
    ],
  };
}
