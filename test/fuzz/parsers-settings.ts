/** What an operator or a partner writes: settings of the environment, attributes of the embed, origins. */
import { readLinkSettings } from '../../src/server/access-config.ts';
import { ConfigError, readConfig } from '../../src/server/config.ts';
import { isFromOwnPage } from '../../src/server/own-origin.ts';
import { isOrigin } from '../../src/server/settings.ts';
import { readTeamsSettings } from '../../src/teams/settings.ts';
import { frameAddress, secureAddress } from '../../src/web/loader-settings.ts';
import { type Outcome, type Parser, parser } from './parser.ts';
import type { Random } from './random.ts';
import { nearly } from './shapes.ts';

const outcome = (isTaken: boolean): Outcome => (isTaken ? 'taken' : 'refused');

const guid = '22222222-2222-4222-8222-222222222222';
const client = '11111111-1111-4111-8111-111111111111';

/** Each setting with values that it takes. */
const settings: { readonly [name: string]: readonly string[] } = {
  PORT: ['3978', '0', '65535'],
  HOST: ['127.0.0.1', '::1', 'localhost', '0.0.0.0'],
  EXIT_URL: ['https://www.bbc.com/weather', 'https://weather.example/'],
  PARTNERS: ['https://www.example.org https://example.com', 'http://127.0.0.1:4000'],
  PUBLIC_ORIGIN: ['https://wegwijzer.example'],
  CONTACT: ['help@example.org'],
  TRUST_PROXY: ['0', '1'],
  REQUESTS_PER_MINUTE: ['600'],
  API_REQUESTS_PER_MINUTE: ['600'],
  TEAMS_DESK_TAB: ['true', 'false'],
  CONTENT_EVERY_SECONDS: ['5'],
  DATA_BACKUPS: ['/var/backups'],
  NODE_ENV: ['production', 'test'],
  BOT: ['on', 'off'],
  BOT_APP_ID: [client],
  BOT_APP_SECRET: ['a secret of the app'],
  BOT_TENANT_ID: [guid],
  BOT_TENANTS: [`${guid} ${client}`],
  BOT_AUTHORITY: ['https://login.microsoftonline.com'],
  BOT_SERVICE_HOSTS: ['127.0.0.1 example.org:443'],
  BOT_MESSAGES_PER_MINUTE: ['60'],
  BOT_SECRET: ['0123456789012345678901234567890123456789'],
  REDIS_URL: ['redis://127.0.0.1:6379', 'rediss://one:6379 rediss://two:6379'],
  REDIS_KIND: ['single', 'sentinel', 'cluster'],
  REDIS_PREFIX: ['wegwijzer:'],
  DEBUG: ['express:*', ''],
  DESK_DIRECTORY: ['/srv/desk'],
  ACCESS_REGISTER: ['/srv/register.json'],
  DESK_TENANTS: [guid],
  DESK_AUDIENCE: [`api://desk.example.org/${client}`, client],
  DESK_ROLES: ['required', 'none'],
  DESK_CLIENTS: [client],
  DESK_EDITOR_TENANTS: [guid],
  CONTENT_ROOT: ['/srv/content'],
  TEAMS_APP_ID: [client],
  TEAMS_DEVELOPER: ['Wegwijzer'],
};
const names = Object.keys(settings);

type Environment = { readonly [name: string]: string | undefined };

function environment(random: Random): Environment {
  const chosen = random.some(8, () => random.pick(names));
  return Object.fromEntries(chosen.map((name) => [name, nearly(random, settings[name] ?? [''], 3_000)]));
}

function refusedByConfig(work: () => unknown): Outcome {
  try {
    work();
    return 'taken';
  } catch (error) {
    if (error instanceof ConfigError) return 'refused';
    throw error;
  }
}

const origins = [
  'https://wegwijzer.example',
  'http://127.0.0.1:4000',
  'http://[::1]:3978',
  'null',
  'https://xn--e1a.example',
];

export const settingsParsers: readonly Parser[] = [
  parser('settings of the server', [500, 15_000], () => ({
    make: environment,
    take: (env) => refusedByConfig(() => readConfig(env)),
  })),
  parser('settings of the Teams package', [500, 15_000], () => ({
    make: (random) => ({
      BOT_APP_ID: client,
      PUBLIC_ORIGIN: 'https://wegwijzer.example',
      ...environment(random),
    }),
    take: (env) => refusedByConfig(() => readTeamsSettings(env)),
  })),
  parser('settings of the links', [500, 15_000], () => ({
    make: (random) => ({ ACCESS_REGISTER: '/srv/register.json', ...environment(random) }),
    take: (env) => outcome(readLinkSettings(env).settings !== null),
  })),
  parser('origins', [2_000, 40_000], () => ({
    make: (random) => nearly(random, origins),
    take: (text) => outcome(isOrigin(text)),
  })),
  parser('where a request says it comes from', [2_000, 40_000], () => ({
    make: (random) => ({
      host: nearly(random, ['127.0.0.1:3978', '[::1]:3978', 'wegwijzer.example']),
      ...(random.chance(0.8) ? { origin: nearly(random, origins) } : {}),
      ...(random.chance(0.5) ? { 'sec-fetch-site': nearly(random, ['same-origin', 'cross-site']) } : {}),
    }),
    take: (saying) => {
      isFromOwnPage(saying, null);
      return outcome(isFromOwnPage(saying, 'https://wegwijzer.example'));
    },
  })),
  parser('attributes of the embed', [2_000, 40_000], () => ({
    make: (random) => ({
      lang: nearly(random, ['tr', 'nl']),
      municipality: nearly(random, ['GM0363']),
      'exit-url': nearly(random, ['https://weather.example/', 'http://weather.example', 'https://a@b.example/']),
    }),
    take: (attributes) => {
      const known = new Map(Object.entries(attributes));
      const element = { getAttribute: (name: string) => known.get(name) ?? null };
      const address = new URL(frameAddress('https://wegwijzer.example/embed.js', element));
      // Whatever stands there, it is the page for frames, and nothing of it is sent.
      if (address.origin !== 'https://wegwijzer.example' || address.pathname !== '/embed' || address.search !== '')
        throw new Error('the frame would open somewhere else');
      const exit = secureAddress(attributes['exit-url']);
      if (exit !== undefined && !exit.startsWith('https://')) throw new Error('leaving would lead somewhere else');
      return outcome(exit !== undefined);
    },
  })),
];
