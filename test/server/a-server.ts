/**
 * The app with the real content, a clock that stands still until it is moved, and a log that is kept.
 */
import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { pino } from 'pino';
import { loadLibrary } from '../../src/content/load.ts';
import { readConfig, type ServerConfig } from '../../src/server/config.ts';
import { createServer } from '../../src/server/server.ts';

export const library = loadLibrary(process.cwd());

export interface TestServer {
  readonly app: Express;
  readonly clock: { now: number };
  /** What was logged, as it would stand in the log file. */
  readonly log: string[];
}

export function aServer(changes: Partial<ServerConfig> = {}, content = library): TestServer {
  const clock = { now: Date.UTC(2026, 10, 23, 12) };
  const log: string[] = [];
  const app = createServer({
    config: { ...readConfig({}), requestsPerMinute: 1_000_000, apiRequestsPerMinute: 1_000_000, ...changes },
    library: content,
    logger: pino({}, { write: (line: string) => void log.push(line) }),
    now: () => clock.now,
    random: randomBytes,
  });
  return { app, clock, log };
}

/** The sealed talk in a page. */
export function stateIn(page: string): string {
  return /name="state" value="([^"]*)"/.exec(page)?.[1] ?? '';
}
