import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { examine } from '../../src/cli/doctor.ts';
import { ConfigError, readConfig } from '../../src/server/config.ts';
import { isFromOwnPage } from '../../src/server/own-origin.ts';
import { aFolder, clientId, removeFolders, tenant } from './a-desk.ts';

afterAll(removeFolders);

const base = { BOT: 'off', PUBLIC_ORIGIN: 'https://desk.example.org', TRUST_PROXY: '1' };
const sso = { DESK_TENANTS: tenant, DESK_AUDIENCE: `api://desk.example.org/${clientId}` };

describe('the settings of signing in', () => {
  it('may all be left out', () => {
    const { access } = readConfig({});
    expect([access.directory, access.register, access.tenants]).toEqual([null, null, null]);
  });

  it('take both names of an app registration, and ask for app roles', () => {
    expect(readConfig({ ...base, ...sso }).access.tenants).toEqual({
      tenants: [tenant],
      audiences: [`api://desk.example.org/${clientId}`, clientId],
      roles: 'required',
      clients: ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'],
      editorTenants: [],
    });
  });

  it('know an app that is a bot too', () => {
    const audience = `api://desk.example.org/botid-${clientId}`;
    expect(readConfig({ ...base, ...sso, DESK_AUDIENCE: audience }).access.tenants?.audiences).toEqual([
      audience,
      clientId,
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['tenants without an app', { ...base, DESK_TENANTS: tenant }, 'DESK_AUDIENCE'],
    ['an app without tenants', { ...base, DESK_AUDIENCE: clientId }, 'DESK_TENANTS'],
    ['a tenant that is none', { ...base, ...sso, DESK_TENANTS: 'common' }, 'DESK_TENANTS'],
    ['an app that is none', { ...base, ...sso, DESK_AUDIENCE: 'https://graph.microsoft.com' }, 'DESK_AUDIENCE'],
    ['roles of nobody', { ...base, DESK_ROLES: 'none' }, 'DESK_ROLES'],
    ['roles that there are not', { ...base, ...sso, DESK_ROLES: 'all' }, 'DESK_ROLES'],
    [
      'editors of a tenant that may not sign in',
      { ...base, ...sso, DESK_EDITOR_TENANTS: clientId },
      'DESK_EDITOR_TENANTS',
    ],
    ['a program that is none', { ...base, ...sso, DESK_CLIENTS: 'teams' }, 'DESK_CLIENTS'],
    ['contacts that nobody could see', { ...base, DESK_DIRECTORY: '/srv/desk' }, 'DESK_DIRECTORY'],
    ['half a path', { ...base, ACCESS_REGISTER: 'register.json' }, 'ACCESS_REGISTER'],
    [
      'a register in the project',
      { ...base, ACCESS_REGISTER: join(process.cwd(), 'register.json') },
      'ACCESS_REGISTER',
    ],
    [
      'a register in the content',
      { ...base, CONTENT_ROOT: '/srv/content', ACCESS_REGISTER: '/srv/content/x/../r.json' },
      'ACCESS_REGISTER',
    ],
    [
      'a register among the contacts',
      { ...base, DESK_DIRECTORY: '/srv/desk', ACCESS_REGISTER: '/srv/desk/r.json' },
      'ACCESS_REGISTER',
    ],
    [
      'an open address without an origin',
      { BOT: 'off', HOST: '0.0.0.0', ACCESS_REGISTER: '/srv/r.json' },
      'PUBLIC_ORIGIN',
    ],
  ])('stop the start at %s, and name %3$s', (_what, env, name) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(new RegExp(`^ {2}${name}: `, 'm'));
  });

  it('tell a folder beside the project from one in it', () => {
    const beside = { ...base, ACCESS_REGISTER: '/srv/r.json', DESK_DIRECTORY: `${process.cwd()}-overlay` };
    expect(readConfig(beside).access.directory).toBe(`${process.cwd()}-overlay`);
  });
});

describe('the doctor', () => {
  async function wrongWith(env: Readonly<Record<string, string>>): Promise<string> {
    const findings = await examine({ ...base, ...env });
    return findings.flatMap(({ wrong }) => wrong ?? []).join('\n');
  }

  it('finds nothing wrong with a desk that is set up', async () => {
    const [folder, overlay] = [aFolder(), aFolder()];
    writeFileSync(join(overlay, 'contacts.yaml'), 'contacts: []\n');
    expect(await wrongWith({ ACCESS_REGISTER: join(folder, 'r.json'), DESK_DIRECTORY: overlay })).toBe('');
  });

  it('names the line of a contact, its cure, and nothing of the contact', async () => {
    const [folder, overlay] = [aFolder(), aFolder()];
    writeFileSync(join(overlay, 'contacts.yaml'), 'contacts:\n  - id: secret-name\n    visibility: public\n');
    const wrong = await wrongWith({ ACCESS_REGISTER: join(folder, 'r.json'), DESK_DIRECTORY: overlay });
    expect(wrong).toMatch(/contacts\.yaml:3: .*"contacts\.0\.visibility"/);
    expect(wrong).toContain('→');
    expect(wrong).not.toMatch(/secret-name|contacts\.yaml.*\/desk-/);
  });

  it('knows which municipalities there are', async () => {
    const [folder, overlay] = [aFolder(), aFolder()];
    const name = '\n      value: Een contact\n      status: verified-source\n      checkedOn: null\n';
    writeFileSync(
      join(overlay, 'contacts.yaml'),
      `contacts:\n  - id: one\n    visibility: desk\n    name:${name}    municipality: [GM9999]\n`,
    );
    const wrong = await wrongWith({ ACCESS_REGISTER: join(folder, 'r.json'), DESK_DIRECTORY: overlay });
    expect(wrong).toMatch(/contacts\.yaml:8: there is no municipality with this code/);
  });

  it('sees that others may look in', async () => {
    const folder = aFolder();
    const register = join(folder, 'r.json');
    writeFileSync(register, '{"entries":[]}', { mode: 0o644 });
    expect(await wrongWith({ ACCESS_REGISTER: register })).toMatch(/ACCESS_REGISTER: .*chmod 600/);
    chmodSync(register, 0o600);
    expect(await wrongWith({ ACCESS_REGISTER: register })).toBe('');
    const open = join(folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    expect(await wrongWith({ ACCESS_REGISTER: join(open, 'r.json') })).toMatch(/ACCESS_REGISTER: .*chmod 700/);
  });

  it('sees a register that is none', async () => {
    const register = join(aFolder(), 'r.json');
    writeFileSync(register, 'label: one', { mode: 0o600 });
    expect(await wrongWith({ ACCESS_REGISTER: register })).toMatch(/ACCESS_REGISTER: this file is no register/);
  });
});

describe('a page of ours', () => {
  const own = 'https://desk.example.org';
  it.each<[string, object, string | null, boolean]>([
    ['our origin', { origin: own }, own, true],
    ['another', { origin: 'https://evil.example' }, own, false],
    ['none, and the browser says ours', { 'sec-fetch-site': 'same-origin' }, own, true],
    ['none, and the browser says nothing', {}, own, false],
    ['none, typed into the address line', { 'sec-fetch-site': 'none' }, own, false],
    ['null, and the browser says ours', { origin: 'null', 'sec-fetch-site': 'same-origin' }, own, true],
    ['null, and the browser says nothing', { origin: 'null' }, own, false],
    ['this machine', { origin: 'http://127.0.0.1:3978', host: '127.0.0.1:3978' }, null, true],
    ['a name that leads to this machine', { origin: 'http://rebound.example', host: 'rebound.example' }, null, false],
    ['another door of this machine', { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:3978' }, null, false],
  ])('is told by %s: %s', (_what, headers, publicOrigin, is) => {
    expect(isFromOwnPage(headers, publicOrigin)).toBe(is);
  });
});
