/**
 * A copy of the content in a temporary folder, for tests that change it. The repository's own files stay as they are.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './content.ts';

const folders = ['dialogs', 'locales', 'referral-data', 'docs/review/approved'];

export class ContentCopy {
  readonly root = mkdtempSync(join(tmpdir(), 'content-copy-'));

  constructor() {
    for (const folder of folders) cpSync(join(projectRoot, folder), join(this.root, folder), { recursive: true });
  }

  text(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.root, file), text);
  }

  /** Every file that a sheet could change, with its text. */
  files(): ReadonlyMap<string, string> {
    const names = ['referral-data', 'docs/review/approved'].flatMap((folder) =>
      readdirSync(join(this.root, folder), { recursive: true, withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
      ),
    );
    return new Map(names.map((name) => [name, readFileSync(name, 'utf8')]));
  }

  /** Puts files back as they were when `files` told. */
  restore(files: ReadonlyMap<string, string>): void {
    for (const [name, text] of files) if (readFileSync(name, 'utf8') !== text) writeFileSync(name, text);
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
