/** `wegwijzer access`, as an operator runs it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Ended, wegwijzer } from '../support/command.ts';
import { projectRoot } from '../support/content.ts';

let folder: string;
const before = { ...process.env };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-'));
  process.env.ACCESS_REGISTER = join(folder, 'register.json');
  process.env.PUBLIC_ORIGIN = 'https://desk.example.org';
  // A mistake elsewhere must not keep anybody from revoking a link.
  process.env.NODE_ENV = 'production';
});
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true });
});

const register = (): string => readFileSync(join(folder, 'register.json'), 'utf8');
const access = (...words: readonly string[]): Promise<Ended> => wegwijzer(['access', ...words]);

describe('wegwijzer access', () => {
  it('prints a link once, lists it, and revokes it', async () => {
    const issued = await access('issue', '--label', 'Enschede 3', '--role', 'key-person');
    expect(issued.code).toBe(0);
    expect(issued.out).toMatch(/^https:\/\/desk\.example\.org\/desk\/sign-in#[\w-]{43}\n$/);
    expect(issued.err).toContain('It works once, within 7 days');
    const secret = issued.out.trim().split('#')[1] ?? 'no link';
    expect(register()).not.toContain(secret);
    expect(statSync(join(folder, 'register.json')).mode & 0o777).toBe(0o600);
    const listed = await access('list');
    expect(listed.out).toMatch(/^Enschede 3 +key-person +not used yet +until \d{4}-\d{2}-\d{2}\n$/);
    expect(await access('revoke', 'Enschede 3')).toEqual({
      code: 0,
      out: 'Revoked: it works no longer, from now on.\n',
      err: '',
    });
    expect((await access('list')).out).toBe('No link is in use.\n');
  });

  it('takes two who issue at the same moment', async () => {
    const labels = ['one', 'two', 'three'];
    const all = await Promise.all(labels.map((label) => access('issue', '--label', label, '--role', 'editor')));
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(new Set(all.map(({ out }) => out)).size).toBe(3);
    for (const label of labels) expect(register()).toContain(`"${label}"`);
  });

  it.each([
    ['a role that there is not', ['issue', '--label', 'x', '--role', 'admin'], /key-person/],
    ['no label', ['issue', '--role', 'editor'], /--label/],
    ['no role', ['issue', '--label', 'x'], /--role/],
    ['a label that is taken', ['issue', '--label', 'one', '--role', 'editor'], /--label: .*revoke it first/],
    ['a label of other characters', ['issue', '--label', 'a\nb', '--role', 'editor'], /--label: write 1 to 60/],
    ['a label that nobody has', ['revoke', 'nobody has this'], /^(?!.*nobody has this).*access list/],
  ])('ends with 2 and says why on the other stream: %s', async (_, words, why) => {
    const { code, out, err } = await access(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(why);
  });

  it('names the setting that is missing', async () => {
    const child = spawn(process.execPath, [join(projectRoot, 'dist/cli/main.js'), 'access', 'list'], {
      env: { ...process.env, ACCESS_REGISTER: '' },
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, err]).toEqual([2, 'ACCESS_REGISTER: write the whole path of the file that keeps the links\n']);
  });
});
