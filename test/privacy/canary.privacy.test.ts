/**
 * Whatever people send stays nowhere: not on the output, not in a file, not in Redis, its files or what it is told, not in
 * memory once it was answered.
 * Canaries go in by every door, also where things break; then everything is searched. The same search finds each of the
 * mistakes planted in `leaks.ts`, so it would find one of ours.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../support/content.ts';
import { everything } from '../support/extent.ts';
import { hasRedis } from '../support/redis.ts';
import { type Canaries, canaries, found } from './canaries.ts';
import { ask, half, visitAllDoors } from './doors.ts';
import { failure, type Leak, leaks, withLeak } from './leaks.ts';
import { startWatchedRedis, type WatchedRedis } from './watched-redis.ts';
import { startWatched, type WatchedServer } from './watched-server.ts';

const main = `${projectRoot}dist/cli/main.js`;
const patienceMs = 300_000;

const isThere = await hasRedis();
if (!isThere)
  process.stderr.write('SKIPPED Redis in test/privacy/canary.privacy.test.ts: none here (the reason is above)\n');
const withRedis = isThere ? it : it.skip;

let redis: WatchedRedis | null = null;

beforeAll(async () => {
  redis = isThere ? await startWatchedRedis() : null;
}, 60_000);

afterAll(() => redis?.stop());

function settings(): { readonly [name: string]: string } {
  return redis === null ? {} : { REDIS_URL: redis.url, BOT_SECRET: 'a secret of thirty-two letters or more' };
}

/** What was said or kept anywhere; what the server tells of itself is asked while it runs. */
async function everywhere(server: WatchedServer): Promise<ReadonlyMap<string, string>> {
  const health = await ask(server.port, '/healthz').then(
    ({ text }) => text,
    () => '',
  );
  return new Map([...server.written(), ...((await redis?.kept()) ?? []), ['/healthz', health]]);
}

/** Runs the program, lets everybody in, and says where a canary was seen; the memory is looked at last. */
async function seenAfterAVisit(program: string, birds: Canaries, rounds = 1): Promise<readonly string[]> {
  const server = await startWatched(program, settings());
  try {
    for (let round = 0; round < rounds; round++)
      if ((await visitAllDoors(server.port, birds)) !== 200) throw new Error('the bot let nobody in');
    const written = found(birds, await everywhere(server));
    if (written.length > 0) return written;
    // Connections that have ended are let go of a moment later.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return found(birds, new Map([['memory', await server.memory()]]));
  } finally {
    await server.stop();
    server.remove();
  }
}

/** Somebody who only listens: everything that comes in, as text. */
async function heardDuring(visit: (port: number) => Promise<void>): Promise<string> {
  let heard = '';
  const server = createServer((request, response) => {
    heard += `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n`;
    request.on('data', (piece) => {
      heard += String(piece);
    });
    request.on('end', () => response.end('<input name="state" value="sealed">'));
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  await visit((server.address() as AddressInfo).port);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return heard;
}

describe('a visit', () => {
  it('sends every one of its canaries', async () => {
    const birds = canaries();
    const heard = await heardDuring(async (port) => {
      const waiting = half(port, birds);
      await visitAllDoors(port, birds);
      waiting.end();
    });
    expect(birds.sent.length).toBeGreaterThan(300);
    expect(birds.sent.filter(({ word }) => !heard.includes(word)).map(({ of }) => of)).toEqual([]);
  });
});

describe('what people send', () => {
  it(
    'is found nowhere afterwards: a thousand canaries by every door',
    async () => {
      const birds = canaries();
      const seen = await seenAfterAVisit(main, birds, 6);
      expect(birds.sent.length).toBeGreaterThanOrEqual(1_000);
      expect(new Set(seen)).toEqual(new Set());
    },
    patienceMs,
  );

  withRedis(
    'is found nowhere when requests never end, Redis dies and the server is told to stop in the middle',
    async () => {
      const birds = canaries();
      const server = await startWatched(main, settings());
      try {
        const waiting = [half(server.port, birds), half(server.port, birds)];
        await redis?.kill();
        await visitAllDoors(server.port, birds);
        waiting[0]?.end();
        const stopping = server.stop();
        setTimeout(() => waiting[1]?.end(), 200);
        await stopping;
        await redis?.restart();
        expect(found(birds, await everywhere(server))).toEqual([]);
      } finally {
        server.remove();
      }
    },
    patienceMs,
  );

  it(
    'is found nowhere when our own code fails with it in its message',
    async () => {
      const program = withLeak(failure);
      try {
        const birds = canaries();
        const server = await startWatched(program.main, settings());
        await visitAllDoors(server.port, birds);
        await server.stop();
        const written = server.written();
        server.remove();
        expect(written.get('the output')).toMatch(/"error":"Error"/);
        expect(found(birds, written)).toEqual([]);
      } finally {
        program.remove();
      }
    },
    patienceMs,
  );
});

describe('a mistake that would tell on people', () => {
  const needsRedis = (what: string): boolean => what.includes('Redis');
  // Each takes some seconds; a normal run tries every third, and the whole run all.
  const tried = everything ? leaks : leaks.filter((_leak, index) => index % 3 === 0 || index === leaks.length - 1);

  it('is tried in at least twenty forms', () => {
    expect(leaks.length).toBeGreaterThanOrEqual(20);
    expect(new Set(leaks.map(({ what }) => what)).size).toBe(leaks.length);
  });

  const isFound = async (leak: Leak): Promise<void> => {
    const program = withLeak(leak);
    try {
      expect(await seenAfterAVisit(program.main, canaries())).not.toEqual([]);
    } finally {
      program.remove();
    }
  };
  const named = tried.map((leak) => [leak.what, leak] as const);

  it.each(named.filter(([what]) => !needsRedis(what)))('is found: %s', (_what, leak) => isFound(leak), patienceMs);
  withRedis.each(named.filter(([what]) => needsRedis(what)))(
    'is found: %s',
    (_what, leak) => isFound(leak),
    patienceMs,
  );
});
