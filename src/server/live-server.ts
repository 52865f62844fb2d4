/**
 * The server over a library that can be replaced while people are talking.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import type { Library } from '../content/library.ts';
import { numbersOn } from '../core/compose.ts';
import type { Notes, Standing } from './health.ts';
import type { ServedContent } from './live-content.ts';
import type { OpenBot } from './open-bot.ts';
import { createServer, lastingParts, type ServerParts } from './server.ts';

/** What is served at the moment it is asked for. */
export interface Served {
  readonly library: () => Library;
  readonly standing: () => Standing;
  /** Lets editors pass, and answers everybody else. */
  readonly requireEditor: RequestHandler;
}

/** Makes the page of the editors, which outlives a change of the content: what they were shown can still be said yes to. */
export type MakeUpload = (served: Served) => RequestHandler;

export type LiveParts = Pick<ServerParts, 'config' | 'logger'> & {
  readonly bot: OpenBot | null;
  readonly upload?: MakeUpload | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds on a clock that nobody sets; that of `now` when left out. */
  readonly elapsed?: () => number;
  /** That many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
};

export interface LiveServer extends ServedContent {
  /** Answers a request from the library of this moment. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** The three numbers in every language, for whoever sent what is no request. */
  unreadable(): string;
}

function numbersIn(library: Library): string {
  const blocks = library.languages.map(({ code }) =>
    numbersOn(library.texts(code))
      .map(({ number, label }) => `${number} ${label}\n`)
      .join(''),
  );
  return blocks.join('\n');
}

/** Makes the server, with a library to begin with. */
export function liveServer(
  { config, logger, bot, upload, now, elapsed = now, random }: LiveParts,
  first: Library,
): LiveServer {
  let library = first;
  const lasting = lastingParts({ config, library: () => library, logger, now, elapsed, random });
  const requireEditor = lasting.access.require('editor');
  const editors = upload?.({ library: () => library, standing: () => standing, requireEditor });
  const makeApp = (from: Library): ReturnType<typeof createServer> =>
    createServer({
      config,
      library: from,
      logger,
      now,
      random,
      bot: bot?.router,
      upload: editors,
      lasting,
      standing: () => standing,
    });
  const taken = (): Standing => ({ since: new Date(now()).toISOString() });
  let standing = taken();
  let app = makeApp(library);
  let numbers = numbersIn(library);
  return {
    handle: (request, response) => void app(request, response),
    unreadable: () => numbers,
    note(notes: Notes) {
      standing = { since: standing.since, ...notes };
    },
    async take(next) {
      const speak = bot?.prepare(next);
      // Whoever asked meanwhile is answered first.
      await nextTurn();
      const made = makeApp(next);
      numbers = numbersIn(next);
      app = made;
      library = next;
      standing = taken();
      speak?.();
    },
  };
}
