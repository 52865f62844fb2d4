/**
 * Opening hours as HSDS writes them: one schedule for each group of days with the same times.
 */
import type { Hours } from '../../core/hours.ts';
import { parseOpeningHours } from '../opening-hours.ts';
import { idOf } from './ids.ts';
import type { Schedule } from './shapes.ts';
import { words } from './words.ts';

const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const midnight = 24 * 60;

function timeOf(minutes: number): string {
  // HSDS knows no 24:00, and 00:00 would close before it opens: its guidance writes the last minute of the day.
  const shown = minutes === midnight ? midnight - 1 : minutes;
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`;
}

function bydayOf(days: readonly number[]): string {
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => dayNames[day - 1])
    .join(',');
}

function weekOf(hours: Hours): Extract<Hours, object>['periods'] {
  return hours === 'always' ? [{ days: everyDay, from: 0, to: midnight }] : hours.periods;
}

/**
 * The schedules of hours as they are written (`Mo-Fr 09:00-17:00; PH off`), for the thing that these names stand for.
 * `seenOn` is when that was so; only a whole day can be given on. None for hours that cannot be read.
 */
export function schedulesOf(written: string, seenOn: string, ...names: readonly string[]): Schedule[] {
  let hours: Hours;
  try {
    hours = parseOpeningHours(written);
  } catch {
    return [];
  }
  const notes = hours === 'always' ? words.dayAndNight : `${words.holidays[hours.holidays]} ${words.wallTime}`;
  return weekOf(hours).map(({ days, from, to }, index) => ({
    id: idOf('schedule', ...names, String(index)),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(seenOn) && { valid_from: seenOn }),
    freq: 'WEEKLY',
    wkst: 'MO',
    byday: bydayOf(days),
    opens_at: timeOf(from),
    closes_at: timeOf(to),
    description: written,
    notes,
  }));
}
