import type { Status } from "../../backend/types.gen";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Merely being offline is nothing to worry about; records that wait this long are. */
export const LATE_AFTER_DAYS = 3;

/** How many whole days records have waited since the centre was last reached, once that is too long. */
export function daysLate(status: Status, nowMs: number): number | undefined {
  if (status.waiting === 0 || status.last_contact_ms === undefined) return undefined;
  const days = Math.floor((nowMs - status.last_contact_ms) / DAY_MS);
  return days >= LATE_AFTER_DAYS ? days : undefined;
}
