import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  daysInMonth,
  dutchHolidayOf,
  easterSunday,
  type Hours,
  type OpeningPeriod,
  openingAt,
  type WallTime,
  weekday,
} from '../../src/core/hours.ts';

const workdays = [1, 2, 3, 4, 5];
const everyDay = [1, 2, 3, 4, 5, 6, 7];

function weekly(holidays: 'open' | 'closed' | 'unknown', ...periods: OpeningPeriod[]): Hours {
  return { periods, holidays };
}

function office(holidays: 'open' | 'closed' | 'unknown'): Hours {
  return weekly(holidays, { days: workdays, from: 9 * 60, to: 17 * 60 });
}

/** Every evening 22:00–02:00, as the parser writes it. */
function nightLine(holidays: 'open' | 'closed' | 'unknown'): Hours {
  return weekly(holidays, { days: everyDay, from: 1320, to: 1440 }, { days: everyDay, from: 0, to: 120 });
}

function wall(text: string): WallTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return { year, month, day, minutes: hour * 60 + minute };
}

function isoDay(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The standard library's own calendar, to compare with. */
function shifted(text: string, minutes: number): string {
  return new Date(Date.parse(`${text}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

/** Easter Sundays as printed in calendars. */
const easterTable = `
  2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01
  2030-04-21 2031-04-13 2032-03-28 2033-04-17 2034-04-09 2035-03-25 2036-04-13 2037-04-05 2038-04-25 2039-04-10
  2040-04-01 2041-04-21 2042-04-06 2043-03-29 2044-04-17 2045-04-09 2046-03-25 2047-04-14 2048-04-05 2049-04-18
  2050-04-10`
  .trim()
  .split(/\s+/);

describe('the calendar', () => {
  it.each(easterTable)('finds Easter on %s', (text) => {
    const easter = easterSunday(Number(text.slice(0, 4)));
    expect(isoDay(easter.year, easter.month, easter.day)).toBe(text);
  });

  it.each(easterTable)('finds all other holidays of the year with Easter on %s, and no more', (easter) => {
    const year = Number(easter.slice(0, 4));
    const fromEaster = (days: number) => shifted(`${easter}T00:00`, days * 1440).slice(0, 10);
    const kingsDay = new Date(Date.UTC(year, 3, 27)).getUTCDay() === 0 ? `${year}-04-26` : `${year}-04-27`;
    const fixed = [`${year}-01-01`, kingsDay, `${year}-12-25`, `${year}-12-26`];
    const holidays = new Set([...fixed, ...[0, 1, 39, 49, 50].map(fromEaster)]);
    const sometimes = new Set([fromEaster(-2), `${year}-05-05`].filter((day) => !holidays.has(day)));

    for (let month = 1; month <= 12; month += 1) {
      for (let day = 1; day <= daysInMonth(year, month); day += 1) {
        const text = isoDay(year, month, day);
        const expected = holidays.has(text) ? 'public' : sometimes.has(text) ? 'sometimes' : null;
        expect([text, dutchHolidayOf(year, month, day)]).toEqual([text, expected]);
      }
    }
  });

  it.each([
    ['2025-04-26', 'public', 'King’s Day a day early, as the 27th is a Sunday'],
    ['2025-04-27', null, 'the Sunday itself'],
    ['2026-04-27', 'public', 'King’s Day'],
    ['2026-04-03', 'sometimes', 'Good Friday'],
    ['2026-04-05', 'public', 'Easter Sunday'],
    ['2026-04-06', 'public', 'Easter Monday'],
    ['2026-05-05', 'sometimes', 'Liberation Day'],
    ['2026-05-14', 'public', 'Ascension Day'],
    ['2026-05-24', 'public', 'Whit Sunday'],
    ['2026-05-25', 'public', 'Whit Monday'],
    ['2016-05-05', 'public', 'Ascension Day on Liberation Day'],
    ['2026-12-24', null, 'Christmas Eve'],
    ['2026-12-31', null, 'New Year’s Eve'],
  ] as const)('holds %s for %s: %s', (text, expected, _name) => {
    const { year, month, day } = wall(text);
    expect(dutchHolidayOf(year, month, day)).toBe(expected);
  });

  it('knows the weekday and the length of the month of every day, like the standard library', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        (date) => {
          const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
          expect(weekday({ year, month, day })).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
          expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
        },
      ),
    );
  });
});

describe('opening', () => {
  it('is unknown where nobody wrote hours down', () => {
    expect(openingAt(undefined, wall('2026-11-24T10:00'))).toEqual({ open: 'unknown', opensAt: null });
  });

  it.each(['2026-12-25T03:00', '2026-11-24T10:00', '2026-01-01T00:00'])('day and night holds at %s', (text) => {
    expect(openingAt('always', wall(text))).toEqual({ open: 'open', opensAt: null });
  });

  it.each([
    // An ordinary week: 24 November 2026 is a Tuesday.
    ['closed', '2026-11-24T08:59', 'closed', '2026-11-24T09:00'],
    ['closed', '2026-11-24T09:00', 'open', null],
    ['closed', '2026-11-24T16:59', 'open', null],
    ['closed', '2026-11-24T17:00', 'closed', '2026-11-25T09:00'],
    ['unknown', '2026-11-27T18:00', 'closed', '2026-11-30T09:00'],
    // Christmas 2026: Friday and Saturday.
    ['closed', '2026-12-24T18:00', 'closed', '2026-12-28T09:00'],
    ['closed', '2026-12-25T10:00', 'closed', '2026-12-28T09:00'],
    ['open', '2026-12-25T10:00', 'open', null],
    ['open', '2026-12-24T18:00', 'closed', '2026-12-25T09:00'],
    ['unknown', '2026-12-25T10:00', 'unknown', null],
    ['unknown', '2026-12-24T18:00', 'closed', null],
    ['unknown', '2026-12-27T10:00', 'closed', '2026-12-28T09:00'],
    // Over the end of the year; New Year's Day 2027 is a Friday.
    ['closed', '2026-12-31T17:00', 'closed', '2027-01-04T09:00'],
    // Easter 2026: Good Friday 3 April, Easter Monday 6 April.
    ['closed', '2026-04-03T10:00', 'unknown', null],
    ['unknown', '2026-04-03T10:00', 'unknown', null],
    ['open', '2026-04-03T10:00', 'open', null],
    ['closed', '2026-04-03T08:00', 'closed', null],
    ['closed', '2026-04-03T18:00', 'closed', '2026-04-07T09:00'],
    ['closed', '2026-04-02T18:00', 'closed', null],
    ['open', '2026-04-02T18:00', 'closed', '2026-04-03T09:00'],
    // Liberation Day 2026 is a Tuesday.
    ['closed', '2026-05-04T18:00', 'closed', null],
    ['closed', '2026-05-05T12:00', 'unknown', null],
    ['closed', '2026-05-05T17:00', 'closed', '2026-05-06T09:00'],
    // 2028 has a 29 February, a Tuesday.
    ['closed', '2028-02-28T17:00', 'closed', '2028-02-29T09:00'],
    ['closed', '2028-02-29T17:00', 'closed', '2028-03-01T09:00'],
  ] as const)('of an office with holidays %s, at %s, is %s and next %s', (holidays, at, open, opensAt) => {
    expect(openingAt(office(holidays), wall(at))).toEqual({ open, opensAt });
  });

  it.each([
    ['closed', '2026-11-24T23:59', 'open', null],
    ['closed', '2026-11-25T00:00', 'open', null],
    ['closed', '2026-11-25T01:59', 'open', null],
    ['closed', '2026-11-25T02:00', 'closed', '2026-11-25T22:00'],
    // The nights into and out of a holiday belong to two days that differ.
    ['closed', '2026-12-24T23:00', 'open', null],
    ['closed', '2026-12-25T01:00', 'unknown', null],
    ['closed', '2026-12-25T23:00', 'closed', null],
    ['closed', '2026-12-26T01:00', 'closed', null],
    ['closed', '2026-12-27T01:00', 'unknown', null],
    ['closed', '2026-12-27T03:00', 'closed', '2026-12-27T22:00'],
    ['open', '2026-12-25T01:00', 'open', null],
    ['unknown', '2026-12-25T12:00', 'unknown', null],
    ['closed', '2027-01-01T01:00', 'unknown', null],
  ] as const)('of a night line with holidays %s, at %s, is %s and next %s', (holidays, at, open, opensAt) => {
    expect(openingAt(nightLine(holidays), wall(at))).toEqual({ open, opensAt });
  });

  it('starts at midnight after a holiday where every whole day is open', () => {
    const hours = weekly('closed', { days: everyDay, from: 0, to: 1440 });
    expect(openingAt(hours, wall('2026-12-26T12:00'))).toEqual({ open: 'closed', opensAt: '2026-12-27T00:00' });
  });

  it('is unknown in the night from Sunday into a Monday that is King’s Day', () => {
    const hours = weekly('closed', { days: [7], from: 1320, to: 1440 }, { days: [1], from: 0, to: 120 });
    expect(openingAt(hours, wall('2026-04-20T01:00')).open).toBe('open');
    expect(openingAt(hours, wall('2026-04-27T01:00')).open).toBe('unknown');
  });

  it.each([
    // Easter is 31 March and 1 April 2024; Whitsun 31 May and 1 June 2020.
    ['2024-03-31T01:00', 'unknown'],
    ['2024-04-01T01:00', 'closed'],
    ['2024-04-02T01:00', 'unknown'],
    ['2020-06-01T01:00', 'closed'],
    ['2020-06-02T01:00', 'unknown'],
    ['2026-03-01T01:00', 'open'],
    ['2026-07-01T01:00', 'open'],
  ] as const)('looks at the day before, also in another month: at %s a night line is %s', (at, open) => {
    expect(openingAt(nightLine('closed'), wall(at)).open).toBe(open);
  });

  it('takes no morning for the end of a night that nobody worked, nor of a day', () => {
    // 25 and 26 December 2026 are a Friday and a Saturday, so Sunday morning follows a holiday.
    const morning = { days: everyDay, from: 0, to: 120 };
    const sunday = wall('2026-12-27T01:00');
    expect(openingAt(weekly('closed', morning), sunday).open).toBe('open');
    expect(openingAt(weekly('closed', morning, { days: [6], from: 540, to: 1020 }), sunday).open).toBe('open');
    expect(openingAt(weekly('closed', morning, { days: [5, 7], from: 1320, to: 1440 }), sunday).open).toBe('open');
    expect(openingAt(weekly('closed', morning, { days: [6], from: 1320, to: 1440 }), sunday).open).toBe('unknown');
  });

  it('never opens on a day whose hours have gone by', () => {
    const hours = weekly('open', { days: everyDay, from: 0, to: 360 });
    expect(openingAt(hours, wall('2026-11-24T10:00')).opensAt).toBe('2026-11-25T00:00');
  });

  it('promises an opening fourteen days ahead, and none beyond', () => {
    // Fridays, and both Fridays after Christmas Eve 2026 are holidays; the third is 8 January, fifteen days ahead of it.
    const fridays = weekly('closed', { days: [5], from: 540, to: 1020 });
    expect(openingAt(fridays, wall('2026-12-24T18:00')).opensAt).toBeNull();
    expect(openingAt(fridays, wall('2026-12-25T08:00')).opensAt).toBe('2027-01-08T09:00');
  });

  it('takes the earliest of several starts, in whatever order they were written', () => {
    const hours = weekly('open', { days: [2], from: 900, to: 960 }, { days: [2], from: 540, to: 600 });
    expect(openingAt(hours, wall('2026-11-24T08:00')).opensAt).toBe('2026-11-24T09:00');
    expect(openingAt(hours, wall('2026-11-24T10:00')).opensAt).toBe('2026-11-24T15:00');
  });

  it('promises nothing where no period exists', () => {
    expect(openingAt(weekly('open'), wall('2026-11-24T08:00'))).toEqual({ open: 'closed', opensAt: null });
  });
});

describe('at any hours and any moment', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const period = fc
    .record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      from: fc.oneof(fc.constant(0), minute),
      length: fc.oneof(fc.constant(1440), fc.integer({ min: 1, max: 1440 })),
    })
    .map(({ days, from, length }) => ({ days, from, to: Math.min(from + length, 1440) }));
  const anyHours = fc.record({
    periods: fc.array(period, { maxLength: 4 }),
    holidays: fc.constantFrom('open' as const, 'closed' as const, 'unknown' as const),
  });
  /** Half of the moments lie in the weeks with the most holidays. */
  const anyMoment = fc
    .record({
      year: fc.integer({ min: 2020, max: 2050 }),
      month: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(1, 4, 5, 12)),
      day: fc.oneof(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 22, max: 28 })),
      minutes: minute,
    })
    .map((at) => shifted(`${isoDay(at.year, at.month, at.day)}T00:00`, at.minutes));

  it('the next opening is open then, closed the minute before, and nothing between is open or unknown', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (hours, now) => {
        const { open, opensAt } = openingAt(hours, wall(now));
        if (open !== 'closed') expect(opensAt).toBeNull();
        if (opensAt === null) return;
        expect(opensAt > now).toBe(true);
        expect(openingAt(hours, wall(opensAt)).open).toBe('open');
        expect(openingAt(hours, wall(shifted(opensAt, -1))).open).toBe('closed');
        for (let t = shifted(now, 1); t < opensAt; t = shifted(t, 211)) {
          expect(openingAt(hours, wall(t)).open).toBe('closed');
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('a closed moment gets no promise only where the next change is to unknown, or none comes', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (hours, now) => {
        const opening = openingAt(hours, wall(now));
        if (opening.open !== 'closed' || opening.opensAt !== null) return;
        // Closed ends only at midnight or at the start of a period.
        const starts = [...new Set([0, ...hours.periods.map((p) => p.from)])].sort((a, b) => a - b);
        const midnight = `${now.slice(0, 10)}T00:00`;
        const firstChange = Array.from({ length: 14 }, (_, day) => starts.map((start) => day * 1440 + start))
          .flat()
          .map((later) => shifted(midnight, later))
          .filter((moment) => moment > now)
          .map((moment) => openingAt(hours, wall(moment)).open)
          .find((open) => open !== 'closed');
        expect(firstChange).not.toBe('open');
      }),
      { numRuns: 2000 },
    );
  });

  it('hours that are open on holidays never become unknown', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (hours, now) => {
        expect(openingAt({ ...hours, holidays: 'open' }, wall(now)).open).not.toBe('unknown');
      }),
    );
  });
});
