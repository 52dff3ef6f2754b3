/** Days as the device says them, `2026-11-16`, for sentences. */
export function dayOf(day: string): Date {
  return new Date(`${day}T12:00:00`);
}
