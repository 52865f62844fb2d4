/**
 * A store that is lost and comes back: nobody waits for it, nobody is refused, and it is told once.
 */
import { describe, expect, it } from '@jest/globals';
import { memoryStore } from '../../src/storage/memory.ts';
import { withStandIn } from '../../src/storage/stand-in.ts';
import { type PlainStore, Refused, type Store } from '../../src/storage/store.ts';

interface Failing {
  readonly store: Store;
  readonly main: PlainStore;
  readonly clock: { now: number };
  readonly told: string[];
  /** How often the lost store was asked. */
  readonly asked: () => number;
  /** `full`: it is read, and deletes, and takes nothing in. `slow`: each answer takes a moment. */
  state: 'there' | 'gone' | 'silent' | 'full' | 'slow';
}

/** Clocks that nobody sets count in parts of milliseconds. */
const part = 0.4375;
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** `beside`: another server with the same store. */
function aFailing(beside?: Failing): Failing {
  const clock = beside?.clock ?? { now: 0 };
  const told: string[] = [];
  const main = beside?.main ?? memoryStore({ now: () => clock.now + part });
  let asked = 0;
  const way = { state: 'there' as Failing['state'] };
  const through = async <T>(work: () => Promise<T>): Promise<T> => {
    asked++;
    if (way.state === 'gone') throw new Error('gone');
    if (way.state === 'slow') await moment();
    return way.state === 'silent' ? new Promise<T>(() => undefined) : work();
  };
  const replace: PlainStore['replace'] = async (name, before, after, livesMs) => {
    // As Redis does.
    if (!Number.isInteger(livesMs) || (way.state === 'full' && after !== null)) throw new Refused();
    return main.replace(name, before, after, livesMs);
  };
  const failing: PlainStore = {
    read: (name) => through(() => main.read(name)),
    replace: (...given) => through(() => replace(...given)),
    remove: (name) => through(() => main.remove(name)),
    isFirst: (...given) => through(() => main.isFirst(...given)),
    close: () => main.close(),
  };
  const store = withStandIn({
    main: failing,
    memory: memoryStore({ now: () => clock.now + part }),
    elapsed: () => clock.now + part,
    tell: (state) => told.push(state),
  });
  return Object.assign(way, { store, main, clock, told, asked: () => asked });
}

const minute = 60_000;
const bytes = (text: string): Buffer => Buffer.from(text);
/** A byte that stands where a talk was ended is no talk. */
const meaning = (found: Buffer | null): string | null => (found === null || found.length < 2 ? null : found.toString());

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
    await it.store.forget('a');
    expect(await it.store.read('a')).toBeNull();
    // Somebody who read before that is too late.
    expect(await it.store.replace('a', bytes('1'), bytes('2'), minute)).toBe(false);
    // A new talk is remembered like any other, message after message.
    expect(await it.store.replace('a', null, bytes('new'), minute)).toBe(true);
    expect(await it.store.replace('a', bytes('new'), bytes('newer'), minute)).toBe(true);
    await it.store.forget('a');
    it.state = 'there';
    it.clock.now += 20_000;
    expect(meaning(await it.store.read('a'))).toBeNull();
    expect(meaning(await it.main.read('a'))).toBeNull();
  });

  it('leaves one byte for half an hour where a talk was ended, and then nothing', async () => {
    const it = aFailing();
    await it.store.replace('a', null, bytes('talk'), minute);
    await it.store.forget('a');
    it.clock.now += 30 * minute - 1;
    expect(await it.main.read('a')).toHaveLength(1);
    it.clock.now += 1;
    expect(await it.main.read('a')).toBeNull();
  });

  it('lets a talk that was begun anew take the place of the one that was ended', async () => {
    const it = aFailing();
    await it.store.replace('a', null, bytes('first'), minute);
    it.state = 'gone';
    await it.store.forget('a');
    await it.store.replace('a', null, bytes('second'), minute);
    it.state = 'there';
    it.clock.now += 20_000;
    expect(await it.store.read('a')).toEqual(bytes('second'));
    expect(await it.main.read('a')).toEqual(bytes('second'));
  });
});

