/**
 * `npm run evidence`: tries every promise anew, keeps what was seen, and writes the page; `npm run evidence:long`: those
 * that take long. With names of claims behind it (`-- soak`): only those. It ends with an error when a promise does not hold.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Claim, chapters, commandOf, type Proof } from './claims.ts';
import { evidencePage } from './page.ts';
import { type Result, resultSchema, type Standing } from './result.ts';

const folder = 'evidence/results';
const page = 'docs/evidence.md';

/** The part of jest's report that is read. */
const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      /** `failed` also where what stands around the tests has failed. */
      status: z.string(),
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
  readonly standing: Standing;
  readonly figures: readonly string[];
}

const mostFaults = 5;

function seenInTests({ testResults }: Report, { files, names = '' }: Extract<Proof, { type: 'tests' }>): Seen {
  const mine = testResults.filter(({ name }) => files.some((file) => name.endsWith(`/${file}`)));
  const tried = mine
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName }) => fullName.includes(names));
  const named = (status: string): readonly string[] =>
    tried.filter((one) => one.status === status).map(({ fullName }) => fullName);
  const [passed, failed] = [named('passed'), named('failed')];
  const skipped = tried.length - passed.length - failed.length;
  const faults = [
    ...failed,
    ...files.filter((file) => !mine.some(({ name }) => name.endsWith(`/${file}`))).map((file) => `${file} did not run`),
    // The tests of a file may have passed, and what cleans up after them failed.
    ...mine
      .filter(
        ({ status, assertionResults }) =>
          status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
      )
      .map(({ message }) => message.trim().split('\n')[0] ?? ''),
  ];
  const holds = faults.length === 0 && passed.length > 0;
  return {
    standing: holds ? (skipped === 0 ? 'holds' : 'in-part') : 'does-not-hold',
    figures: [
      `${passed.length} tests passed, ${failed.length} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`,
      ...faults.slice(0, mostFaults),
    ],
  };
}

/** What would make a run smaller than it says stays outside. */
const whole = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('FUZZ_')));

function seenInOutput(call: string, lines: RegExp): Seen {
  const { status, stdout } = spawnSync('bash', ['-c', call], {
    encoding: 'utf8',
    env: whole,
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const figures = stdout.split('\n').filter((line) => lines.test(line));
  return {
    standing: status === 0 && figures.length > 0 ? 'holds' : 'does-not-hold',
    figures: figures.map((line) => line.trim().replace(/\s+/g, ' ')),
  };
}

function resultsKept(): ReadonlyMap<string, Result> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const results = names.map((name) => {
    const read = resultSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    if (!read.success) throw new Error(`${folder}/${name} is no result: delete it and try the claim anew`);
    return read.data;
  });
  return new Map(results.map((result) => [result.claim, result]));
}

type Tried = Claim & { readonly proof: Exclude<Proof, { type: 'not-run' }> };

function isTried(claim: Claim): claim is Tried {
  return claim.proof.type !== 'not-run';
}

function seen({ proof }: Tried, report: Report): Seen {
  return proof.type === 'tests' ? seenInTests(report, proof) : seenInOutput(proof.call, proof.lines);
}

/** Tries one after the other and gives each at once, so that a later one that breaks off takes none of them along. */
function* tryAll(claims: readonly Tried[]): Generator<Result> {
  const at = `${new Date().toISOString().slice(0, 16)}Z`;
  const before = commitNow();
  const files = [...new Set(claims.flatMap(({ proof }) => (proof.type === 'tests' ? proof.files : [])))];
  const report: Report = files.length === 0 ? { testResults: [] } : runTests(files);
  for (const claim of claims) {
    const { standing, figures } = seen(claim, report);
    const after = commitNow();
    // Whoever changes a file in the meantime has not tried what stands there.
    const commit = after === before ? before : `${before.slice(0, 40)}+`;
    const { id, says, proof } = claim;
    yield { claim: id, says, commit, at, command: commandOf(proof), standing, figures: [...figures] };
  }
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

/** Of what takes long every result stays, by its time and commit. */
function keep(result: Result): void {
  const text = `${JSON.stringify(result, null, 2)}\n`;
  writeFileSync(join(folder, `${result.claim}.json`), text);
  if (!all.some((claim) => claim.id === result.claim && isLong(claim))) return;
  const name = `${result.at.replaceAll(':', '')}-${result.claim}-${result.commit.slice(0, 8)}.json`;
  writeFileSync(join(folder, 'long', name), text);
}

mkdirSync(join(folder, 'long'), { recursive: true });
const began = performance.now();
const claims = (wanted.length === 0 ? usual : all.filter(({ id }) => wanted.includes(id))).filter(isTried);
process.exitCode = 0;
for (const result of tryAll(claims)) {
  keep(result);
  writeFileSync(page, evidencePage(chapters, resultsKept()));
  process.stdout.write(`${result.standing.padEnd(14)} ${result.claim}: ${result.figures.join('; ').slice(0, 160)}\n`);
  if (result.standing === 'does-not-hold') process.exitCode = 1;
}
process.stdout.write(`${((performance.now() - began) / 60_000).toFixed(1)} minutes\n`);
