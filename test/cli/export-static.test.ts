/** The exported site as it lies in its folder: nothing missing, nothing untrue, nothing of others overwritten. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import request from 'supertest';
import { readLetters } from '../../src/content/packed/letters.ts';
import { escapeHtml } from '../../src/render/html-escape.ts';
import { aServer } from '../server/a-server.ts';
import { wegwijzer } from '../support/command.ts';
import { library } from '../support/content.ts';

// Packing as small as can be takes seconds, and the command runs several times in one test.
jest.setTimeout(120_000);

const partner = 'https://www.linde.example';
const { languages } = library();
const others = languages.slice(1).map(({ code }) => code);
const root = mkdtempSync(join(tmpdir(), 'export-'));
const folder = join(root, 'site');

function text(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

function filesIn(directory: string, path = ''): readonly string[] {
  return readdirSync(join(directory, path)).flatMap((name) => {
    const inner = path === '' ? name : `${path}/${name}`;
    return statSync(join(directory, inner)).isDirectory() ? filesIn(directory, inner) : [inner];
  });
}

/** Quotes in an attribute as the renderer writes them. */
function policyIn(page: string): string {
  const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  return policy.replaceAll('&#39;', "'");
}

function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}

/** What `_headers` says of each path. */
function headerRules(): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(
    text('_headers')
      .trim()
      .split('\n\n')
      .map((rule) => {
        const [path = '', ...lines] = rule.split('\n');
        return [
          path,
          Object.fromEntries(
            lines.map((line) =>
              line
                .trim()
                .split(/: (.*)/s)
                .slice(0, 2),
            ),
          ),
        ] as const;
      }),
  );
}

const pages = ['', ...others.map((code) => `${code}/`)].flatMap((base) =>
  ['', 'privacy/', 'accessibility/'].map((name) => `${base}${name}index.html`),
);
const allPages = [...pages, 'embed/index.html'];

beforeAll(async () => {
  const { code, out, err } = await wegwijzer(['export-static', folder, '--partners', partner]);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('README.txt');
});

afterAll(() => rmSync(root, { recursive: true }));

