/** Days and weeks as people say them. A calendar's day has no time zone: it is the same day everywhere. */
import { FluentDateTime } from "@fluent/bundle";
import { say } from "./words.svelte";

/** Of the bundle in `words.svelte.ts`. */
const LOCALE = "en-GB";
const UTC = { timeZone: "UTC" };
const DAY = new Intl.DateTimeFormat(LOCALE, { ...UTC, day: "numeric" });
const DAY_AND_MONTH = new Intl.DateTimeFormat(LOCALE, { ...UTC, day: "numeric", month: "short" });

/** `2026-11-16` for a sentence, whose DATETIME says how much of it is written. */
export const day = (iso: string) => new FluentDateTime(Date.parse(iso), UTC);

/** A day, a month or a year, as much of it as is known: `2026-11-16`, `2026-11` or `2026`. */
export function dateWords(iso: string): string {
  if (/^\d{4}$/.test(iso)) return iso;
  if (/^\d{4}-\d{2}$/.test(iso)) return say("date-month-and-year", { day: day(`${iso}-01`) });
  return say("date-in-full", { day: day(iso) });
}

/** `16–22 Nov`, or `28 Dec – 3 Jan`. */
export function daysBetween(first: string, last: string): string {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  if (first.slice(0, 7) === last.slice(0, 7)) return `${DAY.format(from)}–${DAY_AND_MONTH.format(to)}`;
  return `${DAY_AND_MONTH.format(from)} – ${DAY_AND_MONTH.format(to)}`;
}

/** 47 of `2026-W47`. */
export const weekNumber = (week: string) => Number(week.slice(week.indexOf("W") + 1));

const DAY_MS = 24 * 60 * 60 * 1000;

/** The ISO week so many weeks later: `2026-W53` and one more is `2027-W01`. */
export function weekAfter(week: string, weeks: number): string {
  const year = Number(week.slice(0, week.indexOf("-")));
  // The fourth of January is in week 1 of its year, and a week belongs to the year of its Thursday.
  const fourth = Date.UTC(year, 0, 4);
  const thursday = fourth + (4 - isoWeekday(fourth) + 7 * (weekNumber(week) - 1 + weeks)) * DAY_MS;
  const itsYear = new Date(thursday).getUTCFullYear();
  const number = Math.floor((thursday - Date.UTC(itsYear, 0, 1)) / DAY_MS / 7) + 1;
  return `${itsYear}-W${String(number).padStart(2, "0")}`;
}

/** 1 for a Monday to 7 for a Sunday. */
const isoWeekday = (ms: number) => new Date(ms).getUTCDay() || 7;
