/** The doors of the server: every address, with headers, a method and a body that are nearly right. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import type { Express } from 'express';
import { createLocalJWKSet, exportJWK } from 'jose';
import { pino } from 'pino';
import { newSecret } from '../../src/access/secret.ts';
import { tenantTokens } from '../../src/access/tenant-tokens.ts';
import { readConfig } from '../../src/server/config.ts';
import { readForm } from '../../src/server/form.ts';
import { openBot } from '../../src/server/open-bot.ts';
import { makeSeal } from '../../src/server/seal.ts';
import { ownKeys } from '../../src/server/seal-keys.ts';
import { createServer } from '../../src/server/server.ts';
import { aFolder, aKeyPair, aToken, clientId, cookieName, removeFolders, tenant } from '../access/a-desk.ts';
import { anUploadDesk } from '../desk/an-upload-desk.ts';
import { aServer, stateIn } from '../server/a-server.ts';
import { type Answered, handTo, type Sent } from '../server/without-network.ts';
import { library } from '../support/content.ts';
import { broken, brokenBytes, brokenJson } from './breaking.ts';
import { type Opened, OurFault, type Outcome, type Parser, parser } from './parser.ts';
import { aBrokenActivity } from './parsers-bot.ts';
import type { Random } from './random.ts';
import {
  anyText,
  deskLanguages,
  languages,
  municipalityCodes,
  nearly,
  situation,
  typedLine,
  typedPlaces,
  writtenInput,
} from './shapes.ts';

const outcome = (isTaken: boolean): Outcome => (isTaken ? 'taken' : 'refused');

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

// --- What travels in a request ----------------------------------------------------------------------------------------

/** Node refuses other characters in headers and addresses before we see them. */
function latin(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, (sign) => String.fromCharCode(0x80 | (sign.charCodeAt(0) & 0x7f)));
}