describe('wegwijzer export-static', () => {
  it('writes the pages in every language, the scripts, and what tells a web server about them', () => {
    const files = filesIn(folder).filter((path) => !/\.(br|gz)$/.test(path));
    const { loader }: { readonly loader: string } = JSON.parse(text('embed.json'));
    const texts = languages.map(({ code }) => `texts-${code}.js`);
    const beside = ['_headers', 'nginx.conf.example', 'README.txt', 'wegwijzer-export.json', 'embed.json'];
    expect([...files].sort()).toEqual([...allPages, 'app.js', ...texts, 'embed.js', loader, ...beside].sort());
  });

  it('packs what goes to browsers, and unpacked it is the same', () => {
    for (const path of filesIn(folder).filter((name) => /\.(html|js|json)$/.test(name))) {
      if (path === 'wegwijzer-export.json') continue;
      const body = readFileSync(join(folder, path));
      expect(brotliDecompressSync(readFileSync(join(folder, `${path}.br`))).equals(body)).toBe(true);
      expect(gunzipSync(readFileSync(join(folder, `${path}.gz`))).equals(body)).toBe(true);
    }
  });

  it('names the loader with the hash of what it holds', () => {
    const { loader, integrity } = JSON.parse(text('embed.json')) as { loader: string; integrity: string };
    expect(integrity).toBe(`sha384-${createHash('sha384').update(text(loader)).digest('base64')}`);
    expect(text('README.txt')).toContain(`/${loader}" integrity="${integrity}"`);
  });

  it.each(allPages)('%s allows its own scripts and styles and no others, and sends no form anywhere', (path) => {
    const page = text(path);
    const directives = policyIn(page).split(';');
    const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => hashOf(style));
    const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script = '']) => hashOf(script));
    expect(scripts).toHaveLength(1);
    expect(styles).toHaveLength(2);
    expect(directives).toContain(`script-src ${scripts.join(' ')} 'self'`);
    expect([...(directives.find((one) => one.startsWith('style-src ')) ?? '').split(' ').slice(1)].sort()).toEqual(
      styles.sort(),
    );
    expect(directives).toEqual(expect.arrayContaining(["default-src 'none'", "form-action 'none'"]));
    expect(policyIn(page)).not.toContain('frame-ancestors');
    expect(page).not.toMatch(/\b(form)?action="/);
    expect(page).not.toMatch(/(href|src)="\//);
    expect(page).toContain('<meta name="referrer" content="no-referrer">');
  });

  it('tells nobody of a server that takes answers, neither in the pages nor in the texts for the talk', () => {
    const ofServers = /onze (computer|server)|our (computer|server)|zonder scripts\.|without scripts\./i;
    for (const path of [...allPages, ...languages.map(({ code }) => `texts-${code}.js`)])
      expect([path, ofServers.exec(text(path))?.[0]]).toEqual([path, undefined]);
    for (const { code } of languages) {
      const [, aboutScripts = '', ...others] = library().texts(code, 'static').lines('pages:privacy.paragraphs');
      expect(aboutScripts).toContain('JavaScript');
      expect(others.length).toBeGreaterThan(5);
      const page = text(code === 'nl' ? 'privacy/index.html' : `${code}/privacy/index.html`);
      expect(page).toContain(escapeHtml(aboutScripts));
      expect(readLetters(library().packTexts(code, 'static'))).toContain(aboutScripts);
    }
  });

  it('asks of a web server the headers that our own sends', async () => {
    const rules = headerRules();
    const { app } = aServer({ partners: [partner] });
    const { loader } = JSON.parse(text('embed.json')) as { loader: string };
    const own = (await request(app).get('/embed.json')).body as { loader: string };
    for (const [rule, address] of [
      ['/', '/'],
      ['/embed/*', '/embed'],
      ['/privacy/*', '/privacy'],
      ['/app.js', '/app.js'],
      ['/texts-en.js', '/texts-en.js'],
      ['/embed.js', '/embed.js'],
      [`/${loader}`, own.loader],
    ] as const) {
      const asked = { ...rules.get(rule) };
      const { headers } = await request(app).get(address);
      // Partners are chosen by our server; a file that lies there is for everyone.
      delete asked['access-control-allow-origin'];
      // Without a server no form goes anywhere, and a script and a style more stand in the page.
      const withServer = (policy = ''): string =>
        policy
          .replace("form-action 'none'", "form-action 'self'")
          .replace(/(style-src '[^']*') '[^']*'/, '$1')
          .replace(/script-src '[^']*'/, 'script-src');
      const policy = 'content-security-policy';
      for (const [name, value] of Object.entries(asked)) {
        const same = name === policy ? withServer : (text: string): string => text;
        expect([rule, name, same(value)]).toEqual([rule, name, same(headers[name] ?? '')]);
      }
      const sent = Object.keys(headers).filter(
        (name) =>
          !/^(content-length|content-encoding|date|connection|vary|keep-alive|transfer-encoding|content-type)$/.test(
            name,
          ),
      );
      expect([rule, sent.filter((name) => !(name in asked))]).toEqual([rule, []]);
    }
  });

  it('lets only the partners frame only the page for frames', () => {
    const framers = [...headerRules()].map(([path, rule]) => [
      path,
      /frame-ancestors (.*)$/.exec(rule['content-security-policy'] ?? '')?.[1],
    ]);
    expect(Object.fromEntries(framers)['/embed/*']).toBe(`'self' ${partner}`);
    expect(framers.filter(([path]) => path !== '/embed/*').every(([, who]) => who === "'none'")).toBe(true);
    const nginx = text('nginx.conf.example');
    expect(nginx.match(/frame-ancestors 'self' https:\/\/www\.linde\.example"/g)).toHaveLength(1);
    expect(nginx).toContain(`"${partner}" $http_origin;`);
  });

  it('has no two rules in _headers that meet: some hosts join what they say', () => {
    const paths = [...headerRules().keys()];
    const meets = (one: string, other: string): boolean =>
      one === other || (one.endsWith('*') && other.startsWith(one.slice(0, -1)));
    expect(paths.filter((one, index) => paths.some((other, at) => at !== index && meets(one, other)))).toEqual([]);
  });

  it('puts the language asked for at the root', async () => {
    const english = join(root, 'english');
    expect((await wegwijzer(['export-static', english, '--lang', 'en'])).code).toBe(0);
    expect(readFileSync(join(english, 'index.html'), 'utf8')).toContain('<html lang="en"');
    expect(readFileSync(join(english, 'nl/index.html'), 'utf8')).toContain('<html lang="nl"');
    expect(existsSync(join(english, 'en'))).toBe(false);
  });
});

describe('wegwijzer export-static, again', () => {
  it('writes over an earlier export: what nobody writes any more goes, but partners find their loader', async () => {
    const files = filesIn(folder);
    const stale = ['xx/index.html', 'xx/index.html.br', 'embed-0123456789.js'];
    const { files: known } = JSON.parse(text('wegwijzer-export.json')) as { files: readonly string[] };
    await wegwijzer(['export-static', join(root, 'other')]);
    const before = join(root, 'other');
    const put = (path: string): void => {
      writeFileSync(join(before, path), 'old');
    };
    mkdirSync(join(before, 'xx'));
    for (const path of stale) put(path);
    put('notes of somebody.txt');
    writeFileSync(join(root, 'outside.txt'), 'not ours');
    const list = [...known, ...stale, '../outside.txt', 'notes of somebody.txt'];
    writeFileSync(join(before, 'wegwijzer-export.json'), JSON.stringify({ files: list }));
    writeFileSync(join(before, 'index.html'), 'old');
    expect(await wegwijzer(['export-static', before])).toMatchObject({ code: 0, err: '' });
    expect([...filesIn(before)].sort()).toEqual([...files, 'embed-0123456789.js', 'notes of somebody.txt'].sort());
    expect(existsSync(join(before, 'xx'))).toBe(false);
    expect(existsSync(join(root, 'outside.txt'))).toBe(true);
    expect(readFileSync(join(before, 'index.html'), 'utf8')).not.toBe('old');
    // And the time after that it is still known as one of ours.
    expect(JSON.parse(readFileSync(join(before, 'wegwijzer-export.json'), 'utf8')).files).toContain(
      'embed-0123456789.js',
    );
  });

  it('refuses a folder in which something else lies, and leaves it as it is', async () => {
    const strange = mkdtempSync(join(root, 'strange-'));
    writeFileSync(join(strange, 'thesis.txt'), 'years of work');
    const { code, out, err } = await wegwijzer(['export-static', strange]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('is not empty');
    expect(readdirSync(strange)).toEqual(['thesis.txt']);
    expect((await wegwijzer(['export-static', join(strange, 'thesis.txt')])).code).toBe(2);
  });

  it.each([
    ['no folder', [], /dir/],
    ['an exit that is not https', ['x', '--exit-url', 'http://example.org'], /--exit-url: .*https/],
    ['a partner with a path', ['x', '--partners', 'https://example.org/site'], /--partners: .*origins/],
    ['a language that is not there', ['x', '--lang', 'xx'], /--lang.*nl.*en/],
  ])('ends with 2 and says why: %s', async (_, words, why) => {
    const { code, err } = await wegwijzer([
      'export-static',
      ...words.map((word) => (word === 'x' ? join(root, 'x') : word)),
    ]);
    expect(code).toBe(2);
    expect(err).toMatch(why);
    expect(existsSync(join(root, 'x'))).toBe(false);
  });
});
