/**
 * Redis as `compose.yaml` starts it, with the few rights it gives: talks go on in it, and whoever else gets at it can neither
 * list what is there nor touch what is not ours.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../support/content.ts';
import { hasRedis, type RedisServer, startRedis } from '../support/redis.ts';
import { aBot, closeAll, fresh, inTheResponse, type TestBot } from './a-bot.ts';

const suite = (await hasRedis()) ? describe : describe.skip;

const compose = z.object({ services: z.object({ redis: z.object({ command: z.array(z.string()) }) }) });

function startedByCompose(): readonly string[] {
  const { command } = compose.parse(parse(readFileSync(join(projectRoot, 'compose.yaml'), 'utf8'))).services.redis;
  const [program, ...settings] = command;
  expect(program).toBe('redis-server');
  return settings;
}

suite('Redis with the rights that compose.yaml gives', () => {
  let redis: RedisServer;
  let one: TestBot;
  let other: TestBot;

  beforeAll(async () => {
    redis = await startRedis(...startedByCompose());
    const settings = { REDIS_URL: redis.url, BOT_SECRET: 'a secret that is long enough for this test' };
    [one, other] = await Promise.all([aBot(settings), aBot(settings)]);
  });
  afterAll(async () => {
    await closeAll();
    await redis.stop();
  });

  it('keeps talks that go on at another server and end at both, and nothing is logged as lost', async () => {
    const conversation = fresh('few-rights');
    const here = inTheResponse(one, { conversation });
    const there = inTheResponse(other, { conversation });
    await here.taps('bot:agree');
    const about = await there.says('1');
    expect(about?.taps.map(({ input }) => input)).toContain('choose:theme=forced-marriage');
    await there.says('stop');
    expect((await here.says(''))?.taps.map(({ input }) => input)).toContain('bot:agree');
    expect([...one.log, ...other.log]).toEqual([]);
  });

  it.each([
    ['list its names', 'KEYS *'],
    ['go through its names', 'SCAN 0'],
    ['listen to others', 'MONITOR'],
    ['read what else is there', 'GET somebody-else'],
    ['write under a name that is not ours', 'SET somebody-else 1'],
    ['empty it', 'FLUSHALL'],
    ['write it to disk', 'SAVE'],
    ['change its settings', 'CONFIG SET save 1'],
    ['give itself rights', 'ACL SETUSER default +@all'],
    ['see who is connected', 'CLIENT LIST'],
    ['list functions', 'FUNCTION LIST'],
    ['follow another Redis', 'REPLICAOF 127.0.0.1 1'],
    ['end it', 'SHUTDOWN'],
  ])('lets nobody %s', async (_what, command) => {
    expect(await redis.ask(...command.split(' '))).toMatch(/^-NOPERM/);
  });

  it('lets no script do more than its commands', async () => {
    for (const call of ["'KEYS', '*'", "'FLUSHALL'", "'GET', 'somebody-else'", "'SET', 'somebody-else', '1'"])
      expect(await redis.ask('EVAL', `return redis.call(${call})`, '0')).toMatch(/^-ERR .*can't (run|access)/);
  });
});

suite('the same with a password', () => {
  it('answers the server that knows it, and nobody else', async () => {
    const password = 'a-long-password';
    const redis = await startRedis(...startedByCompose().map((word) => (word === 'nopass' ? `>${password}` : word)));
    try {
      const bot = await aBot({
        REDIS_URL: redis.url.replace('redis://', `redis://default:${password}@`),
        BOT_SECRET: 'a secret that is long enough for this test',
      });
      const person = inTheResponse(bot, { conversation: fresh('password') });
      await person.taps('bot:agree');
      expect((await person.says(''))?.taps.map(({ input }) => input)).toContain('choose:who=self');
      expect(bot.log).toEqual([]);
      expect(await redis.ask('GET', 'wegwijzer:any')).toMatch(/^-NOAUTH/);
    } finally {
      await closeAll();
      await redis.stop();
    }
  });
});
