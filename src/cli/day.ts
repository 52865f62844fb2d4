/**
 * Days as people type them.
 */
import { amsterdamDay } from '../content/amsterdam.ts';

/** Whether this is a day of the calendar, written as `2026-11-21`. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The day on a calendar in the Netherlands. */
export function todayHere(): string {
  return amsterdamDay(Date.now());
}
