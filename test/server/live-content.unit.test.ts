/**
 * A real server over a copy of the content that is changed while people use it. Nobody waits for a clock: each look is
 * asked for, and the check is as quick as reading is, but for the last tests, which have it done as it really is.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import type { Library } from '../../src/content/library.ts';
import { readContent } from '../../src/content/load.ts';
import { Reader } from '../../src/content/reader.ts';
import { type CheckContent, checkApart, checkBy } from '../../src/server/check-apart.ts';
import { readConfig } from '../../src/server/config.ts';
import { contentFolders } from '../../src/server/content-set.ts';
import { type LiveContent, type Looked, openLiveContent } from '../../src/server/live-content.ts';
import { type LiveServer, liveServer } from '../../src/server/live-server.ts';
import { everything } from '../support/extent.ts';
import { stateIn } from './a-server.ts';

jest.setTimeout(120_000);

const services = 'referral-data/services.yaml';
const visits = 'dialogs/visits.yaml';

/** Reading alone: what cannot be read is refused. */
const checkForm: CheckContent = async (root) => {
  const reader = new Reader(root);
  readContent(reader);
  return reader.problems;
};

const temporary = mkdtempSync(join(tmpdir(), 'wegwijzer-live-test-'));
const root = join(temporary, 'content');
const copies = (): readonly string[] => readdirSync(temporary).filter((name) => name.startsWith('wegwijzer-content-'));
afterAll(() => rmSync(temporary, { recursive: true }));

interface Running {
  readonly content: LiveContent;
  readonly live: LiveServer;
  readonly url: string;
  readonly log: string[];
  readonly clock: { now: number };
  readonly first: WeakRef<Library>;
}

let running: Running;
let http: Server;

async function run(check: CheckContent): Promise<void> {
  const log: string[] = [];
  const logger = pino({}, { write: (line: string) => void log.push(line) });
  const clock = { now: Date.UTC(2026, 10, 23, 12) };
  const { content, library } = await openLiveContent({ root, check, logger, now: () => clock.now, copies: temporary });
  const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
  const config = { ...readConfig({}), requestsPerMinute: 1_000_000 };
  const live = liveServer({ config, logger, bot: null, now: () => clock.now, random }, library);
  http = createHttpServer(live.handle);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  running = { content, live, url, log, clock, first: new WeakRef(library) };
}

beforeEach(() => {
  // Two languages, so that nobody waits for twelve.
  const isOther = (path: string): boolean => /\/locales\/(?!nl|en)\w/.test(path);
  for (const folder of contentFolders)
    cpSync(join(process.cwd(), folder), join(root, folder), { recursive: true, filter: (path) => !isOther(path) });
});
afterEach(async () => {
  await running.content.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
  rmSync(root, { recursive: true });
});

const look = (): Promise<Looked> => running.content.look(running.live);

/** Looks until nobody writes any more: once to see the change, once more to see that it is over. */
async function lookThrough(): Promise<Looked> {
  expect(await look()).toBe('changing');
  return look();
}

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

function change(file: string, from: string | RegExp, to: string): void {
  const before = textOf(file);
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(join(root, file), after);
}

const get = async (path: string): Promise<string> => (await fetch(`${running.url}${path}`)).text();
const healthz = async (): Promise<unknown> => (await fetch(`${running.url}/healthz`)).json();
const editionIn = (page: string): string => /data-edition="(\w+)"/.exec(page)?.[1] ?? '';

async function post(fields: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(`${running.url}/`, { method: 'POST', body: new URLSearchParams(fields) });
  expect(response.status).toBe(200);
  return response.text();
}

/** Taps, from a page on. */
async function tap(page: string, ...inputs: readonly string[]): Promise<string> {
  let shown = page;
  for (const input of inputs) shown = await post({ state: stateIn(shown), lang: 'nl', input });
  return shown;
}

const toRoutes = ['choose:who=self', 'choose:theme=forced-marriage', 'choose:where=nl'];
const lastTap = 'choose:marriage-now=cannot-refuse';

/** The national number of Veilig Thuis, made into one that nobody has. */
const number = '0800-2000';
const newNumber = '0900-0000';

