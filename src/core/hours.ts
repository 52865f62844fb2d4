/**
 * Opening hours, in Amsterdam wall time. Core has no clock: whoever calls says what time it is there.
 */

/** A moment as a clock on a wall in Amsterdam shows it. `month` is 1–12, `minutes` counts from midnight. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly minutes: number;
}

/** Weekdays 1 (Monday) to 7 (Sunday); `from` and `to` in minutes from midnight, `to` at most 1440. */
export interface OpeningPeriod {
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** `always` is day and night, holidays included. */
export type Hours =
  | 'always'
  | { readonly periods: readonly OpeningPeriod[]; readonly holidays: 'open' | 'closed' | 'unknown' };

export type OpenState = 'open' | 'closed' | 'unknown';

export interface Opening {
  readonly open: OpenState;
  /** Wall time of the next opening as `2026-12-28T09:00`, when closed now and that is known. */
  readonly opensAt: string | null;
}

type CalendarDay = Pick<WallTime, 'year' | 'month' | 'day'>;
type WeeklyHours = Exclude<Hours, 'always'>;

/** What the calendar makes of a day: `doubtful` days close some organisations that otherwise keep their week. */
type DayRule = 'usual' | 'closed' | 'doubtful' | 'unknown';

const withinHours: Readonly<Record<DayRule, OpenState>> = {
  usual: 'open',
  closed: 'closed',
  doubtful: 'unknown',
  unknown: 'unknown',
};
const outsideHours: Readonly<Record<DayRule, OpenState>> = {
  usual: 'closed',
  closed: 'closed',
  doubtful: 'closed',
  unknown: 'unknown',
};

const midnight = 24 * 60;
const millisecondsADay = midnight * 60_000;
const daysAhead = 14;

/**
 * Whether somebody answers at this moment, and if not, when.
 * `opensAt` is a promise: it is null as soon as a day in between could turn out otherwise, and beyond 14 days.
 * Hours that nobody wrote down are `unknown`, never closed.
 */
export function openingAt(hours: Hours | undefined, at: WallTime): Opening {
  if (hours === undefined) return { open: 'unknown', opensAt: null };
  if (hours === 'always') return { open: 'open', opensAt: null };
  const open = stateAt(hours, at);
  return { open, opensAt: open === 'closed' ? nextOpening(hours, at) : null };
}

/** 1 (Monday) to 7 (Sunday). */
export function weekday(date: CalendarDay): number {
  // Day 0, 1 January 1970, was a Thursday. The second remainder keeps earlier days right.
  return ((((dayNumber(date.year, date.month, date.day) + 3) % 7) + 7) % 7) + 1;
}

/** How many days this month (1–12) has. */
export function daysInMonth(year: number, month: number): number {
  return dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
}

/** Easter Sunday in the Gregorian calendar, by the computation of Meeus, Jones and Butcher. */
export function easterSunday(year: number): CalendarDay {
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const goldenYear = year % 19;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * goldenYear + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const exception = Math.floor((goldenYear + 11 * epact + 22 * toSunday) / 451);
  const sinceMarch = epact + toSunday - 7 * exception + 114;
  return { year, month: Math.floor(sinceMarch / 31), day: (sinceMarch % 31) + 1 };
}

/**
 * `public`: days on which Dutch offices are closed. `sometimes`: Good Friday and Liberation Day, on which some are.
 * The days are those of article 3 of the Algemene termijnenwet with the two Sundays; which of them are only `sometimes`
 * is a matter of collective agreements, not of that law. Holds from 2014, the first King's Day.
 */
export function dutchHolidayOf(year: number, month: number, day: number): 'public' | 'sometimes' | null {
  if (month === 1) return day === 1 ? 'public' : null;
  if (month === 12) return day === 25 || day === 26 ? 'public' : null;
  if (month === 4 && day === kingsDay(year)) return 'public';
  const easter = easterSunday(year);
  switch (dayNumber(year, month, day) - dayNumber(year, easter.month, easter.day)) {
    case 0: // Easter Sunday
    case 1: // Easter Monday
    case 39: // Ascension Day
    case 49: // Whit Sunday
    case 50: // Whit Monday
      return 'public';
    case -2: // Good Friday
      return 'sometimes';
    default:
      return month === 5 && day === 5 ? 'sometimes' : null;
  }
}

/** The day in April: the 27th, or the 26th where the 27th is a Sunday. */
function kingsDay(year: number): number {
  return weekday({ year, month: 4, day: 27 }) === 7 ? 26 : 27;
}

function stateAt(hours: WeeklyHours, at: WallTime): OpenState {
  const rule = dayRule(hours, at);
  const today = weekday(at);
  const period = hours.periods.find((p) => p.from <= at.minutes && at.minutes < p.to && p.days.includes(today));
  if (period === undefined) return outsideHours[rule];
  // A night belongs to two days. Where a holiday divides them, nobody wrote down which of the two decides.
  if (isMorningOfNight(hours, period, today) && dayRule(hours, dayBefore(at)) !== rule) return 'unknown';
  return withinHours[rule];
}

function dayRule(hours: WeeklyHours, date: CalendarDay): DayRule {
  if (hours.holidays === 'open') return 'usual';
  const holiday = dutchHolidayOf(date.year, date.month, date.day);
  if (holiday === null) return 'usual';
  return holiday === 'public' ? hours.holidays : 'doubtful';
}

/** A period from midnight that carries on one of the evening before; a whole day stands by itself. */
function isMorningOfNight(hours: WeeklyHours, period: OpeningPeriod, today: number): boolean {
  if (period.from !== 0 || period.to === midnight) return false;
  const yesterday = today === 1 ? 7 : today - 1;
  return hours.periods.some((p) => p.to === midnight && p.days.includes(yesterday));
}

function nextOpening(hours: WeeklyHours, at: WallTime): string | null {
  let date: CalendarDay = at;
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    if (dayRule(hours, date) === 'unknown') return null;
    const start = firstStart(hours, weekday(date), ahead === 0 ? at.minutes : 0);
    if (start !== null) {
      const opening = { year: date.year, month: date.month, day: date.day, minutes: start };
      const open = stateAt(hours, opening);
      if (open === 'open') return wallText(opening);
      if (open === 'unknown') return null;
    }
    date = dayAfter(date);
  }
  return null;
}

/** The first start of a period on this weekday, at or after these minutes, holidays aside. */
function firstStart(hours: WeeklyHours, day: number, minutes: number): number | null {
  let first: number | null = null;
  for (const { days, from } of hours.periods) {
    if (from >= minutes && (first === null || from < first) && days.includes(day)) first = from;
  }
  return first;
}

function dayAfter({ year, month, day }: CalendarDay): CalendarDay {
  if (day < daysInMonth(year, month)) return { year, month, day: day + 1 };
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 };
}

function dayBefore({ year, month, day }: CalendarDay): CalendarDay {
  if (day > 1) return { year, month, day: day - 1 };
  return month > 1
    ? { year, month: month - 1, day: daysInMonth(year, month - 1) }
    : { year: year - 1, month: 12, day: 31 };
}

/** Days since 1 January 1970. Reads no clock: `Date.UTC` is arithmetic. A month 13 is January of the next year. */
function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / millisecondsADay;
}

/** `2026-12-28T09:00`. */
export function wallText({ year, month, day, minutes }: WallTime): string {
  return `${year}-${two(month)}-${two(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
