/**
 * Makes the scripts of the pages: one file each. Those of the public page are made as small as they get: esbuild bundles;
 * terser, which looks over several rounds where esbuild looks once, makes the result four per cent smaller. The scripts of
 * the desk hold libraries that were not written with that in mind; esbuild alone is careful enough for them.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { minify } from 'terser';

const folder = 'dist/web';
/** What each file is made from. */
const publicScripts = { boot: 'src/web/boot.ts', app: 'src/web/app.ts', loader: 'src/web/loader.ts' };
const deskScripts = {
  desk: 'src/desk/browser/desk.ts',
  'desk-still': 'src/desk/browser/still.ts',
  'desk-map': 'src/desk/browser/map.ts',
  'desk-sign-in': 'src/desk/browser/sign-in.ts',
};

/** Packages that stand within a file of another one, where esbuild does not see them. */
const within = { 'accessible-autocomplete': ['core-js', 'preact'] };

/** Which packages each file holds; for `docs/licences.md`. */
const packages = {};

/** The innermost folder of packages counts: some bring others along. */
function packageOf(path) {
  const [scope, name] = path.split('node_modules/').pop().split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

function packagesIn({ inputs }) {
  const paths = Object.keys(inputs).filter((path) => path.includes('node_modules/') && inputs[path].bytesInOutput > 0);
  const seen = new Set(paths.map(packageOf));
  return [...seen].flatMap((name) => [name, ...(within[name] ?? [])]).sort();
}

/** Of what is brought along the text stands in `licences`: the version that npm installs may be another. */
async function licenceOf(name) {
  const places = [
    `licences/${name}.txt`,
    ...['LICENSE', 'LICENSE.txt', 'LICENSE.md'].map((file) => `node_modules/${name}/${file}`),
  ];
  for (const place of places) {
    const text = await readFile(place, 'utf8').catch(() => null);
    if (text !== null) return `${name}\n\n${text.trim()}`;
  }
  throw new Error(`the licence of ${name} has to be in every copy: put its text into licences/${name}.txt`);
}

/** The licences of what is in a file want to be in every copy of it. */
async function licencesFor(file, names) {
  packages[file] = names;
  if (names.length === 0) return;
  const texts = await Promise.all(names.map(licenceOf));
  const path = `${folder}/${file}.js`;
  await writeFile(path, `/*!\n${texts.join('\n\n---\n\n')}\n*/\n${await readFile(path, 'utf8')}`);
}

async function bundle(scripts, options) {
  const { metafile } = await build({
    entryPoints: Object.entries(scripts).map(([out, source]) => ({ in: source, out })),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    outdir: folder,
    metafile: true,
    ...options,
  });
  return Object.keys(scripts).map((name) => [name, packagesIn(metafile.outputs[`${folder}/${name}.js`])]);
}

/** The server puts values before it, and a directive counts only where it stands first. */
async function changed(name, change) {
  const file = `${folder}/${name}.js`;
  const bundled = (await readFile(file, 'utf8')).replace(/^"use strict";\s*/, '');
  await writeFile(file, `${(await change(bundled)).trim()}\n`);
}

async function smallest(bundled) {
  const { code } = await minify(bundled, {
    ecma: 2020,
    // Functions put into their only place compress worse than functions.
    compress: { passes: 6, unsafe_arrows: true, inline: 1 },
    format: { comments: false },
  });
  return code;
}

const inPublic = await bundle(publicScripts, { minify: false });
for (const name of Object.keys(publicScripts)) await changed(name, smallest);
const inDesk = await bundle(deskScripts, { minify: true });
for (const name of Object.keys(deskScripts)) await changed(name, (bundled) => bundled);

// The desk as a tab of Teams: with Microsoft's library, so a file of its own, which only a page in a frame loads. It may
// neither ask anybody for anything nor look into storage; what it finds there instead is said in `without.ts`.
const inTeams = await bundle(
  { 'desk-teams': 'src/desk/teams/join.ts' },
  { minify: true, format: 'esm', inject: ['src/desk/teams/without.ts'] },
);
for (const [name, names] of [...inPublic, ...inDesk, ...inTeams]) await licencesFor(name, names);
await writeFile('dist/web-packages.json', `${JSON.stringify(packages, null, 2)}\n`);
