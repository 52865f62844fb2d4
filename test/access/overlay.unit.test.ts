/**
 * Contacts for signed-in people: who sees what of them, and that nobody else sees one byte.
 */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import request from 'supertest';
import { type KnownPlaces, openOverlay, readContacts } from '../../src/access/overlay.ts';
import { type Role, roles } from '../../src/access/role.ts';
import { describeProblem } from '../../src/content/problem.ts';
import { publicFiles } from '../../src/server/public-files.ts';
import { library } from '../support/content.ts';
import { aDesk, aFolder, origin, removeFolders, type TestDesk } from './a-desk.ts';

afterAll(removeFolders);

/** Words that stand nowhere else: where one turns up, the overlay has leaked. */
const canary = {
  name: 'Kanarie Vogelsang',
  phone: '06 00 00 12 34',
  email: 'kanarie@example.org',
  source: 'Kanarie telde zelf',
  note: 'Kanarie alleen na zes uur',
};
const canaryWords = /kanarie|vogelsang|06 ?00 ?00 ?12 ?34|0600001234/i;

function field(value: string, status = 'verified-source', indent = '      '): string {
  return `\n${indent}value: ${JSON.stringify(value)}\n${indent}status: ${status}\n${indent}source: ${canary.source}\n${indent}seenOn: 2026-11-01\n${indent}checkedOn: null`;
}

const planted = `contacts:
  - id: the-canary
    visibility: desk
    name:${field(canary.name)}
    kind: key-person
    municipality: [GM0153]
    themes: [forced-marriage]
    phone:${field(canary.phone)}
    email:${field(canary.email, 'single-weak-source')}
    note: ${canary.note}
  - id: the-rumour
    visibility: desk
    name:${field('Kanarie van horen zeggen', 'unverified-memory')}
`;

const everywhere = { municipality: () => true, region: () => true };

async function cookieOf(desk: TestDesk, role: Role): Promise<string> {
  const token = await desk.issue(`the ${role}`, role);
  const { headers } = await request(desk.app).post('/desk/api/link').set('Origin', origin).send({ token });
  return /^[^;]*/.exec(String(headers['set-cookie']))?.[0] ?? '';
}

async function contactsFor(desk: TestDesk, cookie: string) {
  return request(desk.app).get('/desk/api/contacts').set('Cookie', cookie);
}

describe('contacts of the desk', () => {
  it('are shown to a key person where somebody stands behind them, and nothing else of them', async () => {
    const desk = aDesk({ contacts: planted });
    const { status, body, headers } = await contactsFor(desk, await cookieOf(desk, 'key-person'));
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    const verified = { status: 'verified-source', source: canary.source, seenOn: '2026-11-01', checkedOn: null };
    expect(body).toEqual({
      state: 'current',
      contacts: [
        {
          id: 'the-canary',
          name: { value: canary.name, ...verified },
          kind: 'key-person',
          municipality: ['GM0153'],
          region: [],
          themes: ['forced-marriage'],
          phone: { value: canary.phone, ...verified },
          email: null,
          website: null,
          hours: null,
          languages: null,
          note: null,
        },
      ],
    });
  });

  it('are shown to an editor whole, so that she can find out', async () => {
    const desk = aDesk({ contacts: planted });
    const { body } = await contactsFor(desk, await cookieOf(desk, 'editor'));
    expect(body.contacts.map(({ id }: { id: string }) => id)).toEqual(['the-canary', 'the-rumour']);
    expect(body.contacts[0].email).toMatchObject({ value: canary.email, status: 'single-weak-source' });
    expect(body.contacts[0].note).toBe(canary.note);
  });

  it('are the same answer whatever is asked for: no request tells what somebody looks up', async () => {
    const desk = aDesk({ contacts: planted });
    const cookie = await cookieOf(desk, 'key-person');
    const { text } = await contactsFor(desk, cookie);
    const asked = await request(desk.app).get('/desk/api/contacts?municipality=GM0363&theme=fgm').set('Cookie', cookie);
    expect(asked.text).toBe(text);
  });

  it('are none on a server that has none', async () => {
    const desk = aDesk({ env: { DESK_DIRECTORY: '' } });
    expect((await contactsFor(desk, await cookieOf(desk, 'editor'))).body).toEqual({ state: 'none', contacts: [] });
  });

  it('follow the file; a mistake leaves the last good ones, and taking the file away takes them away', async () => {
    const desk = aDesk({ contacts: planted });
    const cookie = await cookieOf(desk, 'editor');
    const seen = async () => {
      const { body } = await contactsFor(desk, cookie);
      return [body.state, body.contacts.length];
    };
    expect(await seen()).toEqual(['current', 2]);
    desk.contacts(`${planted}  - id: Kanarie\n    Vogelsang: [`);
    expect(await seen()).toEqual(['earlier', 2]);
    expect(await seen()).toEqual(['earlier', 2]);
    desk.contacts('contacts: []\n');
    expect(await seen()).toEqual(['current', 0]);
    desk.contacts(planted);
    expect(await seen()).toEqual(['current', 2]);
    rmSync(desk.contactsFile);
    expect(await seen()).toEqual(['none', 0]);
    const told = desk.log.map((line) => /"msg":"([^"]*)/.exec(line)?.[1]);
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/cannot be read/);
    expect(told[1]).toMatch(/can be read again/);
    expect(desk.log.join('')).not.toMatch(canaryWords);
  });

  it('that were broken from the start are none, and the server starts', async () => {
    const desk = aDesk({ contacts: 'contacts: {' });
    expect((await contactsFor(desk, await cookieOf(desk, 'editor'))).body).toEqual({ state: 'none', contacts: [] });
  });
});

