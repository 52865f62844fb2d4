/**
 * Puts several files in place of others: all of them or none.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `files`: path below `root` → its whole new text. Each is written beside the old one first (`.new`) and then put in its
 * place; when that fails halfway, what was replaced is put back and the error is thrown.
 */
export function replaceFiles(root: string, files: ReadonlyMap<string, string>): void {
  const changes = [...files].map(([name, text]) => ({ path: join(root, name), text }));
  const before = new Map<string, Buffer | null>();
  try {
    for (const { path, text } of changes) writeFileSync(`${path}.new`, text);
    for (const { path } of changes) {
      const old = existsSync(path) ? readFileSync(path) : null;
      renameSync(`${path}.new`, path);
      before.set(path, old);
    }
  } catch (error) {
    // These first: on a full disk they stand in the way of what is put back.
    for (const { path } of changes) rmSync(`${path}.new`, { force: true });
    for (const [path, old] of before) {
      if (old === null) rmSync(path);
      else writeFileSync(path, old);
    }
    throw error;
  }
}
