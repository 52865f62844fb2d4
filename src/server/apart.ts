/**
 * Has work done by a process of its own: it takes the time and the memory of one core, while people are answered on
 * another.
 */
import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Many times what any of it takes; work that hangs must not be the last. */
const patienceMs = 10 * 60_000;

/** The process ended without saying what came of it. */
export class NotDone extends Error {
  constructor() {
    super('a process of its own ended before its work was done; is there memory left?');
    this.name = 'NotDone';
  }
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
}

/**
 * Runs a program, which is told none of our settings, sends it this job and gives the one thing that it sends back; both
 * may hold maps and bytes. Rejects when it ends without a word, or is stopped.
 */
export function runApart(
  program: string,
  job: object,
  { stop, unhurried = false }: ApartOptions = {},
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(program, [], {
      env: {},
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      timeout: patienceMs,
      ...(stop === undefined ? {} : { signal: stop }),
    });
    if (unhurried) stepBack(child.pid);
    let said: { readonly what: unknown } | null = null;
    child.once('message', (what) => {
      said = { what };
    });
    child.once('error', reject);
    child.once('close', () => (said === null ? reject(new NotDone()) : resolve(said.what)));
    child.send(job, (error) => error !== null && reject(error));
  });
}

/** The other side: takes the job of this process, and says what came of it. */
export function doJob<Job>(work: (job: Job) => unknown): void {
  // Sent by `runApart`, which names what it sends and what the program takes side by side.
  process.once('message', async (job) => {
    const what = await work(job as Job);
    process.send?.(what, () => process.disconnect());
  });
}
