import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { completenessOn } from '../../src/desk/completeness/on-a-day.ts';
import { keepBefore, mostBackups } from '../../src/desk/upload/backups.ts';
import { heldMs } from '../../src/desk/upload/held-plans.ts';
import { escapeHtml } from '../../src/render/html-escape.ts';
import { library } from '../support/content.ts';
import { inWords } from '../support/fault-words.ts';
import { anUploadDesk, fault, type UploadDesk } from './an-upload-desk.ts';

type Headers = Readonly<Record<string, string>>;
const editor: Headers & { readonly Cookie: string } = {
  Cookie: 'desk=editor-one',
  'Sec-Fetch-Site': 'same-origin',
  'Accept-Language': 'en',
};
const words = library().texts('en');
const say = (name: string): string => escapeHtml(words.say(`desk:upload.${name}`));

const start = ({ app }: UploadDesk) => request(app).get('/desk/data').set(editor);
const send = ({ app }: UploadDesk, text: string | Buffer, name = 'data.csv', headers: Headers = editor) =>
  request(app).post('/desk/data/look').set(headers).attach('file', Buffer.from(text), name);
const apply = ({ app }: UploadDesk, key: string, headers: Headers = editor) =>
  request(app).post('/desk/data/apply').set(headers).type('form').send({ key });
const download = ({ app }: UploadDesk, fields: object, headers: Headers = editor) =>
  request(app).post('/desk/data/download').set(headers).type('form').send(fields);
const keyIn = (page: string): string => /name="key" value="([^"]+)"/.exec(page)?.[1] ?? '';

describe("the editors' page", () => {
  it('shows how complete the data are, and offers to fetch and to send', async () => {
    const { text, status } = await start(anUploadDesk());
    expect(status).toBe(200);
    const municipalities = completenessOn(library().content.directory, '2026-11-23');
    const known = municipalities.reduce((sum, one) => sum + one.known, 0);
    expect(municipalities).toHaveLength(342);
    expect(text).toContain(words.say('desk:upload.standing', { known, all: 342 * 5 }));
    expect(text).toContain('<option value="GM0363">Amsterdam</option>');
    expect(text).toContain('enctype="multipart/form-data"');
  });

  it('counts what anyone may see of a municipality, and tells the oldest of it', () => {
    const [enschede] = completenessOn(library().content.directory, '2026-11-23').filter(
      ({ code }) => code === 'GM0153',
    );
    expect(enschede).toEqual({ code: 'GM0153', name: 'Enschede', known: 3, checked: 0, oldest: '2020' });
  });

  it('says so when a newer set is not shown to visitors', async () => {
    const desk = anUploadDesk();
    expect((await start(desk)).text).not.toContain(say('not-served').slice(0, 30));
    desk.state.refused = { problems: 3, first: { file: 'referral-data/services.yaml', line: 7 } };
    expect((await start(desk)).text).toContain('referral-data/services.yaml:7');
  });

  it('is in Dutch for whoever reads Dutch', async () => {
    const { text } = await start(anUploadDesk()).set('Accept-Language', 'nl');
    expect(text).toContain(library().texts('nl').say('desk:upload.title'));
  });

  it.each([
    ['csv', '', 'csv of all', 'wegwijzer-2026-11-23.csv'],
    ['xlsx', 'GM0153', 'xlsx of GM0153', 'wegwijzer-GM0153-2026-11-23.xlsx'],
    ['hsds', 'GM0363', 'hsds of GM0363', 'wegwijzer-GM0363-2026-11-23.json'],
  ])('gives the data as %s', async (format, municipality, content, name) => {
    const { body, headers } = await download(anUploadDesk(), { format, municipality }).responseType('blob');
    expect(String(body)).toBe(content);
    expect(headers['content-disposition']).toBe(`attachment; filename=${name}`);
  });

  it.each([
    { format: 'exe', municipality: '' },
    { format: 'csv', municipality: 'GM9999' },
    { format: 'csv', municipality: '../..' },
    {},
  ])('gives nothing for a form that is none of ours: %j', async (fields) => {
    expect((await download(anUploadDesk(), fields)).status).toBe(400);
  });
});

