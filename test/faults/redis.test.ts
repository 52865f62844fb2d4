/**
 * Redis goes wrong in the midst of a talk with the bot, in every way that it can. Whoever writes is answered with the
 * numbers and without waiting long, and the talk goes on wherever what was said can still be read.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBot, closeAll, inTheResponse, type Person, type TestBot } from '../bot/a-bot.ts';
import type { Message } from '../bot/a-message.ts';
import { library } from '../support/content.ts';
import { numbers } from '../support/numbers.ts';
import { hasRedis, type RedisServer, startRedis } from '../support/redis.ts';
import { aLine, type BadLine } from './a-line.ts';
import { pause } from './a-place.ts';

const isThere = await hasRedis();
const suite = isThere ? describe : describe.skip;
if (!isThere) process.stderr.write('SKIPPED test/faults/redis.test.ts: there is no Redis here (the reason is above)\n');

/** Three calls to a store that is given up after 0.8 seconds each, and a machine that is busy otherwise. */
const mostMs = 10_000;
const forgotten = library().texts('nl', 'bot').say('bot:lost');

function textOf(message: Message | null): string {
  return message?.texts.join('\n') ?? '';
}

function inputsOf(message: Message | null): readonly string[] {
  return message?.taps.map(({ input }) => input) ?? [];
}

/** What she is answered, in time and with the numbers. */
async function answered(answer: Promise<Message | null>): Promise<Message | null> {
  const started = performance.now();
  const message = await answer;
  expect(performance.now() - started).toBeLessThan(mostMs);
  for (const number of numbers) expect(textOf(message)).toContain(number);
  return message;
}

/** As far as the question where she is. */
async function inTheMidst(bot: TestBot): Promise<Person> {
  const person = inTheResponse(bot);
  await answered(person.taps('bot:agree'));
  await answered(person.taps('choose:who=self'));
  expect(inputsOf(await answered(person.taps('choose:theme=forced-marriage')))).toContain('choose:where=nl');
  return person;
}

/** The next taps of that talk lead to cards. */
async function goesOn(person: Person): Promise<void> {
  expect(inputsOf(await answered(person.taps('choose:where=nl')))).toContain('choose:marriage-now=cannot-refuse');
  expect((await answered(person.taps('choose:marriage-now=cannot-refuse')))?.routes.length).toBeGreaterThan(0);
}

/** It is said that the talk is forgotten, and it can be had again. */
async function beginsAgain(person: Person): Promise<void> {
  expect(textOf(await answered(person.taps('choose:where=nl')))).toContain(forgotten);
  await answered(person.taps('bot:agree'));
  expect(inputsOf(await answered(person.taps('choose:who=self')))).toContain('choose:theme=coming-out');
}

