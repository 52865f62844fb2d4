/**
 * `npm run mutation`: faults made by machine in every line of `src/core`, one at a time, and whether the fast tests find
 * them. Two passes: what survives the tests that take a moment has to get past the long ones as well. Ends with an error
 * when fewer than nine of ten are found.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const asked = 90;
const here = 'evidence/mutation';

function must(command, words, env = {}) {
  const { status } = spawnSync(command, words, { stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}`);
}

function stryker(pass, mutants = []) {
  const which = mutants.length === 0 ? [] : ['--mutate', mutants.join(',')];
  must('node', [`${here}/node_modules/.bin/stryker`, 'run', `${here}/stryker.config.mjs`, ...which], {
    MUTATION_PASS: pass,
  });
}

/** Every mutant of a pass, with the place that Stryker knows it by. */
function mutantsIn(report) {
  const { files } = JSON.parse(readFileSync(`${here}/${report}.json`, 'utf8'));
  return Object.entries(files).flatMap(([file, { mutants, source }]) =>
    mutants.map((mutant) => {
      const { start, end } = mutant.location;
      const place = `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
      return { ...mutant, file, place, key: `${place} ${mutant.mutatorName} ${mutant.replacement}`, source };
    }),
  );
}

if (!existsSync(`${here}/node_modules`)) must('npm', ['ci', '--prefix', here, '--no-audit', '--no-fund']);
if (!process.argv.includes('--count')) {
  stryker('first');
  const left = mutantsIn('first').filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  stryker('all', [...new Set(left.map(({ place }) => place))]);
}

const second = new Map(mutantsIn('second').map((mutant) => [mutant.key, mutant.status]));
const found = new Set(['Killed', 'Timeout', 'RuntimeError']);
const counts = new Map();
const survivors = [];
for (const mutant of mutantsIn('first')) {
  const after = found.has(mutant.status) ? mutant.status : (second.get(mutant.key) ?? mutant.status);
  const status = found.has(after) ? 'found' : after === 'Ignored' ? 'ignored' : 'survived';
  counts.set(status, (counts.get(status) ?? 0) + 1);
  if (status === 'survived') survivors.push(mutant);
}

function shown({ file, location: { start, end }, source, mutatorName, replacement }) {
  const lines = source.split('\n');
  const what =
    start.line === end.line
      ? lines[start.line - 1].slice(start.column - 1, end.column - 1)
      : lines[start.line - 1].trim();
  const one = (text) => (text.length > 100 ? `${text.slice(0, 100)} …` : text).replace(/\s+/g, ' ');
  return `${file}:${start.line} ${mutatorName}: ${one(what)} → ${one(replacement ?? '')}`;
}

const [killed = 0, alive = 0, ignored = 0] = ['found', 'survived', 'ignored'].map((status) => counts.get(status));
const share = (killed / (killed + alive)) * 100;
writeFileSync(`${here}/survivors.txt`, `${survivors.map(shown).join('\n')}\n`);
process.stdout.write(
  `${killed + alive} faults made in src/core, ${killed} found, ${alive} not: ${share.toFixed(1)} % (asked: ${asked} %)\n` +
    `${ignored} in tables that are read once at the start, not tried\n`,
);
process.exitCode = share >= asked ? 0 : 1;
