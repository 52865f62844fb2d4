import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseOpeningHours } from '../../src/content/opening-hours.ts';
import { openingAt } from '../../src/core/hours.ts';

const week = [1, 2, 3, 4, 5, 6, 7];

describe('written opening hours', () => {
  it.each(['24/7', ' 24/7 '])('read %j as day and night', (text) => {
    expect(parseOpeningHours(text)).toBe('always');
  });

  it.each([
    [
      'Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off',
      'closed',
      [
        { days: [1, 2, 3, 4, 5], from: 540, to: 1020 },
        { days: [6], from: 600, to: 720 },
      ],
    ],
    ['Mo-Su 11:00-21:00', 'unknown', [{ days: week, from: 660, to: 1260 }]],
    ['PH open; Mo-Su 11:00-21:00', 'open', [{ days: week, from: 660, to: 1260 }]],
    [
      'Mo,We,Fr 09:00-12:00,13:00-17:00',
      'unknown',
      [
        { days: [1, 3, 5], from: 540, to: 720 },
        { days: [1, 3, 5], from: 780, to: 1020 },
      ],
    ],
    ['Mo-Tu,Fr 09:00-12:00', 'unknown', [{ days: [1, 2, 5], from: 540, to: 720 }]],
    ['Sa-Mo 09:00-12:00', 'unknown', [{ days: [6, 7, 1], from: 540, to: 720 }]],
    ['Mo-Su 00:00-24:00', 'unknown', [{ days: week, from: 0, to: 1440 }]],
    ['Mo 22:00-00:00', 'unknown', [{ days: [1], from: 1320, to: 1440 }]],
    ['  Mo   09:00-12:00 ;PH   off ', 'closed', [{ days: [1], from: 540, to: 720 }]],
    [
      'Fr-Su 22:00-02:00',
      'unknown',
      [
        { days: [5, 6, 7], from: 1320, to: 1440 },
        { days: [6, 7, 1], from: 0, to: 120 },
      ],
    ],
  ])('read %j', (text, holidays, periods) => {
    expect(parseOpeningHours(text)).toEqual({ holidays, periods });
  });

  it.each([
    ['', '"" is not weekdays, one space, times. Write for example'],
    ['PH off', 'no weekday is named. Write for example'],
    ['Mo-Fr 09:00-17:00;', '"" is not weekdays'],
    ['Mo-Fr', '"Mo-Fr" is not weekdays'],
    ['09:00-17:00', '"09:00-17:00" is not weekdays'],
    ['Mo-Fr 09:00-17:00, Sa 10:00-12:00', 'with ";" between parts'],
    ['Mo-Fr 09:00 - 17:00', '"Mo-Fr 09:00 - 17:00" is not weekdays'],
    ['24/7; PH off', '"24/7" is not weekdays'],
    ['ma-vr 09:00-17:00', '"ma-vr" is not a weekday. Write Mo, Tu, We, Th, Fr, Sa, Su'],
    ['Mo-We-Fr 09:00-17:00', '"Mo-We-Fr" is not a weekday'],
    ['Mo- 09:00-17:00', '"Mo-" is not a weekday'],
    ['Mo,,We 09:00-17:00', '"" is not a weekday'],
    ['Su,PH 09:00-17:00', '"PH" is not a weekday'],
    ['Mo-Fr 9:00-17:00', '"9:00-17:00" is not a time. Write hours and minutes with two digits each, as 09:00-17:00.'],
    ['Mo-Fr 09:00-25:00', '"09:00-25:00" is not a time'],
    ['Mo-Fr 22:00-26:00', '"22:00-26:00" is not a time'],
    ['Mo-Fr 09:00-24:30', '"09:00-24:30" is not a time'],
    ['Mo-Fr 24:00-09:00', '"24:00-09:00" is not a time'],
    ['Mo-Fr 09:60-17:00', '"09:60-17:00" is not a time'],
    ['Mo-Fr 09:00+', '"09:00+" is not a time'],
    ['Mo-Fr off', '"off" is not a time'],
    ['Mo-Fr 09:00-09:00', '"09:00-09:00" ends when it starts. Write 00:00-24:00 for a whole day.'],
    ['Mo-Fr 09:00-17:00; PH 10:00-12:00', '"PH 10:00-12:00" is not supported. Write "PH off"'],
    ['Mo-Fr 09:00-17:00; PH off; PH open', 'public holidays (PH) are named twice'],
    ['Mo-Fr 09:00-17:00; Fr 18:00-20:00', 'Fr is named twice. Name each weekday once'],
    ['Mo,Mo 09:00-17:00', 'Mo is named twice'],
    ['Mo 09:00-12:00,11:00-17:00', 'two times on Mo overlap. Join them'],
    ['Su 22:00-02:00; Mo 01:00-03:00', 'two times on Mo overlap'],
    ['Mo-Su 22:00-02:00,01:00-05:00', 'overlap'],
  ])('refuse %j and say why', (text, message) => {
    expect(() => parseOpeningHours(text)).toThrow(message);
    expect(() => parseOpeningHours(text)).toThrow(`Opening hours "${text}": `);
  });

  it('allow one time to start where another ends', () => {
    expect(() => parseOpeningHours('Mo 09:00-12:00,12:00-17:00; Tu 00:00-03:00; We 22:00-02:00')).not.toThrow();
  });

  it('over midnight, are open from the evening into the next morning and not a minute more', () => {
    // 22 to 28 November 2026 runs from Sunday to Saturday.
    const hours = parseOpeningHours('Su 22:00-02:00; PH off');
    const open = (day: number, minutes: number) => openingAt(hours, { year: 2026, month: 11, day, minutes }).open;
    expect([open(22, 60), open(22, 1319), open(22, 1320), open(22, 1439)]).toEqual([
      'closed',
      'closed',
      'open',
      'open',
    ]);
    expect([open(23, 0), open(23, 119), open(23, 120), open(23, 1320)]).toEqual(['open', 'open', 'closed', 'closed']);
  });

  it('hold every minute of the time that was written, whichever two times those are', () => {
    const clock = (minutes: number) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minute, minute, minute, (from, to, now) => {
        fc.pre(from !== to);
        const hours = parseOpeningHours(`Mo-Su ${clock(from)}-${clock(to)}; PH open`);
        const within = from < to ? from <= now && now < to : now >= from || now < to;
        expect(openingAt(hours, { year: 2026, month: 11, day: 24, minutes: now }).open).toBe(
          within ? 'open' : 'closed',
        );
      }),
    );
  });

  it('answer any other text with an error that quotes it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(text.trim() !== '24/7');
        expect(() => parseOpeningHours(text)).toThrow(`Opening hours "${text}": `);
      }),
    );
  });
});
