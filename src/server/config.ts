/**
 * The settings of the server, from environment variables. `.env.example` explains each to an operator.
 */
import { z } from 'zod';
import { type AccessConfig, accessConfig, accessEnvironment } from './access-config.ts';
import { type BotConfig, botConfig, botEnvironment, type Conflict } from './bot-config.ts';
import { isOrigin, optional, originWanted, secret, switchedOn, wholeNumber } from './settings.ts';

const partnersWanted =
  'write exact origins with spaces between them, for example https://www.example.org (no path, no *, https only; http is for this machine)';

/** Reached from this machine only. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d+){3}$/.test(host);
}

/** `https://name@host/` shows one address and leads to another. */
function hasUser(text: string): boolean {
  return URL.canParse(text) && new URL(text).username !== '';
}

const environment = z.object({
  PORT: wholeNumber(0, 65_535, 3978),
  /** Only this machine: the talk must not cross a network unencrypted. A proxy with https stands in front. */
  HOST: optional(
    z
      .string()
      .regex(/^[A-Za-z0-9.:-]+$/, 'write an address or a host name, for example 127.0.0.1')
      .default('127.0.0.1'),
  ),
  EXIT_URL: optional(
    z
      .url({ protocol: /^https$/, error: 'write a whole address that begins with https://' })
      .refine(
        (text) => text.startsWith('https://') && !hasUser(text),
        'write a whole address that begins with https://, without a name in it',
      )
      .default('https://www.bbc.com/weather'),
  ),
  PARTNERS: optional(
    z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter((origin) => origin !== ''))
      .refine((origins) => origins.every(isOrigin), partnersWanted)
      .default([]),
  ),
  PUBLIC_ORIGIN: optional(z.string().refine(isOrigin, originWanted).optional()),
  CONTACT: optional(z.string().max(200, 'write at most 200 characters').optional()),
  TRUST_PROXY: wholeNumber(0, 10, 0),
  REQUESTS_PER_MINUTE: wholeNumber(10, 1_000_000, 600),
  API_REQUESTS_PER_MINUTE: wholeNumber(10, 1_000_000, 600),
  PAGE_SECRET: optional(secret.optional()),
  TEAMS_DESK_TAB: switchedOn,
  CONTENT_EVERY_SECONDS: wholeNumber(0, 86_400, 5),
  DATA_BACKUPS: optional(z.string().optional()),
  NODE_ENV: z.string().optional(),
  ...botEnvironment,
  ...accessEnvironment,
});

type Read = z.output<typeof environment>;

export interface ServerConfig {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** The neutral page that the leave-this-page link leads to. */
  readonly exitUrl: string;
  /** The origins of the sites that may show the talk in a frame. */
  readonly partners: readonly string[];
  /** The origin under which people reach this server, for the lines that partners copy; null: as the request says. */
  readonly publicOrigin: string | null;
  /** Where people can report that something does not work for them, as `/accessibility` shows it. */
  readonly contact: string | null;
  /** How many proxies in front of this server are ours: that many forwarded addresses are believed. */
  readonly trustProxy: number;
  /** From one address. Schools and shelters share one, so it is generous. */
  readonly requestsPerMinute: number;
  /** From one address to `/api/v1`: a partner's server asks for all of its visitors. */
  readonly apiRequestsPerMinute: number;
  /** From which all servers make the keys of talks without scripts; null: each has its own, in memory only. */
  readonly pageSecret: string | null;
  /** Whether Microsoft's hosts may show the desk in a frame: the app in Teams then has a tab for it. */
  readonly deskInTeams: boolean;
  /** How often the server looks whether the content has changed; 0: never. */
  readonly contentEverySeconds: number;
  /** The folder for copies of the data that editors replace; null: none are kept. */
  readonly dataBackups: string | null;
  /** The bot at `/api/messages`; null: this server has none. */
  readonly bot: BotConfig | null;
  /** Who may sign in to the desk, and what is there for them. */
  readonly access: AccessConfig;
}

/** The environment holds something that cannot be used. The message names each variable and what to write. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`These settings cannot be used (see .env.example):\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Who gets hold of one secret must not have the other by that. */
function secretConflicts({ PAGE_SECRET, BOT_SECRET, BOT_SECRETS_BEFORE }: Read): readonly Conflict[] {
  const isOfBot = PAGE_SECRET !== undefined && [BOT_SECRET, ...BOT_SECRETS_BEFORE].includes(PAGE_SECRET);
  return isOfBot ? [['PAGE_SECRET', 'the bot has the same secret: write another one']] : [];
}

/** Reads the settings; what is left out has a safe default. @throws ConfigError */
export function readConfig(env: { readonly [name: string]: string | undefined }): ServerConfig {
  const read = environment.safeParse(env);
  if (!read.success)
    throw new ConfigError(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const { PORT, HOST, EXIT_URL, PARTNERS, PUBLIC_ORIGIN, CONTACT, TRUST_PROXY } = read.data;
  const around = {
    production: read.data.NODE_ENV === 'production',
    loopback: isLoopback(HOST),
    publicOrigin: PUBLIC_ORIGIN ?? null,
  };
  const { bot, conflicts: botConflicts } = botConfig(read.data, around);
  const { access, conflicts: accessConflicts } = accessConfig(read.data, around);
  const conflicts = [...botConflicts, ...accessConflicts, ...secretConflicts(read.data)];
  if (conflicts.length > 0) throw new ConfigError(conflicts.map(([name, cure]) => `${name}: ${cure}`));
  return {
    port: PORT,
    host: HOST,
    exitUrl: EXIT_URL,
    partners: PARTNERS,
    publicOrigin: PUBLIC_ORIGIN ?? null,
    contact: CONTACT ?? null,
    trustProxy: TRUST_PROXY,
    requestsPerMinute: read.data.REQUESTS_PER_MINUTE,
    apiRequestsPerMinute: read.data.API_REQUESTS_PER_MINUTE,
    pageSecret: read.data.PAGE_SECRET ?? null,
    deskInTeams: read.data.TEAMS_DESK_TAB,
    contentEverySeconds: read.data.CONTENT_EVERY_SECONDS,
    dataBackups: read.data.DATA_BACKUPS ?? null,
    bot,
    access,
  };
}
