/**
 * Days, as the register counts them: in UTC, written 2026-11-21.
 */
const dayMs = 24 * 60 * 60_000;

/** The day of a moment in milliseconds since 1970. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** The last of so many days, today counted: never longer than that many times 24 hours from now. */
export function lastOfDays(moment: number, days: number): string {
  return dayOf(moment + (days - 1) * dayMs);
}
