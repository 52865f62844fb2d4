/**
 * `npm run rehearse`: a number is wrong, and somebody corrects it as docs/operate.md says, with a clock beside it: sheet
 * out, its two cells changed, sheet in; then every door is asked until the new number stands wherever the old one stood, and
 * the old one nowhere. The number of LKHA is taken, in a copy of the content. What replaces it is the number of the
 * Luisterlijn, so that no made-up number, which may be somebody's, stands anywhere; what the Luisterlijn itself shows is
 * counted beforehand.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { contentFolders } from '../src/server/content-set.ts';
import { freePort } from '../test/support/redis.ts';

const allowedMinutes = 15;
const patienceMs = allowedMinutes * 60_000;
/** Its digits without country code and zeros in front: so it is found however it is written. */
const wrong = '703454319';
const right = '880767000';
/** What is typed over what, in the sheet. */
const typed = [
  { before: ',070-345 43 19,', after: ',088 0767 000,' },
  { before: "'+31 70 345 43 19,", after: "'+31 88 0767 000," },
] as const;

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
const root = join(folder, 'content');
for (const name of contentFolders) cpSync(name, join(root, name), { recursive: true });
const env = { PATH: process.env.PATH, CONTENT_ROOT: root };
const main = join(process.cwd(), 'dist/cli/main.js');
const command = (...words: readonly string[]): string =>
  execFileSync(process.execPath, [main, ...words], { encoding: 'utf8', env, cwd: folder, maxBuffer: 64 * 1024 * 1024 });

const port = await freePort();
const at = `http://127.0.0.1:${port}`;
const server: ChildProcess = spawn(process.execPath, [main, 'serve'], {
  cwd: folder,
  env: { ...env, PORT: String(port), REQUESTS_PER_MINUTE: '1000000' },
  stdio: 'ignore',
});
// Whatever happens, nothing that was started here goes on alone, and nothing of it stays.
process.once('exit', () => {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const get = async (path: string): Promise<string> => (await fetch(at + path)).text();
const post = async (path: string, body: URLSearchParams | object): Promise<string> => {
  const isForm = body instanceof URLSearchParams;
  const answer = await fetch(at + path, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin', ...(isForm ? {} : { 'content-type': 'application/json' }) },
    body: isForm ? body : JSON.stringify(body),
  });
  return answer.text();
};

/** A talk by taps on the page without scripts, to the cards of somebody who is abroad. */
async function cards(): Promise<string> {
  let page = await get('/?lang=nl');
  for (const answer of ['who=self', 'theme=abandonment', 'where=abroad', 'abandonment-now=left-behind', 'age=adult']) {
    const state = /name="state" value="([^"]*)"/.exec(page)?.[1] ?? '';
    page = await post('/', new URLSearchParams({ state, lang: 'nl', input: `choose:${answer}` }));
  }
  return page;
}

/** The file with the whole talk, as a browser that opens the page now is told to load it. */
async function inTheBrowser(): Promise<string> {
  const scripts = [...(await get('/?lang=nl')).matchAll(/(?:src|href|data-[a-z-]+)="(\/[^"]*\.js[^"]*)"/g)];
  return (await Promise.all([...new Set(scripts.map(([, path = '']) => path)), '/app.js'].map(get))).join('\n');
}

let message = 0;
const toTheBot = (text: string): Promise<string> =>
  post('/api/messages', {
    type: 'message',
    id: `m${++message}`,
    text,
    channelId: 'directline',
    deliveryMode: 'expectReplies',
    locale: 'nl',
    from: { id: 'u' },
    recipient: { id: 'bot' },
    conversation: { id: `c${message}` },
  });

const hsdsList = z.object({ contents: z.array(z.object({ id: z.string(), name: z.string() })) });

/** The service as others exchange it. */
async function hsds(): Promise<string> {
  const list = hsdsList.parse(JSON.parse(await get('/api/v1/hsds/services?per_page=500')));
  return get(`/api/v1/hsds/services/${list.contents.find(({ name }) => name.includes('LKHA'))?.id ?? ''}`);
}

const situation = { theme: 'abandonment', urgency: 'urgent', age: 'adult', where: 'abroad', who: 'self' };

