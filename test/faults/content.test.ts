/**
 * Content that is broken: at the start nothing is served of it, and the command says which file and what to do; while the
 * server runs the last good set stays. `test/server/live-content.unit.test.ts` has what belongs to a change that is good.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readContent } from '../../src/content/load.ts';
import { Reader } from '../../src/content/reader.ts';
import { readConfig } from '../../src/server/config.ts';
import { contentFolders } from '../../src/server/content-set.ts';
import type { Standing } from '../../src/server/health.ts';
import { type LiveContent, openLiveContent } from '../../src/server/live-content.ts';
import { type LiveServer, liveServer } from '../../src/server/live-server.ts';
import { wegwijzer } from '../support/command.ts';
import { projectRoot } from '../support/content.ts';
import { everything } from '../support/extent.ts';
import { links } from '../support/numbers.ts';
import { ask, pause } from './a-place.ts';

const temporary = mkdtempSync(join(tmpdir(), 'wegwijzer-broken-'));
const root = join(temporary, 'content');
const copies = join(temporary, 'copies');

beforeAll(() => {
  // Two languages, so that nobody waits for ten.
  const isOther = (path: string): boolean => /\/locales\/(?!nl|en)\w/.test(path);
  for (const folder of contentFolders)
    cpSync(join(projectRoot, folder), join(root, folder), { recursive: true, filter: (path) => !isOther(path) });
  mkdirSync(copies);
});
afterAll(() => rmSync(temporary, { recursive: true }));

const at = (file: string): string => join(root, file);
const aside = join(temporary, 'aside');

interface Fault {
  readonly what: string;
  readonly file: string;
  /** Breaks it; what stood there lies aside. */
  readonly spoil: (path: string) => void;
  /** Whether the fault is one of a text in the file, and so has a line. */
  readonly hasLine?: true;
  /** Whether it cannot even be seen whether anything has changed. */
  readonly isUnseen?: true;
  /** Tried in every run; the others in `npm run test:full`. */
  readonly always?: true;
}

const half = (path: string): void => truncateSync(path, Math.floor(readFileSync(path).length / 2));

const faults: readonly Fault[] = [
  {
    what: 'a dialog that is no YAML',
    file: 'dialogs/forced-marriage.yaml',
    spoil: (path) => writeFileSync(path, `${readFileSync(path, 'utf8')}\n  - [not: closed\n`),
    hasLine: true,
    always: true,
  },
  { what: 'a text file that is half written', file: 'locales/nl/ui.json', spoil: half, hasLine: true, always: true },
  { what: 'a text file that is empty', file: 'locales/nl/questions.json', spoil: (path) => writeFileSync(path, '') },
  {
    what: 'a service without the number that stands on every screen',
    always: true,
    file: 'referral-data/services.yaml',
    spoil: (path) => writeFileSync(path, readFileSync(path, 'utf8').replaceAll('0800-2000', 'none')),
    hasLine: true,
  },
  { what: 'a data file that is gone', file: 'referral-data/veilig-thuis.yaml', spoil: (path) => rmSync(path) },
  { what: 'the rules, gone', file: 'referral-data/policy.yaml', spoil: (path) => rmSync(path) },
  { what: 'a whole folder that is gone', file: 'referral-data', spoil: (path) => rmSync(path, { recursive: true }) },
  {
    what: 'a folder where a file should be',
    file: 'referral-data/policy.yaml',
    spoil: (path) => {
      rmSync(path);
      mkdirSync(path);
    },
  },
  {
    what: 'a file that cannot be read at all',
    isUnseen: true,
    always: true,
    file: 'locales/nl/ui.json',
    spoil: (path) => {
      rmSync(path);
      // A link to itself is refused to everybody, to root too.
      symlinkSync(path, path);
    },
  },
  {
    what: 'bytes that are no text',
    file: 'referral-data/services.yaml',
    spoil: (path) => writeFileSync(path, Buffer.alloc(4_096, 0xff)),
  },
];

const tried = faults.filter(({ always }) => everything || always).map((fault) => [fault.what, fault] as const);

/** Breaks it while the work is done, and mends it. */
async function during<T>({ file, spoil }: Fault, work: () => Promise<T>): Promise<T> {
  cpSync(at(file), aside, { recursive: true });
  spoil(at(file));
  try {
    return await work();
  } finally {
    rmSync(at(file), { recursive: true, force: true });
    renameSync(aside, at(file));
  }
}

