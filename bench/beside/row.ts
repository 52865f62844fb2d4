/**
 * The table of the bench: one line a comparison, the same for every area. Each line begins with its area in brackets and
 * has its columns between bars, so that a program can read it as well.
 */
import type { Rounds, Spread } from './side-by-side.ts';
import { ratios, spread } from './side-by-side.ts';

export const areas = ['core', 'dialog', 'text', 'bytes', 'page', 'bot', 'memory'] as const;
export type Area = (typeof areas)[number];

export interface Row {
  readonly area: Area;
  /** What is compared, with its unit. */
  readonly what: string;
  readonly better: 'more' | 'less';
  readonly ours: number;
  readonly peer: string;
  readonly theirs: number;
  /** Ours for each one of theirs, round by round; with one round only, three times the same. */
  readonly ratio: Spread;
}

/** A line of figures that were taken in rounds. */
export function roundsRow(row: Omit<Row, 'ours' | 'theirs' | 'ratio'>, ours: Rounds, theirs: Rounds): Row {
  return { ...row, ours: spread(ours).median, theirs: spread(theirs).median, ratio: ratios(ours, theirs) };
}

/** A line of figures that come out the same however often they are taken. */
export function onceRow(row: Omit<Row, 'ratio'>): Row {
  const ratio = row.ours / row.theirs;
  return { ...row, ratio: { low: ratio, median: ratio, high: ratio } };
}

/** Three digits are more than a noisy machine allows, and enough to see a change. */
function digits(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });
}

/** Who is ahead; nobody when half of the rounds say this and half that. */
function ahead({ better, ratio: { low, high } }: Row): string {
  if (low <= 1 && high >= 1) return 'level';
  return low > 1 === (better === 'more') ? 'ours' : 'THEIRS';
}

function ratioText({ low, median, high }: Spread): string {
  return low === high ? digits(median) : `${digits(median)} (${digits(low)}–${digits(high)})`;
}

const head = ['', 'ours', 'theirs', 'peer', 'ours ÷ theirs', 'ahead'];

/** The table. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    `[${row.area}] ${row.what}, ${row.better} is better`,
    digits(row.ours),
    digits(row.theirs),
    row.peer,
    ratioText(row.ratio),
    ahead(row),
  ]);
  const lines = [head, ...cells];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join(' | ')
        .trimEnd(),
    )
    .join('\n');
}
