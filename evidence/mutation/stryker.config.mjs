/** Stryker for `src/core`: the first pass of `npm run mutation` (`run.mjs`). */

/**
 * What starts the built command sees no fault; one language is enough for the core, which has none of its own; the rest are
 * long loops, without which most are found.
 */
const leftOut = [
  'through the command',
  '\\((tr|ti|ar|kmr|so|fa|uk|fr|en)\\)',
  'for every real service and every caller',
  'the search holds for anything finds',
  'take no Dutch name',
  'self-harm overrides all',
  'in every language',
];

/** The tests of what the core did before. */
export const recorded = '^what the core did';

export default {
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  mutate: ['src/core/**/*.ts'],
  buildCommand: 'node evidence/mutation/build.mjs',
  mochaOptions: { spec: ['evidence/mutation/tests.mjs'], grep: `^(?!.*(${leftOut.join('|')}))` },
  // Stryker would rewrite it with the interface of an older TypeScript; esbuild does not need it.
  tsconfigFile: 'evidence/mutation/no-tsconfig.json',
  coverageAnalysis: 'perTest',
  // What is met only while files are read is tried by the second pass.
  ignoreStatic: true,
  ignorePatterns: ['dist', 'docs/pictures', 'docs/trees', 'examples', 'bench', 'reports'],
  concurrency: 2,
  timeoutMS: 20_000,
  timeoutFactor: 2,
  tempDirName: '.stryker-tmp',
  // The second pass works in it.
  cleanTempDir: false,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: 'evidence/mutation/first.json' },
};
