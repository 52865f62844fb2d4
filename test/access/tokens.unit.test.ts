/**
 * Who is let in by a token of Entra, and that everybody else is told the same.
 */
import { createHmac, createSign, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import request from 'supertest';
import {
  type Authority,
  aDesk,
  aKeyPair,
  anAuthority,
  aToken,
  clientId,
  origin,
  removeFolders,
  type TestDesk,
  type TokenChanges,
  tenant,
} from './a-desk.ts';

const ours = aKeyPair();
const stranger = aKeyPair();
const foreign = '33333333-3333-4333-8333-333333333333';
const env = {
  DESK_TENANTS: tenant,
  DESK_AUDIENCE: `api://desk.example.org/${clientId}`,
  DESK_EDITOR_TENANTS: tenant,
};

let authority: Authority;
let desk: TestDesk;

beforeAll(async () => {
  authority = await anAuthority();
  authority.published.set('first', ours);
  desk = aDesk({ env, keysOf: authority.keysOf });
});
afterAll(async () => {
  await authority.close();
  removeFolders();
});

const token = (changes: TokenChanges = {}, key: KeyObject | Uint8Array = ours.privateKey): Promise<string> =>
  aToken(key, desk.clock.now, changes);

function ask(authorization: string | null, path = '/desk/api/session', at: TestDesk = desk) {
  const asked = request(at.app).get(path);
  return authorization === null ? asked : asked.set('Authorization', authorization);
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The token with its claims replaced, and the signature as it was. */
async function withClaims(claims: object): Promise<string> {
  const [header, payload = '', signature] = (await token()).split('.');
  const read: object = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return [header, part({ ...read, ...claims }), signature].join('.');
}

/** Signed by hand, for headers that no library would write. */
async function byHand(header: object, sign: (signed: string) => string): Promise<string> {
  const [, payload] = (await token()).split('.');
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: 'first', ...header })}.${payload}`;
  return `${signed}.${sign(signed)}`;
}

const withOurKey = (signed: string): string =>
  createSign('RSA-SHA256').update(signed).sign(ours.privateKey).toString('base64url');
const withPublicKey = (signed: string): string =>
  createHmac('sha256', ours.publicKey.export({ type: 'spki', format: 'pem' }))
    .update(signed)
    .digest('base64url');

const seconds = (offset: number): number => Math.floor(desk.clock.now / 1000) + offset;
const bearer = async (made: Promise<string>): Promise<string> => `Bearer ${await made}`;
const changed = (changes: () => TokenChanges) => (): Promise<string> => bearer(token(changes()));

const bad: readonly (readonly [string, () => Promise<string | null>])[] = [
  ['is missing', async () => null],
  ['is empty', async () => 'Bearer '],
  ['is junk', async () => 'Bearer junk'],
  ['is junk in three parts', async () => 'Bearer a.b.c'],
  ['is of another scheme', async () => `Basic ${await token()}`],
  ['has no scheme', () => token()],
  ['comes with a second one', async () => `Bearer ${await token()}, Bearer ${await token()}`],
  ['is for somebody else', changed(() => ({ claims: { aud: foreign } }))],
  ['is for nobody', changed(() => ({ without: ['aud'] }))],
  ['is for Graph', changed(() => ({ claims: { aud: 'https://graph.microsoft.com' } }))],
  ['is for an app of the same name elsewhere', changed(() => ({ claims: { aud: `api://other.example/${clientId}` } }))],
  ['has expired', changed(() => ({ claims: { exp: seconds(-61) } }))],
  ['never expires', changed(() => ({ without: ['exp'] }))],
  ['expires in words', changed(() => ({ claims: { exp: 'tomorrow' } }))],
  ['is not valid yet', changed(() => ({ claims: { nbf: seconds(61) } }))],
  ['does not say from when', changed(() => ({ without: ['nbf'] }))],
  ['does not say when it was made', changed(() => ({ without: ['iat'] }))],
  [
    'is of a tenant that is not ours',
    changed(() => ({ claims: { iss: `https://login.microsoftonline.com/${foreign}/v2.0`, tid: foreign } })),
  ],
  ['is of our issuer for another tenant', changed(() => ({ claims: { tid: foreign } }))],
  ['names no tenant', changed(() => ({ without: ['tid'] }))],
  ['names no issuer', changed(() => ({ without: ['iss'] }))],
  [
    'is of an issuer that looks like ours',
    changed(() => ({ claims: { iss: `https://login.microsoftonline.com.example/${tenant}/v2.0` } })),
  ],
  ['is of all tenants', changed(() => ({ claims: { iss: 'https://login.microsoftonline.com/common/v2.0' } }))],
  ['is of version 1.0', changed(() => ({ claims: { ver: '1.0', iss: `https://sts.windows.net/${tenant}/` } }))],
  ['calls itself version 1.0', changed(() => ({ claims: { ver: '1.0' } }))],
  ['has another scope', changed(() => ({ claims: { scp: 'User.Read' } }))],
  ['has a scope that begins like ours', changed(() => ({ claims: { scp: 'access_as_user_too' } }))],
  ['is of a program and not of a person', changed(() => ({ without: ['scp'], claims: { idtyp: 'app' } }))],
  ['has no app role', changed(() => ({ without: ['roles'] }))],
  ['has another app role', changed(() => ({ claims: { roles: ['Desk.Reader'] } }))],
  ['has its role as a text', changed(() => ({ claims: { roles: 'Desk.KeyPerson' } }))],
  ['was asked for by a program of somebody else', changed(() => ({ claims: { azp: foreign } }))],
  ['does not say what asked for it', changed(() => ({ without: ['azp'] }))],
  ['is signed by a stranger', () => bearer(token({}, stranger.privateKey))],
  ['is signed with a key that nobody knows', () => bearer(token({ header: { kid: 'other' } }, stranger.privateKey))],
  ['is signed with RS512', changed(() => ({ header: { alg: 'RS512' } }))],
  ['is signed with PS256', changed(() => ({ header: { alg: 'PS256' } }))],
  [
    'is signed with a password',
    () =>
      bearer(
        new SignJWT({})
          .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: 'first' })
          .sign(Buffer.alloc(32, 'password')),
      ),
  ],
  ['takes our public key for a password', () => bearer(byHand({ alg: 'HS256' }, withPublicKey))],
  ['says it needs no signature', () => bearer(byHand({ alg: 'none' }, () => ''))],
  ['says it needs no signature and has one', () => bearer(byHand({ alg: 'none' }, withOurKey))],
  ['lost its signature', async () => bearer(byHand({}, () => ''))],
  [
    'brings its own key',
    () =>
      bearer(
        byHand({ jwk: stranger.publicKey.export({ format: 'jwk' }) }, (signed) =>
          createSign('RSA-SHA256').update(signed).sign(stranger.privateKey).toString('base64url'),
        ),
      ),
  ],
  ['is of another type', () => bearer(byHand({ typ: 'at+jwt-else' }, withOurKey))],
  ['needs a rule that we do not know', () => bearer(byHand({ crit: ['exp'] }, withOurKey))],
  ['was given a longer life', () => bearer(withClaims({ exp: 9_999_999_999 }))],
  ['was given a better role', () => bearer(withClaims({ roles: ['Desk.Editor'] }))],
];

