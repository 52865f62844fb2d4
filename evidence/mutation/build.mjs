/**
 * The fast tests of the core in one file that mocha reads: the very files that jest runs, with the words of jest said to
 * mocha (`jest-as-mocha.mjs`). The content is read before any test runs, so before any mutant is switched on.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** First what sees most in the least time, then what looks closely at one thing: a mutant that they find need not go on to the long ones. */
const tests = [
  'core/recorded.unit',
  'core/answers.unit',
  'core/phone.unit',
  'core/hours.unit',
  'core/understand/words.unit',
  'core/policy.unit',
  'core/condition.unit',
  'core/place.unit',
  'core/directory.unit',
  'core/typed.unit',
  'core/dialog.unit',
  'core/place-evaluation',
  'content/guide-b2.proof',
  'core/converse.unit',
  'understand/understanding.proof',
];

/**
 * What the core does while the content is read is no test, and Stryker would start a process anew for each mutant that
 * is met there as well. Those that no test meets afterwards are put back: they are the ones that it calls static.
 *
 * What is made when it is first needed is made here, so that it is never made with a mutant in it and then kept for the next.
 */
const entry = `
import { after } from 'mocha';
import { understandingIn } from './src/core/turn.ts';
import { library } from './test/support/content.ts';
const all = library();
// Whoever is tried alone is the only one in its process.
if (process.env.__STRYKER_ACTIVE_MUTANT__ === undefined) {
  all.guessLanguage('ja');
  all.searchPlace('Utrecht');
  for (const { code } of all.languages) {
    all.searchPlace('Utrecht', all.texts(code).renderings);
    understandingIn(all, all.texts(code))?.('ja');
  }
}
${tests.map((name) => `await import('./test/${name}.test.ts');`).join('\n')}
const coverage = globalThis.__stryker__?.mutantCoverage;
if (coverage !== undefined) {
  const whileReading = coverage.static;
  coverage.static = {};
  after(() => {
    const met = new Set(Object.values(coverage.perTest).flatMap((test) => Object.keys(test)));
    for (const [mutant, times] of Object.entries(whileReading)) if (!met.has(mutant)) coverage.static[mutant] = times;
  });
}
`;

/** A file finds its neighbours from where it stands, also when it stands in one file with others. */
const whereItStands = {
  name: 'where it stands',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
    })),
};

/** Properties are tried a few times only. */
const fewRuns = {
  name: 'few runs',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^fast-check$/ }, ({ importer }) =>
      importer.endsWith('few-runs.mjs') ? null : { path: resolve('evidence/mutation/few-runs.mjs') },
    ),
};

await build({
  stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: { '@jest/globals': './evidence/mutation/jest-as-mocha.mjs' },
  plugins: [whereItStands, fewRuns],
  outfile: 'evidence/mutation/tests.mjs',
  logLevel: 'error',
});
