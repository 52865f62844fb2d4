/**
 * `npm run bench:bot`: our bot beside a bare echo of the SDK, in turns within one run: turns a second, the slowest of a
 * hundred, memory for 10,000 conversations, bytes of a conversation in Redis. Machines are noisy: the ratios count.
 */
import { once } from 'node:events';
import { hasRedis, type RedisServer, startRedis } from '../test/support/redis.ts';
import { end, type Running, start } from './beside/child.ts';
import { openAuthority } from './bot/authority.ts';
import { fastest, hangUp, messages, percentile, steady, type Target } from './bot/load.ts';

const rounds = 5;
/** As many as Teams lets one app have in one organisation. */
const perSecond = 50;
const steadyTurns = 420;
const conversations = 10_000;

/** What the process holds after everything that nobody needs was thrown away, in megabytes. */
async function megabytes({ child }: Pick<Running, 'child'>): Promise<number> {
  const answer = once(child, 'message');
  child.send('memory');
  const [{ heapUsed, external }] = (await answer) as [NodeJS.MemoryUsage];
  return (heapUsed + external) / 1024 / 1024;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

interface Measured {
  readonly turns: number[];
  readonly p50: number[];
  readonly p99: number[];
}

async function measure(target: Target, into: Measured): Promise<void> {
  into.turns.push(await fastest(target, messages(200), 8));
  const times = await steady(target, messages(steadyTurns / 7), perSecond);
  into.p50.push(percentile(times, 0.5));
  into.p99.push(percentile(times, 0.99));
}

function line(what: string, measured: Measured, beside: Measured): string {
  const of = (values: readonly number[], digits: number): string => median(values).toFixed(digits).padStart(8);
  const ratio = (median(measured.p99) / median(beside.p99)).toFixed(2);
  return `${what.padEnd(28)}${of(measured.turns, 0)} turns/s  p50 ${of(measured.p50, 2)} ms  p99 ${of(measured.p99, 2)} ms  p99 ${ratio} × the echo\n`;
}

const redis: RedisServer | null = (await hasRedis()) ? await startRedis() : null;
const authority = await openAuthority();
const { env, authorization } = authority;
const main = [
  '--expose-gc',
  '--import',
  './dist/bench/inside.mjs',
  '--enable-source-maps',
  'dist/cli/main.js',
  'serve',
];
const running = await Promise.all([
  start(['--enable-source-maps', 'dist/bench/echo.mjs'], env),
  start(main, env),
  ...(redis === null ? [] : [start(main, { ...env, REDIS_URL: redis.url })]),
]);
const started = running.map((one) => ({ ...one, authorization }));
const names = ['echo of the bare SDK', 'wegwijzer, memory', 'wegwijzer, Redis'];
const figures = started.map((): Measured => ({ turns: [], p50: [], p99: [] }));

// Everything is compiled and warm before anything is measured.
for (const target of started) for (let times = 0; times < 3; times++) await fastest(target, messages(150), 8);
for (let round = 0; round < rounds; round++)
  for (const [at, target] of started.entries()) await measure(target, figures[at] ?? { turns: [], p50: [], p99: [] });

const [yardstick] = figures;
if (yardstick === undefined) throw new Error('nothing was measured');
process.stdout.write(
  `${rounds} rounds in turn; p50 and p99 at ${perSecond} turns a second, every turn with its token\n`,
);
for (const [at, one] of figures.entries()) process.stdout.write(line(names[at] ?? '', one, yardstick));

const ours = started[1];
if (ours !== undefined) {
  const before = await megabytes(ours);
  await fastest(ours, messages(conversations, 3), 8);
  const after = await megabytes(ours);
  process.stdout.write(
    `memory for ${conversations.toLocaleString('en')} conversations at once: ${(after - before).toFixed(1)} MB more in use (${before.toFixed(0)} before, ${after.toFixed(0)} after; at most 128 more)\n`,
  );
}

if (redis !== null && started[2] !== undefined) {
  await redis.ask('FLUSHALL');
  const size = async (): Promise<number> => Number(/used_memory:(\d+)/.exec(await redis.ask('INFO', 'memory'))?.[1]);
  const empty = await size();
  await fastest(started[2], messages(1_000, 3), 8);
  const keysNow = (await redis.ask('KEYS', '*')).split('\r\n').filter((name) => name.startsWith('wegwijzer:'));
  let values = 0;
  let entries = 0;
  let largest = 0;
  let sample = '';
  for (const name of keysNow) {
    const length = Number(/:(\d+)/.exec(await redis.ask('STRLEN', name))?.[1]);
    if (length < 50) continue;
    sample = name;
    entries++;
    values += length;
    largest = Math.max(largest, length);
    if (entries === 50) break;
  }
  const perConversation = ((await size()) - empty) / 1_000;
  const entry = Number(/:(\d+)/.exec(await redis.ask('MEMORY', 'USAGE', sample))?.[1]);
  process.stdout.write(
    `in Redis: value ${(values / Math.max(entries, 1)).toFixed(0)} bytes (largest ${largest}; at most 100), entry with its name ${entry} bytes; ${perConversation.toFixed(0)} bytes of memory a conversation, marks of three seen messages included\n`,
  );
}

hangUp();
await Promise.all(started.map(end));
await redis?.stop();
authority.close();
