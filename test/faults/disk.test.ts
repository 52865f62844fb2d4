/**
 * A disk that is full, or a folder that cannot be written: what was there stays as it was, and the old set is served.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { replaceFiles } from '../../src/content/replace-files.ts';
import { keepBefore } from '../../src/desk/upload/backups.ts';
import { contentFolders } from '../../src/server/content-set.ts';
import { type LiveContent, openLiveContent, type ServedContent } from '../../src/server/live-content.ts';
import { projectRoot } from '../support/content.ts';

const temporary = mkdtempSync(join(tmpdir(), 'wegwijzer-disk-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Does the work on a small disk of its own. Where nobody may make one it is not tried, and that is said. */
async function onSmallDisk(megabytes: number, work: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(temporary, 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder], { stdio: 'pipe' });
  } catch {
    process.stderr.write('NOT TRIED in test/faults/disk.test.ts: a full disk (only root may make a small one)\n');
    return;
  }
  try {
    await work(folder);
  } finally {
    execFileSync('umount', [folder]);
  }
}

function fill(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, 'filling'), Buffer.alloc(bavail * bsize));
}

describe('files that an upload replaces', () => {
  const names = ['one.yaml', 'two.yaml', 'three.yaml'] as const;
  const old = 'a: 1\n'.repeat(2_000);
  const next = new Map(names.map((name) => [name, 'b: 2\n'.repeat(8_000)]));
  const there = (root: string): readonly string[] => names.map((name) => readFileSync(join(root, name), 'utf8'));

  it('stay as they were on a disk that is full, and so do their copies', () =>
    onSmallDisk(2, (root) => {
      for (const name of names) writeFileSync(join(root, name), old);
      const backups = join(root, 'backups');
      // One of the copies fits, and none after it.
      const { bavail, bsize } = statfsSync(root);
      writeFileSync(join(root, 'filling'), Buffer.alloc(bavail * bsize - old.length - 5 * bsize));
      expect(() => keepBefore(backups, root, names, 0)).toThrow(/ENOSPC/);
      expect(existsSync(backups) ? readdirSync(backups) : []).toEqual([]);
      expect(() => replaceFiles(root, next)).toThrow(/ENOSPC/);
      expect(there(root)).toEqual(names.map(() => old));
      expect(readdirSync(root).filter((name) => name.endsWith('.new'))).toEqual([]);
      // With room again all of them are replaced.
      rmSync(join(root, 'filling'));
      replaceFiles(root, next);
      expect(there(root)).toEqual([...next.values()]);
    }));

  it('stay as they were where one of them cannot be written', () => {
    const root = join(temporary, 'odd');
    mkdirSync(root);
    for (const name of names) writeFileSync(join(root, name), old);
    // A folder stands where the new text is to be put first: that stops root too.
    mkdirSync(join(root, 'three.yaml.new'));
    expect(() => replaceFiles(root, next)).toThrow();
    expect(there(root)).toEqual(names.map(() => old));
    expect(readdirSync(root).filter((name) => name.endsWith('.new'))).toEqual(['three.yaml.new']);
  });
});

describe('copies of the content', () => {
  const root = join(temporary, 'content');
  const copies = join(temporary, 'copies');
  const changed = 'referral-data/README.md';
  const noted: object[] = [];
  const served: ServedContent = {
    take: async () => {
      taken++;
    },
    note: (notes) => void noted.push(notes),
  };
  let taken = 0;
  const logger = pino({ enabled: false });
  const open = (folder: string): ReturnType<typeof openLiveContent> =>
    openLiveContent({ root, copies: folder, logger, now: () => 0, check: async () => [] });

  beforeAll(() => {
    const isOther = (path: string): boolean => /\/locales\/(?!nl|en)\w/.test(path);
    for (const folder of contentFolders)
      cpSync(join(projectRoot, folder), join(root, folder), { recursive: true, filter: (path) => !isOther(path) });
    mkdirSync(copies);
  });
  beforeEach(() => {
    noted.length = 0;
    taken = 0;
  });

  const made = (folder: string): number =>
    readdirSync(folder).filter((name) => name.startsWith('wegwijzer-content-')).length;

  /** A change is seen, and cannot be copied; with room again it is taken. */
  async function fails(content: LiveContent, folder: string, spoil: () => void, mend: () => void): Promise<void> {
    expect(await content.look(served)).toBe('same');
    writeFileSync(join(root, changed), `${readFileSync(join(root, changed), 'utf8')}\n`);
    spoil();
    expect(await content.look(served)).toBe('changing');
    await expect(content.look(served)).rejects.toThrow();
    expect(taken).toBe(0);
    mend();
    expect(made(folder)).toBe(1);
    expect(await content.look(served)).toBe('taken');
    expect(taken).toBe(1);
    expect(made(folder)).toBe(1);
    await content.close();
    expect(made(folder)).toBe(0);
  }

  it('that cannot be made where a file stands in the way: the start says so', async () => {
    const file = join(temporary, 'a-file');
    writeFileSync(file, '');
    await expect(open(file)).rejects.toThrow();
  });

  it('that cannot be made any more: the set before is served, and the change is taken when they can', async () => {
    const { content } = await open(copies);
    const away = join(temporary, 'away');
    const spoil = (): void => {
      renameSync(copies, away);
      writeFileSync(copies, '');
    };
    const mend = (): void => {
      rmSync(copies);
      renameSync(away, copies);
    };
    await fails(content, copies, spoil, mend);
  });

  it('that a full disk has no room for: nothing half made stays, and the change is taken when there is room', () =>
    onSmallDisk(24, async (folder) => {
      const { content } = await open(folder);
      await fails(
        content,
        folder,
        () => fill(folder),
        () => rmSync(join(folder, 'filling')),
      );
    }));
});
