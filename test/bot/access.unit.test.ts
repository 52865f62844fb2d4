/**
 * Who is let in, and what is refused: tokens, organisations, addresses, bodies. Microsoft is played by a small authority on
 * this machine.
 */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { everything } from '../support/extent.ts';
import { aBot, anActivity, closeAll, fresh, post, type TestBot } from './a-bot.ts';
import { type Authority, anAuthority, appId, part, strangeKey, type TokenChanges, tenant } from './an-authority.ts';

const foreignTenant = '33333333-3333-4333-8333-333333333333';

let authority: Authority;
let bot: TestBot;

beforeAll(async () => {
  authority = await anAuthority();
  bot = await aBot({ ...authority.settings, BOT_SECRET: 'a secret that is long enough for this test' });
});
afterAll(async () => {
  await closeAll();
  await authority.close();
});

function token(changes?: TokenChanges): string {
  return authority.token(changes);
}

const teamsFields = {
  channelId: 'msteams',
  deliveryMode: 'expectReplies',
  text: 'hallo',
  channelData: { tenant: { id: tenant } },
};

function knock(authorization: string | null, fields: object = {}): Promise<Response> {
  const body = anActivity(fresh('talk'), { ...teamsFields, ...fields });
  return post(bot, body, authorization === null ? {} : { authorization });
}

describe('a token', () => {
  it('that is meant for this bot lets in', async () => {
    const response = await knock(`Bearer ${token()}`);
    expect(response.status).toBe(200);
    expect(((await response.json()) as { activities: unknown[] }).activities).toHaveLength(1);
  });

  const bad: readonly (readonly [string, () => string | null])[] = [
    ['that is missing', () => null],
    ['that is junk', () => 'Bearer junk'],
    ['of another scheme', () => `Basic ${token()}`],
    ['for somebody else', () => `Bearer ${token({ claims: { aud: randomBytes(16).toString('hex') } })}`],
    ['that expired', () => `Bearer ${token({ claims: { exp: Math.floor(Date.now() / 1000) - 3600 } })}`],
    [
      'of a tenant that is not ours',
      () => `Bearer ${token({ claims: { iss: authority.issuer.replace(tenant, foreignTenant), tid: foreignTenant } })}`,
    ],
    ['of another tenant by our issuer', () => `Bearer ${token({ claims: { tid: foreignTenant } })}`],
    ['without a signature', () => `Bearer ${token({ header: { alg: 'none' }, signature: () => '' })}`],
    ['signed with a password (HS256)', () => `Bearer ${token({ header: { alg: 'HS256' } })}`],
    ['signed by a stranger', () => `Bearer ${token({ key: strangeKey() })}`],
    ['with a key nobody knows', () => `Bearer ${token({ header: { kid: 'other' } })}`],
    [
      'that was changed',
      () =>
        `Bearer ${token().replace(/\.[^.]+\./, `.${part({ iss: authority.issuer, aud: appId, exp: 9_999_999_999, tid: tenant })}.`)}`,
    ],
  ];
  it.each(bad)('%s is refused with 401, and tells nothing', async (_which, make) => {
    const response = await knock(make());
    expect(response.status).toBe(401);
    expect(await response.text()).not.toMatch(/hallo|talk-|3333/);
  });

  it('of our tenant does not open the bot for people of another', async () => {
    const response = await knock(`Bearer ${token()}`, { channelData: { tenant: { id: foreignTenant } } });
    expect(response.status).toBe(403);
  });
});

describe('an answer', () => {
  it.each([
    'https://evil.example/',
    'https://smba.trafficmanager.net.evil.example/',
    'http://127.0.0.1.nip.example/',
    'https://user@evil.example/',
  ])('is not sent to %s', async (serviceUrl) => {
    expect((await knock(`Bearer ${token()}`, { serviceUrl })).status).toBe(400);
  });

  it('is not sent to another host than the token names', async () => {
    const authorization = `Bearer ${token({ claims: { serviceurl: 'https://smba.trafficmanager.net/emea/' } })}`;
    expect((await knock(authorization, { serviceUrl: 'https://europe.botframework.com/' })).status).toBe(400);
    expect((await knock(authorization, { serviceUrl: 'https://smba.trafficmanager.net/emea/' })).status).toBe(200);
  });
});

