/** The border between time on computers and the clock on a wall in Amsterdam. Core knows the wall clock only. */
import { daysInMonth, type WallTime } from '../core/hours.ts';

/** Making one costs a hundred times more than using one. */
const amsterdam = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

/** Years are limited to those in which our calendar arithmetic has a meaning. */
const momentPattern =
  /^(?<year>(?:19|20|21)\d\d)-(?<month>\d\d)-(?<day>\d\d)(?:T(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.\d+)?)?(?<offset>Z|[+-]\d\d:?\d\d)?)?$/;

/** The wall clock in Amsterdam at this moment, in milliseconds since 1970 UTC; summer time is taken care of. */
export function amsterdamTime(epochMs: number): WallTime {
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of amsterdam.formatToParts(epochMs)) shown[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = shown;
  return { year, month, day, minutes: hour * 60 + minute };
}

/** The day in Amsterdam at this moment, as `2026-11-21`. */
export function amsterdamDay(epochMs: number): string {
  const { year, month, day } = amsterdamTime(epochMs);
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Whether this is a day of the calendar, written as `2026-11-21`. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/**
 * Reads a moment a person typed. `2026-12-25T03:00` is what the clock in Amsterdam shows, also in the hour that summer
 * time skips or repeats; with `Z` or an offset it is converted; `2026-12-25` is midnight. Seconds are dropped.
 * @throws Error that says what is wrong and what to write.
 */
export function parseMoment(text: string): WallTime {
  const parts = momentPattern.exec(text)?.groups;
  if (parts === undefined) {
    throw new Error(
      `"${text}" is not a moment. Write 2026-12-25T03:00 (time in Amsterdam), 2026-12-25T02:00Z or 2026-12-25.`,
    );
  }
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  const [hour, minute, second] = [Number(parts.hour ?? 0), Number(parts.minute ?? 0), Number(parts.second ?? 0)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new Error(`"${text}" names a day that does not exist. Write a day of the calendar, as 2026-12-25.`);
  }
  if (hour > 23 || minute > 59 || second > 59) {
    throw new Error(`"${text}" names a time that does not exist. Write a time from 00:00 to 23:59.`);
  }
  if (parts.offset === undefined) return { year, month, day, minutes: hour * 60 + minute };
  return amsterdamTime(Date.UTC(year, month - 1, day, hour, minute - offsetMinutes(text, parts.offset)));
}

/** Minutes ahead of UTC; no place on earth is more than 14 hours away from it. */
function offsetMinutes(text: string, offset: string): number {
  if (offset === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) {
    throw new Error(`"${text}" has the offset ${offset}, which no clock keeps. Write one from -14:00 to +14:00, or Z.`);
  }
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