describe('a file that is sent', () => {
  it('is shown with every change, and applied when the editor says so', async () => {
    const desk = anUploadDesk();
    const { text } = await send(desk, 'changes');
    expect(text).toContain('wijkteam.phone');
    expect(text).toContain('0900-0000 &lt;b&gt;verified-source&lt;/b&gt;');
    expect(desk.done).toEqual(['plan csv 2026-11-23 7']);
    const { text: after, status } = await apply(desk, keyIn(text));
    expect(status).toBe(200);
    expect(after).toContain(words.say('desk:upload.done-seen', { minutes: 2 }));
    const file = 'referral-data/municipalities/GM0363-amsterdam.yaml';
    expect(desk.done.slice(1)).toEqual([`keep ${file}`, `apply ${file}`]);
  });

  it.each([
    ['data.csv', 'csv'],
    ['DATA.XLSX', 'xlsx'],
    ['mijn data.json', 'hsds'],
  ])('called %s is read as %s', async (name, format) => {
    const desk = anUploadDesk();
    expect((await send(desk, 'changes', name)).status).toBe(200);
    expect(desk.done[0]).toContain(`plan ${format} `);
  });

  it('arrives byte for byte', async () => {
    const desk = anUploadDesk();
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 31) % 256));
    await send(desk, bytes, 'data.xlsx');
    expect(desk.done).toEqual(['plan xlsx 2026-11-23 100000']);
  });

  it('with faults is refused with sheet, row, column and cure, each as text', async () => {
    const desk = anUploadDesk();
    const { text, status } = await send(desk, 'faults');
    expect(status).toBe(422);
    const { message, cure } = inWords(fault);
    for (const part of [fault.sheet, '<b>12</b>', fault.column ?? '', message, escapeHtml(cure)])
      expect(text).toContain(part);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toContain('<script>alert');
    expect(keyIn(text)).toBe('');
  });

  it('with faults is refused in Dutch for whoever reads Dutch; what is English is marked as that', async () => {
    const { text } = await send(anUploadDesk(), 'faults', 'data.csv', { ...editor, 'Accept-Language': 'nl' });
    const { message, cure } = inWords(fault, 'nl');
    for (const part of [message, cure]) expect(text).toContain(escapeHtml(part));
    const english = library().texts('nl').say('desk:fault.in-english');
    expect(text).toContain(`<p>${english}</p><div lang="en"><p>referral-data/services.yaml:7: nobody answers`);
    expect(text.split(english)).toHaveLength(2);
    expect((await send(anUploadDesk(), 'faults')).text).not.toContain('<div lang="en">');
  });

  it('that says what is there already asks for nothing', async () => {
    const { text } = await send(anUploadDesk(), 'nothing');
    expect(text).toContain(say('nothing-title'));
    expect(keyIn(text)).toBe('');
  });

  it.each([
    ['of another kind', 'data.exe', 'x', 415, 'trouble-wrong-kind'],
    ['without an ending', 'data', 'x', 415, 'trouble-wrong-kind'],
    ['that is too large', 'data.csv', 'x'.repeat(8 * 1024 * 1024 + 1), 413, 'trouble-too-large'],
    ['that is far too large', 'data.csv', 'x'.repeat(9 * 1024 * 1024), 413, 'trouble-too-large'],
  ])('%s is refused with what to do', async (_what, name, content, status, words) => {
    const desk = anUploadDesk();
    const answer = await send(desk, content, name);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(say(words));
    expect([desk.done, desk.failed]).toEqual([[], []]);
  });

  it.each([
    ['nothing', '', 400],
    ['no parts', 'plain words', 400],
    ['a part that does not end', '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nx', 400],
    ['a field in place of a file', '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--b--\r\n', 400],
    [
      'no file chosen',
      '--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n',
      400,
    ],
  ])('in a form with %s is none', async (_what, body, status) => {
    const desk = anUploadDesk();
    const answer = await request(desk.app)
      .post('/desk/data/look')
      .set(editor)
      .set('Content-Type', 'multipart/form-data; boundary=b')
      .send(body);
    expect(answer.status).toBe(status);
    expect([desk.done, desk.failed]).toEqual([[], []]);
  });

  it('is shown once more when the data have changed meanwhile, and then applied', async () => {
    const desk = anUploadDesk();
    const shown = await send(desk, 'changes');
    desk.state.stale = true;
    const again = await apply(desk, keyIn(shown.text));
    expect(again.text).toContain(words.lines('desk:upload.again')[0]);
    expect(desk.done.at(-1)).toBe('plan csv 2026-11-23 7');
    expect((await apply(desk, keyIn(again.text))).text).toContain(say('done-title'));
  });

  it('changes nothing when the writing fails, and nothing of it is told', async () => {
    const desk = anUploadDesk();
    const shown = await send(desk, 'changes');
    desk.state.broken = true;
    const { status, text } = await apply(desk, keyIn(shown.text));
    expect(status).toBe(500);
    expect(text).toContain(say('trouble-failed'));
    expect(text).not.toContain('disk');
    expect(desk.failed).toHaveLength(1);
  });

  it('waits its turn: two are never read at a time', async () => {
    const desk = anUploadDesk();
    let go: () => void = () => undefined;
    desk.state.wait = new Promise((resolve) => {
      go = resolve;
    });
    const first = send(desk, 'changes').then((answer) => answer);
    while (desk.done.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await send(desk, 'changes', 'data.csv', { ...editor, Cookie: 'desk=editor-two' })).status).toBe(503);
    go();
    expect((await first).status).toBe(200);
  });

  it('is seen after the next start where nobody looks for changes', async () => {
    const desk = anUploadDesk(null);
    const { text } = await apply(desk, keyIn((await send(desk, 'changes')).text));
    expect(text).toContain(say('done-restart'));
  });
});