describe('a server does not start', () => {
  it.each(tried)('with %s, and says where and what to do', async (_w, fault) => {
    const { code, out, err } = await during(fault, () => wegwijzer(['serve'], '', root));
    expect(code).not.toBe(0);
    expect(out).not.toContain('open http');
    expect(err).toContain(fault.file);
    if (fault.hasLine === true) expect(err).toMatch(new RegExp(`${fault.file}:\\d+`));
    // A cure, and no stack of our program.
    expect(err).not.toMatch(/^\s+at .*\.(?:ts|js):\d+/m);
  });
});

describe('a server that runs', () => {
  let content: LiveContent;
  let live: LiveServer;
  let http: Server;
  let port: number;
  const log: string[] = [];

  beforeAll(async () => {
    const logger = pino({}, { write: (line: string) => void log.push(line) });
    const opened = await openLiveContent({
      root,
      copies,
      logger,
      now: () => Date.UTC(2026, 10, 23, 12),
      // Reading alone: what cannot be read is refused. The whole check takes half a minute, and says the same of these.
      check: async (folder) => {
        const reader = new Reader(folder);
        readContent(reader);
        return reader.problems;
      },
    });
    content = opened.content;
    const config = { ...readConfig({ BOT: 'off' }), requestsPerMinute: 1_000_000 };
    const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
    live = liveServer({ config, logger, bot: null, now: () => Date.UTC(2026, 10, 23, 12), random }, opened.library);
    http = createHttpServer(live.handle);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    // A server that listens on a port has an address with that port.
    port = (http.address() as AddressInfo).port;
    expect(await content.look(live)).toBe('same');
  }, 60_000);
  afterAll(async () => {
    await content.close();
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });

  beforeEach(() => {
    log.length = 0;
  });

  /** What /healthz says of the content. */
  const standing = async (): Promise<Standing> => JSON.parse((await ask(port, '/healthz')).text).content;
  const edition = async (): Promise<string> => /data-edition="(\w+)"/.exec((await ask(port, '/')).text)?.[1] ?? '';

  /** Looks until nobody writes any more; null: that failed. */
  async function look(): Promise<string | null> {
    for (let times = 0; times < 5; times++) {
      const looked = await content.look(live).catch(() => null);
      if (looked !== 'changing') return looked;
    }
    return 'changing';
  }

  it.each(tried)('goes on with the set before when there is %s', async (_w, fault) => {
    const before = await edition();
    expect(before).toMatch(/^\w{12}$/);
    await during(fault, async () => {
      const looked = await look();
      expect(await edition()).toBe(before);
      const page = await ask(port, '/', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'state=&lang=nl&input=choose%3Awho%3Dself',
      });
      expect(page.status).toBe(200);
      for (const link of links) expect(page.text).toContain(link);
      expect(looked).toBe(fault.isUnseen === true ? null : 'refused');
      if (looked !== 'refused') return;
      const { first } = (await standing()).refused ?? {};
      expect(first?.file).toContain(fault.file);
      const told = log.map((line) => JSON.parse(line) as { readonly msg: string; readonly first?: readonly string[] });
      const place = fault.hasLine === true ? `${first?.file}:${first?.line}` : first?.file;
      if (fault.hasLine === true) expect(first?.line).toBeGreaterThan(0);
      expect(told.find(({ msg }) => msg === 'content refused')?.first?.[0]).toBe(place);
    });
    expect(['taken', 'same']).toContain(await look());
    expect((await standing()).refused).toBeUndefined();
    expect(await edition()).toBe(before);
  });

  it.each(tried.filter(([, { isUnseen }]) => isUnseen === true))(
    'says in the log and in /healthz that it cannot look when there is %s',
    async (_w, fault) => {
      await during(fault, async () => {
        content.watch(live, 0.05);
        for (const end = Date.now() + 20_000; log.length === 0 && Date.now() < end; ) await pause(50);
        expect(log.map((line) => (JSON.parse(line) as { readonly msg: string }).msg)).toEqual(['content not checked']);
        expect((await standing()).refused).toEqual({ problems: 1, first: null });
      });
      // It would look again after a minute by itself.
      expect(['taken', 'same']).toContain(await look());
      expect((await standing()).refused).toBeUndefined();
    },
    60_000,
  );
});
