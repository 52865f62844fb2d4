/**
 * Copies of the files that an upload replaces, for the operator: a folder for each upload, to be copied back over the
 * content to undo it. Who uploaded is not in them.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** So many uploads can be undone; of each day the first one stays besides, so that many small ones push no good copy out. */
export const mostBackups = 50;

/** `2026-11-23`. */
const dayLength = 10;

/** `2026-11-23T12-00-00-000Z`: sorts by time, and is a name on every disk. */
function nameOf(moment: number): string {
  return new Date(moment).toISOString().replace(/[:.]/g, '-');
}

/** Copies these files, as they are below `root`, to a new folder below `backups`; the oldest ones beyond the limit go. */
export function keepBefore(backups: string, root: string, files: Iterable<string>, now: number): void {
  const folder = join(backups, nameOf(now));
  try {
    for (const file of files) {
      // What was not there before has nothing to go back to.
      if (!existsSync(join(root, file))) continue;
      const copy = join(folder, file);
      mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
      copyFileSync(join(root, file), copy);
    }
  } catch (error) {
    // Half a copy must never be copied back.
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  if (!existsSync(backups)) return;
  // Only what this made: whatever else lies in the folder is somebody's.
  const made = readdirSync(backups).filter((name) => /^\d{4}-\d\d-\d\dT[\d-]+Z$/.test(name));
  const sorted = made.sort();
  const firsts = new Set(
    sorted.filter((name, index) => sorted[index - 1]?.slice(0, dayLength) !== name.slice(0, dayLength)),
  );
  const kept = new Set([...sorted.slice(-mostBackups), ...[...firsts].slice(-mostBackups)]);
  for (const name of sorted) if (!kept.has(name)) rmSync(join(backups, name), { recursive: true });
}
