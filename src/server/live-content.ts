/**
 * Content that is kept alive: a set that was changed is copied, checked apart and taken; one that is not right is refused,
 * and the set before goes on being served.
 *
 * What is served is a copy: files that change while they are read, or are read only when somebody first types, would
 * otherwise mix two sets.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { amsterdamDay } from '../content/amsterdam.ts';
import type { Library } from '../content/library.ts';
import { loadLibrary } from '../content/load.ts';
import type { Problem } from '../content/problem.ts';
import type { CheckContent } from './check-apart.ts';
import { type ContentSet, copySet, lookAtSet } from './content-set.ts';
import { faultsOf, type Notes } from './health.ts';
import { failureOf, type ServerLog } from './log.ts';

/** Where the content is shown. */
export interface ServedContent {
  /** Makes all that is shown of this library, and then shows it at once; when something cannot be made, nothing changes. */
  take(library: Library): Promise<void>;
  /** Says this of what is shown, and no longer what was said before; so does taking a library, which says nothing. */
  note(notes: Notes): void;
}

export interface LiveContentParts {
  /** The folder that holds the content. */
  readonly root: string;
  readonly check: CheckContent;
  readonly logger: ServerLog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The folder for its copies: that for temporary files when left out. */
  readonly copies?: string;
}

/** What came of looking: `changing`, somebody is still writing; `not-checked`, it will be tried again. */
export type Looked = 'same' | 'changing' | 'taken' | 'refused' | 'not-checked';

export interface LiveContent {
  /** Looks once, and takes or refuses what has changed. */
  look(served: ServedContent): Promise<Looked>;
  /** Looks again and again, so many seconds apart. */
  watch(served: ServedContent, everySeconds: number): void;
  /** Stops looking and removes its copies. */
  close(): Promise<void>;
}

/** Whoever writes several files has them done within so many seconds of each other, or nearly so. */
const quietSeconds = 2;
/** A check that could not be done is tried again, but not at once: it takes a while, and memory may be short. */
const retrySeconds = 60;
/** So many problems are named in the log. */
const mostNamed = 5;

/** A set and the folder with a copy of it. */
interface Copy {
  readonly set: ContentSet;
  readonly folder: string;
}

/** The library, with what is read late in it read now: systems that tidy up take files of copies away. */
function readWhole(folder: string): Library {
  const library = loadLibrary(folder);
  library.guessLanguage('');
  for (const { code } of library.languages) library.texts(code).learned();
  return library;
}

