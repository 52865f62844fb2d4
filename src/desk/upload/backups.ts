/**
 * Copies of the files that an upload replaces, for the operator: a folder for each upload, to be copied back over the
 * content to undo it. Who uploaded is not in them.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** So many uploads can be undone. */
export const mostBackups = 50;

/** `2026-11-23T12-00-00-000Z`: sorts by time, and is a name on every disk. */
function nameOf(moment: number): string {
  return new Date(moment).toISOString().replace(/[:.]/g, '-');
}

/** Copies these files, as they are below `root`, to a new folder below `backups`; the oldest ones beyond the limit go. */
export function keepBefore(backups: string, root: string, files: Iterable<string>, now: number): void {
  for (const file of files) {
    // What was not there before has nothing to go back to.
    if (!existsSync(join(root, file))) continue;
    const copy = join(backups, nameOf(now), file);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(root, file), copy);
  }
  if (!existsSync(backups)) return;
  // Only what this made: whatever else lies in the folder is somebody's.
  const made = readdirSync(backups).filter((name) => /^\d{4}-\d\d-\d\dT[\d-]+Z$/.test(name));
  for (const name of made.sort().slice(0, -mostBackups)) rmSync(join(backups, name), { recursive: true });
}
