/**
 * Has work done by a process of its own: it takes the time and the memory of one core, while people are answered on
 * another.
 */
import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ContentError, type Problem } from '../content/problem.ts';

/** Many times what any of it takes; work that hangs must not be the last. */
const patienceMs = 10 * 60_000;

/** Our own code failed in a process of its own; `error` is the class of the failure. */
export class WentWrong extends Error {
  constructor(error: string) {
    super(`a process of its own failed (${error})`);
    this.name = /^[A-Za-z]{1,40}$/.test(error) ? error : 'WentWrong';
  }
}

/** The process ended without saying what came of it. */
export class NotDone extends Error {
  constructor() {
    super('a process of its own ended before its work was done; is there memory left?');
    this.name = 'NotDone';
  }
}

function reasonOf(said: Exclude<Said, { type: 'done' }> | null): Error {
  if (said === null) return new NotDone();
  return said.type === 'content' ? new ContentError(said.problems) : new WentWrong(said.error);
}

/** A program of ours as it was built, seen from `src/server` and from `dist/server` alike. */
export function builtProgram(name: string): string {
  return fileURLToPath(new URL(`../../dist/server/${name}`, import.meta.url));
}

/** Whoever asks for help goes first. */
function stepBack(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Some systems do not let us; it is only slower then.
  }
}

export interface ApartOptions {
  /** Says that nobody wants to know any more. */
  readonly stop?: AbortSignal;
  /** Nobody is waiting for it: everything else goes first. */
  readonly unhurried?: boolean;
  /** It is ended when it takes longer. */
  readonly mostMs?: number;
  /** It ends when it holds more than this many megabytes, buffers not counted. */
  readonly mostMegabytes?: number;
}

/**
 * Runs a program, which is told none of our settings, sends it this job and gives the one thing that it sends back; both
 * may hold maps and bytes. Rejects when it ends without a word, fails or is stopped; with a
 * `ContentError` when the content cannot be read.
 */
export function runApart(
  program: string,
  job: object,
  { stop, unhurried = false, mostMs = patienceMs, mostMegabytes }: ApartOptions = {},
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(program, [], {
      env: {},
      execArgv: mostMegabytes === undefined ? [] : [`--max-old-space-size=${mostMegabytes}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      timeout: mostMs,
      ...(stop === undefined ? {} : { signal: stop }),
    });
    if (unhurried) stepBack(child.pid);
    let said: Said | null = null;
    child.once('message', (message) => {
      // Sent by `doJob`.
      said = message as Said;
    });
    child.once('error', reject);
    child.once('close', () => {
      if (said?.type === 'done') resolve(said.what);
      else reject(reasonOf(said));
    });
    child.send(job, (error) => error !== null && reject(error));
  });
}

/** What a process says: what came of its work, or why nothing did. */
type Said =
  | { readonly type: 'done'; readonly what: unknown }
  /** The content cannot be read as it is now. */
  | { readonly type: 'content'; readonly problems: readonly Problem[] }
  | { readonly type: 'failed'; readonly error: string };

/** The other side: takes the job of this process, and says what came of it. */
export function doJob<Job>(work: (job: Job) => unknown): void {
  const say = (said: Said): void => void process.send?.(said, () => process.disconnect());
  // Sent by `runApart`, which names what it sends and what the program takes side by side.
  process.once('message', async (job) => {
    try {
      say({ type: 'done', what: await work(job as Job) });
    } catch (error) {
      if (error instanceof ContentError) say({ type: 'content', problems: error.problems });
      // Its message may hold what was in a file.
      else say({ type: 'failed', error: error instanceof Error ? error.name : 'Error' });
    }
  });
}