describe('what an editor was shown', () => {
  it('is applied once', async () => {
    const desk = anUploadDesk();
    const key = keyIn((await send(desk, 'changes')).text);
    expect((await apply(desk, key)).status).toBe(200);
    expect((await apply(desk, key)).status).toBe(410);
  });

  it('is applied by this editor alone', async () => {
    const desk = anUploadDesk();
    const key = keyIn((await send(desk, 'changes')).text);
    expect((await apply(desk, key, { ...editor, Cookie: 'desk=editor-two' })).status).toBe(410);
    expect((await apply(desk, key)).status).toBe(200);
  });

  it('is not applied after ten minutes', async () => {
    const desk = anUploadDesk();
    const key = keyIn((await send(desk, 'changes')).text);
    desk.clock.now += heldMs;
    expect((await apply(desk, key)).status).toBe(410);
  });

  it('gives way to what is shown next', async () => {
    const desk = anUploadDesk();
    const key = keyIn((await send(desk, 'changes')).text);
    await send(desk, 'changes');
    expect((await apply(desk, key)).status).toBe(410);
    expect(desk.done.filter((what) => what.startsWith('apply'))).toEqual([]);
  });

  it.each(['', 'x', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])('has no such key as "%s"', async (key) => {
    expect((await apply(anUploadDesk(), key)).status).toBe(410);
  });
});

describe('whoever is no editor', () => {
  const strangers = [{}, { Cookie: 'desk=key-person' }, { Authorization: 'Bearer x' }];
  const addresses = [
    ['get', '/desk/data'],
    ['get', '/desk/data/look'],
    ['post', '/desk/data/download'],
    ['post', '/desk/data/look'],
    ['post', '/desk/data/apply'],
    ['post', '/desk/data'],
    ['put', '/desk/data/nothing'],
  ] as const;

  it.each(addresses)('gets the same 401 for %s %s, and nothing is done', async (method, path) => {
    for (const headers of strangers) {
      const desk = anUploadDesk();
      const { status, text } = await request(desk.app)
        [method](path)
        .set({ ...editor, Cookie: '', ...headers });
      expect([status, text]).toEqual([401, '{"title":"unauthorized"}']);
      expect(desk.done).toEqual([]);
    }
  });
});

describe('an address of a form', () => {
  it.each(['download', 'look', 'apply'])('opened by itself (%s) leads to the page', async (name) => {
    const { status, headers } = await request(anUploadDesk().app).get(`/desk/data/${name}`).set(editor);
    expect([status, headers.location]).toEqual([303, '/desk/data']);
  });
});

describe('what an upload replaces', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wegwijzer-backups-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('can be copied back, the last ones and the first one of a day', () => {
    const [root, backups] = [join(folder, 'root'), join(folder, 'backups')];
    const file = 'referral-data/sources.yaml';
    mkdirSync(join(root, 'referral-data'), { recursive: true });
    mkdirSync(join(backups, 'of-somebody'), { recursive: true });
    for (let upload = 0; upload < mostBackups + 3; upload++) {
      writeFileSync(join(root, file), `as it was at ${upload}`);
      keepBefore(backups, root, [file, 'referral-data/new.yaml'], Date.UTC(2026, 0, 1, 0, 0, upload));
    }
    const names = readdirSync(backups).sort();
    expect(names).toHaveLength(mostBackups + 2);
    expect(names).toContain('of-somebody');
    const kept = names.slice(0, 2).map((name) => readFileSync(join(backups, name, file), 'utf8'));
    expect(kept).toEqual(['as it was at 0', 'as it was at 3']);
  });
});
