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

function bundle(scripts, minified, banner = {}) {
  return build({
    banner,
    entryPoints: Object.entries(scripts).map(([out, source]) => ({ in: source, out })),
    bundle: true,
    minify: minified,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    outdir: folder,
  });
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

await bundle(publicScripts, false);
for (const name of Object.keys(publicScripts)) await changed(name, smallest);
// The licences of what is in it want to be in every copy.
const licences = await Promise.all(
  ['accessible-autocomplete/LICENSE.txt'].map((file) => readFile(`node_modules/${file}`, 'utf8')),
);
await bundle(deskScripts, true, { js: `/*!\n${licences.join('\n').trim()}\n*/` });
for (const name of Object.keys(deskScripts)) await changed(name, (bundled) => bundled);

// The desk as a tab of Teams: with Microsoft's library, so a file of its own, which only a page in a frame loads. It may
// neither ask anybody for anything nor look into storage; what it finds there instead is said in `without.ts`. Its licence
// wants to be in every copy.
const licence = await readFile('node_modules/@microsoft/teams-js/LICENSE', 'utf8');
await build({
  entryPoints: [{ in: 'src/desk/teams/join.ts', out: 'desk-teams' }],
  inject: ['src/desk/teams/without.ts'],
  banner: { js: `/*!\n${licence.trim()}\n*/` },
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  outdir: folder,
});
