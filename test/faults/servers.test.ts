/**
 * Servers that are killed in the midst of a talk, and two that stand behind one address.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examine } from '../../src/cli/doctor.ts';
import { fresh, inTheResponse } from '../bot/a-bot.ts';
import type { Message } from '../bot/a-message.ts';
import { stateIn } from '../server/a-server.ts';
import { library } from '../support/content.ts';
import { links, numbers } from '../support/numbers.ts';
import { hasRedis, type RedisServer, startRedis } from '../support/redis.ts';
import { type Answer, aPlace, type Place, turn } from './a-place.ts';
import { aProcess, type Running } from './a-process.ts';
import { type RoundRobin, roundRobin } from './round-robin.ts';

const isThere = await hasRedis();
if (!isThere) process.stderr.write('SKIPPED a part of test/faults/servers.test.ts: no Redis (the reason is above)\n');
const withRedis = isThere ? it : it.skip;

const stale = library().texts('nl').say('ui:errors.stale');
const lost = library().texts('nl', 'bot').say('bot:lost');
const pageSecret = 'a secret of pages that is long enough for it';
const botSecret = 'a secret of the bot that is long enough for it';

const toRoutes = ['choose:who=self', 'choose:theme=forced-marriage', 'choose:where=nl'] as const;
const lastTap = 'choose:marriage-now=cannot-refuse';

/** Each tap on the page that came before; without one the talk begins. */
async function taps(port: number, inputs: readonly string[], page = ''): Promise<string> {
  let shown = page;
  for (const input of inputs) {
    const answer: Answer = await turn(port, { state: stateIn(shown), lang: 'nl', input });
    expect(answer.status).toBe(200);
    for (const link of links) expect(answer.text).toContain(link);
    shown = answer.text;
  }
  return shown;
}

const isLost = (page: string): boolean => page.includes(stale.slice(0, 30));
const isRoutes = (page: string): boolean => page.includes('class="call" href="tel:08002000"');

function textOf(message: Message | null): string {
  return message?.texts.join('\n') ?? '';
}

let redis: RedisServer | null = null;
beforeAll(async () => {
  if (isThere) redis = await startRedis();
}, 60_000);
afterAll(() => redis?.stop());

/** The settings of servers that share the talks of their bots; without a Redis each has its own. */
function shared(): Readonly<Record<string, string>> {
  return redis === null ? {} : { REDIS_URL: redis.url, BOT_SECRET: botSecret };
}

describe('two servers behind one address', () => {
  const open: { close(): Promise<void> }[] = [];
  const opened = <T extends { close(): Promise<void> }>(one: T): T => {
    open.push(one);
    return one;
  };
  let good: RoundRobin;
  let places: readonly Place[];
  beforeAll(async () => {
    const settings = { PAGE_SECRET: pageSecret, BOT: 'on', ...shared() };
    places = [opened(await aPlace(settings)), opened(await aPlace(settings))];
    good = opened(await roundRobin(places.map(({ port }) => port)));
  }, 60_000);
  afterAll(async () => {
    for (const one of open.reverse()) await one.close();
  });

  it('that share a secret lose no turn of a talk without scripts, whichever is asked', async () => {
    expect(isRoutes(await taps(good.port, [...toRoutes, lastTap]))).toBe(true);
    // And in the other order.
    expect(isRoutes(await taps(good.port, ['choose:who=self', ...toRoutes, lastTap]))).toBe(true);
  });

  it('that share none, or not the same, begin again and say so, with the numbers', async () => {
    const [one] = places;
    const other = opened(await aPlace({ PAGE_SECRET: `another ${pageSecret}` }));
    const bad = opened(await roundRobin([one?.port ?? 0, other.port]));
    const page = await taps(bad.port, ['choose:who=self']);
    const next = await taps(bad.port, ['choose:theme=forced-marriage'], page);
    expect(isLost(next)).toBe(true);
    expect(next).toContain('choose:who=self');
  });

  it('have a doctor who says whether their talks go on at each other', async () => {
    const pages = async (settings: Readonly<Record<string, string>>): Promise<string | undefined> =>
      (await examine(settings)).find(({ about }) => about === 'pages')?.fine;
    expect(await pages({})).toContain('several servers need PAGE_SECRET');
    expect(await pages({ PAGE_SECRET: pageSecret })).toContain('go on at every server with this PAGE_SECRET');
  });

  withRedis('and one Redis lose no turn of a talk with the bot', async () => {
    const person = inTheResponse({ url: `http://127.0.0.1:${good.port}` }, { conversation: fresh('robin') });
    await person.taps('bot:agree');
    for (const input of toRoutes) {
      const text = textOf(await person.taps(input));
      for (const number of numbers) expect(text).toContain(number);
    }
    expect((await person.taps(lastTap))?.routes.length).toBeGreaterThan(0);
  });
});

describe('a server that is killed in the midst of a talk', () => {
  const running: Running[] = [];
  afterAll(async () => {
    for (const one of running) await one.kill();
  });

  async function killed(settings: Readonly<Record<string, string>>): Promise<{
    readonly page: (input: string) => Promise<string>;
    readonly bot: (input: string) => Promise<Message | null>;
  }> {
    const server = await aProcess(settings);
    running.push(server);
    const page = await taps(server.port, toRoutes);
    const person = inTheResponse({ url: `http://127.0.0.1:${server.port}` });
    await person.taps('bot:agree');
    for (const input of toRoutes) await person.taps(input);
    await server.kill();
    await expect(taps(server.port, [lastTap], page)).rejects.toThrow();
    await server.start();
    return {
      page: (input) => taps(server.port, [input], page),
      bot: (input) => person.taps(input),
    };
  }

  it('and started again says that talks are forgotten, and begins them anew with the numbers', async () => {
    const after = await killed({});
    const page = await after.page(lastTap);
    expect(isLost(page)).toBe(true);
    expect(page).toContain('choose:who=self');
    const message = await after.bot(lastTap);
    expect(textOf(message)).toContain(lost);
    for (const number of numbers) expect(textOf(message)).toContain(number);
    await after.bot('bot:agree');
    expect((await after.bot('choose:who=self'))?.taps.map(({ input }) => input)).toContain('choose:theme=coming-out');
  }, 120_000);

  it('and started again goes on with a talk without scripts, where it has a secret', async () => {
    const after = await killed({ PAGE_SECRET: pageSecret });
    expect(isRoutes(await after.page(lastTap))).toBe(true);
  }, 120_000);

  withRedis(
    'and started again goes on with a talk with the bot, where it has Redis',
    async () => {
      const after = await killed(shared());
      expect((await after.bot(lastTap))?.routes.length).toBeGreaterThan(0);
    },
    120_000,
  );
});