const doors: readonly (readonly [string, () => Promise<string>])[] = [
  ['cards of the page without scripts', cards],
  ['file of the talk in the browser', inTheBrowser],
  ['desk', () => post('/desk', new URLSearchParams({ ...situation, lang: 'nl' }))],
  ['routes of the API', () => post('/api/v1/routes', { ...situation, cards: true })],
  ['services of the API', () => get('/api/v1/services')],
  ['LKHA alone in the API', () => get('/api/v1/services/lkha')],
  ['HSDS', hsds],
  ['bot', () => toTheBot('route buitenland achterlating volwassen')],
  ['command', async () => command('routes', '--theme', 'abandonment', '--urgency', 'urgent', '--where', 'abroad')],
];

interface Seen {
  readonly wrong: number;
  readonly right: number;
}

/** How often both numbers stand in a text, however they are written. */
function seenIn(text: string): Seen {
  const digits = text.replace(/[\s().-]|&nbsp;|&#160;/g, '');
  return { wrong: digits.split(wrong).length - 1, right: digits.split(right).length - 1 };
}

/** Wherever the wrong one stood, the right one stands; where it stood already, it still does. */
function isCorrected(now: Seen, before: Seen): boolean {
  return now.wrong === 0 && now.right === before.right + before.wrong;
}

async function until(happens: () => Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + patienceMs; performance.now() < end; ) {
    if (await happens()) return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return false;
}

function stop(why: string): never {
  process.stdout.write(`${why}\nDOES NOT HOLD\n`);
  process.exit(1);
}

if (!(await until(() => get('/healthz').then(Boolean, () => false)))) stop('the server did not start');

/** The texts of the exported site, as one. */
function exported(name: string): string {
  command('export-static', name);
  const files = readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' });
  const scripts = files.filter((file) => file.endsWith('.js'));
  return scripts.map((file) => readFileSync(join(folder, name, file), 'utf8')).join('\n');
}

const before = new Map<string, Seen>([['exported site', seenIn(exported('site-before'))]]);
for (const [name, open] of doors) before.set(name, seenIn(await open()));
for (const [name, seen] of before)
  if (seen.wrong === 0) stop(`${name}: does not show the number of LKHA, so nothing is shown by this`);
const corrected = (name: string, text: string): boolean =>
  isCorrected(seenIn(text), before.get(name) ?? { wrong: 0, right: 0 });

const started = performance.now();
const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;

command('data', 'export', 'sheet.csv');
const sheet = readFileSync(join(folder, 'sheet.csv'), 'utf8');
for (const { before: cell } of typed) if (sheet.split(cell).length !== 2) stop(`the sheet has not one cell ${cell}`);
const changed = typed.reduce((text, { before: cell, after }) => text.replace(cell, after), sheet);
writeFileSync(join(folder, 'sheet.csv'), changed);
const told = command('data', 'import', 'sheet.csv').split('\n');
const fields = told.filter((line) => /^ {2}\+ /.test(line));
process.stdout.write(
  `sheet out, ${typed.length} cells changed, sheet in: ${seconds()}; it told: ${told.at(-2) ?? 'nothing'}\n`,
);
if (fields.length !== typed.length || !fields.every((line) => seenIn(line).right === 1))
  stop(`other changes than those that were typed: ${fields.join(';') || 'none'}`);

const open = new Map(doors);
const done = await until(async () => {
  for (const [name, look] of [...open]) {
    // A line that the server has just hung up: the next look asks anew.
    if (!corrected(name, await look().catch(() => ''))) continue;
    open.delete(name);
    process.stdout.write(`${name}: ${seconds()}\n`);
  }
  return open.size === 0;
});
if (!done) stop(`still wrong after ${allowedMinutes} minutes: ${[...open.keys()].join(', ')}`);

if (!corrected('exported site', exported('site'))) stop('the exported site is not right');
process.stdout.write(`exported site: ${seconds()}\n`);
const minutes = (performance.now() - started) / 60_000;
process.stdout.write(`corrected everywhere in ${minutes.toFixed(1)} minutes (allowed: ${allowedMinutes})\n`);
process.exit(minutes <= allowedMinutes ? 0 : 1);