/** A copy of the set as it stands; null when somebody wrote in it meanwhile. */
async function copyOf({ root, copies = tmpdir() }: LiveContentParts): Promise<Copy | null> {
  const set = await lookAtSet(root);
  const folder = await mkdtemp(join(copies, 'wegwijzer-content-'));
  try {
    await copySet(root, set, folder);
    if ((await lookAtSet(root)).mark === set.mark) return { set, folder };
  } catch (error) {
    // A file that is gone is a change like any other; what else fails is told.
    if ((await lookAtSet(root)).mark === set.mark) {
      await remove(folder);
      throw error;
    }
  }
  await remove(folder);
  return null;
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Tries until nobody writes. A start cannot wait for ever, and a set that is half written does not load. */
async function firstCopy(parts: LiveContentParts): Promise<Copy> {
  for (let attempt = 1; attempt <= 10; attempt++) {
    const copy = await copyOf(parts);
    if (copy !== null) return copy;
    await pause(quietSeconds * 1000);
  }
  throw new Error('the content changes all the time: wait until it is written, and start again');
}

/**
 * Opens the content below a folder; beside it the library to begin with, which is not kept here: what is replaced must be
 * let go of. @throws ContentError when it cannot be used at all
 */
export async function openLiveContent(
  parts: LiveContentParts,
): Promise<{ readonly content: LiveContent; readonly library: Library }> {
  const copy = await firstCopy(parts);
  try {
    return { content: new Watching(parts, copy), library: readWhole(copy.folder) };
  } catch (error) {
    await remove(copy.folder);
    throw error;
  }
}

class Watching implements LiveContent {
  private readonly parts: LiveContentParts;
  private readonly stopping = new AbortController();
  /** What is served. */
  private serving: Copy;
  /** The set of which is known whether it is right; that of the start is not. */
  private judged: string | null = null;
  /** The set as it was when it was last looked at. */
  private seen: string;
  private notes: Notes = {};
  /** What was to be said before the set could not be looked at. */
  private known: Notes = {};
  private wasUnseen = false;
  private watching: Promise<void> = Promise.resolve();

  constructor(parts: LiveContentParts, copy: Copy) {
    this.parts = parts;
    this.serving = copy;
    this.seen = copy.set.mark;
  }

  async look(served: ServedContent): Promise<Looked> {
    const { mark } = await lookAtSet(this.parts.root);
    if (mark === this.judged) {
      // It could not be looked at for a while, and that was said.
      if (this.wasUnseen) this.note(served, this.known);
      return 'same';
    }
    const isQuiet = mark === this.seen;
    this.seen = mark;
    if (!isQuiet) return 'changing';
    if (mark === this.serving.set.mark) return this.judgeServed(served);
    const copy = await copyOf(this.parts);
    if (copy === null) return 'changing';
    try {
      return await this.judge(copy, served);
    } finally {
      if (this.serving !== copy) await remove(copy.folder);
    }
  }

  watch(served: ServedContent, everySeconds: number): void {
    this.watching = this.lookAgain(served, everySeconds);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.watching;
    await remove(this.serving.folder);
  }

  private async lookAgain(served: ServedContent, everySeconds: number): Promise<void> {
    const { signal } = this.stopping;
    let seconds = everySeconds;
    while (!signal.aborted) {
      await pause(seconds * 1000, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const looked = await this.look(served).catch((error: unknown) => this.failed(served, error));
      if (looked === 'changing') seconds = Math.min(everySeconds, quietSeconds);
      else seconds = looked === 'not-checked' ? Math.max(everySeconds, retrySeconds) : everySeconds;
    }
  }

  private note(served: ServedContent, notes: Notes): void {
    this.known = notes;
    this.wasUnseen = false;
    this.notes = notes;
    served.note(notes);
  }

  /** Something broke that is not the fault of a file. */
  private failed(served: ServedContent, error: unknown): Looked {
    if (this.stopping.signal.aborted) return 'not-checked';
    this.parts.logger.error(failureOf(error), 'content not checked');
    const before = this.known;
    this.note(served, { ...this.notes, refused: { problems: 1, first: null } });
    this.known = before;
    this.wasUnseen = true;
    return 'not-checked';
  }

  private async check(folder: string): Promise<readonly Problem[]> {
    const { check, now } = this.parts;
    return check(folder, amsterdamDay(now()), this.stopping.signal);
  }

  /** A start does not wait for the check: people would find nothing at all meanwhile. */
  private async judgeServed(served: ServedContent): Promise<Looked> {
    const { set, folder } = this.serving;
    const problems = await this.check(folder);
    this.judged = set.mark;
    if (problems.length > 0) this.tell(problems, 'content served although the check finds fault with it');
    this.note(served, problems.length > 0 ? { faults: faultsOf(problems) } : {});
    return 'same';
  }

  private async judge(copy: Copy, served: ServedContent): Promise<Looked> {
    const problems = await this.check(copy.folder);
    if (problems.length > 0) {
      this.judged = copy.set.mark;
      this.tell(problems, 'content refused');
      this.note(served, { ...this.notes, refused: faultsOf(problems) });
      return 'refused';
    }
    await served.take(readWhole(copy.folder));
    const before = this.serving;
    this.serving = copy;
    this.judged = copy.set.mark;
    this.notes = {};
    // Requests under way take milliseconds; what they had not read by now they do not read any more.
    await remove(before.folder);
    this.parts.logger.info({ files: copy.set.files.length }, 'content taken');
    return 'taken';
  }

  private tell(problems: readonly Problem[], message: string): void {
    const named = problems.slice(0, mostNamed).map(({ file, line }) => (line === null ? file : `${file}:${line}`));
    this.parts.logger.error({ problems: problems.length, first: named }, message);
  }
}
