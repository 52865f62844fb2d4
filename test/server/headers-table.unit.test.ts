/**
 * Every address, every method, every header: what stands on an answer, as data for each kind of answer. An address that is
 * added to the server without a row here turns this red.
 */
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Express } from 'express';
import { pino } from 'pino';
import { mapStyle } from '../../src/desk/map/style.ts';
import { deskStyle } from '../../src/desk/style.ts';
import { uploadStyle } from '../../src/desk/upload/style.ts';
import { pageStyle } from '../../src/render/page-style.ts';
import { readConfig, type ServerConfig } from '../../src/server/config.ts';
import { openBot } from '../../src/server/open-bot.ts';
import { publicFiles } from '../../src/server/public-files.ts';
import { microsoftHosts } from '../../src/server/security-headers.ts';
import { createServer, lastingParts } from '../../src/server/server.ts';
import { uploadDesk } from '../../src/server/upload-desk.ts';
import { aFolder, removeFolders } from '../access/a-desk.ts';
import { library, projectRoot } from '../support/content.ts';
import { addressesOf } from './addresses.ts';
import { type Answered, handTo, type Sent } from './without-network.ts';

afterAll(removeFolders);

const partner = 'https://partner.example';
const publicOrigin = 'https://wegwijzer.example';

/** The server with everything that it can have: partners, people who sign in, the editors' page, the bot. */
function whole(changes: Partial<ServerConfig> = {}): Express {
  const overlay = aFolder();
  writeFileSync(join(overlay, 'contacts.yaml'), 'contacts: []\n');
  const config = {
    ...readConfig({
      PARTNERS: partner,
      PUBLIC_ORIGIN: publicOrigin,
      ACCESS_REGISTER: join(aFolder(), 'register.json'),
      DESK_DIRECTORY: overlay,
    }),
    requestsPerMinute: 1_000_000,
    apiRequestsPerMinute: 1_000_000,
    ...changes,
  };
  if (config.bot === null) throw new Error('the bot is on unless somebody turns it off');
  const minute = { now: Date.UTC(2026, 10, 23, 12) };
  // Each question comes in another minute: who asks too often is tried below.
  const now = (): number => (minute.now += 500);
  const parts = { config, library: library(), logger: pino({ level: 'silent' }), now, random: randomBytes };
  const lasting = lastingParts({ ...parts, library });
  const standing = () => ({ since: '2026-11-23T12:00:00.000Z' });
  const upload = uploadDesk({ ...parts, root: projectRoot })({
    library,
    standing,
    requireEditor: lasting.access.require('editor'),
  });
  const bot = openBot({ ...parts, config: config.bot, page: () => `${publicOrigin}/` });
  return createServer({ ...parts, lasting, upload, standing, bot: bot.router });
}

// --- What is looked at ------------------------------------------------------------------------------------------------

/** Null: it must not be there. */
type Headers = Readonly<Record<string, string | RegExp | null>>;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const { boot, loader } = publicFiles(library(), readConfig({}));

function policy(changes: Readonly<Record<string, string>> = {}): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': hash(pageStyle),
    'img-src': 'data:',
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    ...changes,
  };
  return Object.entries(directives)
    .map((directive) => directive.join(' '))
    .join(';');
}

function deskPolicy(style: string, framedBy = "'none'"): string {
  const styles = [pageStyle, deskStyle, ...(style === '' ? [] : [style])].map(hash).join(' ');
  const directives = policy({ 'style-src': styles, 'frame-ancestors': "'self'" }).split(';').slice(0, -1);
  return [...directives.slice(0, 7), `frame-ancestors ${framedBy}`, "connect-src 'self'"].sort().join(';');
}

const ownScript = { 'script-src': `${hash(boot)} 'self'` };

/** On every answer of every kind that does not say otherwise. */
const usual: Headers = {
  'content-security-policy': policy(ownScript),
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': /^(?:[a-z-]+=\(\), )*geolocation=\(\)(?:, [a-z-]+=\(\))*$/,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // It would make partners change their own sites; nothing of anybody else's is loaded here anyway.
  'cross-origin-embedder-policy': null,
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
  'x-dns-prefetch-control': 'off',
  'origin-agent-cluster': '?1',
  'x-download-options': 'noopen',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
  // People look for help with a search engine, too.
  'x-robots-tag': null,
  'set-cookie': null,
  server: null,
  'x-powered-by': null,
  etag: null,
  'last-modified': null,
  'access-control-allow-origin': null,
  'access-control-allow-credentials': null,
  'access-control-allow-methods': null,
  'clear-site-data': null,
  location: null,
  refresh: null,
};

