/**
 * The app with people who may sign in: a register and an overlay in a folder of their own, a clock that is moved by hand, a
 * log that is kept, and an authority on this machine that signs tokens as Entra does.
 */
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { exportJWK, type JWTHeaderParameters, SignJWT } from 'jose';
import { pino } from 'pino';
import { issue } from '../../src/access/links.ts';
import { registerIn } from '../../src/access/register.ts';
import type { Role } from '../../src/access/role.ts';
import { type KeysOf, publishedKeys } from '../../src/access/tenant-tokens.ts';
import { readConfig } from '../../src/server/config.ts';
import { type OpenAccessOptions, openAccess } from '../../src/server/open-access.ts';
import { createServer } from '../../src/server/server.ts';
import { library } from '../support/content.ts';

export const origin = 'https://desk.example.org';
export const cookieName = '__Secure-desk';
export const tenant = '22222222-2222-4222-8222-222222222222';
export const clientId = '11111111-1111-4111-8111-111111111111';
export const day = 24 * 60 * 60_000;

const folders: string[] = [];

/** A folder that only we may enter, gone after the tests. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export interface TestDesk {
  readonly app: Express;
  readonly clock: { now: number };
  readonly log: string[];
  readonly folder: string;
  readonly register: string;
  readonly contactsFile: string;
  /** Writes the file with contacts. */
  contacts(text: string): void;
  /** Issues a link, as the command does; what stands behind the #. */
  issue(label: string, role?: Role): Promise<string>;
}

export interface DeskOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly contacts?: string;
  readonly keysOf?: KeysOf;
  /** Without any of it: a server on which nobody can sign in. */
  readonly bare?: boolean;
  /** With everything else that the server does around it; left out: its door alone, which is made much faster. */
  readonly whole?: boolean;
}

export const emptyContacts = 'contacts: []\n';

function doorAlone(options: OpenAccessOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/desk/api', openAccess(options).router);
  return app;
}

export function aDesk(options: DeskOptions = {}): TestDesk {
  const { env = {}, contacts = emptyContacts, keysOf, bare = false, whole = false } = options;
  const folder = aFolder();
  const overlay = aFolder();
  const register = join(folder, 'register.json');
  const write = (text: string): void => writeFileSync(join(overlay, 'contacts.yaml'), text);
  write(contacts);
  const places = bare ? {} : { ACCESS_REGISTER: register, DESK_DIRECTORY: overlay };
  const clock = { now: Date.UTC(2026, 10, 23, 12) };
  const log: string[] = [];
  const parts = {
    config: {
      ...readConfig({ BOT: 'off', PUBLIC_ORIGIN: origin, ...places, ...env }),
      requestsPerMinute: 1_000_000,
    },
    library,
    logger: pino({}, { write: (line: string) => void log.push(line) }),
    now: () => clock.now,
    elapsed: () => clock.now,
    random: randomBytes,
    ...(keysOf === undefined ? {} : { keysOf }),
  };
  const app = whole ? createServer({ ...parts, library: library() }) : doorAlone(parts);
  return {
    app,
    clock,
    log,
    folder,
    register,
    contactsFile: join(overlay, 'contacts.yaml'),
    contacts: write,
    async issue(label, role = 'key-person') {
      const issuing = { now: () => clock.now, random: randomBytes };
      const secret = await registerIn(register).change((entries) => issue(entries, { label, role }, issuing));
      if (secret === null) throw new Error('this label is taken');
      return secret;
    },
  };
}

// --- An authority -------------------------------------------------------------------------------------------------------

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function aKeyPair(): KeyPair {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

export interface Authority {
  readonly keysOf: KeysOf;
  /** The keys that it publishes, by their ids. */
  readonly published: Map<string, KeyPair>;
  /** How often it was asked for them. */
  asked(): number;
  /** What it answers with instead of its keys; null: the keys. */
  broken: (() => { readonly status: number; readonly body: string }) | null;
  close(): Promise<void>;
}

/** Publishes keys as a tenant does. `cooldownMs`: how long a key that it does not know is not looked for again. */
export async function anAuthority(cooldownMs?: number): Promise<Authority> {
  const published = new Map<string, KeyPair>();
  let asked = 0;
  const server: Server = createHttpServer(async (request, response) => {
    if (request.url !== `/${tenant}/discovery/v2.0/keys`) return void response.writeHead(404).end();
    asked++;
    if (authority.broken !== null) {
      const { status, body } = authority.broken();
      return void response.writeHead(status).end(body);
    }
    const keys = await Promise.all(
      [...published].map(async ([kid, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid, use: 'sig' })),
    );
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  const { port } = server.address() as AddressInfo;
  const authority: Authority = {
    keysOf: publishedKeys(`http://127.0.0.1:${port}`, cooldownMs),
    published,
    asked: () => asked,
    broken: null,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return authority;
}

export interface TokenChanges {
  readonly claims?: object;
  /** Claims that are left out. */
  readonly without?: readonly string[];
  readonly header?: Partial<JWTHeaderParameters>;
}

/** A token as Teams hands it over for a key person, with changes. `now` in milliseconds. */
export function aToken(key: KeyObject | Uint8Array, now: number, changes: TokenChanges = {}): Promise<string> {
  const { claims = {}, without = [], header = {} } = changes;
  const seconds = Math.floor(now / 1000);
  const usual = {
    iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
    aud: clientId,
    iat: seconds,
    nbf: seconds - 300,
    exp: seconds + 3600,
    tid: tenant,
    azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
    ver: '2.0',
    scp: 'access_as_user',
    roles: ['Desk.KeyPerson'],
    oid: '44444444-4444-4444-8444-444444444444',
    name: 'Somebody Private',
    ...claims,
  };
  const payload = Object.fromEntries(Object.entries(usual).filter(([name]) => !without.includes(name)));
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'first', ...header }).sign(key);
}
