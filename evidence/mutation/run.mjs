/**
 * `npm run mutation`: faults made by machine in every line of `src/core`, one at a time, and whether the fast tests find
 * them. Two passes: Stryker tries them in processes that have read the content, which is quick; those in what is made while
 * files are read, and never again, are tried each in a process of its own, with the fault there from the start. Ends with an
 * error when fewer than nine of ten are found. Survivors are listed in `survivors.txt`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import settings, { recorded } from './stryker.config.mjs';

const asked = 90;
const patienceMs = 180_000;
const here = 'evidence/mutation';
const sandboxes = settings.tempDirName;

/** What it says of its progress stays apart from the one line that counts. */
function must(command, words) {
  const { status } = spawnSync(command, words, { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}`);
}

/** The copy of the project in which every fault is built in, and none is switched on. */
function sandbox() {
  const [name, ...more] = existsSync(sandboxes)
    ? readdirSync(sandboxes).filter((one) => one.startsWith('sandbox'))
    : [];
  if (name === undefined || more.length > 0) throw new Error(`there is not one sandbox in ${sandboxes}`);
  return resolve(sandboxes, name);
}

/** True when one of these tests fails with this fault in the program from the start; null: with none. */
function fails(mutant, names) {
  return new Promise((done) => {
    const words = [resolve(here, 'node_modules/.bin/mocha'), '--bail', '--timeout', '0', '--reporter', 'dot'];
    const env = { ...process.env, ...(mutant === null ? {} : { __STRYKER_ACTIVE_MUTANT__: mutant }) };
    const child = spawn(process.execPath, [...words, '--grep', names, ...settings.mochaOptions.spec], {
      cwd: sandbox(),
      env,
      stdio: 'ignore',
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    });
    // Without a code it was stopped, by us or for want of memory: that is nobody's finding.
    child.once('exit', (code) => done(code !== null && code !== 0));
    child.once('error', () => done(false));
  });
}

/** The record finds most of them, in a few seconds. */
async function isFound(mutant) {
  return (await fails(mutant, recorded)) || (await fails(mutant, settings.mochaOptions.grep));
}

function first() {
  const { files } = JSON.parse(readFileSync(settings.jsonReporter.fileName, 'utf8'));
  return Object.entries(files).flatMap(([file, { mutants, source }]) =>
    mutants.map((mutant) => ({ ...mutant, file, source })),
  );
}

/** Those that are found in the second pass. */
async function foundAlone(mutants) {
  if (await fails(null, settings.mochaOptions.grep)) throw new Error('the tests fail although there is no fault');
  const found = new Set();
  const waiting = [...mutants];
  let tried = 0;
  const lane = async () => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      if (await isFound(mutant.id)) found.add(mutant.id);
      if (++tried % 25 === 0) process.stderr.write(`alone: ${tried} of ${mutants.length} tried, ${found.size} found\n`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return found;
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

if (!existsSync(`${here}/node_modules`)) must('npm', ['ci', '--prefix', here, '--no-audit', '--no-fund']);
rmSync(sandboxes, { recursive: true, force: true });
// What is behind `--` goes to Stryker: `npm run mutation -- --mutate src/core/policy.ts`.
must('node', [`${here}/node_modules/.bin/stryker`, 'run', `${here}/stryker.config.mjs`, ...process.argv.slice(2)]);

const all = first();
const isFoundAtOnce = ({ status }) => ['Killed', 'Timeout'].includes(status);
const endless = all.filter(({ status }) => status === 'Timeout').length;
const left = all.filter((mutant) => !isFoundAtOnce(mutant));
const alone = await foundAlone(left.filter(({ status }) => status === 'Ignored'));
rmSync(sandboxes, { recursive: true, force: true });

const survivors = left.filter(({ id }) => !alone.has(id));
writeFileSync(`${here}/survivors.txt`, `${survivors.map(shown).join('\n')}\n`);
const share = (1 - survivors.length / all.length) * 100;
const whole = [...new Set(all.map(({ file }) => file))].join(' ');
process.stdout.write(
  `${all.length} faults made in ${process.argv.length > 2 ? whole : 'src/core'}: ${all.length - left.length} found at once (${endless} of them by going on for ever), ${alone.size} alone, ${survivors.length} not: ${share.toFixed(1)} % (asked: ${asked} %)\n`,
);
process.exitCode = share >= asked ? 0 : 1;
