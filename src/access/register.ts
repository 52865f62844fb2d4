/**
 * The register: one small JSON file outside the project that says which links were issued. It is read anew each time, so
 * that what an operator revokes is revoked at once, and in every process.
 */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { z } from 'zod';
import { Locked, withLock } from '../storage/file-lock.ts';
import { isSystemError } from '../storage/system-error.ts';
import { type Change, type Entries, entrySchema } from './links.ts';

const registerSchema = z.strictObject({ entries: z.array(entrySchema) });

/** The register cannot be used. The message says why and what to do, and nothing of what is in it. */
export class RegisterError extends Error {
  constructor(cure: string) {
    super(`ACCESS_REGISTER: ${cure}`);
    this.name = 'RegisterError';
  }
}

export interface Register {
  /** What is in it now; empty while there is no file. @throws RegisterError */
  read(): Promise<Entries>;
  /** Changes it, one writer after the other, whole or not at all. @throws RegisterError */
  change<T>(work: (entries: Entries) => Change<T>): Promise<T>;
}

/** Only its owner may look into it. Windows has no such rights to look at. */
async function mustBePrivate(file: string): Promise<void> {
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new RegisterError('others may open this file: take their rights away with chmod 600');
}

async function readEntries(file: string): Promise<Entries> {
  let text: string;
  try {
    await mustBePrivate(file);
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return [];
    throw error instanceof RegisterError
      ? error
      : new RegisterError('this file cannot be read: look at its name and at who may read it');
  }
  try {
    return registerSchema.parse(JSON.parse(text)).entries;
  } catch {
    throw new RegisterError('this file is no register: put an earlier one back, or remove it and issue the links anew');
  }
}

/** Written beside the old one and put into its place: whoever reads sees the one or the other. */
async function writeEntries(file: string, entries: Entries, isOurs: () => Promise<boolean>): Promise<void> {
  const beside = `${file}.${randomBytes(8).toString('hex')}`;
  try {
    const written = await open(beside, 'wx', 0o600);
    try {
      await written.writeFile(`${JSON.stringify({ entries }, null, 2)}\n`);
      await written.sync();
    } finally {
      await written.close();
    }
    if (!(await isOurs())) throw new Locked();
    await rename(beside, file);
  } finally {
    await rm(beside, { force: true });
  }
}

/** The register in a file. The folder must be there; the file is made with the first entry, for its owner only. */
export function registerIn(file: string): Register {
  return {
    read: () => readEntries(file),
    async change(work) {
      try {
        return await withLock(file, async (isOurs) => {
          const { entries, result } = work(await readEntries(file));
          if (entries !== null) await writeEntries(file, entries, isOurs);
          return result;
        });
      } catch (error) {
        if (error instanceof RegisterError) throw error;
        throw new RegisterError(
          error instanceof Locked
            ? 'somebody else is writing to it all the time: try again'
            : 'nothing can be written there: make the folder, and look at who may write to it',
        );
      }
    },
  };
}
