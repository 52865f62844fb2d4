/**
 * A store that may be out of reach, with the memory of this process standing in for it. Nobody waits for a store that is
 * gone: after the first failure it is left alone for a while, longer each time, and one call at a time tries again.
 */
import type { MemoryStore } from './memory.ts';
import type { Store } from './store.ts';

/** A store on the same network answers in a millisecond; whoever asks for help does not wait for more than this. */
const patienceMs = 400;
const firstPauseMs = 250;
const longestPauseMs = 3_000;

export interface StandInOptions {
  readonly main: Store;
  readonly memory: MemoryStore;
  /** Milliseconds, on a clock that nobody sets. */
  readonly elapsed: () => number;
  /** Told once when the store is lost and once when it is back. */
  readonly tell: (state: 'lost' | 'back') => void;
}

class OutOfReach extends Error {
  constructor() {
    super('the store does not answer');
    this.name = 'OutOfReach';
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new OutOfReach()), patienceMs);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** Tells when the store may be asked, and remembers how that went. */
class Reach {
  private readonly elapsed: () => number;
  private readonly tell: StandInOptions['tell'];
  private failures = 0;
  private notBefore = 0;

  constructor({ elapsed, tell }: StandInOptions) {
    this.elapsed = elapsed;
    this.tell = tell;
  }

  /** While the store is lost, one call after each pause may try; the others are not to wait for it. */
  mayAsk(): boolean {
    if (this.failures === 0) return true;
    if (this.elapsed() < this.notBefore) return false;
    this.pause();
    return true;
  }

  worked(): void {
    if (this.failures === 0) return;
    this.failures = 0;
    this.tell('back');
  }

  failed(): void {
    if (this.failures === 0) this.tell('lost');
    this.failures++;
    this.pause();
  }

  private pause(): void {
    this.notBefore = this.elapsed() + Math.min(firstPauseMs * 2 ** Math.min(this.failures, 10), longestPauseMs);
  }
}

/**
 * The store, and the memory in its place while it is lost. What was written in the meantime is found first, and moves to
 * the store with the next writing. Never rejects.
 */
export function withStandIn(options: StandInOptions): Store {
  const { main, memory } = options;
  const reach = new Reach(options);

  async function asking<T>(ask: () => Promise<T>, instead: () => Promise<T>): Promise<T> {
    if (!reach.mayAsk()) return instead();
    try {
      const answer = await inTime(ask());
      reach.worked();
      return answer;
    } catch {
      reach.failed();
      return instead();
    }
  }

  return {
    async read(name) {
      const meantime = memory.size === 0 ? null : await memory.read(name);
      return (
        meantime ??
        asking(
          () => main.read(name),
          async () => null,
        )
      );
    },
    async replace(name, before, after, livesMs) {
      const inMemory = (): Promise<boolean> => memory.replace(name, before, after, livesMs);
      const meantime = memory.size === 0 ? null : await memory.read(name);
      if (meantime === null)
        return asking(
          () => main.replace(name, before, after, livesMs),
          // What was read in the store cannot be compared any more: the last one to write counts.
          () => memory.replace(name, null, after, livesMs),
        );
      if (!(await inMemory())) return false;
      if (after === null) return true;
      // The store is back, or is not: what it kept from before is older than what this process kept since.
      return asking(
        async () => {
          await main.remove(name);
          const moved = await main.replace(name, null, after, livesMs);
          await memory.remove(name);
          return moved;
        },
        async () => true,
      );
    },
    async remove(name) {
      await memory.remove(name);
      await asking(
        () => main.remove(name),
        async () => undefined,
      );
    },
    async isFirst(name, livesMs) {
      return asking(
        () => main.isFirst(name, livesMs),
        () => memory.isFirst(name, livesMs),
      );
    },
    async close() {
      await Promise.all([main.close(), memory.close()]);
    },
  };
}
