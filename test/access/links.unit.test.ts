/**
 * The life of a personal link: issued, used once, then a cookie, then gone.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import express, { type Express } from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { type Entries, issue, livingOn, redeem, revoke, roleOf, signOut } from '../../src/access/links.ts';
import { registerIn } from '../../src/access/register.ts';
import { type Role, roles } from '../../src/access/role.ts';
import { readConfig } from '../../src/server/config.ts';
import { openAccess } from '../../src/server/open-access.ts';
import { library } from '../support/content.ts';
import { aDesk, aFolder, cookieName, day, origin, removeFolders, type TestDesk } from './a-desk.ts';

afterAll(removeFolders);

function handOver(desk: TestDesk, token: unknown, headers: Readonly<Record<string, string>> = { Origin: origin }) {
  return request(desk.app).post('/desk/api/link').set(headers).send({ token });
}

function setCookie({ headers }: request.Response): string {
  return String(headers['set-cookie'] ?? '');
}

/** The cookie that an answer sets, as a browser sends it back. */
function cookieIn(response: request.Response): string {
  return /^[^;]*/.exec(setCookie(response))?.[0] ?? '';
}

async function signedIn(desk: TestDesk, label: string, role: Role = 'key-person'): Promise<string> {
  return cookieIn(await handOver(desk, await desk.issue(label, role)));
}

async function statusWith(desk: TestDesk, cookie: string): Promise<number> {
  return (await request(desk.app).get('/desk/api/session').set('Cookie', cookie)).status;
}

function seen({ status, headers, text }: request.Response): unknown {
  const { date: _date, ...rest } = headers;
  return { status, headers: rest, text };
}

/** Another part of the server, behind the same door. */
function editorsOnly({ register, clock }: TestDesk): Express {
  const access = openAccess({
    config: readConfig({ BOT: 'off', PUBLIC_ORIGIN: origin, ACCESS_REGISTER: register }),
    library,
    logger: { info: () => {}, error: () => {} },
    now: () => clock.now,
    elapsed: () => clock.now,
    random: randomBytes,
  });
  const app = express();
  app.use('/only', access.require('editor'), (_request, response) => void response.send('for editors'));
  return app;
}

