/**
 * The files of a set of content: which there are, whether any of them has changed, and a copy of them.
 */
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSystemError } from '../storage/system-error.ts';

/** What the check and the library read, from the folder that holds the content. */
export const contentFolders = ['dialogs', 'locales', 'referral-data', 'understanding', 'docs/review/approved'] as const;

/** A set as it lies there. */
export interface ContentSet {
  /** Paths below the root, sorted. */
  readonly files: readonly string[];
  /** The same as long as no file is written, added or taken away. */
  readonly mark: string;
}

/** Deeper than any content lies: a link that leads back to itself ends here. */
const deepest = 8;

/** Editors and programs that copy leave such files for a moment, and systems for ever. */
function isPassing(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~') || /\.(?:new|tmp|swp|bak)$/.test(name);
}

function isGone(error: unknown): boolean {
  return isSystemError(error, 'ENOENT') || isSystemError(error, 'ENOTDIR');
}

/** Each file below a folder with what tells that it was written: also by programs that keep the time of the file. */
async function marksBelow(root: string, folder: string, depth = 0): Promise<readonly (readonly [string, string])[]> {
  if (depth > deepest) return [];
  const names = await readdir(join(root, folder)).catch((error: unknown) => {
    if (isGone(error)) return [];
    throw error;
  });
  const marks = await Promise.all(
    names
      .filter((name) => !isPassing(name))
      .map(async (name): Promise<readonly (readonly [string, string])[]> => {
        const path = `${folder}/${name}`;
        try {
          const found = await stat(join(root, path));
          if (found.isDirectory()) return await marksBelow(root, path, depth + 1);
          return [[path, [found.mtimeMs, found.ctimeMs, found.size, found.ino].join(' ')]];
        } catch (error) {
          if (isGone(error)) return [];
          throw error;
        }
      }),
  );
  return marks.flat();
}

/** Looks at the set below `root`. A folder that is not there counts as empty: the check says so better. */
export async function lookAtSet(root: string): Promise<ContentSet> {
  const marks = (await Promise.all(contentFolders.map((folder) => marksBelow(root, folder)))).flat().sort();
  return { files: marks.map(([path]) => path), mark: marks.map((pair) => pair.join(' ')).join('\n') };
}

/** Copies the files of a set from `root` to another folder. Rejects when one of them is gone. */
export async function copySet(root: string, { files }: ContentSet, to: string): Promise<void> {
  for (const folder of new Set(files.map((file) => dirname(file)))) await mkdir(join(to, folder), { recursive: true });
  // Where the disk can, a copy costs nothing until one of the two is written.
  for (const file of files) await copyFile(join(root, file), join(to, file), constants.COPYFILE_FICLONE);
}
