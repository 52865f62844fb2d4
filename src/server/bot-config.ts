/**
 * The settings of the bot, from environment variables. `.env.example` explains each to an operator, `docs/teams.md` where
 * they come from.
 */
import { z } from 'zod';
import type { BotAccess } from '../bot/access.ts';
import type { RedisAddress } from '../storage/redis.ts';
import { leastSecret, optional, secret, thisMachine, wholeNumber } from './settings.ts';

const list = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
  .default([]);

const guid = z.guid('write the id as Microsoft shows it, such as 00000000-0000-0000-0000-000000000000');
const hostName = /^[A-Za-z0-9.-]+(?::\d+)?$/;
const redisUrl = /^rediss?:\/\//;

/** What proves who somebody is must not cross a network unencrypted. */
function isSafeAddress(text: string): boolean {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || thisMachine.includes(hostname);
}

export const botEnvironment = {
  BOT: optional(z.enum(['on', 'off'], 'write on or off').default('on')),
  BOT_APP_ID: optional(guid.optional()),
  BOT_APP_SECRET: optional(z.string().optional()),
  BOT_APP_CERTIFICATE: optional(z.string().optional()),
  BOT_APP_KEY: optional(z.string().optional()),
  BOT_TENANT_ID: optional(guid.optional()),
  BOT_TENANTS: optional(
    list.refine((ids) => ids.every((id) => guid.safeParse(id).success), 'write tenant ids with spaces between them'),
  ),
  BOT_AUTHORITY: optional(
    z
      .string()
      .refine(isSafeAddress, 'write a whole address that begins with https:// (http is for this machine)')
      .optional(),
  ),
  BOT_ISSUERS: optional(list),
  BOT_SERVICE_HOSTS: optional(
    list.refine((hosts) => hosts.every((host) => hostName.test(host)), 'write host names with spaces between them'),
  ),
  BOT_MESSAGES_PER_MINUTE: wholeNumber(5, 1_000_000, 60),
  /** Someone who knows it can read what is kept of a conversation whose id she knows. */
  BOT_SECRET: optional(secret.optional()),
  BOT_SECRETS_BEFORE: optional(
    list.refine(
      (all) => all.every((one) => one.length >= leastSecret),
      `write secrets of at least ${leastSecret} characters with spaces between them`,
    ),
  ),
  REDIS_URL: optional(
    list.refine(
      (urls) => urls.every((url) => redisUrl.test(url) && URL.canParse(url)),
      'write redis://host:6379, or rediss:// where it is encrypted',
    ),
  ),
  REDIS_KIND: optional(
    z.enum(['single', 'sentinel', 'cluster'], 'write single, sentinel or cluster').default('single'),
  ),
  REDIS_SENTINEL_NAME: optional(z.string().optional()),
  /** Not ours: the SDK would write down what people send. */
  DEBUG: optional(z.string().optional()),
  REDIS_PREFIX: optional(
    z
      .string()
      .regex(/^[\w:.-]*$/, 'write letters, digits and : . _ -')
      .default('wegwijzer:'),
  ),
} as const;

type Read = z.output<z.ZodObject<typeof botEnvironment>>;

export interface BotConfig {
  readonly access: BotAccess;
  /** From one conversation. */
  readonly messagesPerMinute: number;
  /** The present secret first; null: a new one with each start, for what is kept in memory only. */
  readonly secrets: readonly [string, ...string[]] | null;
  /** Null: in the memory of this process. */
  readonly redis: { readonly address: RedisAddress; readonly prefix: string } | null;
}

/** What else the bot needs to know of the server. */
export interface Around {
  readonly production: boolean;
  readonly loopback: boolean;
  readonly publicOrigin: string | null;
}

/** Where two settings do not go together: the name of one, and the cure. */
export type Conflict = readonly [name: string, cure: string];