/** Of JSON: whoever opens it as a page gets text and nothing that runs. */
const api: Headers = {
  ...usual,
  'content-security-policy': "base-uri 'none';default-src 'none';form-action 'none';frame-ancestors 'none'",
};
const script: Headers = { ...usual, 'cross-origin-resource-policy': 'cross-origin' };
const desk: Headers = { ...usual, 'content-security-policy': deskPolicy(mapStyle) };

const kinds = {
  page: usual,
  // Shown by partners: their old browsers heed the old header, and a sandbox has an origin of its own.
  frame: {
    ...usual,
    'content-security-policy': policy({ ...ownScript, 'frame-ancestors': `'self' ${partner}` }),
    'x-frame-options': null,
    'origin-agent-cluster': null,
  },
  partners: { ...usual, 'content-security-policy': `${policy(ownScript)};frame-src 'self'` },
  desk,
  'sign-in': { ...usual, 'content-security-policy': deskPolicy('') },
  upload: { ...usual, 'content-security-policy': deskPolicy(uploadStyle) },
  script,
  'script for minutes': { ...script, 'cache-control': 'public, max-age=300' },
  'script for ever': { ...script, 'cache-control': 'public, max-age=31536000, immutable' },
  answer: api,
  data: { ...api, 'cache-control': 'public, max-age=300', etag: /^"[\w-]{27}(?:-br|-gzip)?"$/ },
  bot: usual,
} as const satisfies Readonly<Record<string, Headers>>;
type Kind = keyof typeof kinds;

// --- The table --------------------------------------------------------------------------------------------------------

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'BREW'] as const;
type Method = (typeof methods)[number];

/** The status and the kind of the answer to each method; `else` to all others. */
type Answers = { readonly [M in Method | 'else']?: readonly [status: number, kind: Kind] };

function read(kind: Kind, otherwise: readonly [status: number, kind: Kind], more: Answers = {}): Answers {
  return { GET: [200, kind], HEAD: [200, kind], else: otherwise, ...more };
}

/** A page with a form; without a body of a form it is 415. */
const form = (kind: Kind): Answers => read(kind, [405, kind], { POST: [415, kind] });
const file = (kind: Kind): Answers => read(kind, [404, 'page'], { OPTIONS: [200, 'page'] });
/** Passes on to the page of the desk that there is no such page; Express answers by itself what may be asked. */
const deskFile = (kind: Kind): Answers => read(kind, [404, 'desk'], { OPTIONS: [200, 'page'] });
const data: Answers = read('data', [405, 'answer'], { OPTIONS: [204, 'answer'] });
const lookUp: Answers = { POST: [415, 'answer'], OPTIONS: [204, 'answer'], else: [405, 'answer'] };

const stranger: Answers = { else: [401, 'desk'] };
const editors: Answers = { else: [401, 'upload'] };
const nothing = (kind: Kind): Answers => ({ else: [404, kind] });
const entry: Answers = { GET: [404, 'answer'], HEAD: [404, 'answer'], OPTIONS: [204, 'answer'], else: [405, 'answer'] };

