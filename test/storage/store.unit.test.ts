/**
 * What every store promises, kept by the memory of a process and by a real Redis: alone, behind Sentinel, and as a cluster.
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { memoryStore } from '../../src/storage/memory.ts';
import { type RedisAddress, redisStore } from '../../src/storage/redis.ts';
import type { PlainStore } from '../../src/storage/store.ts';
import { freePort, hasRedis, type RedisServer, redisProgram, startRedis } from '../support/redis.ts';

const isThere = await hasRedis();
const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

async function eventually<T>(work: () => Promise<T>): Promise<T> {
  const patience = Date.now() + 15_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > patience) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function ready(address: RedisAddress): Promise<PlainStore> {
  const store = redisStore({ address, prefix: 'test:', random: () => 0.5 });
  closing.push(() => store.close());
  await eventually(() => store.read('nothing'));
  return store;
}

async function aRedis(...settings: readonly string[]): Promise<RedisServer> {
  const server = await startRedis(...settings);
  closing.push(() => server.stop());
  return server;
}

async function behindSentinel(): Promise<PlainStore> {
  const server = await aRedis();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-'));
  const file = join(folder, 'sentinel.conf');
  writeFileSync(
    file,
    `port ${port}\nbind 127.0.0.1\ndir ${folder}\nsentinel monitor main 127.0.0.1 ${server.port} 1\n`,
  );
  const { command, env } = await redisProgram();
  const child = spawn(command, [file, '--sentinel'], { env, stdio: 'ignore' });
  closing.push(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  return ready({ urls: [`redis://127.0.0.1:${port}`], kind: { sentinel: 'main' } });
}

async function asCluster(): Promise<PlainStore> {
  const server = await aRedis('--cluster-enabled', 'yes');
  await server.ask('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  return ready({ urls: [server.url], kind: 'cluster' });
}

const kinds: readonly (readonly [string, () => Promise<PlainStore>])[] = [
  ['memory', async () => memoryStore({ now: Date.now })],
  ...(isThere
    ? ([
        ['Redis', async () => ready({ urls: [(await aRedis()).url], kind: 'single' })],
        ['Redis behind Sentinel', behindSentinel],
        ['a Redis cluster', asCluster],
      ] as const)
    : []),
];

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const minute = 60_000;

describe.each(kinds)('the store in %s', (_name, open) => {
  const opened = open();

  it('has nothing that was not written', async () => {
    expect(await (await opened).read('unknown')).toBeNull();
  });

  it('gives back the very bytes', async () => {
    const store = await opened;
    const all = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
    expect(await store.replace('bytes', null, all, minute)).toBe(true);
    expect(await store.read('bytes')).toEqual(all);
  });

  it('writes only while what was read still stands', async () => {
    const store = await opened;
    expect(await store.replace('cas', null, bytes('one'), minute)).toBe(true);
    expect(await store.replace('cas', null, bytes('other'), minute)).toBe(false);
    expect(await store.replace('cas', bytes('two'), bytes('other'), minute)).toBe(false);
    expect(await store.replace('cas', bytes('one'), bytes('two'), minute)).toBe(true);
    expect(await store.read('cas')).toEqual(bytes('two'));
  });

  it('lets exactly one of many writers through', async () => {
    const store = await opened;
    await store.replace('race', null, bytes('start'), minute);
    const tries = Array.from({ length: 40 }, (_, at) => store.replace('race', bytes('start'), bytes(`w${at}`), minute));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
  });

  it('forgets on demand, with or without comparing', async () => {
    const store = await opened;
    await store.replace('gone', null, bytes('x'), minute);
    expect(await store.replace('gone', bytes('y'), null, minute)).toBe(false);
    expect(await store.replace('gone', bytes('x'), null, minute)).toBe(true);
    expect(await store.read('gone')).toBeNull();
    await store.replace('gone', null, bytes('x'), minute);
    await store.remove('gone');
    expect(await store.read('gone')).toBeNull();
  });

  it('forgets by itself, and each writing begins the time anew', async () => {
    const store = await opened;
    const [lives, wait] = [1_500, 900];
    await store.replace('short', null, bytes('1'), lives);
    await new Promise((resolve) => setTimeout(resolve, wait));
    await store.replace('short', bytes('1'), bytes('2'), lives);
    await new Promise((resolve) => setTimeout(resolve, wait));
    expect(await store.read('short')).toEqual(bytes('2'));
    await new Promise((resolve) => setTimeout(resolve, wait));
    expect(await store.read('short')).toBeNull();
  });

  it('knows who came first, for as long as that was asked for', async () => {
    const store = await opened;
    expect(await store.isFirst('seen', 300)).toBe(true);
    expect(await store.isFirst('seen', 300)).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(await store.isFirst('seen', 300)).toBe(true);
  });
});

describe('the store in memory', () => {
  it('never holds more than its bound, and lets go of what was not touched for longest', async () => {
    const store = memoryStore({ now: () => 0, most: 3 });
    for (const name of ['a', 'b', 'c']) await store.replace(name, null, bytes(name), minute);
    await store.replace('a', bytes('a'), bytes('A'), minute);
    await store.replace('d', null, bytes('d'), minute);
    expect(store.size).toBe(3);
    expect(await store.read('b')).toBeNull();
    expect(await store.read('a')).toEqual(bytes('A'));
  });

  it('lets go of what has expired when something is written', async () => {
    const clock = { now: 0 };
    const store = memoryStore({ now: () => clock.now });
    for (let at = 0; at < 50; at++) await store.replace(`old${at}`, null, bytes('x'), minute);
    clock.now = minute;
    await store.replace('new', null, bytes('x'), minute);
    expect(store.size).toBe(1);
  });
});

if (!isThere)
  describe('the store in Redis', () => {
    it.skip('is not tried: there is no Redis here (the reason is printed above)', () => undefined);
  });