describe('a body', () => {
  const authorization = (): string => `Bearer ${token()}`;
  const send = async (body: string, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
    (await post(bot, body, { authorization: authorization(), ...headers })).status;

  it.each([
    ['{}', '{}'],
    ['[]', '[]'],
    ['null', 'null'],
    ['a number', '5'],
    ['nothing', ''],
    ['half of one', '{"type":"message"'],
    ['a type that is no text', JSON.stringify(anActivity('x', { type: 5 }))],
    ['no conversation', JSON.stringify(anActivity('x', { conversation: undefined }))],
    ['a conversation whose id leads elsewhere', JSON.stringify(anActivity('../../v3/other'))],
    ['a conversation of dots', JSON.stringify(anActivity('..'))],
    ['an address that is none', JSON.stringify(anActivity('x', { serviceUrl: 'file:///etc/passwd' }))],
    ['a message that there is no way to answer', JSON.stringify(anActivity('x', { text: 'x' }))],
  ])('of %s is refused', async (_what, body) => {
    expect(await send(body)).toBe(400);
  });

  it('of 1 MB is refused', async () => {
    expect(await send(JSON.stringify(anActivity('x', { text: 'x'.repeat(1_000_000) })))).toBe(413);
  });

  it('of great depth does no harm', async () => {
    const depth = 20_000;
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(await send(deep)).toBe(400);
    expect(
      await send(
        JSON.stringify(anActivity('x', { deliveryMode: 'expectReplies', value: null })).replace(
          '"value":null',
          `"value":${deep}`,
        ),
      ),
    ).toBe(200);
  });

  it('in another form is refused', async () => {
    expect(await send('type=message', { 'content-type': 'application/x-www-form-urlencoded' })).toBe(400);
    expect(await send('{}', { 'content-encoding': 'gzip' })).toBe(415);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('by %s is refused', async (method) => {
    const response = await fetch(`${bot.url}/api/messages`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });
});

describe('a call from Teams', () => {
  it.each(['adaptiveCard/action', 'task/fetch', 'signin/verifyState', 'composeExtension/submitAction', 'x'])(
    'named %s is refused, never with a failure of ours',
    async (name) => {
      expect(
        (await knock(`Bearer ${token()}`, { type: 'invoke', deliveryMode: undefined, name, value: {} })).status,
      ).toBe(400);
    },
  );
});

describe('too much', () => {
  it('from one conversation is refused, and not from others', async () => {
    const busy = await aBot({ BOT_MESSAGES_PER_MINUTE: '5' });
    const say = async (conversation: string): Promise<number> =>
      (await post(busy, anActivity(conversation, { deliveryMode: 'expectReplies', text: 'x' }))).status;
    const one = [];
    for (let times = 0; times < 7; times++) one.push(await say('one'));
    expect(one).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(await say('two')).toBe(200);
  });

  it('without a good token costs nothing any more', async () => {
    let last: Response | null = null;
    for (let times = 0; times < 130; times++) last = await knock('Bearer junk');
    expect(last?.status).toBe(429);
    expect(last?.headers.get('retry-after')).toBe('60');
  });
});

// --- Anything at all ------------------------------------------------------------------------------------------------------

const anything = fc.anything({ withBigInt: false, maxDepth: 3 });
const word = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    'message',
    'invoke',
    'conversationUpdate',
    'expectReplies',
    'msteams',
    'directline',
    'stop',
    '112',
    'choose:who=self',
    'bot:agree',
    'facts:danger=yes',
    'composeExtension/query',
    'Türkçe',
    'route Ede',
  ),
);
const input = fc.record({ input: fc.oneof(word, anything), at: fc.oneof(word, anything) }, { requiredKeys: [] });
const aField = fc.oneof(word, anything, input);

/** Mostly what belongs there, and now and then anything. */
function mostly<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary }, { weight: 1, arbitrary: aField });
}

const kinds = [
  'message',
  'message',
  'message',
  'invoke',
  'conversationUpdate',
  'installationUpdate',
  'endOfConversation',
  'event',
];

const fuzzed = fc.record({
  type: mostly(fc.constantFrom(...kinds)),
  id: mostly(fc.uuid()),
  channelId: mostly(fc.constantFrom('msteams', 'directline', 'sms')),
  conversation: mostly(fc.record({ id: fc.constantFrom('f1', 'f2', 'f3') })),
  from: mostly(fc.constant({ id: 'u' })),
  recipient: mostly(fc.constant({ id: 'bot' })),
  deliveryMode: mostly(fc.constant('expectReplies')),
  text: mostly(fc.oneof(word, fc.constant(undefined))),
  value: fc.oneof(input, aField),
  name: mostly(word),
  locale: mostly(fc.constantFrom('nl-NL', 'ar', 'ku')),
  attachments: mostly(fc.constantFrom([], [{ contentType: 'image/png' }])),
  membersAdded: mostly(fc.constantFrom(undefined, [{ id: 'bot' }])),
  channelData: mostly(fc.constantFrom(undefined, { wegwijzer: { cards: false } })),
  replyToId: mostly(fc.constantFrom(undefined, '1700000000000')),
  // Nothing reads these.
  entities: aField,
  timestamp: aField,
  suggestedActions: aField,
  callerId: aField,
});

describe('anything at all', () => {
  const runs = everything ? 100_000 : 4_000;
  it(`is answered without a failure of ours, ${runs} times`, async () => {
    const open = await aBot();
    const statuses = new Map<number, number>();
    const lanes = 8;
    const bodies = fc.sample(fc.oneof({ weight: 12, arbitrary: fuzzed }, { weight: 1, arbitrary: anything }), {
      numRuns: runs,
      seed: 7,
    });
    await Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        for (let at = lane; at < bodies.length; at += lanes) {
          const body = JSON.stringify(bodies[at]) ?? 'undefined';
          const { status } = await post(open, body);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      }),
    );
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    expect(statuses.get(200) ?? 0).toBeGreaterThan(runs / 3);
    expect(open.log).toEqual([]);
  }, 3_600_000);
});

describe('the log', () => {
  it('holds nothing of what was sent, also where an answer could not be delivered', async () => {
    const talk = fresh('secret-conversation');
    const quiet = await aBot();
    const response = await post(
      quiet,
      anActivity(talk, {
        serviceUrl: 'http://127.0.0.1:9/',
        text: 'mijn geheim',
        from: { id: 'secret-user', name: 'Fatima' },
      }),
    );
    expect(response.status).toBe(424);
    expect(quiet.log).toHaveLength(1);
    expect(quiet.log.join()).not.toMatch(/secret|geheim|Fatima|127\.0\.0\.1:9/);
  });
});