/** For an address with a parameter: one that there is, and nothing else, or what is written in its place. */
const table: { readonly [address: string]: Answers } = {
  '/': form('page'),
  '/privacy': form('page'),
  '/accessibility': form('page'),
  '/embed': form('frame'),
  '/embed/privacy': form('frame'),
  '/embed/accessibility': form('frame'),
  '/partners': read('partners', [405, 'partners'], {
    POST: [200, 'partners'],
    OPTIONS: [200, 'partners'],
    BREW: [404, 'partners'],
  }),
  '/healthz': read('page', [405, 'page'], { BREW: [404, 'page'] }),
  '/no-such-page': nothing('page'),
  '/%E0%A4%A': { else: [400, 'page'] },

  '/app.js': file('script'),
  '/texts-LANG.js': file('script'),
  '/embed.js': file('script for minutes'),
  '/embed-HASH.js': file('script for ever'),
  '/embed.json': file('page'),

  '/desk': read('desk', [405, 'desk'], { POST: [200, 'desk'], OPTIONS: [200, 'desk'] }),
  '/desk/bridge': read('desk', [405, 'desk'], { OPTIONS: [200, 'desk'] }),
  '/desk/map': read('desk', [405, 'desk'], { OPTIONS: [200, 'desk'] }),
  '/desk/sign-in': read('sign-in', [405, 'sign-in'], { OPTIONS: [200, 'sign-in'] }),
  '/desk/no-such-page': nothing('desk'),
  ...Object.fromEntries(['desk', 'still', 'map', 'sign-in'].map((name) => [`/desk/${name}.js`, deskFile('script')])),
  '/desk/teams.js': deskFile('script for minutes'),
  ...Object.fromEntries(
    ['session', 'contacts', 'link', 'sign-out', 'nothing'].map((name) => [`/desk/api/${name}`, stranger]),
  ),
  ...Object.fromEntries(['', '/download', '/look', '/apply'].map((name) => [`/desk/data${name}`, editors])),

  '/api/v1': data,
  '/api/v1/municipalities': data,
  '/api/v1/municipalities/GM0363': data,
  '/api/v1/municipalities/:code': entry,
  '/api/v1/services': data,
  '/api/v1/services/lkha': data,
  '/api/v1/services/:id': entry,
  '/api/v1/themes': data,
  '/api/v1/places': lookUp,
  '/api/v1/routes': lookUp,
  '/api/v1/openapi.json': data,
  '/api/v1/municipalities?place=Tilburg': { GET: [400, 'answer'], OPTIONS: [400, 'answer'], else: [400, 'answer'] },
  '/api/v1/no-such-thing': nothing('answer'),
  '/api/v1/hsds': data,
  '/api/v1/hsds/profile': data,
  '/api/v1/hsds/openapi.json': data,
  '/api/v1/hsds/services': data,
  '/api/v1/hsds/organizations': data,
  '/api/v1/hsds/service_at_locations': data,
  '/api/v1/hsds/services/:id': entry,
  '/api/v1/hsds/organizations/:id': entry,
  '/api/v1/hsds/service_at_locations/:id': entry,
  '/api/v1/hsds/services?postcode=5021': {
    GET: [400, 'answer'],
    HEAD: [400, 'answer'],
    OPTIONS: [204, 'answer'],
    else: [405, 'answer'],
  },
  '/api/v1/hsds/no-such-thing': nothing('answer'),

  '/api/messages': { POST: [400, 'bot'], else: [405, 'bot'] },
};

/** The name of the loader holds the hash of what is in it, and each language has a file. */
function inTheTable(address: string): string {
  return address
    .replace(/^\/embed-[0-9a-f]+\.js$/, '/embed-HASH.js')
    .replace(/^\/texts-[a-z]{2,3}\.js$/, '/texts-LANG.js');
}

function written(address: string): string {
  return address.replace('/embed-HASH.js', `/${loader.name}`).replace('LANG', 'tr');
}

// --- Comparing --------------------------------------------------------------------------------------------------------

/** A policy is a set: the order in which it is written says nothing. */
function comparable(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  return name === 'content-security-policy' ? String(value).split(';').sort().join(';') : String(value);
}

/** What is otherwise than expected, header by header. */
function departures({ headers }: Answered, expected: Headers): readonly string[] {
  return Object.entries(expected).flatMap(([name, wanted]) => {
    const found = comparable(name, headers[name]);
    const fits =
      wanted instanceof RegExp ? found !== null && wanted.test(found) : found === comparable(name, wanted ?? undefined);
    return fits ? [] : [`${name}: ${found}`];
  });
}

async function asked(
  app: Express,
  sent: Sent,
  [status, kind]: readonly [number, Kind],
  more: Headers = {},
): Promise<void> {
  const answered = await handTo(app, sent);
  expect([sent.method, answered.status, departures(answered, { ...kinds[kind], ...more })]).toEqual([
    sent.method,
    status,
    [],
  ]);
}

const app = whole();

describe('every header on every answer', () => {
  it('is looked at, of fourteen and more', () => {
    for (const kind of Object.values(kinds)) expect(Object.keys(kind).length).toBeGreaterThanOrEqual(14);
  });

  it('is looked at for each address that the server has', () => {
    const missing = addressesOf(app).filter((address) => table[inTheTable(address)] === undefined);
    expect(missing).toEqual([]);
    // What has no routes, as Express sees it: the bot answers everything below its address.
    expect(addressesOf(app).length).toBeGreaterThan(40);
  });

  it.each(Object.entries(table))('of %s, by every method', async (address, answers) => {
    for (const method of methods) {
      const expected = answers[method] ?? answers.else;
      if (expected === undefined) throw new Error(`no row for ${method} ${address}`);
      await asked(app, { method, url: written(address) }, expected);
    }
  });
});

