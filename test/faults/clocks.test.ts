/**
 * Clocks: put forwards, put back, in the nights of summer time, at the end of a year. Nobody is shown an open door that is
 * closed, nobody is shut out, and what was to be forgotten is forgotten on time.
 */
import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pino } from 'pino';
import { amsterdamTime } from '../../src/content/amsterdam.ts';
import { type Hours, openingAt } from '../../src/core/hours.ts';
import { readConfig } from '../../src/server/config.ts';
import { openBot } from '../../src/server/open-bot.ts';
import { createServer } from '../../src/server/server.ts';
import { fresh, inTheResponse } from '../bot/a-bot.ts';
import { stateIn } from '../server/a-server.ts';
import { library } from '../support/content.ts';
import { links, numbers } from '../support/numbers.ts';
import { ask, turn } from './a-place.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('opening hours', () => {
  /** Offices: on working days from nine to five. */
  const office: Hours = { periods: [{ days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 }], holidays: 'closed' };
  /** Somebody who answers at night, Saturdays to Mondays too. */
  const night: Hours = {
    periods: [
      { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 3 * 60 },
      { days: [1, 2, 3, 4, 5, 6, 7], from: 22 * 60, to: 24 * 60 },
    ],
    holidays: 'open',
  };

  const clockOnTheWall = new Intl.DateTimeFormat('nl-NL', {
    timeZone: 'Europe/Amsterdam',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

  /** What a person in Amsterdam reads there: by another formatter than that of the product. */
  function read(moment: number): { readonly weekday: string; readonly time: string } {
    const parts = new Map(clockOnTheWall.formatToParts(moment).map(({ type, value }) => [type, value]));
    return { weekday: parts.get('weekday') ?? '', time: `${parts.get('hour')}:${parts.get('minute')}` };
  }

  const dayInTheCalendar = new Intl.DateTimeFormat('nl-NL', {
    timeZone: 'Europe/Amsterdam',
    day: 'numeric',
    month: 'numeric',
  });
  const isNewYear = (moment: number): boolean => dayInTheCalendar.format(moment) === '1-1';

  const borders = [
    ['the night in which an hour is left out', Date.UTC(2026, 2, 29, 1)],
    ['the night in which an hour comes twice', Date.UTC(2026, 9, 25, 1)],
    ['the end of the year', Date.UTC(2026, 11, 31, 23)],
    ['a 29 February', Date.UTC(2028, 1, 29, 12)],
    ['a year without one', Date.UTC(2027, 1, 28, 23)],
  ] as const;

  it.each(borders)('are those on the wall in %s, minute by minute', (_which, border) => {
    for (let moment = border - 12 * hour; moment <= border + 12 * hour; moment += minute) {
      const { weekday, time } = read(moment);
      const isNight = time < '03:00' || time >= '22:00';
      expect([time, openingAt(night, amsterdamTime(moment)).open]).toEqual([time, isNight ? 'open' : 'closed']);
      const isOfficeHour = !['za', 'zo'].includes(weekday) && time >= '09:00' && time < '17:00';
      const expected = isOfficeHour && !isNewYear(moment) ? 'open' : 'closed';
      expect([weekday, time, openingAt(office, amsterdamTime(moment)).open]).toEqual([weekday, time, expected]);
    }
  });

  it('show as open who is open and nobody else, at any minute of ten years', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2036, 0, 1) }), (moment) => {
        const { weekday, time } = read(moment);
        const isOfficeHour = !['za', 'zo'].includes(weekday) && time >= '09:00' && time < '17:00';
        // Holidays are another matter: offices that work on them too are open in these hours and in no others.
        const through = openingAt({ ...office, holidays: 'open' }, amsterdamTime(moment)).open;
        if (through !== (isOfficeHour ? 'open' : 'closed')) return false;
        return isOfficeHour || openingAt(office, amsterdamTime(moment)).open === 'closed';
      }),
      { numRuns: 3_000 },
    );
  });

  it('close offices on the first day of the year, whatever weekday that is', () => {
    for (let year = 2026; year < 2046; year++)
      expect(openingAt(office, amsterdamTime(Date.UTC(year, 0, 1, 11))).open).toBe('closed');
  });
});

interface Clocked {
  readonly port: number;
  /** The clock that people set. */
  readonly clock: { now: number };
  /** The one that nobody sets. */
  readonly passed: { ms: number };
}

