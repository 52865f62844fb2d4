/**
 * What of others is in the product: that the pages say it as it is, that its licences go together with ours, and that the
 * lock leaves nothing open.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { foundBy, licenceRules, packagesIn } from '../../evidence/packages/lock.ts';
import { madeIn } from '../../evidence/packages/made.ts';
import { projectRoot } from '../support/content.ts';

const text = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

const { packages, files } = madeIn(projectRoot);
const rules = licenceRules();
const onServer = packages.filter((one) => one.onServer);

describe('the pages about packages (when one differs: npm run packages)', () => {
  it.each([...files.keys()])('%s says what is there', (path) => {
    expect(text(path)).toBe(files.get(path));
  });
});

describe('every package on a server', () => {
  it('comes under a licence that goes together with ours', () => {
    const others = onServer.filter(({ licence }) => licence === null || !(licence in rules.allowed));
    expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  });

  it('runs no program when it is installed', () => {
    expect(onServer.filter((one) => one.runsAtInstall).map(({ name }) => name)).toEqual([]);
  });

  it('finds there what it needs', () => {
    const byPath = new Map(onServer.map((one) => [one.path, one]));
    const missing = onServer.flatMap((one) =>
      one.needs.flatMap((name) => (foundBy(byPath, one, name) === null ? [`${one.name} needs ${name}`] : [])),
    );
    expect(missing).toEqual([]);
  });
});

describe('the lock', () => {
  it('says of every package by which hash it is known, and of none where it was fetched', () => {
    expect(packages.length).toBeGreaterThan(400);
    for (const { path, integrity, resolved } of packages)
      expect({ path, integrity, resolved }).toEqual({
        path,
        integrity: expect.stringMatching(/^sha512-[\w+/]{86}==$/),
        resolved: null,
      });
  });

  it('names the packages that would run a program, and we know each', () => {
    const found = packages.filter((one) => one.runsAtInstall).map(({ name }) => name);
    expect([...found].sort()).toEqual(Object.keys(rules.runsAtInstall).sort());
  });

  it('is read with its licences: one that is not allowed would be seen', () => {
    const lock = JSON.stringify({
      lockfileVersion: 3,
      packages: { '': {}, 'node_modules/@a/b': { version: '1.0.0', license: 'SSPL-1.0', hasInstallScript: true } },
    });
    expect(packagesIn(lock, rules)).toMatchObject([
      { name: '@a/b', licence: 'SSPL-1.0', onServer: true, runsAtInstall: true, integrity: null },
    ]);
  });
});

describe('the bill of materials', () => {
  const bill = z
    .looseObject({
      bomFormat: z.literal('CycloneDX'),
      components: z.array(
        z.looseObject({
          name: z.string(),
          version: z.string(),
          licenses: z.array(z.unknown()).min(1),
          hashes: z.array(z.looseObject({ content: z.string().regex(/^[0-9a-f]{128}$/) })).length(1),
        }),
      ),
      dependencies: z.array(z.strictObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
    })
    .parse(JSON.parse(text('docs/sbom.cdx.json')));

  it('names every package on a server, with version, licence and hash', () => {
    expect(bill.components.map(({ name, version }) => `${name}@${version}`)).toEqual(
      onServer.map(({ name, version }) => `${name}@${version}`),
    );
  });

  it('says who needs what, and nothing is there that nobody needs', () => {
    const [product, ...rest] = bill.dependencies;
    const needed = new Set([product, ...rest].flatMap((one) => one?.dependsOn ?? []));
    const lonely = rest.filter(({ ref }) => !needed.has(ref)).map(({ ref }) => ref);
    expect(lonely).toEqual([]);
  });

  it('names no machine and no place where packages were fetched', () => {
    // An address, or a path that begins at a root: at the start of a text, or of a part of one.
    const place = /https?:|file:|(?:^|["'|=:\s])(?:\/|[A-Za-z]:\\+)\w/m;
    expect(text('docs/sbom.cdx.json')).not.toMatch(place);
    for (const one of ['"/srv/a"', '"a|/opt/a"', '"path=/x/a"', '"C:\\\\a"', '"https://a.example"', '"file:a"'])
      expect(one).toMatch(place);
  });
});

describe('the files for browsers', () => {
  const inBrowsers = z.record(z.string(), z.array(z.string())).parse(JSON.parse(text('dist/web-packages.json')));

  it('hold nothing of anybody else where the public and partners load them', () => {
    expect([inBrowsers.boot, inBrowsers.app, inBrowsers.loader]).toEqual([[], [], []]);
  });

  it('have in each copy whose work is in them', () => {
    const holders = {
      'accessible-autocomplete': 'Crown Copyright (Government Digital Service)',
      'core-js': 'Denis Pushkarev',
      preact: 'Jason Miller',
      '@microsoft/teams-js': 'Microsoft Teams JS Library',
      debug: 'Josh Junon',
      ms: 'Zeit, Inc.',
      tslib: 'Permission to use, copy, modify, and/or distribute this software for any',
      uuid: 'Robert Kieffer',
    };
    const held = Object.entries(inBrowsers).flatMap(([file, names]) => names.map((name) => [file, name] as const));
    expect(held.map(([, name]) => name).sort()).toEqual(Object.keys(holders).sort());
    for (const [file, name] of held)
      expect(text(`dist/web/${file}.js`)).toContain(new Map(Object.entries(holders)).get(name));
  });
});

describe('our own package', () => {
  const { scripts } = z
    .looseObject({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(text('package.json')));

  it('runs nothing at an install but its own build', () => {
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];
    expect(atInstall.filter((name) => name in scripts)).toEqual(['prepare']);
    expect(scripts.prepare).toBe('npm run --silent build');
  });

  it('writes no address of where packages are fetched into the lock', () => {
    expect(text('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
  });
});
