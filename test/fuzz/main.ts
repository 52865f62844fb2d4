/**
 * The long run, `npm run fuzz`: a million inputs and more, on two threads. What hangs is stopped and named. Ends with 1 where
 * anything went wrong, where a parser took none of its inputs or refused none, and where fewer were tried than a million.
 *
 * `FUZZ_SEED` gives the same inputs again, `FUZZ_ONLY` (parts of names, with | between) some parsers alone, `FUZZ_SHARE` (0 to 1) fewer
 * inputs: with one of these two fewer than a million are no fault, but none at all still is.
 */
import { randomInt } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { type Job, opening, type Told } from './job.ts';
import { type Failure, hangMs, type Parser, type Result } from './parser.ts';
import { parsers } from './parsers.ts';

const seed = Number(process.env.FUZZ_SEED ?? randomInt(1, 2 ** 31));
const share = Number(process.env.FUZZ_SHARE ?? 1);
const only = process.env.FUZZ_ONLY ?? '';

const threads = 2;
const aMillion = 1_000_000;
const isWhole = process.env.FUZZ_ONLY === undefined && process.env.FUZZ_SHARE === undefined;
/** So many at least show whether a parser both takes and refuses: the normal run has no fewer for any. */
const tellsBothSides = Math.min(...parsers.map(({ few }) => few));
/** An input that takes longer than this is looked at from outside; a thread that hangs cannot do it itself. */
const lookEveryMs = 5_000;

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

const count = (number: number): string => number.toLocaleString('en-GB');

/** A parser that did not come back. */
function hung({ name }: Parser, index: number): Result {
  const failure: Failure = {
    wrong: 'hang',
    what: `no end after ${hangMs} ms`,
    index,
    input: 'made by this seed and index',
  };
  return {
    name,
    inputs: index + 1,
    taken: 0,
    refused: 0,
    slowestMs: hangMs,
    slowest: index,
    seconds: 0,
    failures: [failure],
  };
}

/** One parser after the other, in a thread that is made anew when one of them hangs. */
async function work(next: () => Parser | undefined): Promise<readonly Result[]> {
  const results: Result[] = [];
  const at = new Int32Array(new SharedArrayBuffer(4)).fill(opening);
  const start = (): Worker => new Worker(new URL('./worker.js', import.meta.url), { workerData: { at, seed } });
  let worker = start();

  for (let one = next(); one !== undefined; one = next()) {
    const result = await triedIn(worker, one, at);
    if (result.failures.some(({ wrong }) => wrong === 'hang')) {
      await worker.terminate();
      worker = start();
    }
    results.push(result);
    report(result);
  }
  await worker.terminate();
  return results;
}

function triedIn(worker: Worker, one: Parser, at: Int32Array): Promise<Result> {
  const job: Job = { parser: one.name, inputs: Math.ceil(one.many * share) };
  return new Promise((resolve, reject) => {
    let seen = -1;
    let since = performance.now();
    const watch = setInterval(() => {
      const now = Atomics.load(at, 0);
      if (now !== seen) [seen, since] = [now, performance.now()];
      else if (now !== opening && performance.now() - since > 2 * hangMs) end(() => resolve(hung(one, now)));
    }, lookEveryMs);
    const end = (then: () => void): void => {
      clearInterval(watch);
      worker.off('message', told);
      worker.off('error', failed);
      then();
    };
    const told = (result: Told): void => end(() => resolve(result));
    const failed = (error: unknown): void => end(() => reject(error));
    worker.on('message', told);
    worker.on('error', failed);
    worker.postMessage(job);
  });
}

function report({ name, inputs, taken, refused, slowestMs, slowest, seconds, failures }: Result): void {
  write(
    `${name}: ${count(inputs)} inputs, ${count(taken)} taken, ${count(refused)} refused, slowest ${slowestMs.toFixed(1)} ms (input ${slowest}), ${seconds.toFixed(1)} s`,
  );
  for (const { wrong, what, index, input } of failures)
    write(`  ${wrong} with FUZZ_SEED=${seed}, input ${index}: ${what}\n    ${input}`);
}

/** What makes a run without a fault tell nothing. */
function emptiness(results: readonly Result[]): readonly string[] {
  const inputs = results.reduce((sum, result) => sum + result.inputs, 0);
  const oneSided = results.filter(({ name, inputs: own, taken, refused }) => {
    const mayRefuseNone = own < tellsBothSides || !parsers.some((one) => one.name === name && one.refuses);
    return taken === 0 || (refused === 0 && !mayRefuseNone);
  });
  return [
    ...(inputs === 0 ? ['nothing was tried'] : []),
    ...(isWhole && inputs < aMillion ? [`fewer than ${count(aMillion)} inputs`] : []),
    ...oneSided.map(({ name, taken }) => `${name}: nothing ${taken === 0 ? 'taken' : 'refused'}`),
  ];
}

async function main(): Promise<void> {
  write(`FUZZ_SEED=${seed}`);
  const queue = parsers.filter(({ name }) => only.split('|').some((part) => name.includes(part)));
  const next = (): Parser | undefined => queue.shift();
  const results = (await Promise.all(Array.from({ length: threads }, () => work(next)))).flat();
  const all = (wrong: Failure['wrong']): number =>
    results.flatMap(({ failures }) => failures).filter((failure) => failure.wrong === wrong).length;
  const inputs = results.reduce((sum, result) => sum + result.inputs, 0);
  const empty = emptiness(results);
  for (const what of empty) write(`TELLS NOTHING: ${what}`);
  write(`${count(inputs)} inputs, ${all('crash')} crashes, ${all('hang')} hangs, ${all('5xx')} answers of 5xx`);
  process.exitCode = all('crash') + all('hang') + all('5xx') + empty.length === 0 ? 0 : 1;
}

await main();