function address(text: string): string {
  const plain = latin(text).replace(/[\s#]/g, '+');
  return plain.startsWith('/') ? plain : `/${plain}`;
}

/** Headers that somebody reads, with values that they take. */
const headerValues: { readonly [name: string]: readonly string[] } = {
  host: ['localhost', 'wegwijzer.example', '[::1]:3978', 'localhost:99999'],
  'accept-language': ['en-GB,nl;q=0.5', 'ku-TR', 'prs, ti-ER;q=0.2, *;q=0.1', 'nl;q=NaN'],
  accept: ['text/html,application/json;q=0.1', '*/*', 'application/json'],
  'accept-encoding': ['gzip, br', 'identity;q=0', 'br;q=1.0, gzip;q=0.8, *;q=0.1'],
  cookie: ['desk=abc', `${cookieName}=${'a'.repeat(43)}`, 'a=b; c="d"; desk=%00'],
  authorization: ['Bearer a.b.c', 'Basic eDp5', 'Bearer '],
  'x-forwarded-for': ['192.0.2.1', '192.0.2.1, 2001:db8::1', 'unknown', '::ffff:1.2.3.4%eth0'],
  'x-forwarded-proto': ['https', 'http, https'],
  'x-forwarded-host': ['wegwijzer.example'],
  forwarded: ['for=192.0.2.1;proto=https'],
  origin: ['null', 'http://localhost', 'https://partner.example', 'https://partner.example:443'],
  referer: ['https://partner.example/path'],
  'sec-fetch-site': ['same-origin', 'cross-site', 'none'],
  'if-none-match': ['*', 'W/"abc"', '"a", "b"'],
  'if-modified-since': ['Wed, 21 Oct 2015 07:28:00 GMT'],
  range: ['bytes=0-10', 'bytes=-1'],
  'content-encoding': ['gzip', 'identity', 'br'],
  'access-control-request-method': ['POST', 'DELETE'],
  'access-control-request-headers': ['content-type'],
  'x-http-method-override': ['DELETE'],
  'user-agent': ['Mozilla/5.0'],
  expect: ['100-continue'],
};
const headerNames = Object.keys(headerValues);

function headers(random: Random, most = 4): Record<string, string> {
  const made: Record<string, string> = {};
  for (const name of random.some(most, () => random.pick(headerNames)))
    made[name] = latin(nearly(random, headerValues[name] ?? [''], 2_000)).trim();
  return made;
}

const contentTypes = [form, json, 'multipart/form-data; boundary=x', 'text/plain', `${form}; charset=utf-16`, ''];

function contentType(random: Random, usual: string): Record<string, string> {
  const type = random.chance(0.9) ? usual : latin(nearly(random, contentTypes, 500));
  return { 'content-type': type };
}

function fields(random: Random, values: Readonly<Record<string, string>>): Buffer {
  const text = new URLSearchParams(values).toString();
  return random.chance(0.1) ? brokenBytes(random, Buffer.from(text)) : Buffer.from(broken(random, text, 40_000));
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'];

// --- Apps -------------------------------------------------------------------------------------------------------------

interface Door {
  readonly app: Express;
  /** What was logged: nothing, unless something of ours failed. */
  readonly log: readonly string[];
  readonly close?: () => void | Promise<void>;
}

/** Answers of 5xx and lines in the log are faults of ours; so is an answer that names one. */
function judged({ log }: Pick<Door, 'log'>, answered: Answered, before: number): Outcome {
  if (answered.status >= 500) throw new OurFault(`answered ${answered.status}; ${log.at(-1) ?? 'nothing logged'}`);
  if (log.length > before) throw new OurFault(`answered ${answered.status} and logged ${log.at(-1)}`);
  return outcome(answered.status < 400);
}

function door(open: () => Door | Promise<Door>, make: (random: Random) => Sent): () => Promise<Opened<Sent>> {
  return async () => {
    const opened = await open();
    return {
      make,
      async take(sent) {
        const before = opened.log.length;
        return judged(opened, await handTo(opened.app, sent), before);
      },
      close: () => opened.close?.(),
    };
  };
}

const partners = ['https://partner.example'];

/** The server as it is without settings but with a partner, and one proxy that is believed. */
function page(): Door {
  return aServer({ partners, trustProxy: 1, deskInTeams: true });
}

/** Sealed talks of a server with random keys of its own: states that one server made are strange to another. */
async function sealedTalks(app: Express): Promise<readonly string[]> {
  const states = [''];
  for (const input of ['choose:who=self', 'choose:theme=forced-marriage', 'choose:where=nl', 'visit:menu']) {
    const body = Buffer.from(new URLSearchParams({ state: states.at(-1) ?? '', lang: 'nl', input }).toString());
    const answered = await handTo(app, { method: 'POST', url: '/', headers: { 'content-type': form }, body });
    states.push(stateIn(answered.text()));
  }
  return states;
}

const pageAddresses = ['/', '/embed', '/privacy', '/embed/privacy', '/accessibility'];

const publicAddresses = [
  ...pageAddresses,
  '/partners',
  '/healthz',
  '/embed.js',
  '/embed.json',
  '/desk',
  '/desk/bridge',
  '/desk/map',
  '/desk/sign-in',
  '/desk/data',
  '/desk/api/session',
  '/desk/api/contacts',
  ...['/', '/municipalities', '/municipalities/GM0363', '/services', '/services/lkha', '/themes', '/openapi.json'].map(
    (path) => `/api/v1${path}`,
  ),
  '/api/v1/hsds/services?page=2&per_page=10&minimal=true',
  '/api/v1/hsds/organizations?full_service=true&format=json',
  '/api/v1/hsds/services/00000000-0000-5000-8000-000000000000',
  '/?lang=tr&municipality=GM0363',
  '/embed?lang=tr',
  '/api/messages',
];

// --- The desk with people who sign in ---------------------------------------------------------------------------------

const env = { DESK_TENANTS: tenant, DESK_AUDIENCE: clientId, DESK_EDITOR_TENANTS: tenant };
const keys = aKeyPair();
const keysOf =
  () =>
  async (...call: Parameters<ReturnType<typeof createLocalJWKSet>>) =>
    (await localKeys)(...call);
const localKeys = exportJWK(keys.publicKey).then((key) =>
  createLocalJWKSet({ keys: [{ ...key, kid: 'first', use: 'sig', alg: 'RS256' }] }),
);
const noon = Date.UTC(2026, 10, 23, 12);

function desk(): Door {
  const log: string[] = [];
  const overlay = aFolder();
  writeFileSync(join(overlay, 'contacts.yaml'), 'contacts: []\n');
  const settings = { ...env, ACCESS_REGISTER: join(aFolder(), 'register.json'), DESK_DIRECTORY: overlay };
  const config = readConfig({ BOT: 'off', PUBLIC_ORIGIN: 'https://desk.example.org', ...settings });
  const app = createServer({
    config: { ...config, requestsPerMinute: 1_000_000_000 },
    library: library(),
    logger: pino({}, { write: (line: string) => void log.push(line) }),
    // Each request has a minute of its own: who asks too often as a stranger is another test.
    now: (() => {
      let now = noon;
      return () => (now += 20);
    })(),
    random: randomBytes,
    keysOf,
  });
  return { app, log, close: removeFolders };
}

/** A token with its parts changed as texts, and its claims as values. */
function brokenToken(random: Random, token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const changed = (part: string): string => {
    if (!random.chance(0.5)) return part;
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return Buffer.from(brokenJson(random, value, 4_000)).toString('base64url');
  };
  const made = random.chance(0.1) ? token : `${changed(header)}.${changed(payload)}.${signature}`;
  return random.chance(0.4) ? broken(random, made, 8_000) : made;
}

const signedIn = aToken(keys.privateKey, noon);

// --- The table --------------------------------------------------------------------------------------------------------

function aPart(random: Random): Buffer {
  const kinds = [
    ['a.csv', 'text/csv', 'faults'],
    ['a.xlsx', 'application/octet-stream', 'PK'],
    ['a.json', 'application/json', '{}'],
    ['', 'application/octet-stream', ''],
  ] as const;
  const [name, type, text] = random.pick(kinds);
  const lines = [
    '--x',
    `Content-Disposition: form-data; name="file"; filename="${name}"`,
    `Content-Type: ${type}`,
    '',
    text,
    '--x--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

export const httpParsers: readonly Parser[] = [
  parser('forms', [2_000, 80_000], () => ({
    make: (random) =>
      fields(random, { state: anyText(random), lang: random.pick(languages), input: writtenInput(random) }),
    take: (body) => outcome(readForm(body) !== null),
  })),
  parser('sealed talks', [1_000, 40_000], () => {
    const seal = makeSeal({ keys: ownKeys({ elapsed: () => noon, random: randomBytes }), random: randomBytes });
    const sealed = ['a', 'b'].map(() =>
      seal.seal({ answers: [{ fact: 'who', value: 'self' }], view: { type: 'talk' } }),
    );
    return {
      make: (random) =>
        random.chance(0.5)
          ? brokenBytes(random, Buffer.from(random.pick(sealed), 'base64url')).toString('base64url')
          : nearly(random, sealed, 40_000),
      take: (text) => outcome(seal.open(text).type === 'session'),
    };
  }),
  parser('tokens of Entra', [150, 10_000], async () => {
    const { access } = readConfig({ BOT: 'off', PUBLIC_ORIGIN: 'https://desk.example.org', ...env });
    if (access.tenants === null) throw new Error('the settings name a tenant');
    const read = tenantTokens(access.tenants, keysOf);
    const token = await signedIn;
    return {
      make: (random) => brokenToken(random, token),
      take: async (text) => outcome((await read(text, noon)) !== null),
    };
  }),
  parser(
    'pages, asked for with strange headers',
    [800, 20_000],
    door(page, (random) => ({
      method: random.chance(0.7) ? 'GET' : random.pick(methods),
      url: address(random.chance(0.6) ? random.pick(publicAddresses) : nearly(random, publicAddresses, 4_000)),
      headers: headers(random),
    })),
  ),
  parser('forms of the talk', [500, 20_000], async () => {
    const opened = page();
    const states = await sealedTalks(opened.app);
    const { make, take } = await door(
      () => opened,
      (random) => ({
        method: 'POST',
        url: random.pick(pageAddresses),
        headers: { ...headers(random, 2), ...contentType(random, form) },
        body: fields(random, {
          state: random.chance(0.9) ? random.pick(states) : nearly(random, states),
          lang: random.chance(0.9) ? random.pick(languages) : anyText(random),
          ...(random.chance(0.5) ? { input: writtenInput(random) } : { typed: nearly(random, [typedLine(random)]) }),
        }),
      }),
    )();
    return { make, take };
  }),
  parser(
    'forms of the desk and of partners',
    [300, 8_000],
    door(page, (random) => ({
      method: 'POST',
      url: random.pick(['/desk', '/partners']),
      headers: { ...headers(random, 2), ...contentType(random, form) },
      body: fields(random, {
        lang: random.pick([...deskLanguages, ...languages]),
        speak: random.pick(deskLanguages),
        page: random.pick(deskLanguages),
        municipality: random.chance(0.5) ? random.pick(municipalityCodes) : random.pick(typedPlaces),
        place: random.pick(typedPlaces),
        exit: 'https://weather.example/',
        ...Object.fromEntries(Object.entries(situation(random)).map(([name, value]) => [name, String(value)])),
      }),
    })),
  ),
  parser(
    'bodies of the API',
    [800, 30_000],
    door(page, (random) => {
      const isPlace = random.chance(0.3);
      const value = isPlace ? { text: nearly(random, typedPlaces, 250) } : situation(random);
      return {
        method: 'POST',
        url: isPlace ? '/api/v1/places' : '/api/v1/routes',
        headers: { ...headers(random, 2), ...contentType(random, json) },
        body: random.chance(0.1)
          ? brokenBytes(random, Buffer.from(JSON.stringify(value)))
          : Buffer.from(brokenJson(random, value, 40_000)),
      };
    }),
  ),
  parser(
    'activities at the door of the bot',
    [400, 12_000],
    door(
      async () => {
        const log: string[] = [];
        const config = readConfig({ BOT_MESSAGES_PER_MINUTE: '1000000', PUBLIC_ORIGIN: 'https://wegwijzer.example' });
        if (config.bot === null) throw new Error('the bot is on unless somebody turns it off');
        const logger = pino({}, { write: (line: string) => void log.push(line) });
        const parts = { library: library(), logger, now: () => noon, random: randomBytes };
        const bot = openBot({ ...parts, config: config.bot, page: () => 'https://wegwijzer.example/' });
        const app = createServer({ ...parts, config, bot: bot.router });
        return { app, log, close: () => bot.close() };
      },
      (random) => {
        const text = JSON.stringify(aBrokenActivity(random)) ?? 'null';
        return {
          method: 'POST',
          url: '/api/messages',
          headers: { ...headers(random, 1), ...contentType(random, json) },
          body: Buffer.from(random.chance(0.2) ? broken(random, text, 300_000) : text),
        };
      },
    ),
  ),
  parser('links, cookies and tokens at the door of the desk', [200, 8_000], async () => {
    const token = await signedIn;
    return door(desk, (random) => {
      const signing = random.chance(0.4);
      const usual: Record<string, string> = signing
        ? { origin: 'https://desk.example.org', 'content-type': json }
        : random.chance(0.5)
          ? { authorization: latin(`Bearer ${brokenToken(random, token)}`) }
          : { cookie: latin(nearly(random, [`${cookieName}=${newSecret(randomBytes)}`], 4_000)) };
      return {
        method: signing ? 'POST' : 'GET',
        url: signing ? '/desk/api/link' : random.pick(['/desk/api/session', '/desk/api/contacts', '/desk']),
        headers: { ...headers(random, 1), ...usual },
        ...(signing ? { body: Buffer.from(brokenJson(random, { token: 'a'.repeat(43) })) } : {}),
      };
    })();
  }),
  parser(
    'forms in which editors send files, at a desk that reads no sheet',
    [200, 8_000],
    door(
      () => {
        const { app, failed } = anUploadDesk();
        // What broke is told to this list instead of a log.
        return { app, log: failed as readonly string[] };
      },
      (random) => ({
        method: 'POST',
        url: random.pick(['/desk/data/look', '/desk/data/look', '/desk/data/download', '/desk/data/apply']),
        headers: {
          cookie: 'desk=editor',
          ...contentType(random, random.chance(0.8) ? 'multipart/form-data; boundary=x' : form),
        },
        body: random.chance(0.8)
          ? brokenBytes(random, Buffer.from(broken(random, aPart(random).toString('latin1'), 20_000), 'latin1'))
          : fields(random, {
              format: random.pick(['csv', 'xlsx', 'hsds']),
              municipality: 'GM0153',
              key: anyText(random),
            }),
      }),
    ),
  ),
  parser('bytes on the line', [150, 5_000], async () => {
    const { app, log } = page();
    const server = createHttpServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A server that listens on a port has an address with that port.
    const { port } = server.address() as AddressInfo;
    const requests = [
      'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      `POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${form}\r\nContent-Length: 7\r\n\r\ntyped=a`,
      'CONNECT a:1 HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    ];
    return {
      make: (random) => brokenBytes(random, Buffer.from(broken(random, random.pick(requests), 20_000), 'latin1')),
      take: async (bytes) => {
        const said = await answerTo(port, bytes);
        if (/^HTTP\/1\.[01] 5/.test(said) || log.length > 0)
          throw new OurFault(`answered ${said.slice(0, 60)} ${log.at(-1) ?? ''}`);
        return outcome(/^HTTP\/1\.1 [23]/.test(said));
      },
      close: () =>
        new Promise<void>((resolve) => {
          server.closeAllConnections();
          server.close(() => resolve());
        }),
    };
  }),
];

/** What comes back when these bytes were sent and nothing more will come. */
function answerTo(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const line = connect(port, '127.0.0.1', () => line.end(bytes));
    line.setEncoding('latin1').on('data', (text: string) => {
      said += text;
    });
    line.on('error', () => undefined);
    line.on('close', () => resolve(said));
  });
}
