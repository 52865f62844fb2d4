/**
 * A store that is lost and comes back: nobody waits for it, nobody is refused, and it is told once.
 */
import { describe, expect, it } from '@jest/globals';
import { memoryStore } from '../../src/storage/memory.ts';
import { withStandIn } from '../../src/storage/stand-in.ts';
import type { Store } from '../../src/storage/store.ts';

interface Failing {
  readonly store: Store;
  readonly main: Store;
  readonly clock: { now: number };
  readonly told: string[];
  /** How often the lost store was asked. */
  readonly asked: () => number;
  state: 'there' | 'gone' | 'silent';
}

function aFailing(): Failing {
  const clock = { now: 0 };
  const told: string[] = [];
  const main = memoryStore({ now: () => clock.now });
  let asked = 0;
  const way = { state: 'there' as Failing['state'] };
  const through = async <T>(work: () => Promise<T>): Promise<T> => {
    asked++;
    if (way.state === 'gone') throw new Error('gone');
    return way.state === 'silent' ? new Promise<T>(() => undefined) : work();
  };
  const failing: Store = {
    read: (name) => through(() => main.read(name)),
    replace: (...given) => through(() => main.replace(...given)),
    remove: (name) => through(() => main.remove(name)),
    isFirst: (...given) => through(() => main.isFirst(...given)),
    close: () => main.close(),
  };
  const store = withStandIn({
    main: failing,
    memory: memoryStore({ now: () => clock.now }),
    elapsed: () => clock.now,
    tell: (state) => told.push(state),
  });
  return Object.assign(way, { store, main, clock, told, asked: () => asked });
}

const minute = 60_000;
const bytes = (text: string): Buffer => Buffer.from(text);

describe('a store with a stand-in', () => {
  it('is the store itself while that is there', async () => {
    const { store, main, told } = aFailing();
    expect(await store.replace('a', null, bytes('1'), minute)).toBe(true);
    expect(await main.read('a')).toEqual(bytes('1'));
    expect(told).toEqual([]);
  });

  it('remembers by itself while the store is lost, and says so once', async () => {
    const it = aFailing();
    it.state = 'gone';
    expect(await it.store.read('a')).toBeNull();
    expect(await it.store.replace('a', null, bytes('1'), minute)).toBe(true);
    expect(await it.store.read('a')).toEqual(bytes('1'));
    expect(await it.store.replace('a', bytes('0'), bytes('2'), minute)).toBe(false);
    expect(await it.store.replace('a', bytes('1'), bytes('2'), minute)).toBe(true);
    expect(await it.store.isFirst('x', minute)).toBe(true);
    expect(await it.store.isFirst('x', minute)).toBe(false);
    expect(it.told).toEqual(['lost']);
  });

  it('does not ask a lost store again and again', async () => {
    const it = aFailing();
    it.state = 'gone';
    for (let times = 0; times < 1_000; times++) await it.store.read(`n${times}`);
    expect(it.asked()).toBe(1);
    for (let times = 0; times < 100; times++) {
      it.clock.now += 1_000;
      await it.store.read('a');
    }
    expect(it.asked()).toBeLessThan(60);
  });

  it('waits less than a second for a store that says nothing', async () => {
    const it = aFailing();
    it.state = 'silent';
    const started = performance.now();
    expect(await it.store.read('a')).toBeNull();
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(it.told).toEqual(['lost']);
  });

  it('gives the store what was said in the meantime, where that lost what it had', async () => {
    const it = aFailing();
    await it.store.replace('a', null, bytes('before'), minute);
    it.state = 'gone';
    expect(await it.store.read('a')).toBeNull();
    await it.store.replace('a', null, bytes('meantime'), minute);
    await it.main.remove('a');
    it.state = 'there';
    it.clock.now += 20_000;
    expect(await it.store.read('a')).toEqual(bytes('meantime'));
    expect(await it.main.read('a')).toEqual(bytes('meantime'));
    expect(await it.store.replace('a', bytes('meantime'), bytes('after'), minute)).toBe(true);
    expect(await it.main.read('a')).toEqual(bytes('after'));
    expect(it.told).toEqual(['lost', 'back']);
  });

  it('leaves what another server has written in the meantime', async () => {
    const it = aFailing();
    it.state = 'gone';
    await it.store.replace('a', null, bytes('here'), minute);
    await it.main.replace('a', null, bytes('elsewhere'), minute);
    it.state = 'there';
    it.clock.now += 20_000;
    expect(await it.store.read('a')).toEqual(bytes('elsewhere'));
    it.state = 'gone';
    expect(await it.store.read('a')).toBeNull();
  });

  it('forgets in the store too, once that is back', async () => {
    const it = aFailing();
    await it.store.replace('a', null, bytes('1'), minute);
    it.state = 'gone';
    await it.store.remove('a');
    expect(await it.store.read('a')).toBeNull();
    // Somebody who read before that is too late.
    expect(await it.store.replace('a', bytes('1'), bytes('2'), minute)).toBe(false);
    // A new talk is remembered like any other, message after message.
    expect(await it.store.replace('a', null, bytes('new'), minute)).toBe(true);
    expect(await it.store.replace('a', bytes('new'), bytes('newer'), minute)).toBe(true);
    await it.store.remove('a');
    it.state = 'there';
    it.clock.now += 20_000;
    expect(await it.store.read('a')).toBeNull();
    expect(await it.main.read('a')).toBeNull();
  });
});
