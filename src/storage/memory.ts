/**
 * The store of one process: gone when it ends, never larger than its bounds.
 */
import type { Store } from './store.ts';

/** Each entry takes a few hundred bytes. */
const mostEntries = 50_000;
const mostFirsts = 50_000;
/** So often what has expired is thrown away, whether or not anybody asks for it. */
const tidyEveryMs = 60_000;

export interface MemoryOptions {
  /** Milliseconds, best on a clock that nobody sets: one that is put back would make entries live longer. */
  readonly now: () => number;
  /** Of entries; the ones not touched for longest go first. */
  readonly most?: number;
}

export interface Remembered {
  readonly name: string;
  readonly value: Buffer;
  /** How much longer, in whole milliseconds: stores take no others. */
  readonly livesMs: number;
}

export interface MemoryStore extends Store {
  /** How many entries it holds, those that expired unnoticed among them. */
  readonly size: number;
  /** All that has not expired. */
  entries(): readonly Remembered[];
  clear(): void;
}

interface Entry {
  readonly value: Buffer;
  readonly until: number;
}

/** Entries in the order in which they were last written, which is nearly that in which they expire. */
class Expiring<Value extends { readonly until: number }> {
  readonly entries = new Map<string, Value>();
  private readonly now: () => number;
  private readonly most: number;

  constructor(now: () => number, most: number) {
    this.now = now;
    this.most = most;
  }

  get(name: string): Value | null {
    const entry = this.entries.get(name);
    if (entry === undefined) return null;
    if (entry.until > this.now()) return entry;
    this.entries.delete(name);
    return null;
  }

  set(name: string, value: Value): void {
    this.entries.delete(name);
    this.entries.set(name, value);
    this.tidy();
  }

  /** The oldest go while they have expired, or while there are too many: a few steps a write. */
  tidy(): void {
    for (const [name, { until }] of this.entries) {
      if (until > this.now() && this.entries.size <= this.most) return;
      this.entries.delete(name);
    }
  }
}

function isSame(one: Buffer | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}

/** Makes an empty store. */
export function memoryStore({ now, most = mostEntries }: MemoryOptions): MemoryStore {
  const kept = new Expiring<Entry>(now, most);
  const firsts = new Expiring<{ readonly until: number }>(now, mostFirsts);
  const tidying = setInterval(() => {
    kept.tidy();
    firsts.tidy();
  }, tidyEveryMs).unref();
  const clear = (): void => {
    kept.entries.clear();
    firsts.entries.clear();
  };
  return {
    clear,
    get size() {
      return kept.entries.size;
    },
    entries() {
      return [...kept.entries]
        .map(([name, { value, until }]) => ({ name, value, livesMs: Math.ceil(until - now()) }))
        .filter(({ livesMs }) => livesMs > 0);
    },
    async read(name) {
      return kept.get(name)?.value ?? null;
    },
    async replace(name, before, after, livesMs) {
      if (!isSame(kept.get(name)?.value ?? null, before)) return false;
      if (after === null) kept.entries.delete(name);
      else kept.set(name, { value: after, until: now() + livesMs });
      return true;
    },
    async remove(name) {
      kept.entries.delete(name);
      firsts.entries.delete(name);
    },
    async forget(name) {
      kept.entries.delete(name);
    },
    async isFirst(name, livesMs) {
      if (firsts.get(name) !== null) return false;
      firsts.set(name, { until: now() + livesMs });
      return true;
    },
    async close() {
      clearInterval(tidying);
      clear();
    },
  };
}