describe('content that changes while the server runs', () => {
  beforeEach(async () => {
    await run(checkForm);
    // The set of the start.
    expect(await look()).toBe('same');
  });

  it('is shown without a restart: pages, scripts, edition and API, all at once', async () => {
    const before = await get('/');
    const edition = editionIn(before);
    expect(await tap(before, ...toRoutes, lastTap)).toContain('tel:08002000');
    expect(await get('/api/v1/services')).not.toContain(newNumber);
    running.clock.now += 60_000;
    change(services, new RegExp(number, 'g'), newNumber);
    expect(await lookThrough()).toBe('taken');
    const after = await get('/');
    expect(editionIn(after)).not.toBe(edition);
    const routes = await tap(after, ...toRoutes, lastTap);
    expect(routes).toContain('tel:09000000');
    const app = await get('/app.js');
    expect(app).toContain(editionIn(after));
    expect(app).not.toContain(edition);
    expect(await get('/api/v1/services')).toContain(newNumber);
    expect(await get('/texts-nl.js')).toContain(editionIn(after));
    expect(await healthz()).toEqual({
      status: 'ok',
      content: { edition: editionIn(after), since: '2026-11-23T12:01:00.000Z' },
    });
    expect(running.log.filter((line) => line.includes('content taken'))).toHaveLength(1);
  });

  it('is not shown while somebody is still writing', async () => {
    const edition = editionIn(await get('/'));
    change(services, number, newNumber);
    expect(await look()).toBe('changing');
    change(services, newNumber, '0900-0001');
    expect(await look()).toBe('changing');
    expect(editionIn(await get('/'))).toBe(edition);
    expect(await look()).toBe('taken');
    expect(await look()).toBe('same');
  });

  it('does not care for what editors and copying programs leave behind', async () => {
    writeFileSync(join(root, 'referral-data/.services.yaml.swp'), 'half');
    writeFileSync(join(root, 'referral-data/services.yaml~'), 'half');
    expect(await look()).toBe('same');
  });

  it('is refused when it is not right: the set before goes on, and machines are told file and line', async () => {
    const before = await get('/');
    const good = textOf(services);
    const line = good.split('\n').findIndex((text) => text.includes(number)) + 1;
    change(services, number, 'a number that is none');
    expect(await lookThrough()).toBe('refused');
    const health = await healthz();
    expect(health).toMatchObject({
      status: 'ok',
      content: { edition: editionIn(before), refused: { problems: 1, first: { file: services, line } } },
    });
    expect(editionIn(await get('/'))).toBe(editionIn(before));
    expect(await look()).toBe('same');
    const log = running.log.join('');
    expect(log).toContain('content refused');
    expect(log).toContain(`${services}:${line}`);
    for (const told of [log, JSON.stringify(health)]) expect(told).not.toContain('a number that is none');
    // Mended.
    writeFileSync(join(root, services), good);
    expect(await lookThrough()).toBe('taken');
    expect(await healthz()).toEqual({
      status: 'ok',
      content: { edition: editionIn(before), since: '2026-11-23T12:00:00.000Z' },
    });
  });

  it('is refused when files are gone, and served as it was meanwhile', async () => {
    rmSync(join(root, 'understanding'), { recursive: true });
    rmSync(join(root, 'locales/nl'), { recursive: true });
    expect(await lookThrough()).toBe('refused');
    const page = await tap(await get('/'), 'choose:who=self');
    // Read only now, when somebody types for the first time.
    const typed = await post({ state: stateIn(page), lang: 'nl', typed: 'ik moet trouwen met mijn neef' });
    expect(typed).toContain('tel:112');
  });

  it('lets a talk go on that began before', async () => {
    const open = await tap(await get('/'), ...toRoutes);
    change(services, new RegExp(number, 'g'), newNumber);
    expect(await lookThrough()).toBe('taken');
    expect(await tap(open, lastTap)).toContain('tel:09000000');
  });

  it('shows where the talk is to whoever was reading what is no longer there', async () => {
    const id = 'what-happens-when-i-call';
    const reading = await tap(await get('/'), `visit:${id}`);
    expect(reading).not.toContain('choose:who=self');
    change(visits, `id: ${id}`, 'id: another-question');
    for (const lang of ['nl', 'en']) change(`locales/${lang}/visits.json`, `"${id}"`, '"another-question"');
    expect(await lookThrough()).toBe('taken');
    expect(await tap(reading, 'language:en')).toContain('choose:who=self');
  });

  it('asks again for an answer that can no longer be given', async () => {
    const file = 'dialogs/forced-marriage.yaml';
    const open = await tap(await get('/'), ...toRoutes, lastTap);
    change(file, /^( *)cannot-refuse:/m, '$1may-not-refuse:');
    for (const lang of ['nl', 'en']) change(`locales/${lang}/questions.json`, /"cannot-refuse/g, '"may-not-refuse');
    expect(await lookThrough()).toBe('taken');
    expect(await tap(open, 'language:en')).toContain('choose:marriage-now=may-not-refuse');
  });

  it('lets go of the sets before, in memory and on disk', async () => {
    expect(copies()).toHaveLength(1);
    for (const digit of ['1', '2', '3']) {
      change(services, new RegExp(`${number}|0900-000\\d`, 'g'), `0900-000${digit}`);
      expect(await lookThrough()).toBe('taken');
    }
    expect(copies()).toHaveLength(1);
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    expect(running.first.deref()).toBeUndefined();
    await running.content.close();
    expect(copies()).toHaveLength(0);
  });
});

describe('a check that cannot be done', () => {
  it('changes nothing, is told, and is tried again', async () => {
    let broken = false;
    await run(async (...given) => {
      if (broken) throw new Error('no memory left for a secret');
      return checkForm(...given);
    });
    const edition = editionIn(await get('/'));
    change(services, number, newNumber);
    broken = true;
    expect(await look()).toBe('changing');
    await expect(look()).rejects.toThrow();
    expect(editionIn(await get('/'))).toBe(edition);
    expect(copies()).toHaveLength(1);
    broken = false;
    expect(await look()).toBe('taken');
  });
});

describe('a set that is served from the start', () => {
  it('is looked at too, and machines are told when it is not right', async () => {
    const fault = { file: services, line: 7, message: 'something', cure: 'something else' };
    await run(async () => [fault, fault]);
    expect(await look()).toBe('same');
    const { status, content } = Object(await healthz());
    expect({ status, faults: content.faults }).toEqual({
      status: 'ok',
      faults: { problems: 2, first: { file: services, line: 7 } },
    });
    expect(running.log.join('')).toContain('content served although');
  });
});

/** Asks for pages and takes turns until the work is done; how many there were. Each must be answered as ever. */
async function askDuring(work: Promise<unknown>): Promise<number> {
  let isDone = false;
  void work.finally(() => {
    isDone = true;
  });
  const page = await get('/');
  let answered = 0;
  while (!isDone || answered < 300) {
    const turns = await Promise.all([tap(page, ...toRoutes, lastTap), tap(page, 'choose:who=bystander'), get('/')]);
    for (const turn of turns) expect(turn).toContain('tel:112');
    answered += toRoutes.length + 3;
  }
  return answered;
}

const amsterdam = 'referral-data/municipalities/GM0363-amsterdam.yaml';
const site = 'https://www.amsterdam.nl';

describe('a check in a process of its own', () => {
  it('leaves every request answered while it works, and so does taking what it lets pass', async () => {
    const program = join(temporary, 'check.mjs');
    const busy = `const end = Date.now() + 1500; while (Date.now() < end); process.send({ type: 'done', what: [] }, () => process.disconnect());`;
    writeFileSync(program, busy);
    await run(checkBy(program));
    change(amsterdam, site, 'https://amsterdam.example.org');
    expect(await look()).toBe('changing');
    const looking = look();
    expect(await askDuring(looking)).toBeGreaterThanOrEqual(300);
    expect(await looking).toBe('taken');
    expect(await get('/app.js')).toContain('https://amsterdam.example.org');
    expect(running.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('that ends without a word has found nothing out, and nothing is taken', async () => {
    const program = join(temporary, 'dies.mjs');
    writeFileSync(program, 'process.exit(0)');
    await run(checkBy(program));
    change(amsterdam, site, 'https://amsterdam.example.org');
    expect(await look()).toBe('changing');
    await expect(look()).rejects.toThrow('ended before its work was done');
  });

  it('is the check that everybody can run, and names file and line', async () => {
    await run(checkApart);
    change(amsterdam, site, 'no address');
    expect(await lookThrough()).toBe('refused');
    expect(await healthz()).toMatchObject({
      content: { refused: { problems: 1, first: { file: amsterdam, line: 4 } } },
    });
  });

  const atLength = everything ? it : it.skip;
  atLength('lets pass what that lets pass', async () => {
    await run(checkApart);
    change(amsterdam, site, 'https://amsterdam.example.org');
    expect(await lookThrough()).toBe('taken');
  });
});
