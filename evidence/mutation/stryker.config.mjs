/**
 * Stryker for `src/core`, in two passes (`run.mjs`): first all mutants against the tests that take a moment, then those
 * that survived against all of them. MUTATION_PASS says which.
 */

/** What starts the built command sees no mutant; and one language is enough for the core, which has none of its own. */
const seesNothing = ['through the command', '\\((tr|ti|ar|kmr|so|fa|uk|fr|en)\\)'];

/** Long loops: most mutants are found without them. (Properties are shortened by `few-runs.mjs`.) */
const takesLong = [
  'for every real service and every caller',
  'the search holds for anything finds',
  'take no Dutch name',
  'self-harm overrides all',
  'in every language',
];

const all = process.env.MUTATION_PASS === 'all';

export default {
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  mutate: ['src/core/**/*.ts'],
  buildCommand: 'node evidence/mutation/build.mjs',
  mochaOptions: {
    spec: ['evidence/mutation/tests.mjs'],
    grep: `^(?!.*(${[...seesNothing, ...(all ? [] : takesLong)].join('|')}))`,
  },
  // Stryker would rewrite it with the interface of an older TypeScript; esbuild does not need it.
  tsconfigFile: 'evidence/mutation/no-tsconfig.json',
  coverageAnalysis: 'perTest',
  // What runs only while files are read is the tables of the core: lists and types, not behaviour.
  ignoreStatic: true,
  ignorePatterns: ['dist', 'docs/pictures', 'docs/trees', 'examples', 'bench', 'reports'],
  concurrency: 2,
  timeoutMS: 20_000,
  timeoutFactor: 2,
  tempDirName: '.stryker-tmp',
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `evidence/mutation/${all ? 'second' : 'first'}.json` },
  cleanTempDir: 'always',
};
