import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amsterdamTime, parseMoment } from '../../src/content/amsterdam.ts';

function at(year: number, month: number, day: number, hour: number, minute: number) {
  return { year, month, day, minutes: hour * 60 + minute };
}

describe('the clock in Amsterdam', () => {
  it.each([
    ['2026-01-15T12:00:00Z', at(2026, 1, 15, 13, 0)],
    ['2026-07-15T12:00:00Z', at(2026, 7, 15, 14, 0)],
    ['2026-12-31T22:59:59Z', at(2026, 12, 31, 23, 59)],
    ['2026-12-31T23:00:00Z', at(2027, 1, 1, 0, 0)],
    ['2026-03-29T00:59:59Z', at(2026, 3, 29, 1, 59)],
    ['2026-03-29T01:00:00Z', at(2026, 3, 29, 3, 0)],
    ['2026-10-25T00:30:00Z', at(2026, 10, 25, 2, 30)],
    ['2026-10-25T00:59:59Z', at(2026, 10, 25, 2, 59)],
    ['2026-10-25T01:00:00Z', at(2026, 10, 25, 2, 0)],
    ['2026-10-25T01:30:00Z', at(2026, 10, 25, 2, 30)],
    ['2026-10-25T02:00:00Z', at(2026, 10, 25, 3, 0)],
    ['2028-02-29T11:00:00Z', at(2028, 2, 29, 12, 0)],
  ])('at %s shows %j', (utc, shown) => {
    expect(amsterdamTime(Date.parse(utc))).toEqual(shown);
  });

  it('is always one or two hours ahead of UTC', () => {
    const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2050, 0, 1) });
    fc.assert(
      fc.property(moment, (epochMs) => {
        const { year, month, day, minutes } = amsterdamTime(epochMs);
        const ahead = Date.UTC(year, month - 1, day, 0, minutes) - Math.floor(epochMs / 60_000) * 60_000;
        expect([3_600_000, 7_200_000]).toContain(ahead);
      }),
    );
  });
});

describe('a typed moment', () => {
  it.each([
    ['2026-12-25T03:00', at(2026, 12, 25, 3, 0)],
    ['2026-12-25', at(2026, 12, 25, 0, 0)],
    ['2026-12-25T03:00:59', at(2026, 12, 25, 3, 0)],
    ['2026-12-25T03:00:59.999', at(2026, 12, 25, 3, 0)],
    ['2026-12-25T03:00Z', at(2026, 12, 25, 4, 0)],
    ['2026-07-25T03:00:30.5Z', at(2026, 7, 25, 5, 0)],
    ['2026-12-25T03:00+01:00', at(2026, 12, 25, 3, 0)],
    ['2026-12-25T03:00+03:00', at(2026, 12, 25, 1, 0)],
    ['2026-12-25T03:00+0530', at(2026, 12, 24, 22, 30)],
    ['2026-12-31T20:00-05:00', at(2027, 1, 1, 2, 0)],
    ['2026-03-29T00:59Z', at(2026, 3, 29, 1, 59)],
    ['2026-03-29T01:00Z', at(2026, 3, 29, 3, 0)],
    ['2026-10-25T00:30Z', at(2026, 10, 25, 2, 30)],
    ['2026-10-25T01:30Z', at(2026, 10, 25, 2, 30)],
    ['2026-10-25T02:30', at(2026, 10, 25, 2, 30)],
    ['2028-02-29T23:59', at(2028, 2, 29, 23, 59)],
  ])('%s is %j', (text, moment) => {
    expect(parseMoment(text)).toEqual(moment);
  });

  it.each([
    ['2026-02-30', 'names a day that does not exist. Write a day of the calendar'],
    ['2026-02-29T12:00', 'names a day that does not exist'],
    ['2100-02-29', 'names a day that does not exist'],
    ['2026-13-01', 'names a day that does not exist'],
    ['2026-00-10', 'names a day that does not exist'],
    ['2026-04-31T10:00Z', 'names a day that does not exist'],
    ['2026-12-00', 'names a day that does not exist'],
    ['2026-12-25T25:00', 'names a time that does not exist. Write a time from 00:00 to 23:59.'],
    ['2026-12-25T24:00', 'names a time that does not exist'],
    ['2026-12-25T10:60', 'names a time that does not exist'],
    ['2026-12-25T10:00:60', 'names a time that does not exist'],
    ['2026-12-25T10:00+15:00', 'has the offset +15:00, which no clock keeps'],
    ['2026-12-25T10:00-01:75', 'has the offset -01:75, which no clock keeps'],
    ['', 'is not a moment. Write 2026-12-25T03:00 (time in Amsterdam)'],
    ['25:00', 'is not a moment'],
    ['now', 'is not a moment'],
    ['25-12-2026', 'is not a moment'],
    ['2026-12-25 03:00', 'is not a moment'],
    ['2026-12-25T3:00', 'is not a moment'],
    ['2026-12-25T03', 'is not a moment'],
    ['2026-12-25Z', 'is not a moment'],
    ['2026-12-25T03:00 ', 'is not a moment'],
    ['2026-12-25T03:00\n', 'is not a moment'],
    ['0026-12-25', 'is not a moment'],
  ])('%j is refused', (text, message) => {
    expect(() => parseMoment(text)).toThrow(`"${text}" ${message}`);
  });

  it('with Z is what the clock in Amsterdam shows at that instant', () => {
    const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2050, 0, 1) });
    fc.assert(
      fc.property(moment, (epochMs) => {
        expect(parseMoment(new Date(epochMs).toISOString())).toEqual(amsterdamTime(epochMs));
      }),
    );
  });
});
