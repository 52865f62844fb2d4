/**
 * `npm run size`: what travels to a browser beside what may, and what it is made of. Beside what others send:
 * `npm run bench -- bytes`.
 */
import { readFileSync } from 'node:fs';
import { loadLibrary } from '../src/content/load.ts';
import { contentOf, modulesOf, type Share, textsOf } from './size/parts.ts';
import { weigh } from './size/weigh.ts';

/** Run from the root of the repository, as npm does. */
const root = `${process.cwd()}/`;
const library = loadLibrary(root);
/** Smaller ones are not where to save. */
const shown = 14;

function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

function number(value: number, width = 8): string {
  return value.toLocaleString('en').padStart(width);
}

function list(title: string, shares: readonly Share[]): void {
  print(`\n${title}`);
  for (const { part, bytes } of shares.slice(0, shown)) print(`${number(bytes)}  ${part}`);
}

const weights = await weigh(library);
print('   bytes      most  headroom');
for (const { what, most, bytes } of weights) {
  const over = bytes > most ? '  TOO MUCH' : '';
  print(`${number(bytes)}  ${number(most)}  ${number(most - bytes)}  ${what}${over}`);
}

const built = (name: string): string => readFileSync(`${root}dist/web/${name}.js`, 'utf8');
list('app.js: what each part adds, brotli', contentOf(library, built('app')));
for (const name of ['app', 'boot', 'loader'])
  list(`${name}.js: modules, minified, not packed`, await modulesOf(root, `src/web/${name}.ts`));
for (const { code } of library.languages) list(`texts-${code}.js: what each file adds, brotli`, textsOf(library, code));

if (weights.some(({ most, bytes }) => bytes > most)) process.exitCode = 1;
