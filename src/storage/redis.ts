/**
 * The store that several servers share: one Redis, one behind Sentinel, or a cluster.
 */
import { createClient, createCluster, createSentinel, defineScript, ErrorReply, RESP_TYPES } from 'redis';
import { inTime } from './patience.ts';
import { type PlainStore, Refused } from './store.ts';

export interface RedisAddress {
  /** One address, or several of Sentinels or of nodes of a cluster: `redis://` or, encrypted, `rediss://`. */
  readonly urls: readonly string[];
  /** `sentinel`: the name under which the Sentinels know the Redis. */
  readonly kind: 'single' | 'cluster' | { readonly sentinel: string };
}

/** Commands that wait while the line is busy; what comes after these is refused at once, not queued. */
const mostWaiting = 2_000;
const connectTimeoutMs = 2_000;
/** Between two attempts to connect: longer each time, and never all servers at the same moment. */
const firstPauseMs = 100;
const longestPauseMs = 2_000;
const pingEveryMs = 15_000;

function pauseBefore(attempt: number, random: () => number): number {
  const pause = Math.min(firstPauseMs * 2 ** Math.min(attempt, 10), longestPauseMs);
  return Math.round(pause * (0.5 + random() / 2));
}

/** In one step, because two servers may answer the same person: 1 when it was still what we had read. */
const replaceScript = defineScript({
  SCRIPT: `
local now = redis.call('GET', KEYS[1])
if (now or '') ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`,
  NUMBER_OF_KEYS: 1,
  parseCommand(parser, name: string, before: Buffer, after: Buffer, livesMs: number) {
    parser.pushKey(name);
    parser.push(before, after, String(livesMs));
  },
  transformReply: (reply: number) => reply === 1,
});

/** What we use of the three kinds of client, which share no type. */
interface Commands {
  get(name: string): Promise<Buffer | null>;
  set(name: string, value: string, options: { readonly PX: number; readonly NX: true }): Promise<unknown>;
  del(name: string): Promise<unknown>;
  replaceIfSame(name: string, before: Buffer, after: Buffer, livesMs: number): Promise<boolean>;
}

interface Connection extends Commands {
  connect(): Promise<unknown>;
  destroy(): Promise<void> | void;
  on(event: 'error', listener: (error: unknown) => void): unknown;
}

const binary = { commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } } } as const;
const scripts = { replaceIfSame: replaceScript } as const;

function hostOf(url: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port === '' ? '6379' : port) };
}

/** Name, password and encryption are those of the first address. */
function accessOf(url: string): { readonly username?: string; readonly password?: string } {
  const { username, password } = new URL(url);
  return {
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  };
}

function connectionTo({ urls, kind }: RedisAddress, random: () => number): Connection {
  const [first = ''] = urls;
  const encrypted = first.startsWith('rediss:') ? { tls: true as const } : {};
  const socket = {
    connectTimeout: connectTimeoutMs,
    reconnectStrategy: (attempt: number) => pauseBefore(attempt, random),
    ...encrypted,
  };
  const line = { disableOfflineQueue: true, commandsQueueMaxLength: mostWaiting, pingInterval: pingEveryMs, socket };
  // The three kinds of client share these methods and no type.
  if (kind === 'single') return createClient({ ...line, url: first, scripts, ...binary }) as unknown as Connection;
  if (kind === 'cluster')
    return createCluster({
      rootNodes: urls.map((url) => ({ url })),
      defaults: { ...line, ...accessOf(first) },
      scripts,
      ...binary,
    }) as unknown as Connection;
  return createSentinel({
    name: kind.sentinel,
    sentinelRootNodes: urls.map(hostOf),
    nodeClientOptions: { ...line, ...accessOf(first) },
    scripts,
    ...binary,
  }) as unknown as Connection;
}

export interface RedisOptions {
  readonly address: RedisAddress;
  /** Each name in Redis begins with it, so that one Redis can serve several programs. */
  readonly prefix: string;
  /** From 0 to 1. */
  readonly random: () => number;
}

const none = Buffer.alloc(0);

/** Calls that come while the first line is being opened wait for it so long. */
const firstLineMs = 300;

/** A line on which nothing comes back for so long is dead, whatever the system thinks of it: another one is opened. */
const deadAfterMs = 5_000;

/** One connection, from its first attempt on. */
interface Line {
  readonly client: Connection;
  /** Fulfilled when it is open, or never will be. */
  readonly opening: Promise<void>;
  isOpen: boolean;
  /** Runs from the first question that has not been answered. */
  silence: NodeJS.Timeout | null;
}

function openLine(address: RedisAddress, random: () => number): Line {
  const client = connectionTo(address, random);
  // A failed call says so to its caller; without a listener it would end the process.
  client.on('error', () => undefined);
  // It goes on trying: the first attempt may come before Redis is up.
  const opening = client.connect().then(
    () => {
      line.isOpen = true;
    },
    () => undefined,
  );
  const line: Line = { client, opening, isOpen: false, silence: null };
  return line;
}

async function destroy(client: Connection): Promise<void> {
  try {
    await client.destroy();
  } catch {
    // It was never connected.
  }
}

async function closeLine({ client, opening }: Line): Promise<void> {
  await destroy(client);
  await opening;
  // A cluster or Sentinel that was still being opened has not heard it.
  await destroy(client);
}

/** Opens the store. It connects by itself, now and whenever the line was lost; while it is lost every call is refused. */
export function redisStore({ address, prefix, random }: RedisOptions): PlainStore {
  let isClosed = false;
  let line = openLine(address, random);
  const renew = (dead: Line): void => {
    if (isClosed || dead.silence === null) return;
    dead.silence = null;
    // One that is being opened goes on by itself; another beside it would be one more to hang.
    if (!dead.isOpen) return;
    line = openLine(address, random);
    void closeLine(dead);
  };
  const ask = (asked: Line): void => {
    // A process that was busy itself looks first whether the answer lies there.
    asked.silence ??= setTimeout(() => setImmediate(() => renew(asked)), deadAfterMs).unref();
  };
  const hear = (heard: Line): void => {
    if (heard.silence !== null) clearTimeout(heard.silence);
    heard.silence = null;
  };
  const asking = async <T>(command: (client: Connection) => Promise<T>): Promise<T> => {
    const used = line;
    ask(used);
    try {
      if (!used.isOpen) await inTime(used.opening, firstLineMs);
      const answer = await command(used.client);
      hear(used);
      return answer;
    } catch (error) {
      if (!(error instanceof ErrorReply)) throw error;
      hear(used);
      // What it says is for nobody: it may repeat the command.
      throw new Refused();
    }
  };
  return {
    read: (name) => asking((client) => client.get(prefix + name)),
    replace: (name, before, after, livesMs) =>
      asking((client) => client.replaceIfSame(prefix + name, before ?? none, after ?? none, livesMs)),
    async remove(name) {
      await asking((client) => client.del(prefix + name));
    },
    isFirst: async (name, livesMs) =>
      (await asking((client) => client.set(prefix + name, '1', { PX: livesMs, NX: true }))) !== null,
    async close() {
      isClosed = true;
      await closeLine(line);
    },
  };
}