describe('a link', () => {
  it.each(roles)('signs a %s in', async (role) => {
    const desk = aDesk();
    const response = await handOver(desk, await desk.issue('one', role));
    expect([response.status, response.body]).toEqual([200, { role }]);
    const session = await request(desk.app).get('/desk/api/session').set('Cookie', cookieIn(response));
    expect(session.body).toEqual({ role });
  });

  it('works once, and the second time is told what everybody is told', async () => {
    const desk = aDesk();
    const link = await desk.issue('one');
    const first = await handOver(desk, link);
    const second = await handOver(desk, link);
    expect(seen(second)).toEqual(seen(await request(desk.app).get('/desk/api/session')));
    expect(await statusWith(desk, cookieIn(first))).toBe(200);
  });

  it('works once when it is handed over twenty times at once', async () => {
    const desk = aDesk();
    const link = await desk.issue('one');
    const answers = await Promise.all(Array.from({ length: 20 }, () => handOver(desk, link)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
  });

  it('works on the seventh day and not on the eighth', async () => {
    const desk = aDesk();
    const [early, late] = [await desk.issue('early'), await desk.issue('late')];
    desk.clock.now += 6 * day;
    expect((await handOver(desk, early)).status).toBe(200);
    desk.clock.now += day;
    expect((await handOver(desk, late)).status).toBe(401);
    desk.clock.now += day;
    expect((await handOver(desk, late)).status).toBe(401);
  });

  it('works no longer when it was revoked', async () => {
    const desk = aDesk();
    const link = await desk.issue('one');
    await registerIn(desk.register).change((entries) => revoke(entries, 'one'));
    expect((await handOver(desk, link)).status).toBe(401);
  });

  it('is not used up by whoever only looks at the page', async () => {
    const desk = aDesk({ whole: true });
    const link = await desk.issue('one');
    for (const path of ['/desk/sign-in', '/desk/api/link', `/desk/api/link?token=${link}`, `/desk/api/link#${link}`]) {
      await request(desk.app).get(path);
      await request(desk.app).head(path);
    }
    expect((await handOver(desk, link)).status).toBe(200);
  });

  it('is not a cookie, and a cookie is not a link', async () => {
    const desk = aDesk();
    const link = await desk.issue('one');
    expect(await statusWith(desk, `${cookieName}=${link}`)).toBe(401);
    const cookie = await signedIn(desk, 'two');
    expect((await handOver(desk, cookie.split('=')[1])).status).toBe(401);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['nowhere', {}],
    ['another site', { Origin: 'https://evil.example' }],
    ['a site that begins like ours', { Origin: `${origin}.evil.example` }],
    ['our host without encryption', { Origin: origin.replace('https', 'http') }],
    ['a frame without an origin on another site', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
    ['another host of the same site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another site that the browser names ours', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' }],
  ])('that is handed over from %s is refused, and stays good', async (_where, headers) => {
    const desk = aDesk();
    const link = await desk.issue('one');
    expect((await handOver(desk, link, headers)).status).toBe(401);
    expect((await handOver(desk, link)).status).toBe(200);
  });

  it('may come from a page of ours that names no origin, when the browser says it is ours', async () => {
    const desk = aDesk();
    expect((await handOver(desk, await desk.issue('one'), { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  });

  it('for this machine is good under the name that was used, and no other', async () => {
    const desk = aDesk({ env: { PUBLIC_ORIGIN: '' } });
    const link = await desk.issue('one');
    const from = (host: string, from: string) => handOver(desk, link, { Host: host, Origin: from });
    expect((await from('evil.example', 'http://evil.example')).status).toBe(401);
    expect((await from('localhost:3978', 'http://localhost:3979')).status).toBe(401);
    const response = await from('localhost:3978', 'http://localhost:3978');
    expect(response.status).toBe(200);
    expect(setCookie(response)).toMatch(/^desk=[\w-]{43};/);
    expect(setCookie(response)).not.toContain('Secure');
  });
});

describe('a body', () => {
  it.each<[string, string, string]>([
    ['nothing', 'application/json', ''],
    ['half of one', 'application/json', '{"token":'],
    ['null', 'application/json', 'null'],
    ['no token', 'application/json', '{}'],
    ['a number', 'application/json', '{"token":5}'],
    ['a short token', 'application/json', '{"token":"abc"}'],
    ['a token and more', 'application/json', `{"token":"${'a'.repeat(43)}","role":"editor"}`],
    ['a token that nobody issued', 'application/json', `{"token":"${'a'.repeat(43)}"}`],
    ['a form', 'application/x-www-form-urlencoded', `token=${'a'.repeat(43)}`],
    ['a text', 'text/plain', `{"token":"${'a'.repeat(43)}"}`],
    ['far too much', 'application/json', `{"token":"${'a'.repeat(100_000)}"}`],
    ['unknown characters', 'application/json; charset=klingon', '{}'],
  ])('of %s is told what everybody is told', async (_what, type, body) => {
    const desk = aDesk();
    const refused = await request(desk.app)
      .post('/desk/api/link')
      .set({ Origin: origin, 'Content-Type': type })
      .send(body);
    expect(seen(refused)).toEqual(seen(await request(desk.app).get('/desk/api/session')));
  });

  it('of any token but the one that was issued opens nothing', async () => {
    const desk = aDesk();
    await desk.issue('one');
    const anyToken = fc.oneof(fc.string(), fc.base64String({ maxLength: 60 }), fc.anything({ maxDepth: 2 }));
    const tokens = fc.sample(anyToken, { numRuns: 60, seed: 8 });
    for (const token of tokens) expect([401]).toContain((await handOver(desk, token)).status);
  });
});

describe('the cookie', () => {
  it('is for the desk only, for its own pages only, over https only, and out of reach of scripts', async () => {
    const desk = aDesk();
    const parts = setCookie(await handOver(desk, await desk.issue('one'))).split('; ');
    const [pair, ...attributes] = parts;
    expect(pair).toMatch(/^__Secure-desk=[\w-]{43}$/);
    const names = attributes.filter((one) => !one.startsWith('Expires='));
    expect(names.sort()).toEqual([
      'HttpOnly',
      `Max-Age=${30 * 24 * 60 * 60}`,
      'Path=/desk',
      'SameSite=Strict',
      'Secure',
    ]);
  });

  it('holds for thirty days, whatever a browser keeps', async () => {
    const desk = aDesk();
    const cookie = await signedIn(desk, 'one');
    desk.clock.now += 29 * day;
    expect(await statusWith(desk, cookie)).toBe(200);
    desk.clock.now += day;
    expect(await statusWith(desk, cookie)).toBe(401);
  });

  it('ends at once when an operator revokes the link that it came from', async () => {
    const desk = aDesk();
    const [cookie, other] = [await signedIn(desk, 'one'), await signedIn(desk, 'two')];
    await registerIn(desk.register).change((entries) => revoke(entries, 'one'));
    expect([await statusWith(desk, cookie), await statusWith(desk, other)]).toEqual([401, 200]);
  });

  it('ends with signing out: in the browser, and for whoever copied it', async () => {
    const desk = aDesk();
    const cookie = await signedIn(desk, 'one');
    const out = await request(desk.app).post('/desk/api/sign-out').set({ Cookie: cookie, Origin: origin });
    expect(out.status).toBe(204);
    expect(setCookie(out)).toMatch(/^__Secure-desk=; Path=\/desk; Expires=Thu, 01 Jan 1970/);
    expect(await statusWith(desk, cookie)).toBe(401);
    expect(readFileSync(desk.register, 'utf8')).not.toContain('one');
  });

  it('ends when another link is used in the same browser, and only then', async () => {
    const desk = aDesk();
    const before = await signedIn(desk, 'one');
    const elsewhere = await signedIn(desk, 'two');
    const link = await desk.issue('three');
    await handOver(desk, 'x'.repeat(43), { Origin: origin, Cookie: before });
    expect(await statusWith(desk, before)).toBe(200);
    const after = cookieIn(await handOver(desk, link, { Origin: origin, Cookie: before }));
    expect(await statusWith(desk, before)).toBe(401);
    expect(await statusWith(desk, elsewhere)).toBe(200);
    expect(await statusWith(desk, after)).toBe(200);
  });

  it('does not let another site sign her out', async () => {
    const desk = aDesk();
    const cookie = await signedIn(desk, 'one');
    const out = await request(desk.app)
      .post('/desk/api/sign-out')
      .set({ Cookie: cookie, Origin: 'https://evil.example' });
    expect(out.status).toBe(401);
    expect(await statusWith(desk, cookie)).toBe(200);
  });

  it('under another name, or with more to it, opens nothing', async () => {
    const desk = aDesk();
    const value = (await signedIn(desk, 'one')).split('=')[1] ?? '';
    for (const cookie of [
      `desk=${value}`,
      `${cookieName}=${value}x`,
      `${cookieName}="${value}x"`,
      `${cookieName}=`,
      '%',
    ])
      expect(await statusWith(desk, cookie)).toBe(401);
  });

  it('of a key person opens nothing that is for editors, and that looks like not being signed in', async () => {
    const desk = aDesk();
    const [person, editor] = [await signedIn(desk, 'one'), await signedIn(desk, 'two', 'editor')];
    const forEditors = editorsOnly(desk);
    const nobody = seen(await request(forEditors).get('/only'));
    expect(seen(await request(forEditors).get('/only').set('Cookie', person))).toEqual(nobody);
    expect((await request(forEditors).get('/only').set('Cookie', editor)).text).toBe('for editors');
    expect((await request(forEditors).post('/only').set('Cookie', editor)).status).toBe(401);
    expect((await request(forEditors).post('/only').set({ Cookie: editor, Origin: origin })).text).toBe('for editors');
  });
});

describe('everything else below /desk/api', () => {
  it.each([
    ['get', '/'],
    ['get', '/link'],
    ['put', '/session'],
    ['delete', '/contacts'],
    ['post', '/contacts'],
    ['get', '/no-such-thing'],
    ['get', '/contacts/secret'],
    ['options', '/contacts'],
  ] as const)('%s %s is told what everybody is told', async (method, path) => {
    const desk = aDesk();
    const refused = await request(desk.app)[method](`/desk/api${path}`).set('Origin', origin);
    expect(seen(refused)).toEqual(seen(await request(desk.app).get('/desk/api/session')));
  });

  it('refuses everybody where nothing is set up, and the page says so', async () => {
    const bare = aDesk({ bare: true, whole: true });
    for (const path of ['session', 'contacts'])
      expect(seen(await request(bare.app).get(`/desk/api/${path}`))).toEqual(
        seen(await request(aDesk({ whole: true }).app).get('/desk/api/session')),
      );
    const { text } = await request(bare.app).get('/desk/sign-in').set('Accept-Language', 'en');
    expect(text).toContain('Signing in is not set up here.');
    expect(text.includes('/desk/sign-in.js')).toBe(false);
  });

  it('lets a stranger knock 120 times a minute, and no more', async () => {
    const desk = aDesk();
    const knock = () => request(desk.app).get('/desk/api/session');
    for (let times = 0; times < 120; times++) expect((await knock()).status).toBe(401);
    const { status, headers } = await knock();
    expect([status, headers['retry-after']]).toEqual([429, '60']);
    desk.clock.now += 60_000;
    expect((await knock()).status).toBe(401);
  });
});

// --- The register -------------------------------------------------------------------------------------------------------

describe('the register', () => {
  it('holds label, role, state, hash and day, and nothing else', async () => {
    const desk = aDesk();
    const link = await desk.issue('waiting');
    const cookie = await signedIn(desk, 'came', 'editor');
    await request(desk.app)
      .get('/desk/api/contacts')
      .set({ Cookie: cookie, 'User-Agent': 'Some Browser', 'X-Forwarded-For': '192.0.2.7' });
    const text = readFileSync(desk.register, 'utf8');
    const entry = (label: string, role: string, state: string, until: string): string =>
      `\\{\\s*"label": "${label}",\\s*"role": "${role}",\\s*"state": "${state}",\\s*"hash": "[0-9a-f]{64}",\\s*"until": "${until}"\\s*\\}`;
    const whole = `^\\{\\s*"entries": \\[\\s*${entry('waiting', 'key-person', 'link', '2026-11-29')},\\s*${entry('came', 'editor', 'signed-in', '2026-12-22')}\\s*\\]\\s*\\}\\s*$`;
    expect(text).toMatch(new RegExp(whole));
    for (const secret of [link, cookie.split('=')[1] ?? 'no cookie']) expect(text).not.toContain(secret);
  });

  it('does not change when somebody looks something up', async () => {
    const desk = aDesk();
    const cookie = await signedIn(desk, 'one');
    const before = readFileSync(desk.register, 'utf8');
    desk.clock.now += 3 * day;
    for (const path of ['session', 'contacts']) await request(desk.app).get(`/desk/api/${path}`).set('Cookie', cookie);
    expect(readFileSync(desk.register, 'utf8')).toBe(before);
  });

  it('is for its owner only, and leaves nothing beside it', async () => {
    const desk = aDesk();
    await signedIn(desk, 'one');
    expect(statSync(desk.register).mode & 0o777).toBe(0o600);
    expect(readdirSync(desk.folder)).toEqual(['register.json']);
  });

  it('forgets what has ended with the next change', async () => {
    const desk = aDesk();
    await desk.issue('old');
    desk.clock.now += 8 * day;
    await desk.issue('new');
    expect(readFileSync(desk.register, 'utf8')).not.toContain('old');
  });

  it('loses nothing when many write at once, each with a door of its own', async () => {
    const file = join(aFolder(), 'register.json');
    const issuing = { now: Date.now, random: randomBytes };
    const labels = Array.from({ length: 20 }, (_, index) => `label ${index}`);
    await Promise.all(
      labels.map((label) => registerIn(file).change((entries) => issue(entries, { label, role: 'editor' }, issuing))),
    );
    const kept = (await registerIn(file).read()).map(({ label }) => label);
    expect(kept.sort()).toEqual([...labels].sort());
  });

  it('is not stopped for good by a process that was killed while it wrote', async () => {
    const file = join(aFolder(), 'register.json');
    writeFileSync(`${file}.lock`, 'left behind');
    utimesSync(`${file}.lock`, new Date(0), new Date(0));
    const issuing = { now: Date.now, random: randomBytes };
    const change = (label: string) =>
      registerIn(file).change((entries) => issue(entries, { label, role: 'editor' }, issuing));
    await Promise.all(['a', 'b', 'c'].map(change));
    expect(await registerIn(file).read()).toHaveLength(3);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it.each([
    ['others may read', (file: string) => writeFileSync(file, '{"entries":[]}', { mode: 0o644 })],
    ['is broken', (file: string) => writeFileSync(file, '{"entries":[', { mode: 0o600 })],
    ['holds more than it may', (file: string) => writeFileSync(file, '{"entries":[],"seen":[]}', { mode: 0o600 })],
  ])('that %s signs nobody in; the log says so once, and tells nothing', async (_what, spoil) => {
    const desk = aDesk();
    const cookie = await signedIn(desk, 'one');
    const whole = readFileSync(desk.register);
    rmSync(desk.register);
    spoil(desk.register);
    expect([await statusWith(desk, cookie), await statusWith(desk, cookie)]).toEqual([401, 401]);
    expect(desk.log.filter((line) => line.includes('register of the desk cannot be used'))).toHaveLength(1);
    writeFileSync(desk.register, whole);
    chmodSync(desk.register, 0o600);
    expect(await statusWith(desk, cookie)).toBe(200);
    expect(desk.log.join('')).not.toMatch(/one|[0-9a-f]{64}/);
  });
});

describe('the log', () => {
  it('holds no link, no cookie and no label, whatever happens', async () => {
    const desk = aDesk();
    const link = await desk.issue('a label of mine');
    const cookie = cookieIn(await handOver(desk, link));
    await handOver(desk, link);
    await request(desk.app).get(`/desk/api/session?token=${link}`).set('Cookie', cookie);
    await request(desk.app).post('/desk/api/link').set('Origin', origin).type('json').send(`{"token":"${link}`);
    await request(desk.app).post('/desk/api/sign-out').set({ Cookie: cookie, Origin: origin });
    const log = desk.log.join('\n');
    for (const secret of [link, cookie.split('=')[1] ?? 'no cookie', 'a label of mine'])
      expect(log).not.toContain(secret);
  });
});

// --- Whatever is done, in whatever order --------------------------------------------------------------------------------

type Step =
  | { readonly do: 'issue'; readonly label: string; readonly role: Role }
  | { readonly do: 'redeem' | 'sign-out'; readonly nth: number }
  | { readonly do: 'revoke'; readonly label: string }
  | { readonly do: 'wait'; readonly days: number };

const label = fc.constantFrom('a', 'b', 'c');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('issue' as const), label, role: fc.constantFrom(...roles) }),
  fc.record({ do: fc.constantFrom('redeem' as const, 'sign-out' as const), nth: fc.nat(9) }),
  fc.record({ do: fc.constant('revoke' as const), label }),
  fc.record({ do: fc.constant('wait' as const), days: fc.nat(12) }),
);

describe('whatever is done', () => {
  it('each link gives at most one cookie, of its own role, for thirty days at most, and none after it was revoked', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let entries: Entries = [];
        let now = Date.UTC(2026, 0, 1);
        const issuing = { now: () => now, random: randomBytes };
        const links: { secret: string; label: string; role: Role; at: number; ended: boolean; cookies: number }[] = [];
        const cookies: { secret: string; label: string; role: Role; at: number; ended: boolean }[] = [];
        for (const one of steps) {
          if (one.do === 'wait') now += one.days * day;
          if (one.do === 'issue') {
            const { entries: after, result } = issue(entries, one, issuing);
            entries = after ?? entries;
            if (result !== null) links.push({ ...one, secret: result, at: now, ended: false, cookies: 0 });
          }
          if (one.do === 'revoke') {
            entries = revoke(entries, one.label).entries ?? entries;
            for (const held of [...links, ...cookies]) if (held.label === one.label) held.ended = true;
          }
          const link = links[one.do === 'redeem' ? one.nth : -1];
          if (link !== undefined) {
            const { entries: after, result } = redeem(entries, link.secret, issuing);
            entries = after ?? entries;
            const isGood = !link.ended && link.cookies === 0 && now - link.at < 7 * day;
            expect(result?.role ?? null).toBe(isGood ? link.role : null);
            if (result !== null) {
              link.cookies++;
              cookies.push({ label: link.label, role: result.role, secret: result.secret, at: now, ended: false });
            }
          }
          const cookie = cookies[one.do === 'sign-out' ? one.nth : -1];
          if (cookie !== undefined) {
            entries = signOut(entries, cookie.secret, now).entries ?? entries;
            cookie.ended = true;
          }
          for (const { secret, role, at, ended } of cookies)
            expect(roleOf(entries, secret, now)).toBe(!ended && now - at < 30 * day ? role : null);
          const labels = livingOn(entries, new Date(now).toISOString().slice(0, 10)).map((entry) => entry.label);
          expect(new Set(labels).size).toBe(labels.length);
        }
      }),
    );
  });
});