describe('whoever has not signed in', () => {
  const paths = [
    '/',
    '/embed',
    '/partners',
    '/privacy',
    '/accessibility',
    '/healthz',
    '/desk',
    '/desk/bridge',
    '/desk/map',
    '/desk/data',
    '/desk/desk.js',
    '/desk/still.js',
    '/desk/map.js',
    '/desk/teams.js',
    '/desk/sign-in',
    '/desk/sign-in.js',
    '/desk/api',
    '/desk/api/session',
    '/desk/api/contacts',
    '/desk/api/contacts.json',
    '/contacts.yaml',
    '/embed.json',
    '/api/v1',
    '/api/v1/services',
    '/api/v1/municipalities',
    '/api/v1/hsds',
    '/api/v1/hsds/services',
    '/api/v1/hsds/organizations',
    '/api/v1/openapi.json',
    '/no-such-page',
    '/%E0%A4%A',
    '/../contacts.yaml',
    '/desk/../contacts.yaml',
    '/desk/%2e%2e/contacts.yaml',
  ];

  it('gets not one byte of them, on any page, in any file, in any language, in any error', async () => {
    const desk = aDesk({ contacts: planted, whole: true });
    // It is there, and was read, before anybody else looks.
    expect((await contactsFor(desk, await cookieOf(desk, 'editor'))).text).toMatch(canaryWords);
    const scripts = publicFiles(library(), { exitUrl: 'https://example.org/', contact: null });
    const files = [...scripts.files.keys()].map((name) => `/${name}`);
    expect(files).toEqual(expect.arrayContaining(['/app.js', '/texts-nl.js', '/texts-so.js']));
    for (const path of [...paths, ...files])
      for (const lang of ['nl', 'en', 'so']) {
        const got = await request(desk.app).get(path).set({ 'Accept-Language': lang, 'Accept-Encoding': 'identity' });
        expect(`${path} ${JSON.stringify(got.headers)} ${got.text ?? String(got.body)}`).not.toMatch(canaryWords);
        const posted = await request(desk.app)
          .post(path)
          .set('Accept-Language', lang)
          .type('form')
          .send({ typed: 'Kanar' });
        expect(`${path} ${JSON.stringify(posted.headers)} ${posted.text}`).not.toMatch(canaryWords);
      }
    expect(desk.log.join('')).not.toMatch(canaryWords);
  }, 120_000);
});