let alone: Clocked;
let sharing: Clocked;
beforeAll(async () => {
  alone = await clocked({ REQUESTS_PER_MINUTE: '10', BOT_MESSAGES_PER_MINUTE: '5' });
  sharing = await clocked({ PAGE_SECRET: 'a secret of pages that is long enough' });
}, 60_000);
beforeEach(() => {
  for (const { clock, passed } of [alone, sharing]) {
    clock.now = Date.UTC(2026, 10, 23, 12);
    passed.ms += minute;
  }
});

const servers: { readonly server: Server; close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const { server, close } of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await close();
  }
});

/** A server with its bot, and both its clocks in the hands of a test. */
async function clocked(settings: Readonly<Record<string, string>> = {}): Promise<Clocked> {
  const clock = { now: Date.UTC(2026, 10, 23, 12) };
  const passed = { ms: 0 };
  const config = readConfig({ TRUST_PROXY: '1', BOT_SERVICE_HOSTS: '127.0.0.1', ...settings });
  if (config.bot === null) throw new Error('this test needs the bot');
  const parts = {
    library: library(),
    logger: pino({ enabled: false }),
    now: () => clock.now,
    elapsed: () => passed.ms,
    random: randomBytes,
  };
  const bot = openBot({ ...parts, config: config.bot, page: () => null });
  const server = createHttpServer(createServer({ ...parts, config, bot: bot.router }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push({ server, close: () => bot.close() });
  // A server that listens on a port has an address with that port.
  return { port: (server.address() as AddressInfo).port, clock, passed };
}

const jumps = [
  ['an hour forwards', hour],
  ['an hour back', -hour],
  ['ten years forwards', 3_653 * day],
  ['ten years back', -3_653 * day],
] as const;

describe.each(jumps)('a clock that is put %s', (_how, jump) => {
  it('ends no talk without scripts, and lets none live longer', async () => {
    const { port, clock, passed } = alone;
    const open = stateIn((await ask(port, '/')).text);
    const asked = await turn(port, { state: open, lang: 'nl', input: 'choose:who=self' });
    clock.now += jump;
    const fields = { state: stateIn(asked.text), lang: 'nl', input: 'choose:theme=forced-marriage' };
    expect((await turn(port, fields)).text).toContain('choose:where=nl');
    passed.ms += hour;
    const late = await turn(port, fields);
    expect(late.status).toBe(200);
    expect(late.text).toContain('Deze pagina stond te lang open.');
    for (const link of links) expect(late.text).toContain(link);
  });

  it('ends a talk whose key servers share at worst gently, and never fails', async () => {
    const { port, clock } = sharing;
    const asked = await turn(port, { state: '', lang: 'nl', input: 'choose:who=self' });
    clock.now += jump;
    const fields = { state: stateIn(asked.text), lang: 'nl', input: 'choose:theme=forced-marriage' };
    const { status, text } = await turn(port, fields);
    expect(status).toBe(200);
    expect(text).toMatch(/choose:where=nl|Deze pagina stond te lang open\./);
    for (const link of links) expect(text).toContain(link);
  });

  it('shuts nobody out, and goes on counting', async () => {
    const { port, clock, passed } = alone;
    const status = async (): Promise<number> => {
      const answer = await ask(port, '/');
      for (const link of links) expect(answer.text).toContain(link);
      return answer.status;
    };
    for (let times = 0; times < 10; times++) expect(await status()).toBe(200);
    expect(await status()).toBe(429);
    clock.now += jump;
    expect(await status()).toBe(429);
    passed.ms += minute;
    expect(await status()).toBe(200);
  });

  it('ends no talk with the bot, and lets none live longer, nor is anybody refused', async () => {
    const { port, clock, passed } = alone;
    const bot = { url: `http://127.0.0.1:${port}` };
    const person = inTheResponse(bot, { conversation: fresh('clock') });
    await person.taps('bot:agree');
    await person.taps('choose:who=self');
    clock.now += jump;
    for (let times = 0; times < 12; times++) {
      passed.ms += 20_000;
      const inputs = (await person.says(''))?.taps.map(({ input }) => input);
      expect(inputs).toContain('choose:theme=forced-marriage');
    }
    passed.ms += 31 * minute;
    const message = await person.taps('choose:theme=forced-marriage');
    const text = message?.texts.join('\n') ?? '';
    expect(text).toContain('Ik weet niet meer waar we waren');
    for (const number of numbers) expect(text).toContain(number);
  });
});