suite('Redis in the midst of a talk', () => {
  let redis: RedisServer;
  let line: BadLine;
  let bot: TestBot;
  let other: TestBot;

  beforeAll(async () => {
    redis = await startRedis();
    line = await aLine(redis.port);
    const secret = 'a secret that is long enough for this test';
    bot = await aBot({ REDIS_URL: `redis://127.0.0.1:${line.port}`, BOT_SECRET: secret });
    other = await aBot({ REDIS_URL: redis.url, BOT_SECRET: secret });
  }, 60_000);
  // What is looked for in the log is of this fault, not of the one before.
  beforeEach(() => {
    bot.log.length = 0;
  });
  afterAll(async () => {
    await closeAll();
    await line.close();
    await redis.stop();
  });

  const told = (): readonly string[] =>
    bot.log.map((logged) => String((JSON.parse(logged) as { readonly msg: unknown }).msg));

  /** Speaks until the log says that Redis is back. */
  async function untilBack(): Promise<void> {
    const somebody = inTheResponse(bot);
    for (let tries = 0; tries < 100 && told().at(-1) !== 'Redis answers again'; tries++) {
      await answered(somebody.says('hallo'));
      await pause(200);
    }
    expect(told().at(-1)).toBe('Redis answers again');
  }

  it('slow, but not too slow: the talk goes on', async () => {
    const person = await inTheMidst(bot);
    line.become({ delayMs: 150 });
    await goesOn(person);
    line.become('good');
    expect(told()).toEqual([]);
  });

  it.each([
    ['slower than anybody should wait', () => line.become({ delayMs: 3_000 }), () => line.become('good')],
    ['at the end of a line that died without a word', () => line.become('dead'), () => line.become('good')],
    ['standing still', () => redis.freeze(), () => redis.thaw()],
  ])(
    '%s: it begins again and says so, and what Redis knows is known again afterwards',
    async (_how, spoil, mend) => {
      const person = await inTheMidst(bot);
      const elsewhere = await inTheMidst(bot);
      spoil();
      try {
        await beginsAgain(person);
        expect(told().at(-1)).toContain('Redis does not answer');
      } finally {
        mend();
      }
      await untilBack();
      // She is where Redis knew her to be, not where she began again.
      expect(inputsOf(await answered(person.says('')))).toContain('choose:where=nl');
      // Who wrote nothing meanwhile has noticed nothing.
      await goesOn(elsewhere);
    },
    60_000,
  );

  it.each([
    ['full', ['maxmemory', '1'], ['maxmemory', '0']],
    [
      'without the copies that it must have to take anything',
      ['min-replicas-to-write', '1'],
      ['min-replicas-to-write', '0'],
    ],
  ])(
    '%s: the talk goes on in memory from where it was, and in Redis afterwards',
    async (_how, spoil, mend) => {
      const person = await inTheMidst(bot);
      await redis.ask('CONFIG', 'SET', ...spoil);
      try {
        await goesOn(person);
        expect(told().at(-1)).toContain('takes nothing in');
      } finally {
        await redis.ask('CONFIG', 'SET', ...mend);
      }
      await untilBack();
      // Another server knows what was said meanwhile.
      const there = await answered(inTheResponse(other, { conversation: person.conversation }).says(''));
      expect(there?.routes.length).toBeGreaterThan(0);
    },
    60_000,
  );

  it('a copy of one that is gone, and so only to be read: the talk goes on in memory from where it was', async () => {
    const person = await inTheMidst(bot);
    await redis.ask('REPLICAOF', '127.0.0.1', '1');
    try {
      await goesOn(person);
      expect(told().at(-1)).toContain('takes nothing in');
    } finally {
      await redis.ask('REPLICAOF', 'NO', 'ONE');
    }
    await untilBack();
    const there = await answered(inTheResponse(other, { conversation: person.conversation }).says(''));
    expect(there?.routes.length).toBeGreaterThan(0);
  }, 60_000);

  it('full, and two servers take turns: each goes on from what Redis knows and remembers what it heard', async () => {
    const person = await inTheMidst(bot);
    const there = inTheResponse(other, { conversation: person.conversation });
    await redis.ask('CONFIG', 'SET', 'maxmemory', '1');
    try {
      await goesOn(person);
      expect(inputsOf(await answered(there.says('')))).toContain('choose:where=nl');
      expect((await answered(person.says('')))?.routes.length).toBeGreaterThan(0);
    } finally {
      await redis.ask('CONFIG', 'SET', 'maxmemory', '0');
    }
    await untilBack();
  }, 60_000);

  it('full, and she says stop: nothing of the talk is there afterwards, at any server', async () => {
    const person = await inTheMidst(bot);
    await redis.ask('CONFIG', 'SET', 'maxmemory', '1');
    try {
      await answered(person.taps('choose:where=nl'));
      // The farewell says nothing of what the talk was about, and so has no numbers.
      await person.says('stop');
      expect(inputsOf(await answered(person.says('')))).toContain('bot:agree');
      expect(told().at(-1)).toContain('takes nothing in');
    } finally {
      await redis.ask('CONFIG', 'SET', 'maxmemory', '0');
    }
    await untilBack();
    const there = await answered(inTheResponse(other, { conversation: person.conversation }).says(''));
    expect(inputsOf(there)).toContain('bot:agree');
  }, 60_000);

  it('killed and started again, empty: it begins again and says so', async () => {
    const person = await inTheMidst(bot);
    await redis.kill();
    await answered(inTheResponse(bot).says('hallo'));
    expect(told().at(-1)).toContain('Redis does not answer');
    await redis.restart();
    await untilBack();
    await beginsAgain(person);
  }, 60_000);
});