/** All that somebody outside can see of an answer. */
function seen({ status, headers, text }: request.Response): unknown {
  const { date: _date, ...rest } = headers;
  return { status, headers: rest, text };
}

describe('a token of Entra', () => {
  it('of a key person opens the desk, under either name of the app', async () => {
    for (const aud of [clientId, `api://desk.example.org/${clientId}`]) {
      const { status, body } = await ask(await bearer(token({ claims: { aud } })));
      expect([status, body]).toEqual([200, { role: 'key-person' }]);
    }
  });

  it('of an editor opens it as an editor, also when she is a key person too', async () => {
    const roles = ['Desk.KeyPerson', 'Desk.Editor'];
    expect((await ask(await bearer(token({ claims: { roles } })))).body).toEqual({ role: 'editor' });
  });

  it('of an editor of an organisation that edits nothing here opens it as a key person', async () => {
    const at = aDesk({ env: { ...env, DESK_EDITOR_TENANTS: '' }, keysOf: authority.keysOf });
    const made = await bearer(token({ claims: { roles: ['Desk.Editor'] } }));
    expect((await ask(made, '/desk/api/session', at)).body).toEqual({ role: 'key-person' });
  });

  it('may be off by less than a minute, as clocks are', async () => {
    const late = await ask(await bearer(token({ claims: { exp: seconds(-50) } })));
    const early = await ask(await bearer(token({ claims: { nbf: seconds(50) } })));
    expect([late.status, early.status]).toEqual([200, 200]);
  });

  it('may have other scopes beside ours', async () => {
    expect((await ask(await bearer(token({ claims: { scp: 'openid access_as_user' } })))).status).toBe(200);
  });

  it.each(bad)('that %s is answered 401, with the very bytes that everybody gets', async (_which, make) => {
    const nobody = seen(await ask(null, '/desk/api/contacts'));
    const refused = seen(await ask(await make(), '/desk/api/contacts'));
    expect(refused).toEqual(nobody);
    expect(refused).toMatchObject({ status: 401, text: '{"error":{"code":"Unauthorized","message":"sign in first"}}' });
  });

  it('changes something only from a page of ours', async () => {
    const authorization = await bearer(token());
    const out = request(desk.app).post('/desk/api/sign-out').set('Authorization', authorization);
    expect((await out).status).toBe(401);
    const own = request(desk.app).post('/desk/api/sign-out').set({ Authorization: authorization, Origin: origin });
    expect((await own).status).toBe(204);
  });

  it('is not there for a tenant when no tenant was named', async () => {
    const without = aDesk({ keysOf: authority.keysOf });
    expect((await ask(await bearer(token()), '/desk/api/session', without)).status).toBe(401);
  });

  it('leaves no trace in the log', async () => {
    const made = await token();
    await ask(`Bearer ${made}`);
    const log = desk.log.join('\n');
    for (const secret of [...made.split('.'), 'Somebody Private', tenant, clientId]) expect(log).not.toContain(secret);
  });
});

