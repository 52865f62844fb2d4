/**
 * The written form of opening hours: a small part of the OpenStreetMap `opening_hours` form
 * (https://wiki.openstreetmap.org/wiki/Key:opening_hours). What could be read in two ways is refused.
 */
import type { Hours, OpeningPeriod } from '../core/hours.ts';

const dayNames: readonly string[] = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const midnight = 24 * 60;
const timePattern = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const holidayRules: Readonly<Record<string, 'open' | 'closed'>> = { 'PH off': 'closed', 'PH open': 'open' };

interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads `24/7`, or parts like `Mo-Fr 09:00-12:00,13:00-17:00; Sa 10:00-12:00; PH off`.
 * Without `PH off` or `PH open` nobody knows about public holidays. `22:00-02:00` goes on into the next day and becomes
 * two periods.
 * @throws Error that names the part that is wrong and what to write instead.
 */
export function parseOpeningHours(text: string): Hours {
  if (text.trim() === '24/7') return 'always';
  try {
    return parseParts(text.split(';').map((part) => part.trim().replace(/\s+/g, ' ')));
  } catch (error) {
    throw new Error(`Opening hours "${text}": ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseParts(parts: readonly string[]): Hours {
  const periods: OpeningPeriod[] = [];
  const named = new Set<number>();
  let holidays: 'open' | 'closed' | undefined;

  for (const part of parts) {
    if (part.startsWith('PH')) {
      if (holidays !== undefined) throw new Error('public holidays (PH) are named twice. Keep one of the two.');
      holidays = parseHolidays(part);
      continue;
    }
    const { days, spans } = parseWeekdays(part);
    for (const day of days) claim(named, day);
    periods.push(...spans.flatMap((span) => periodsOf(days, span)));
  }

  if (periods.length === 0) throw new Error('no weekday is named. Write for example "Mo-Fr 09:00-17:00; PH off".');
  refuseOverlap(periods);
  return { periods, holidays: holidays ?? 'unknown' };
}

function parseHolidays(part: string): 'open' | 'closed' {
  const rule = holidayRules[part];
  if (rule !== undefined) return rule;
  throw new Error(
    `"${part}" is not supported. Write "PH off" (closed on public holidays) or "PH open" (as on other days), or leave it out where it is not known.`,
  );
}

function parseWeekdays(part: string): { days: readonly number[]; spans: readonly TimeSpan[] } {
  const [dayText, timeText, ...rest] = part.split(' ');
  if (!dayText || !timeText || rest.length > 0) {
    throw new Error(
      `"${part}" is not weekdays, one space, times. Write for example "Mo-Fr 09:00-12:00,13:00-17:00", with ";" between parts, and leave closed days out.`,
    );
  }
  return { days: dayText.split(',').flatMap(parseDays), spans: timeText.split(',').map(parseTimes) };
}

/** `We` or `Mo-Fr`; `Sa-Mo` runs over the end of the week. */
function parseDays(text: string): readonly number[] {
  const ends = text.split('-');
  const [first, last = first] = ends.map(dayOf);
  if (!first || !last || ends.length > 2) {
    throw new Error(`"${text}" is not a weekday. Write ${dayNames.join(', ')}, or two with a dash, as Mo-Fr.`);
  }
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => ((first - 1 + index) % 7) + 1);
}

/** 1 to 7, or 0 for what is no weekday. */
function dayOf(name: string): number {
  return dayNames.indexOf(name) + 1;
}

/** `to` is smaller than `from` where the span runs over midnight. */
function parseTimes(text: string): TimeSpan {
  const match = timePattern.exec(text);
  if (match === null) {
    throw new Error(`"${text}" is not a time. Write hours and minutes with two digits each, as 09:00-17:00.`);
  }
  const [, fromHour, fromMinute, toHour, toMinute] = match;
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const to = toHour === undefined ? midnight : Number(toHour) * 60 + Number(toMinute);
  if (from === to) throw new Error(`"${text}" ends when it starts. Write 00:00-24:00 for a whole day.`);
  return { from, to: to === 0 ? midnight : to };
}

function periodsOf(days: readonly number[], { from, to }: TimeSpan): readonly OpeningPeriod[] {
  if (from < to) return [{ days, from, to }];
  return [
    { days, from, to: midnight },
    { days: days.map((day) => (day % 7) + 1), from: 0, to },
  ];
}

/** OpenStreetMap lets a later part replace an earlier one, which readers take for an addition: so a day stands once. */
function claim(named: Set<number>, day: number): void {
  if (named.has(day)) {
    throw new Error(
      `${dayNames[day - 1]} is named twice. Name each weekday once, with all its times behind it, as "Mo 09:00-12:00,13:00-17:00".`,
    );
  }
  named.add(day);
}

function refuseOverlap(periods: readonly OpeningPeriod[]): void {
  for (const [index, day] of dayNames.entries()) {
    const spans = periods.filter((period) => period.days.includes(index + 1)).sort((a, b) => a.from - b.from);
    if (spans.some((span, next) => span.from < (spans[next - 1]?.to ?? 0))) {
      throw new Error(`two times on ${day} overlap. Join them into one, or correct the one that is wrong.`);
    }
  }
}
