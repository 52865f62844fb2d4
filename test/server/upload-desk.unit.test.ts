/**
 * The whole way of a correction: an editor fetches the sheet of a municipality, fills in a cell, sends it, says yes, and
 * visitors are shown it.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { type Issuing, issue, redeem } from '../../src/access/links.ts';
import { registerIn } from '../../src/access/register.ts';
import { readContent } from '../../src/content/load.ts';
import { Reader } from '../../src/content/reader.ts';
import { readConfig } from '../../src/server/config.ts';
import { contentFolders } from '../../src/server/content-set.ts';
import { type LiveContent, openLiveContent } from '../../src/server/live-content.ts';
import { type LiveServer, liveServer } from '../../src/server/live-server.ts';
import { uploadDesk } from '../../src/server/upload-desk.ts';

jest.setTimeout(120_000);

const temporary = mkdtempSync(join(tmpdir(), 'wegwijzer-upload-desk-test-'));
const [root, backups] = [join(temporary, 'content'), join(temporary, 'backups')];
const file = 'referral-data/municipalities/GM0153-enschede.yaml';
const log: string[] = [];
let content: LiveContent;
let live: LiveServer;
/** As it was fetched at the beginning. */
let sheet: string;

let colleague = '';

/** An editor who has used her link; her cookie. */
async function signInEditor(register: string, label: string, issuing: Issuing): Promise<string> {
  const { change } = registerIn(register);
  const link = await change((entries) => issue(entries, { label, role: 'editor' }, issuing));
  const signedIn = await change((entries) => redeem(entries, link ?? '', issuing));
  return `desk=${signedIn?.secret ?? ''}`;
}

beforeAll(async () => {
  mkdirSync(backups);
  const isOther = (path: string): boolean => /\/locales\/(?!nl|en)\w/.test(path);
  for (const folder of contentFolders)
    cpSync(join(process.cwd(), folder), join(root, folder), { recursive: true, filter: (path) => !isOther(path) });
  const logger = pino({}, { write: (line: string) => void log.push(line) });
  const check = async (folder: string) => {
    const reader = new Reader(folder);
    readContent(reader);
    return reader.problems;
  };
  const now = () => Date.UTC(2026, 10, 23, 12);
  const opened = await openLiveContent({ root, check, logger, now, copies: temporary });
  content = opened.content;
  const register = join(temporary, 'register.json');
  editor.Cookie = await signInEditor(register, 'one', { now, random: randomBytes });
  colleague = await signInEditor(register, 'another', { now, random: randomBytes });
  const config = {
    ...readConfig({ DATA_BACKUPS: backups, ACCESS_REGISTER: register, PUBLIC_ORIGIN: 'http://127.0.0.1' }),
    requestsPerMinute: 1_000_000,
  };
  const upload = uploadDesk({
    root,
    config,
    logger,
    now,
    random: randomBytes,
  });
  live = liveServer({ config, logger, bot: null, upload, now, random: randomBytes }, opened.library);
  expect(await content.look(live)).toBe('same');
  const form = { format: 'csv', municipality: 'GM0153' };
  const fetched = await request(live.handle).post('/desk/data/download').set(editor).type('form').send(form);
  expect(fetched.status).toBe(200);
  sheet = fetched.text;
});
afterAll(async () => {
  await content.close();
  rmSync(temporary, { recursive: true });
});

const editor = { Cookie: 'desk=editor', 'Sec-Fetch-Site': 'same-origin', 'Accept-Language': 'en' };
const send = (filled: string, headers = {}) =>
  request(live.handle)
    .post('/desk/data/look')
    .set({ ...editor, ...headers })
    .attach('file', Buffer.from(filled), 'enschede.csv');
const apply = (key: string) => request(live.handle).post('/desk/data/apply').set(editor).type('form').send({ key });
const keyIn = (page: string): string => /name="key" value="([^"]+)"/.exec(page)?.[1] ?? '';
const textOf = (): string => readFileSync(join(root, file), 'utf8');

/** The sheet with another number of the municipality. */
function sheetWith(number: string): string {
  expect(sheet).toContain('14 053');
  return sheet.replace('14 053', number);
}

it('is open to nobody else, and under headers as strict as those of other pages', async () => {
  expect((await request(live.handle).get('/desk/data')).status).toBe(401);
  const { status, headers } = await request(live.handle).get('/desk/data').set(editor);
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toMatch(/^default-src 'none';/);
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(headers['cache-control']).toBe('no-store');
});

it('takes the sheet as it was fetched for what it is: nothing new', async () => {
  const { text } = await send(sheet);
  expect(text).toContain('Nothing changes');
});

it('refuses a cell that is not right, with its row and column, and leaves the file as it is', async () => {
  const before = textOf();
  const { text, status } = await send(sheetWith('a number'));
  expect(status).toBe(422);
  expect(text).toMatch(/Row <b>\d+<\/b>/);
  expect(text).toContain('Column <b>value</b>');
  expect(textOf()).toBe(before);
});

it('tells an editor who reads Dutch what is wrong, and what would change, in Dutch', async () => {
  const inDutch = { 'Accept-Language': 'nl' };
  const refused = await send(sheetWith('a number'), inDutch);
  expect(refused.text).toContain('<p>Dit is niet goed geschreven.</p><p class="cure">Schrijf het nummer');
  const shown = await send(sheetWith('0900-0000'), inDutch);
  expect(shown.text).toContain('niet nagekeken) [nieuwe waarde, maar bron en datum zijn nog van de vorige waarde]');
});

it('shows a correction, writes it when the editor says yes, and then visitors see it', async () => {
  const before = textOf();
  const shown = await send(sheetWith('0900-0000'));
  expect(shown.text).toContain('0900-0000');
  expect(textOf()).toBe(before);
  const done = await apply(keyIn(shown.text));
  expect(done.text).toContain('It is saved');
  expect(textOf()).toBe(before.replace('14 053', '0900-0000'));
  expect(await content.look(live)).toBe('changing');
  expect(await content.look(live)).toBe('taken');
  expect((await request(live.handle).get('/app.js').buffer(true)).text).toContain('0900-0000');
  // And it can be undone.
  const [moment = ''] = readdirSync(backups);
  cpSync(join(backups, moment), root, { recursive: true });
  expect(textOf()).toBe(before);
  expect(log.filter((line) => line.includes('"level":50'))).toEqual([]);
});

it('shows the changes again when somebody else has changed the data meanwhile', async () => {
  const mine = await send(sheetWith('0900-0001'));
  const theirs = await send(sheetWith('0900-0002'), { Cookie: colleague });
  const taken = await apply(keyIn(theirs.text)).set('Cookie', colleague);
  expect(taken.text).toContain('It is saved');
  const again = await apply(keyIn(mine.text));
  expect(again.text).toContain('Somebody else changed something');
  expect(again.text).toContain('0900-0002');
  expect((await apply(keyIn(again.text))).text).toContain('It is saved');
  expect(textOf()).toContain('0900-0001');
});
