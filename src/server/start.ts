/**
 * Starts and stops the server.
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Library } from '../content/library.ts';
import type { ServerConfig } from './config.ts';
import { behindProxy, type DoorLimits, openDoor, usualLimits } from './door.ts';
import type { LiveContent } from './live-content.ts';
import { liveServer, type MakeUpload } from './live-server.ts';
import type { ServerLog } from './log.ts';
import { type OpenBot, openBot } from './open-bot.ts';

export interface RunningServer {
  readonly port: number;
  /** Takes no new requests and resolves when those under way have been answered. */
  close(): Promise<void>;
}

const stopSignals = ['SIGTERM', 'SIGINT'] as const;
/** Requests take milliseconds; what is still there after this long is a connection that nobody uses. */
const patienceMs = 5_000;

/** Clocks of machines are set, forwards and back; this one goes on as it does. */
const elapsed = (): number => performance.now();

/** The address of the pages, as the bot names it. */
function pageAddress({ publicOrigin, host }: ServerConfig, port: number | null): string | null {
  if (publicOrigin !== null) return `${publicOrigin}/`;
  return port === null ? null : `http://${named(host)}:${port}/`;
}

function named(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function botOf(config: ServerConfig, library: Library, logger: ServerLog, page: () => string | null): OpenBot | null {
  if (config.bot === null) return null;
  return openBot({
    config: config.bot,
    library,
    logger,
    page,
    now: Date.now,
    elapsed,
    random: randomBytes,
  });
}

export interface StartOptions {
  /** What changes there is served; it is closed at the end. */
  readonly content?: LiveContent | null;
  readonly upload?: MakeUpload | undefined;
  /** For tests, which do not wait as long as people may. */
  readonly limits?: DoorLimits;
}

/** Starts listening. Rejects when the port is taken. The signals to stop close it. */
export async function startServer(
  config: ServerConfig,
  library: Library,
  logger: ServerLog,
  { content = null, upload, limits = usualLimits }: StartOptions = {},
): Promise<RunningServer> {
  // Which port it is, is known when it listens.
  let listening: number | null = null;
  const bot = botOf(config, library, logger, () => pageAddress(config, listening));
  const live = liveServer({ config, logger, bot, upload, now: Date.now, elapsed, random: randomBytes }, library);
  const server = openDoor(live.handle, live.unreadable, config.trustProxy === 0 ? limits : behindProxy(limits));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  // A server that listens on a port has an address with that port.
  const { port } = server.address() as AddressInfo;
  listening = port;
  content?.watch(live, config.contentEverySeconds);
  const close = (): Promise<void> => {
    for (const signal of stopSignals) process.off(signal, stop);
    return new Promise((resolve) => {
      const impatient = setTimeout(() => server.closeAllConnections(), patienceMs);
      server.close(() => {
        clearTimeout(impatient);
        // Nobody is answered any more: what is remembered can be let go of.
        void Promise.allSettled([bot?.close(), content?.close()]).finally(() => {
          logger.info('stopped');
          resolve();
        });
      });
      server.closeIdleConnections();
    });
  };
  const stop = (): void => void close();
  for (const signal of stopSignals) process.once(signal, stop);
  logger.info(`open http://${named(config.host)}:${port}/`);
  return { port, close };
}
