/**
 * With a real Redis: two servers share the talks, a look into it tells nothing, and when it dies nobody is left without an
 * answer.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { numbers } from '../support/numbers.ts';
import { hasRedis, type RedisServer, startRedis } from '../support/redis.ts';
import { aBot, anActivity, closeAll, fresh, inTheResponse, post, type TestBot } from './a-bot.ts';
import { messageIn } from './a-message.ts';

const isThere = await hasRedis();

const suite = isThere ? describe : describe.skip;
if (!isThere)
  process.stderr.write('SKIPPED test/bot/redis.test.ts: there is no Redis here (the reason is printed above)\n');

suite('talks in a real Redis', () => {
  let redis: RedisServer;
  let one: TestBot;
  let other: TestBot;

  beforeAll(async () => {
    redis = await startRedis();
    const settings = { REDIS_URL: redis.url, BOT_SECRET: 'a secret that is long enough for this test' };
    [one, other] = await Promise.all([aBot(settings), aBot(settings)]);
  });
  afterAll(async () => {
    await closeAll();
    await redis.stop();
  });

  it('go on at another server, and end at both', async () => {
    const conversation = fresh('shared');
    const here = inTheResponse(one, { conversation });
    const there = inTheResponse(other, { conversation });
    await here.taps('bot:agree');
    const about = await there.says('1');
    expect(about?.taps.map(({ input }) => input)).toContain('choose:theme=forced-marriage');
    await here.taps('choose:theme=forced-marriage', about ?? undefined);
    const message = await there.says('');
    expect(message?.texts.join()).toContain('Ik moet trouwen');
    await there.says('stop');
    expect((await here.says(''))?.taps.map(({ input }) => input)).toContain('bot:agree');
  });

  it('answer one activity once, at whichever server it comes in', async () => {
    const activity = anActivity(fresh('twice'), { deliveryMode: 'expectReplies', text: 'hallo' });
    const answers = await Promise.all([one, other, one, other].map(async (bot) => (await post(bot, activity)).json()));
    expect(answers.map((answer) => (answer as { activities: unknown[] }).activities.length).sort()).toEqual([
      0, 0, 0, 1,
    ]);
  });

  it('tell whoever looks into it neither ids nor answers, and leave within half an hour', async () => {
    const conversation = '19:secret-meeting@thread.v2';
    const person = inTheResponse(one, { conversation, fields: { from: { id: '29:secret-user', name: 'Fatima' } } });
    await person.taps('bot:agree');
    await person.taps('choose:who=self');
    await person.taps('choose:theme=coming-out');
    const keys = (await redis.ask('KEYS', '*')).split('\r\n').filter((line) => line.startsWith('wegwijzer:'));
    expect(keys.length).toBeGreaterThan(0);
    let sessions = 0;
    for (const key of keys) {
      const value = await redis.ask('GET', key);
      expect(`${key} ${value}`).not.toMatch(/secret|Fatima|self|coming|theme|thread|29:|19:/);
      const lives = Number(/:(-?\d+)/.exec(await redis.ask('PTTL', key))?.[1]);
      expect(lives).toBeGreaterThan(0);
      expect(lives).toBeLessThanOrEqual(30 * 60_000);
      const [, length] = /^\$(\d+)/.exec(value) ?? [];
      if (Number(length) > 1) {
        sessions++;
        expect(Number(length)).toBeLessThanOrEqual(100);
      }
    }
    expect(sessions).toBeGreaterThan(0);
    const before = sessions;
    await person.says('stop');
    const left = (await redis.ask('KEYS', '*')).split('\r\n').filter((line) => line.startsWith('wegwijzer:'));
    const lengths = await Promise.all(
      left.map(async (key) => Number(/^\$(\d+)/.exec(await redis.ask('GET', key))?.[1])),
    );
    expect(lengths.filter((length) => length > 1)).toHaveLength(before - 1);
  });

  it('fail nobody while Redis is killed and started again under load', async () => {
    const people = 24;
    const failed: string[] = [];
    let answered = 0;
    let stop = false;
    const speak = async (bot: TestBot): Promise<void> => {
      const conversation = fresh('load');
      for (let turn = 0; !stop; turn++) {
        const input = ['bot:agree', 'choose:who=self', 'facts:danger=yes', 'bot:show'][turn % 4] ?? '';
        const activity = anActivity(conversation, { deliveryMode: 'expectReplies', value: { input, at: 'none' } });
        try {
          const response = await post(bot, activity);
          const body = (await response.json()) as { activities?: readonly object[] };
          const message = messageIn(body.activities?.[0]);
          const text = message?.texts.join('\n') ?? '';
          const lacking = numbers.filter((number) => !text.includes(number));
          if (response.status !== 200 || lacking.length > 0) failed.push(`${response.status} ${lacking.join()}`);
          answered++;
        } catch (error) {
          failed.push(error instanceof Error ? error.name : 'unknown');
        }
      }
    };
    const talking = Array.from({ length: people }, (_, at) => speak(at % 2 === 0 ? one : other));
    const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    await wait(500);
    await redis.kill();
    await wait(2_000);
    await redis.restart();
    // Until both have found it again; nobody is kept waiting for that.
    for (let tries = 0; tries < 100 && [one, other].some(({ log }) => log.length < 2); tries++) await wait(200);
    stop = true;
    await Promise.all(talking);
    expect(failed).toEqual([]);
    expect(answered).toBeGreaterThan(people * 5);
    // One line when it was lost and one when it was back, from each server; on a machine that is busy otherwise, once more.
    for (const { log } of [one, other]) {
      const told = log.map((line) => (line.includes('does not answer') ? 'lost' : 'back'));
      expect(told).toEqual(told.map((_line, at) => (at % 2 === 0 ? 'lost' : 'back')));
      expect(told.length).toBeGreaterThanOrEqual(2);
      expect(told.length).toBeLessThanOrEqual(4);
    }
  }, 60_000);

  it('are remembered in Redis again after it came back', async () => {
    const conversation = fresh('after');
    await inTheResponse(one, { conversation }).taps('bot:agree');
    expect((await inTheResponse(other, { conversation }).says(''))?.taps.map(({ input }) => input)).toContain(
      'choose:who=self',
    );
  });

  it('begin again gently when Redis has lost them, with the numbers', async () => {
    const person = inTheResponse(one);
    await person.taps('bot:agree');
    const about = await person.taps('choose:who=self');
    await redis.kill();
    const message = await person.taps('choose:theme=coming-out', about ?? undefined);
    const text = message?.texts.join('\n') ?? '';
    expect(text).toContain('Ik weet niet meer waar we waren');
    for (const number of numbers) expect(text).toContain(number);
    // And the talk can be had all the same.
    await person.taps('bot:agree');
    expect((await person.taps('choose:who=self'))?.taps.map(({ input }) => input)).toContain('choose:theme=coming-out');
    await redis.restart();
  });
});