describe('what is wrong with the file', () => {
  function problemsOf(text: string, known: KnownPlaces = everywhere): readonly string[] {
    const folder = aFolder();
    writeFileSync(join(folder, 'contacts.yaml'), text);
    return readContacts(folder, known).problems.map(describeProblem);
  }

  /** What is wrong, the text, the last thing on the line that is to be named, and what is said of it. */
  const mistakes: readonly (readonly [string, string, string, string])[] = [
    ['a number in another form', planted.replace(canary.phone, '06-KANARIE'), '06-KANARIE', '"contacts.0.phone.value"'],
    [
      'a field that is not known',
      planted.replace('    kind: key-person', '    Kanarie Vogelsang: yes'),
      'the-canary',
      'a field that is not known',
    ],
    [
      'a contact that may be published',
      planted.replace('visibility: desk', 'visibility: public'),
      'visibility: public',
      'visibility',
    ],
    [
      'an id that stands twice',
      planted.replace('the-rumour', 'the-canary'),
      'the-canary',
      'another contact has this id',
    ],
    ['a theme that does not exist', planted.replace('forced-marriage', 'Kanarie'), 'themes: [Kanarie', 'themes'],
    [
      'something that is not YAML',
      planted.replace('    kind: key-person', '   kind: Kanarie: x'),
      'kind: Kanarie',
      'not YAML',
    ],
  ];
  it.each(mistakes)('%s is told with its line, and with nothing that stands there', (_what, text, marker, about) => {
    const line = text.slice(0, text.lastIndexOf(marker)).split('\n').length;
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^contacts\\.yaml:${line}: .*\n {4}→ `));
    expect(problems[0]).toContain(about);
    expect(problems.join('\n')).not.toMatch(canaryWords);
  });

  it('is also a place that does not exist', () => {
    const known = { municipality: (code: string) => code !== 'GM0153', region: () => false };
    const text = planted.replace('themes: [forced-marriage]', 'region: [kanarie]');
    const problems = problemsOf(text, known);
    expect(problems).toHaveLength(2);
    expect(problems.join('\n')).toMatch(/no municipality with this code[\s\S]*no region with this id/);
    expect(problems.join('\n')).not.toMatch(canaryWords);
  });

  it('is that it is missing', () => {
    expect(readContacts(aFolder(), everywhere).problems.map(describeProblem).join()).toMatch(
      /contacts\.yaml: the file cannot be read/,
    );
  });

  it('never tells what stands there, wherever somebody slipped', () => {
    const folder = aFolder();
    const slip = fc.record({
      at: fc.nat(planted.length),
      away: fc.nat(20),
      put: fc.constantFrom(
        '',
        ': ',
        '"',
        '- ',
        '\n',
        '&Kanarie ',
        '*Kanarie ',
        '!Kanarie ',
        '{Kanarie',
        '# ',
        '\t',
        'Kanarie: ',
      ),
    });
    fc.assert(
      fc.property(slip, ({ at, away, put }) => {
        writeFileSync(join(folder, 'contacts.yaml'), planted.slice(0, at) + put + planted.slice(at + away));
        const { problems } = readContacts(folder, everywhere);
        expect(problems.map(describeProblem).join('\n')).not.toMatch(canaryWords);
      }),
      { numRuns: 400 },
    );
  });
});

describe('keeping up with the file', () => {
  it('reads it again only when it has changed', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'contacts.yaml'), planted);
    let mark = 'first';
    const overlay = openOverlay({ folder, known: everywhere, tell: () => {}, mark: () => mark });
    const count = (): number => overlay.contactsFor('editor').contacts.length;
    expect(count()).toBe(2);
    writeFileSync(join(folder, 'contacts.yaml'), 'contacts: []\n');
    expect(count()).toBe(2);
    mark = 'second';
    expect(count()).toBe(0);
  });
});

describe('where it lies', () => {
  const start = (env: Readonly<Record<string, string>>) => () => aDesk({ env });

  it('may not be among what is published, not even behind a link', () => {
    const link = join(aFolder(), 'overlay');
    symlinkSync(join(process.cwd(), 'docs'), link);
    expect(start({ DESK_DIRECTORY: join(process.cwd(), 'overlay') })).toThrow(
      /DESK_DIRECTORY: .*choose a place outside/,
    );
    expect(start({ DESK_DIRECTORY: link })).toThrow(/DESK_DIRECTORY: .*choose a place outside/);
    const content = aFolder();
    expect(start({ CONTENT_ROOT: content, DESK_DIRECTORY: content })).toThrow(/DESK_DIRECTORY/);
    expect(start({ CONTENT_ROOT: content, ACCESS_REGISTER: join(content, 'data/register.json') })).toThrow(
      /ACCESS_REGISTER/,
    );
  });

  it('may not be open to everybody on the machine', () => {
    const open = join(aFolder(), 'open');
    mkdirSync(open, { mode: 0o755 });
    writeFileSync(join(open, 'contacts.yaml'), planted, { mode: 0o644 });
    expect(start({ DESK_DIRECTORY: open })).toThrow(/DESK_DIRECTORY: .*chmod 700/);
  });

  it('is not named in what is said about it', () => {
    expect(start({ DESK_DIRECTORY: join(aFolder(), 'kanarie') })).toThrow(
      /^(?![\s\S]*kanarie)[\s\S]*DESK_DIRECTORY: there is no folder/,
    );
  });
});

it.each(roles)('a %s sees contacts only while she is signed in', async (role) => {
  const desk = aDesk({ contacts: planted });
  const cookie = await cookieOf(desk, role);
  expect((await contactsFor(desk, cookie)).text).toMatch(canaryWords);
  await request(desk.app).post('/desk/api/sign-out').set({ Cookie: cookie, Origin: origin });
  expect((await contactsFor(desk, cookie)).text).not.toMatch(canaryWords);
});
