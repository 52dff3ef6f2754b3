/** A day as three boxes have it: what was typed, which may be no day at all. */
export interface TypedDay {
  day: string;
  month: string;
  year: string;
}

export const NO_DAY: TypedDay = { day: "", month: "", year: "" };

/** The day as `2026-11-18`, or nothing where no calendar has it. Nobody types the noughts. */
export function isoDay({ day, month, year }: TypedDay): string | undefined {
  const parts = [year, month, day].map((part) => part.trim());
  if (!parts.every((part) => /^\d+$/.test(part)) || parts[0]?.length !== 4) return undefined;
  const [y = 0, m = 0, d = 0] = parts.map(Number);
  const date = new Date(Date.UTC(y, m - 1, d));
  // The calendar of the machine rolls 31 June over to 1 July, where a person has made a slip.
  if (date.getUTCFullYear() !== y || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return undefined;
  return date.toISOString().slice(0, 10);
}

/** `2026-11-18` as three boxes. */
export function typedDay(iso: string): TypedDay {
  const [year = "", month = "", day = ""] = iso.split("-");
  return { day: String(Number(day)), month: String(Number(month)), year };
}