describe('a talk that was ended at one server while the store', () => {
  const begun = async (state: 'gone' | 'full'): Promise<readonly [Failing, Failing]> => {
    const one = aFailing();
    const other = aFailing(one);
    await one.store.replace('a', null, bytes('talk'), minute);
    one.state = state;
    other.state = state;
    return [one, other];
  };

  it.each(['gone', 'full'] as const)('is %s does not come back from another, whoever is back first', async (state) => {
    for (const first of [0, 1] as const) {
      const servers = await begun(state);
      const [one, other] = servers;
      const read = await other.store.read('a');
      expect(await other.store.replace('a', read, bytes('the talk goes on'), minute)).toBe(true);
      await one.store.forget('a');
      one.clock.now += 20_000;
      for (const server of [servers[first], servers[1 - first]]) {
        if (server === undefined) continue;
        server.state = 'there';
        await server.store.read('anything');
      }
      expect(one.told.at(-1)).toBe('back');
      expect(other.told.at(-1)).toBe('back');
      for (const server of servers) expect(meaning(await server.store.read('a'))).toBeNull();
    }
  });

  it('is full is no longer known to the other at once, where that had it from the store', async () => {
    const [one, other] = await begun('full');
    const read = await other.store.read('a');
    await other.store.replace('a', read, bytes('the talk goes on'), minute);
    await one.store.forget('a');
    expect(await other.store.read('a')).toBeNull();
  });
});

describe('while a store comes back', () => {
  /** It has been lost, `a` was said in the meantime, and it begins to come back, slowly. */
  const comingBack = async (): Promise<{ readonly it: Failing; readonly done: Promise<unknown> }> => {
    const it = aFailing();
    it.state = 'gone';
    await it.store.replace('a', null, bytes('secret'), minute);
    it.state = 'slow';
    it.clock.now += 20_000;
    const done = it.store.read('anything');
    // The trial is over, and what was said is on its way.
    await moment();
    await new Promise((resolve) => setTimeout(resolve, 10));
    return { it, done };
  };

  it('a talk that is ended stays ended', async () => {
    const { it, done } = await comingBack();
    await it.store.forget('a');
    await done;
    expect(it.told).toEqual(['lost', 'back']);
    expect(meaning(await it.store.read('a'))).toBeNull();
    expect(meaning(await it.main.read('a'))).toBeNull();
  });

  it('nothing that is said is lost', async () => {
    const { it, done } = await comingBack();
    expect(await it.store.replace('a', bytes('secret'), bytes('and more'), minute)).toBe(true);
    expect(await it.store.replace('b', null, bytes('new'), minute)).toBe(true);
    await done;
    expect(it.told).toEqual(['lost', 'back']);
    expect(await it.main.read('a')).toEqual(bytes('and more'));
    expect(await it.main.read('b')).toEqual(bytes('new'));
  });

  it('one that was given up empties no memory later', async () => {
    const it = aFailing();
    it.state = 'gone';
    await it.store.replace('a', null, bytes('old'), minute);
    it.state = 'slow';
    it.clock.now += 20_000;
    const first = it.store.read('anything');
    await moment();
    it.state = 'silent';
    await first;
    await it.store.replace('b', null, bytes('new'), minute);
    await it.store.forget('a');
    it.state = 'there';
    it.clock.now += 20_000;
    await it.store.read('anything');
    expect(await it.main.read('b')).toEqual(bytes('new'));
    expect(meaning(await it.store.read('a'))).toBeNull();
  });

  it('what was to be forgotten does not wait for the next visitor', async () => {
    const it = aFailing();
    await it.store.replace('a', null, bytes('talk'), minute);
    it.state = 'gone';
    await it.store.forget('a');
    it.state = 'there';
    it.clock.now += 20_000;
    for (let tries = 0; tries < 100 && it.told.length < 2; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(meaning(await it.main.read('a'))).toBeNull();
    expect(it.told).toEqual(['lost', 'back']);
  });
});
