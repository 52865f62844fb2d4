/**
 * The same talk as in the terminal, whichever way it travels and wherever it is remembered: every theme, question by
 * question, with the same buttons and the same people at the end.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TerminalTalk } from '../../src/cli/chat.ts';
import { amsterdamTime } from '../../src/content/amsterdam.ts';
import type { Option, Reply } from '../../src/core/reply.ts';
import { vocabulary } from '../../src/core/situation.ts';
import { numberedOptions } from '../../src/render/terminal.ts';
import { library } from '../support/content.ts';
import { hasRedis, type RedisServer, startRedis } from '../support/redis.ts';
import {
  aBot,
  aLine,
  closeAll,
  inTheResponse,
  type Line,
  monday,
  overTheLine,
  type Person,
  type TestBot,
} from './a-bot.ts';
import type { Message } from './a-message.ts';

const isThere = await hasRedis();
const { languages } = library();
const themes = vocabulary.theme;
const secret = 'a secret that is long enough for this test';

/** What can be chosen and what it sends, without what only the bot offers. */
function tapsOf({ taps }: Message): readonly string[] {
  const own = taps.filter(({ input, label }) => !input.startsWith('bot:') && !isChange(input, label));
  return own.map(({ input, label }) => `${label} → ${input}`).sort();
}

/** The buttons beside earlier answers; a terminal has none. */
function isChange(input: string, label: string): boolean {
  return input.startsWith('back:') && label.includes(': ');
}

function optionsOf(reply: Reply): readonly string[] {
  return numberedOptions(reply)
    .map(({ input, label }) => `${label} → ${input}`)
    .sort();
}

function namesOf({ parts }: Reply): readonly string[] {
  return parts.flatMap((part) => (part.type === 'routes' ? part.routes.map(({ name }) => name) : []));
}

/** The answer somebody gives here: the next one each time, so that talks differ. */
function chosen(options: readonly Option[], step: number): Option | undefined {
  const answers = options.filter(({ group, input }) => group === 'answer' && input.startsWith('choose:'));
  return answers[step % answers.length] ?? options.find(({ group }) => group === 'skip');
}

/** Where both stand side by side after each step. */
async function walk(person: Person, theme: string, lang: string, seed: number): Promise<number> {
  const terminal = new TerminalTalk(library(), lang, () => amsterdamTime(monday));
  let message = await person.taps('bot:agree');
  for (let step = 0; ; step++) {
    const reply = terminal.reply();
    if (message === null) throw new Error('no answer');
    expect(tapsOf(message)).toEqual(optionsOf(reply));
    expect(message.routes).toEqual(namesOf(reply));
    const onTheme = reply.options.find(({ input }) => input === `choose:theme=${theme}`);
    const option = onTheme ?? chosen(reply.options, seed + step);
    if (option === undefined || step > 12) return step;
    terminal.type(String(numberedOptions(reply).indexOf(option) + 1));
    message = await person.taps(option.input);
  }
}

const stores = isThere ? (['memory', 'Redis'] as const) : (['memory'] as const);

describe.each(stores)('a talk with the bot, remembered in %s', (store) => {
  let redis: RedisServer | null = null;
  let bot: TestBot;
  let teams: Line;
  let direct: Line;

  beforeAll(async () => {
    redis = store === 'Redis' ? await startRedis() : null;
    bot = await aBot(redis === null ? {} : { REDIS_URL: redis.url, BOT_SECRET: secret });
    [teams, direct] = await Promise.all([aLine(bot, 'msteams'), aLine(bot, 'directline')]);
  });
  afterAll(async () => {
    await closeAll();
    await redis?.stop();
  });

  const ways: readonly (readonly [string, (lang: string) => Promise<Person>])[] = [
    ['in the response', async (locale) => inTheResponse(bot, { locale })],
    ['over the line of a channel that changes its card in place', (locale) => overTheLine(teams, locale)],
    ['over Direct Line', (locale) => overTheLine(direct, locale)],
    ['in a program without cards', async (locale) => inTheResponse(bot, { locale, channel: 'sms' })],
  ];

  it.each(ways)('offers what the terminal offers, %s, in every theme and language', async (_way, begin) => {
    for (const [at, theme] of themes.entries())
      for (const [seed, { code }] of languages.entries()) {
        // Every theme in two languages by each way; the rest is the same data in other words.
        if ((seed + at) % 5 !== 0) continue;
        const steps = await walk(await begin(code), theme, code, seed);
        expect(steps).toBeGreaterThan(1);
      }
    expect(bot.log).toEqual([]);
  });
});

if (!isThere)
  describe('a talk with the bot, remembered in Redis', () => {
    it.skip('is not tried: there is no Redis here (the reason is printed above)', () => undefined);
  });
