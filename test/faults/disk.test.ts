/**
 * A disk that is full, or a folder that cannot be written: what was there stays as it was, and the old set is served.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
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
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { replaceFiles } from '../../src/content/replace-files.ts';
import { keepBefore } from '../../src/desk/upload/backups.ts';
import { readConfig } from '../../src/server/config.ts';
import { contentFolders } from '../../src/server/content-set.ts';
import type { Standing } from '../../src/server/health.ts';
import { openLiveContent } from '../../src/server/live-content.ts';
import { liveServer } from '../../src/server/live-server.ts';
import { projectRoot } from '../support/content.ts';
import { links } from '../support/numbers.ts';
import { ask, pause } from './a-place.ts';

const temporary = mkdtempSync(join(tmpdir(), 'wegwijzer-disk-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** A small disk of its own in this folder. @throws Error where nobody may make one */
function mount(folder: string, megabytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder], { stdio: 'pipe' });
}

function mayMount(): boolean {
  const folder = mkdtempSync(join(temporary, 'trial-'));
  try {
    mount(folder, 1);
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  }
}

const hasSmallDisks = mayMount();
if (!hasSmallDisks)
  process.stderr.write('SKIPPED a full disk in test/faults/disk.test.ts: only root may make a small one\n');
const withSmallDisk = hasSmallDisks ? it : it.skip;

async function onSmallDisk(megabytes: number, work: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(temporary, 'disk-'));
  mount(folder, megabytes);
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

  withSmallDisk('stay as they were on a disk that is full, and so do their copies', () =>
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
    }),
  );

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
  const log: string[] = [];
  const logger = pino({}, { write: (line: string) => void log.push(line) });
  const now = (): number => Date.UTC(2026, 10, 23, 12);
  const open = (folder: string): ReturnType<typeof openLiveContent> =>
    openLiveContent({ root, copies: folder, logger, now, check: async () => [] });

  beforeAll(() => {
    const isOther = (path: string): boolean => /\/locales\/(?!nl|en)\w/.test(path);
    for (const folder of contentFolders)
      cpSync(join(projectRoot, folder), join(root, folder), { recursive: true, filter: (path) => !isOther(path) });
    mkdirSync(copies);
  });
  beforeEach(() => {
    log.length = 0;
  });

  const made = (folder: string): number =>
    readdirSync(folder).filter((name) => name.startsWith('wegwijzer-content-')).length;

  const told = (): readonly string[] => log.map((line) => (JSON.parse(line) as { readonly msg: string }).msg);

  /** A change is seen, and cannot be copied: people and operator are asked; with room again it is taken. */
  async function fails(folder: string, spoil: () => void, mend: () => void): Promise<void> {
    const { content, library } = await open(folder);
    const config = { ...readConfig({ BOT: 'off' }), requestsPerMinute: 1_000_000 };
    const live = liveServer({ config, logger, bot: null, now, random: randomBytes }, library);
    const http = createServer(live.handle);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    // A server that listens on a port has an address with that port.
    const { port } = http.address() as AddressInfo;
    const standing = async (): Promise<Standing> => JSON.parse((await ask(port, '/healthz')).text).content;
    try {
      expect(await content.look(live)).toBe('same');
      const before = await standing();
      writeFileSync(join(root, changed), `${readFileSync(join(root, changed), 'utf8')}\n`);
      spoil();
      content.watch(live, 0.05);
      for (const end = Date.now() + 20_000; log.length === 0 && Date.now() < end; ) await pause(50);
      expect(told()).toEqual(['content not checked']);
      expect(await standing()).toEqual({ ...before, refused: { problems: 1, first: null } });
      const page = await ask(port, '/');
      expect(page.status).toBe(200);
      for (const link of links) expect(page.text).toContain(link);
      mend();
      // Nothing half made lies there; and it would look again after a minute by itself.
      expect(made(folder)).toBe(1);
      expect(await content.look(live)).toBe('taken');
      expect(told().at(-1)).toBe('content taken');
      expect((await standing()).refused).toBeUndefined();
      expect(made(folder)).toBe(1);
    } finally {
      await content.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    }
    expect(made(folder)).toBe(0);
  }

  it('that cannot be made where a file stands in the way: the start says so', async () => {
    const file = join(temporary, 'a-file');
    writeFileSync(file, '');
    await expect(open(file)).rejects.toThrow();
  });

  it('that cannot be made any more: the set before is served, and the change is taken when they can', async () => {
    const away = join(temporary, 'away');
    const spoil = (): void => {
      renameSync(copies, away);
      writeFileSync(copies, '');
    };
    const mend = (): void => {
      rmSync(copies);
      renameSync(away, copies);
    };
    await fails(copies, spoil, mend);
  });

  withSmallDisk(
    'that a full disk has no room for: nothing half made stays, and the change is taken when there is room',
    () =>
      onSmallDisk(24, async (folder) => {
        await fails(
          folder,
          () => fill(folder),
          () => rmSync(join(folder, 'filling')),
        );
      }),
  );
});
