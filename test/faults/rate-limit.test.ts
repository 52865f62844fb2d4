/**
 * The limit on requests: it knows nobody, forgets by itself, and goes by a clock that nobody sets. That no address stays in
 * memory, output or files is looked for by test/privacy/canary.privacy.test.ts.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import express, { type Express, type Request, type Response } from 'express';
import request from 'supertest';
import { limitMessages, requestLimit } from '../../src/server/rate-limit.ts';
import { keyOpensMs, ownKeys } from '../../src/server/seal-keys.ts';

const minute = 60_000;
/** From blocks that stand in examples only. */
const address = '192.0.2.77';
const other = '198.51.100.77';

interface Limited {
  readonly app: Express;
  readonly clock: { now: number };
}

/** Two requests a minute from one address. */
function limited(): Limited {
  const clock = { now: 0 };
  const limit = requestLimit({ perMinute: 2, elapsed: () => clock.now, random: randomBytes });
  const app = express();
  app.set('trust proxy', 1);
  app.use(limit((_request, response) => void response.send('no')));
  app.get('/', (_request, response) => void response.send('yes'));
  return { app, clock };
}

async function statusFor({ app }: Limited, from: string): Promise<number> {
  return (await request(app).get('/').set('X-Forwarded-For', from)).status;
}

describe('the limit on requests', () => {
  let kept: ReturnType<typeof spied>;
  /** Everything that is put into a map while it looks. */
  const spied = () => jest.spyOn(Map.prototype, 'set');
  beforeEach(() => {
    kept = spied();
  });
  afterEach(() => kept.mockRestore());

  /** Under which names counts were put, since it was last asked. */
  function counted(): readonly string[] {
    const names = kept.mock.calls.filter(([, value]) => typeof value === 'number').map(([name]) => String(name));
    kept.mockClear();
    return names;
  }

  it('counts under a fingerprint that cannot be made again from an address', async () => {
    await statusFor(limited(), address);
    const names = counted();
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    for (const guess of [createHash('sha256'), createHmac('sha256', ''), createHmac('sha256', address)])
      expect(guess.update(address).digest('base64')).not.toBe(names[0]);
  });

  it('gives an address the same fingerprint for ten minutes, then another, and another at each start', async () => {
    const one = limited();
    const fingerprintAt = async (at: Limited): Promise<string | undefined> => {
      await statusFor(at, address);
      return counted()[0];
    };
    const first = await fingerprintAt(one);
    one.clock.now = 10 * minute - 1;
    expect(await fingerprintAt(one)).toBe(first);
    one.clock.now = 10 * minute;
    const second = await fingerprintAt(one);
    expect(new Set([first, second, await fingerprintAt(limited())]).size).toBe(3);
  });

  it('begins each minute with nothing, so that nobody is shut out for longer', async () => {
    const it = limited();
    const statuses: number[] = [];
    for (let times = 0; times < 3; times++) statuses.push(await statusFor(it, address));
    expect(statuses).toEqual([200, 200, 429]);
    expect(await statusFor(it, other)).toBe(200);
    it.clock.now += minute;
    expect(await statusFor(it, address)).toBe(200);
  });
});

describe('keys that only live for a while', () => {
  afterEach(() => void jest.useRealTimers());

  it('are gone from memory then, also where nobody comes any more', async () => {
    const thrown: WeakRef<Uint8Array>[] = [];
    const random = (bytes: number): Uint8Array => {
      const key = new Uint8Array(randomBytes(bytes));
      thrown.push(new WeakRef(key));
      return key;
    };
    const held = (): number => thrown.filter((key) => key.deref() !== undefined).length;
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    /** A weak reference holds until the turn is over in which it was made or read. */
    const settle = async (): Promise<void> => {
      jest.useRealTimers();
      await new Promise((resolve) => setTimeout(resolve, 10));
      collect();
    };
    jest.useFakeTimers();
    // A clock that stands still: nothing here depends on being asked.
    const elapsed = (): number => 0;
    const limit = limitMessages({ elapsed, random }, 5, () => undefined);
    // Of a request and a response this limit wants nothing.
    limit('a talk')({} as Request, {} as Response, () => undefined);
    const keys = ownKeys({ elapsed, random });
    keys.sealing();
    jest.advanceTimersByTime(10 * minute);
    const sealing = jest.getTimerCount();
    jest.advanceTimersByTime(keyOpensMs - 10 * minute);
    expect([sealing, jest.getTimerCount()]).toEqual([1, 0]);
    expect(keys.opening()).toEqual([]);
    await settle();
    // The id of a seal's key is bytes too.
    expect(thrown).toHaveLength(3);
    expect(held()).toBe(0);
    // What was held cannot have gone because nobody could have used it.
    expect(typeof limit).toBe('function');
  });
});
