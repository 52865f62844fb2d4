import { isDay } from '../content/amsterdam.ts';
import { checkContent } from '../content/check/check.ts';
import { describeProblem } from '../content/problem.ts';
import { contentRoot } from './content.ts';
import { todayHere } from './day.ts';
import { UsageError } from './usage-error.ts';

interface CheckFlags {
  readonly today?: string;
}

/** `wegwijzer check`: prints what was evaluated and what that covers, then every problem. Exit code 1 with problems. */
export function check({ today = todayHere() }: CheckFlags): void {
  if (!isDay(today)) throw new UsageError('--today: write a day of the calendar as 2026-11-21');
  const started = performance.now();
  const { problems, tallies } = checkContent(contentRoot(), today);
  for (const { what, evaluated, covers } of tallies) {
    process.stdout.write(
      `${evaluated.toLocaleString('en').padStart(10)}  ${what}\n${' '.repeat(12)}covers: ${covers}\n`,
    );
  }
  for (const problem of problems) process.stderr.write(`${describeProblem(problem)}\n`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    problems.length === 0 ? `No problems. ${seconds} s\n` : `${problems.length} problems. ${seconds} s\n`,
  );
  if (problems.length > 0) process.exitCode = 1;
}