describe('where everybody of an organisation is a key person', () => {
  const open = () => aDesk({ env: { ...env, DESK_ROLES: 'none' }, keysOf: authority.keysOf });

  it('a token without an app role opens the desk, and not as an editor', async () => {
    const { body } = await ask(await bearer(token({ without: ['roles'] })), '/desk/api/session', open());
    expect(body).toEqual({ role: 'key-person' });
  });

  it('an editor still needs hers', async () => {
    const { body } = await ask(
      await bearer(token({ claims: { roles: ['Desk.Editor'] } })),
      '/desk/api/session',
      open(),
    );
    expect(body).toEqual({ role: 'editor' });
  });

  it('strangers stay outside', async () => {
    const claims = { iss: `https://login.microsoftonline.com/${foreign}/v2.0`, tid: foreign };
    expect((await ask(await bearer(token({ claims })), '/desk/api/session', open())).status).toBe(401);
  });
});

describe('keys', () => {
  it('that are new are fetched when they are first used, and old ones end when they are withdrawn', async () => {
    const rotating = await anAuthority(0);
    rotating.published.set('first', ours);
    const at = aDesk({ env, keysOf: rotating.keysOf });
    const with_ = async (kid: string, key: KeyObject): Promise<number> =>
      (await ask(`Bearer ${await aToken(key, at.clock.now, { header: { kid } })}`, '/desk/api/session', at)).status;
    expect(await with_('first', ours.privateKey)).toBe(200);
    const second = aKeyPair();
    expect(await with_('second', second.privateKey)).toBe(401);
    rotating.published.set('second', second);
    expect(await with_('second', second.privateKey)).toBe(200);
    rotating.published.delete('first');
    // A key that nobody knows makes us look again; then the old one is gone.
    expect(await with_('third', second.privateKey)).toBe(401);
    expect(await with_('first', ours.privateKey)).toBe(401);
    await rotating.close();
  });

  it('are not asked for by whoever makes up key after key', async () => {
    const calm = await anAuthority();
    calm.published.set('first', ours);
    const at = aDesk({ env, keysOf: calm.keysOf });
    for (let times = 0; times < 20; times++) {
      const made = await aToken(stranger.privateKey, at.clock.now, { header: { kid: `made-up-${times}` } });
      expect((await ask(`Bearer ${made}`, '/desk/api/session', at)).status).toBe(401);
    }
    expect(calm.asked()).toBe(1);
    await calm.close();
  });

  it('of other tenants than ours are never asked for', async () => {
    const calm = await anAuthority();
    const at = aDesk({ env, keysOf: calm.keysOf });
    const iss = `https://login.microsoftonline.com/${foreign}/v2.0`;
    const made = await aToken(stranger.privateKey, at.clock.now, { claims: { iss, tid: foreign } });
    await ask(`Bearer ${made}`, '/desk/api/session', at);
    expect(calm.asked()).toBe(0);
    await calm.close();
  });

  it.each([
    ['an error', () => ({ status: 500, body: 'no' })],
    ['something else than keys', () => ({ status: 200, body: '<html>' })],
    ['keys of another form', () => ({ status: 200, body: '{"keys":5}' })],
  ])('that come as %s let nobody in; the log says so once, and when it is over', async (_what, answer) => {
    const failing = await anAuthority(0);
    failing.published.set('first', ours);
    failing.broken = answer;
    const at = aDesk({ env, keysOf: failing.keysOf });
    const authorization = `Bearer ${await aToken(ours.privateKey, at.clock.now)}`;
    const nobody = seen(await ask(null, '/desk/api/session', at));
    expect(seen(await ask(authorization, '/desk/api/session', at))).toEqual(nobody);
    expect(seen(await ask(authorization, '/desk/api/session', at))).toEqual(nobody);
    expect(at.log.filter((line) => line.includes('cannot be fetched'))).toHaveLength(1);
    failing.broken = null;
    expect((await ask(authorization, '/desk/api/session', at)).status).toBe(200);
    expect(at.log.filter((line) => line.includes('can be fetched again'))).toHaveLength(1);
    await failing.close();
  });
});
