/**
 * `npm run evidence`: tries every promise anew, keeps what was seen, and writes the page; `npm run evidence:long`: those
 * that take long. With names of claims behind it (`-- soak`): only those. It ends with an error when a promise does not hold.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Claim, chapters, type Proof } from './claims.ts';
import { evidencePage } from './page.ts';
import { type Result, resultSchema } from './result.ts';

const folder = 'evidence/results';
const page = 'docs/evidence.md';

/** The part of jest's report that is read. */
const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
type Report = z.infer<typeof report>;

function git(...words: readonly string[]): string {
  return execFileSync('git', words, { encoding: 'utf8' }).trim();
}

/** Results and the page themselves are no change of what is tried. */
function commitNow(): string {
  const changed = git('status', '--porcelain', '--', '.', `:!${folder}`, `:!${page}`);
  return `${git('rev-parse', 'HEAD')}${changed === '' ? '' : '+'}`;
}

function lineOf(proof: Exclude<Proof, { type: 'not-run' }>): string {
  switch (proof.type) {
    case 'tests':
      return `npm test -- ${proof.files.join(' ')}${proof.names === undefined ? '' : ` -t '${proof.names}'`}`;
    case 'bench':
    case 'command':
      return proof.call;
  }
}

/** One run of all test files together: they share the build. */
function runTests(files: readonly string[]): Report {
  const temporary = mkdtempSync(join(tmpdir(), 'evidence-'));
  try {
    const output = join(temporary, 'report.json');
    spawnSync('npm', ['test', '--', '--json', `--outputFile=${output}`, ...files], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return report.parse(JSON.parse(readFileSync(output, 'utf8')));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

interface Seen {
  readonly holds: boolean;
  readonly figures: readonly string[];
}

function seenInTests({ testResults }: Report, { files, names = '' }: Extract<Proof, { type: 'tests' }>): Seen {
  const mine = testResults.filter(({ name }) => files.some((file) => name.endsWith(`/${file}`)));
  const tried = mine
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName }) => fullName.includes(names));
  const count = (status: string): number => tried.filter((one) => one.status === status).length;
  const [passed, failed] = [count('passed'), count('failed')];
  const skipped = tried.length - passed - failed;
  const broken = tried.filter(({ status }) => status === 'failed').map(({ fullName }) => `failed: ${fullName}`);
  // A file that does not load has no tests, and has failed.
  const loaded = mine.length === files.length && mine.every(({ assertionResults }) => assertionResults.length > 0);
  return {
    holds: loaded && failed === 0 && passed > 0,
    figures: [
      `${passed} tests passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`,
      ...broken.slice(0, 5),
    ],
  };
}

function seenInOutput(call: string, lines: RegExp): Seen {
  const { status, stdout } = spawnSync('bash', ['-c', call], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const figures = stdout.split('\n').filter((line) => lines.test(line));
  return {
    holds: status === 0 && figures.length > 0,
    figures: figures.map((line) => line.trim().replace(/\s+/g, ' ')),
  };
}

function resultsKept(): ReadonlyMap<string, Result> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const results = names.map((name) => resultSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  return new Map(results.map((result) => [result.claim, result]));
}

function tryAll(claims: readonly Claim[]): readonly Result[] {
  const commit = commitNow();
  const on = new Date().toISOString().slice(0, 10);
  const files = [...new Set(claims.flatMap(({ proof }) => (proof.type === 'tests' ? proof.files : [])))];
  const tests: Report = files.length === 0 ? { testResults: [] } : runTests(files);
  return claims.flatMap(({ id, proof }) => {
    if (proof.type === 'not-run') return [];
    const command = lineOf(proof);
    const seen = proof.type === 'tests' ? seenInTests(tests, proof) : seenInOutput(command, proof.lines);
    return [{ claim: id, commit, on, command, holds: seen.holds, figures: [...seen.figures] }];
  });
}

const all = chapters.flatMap(({ claims }) => claims);
const isLong = ({ proof }: Claim): boolean => proof.type === 'command' && proof.long;
const flag = '--long';
const wanted = process.argv.slice(2).filter((word) => word !== flag);
const usual = all.filter((claim) => isLong(claim) === process.argv.includes(flag));
const unknown = wanted.filter((id) => !all.some((claim) => claim.id === id));
if (unknown.length > 0) {
  process.stderr.write(`there is no claim ${unknown.join(', ')}; there are ${all.map(({ id }) => id).join(', ')}\n`);
  process.exit(2);
}

/** Of what takes long every result stays, by its day. */
function keep(result: Result): void {
  const text = `${JSON.stringify(result, null, 2)}\n`;
  writeFileSync(join(folder, `${result.claim}.json`), text);
  if (all.some((claim) => claim.id === result.claim && isLong(claim)))
    writeFileSync(join(folder, 'long', `${result.on}-${result.claim}.json`), text);
}

mkdirSync(join(folder, 'long'), { recursive: true });
const began = performance.now();
const fresh = tryAll(wanted.length === 0 ? usual : all.filter(({ id }) => wanted.includes(id)));
for (const result of fresh) keep(result);
writeFileSync(page, evidencePage(chapters, resultsKept()));
for (const { claim, holds, figures } of fresh)
  process.stdout.write(`${holds ? 'holds        ' : 'DOES NOT HOLD'} ${claim}: ${figures.join('; ').slice(0, 160)}\n`);
process.stdout.write(`${((performance.now() - began) / 60_000).toFixed(1)} minutes\n`);
process.exitCode = fresh.every(({ holds }) => holds) ? 0 : 1;
