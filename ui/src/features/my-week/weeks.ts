/** ISO weeks, as the device names them: `2026-W47`. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** The week before the one that begins on this Monday. */
export function weekBefore(monday: string): string {
  return isoWeek(new Date(Date.parse(`${monday}T00:00:00Z`) - 7 * DAY_MS));
}

/** The ISO week of a UTC day: the one that has its Thursday, in the year of that Thursday. */
function isoWeek(day: Date): string {
  const thursday = new Date(day.getTime() + (4 - (day.getUTCDay() || 7)) * DAY_MS);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - first) / (7 * DAY_MS)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, "0")}`;
}
