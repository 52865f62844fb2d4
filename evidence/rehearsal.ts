/**
 * `npm run rehearse`: a number is wrong, and somebody corrects it as docs/operate.md says, with a clock beside it: sheet
 * out, one cell changed, sheet in; then every door is asked until it shows the new number and no longer the old one.
 * The number of LKHA is taken, in a copy of the content; what replaces it is called by nobody.
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
const right = '703454310';

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
  ['HSDS', hsds],
  ['bot', () => toTheBot('route buitenland achterlating volwassen')],
  ['command', async () => command('routes', '--theme', 'abandonment', '--urgency', 'urgent', '--where', 'abroad')],
];

const digits = (text: string): string => text.replace(/[\s().-]|&nbsp;|&#160;/g, '');

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
for (const [name, open] of doors)
  if (!digits(await open()).includes(wrong))
    stop(`${name}: does not show the number of LKHA, so nothing is shown by this`);

const started = performance.now();
const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;

command('data', 'export', 'sheet.csv');
const sheet = readFileSync(join(folder, 'sheet.csv'), 'utf8');
const corrected = sheet.replaceAll('345 43 19', '345 43 10');
writeFileSync(join(folder, 'sheet.csv'), corrected);
const changes = command('data', 'import', 'sheet.csv')
  .split('\n')
  .filter((line) => line.includes('345 43 10')).length;
process.stdout.write(`sheet out, two cells changed, sheet in (${changes} changes shown): ${seconds()}\n`);

const open = new Map(doors);
const done = await until(async () => {
  for (const [name, look] of [...open]) {
    // A line that the server has just hung up: the next look asks anew.
    const text = digits(await look().catch(() => ''));
    if (!text.includes(right) || text.includes(wrong)) continue;
    open.delete(name);
    process.stdout.write(`${name}: ${seconds()}\n`);
  }
  return open.size === 0;
});
if (!done) stop(`still wrong after ${allowedMinutes} minutes: ${[...open.keys()].join(', ')}`);

command('export-static', 'site');
const files = readdirSync(join(folder, 'site'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.js'),
);
const site = digits(files.map((name) => readFileSync(join(folder, 'site', name), 'utf8')).join('\n'));
if (!site.includes(right) || site.includes(wrong)) stop('the exported site is not right');
process.stdout.write(`exported site: ${seconds()}\n`);
const minutes = (performance.now() - started) / 60_000;
process.stdout.write(`corrected everywhere in ${minutes.toFixed(1)} minutes (allowed: ${allowedMinutes})\n`);
process.exit(minutes <= allowedMinutes ? 0 : 1);