function conflictsOf(read: Read, { production, loopback, publicOrigin }: Around): readonly Conflict[] {
  const { BOT_APP_ID: id, BOT_APP_SECRET, BOT_APP_CERTIFICATE, BOT_APP_KEY, BOT_TENANT_ID, BOT_SECRET } = read;
  const found: Conflict[] = [];
  const unless = (fine: boolean, name: string, cure: string): void => {
    if (!fine) found.push([name, cure]);
  };
  if (id === undefined) {
    const off = 'or BOT=off for a server without the bot (docs/teams.md)';
    unless(!production, 'BOT_APP_ID', `in production the bot needs the id of its app registration: write it, ${off}`);
    unless(loopback, 'BOT_APP_ID', `without it anybody may speak to the bot: write it, or HOST=127.0.0.1, ${off}`);
  } else {
    const certificate = BOT_APP_CERTIFICATE !== undefined && BOT_APP_KEY !== undefined;
    unless(
      certificate || BOT_APP_SECRET !== undefined,
      'BOT_APP_SECRET',
      'write the secret of the app registration, or BOT_APP_CERTIFICATE and BOT_APP_KEY',
    );
    unless(BOT_TENANT_ID !== undefined, 'BOT_TENANT_ID', 'write the id of the tenant that the app is registered in');
    unless(
      publicOrigin !== null,
      'PUBLIC_ORIGIN',
      'the bot names the page for whoever must not be read: write its origin',
    );
  }
  unless(
    !/\*|agents/.test(read.DEBUG ?? ''),
    'DEBUG',
    'with it the SDK of the bot writes down what people send: leave it out',
  );
  const usesRedis = read.REDIS_URL.length > 0;
  unless(!usesRedis || BOT_SECRET !== undefined, 'BOT_SECRET', 'what is kept in Redis is encrypted with it: write one');
  unless(
    read.REDIS_KIND !== 'sentinel' || read.REDIS_SENTINEL_NAME !== undefined,
    'REDIS_SENTINEL_NAME',
    'write the name under which the Sentinels know the Redis',
  );
  unless(
    read.REDIS_KIND !== 'single' || read.REDIS_URL.length < 2,
    'REDIS_KIND',
    'several addresses are those of Sentinels or of a cluster: write which',
  );
  return found;
}

function accessOf(read: Read): BotAccess {
  const {
    BOT_APP_ID: id,
    BOT_APP_SECRET: clientSecret = '',
    BOT_APP_CERTIFICATE,
    BOT_APP_KEY,
    BOT_TENANT_ID = '',
  } = read;
  const proof =
    BOT_APP_CERTIFICATE !== undefined && BOT_APP_KEY !== undefined
      ? { certPemFile: BOT_APP_CERTIFICATE, certKeyFile: BOT_APP_KEY }
      : { clientSecret };
  return {
    app: id === undefined ? null : { id, tenant: BOT_TENANT_ID, proof },
    authority: read.BOT_AUTHORITY ?? null,
    issuers: read.BOT_ISSUERS,
    tenants: read.BOT_TENANTS,
    serviceHosts: read.BOT_SERVICE_HOSTS,
  };
}

function redisOf({ REDIS_URL, REDIS_KIND, REDIS_SENTINEL_NAME = '', REDIS_PREFIX }: Read): BotConfig['redis'] {
  if (REDIS_URL.length === 0) return null;
  const kind = REDIS_KIND === 'sentinel' ? { sentinel: REDIS_SENTINEL_NAME } : REDIS_KIND;
  return { address: { urls: REDIS_URL, kind }, prefix: REDIS_PREFIX };
}

/** The settings of the bot, or what is wrong with them. Null: the server runs without it. */
export function botConfig(
  read: Read,
  around: Around,
): { readonly bot: BotConfig | null; readonly conflicts: readonly Conflict[] } {
  if (read.BOT === 'off') return { bot: null, conflicts: [] };
  const { BOT_SECRET, BOT_SECRETS_BEFORE } = read;
  return {
    conflicts: conflictsOf(read, around),
    bot: {
      access: accessOf(read),
      messagesPerMinute: read.BOT_MESSAGES_PER_MINUTE,
      secrets: BOT_SECRET === undefined ? null : [BOT_SECRET, ...BOT_SECRETS_BEFORE],
      redis: redisOf(read),
    },
  };
}
