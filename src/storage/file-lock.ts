/**
 * One writer at a time, also among several processes on one machine: whoever makes the lock file has the lock.
 */
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { isSystemError } from './system-error.ts';

/** Somebody else held the lock all the time. */
export class Locked extends Error {
  constructor() {
    super('somebody else is writing to this file; try again in a moment');
    this.name = 'Locked';
  }
}

/** The work under a lock takes milliseconds: one that is this old was left behind by a process that was killed. */
const abandonedAfterMs = 10_000;
const patienceMs = 15_000;
const pauseMs = 20;

/** Whether the lock was ours to take. */
async function take(lock: string, mark: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx', 0o600);
    await file.writeFile(mark).finally(() => file.close());
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error;
  }
}

async function markIn(lock: string): Promise<string | null> {
  return readFile(lock, 'utf8').catch(() => null);
}

/** Puts an abandoned lock aside. Two may try at once: whoever then holds a lock that is not abandoned puts it back. */
async function clearAbandoned(lock: string, mark: string): Promise<void> {
  const seen = await markIn(lock);
  const made = await stat(lock).catch(() => null);
  if (made === null || Date.now() - made.mtimeMs < abandonedAfterMs) return;
  const aside = `${lock}.${mark}`;
  try {
    await rename(lock, aside);
  } catch {
    return;
  }
  if ((await markIn(aside)) !== seen) await link(aside, lock).catch(() => undefined);
  await rm(aside, { force: true });
}

/**
 * Does the work while nobody else does any on this file. The work asks `isOurs` last thing before what it did counts.
 * @throws Locked when it is not our turn for fifteen seconds
 */
export async function withLock<T>(file: string, work: (isOurs: () => Promise<boolean>) => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  const mark = randomBytes(8).toString('hex');
  const isOurs = async (): Promise<boolean> => (await markIn(lock)) === mark;
  const until = Date.now() + patienceMs;
  while (!(await take(lock, mark))) {
    if (Date.now() > until) throw new Locked();
    await clearAbandoned(lock, mark);
    await new Promise((resolve) => setTimeout(resolve, pauseMs * (1 + Math.random())));
  }
  try {
    return await work(isOurs);
  } finally {
    if (await isOurs()) await rm(lock, { force: true });
  }
}
