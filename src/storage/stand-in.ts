/**
 * A store that may be out of reach, with the memory of this process standing in for it. Nobody waits for a store that is
 * gone: after the first failure it is left alone for a while, longer each time, and one call at a time tries again.
 */
import { keptMs } from './conversations.ts';
import type { MemoryStore, Remembered } from './memory.ts';
import { inTime } from './patience.ts';
import { type PlainStore, Refused, type Store } from './store.ts';

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
/** Stands where a talk was ended, so that no server that had lost the store puts it back. */
const ended = Buffer.of(0);
/** Somebody may write while it is being ended. */
const mostTries = 3;
/** Names that wait until the store is back: as many as may be remembered. */
const mostWaiting = 50_000;

export interface StandInOptions {
  readonly main: PlainStore;
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

const nothingToAsk = async (): Promise<void> => undefined;

function isSame(one: Buffer | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}

class StandIn implements Store {
  private readonly main: PlainStore;
  private readonly memory: MemoryStore;
  private readonly reach: Reach;
  /** What is to be done in the store once it is back. */
  private readonly waiting = new Map<string, 'end' | 'remove'>();
  /** What stood in the store of talks that went on in memory. */
  private readonly begunFrom = new Map<string, Buffer>();
  /** Each coming back that was given up goes on somewhere: only the last one counts. */
  private comings = 0;
  private again: NodeJS.Timeout | null = null;

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
    const coming = ++this.comings;
    await inTime(
      this.handOver(() => coming === this.comings),
      handOverMs,
    );
  }

  /** Until there is nothing left, because people go on talking and stopping in the meantime. */
  private async handOver(isLast: () => boolean): Promise<void> {
    while (isLast()) {
      // All at once: under load each answer would be waited for apart.
      await Promise.all([...this.waiting].map(([name, what]) => this.catchUp(name, what, isLast)));
      const entries = this.memory.entries();
      if (entries.length === 0 && this.waiting.size === 0) {
        this.begunFrom.clear();
        this.reach.worked();
        return;
      }
      await Promise.all(entries.map((entry) => this.handOverOne(entry, isLast)));
    }
    throw new Error('another coming back has begun');
  }

  private async catchUp(name: string, what: 'end' | 'remove', isLast: () => boolean): Promise<void> {
    const isEnded = what === 'end' && (await this.end(name));
    if (what === 'remove') await this.main.remove(name);
    if (!isLast()) return;
    this.waiting.delete(name);
    // She may have begun anew since.
    if (isEnded && (await this.memory.read(name)) !== null) this.begunFrom.set(name, ended);
  }

  private async handOverOne({ name, value, livesMs }: Remembered, isLast: () => boolean): Promise<void> {
    const from = this.begunFrom.get(name) ?? null;
    const isTaken =
      (await this.main.replace(name, from, value, livesMs)) ||
      // Where a talk was ended something stands: nothing at all means that the store has lost it.
      (from !== null && (await this.main.replace(name, null, value, livesMs)));
    if (isTaken) this.begunFrom.set(name, value);
    // What was said since then stays for the next round.
    if (isLast()) await this.memory.replace(name, value, null, 0);
  }

  /** Ends a talk in the store; false: nothing was left there that could tell so. */
  private async end(name: string): Promise<boolean> {
    for (let tries = 0; tries < mostTries; tries++)
      if (await this.main.replace(name, await this.main.read(name), ended, keptMs)) return true;
    await this.main.remove(name);
    return false;
  }

  private wait(name: string, what: 'end' | 'remove'): void {
    if (this.waiting.size < mostWaiting) this.waiting.set(name, what);
    this.tryAgainSoon();
  }

  /** Also when nobody comes: what was to be forgotten must not wait for the next visitor. */
  private tryAgainSoon(): void {
    this.again ??= setTimeout(async () => {
      this.again = null;
      await this.asking(nothingToAsk, nothingToAsk);
      if (this.waiting.size > 0) this.tryAgainSoon();
    }, longestPauseMs).unref();
  }

  /** What stands in a store that only takes nothing in; undefined: it cannot be read. */
  private async readStill(name: string): Promise<Buffer | null | undefined> {
    try {
      return await inTime(this.main.read(name), patienceMs);
    } catch (error) {
      this.reach.failed(error);
      return undefined;
    }
  }

  private async readInstead(name: string): Promise<Buffer | null> {
    const meantime = await this.memory.read(name);
    if (!this.reach.refuses || this.waiting.has(name)) return meantime;
    const there = await this.readStill(name);
    const from = this.begunFrom.get(name);
    if (there === undefined || from === undefined || isSame(there, from)) return meantime ?? there ?? null;
    // Another server has ended it, or has gone on with it where this one could not.
    await this.memory.remove(name);
    this.begunFrom.delete(name);
    return there;
  }

  async read(name: string): Promise<Buffer | null> {
    return this.asking(
      () => this.main.read(name),
      () => this.readInstead(name),
    );
  }

  async replace(name: string, before: Buffer | null, after: Buffer | null, livesMs: number): Promise<boolean> {
    return this.asking(
      () => this.main.replace(name, before, after, livesMs),
      async () => {
        const meantime = await this.memory.read(name);
        // Whoever read it before it was to be forgotten is too late.
        if (meantime === null && before !== null && this.waiting.has(name)) return false;
        // What was read in the store cannot be compared any more: the last one to write counts.
        const isDone = await this.memory.replace(name, meantime === null ? null : before, after, livesMs);
        const begins = isDone && meantime === null && before !== null && after !== null;
        if (begins && this.begunFrom.size < mostWaiting) this.begunFrom.set(name, before);
        return isDone;
      },
    );
  }

  async forget(name: string): Promise<void> {
    await this.memory.remove(name);
    this.begunFrom.delete(name);
    await this.asking(
      async () => void (await this.end(name)),
      async () => {
        this.wait(name, 'end');
        if (!this.reach.refuses) return;
        // A full store still deletes. Should it not, it is done when it is back.
        await inTime(this.main.remove(name), patienceMs).catch(() => undefined);
      },
    );
  }

  async remove(name: string): Promise<void> {
    await this.memory.remove(name);
    await this.asking(
      () => this.main.remove(name),
      async () => this.wait(name, 'remove'),
    );
  }

  async isFirst(name: string, livesMs: number): Promise<boolean> {
    return this.asking(
      () => this.main.isFirst(name, livesMs),
      () => this.memory.isFirst(name, livesMs),
    );
  }

  async close(): Promise<void> {
    if (this.again !== null) clearTimeout(this.again);
    await Promise.all([this.main.close(), this.memory.close()]);
  }
}
