/**
 * Several ways to do the same work, measured round by round within one process: the machine is the same for all of them,
 * also in the minute in which it is busy with something else.
 */

/** One way to do the work. */
export interface Contender {
  readonly name: string;
  /** Does a bit of it, and says how many turns (sentences, …) that was. */
  readonly work: () => number | Promise<number>;
}

export interface Extent {
  readonly rounds: number;
  readonly millisecondsARound: number;
}

/** On a machine that is busy with something else there are fewer rounds: a run has to end. */
const patienceMs = 40_000;
const leastRounds = 3;

/** How often in a second of processor time, round by round; a ratio may be made of two of the same round. */
export type Rounds = readonly number[];

/** Milliseconds of processor that this process has had: those that another program takes away do not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function rate({ work }: Contender, milliseconds: number): Promise<number> {
  const started = processorTime();
  let done = 0;
  while (processorTime() - started < milliseconds) done += await work();
  return (done / (processorTime() - started)) * 1000;
}

/** The rates of each, in the order in which they were given. A first round, in which everything is compiled, does not count. */
export async function sideBySide(
  contenders: readonly Contender[],
  { rounds, millisecondsARound }: Extent,
): Promise<readonly Rounds[]> {
  const rates: number[][] = contenders.map(() => []);
  const started = performance.now();
  const isLate = (): boolean => performance.now() - started > patienceMs;
  for (let round = -1; round < rounds && !(round >= leastRounds && isLate()); round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      // Nobody always goes first.
      const at = (turn + Math.max(round, 0)) % contenders.length;
      const contender = contenders[at];
      if (contender === undefined) continue;
      const measured = await rate(contender, millisecondsARound);
      if (round >= 0) rates[at]?.push(measured);
    }
  }
  return rates;
}

/** The middle, and between what half of all lie. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [below = Number.NaN, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}

/** Median and quartiles; all three are not a number when there are no values. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

/** The ratio of ours to theirs in each round. */
export function ratios(ours: Rounds, theirs: Rounds): Spread {
  return spread(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}
