/**
 * Puts the bot together: its SDK, its memory, its address.
 */
import type { Router } from 'express';
import { type Answerer, agents } from '../bot/agents.ts';
import { bot } from '../bot/bot.ts';
import type { Library } from '../content/library.ts';
import { conversationsIn } from '../storage/conversations.ts';
import { memoryStore } from '../storage/memory.ts';
import { redisStore } from '../storage/redis.ts';
import { type StoreState, withStandIn } from '../storage/stand-in.ts';
import type { Store } from '../storage/store.ts';
import type { BotConfig } from './bot-config.ts';
import { failureOf, type ServerLog } from './log.ts';
import { messages } from './messages.ts';

export interface OpenBotOptions {
  readonly config: BotConfig;
  readonly library: Library;
  readonly logger: ServerLog;
  /** The address of the page on which the answers stay on the device; null while there is none. */
  readonly page: () => string | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds on a clock that nobody sets, for whatever lives so long and no longer; that of `now` when left out. */
  readonly elapsed?: () => number;
  /** That many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

export interface OpenBot {
  /** For `/api/messages`. */
  readonly router: Router;
  /** Makes the bot ready to speak from another library; what it gives makes it do so. @throws SameCode */
  prepare(library: Library): () => void;
  /** Lets go of its memory. */
  close(): Promise<void>;
}

const secretBytes = 32;

const troubles = {
  lost: 'Redis does not answer',
  refuses: 'Redis answers, but takes nothing in (full, or without its master)',
} as const;

/** From 0 to 1, from unpredictable bytes. */
function fraction(random: OpenBotOptions['random']): number {
  return (random(1)[0] ?? 0) / 256;
}

function storeOf({ config: { redis }, logger, now, elapsed = now, random }: OpenBotOptions): Store {
  const memory = memoryStore({ now: elapsed });
  if (redis === null) return memory;
  const main = redisStore({ ...redis, random: () => fraction(random) });
  const tell = (state: StoreState): void => {
    if (state === 'back') logger.info('Redis answers again');
    else logger.error(`${troubles[state]}: talks go on in the memory of this process`);
  };
  return withStandIn({ main, memory, elapsed: () => performance.now(), tell });
}

/** Opens the bot. @throws SameCode when two answers could not be told apart in what is remembered */
export function openBot(options: OpenBotOptions): OpenBot {
  const { config, library, logger, page, now, elapsed = now, random } = options;
  const [present, ...before] = (config.secrets ?? []).map((secret) => Buffer.from(secret));
  const conversations = conversationsIn({
    store: storeOf(options),
    secrets: [present ?? random(secretBytes), ...before],
    random,
  });
  const { access, messagesPerMinute } = config;
  const speakingFrom = (from: Library): Answerer =>
    bot({ library: from, conversations, page, now, failed: (error) => logger.error(failureOf(error), 'failed') });
  let answerer = speakingFrom(library);
  return {
    prepare(next) {
      const prepared = speakingFrom(next);
      return () => {
        answerer = prepared;
      };
    },
    router: messages({
      agents: agents(access),
      answerer: (activity, channel) => answerer(activity, channel),
      access,
      messagesPerMinute,
      logger,
      elapsed,
      random,
    }),
    close: () => conversations.close(),
  };
}
