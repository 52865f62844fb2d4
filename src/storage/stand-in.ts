/**
 * A store that may be out of reach, with the memory of this process standing in for it. Nobody waits for a store that is
 * gone: after the first failure it is left alone for a while, longer each time, and one call at a time tries again.
 */
import type { MemoryStore } from './memory.ts';
import { inTime } from './patience.ts';
import { Refused, type Store } from './store.ts';

/** A store on the same network answers in a millisecond; whoever asks for help does not wait for more than this. */
const patienceMs = 800;
/** The name of no entry. */
const nothing = '';
/** What was said in the meantime may be much. */
const handOverMs = 3_000;
const firstPauseMs = 250;
const longestPauseMs = 3_000;
/** An entry of no meaning shows whether the store takes any. */
const trial = Buffer.of(0);
const trialMs = 1;
/** Names to be forgotten in the store once it is back: as many as may be remembered. */
const mostForgotten = 50_000;

export interface StandInOptions {
  readonly main: Store;
  readonly memory: MemoryStore;
  /** Milliseconds, on a clock that nobody sets. */
  readonly elapsed: () => number;
  /** Told once when the store is lost, or answers but takes nothing, and once when it is back. */
  readonly tell: (state: StoreState) => void;
}

export type StoreState = 'lost' | 'refuses' | 'back';

/** Tells when the store may be asked, and remembers how that went. */
class Reach {
  private readonly elapsed: () => number;
  private readonly tell: StandInOptions['tell'];
  private state: StoreState = 'back';
  private failures = 0;
  private notBefore = 0;

  constructor({ elapsed, tell }: StandInOptions) {
    this.elapsed = elapsed;
    this.tell = tell;
  }

  get isLost(): boolean {
    return this.state !== 'back';
  }

  /** It takes nothing in, but can be read. */
  get refuses(): boolean {
    return this.state === 'refuses';
  }

  /** While the store is lost, one call after each pause may try; the others are not to wait for it. */
  mayAsk(): boolean {
    if (!this.isLost) return true;
    if (this.elapsed() < this.notBefore) return false;
    this.pause();
    return true;
  }

  worked(): void {
    if (!this.isLost) return;
    this.failures = 0;
    this.become('back');
  }

  failed(error: unknown): void {
    this.become(error instanceof Refused ? 'refuses' : 'lost');
    this.failures++;
    this.pause();
  }

  private become(state: StoreState): void {
    if (state === this.state) return;
    this.state = state;
    this.tell(state);
  }

  private pause(): void {
    this.notBefore = this.elapsed() + Math.min(firstPauseMs * 2 ** Math.min(this.failures, 10), longestPauseMs);
  }
}

/**
 * The store, and the memory in its place while it is lost. When it is back, what was said in the meantime goes there where
 * it has nothing itself or still what it began from (another server may know better), and what was to be forgotten is
 * forgotten there too. A store that is full or takes no writes is still read: talks go on from what stands there. Never
 * rejects.
 */
export function withStandIn(options: StandInOptions): Store {
  return new StandIn(options);
}

class StandIn implements Store {
  private readonly main: Store;
  private readonly memory: MemoryStore;
  private readonly reach: Reach;
  private readonly forgotten = new Set<string>();
  /** What stood in the store of talks that went on in memory. */
  private readonly begunFrom = new Map<string, Buffer>();

  constructor(options: StandInOptions) {
    this.main = options.main;
    this.memory = options.memory;
    this.reach = new Reach(options);
  }

  private async asking<T>(ask: () => Promise<T>, instead: () => Promise<T>): Promise<T> {
    if (!this.reach.mayAsk()) return instead();
    try {
      if (this.reach.isLost) await this.comeBack();
      return await inTime(ask(), patienceMs);
    } catch (error) {
      this.reach.failed(error);
      return instead();
    }
  }

  /** Asks for nothing in particular: what is done twice may be answered otherwise the second time. */
  private async comeBack(): Promise<void> {
    await inTime(this.main.replace(nothing, null, trial, trialMs), patienceMs);
    await inTime(this.handOver(), handOverMs);
    this.reach.worked();
  }

  private async handOver(): Promise<void> {
    // All at once: under load each answer would be waited for apart.
    await Promise.all([...this.forgotten].map((name) => this.main.remove(name)));
    await Promise.all(
      this.memory.entries().map(async ({ name, value, livesMs }) => {
        if (await this.main.replace(name, null, value, livesMs)) return;
        const begunFrom = this.begunFrom.get(name);
        if (begunFrom !== undefined) await this.main.replace(name, begunFrom, value, livesMs);
      }),
    );
    this.forgotten.clear();
    this.begunFrom.clear();
    this.memory.clear();
  }

  /** What stands in a store that only takes nothing in. */
  private async readStill(name: string): Promise<Buffer | null> {
    if (!this.reach.refuses || this.forgotten.has(name)) return null;
    try {
      return await inTime(this.main.read(name), patienceMs);
    } catch (error) {
      this.reach.failed(error);
      return null;
    }
  }

  async read(name: string): Promise<Buffer | null> {
    return this.asking(
      () => this.main.read(name),
      async () => (await this.memory.read(name)) ?? this.readStill(name),
    );
  }

  async replace(name: string, before: Buffer | null, after: Buffer | null, livesMs: number): Promise<boolean> {
    return this.asking(
      () => this.main.replace(name, before, after, livesMs),
      async () => {
        const meantime = await this.memory.read(name);
        // Whoever read it before it was to be forgotten is too late.
        if (meantime === null && before !== null && this.forgotten.has(name)) return false;
        // What was read in the store cannot be compared any more: the last one to write counts.
        const isDone = await this.memory.replace(name, meantime === null ? null : before, after, livesMs);
        const begins = isDone && meantime === null && before !== null && after !== null;
        if (begins && this.begunFrom.size < mostForgotten) this.begunFrom.set(name, before);
        return isDone;
      },
    );
  }

  async remove(name: string): Promise<void> {
    await this.memory.remove(name);
    this.begunFrom.delete(name);
    await this.asking(
      () => this.main.remove(name),
      async () => {
        if (this.forgotten.size < mostForgotten) this.forgotten.add(name);
      },
    );
  }

  async isFirst(name: string, livesMs: number): Promise<boolean> {
    return this.asking(
      () => this.main.isFirst(name, livesMs),
      () => this.memory.isFirst(name, livesMs),
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.main.close(), this.memory.close()]);
  }
}