describe('headers where something is wrong', () => {
  const post = (url: string, type: string, body: string): Sent => ({
    method: 'POST',
    url,
    headers: { 'content-type': type },
    body: Buffer.from(body),
  });
  const formType = 'application/x-www-form-urlencoded';
  const large = `typed=${'a'.repeat(1024 * 1024)}`;

  const wrong: readonly (readonly [what: string, sent: Sent, expected: readonly [number, Kind]])[] = [
    ['a form that is broken', post('/', formType, 'typed=%E0%A4%A'), [400, 'page']],
    ['a form in the frame that is broken', post('/embed', formType, 'lang=nl&lang=en'), [400, 'frame']],
    ['a form that is too large', post('/', formType, large), [413, 'page']],
    ['a form in the frame that is too large', post('/embed/privacy', formType, large), [413, 'frame']],
    ['a form of the desk that is too large', post('/desk', formType, large), [413, 'desk']],
    ['a form of partners that is too large', post('/partners', formType, large), [413, 'partners']],
    ['a body for the API that is no JSON', post('/api/v1/routes', 'application/json', '{'), [400, 'answer']],
    ['facts that do not exist', post('/api/v1/routes', 'application/json', '{"theme":"x"}'), [422, 'answer']],
    ['a body for the API that is too large', post('/api/v1/places', 'application/json', large), [413, 'answer']],
    ['an activity that is no JSON', post('/api/messages', 'application/json', '{'), [400, 'bot']],
    ['an activity that is too large', post('/api/messages', 'application/json', large), [413, 'bot']],
    ['a link that does not hold', post('/desk/api/link', 'application/json', '{"token":"x"}'), [401, 'desk']],
  ];
  it.each(wrong)('%s', async (_what, sent, expected) => asked(app, sent, expected));

  it('asking too often', async () => {
    const narrow = whole({ requestsPerMinute: 1, apiRequestsPerMinute: 1 });
    const late: readonly (readonly [string, Kind])[] = [
      ['/', 'page'],
      ['/embed', 'page'],
      ['/desk', 'page'],
      ['/api/v1', 'answer'],
      ['/api/v1/hsds', 'answer'],
    ];
    for (const url of ['/', '/api/v1/themes']) await handTo(narrow, { url });
    for (const [url, kind] of late) await asked(narrow, { method: 'GET', url }, [429, kind], { 'retry-after': '60' });
  });
});

describe('headers for others', () => {
  const from = (origin: string) => ({ origin });

  it('let the sites of partners read what is public, by name, and no others', async () => {
    const open: Headers = { 'access-control-allow-origin': partner };
    for (const [url, kind] of [
      ['/api/v1/themes', 'data'],
      ['/embed.js', 'script for minutes'],
      ['/app.js', 'script'],
    ] as const) {
      await asked(app, { method: 'GET', url, headers: from(partner) }, [200, kind], open);
      for (const other of ['null', 'https://stranger.example', `${partner}:444`, `${partner}.stranger.example`])
        await asked(app, { method: 'GET', url, headers: from(other) }, [200, kind]);
    }
    // Pages are nobody else's to read.
    for (const [url, kind] of [
      ['/', 'page'],
      ['/embed', 'frame'],
      ['/desk', 'desk'],
      ['/healthz', 'page'],
    ] as const)
      await asked(app, { method: 'GET', url, headers: from(partner) }, [200, kind]);
  });

  it("let Microsoft's hosts show the desk where that was asked for, and only what takes no link and no file", async () => {
    const tab = whole({ deskInTeams: true });
    const framed: Headers = {
      'content-security-policy': deskPolicy(mapStyle, microsoftHosts.join(' ')),
      'x-frame-options': null,
    };
    for (const url of ['/desk', '/desk/bridge', '/desk/map'])
      await asked(tab, { method: 'GET', url }, [200, 'desk'], framed);
    await asked(tab, { method: 'GET', url: '/desk/sign-in' }, [200, 'sign-in']);
    await asked(tab, { method: 'GET', url: '/desk/data' }, [401, 'upload']);
    await asked(tab, { method: 'GET', url: '/' }, [200, 'page']);
  });
});
