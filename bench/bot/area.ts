/**
 * A turn of the bot beside a bare echo of its SDK: same server, same token, a card in answer to a line of text.
 * `npm run bench:bot` takes longer and tells more.
 */

import { end, inside, processorTime, type Running, start } from '../beside/child.ts';
import { type Row, roundsRow } from '../beside/row.ts';
import { openAuthority } from './authority.ts';
import { fastest, hangUp, messages, percentile, steady, type Target } from './load.ts';

const rounds = 5;
const conversations = 60;
const atATime = 8;
/** As many as Teams lets one app have in one organisation. */
const perSecond = 50;
const steadyConversations = 20;
const warmUps = 3;

interface Measured {
  readonly turns: number[];
  readonly p50: number[];
  readonly p99: number[];
  /** Milliseconds of processor a turn. */
  readonly processor: number[];
}

async function measure(target: Target & Running, { turns, p50, p99, processor }: Measured): Promise<void> {
  const bodies = messages(conversations);
  const before = await processorTime(target);
  turns.push(await fastest(target, bodies, atATime));
  processor.push(((await processorTime(target)) - before) / bodies.length);
  const times = await steady(target, messages(steadyConversations), perSecond);
  p50.push(percentile(times, 0.5));
  p99.push(percentile(times, 0.99));
  // A server closes lines that stay silent while others are measured, perhaps just when one is to be used again.
  hangUp();
}

export async function botRows(): Promise<readonly Row[]> {
  const { env, authorization, close } = await openAuthority();
  const scripts = [['dist/cli/main.js', 'serve'], ['dist/bench/echo.mjs']];
  const running = await Promise.all(
    scripts.map((script) => start([...inside, '--enable-source-maps', ...script], env)),
  );
  const targets = running.map((one) => ({ ...one, authorization }));
  const figures = targets.map((): Measured => ({ turns: [], p50: [], p99: [], processor: [] }));
  for (const target of targets)
    for (let times = 0; times < warmUps; times++) await fastest(target, messages(conversations), atATime);
  for (let round = 0; round < rounds; round++)
    for (const [at, target] of targets.entries()) {
      const into = figures[at];
      if (into !== undefined) await measure(target, into);
    }
  await Promise.all(running.map(end));
  close();
  const [ours, echo] = figures;
  if (ours === undefined || echo === undefined) throw new Error('nothing was measured');
  const row = { area: 'bot', peer: 'echo of the bare SDK' } as const;
  return [
    roundsRow({ ...row, what: 'as fast as it goes, turns/s', better: 'more' }, ours.turns, echo.turns),
    roundsRow({ ...row, what: `at ${perSecond} turns/s, median, ms`, better: 'less' }, ours.p50, echo.p50),
    roundsRow({ ...row, what: `at ${perSecond} turns/s, p99, ms`, better: 'less' }, ours.p99, echo.p99),
    roundsRow({ ...row, what: 'a turn, processor, ms', better: 'less' }, ours.processor, echo.processor),
  ];
}
