/**
 * `npm run soak [-- MINUTES [TURNS A SECOND]]`: the server under a steady load for half an hour, with its memory watched.
 * It ends with an error when an answer was wrong, when the pace was not kept, or when memory grew by more from the middle third
 * to the last than its line allows.
 */
import { once } from 'node:events';
import { end, inside, start } from './beside/child.ts';
import { ask, countAskedAgain, crowd, hangUp, type Turn } from './soak/visitors.ts';

const [minutes = 30, perSecond = 500] = process.argv.slice(2).map(Number);
if (!(minutes > 0 && perSecond > 0)) {
  process.stderr.write('minutes and turns a second are numbers above 0: npm run soak -- 30 500\n');
  process.exit(2);
}
/** Enough that nobody has to wait for her last answer before the pace asks for her next question. */
const people = 1_000;
const looksEvery = 15;
/** What may still be filled in the first third: code is compiled, tables are made, what is remembered for minutes. */
const settled = 1 / 3;
/**
 * Between the middle third and the last: what a machine's noise makes of memory that does not grow. What the process holds
 * is noisier than what is in use after collection.
 */
const mayGrow = { heap: 1.05, resident: 1.1 } as const;

const unlimited = '1000000';
const running = await start(['--expose-gc', ...inside, 'dist/cli/main.js', 'serve'], {
  // In production the bot would want its registration.
  NODE_ENV: undefined,
  REQUESTS_PER_MINUTE: unlimited,
  API_REQUESTS_PER_MINUTE: unlimited,
  BOT_MESSAGES_PER_MINUTE: unlimited,
});
const { port, child } = running;

async function memory(): Promise<{ readonly heap: number; readonly resident: number }> {
  const answer = once(child, 'message');
  child.send('memory');
  // The answer of memory.mjs.
  const [{ heapUsed, external, rss }] = (await answer) as [NodeJS.MemoryUsage];
  return { heap: (heapUsed + external) / 1024 / 1024, resident: rss / 1024 / 1024 };
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

const everybody = crowd(people);
const last: (Turn['answer'] | null)[] = everybody.map(() => null);
const free = everybody.map((_, one) => one);
const wrong = new Map<string, number>();
const slowest: number[] = [];
let turns = 0;
let timesSum: number[] = [];

async function oneTurn(who: number): Promise<void> {
  const visitor = everybody[who];
  if (visitor === undefined) return;
  const turn = await ask(port, visitor(last[who] ?? null));
  last[who] = turn.answer;
  turns++;
  timesSum.push(turn.ms);
  if (turn.wrong !== null) wrong.set(turn.wrong, (wrong.get(turn.wrong) ?? 0) + 1);
  free.push(who);
}

const samples: { readonly heap: number; readonly resident: number }[] = [];
const started = performance.now();
const endsMs = minutes * 60_000;
let begun = 0;
let waited = 0;
let looked = 0;
for (;;) {
  const now = performance.now() - started;
  if (now >= endsMs) break;
  const due = Math.floor((now / 1000) * perSecond);
  while (begun < due) {
    const who = free.shift();
    // Everybody waits for an answer: the pace is not kept, and that is counted.
    if (who === undefined) {
      waited++;
      break;
    }
    begun++;
    void oneTurn(who);
  }
  if (now / 1000 >= (looked + 1) * looksEvery) {
    looked++;
    samples.push(await memory());
    slowest.push(timesSum.sort((one, other) => one - other)[Math.floor(timesSum.length * 0.99)] ?? 0);
    timesSum = [];
  }
  await new Promise((resolve) => setTimeout(resolve, 4));
}
const seconds = (performance.now() - started) / 1000;
while (free.length < people) await new Promise((resolve) => setTimeout(resolve, 50));
hangUp();
await end(running);

const third = Math.floor(samples.length * settled);
const grown = (of: (sample: (typeof samples)[number]) => number): { middle: number; last: number; ratio: number } => {
  const [middle, last] = [median(samples.slice(third, 2 * third).map(of)), median(samples.slice(2 * third).map(of))];
  return { middle, last, ratio: last / middle };
};
const [heap, resident] = [grown((one) => one.heap), grown((one) => one.resident)];
const failed = [...wrong.values()].reduce((sum, count) => sum + count, 0);
const pace = turns / seconds;
const line = (what: string, { middle, last, ratio }: ReturnType<typeof grown>, most: number): string =>
  `${what}: ${middle.toFixed(1)} MB in the middle third, ${last.toFixed(1)} MB in the last, ${ratio.toFixed(3)} × (allowed: ${most} ×)\n`;

process.stdout.write(
  `${minutes} minutes, ${turns.toLocaleString('en')} turns, ${pace.toFixed(0)} a second (asked: ${perSecond}); nobody free ${waited} times\n` +
    `${countAskedAgain()} asked again on a new line, because the old one was hung up as they asked\n` +
    `${failed} wrong answers${[...wrong].map(([what, count]) => `; ${count} × ${what}`).join('')}\n` +
    line('memory in use after collection', heap, mayGrow.heap) +
    line('memory of the process', resident, mayGrow.resident) +
    `slowest of a hundred, median of ${slowest.length} looks: ${median(slowest).toFixed(1)} ms\n`,
);
const holds =
  failed === 0 && pace >= perSecond * 0.98 && heap.ratio <= mayGrow.heap && resident.ratio <= mayGrow.resident;
process.stdout.write(holds ? 'holds\n' : 'DOES NOT HOLD\n');
process.exitCode = holds ? 0 : 1;
