/**
 * Whatever goes wrong with a request: the three numbers stand in the answer, in the language of whoever asked.
 */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { bot as makeBot } from '../../src/bot/bot.ts';
import type { Outgoing } from '../../src/bot/outgoing.ts';
import type { Library } from '../../src/content/library.ts';
import { deskLanguages } from '../../src/content/text-files.ts';
import { conversationsIn } from '../../src/storage/conversations.ts';
import { memoryStore } from '../../src/storage/memory.ts';
import { aServer, library, stateIn } from '../server/a-server.ts';
import { links, numbers } from '../support/numbers.ts';

const form = 'application/x-www-form-urlencoded';
const languages = library.languages.map(({ code }) => code);

/** The library, until it breaks: then nothing that is asked in a talk has words any more. */
function breakable(): { readonly content: Library; isBroken: boolean } {
  const state = { isBroken: false, content: library };
  const texts: Library['texts'] = (code, place) => {
    const good = library.texts(code, place);
    return {
      ...good,
      say(key, values) {
        if (state.isBroken && !key.startsWith('ui:')) throw new RangeError('broken on purpose');
        return good.say(key, values);
      },
    };
  };
  state.content = { ...library, texts };
  return state;
}

const fragile = breakable();
const served = aServer({ requestsPerMinute: 1_000_000, trustProxy: 1 }, fragile.content);
const { app } = served;
const busy = aServer({ requestsPerMinute: 10, trustProxy: 1 }).app;

type Ask = (lang: string) => PromiseLike<{ readonly status: number; readonly text: string }>;

const post = (path: string, lang: string) => request(app).post(path).set('Accept-Language', lang);

/** By status, each way in which a page answers with it. */
const failures: readonly (readonly [status: number, what: string, ask: Ask])[] = [
  [400, 'a form that cannot be read', (lang) => post('/', lang).type(form).send('typed=%E0%A4%A')],
  [400, 'the same in a frame', (lang) => post('/embed', lang).type(form).send('lang=nl&lang=en')],
  [400, 'a talk that was forged', (lang) => post('/', lang).type(form).send(`state=forged&lang=${lang}&input=back:0`)],
  [400, 'an address that cannot be read', (lang) => request(app).get('/%E0%A4%A').set('Accept-Language', lang)],
  [404, 'no such page', (lang) => request(app).get('/no-such-page').set('Accept-Language', lang)],
  [405, 'no such method', (lang) => request(app).delete('/').set('Accept-Language', lang)],
  [405, 'the same for a page to read', (lang) => request(app).put('/privacy').set('Accept-Language', lang)],
  [
    413,
    'a body that is too large',
    (lang) =>
      post('/', lang)
        .type(form)
        .send(`typed=${'a'.repeat(40_000)}`),
  ],
  [415, 'a body of another kind', (lang) => post('/', lang).type('application/json').send('{}')],
  [415, 'a body that is packed', (lang) => post('/', lang).type(form).set('Content-Encoding', 'gzip').send('x')],
  [
    429,
    'too many requests',
    async (lang) => {
      const ask = () => request(busy).get('/').set({ 'X-Forwarded-For': '192.0.2.9', 'Accept-Language': lang });
      for (let times = 0; times < 10; times++) await ask();
      return ask();
    },
  ],
  [
    500,
    'a failure of our own in a talk',
    async (lang) => {
      fragile.isBroken = false;
      const page = (await request(app).get('/').set('Accept-Language', lang)).text;
      fragile.isBroken = true;
      try {
        const fields = new URLSearchParams({ state: stateIn(page), lang, input: 'choose:who=self' });
        return await post('/', lang).type(form).send(fields.toString());
      } finally {
        fragile.isBroken = false;
      }
    },
  ],
];

describe('a page that says what is wrong', () => {
  it.each(failures)('has the numbers with %i for %s, in every language', async (expected, _what, ask) => {
    for (const lang of languages) {
      const { status, text } = await ask(lang);
      expect([lang, status]).toEqual([lang, expected]);
      expect(text).toContain(`<html lang="${lang}"`);
      for (const link of links) expect(text).toContain(link);
      for (const key of ['emergency', 'veilig-thuis', 'abroad'])
        expect(text).toContain(library.texts(lang).say(`ui:numbers.${key}`).slice(0, 12).replaceAll("'", '&#39;'));
    }
  });

  it.each([...deskLanguages])('has them at the desk too, in %s', async (lang) => {
    const refused: readonly (readonly [number, request.Test])[] = [
      [404, request(app).get('/desk/no-such-page')],
      [405, request(app).delete('/desk')],
      [
        413,
        request(app)
          .post('/desk')
          .type(form)
          .send(`place=${'a'.repeat(40_000)}`),
      ],
      [404, request(app).get('/desk/data')],
    ];
    for (const [expected, ask] of refused) {
      const { status, text } = await ask.set({ Accept: 'text/html', 'Accept-Language': lang });
      expect(status).toBe(expected);
      expect(text).toContain(`<html lang="${lang}"`);
      for (const link of links) expect(text).toContain(link);
    }
  });
});

describe('a bot that cannot make its answer', () => {
  let said: Outgoing[];
  const failed: unknown[] = [];
  const conversations = conversationsIn({
    store: memoryStore({ now: () => 0 }),
    secrets: [randomBytes(32)],
    random: randomBytes,
  });
  const answer = makeBot({
    library: fragile.content,
    conversations,
    page: () => 'https://wegwijzer.example/',
    now: () => 0,
    failed: (error) => failed.push(error),
  });
  const say = (conversation: string, fields: object): Promise<void> => {
    said = [];
    return answer(
      {
        type: 'message',
        channelId: 'directline',
        conversation: { id: conversation },
        deliveryMode: 'expectReplies',
        ...fields,
      },
      {
        canChange: false,
        send: async (message) => {
          said.push(message);
          return null;
        },
        change: async () => undefined,
        remove: async () => undefined,
        answerCall: async () => undefined,
      },
    );
  };
  beforeAll(() => {
    fragile.isBroken = false;
  });
  afterAll(() => {
    fragile.isBroken = false;
    return conversations.close();
  });

  it.each(languages.flatMap((lang) => [[lang, 'directline'] as const, [lang, 'sms'] as const]))(
    'says so with the numbers, in %s over %s, and the talk goes on afterwards',
    async (lang, channelId) => {
      const talk = `${lang} ${channelId}`;
      fragile.isBroken = false;
      await say(talk, { channelId, locale: 'nl-NL', value: { input: `language:${lang}`, at: '' } });
      await say(talk, { channelId, locale: 'nl-NL', value: { input: 'bot:agree', at: '' } });
      fragile.isBroken = true;
      const before = failed.length;
      await say(talk, { channelId, locale: 'nl-NL', value: { input: 'choose:who=self', at: '0-0' } });
      fragile.isBroken = false;
      expect(failed.length).toBe(before + 1);
      expect(said).toHaveLength(1);
      const [message] = said;
      expect(message?.lang).toBe(lang);
      const shown = channelId === 'sms' ? message?.text : JSON.stringify(message?.card);
      for (const number of numbers) expect(shown).toContain(number);
      await say(talk, { channelId, locale: 'nl-NL', text: '' });
      expect(JSON.stringify(said)).toContain('choose:who=self');
    },
  );
});
