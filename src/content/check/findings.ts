/**
 * What a check found and how much it looked at.
 */
import type { Problem } from '../problem.ts';

/** One line of the report: what was evaluated, and what that covers. The two are never mixed. */
export interface Tally {
  readonly what: string;
  readonly evaluated: number;
  readonly covers: string;
}

/** Collects problems; of a kind that repeats, the first few are enough to mend it. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly tallies: Tally[] = [];
  private readonly counts = new Map<string, number>();

  report(problem: Problem): void {
    this.problems.push(problem);
  }

  /** Like `report`, but at most three of one `kind`. */
  reportSome(kind: string, problem: () => Problem): void {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count <= 3) this.problems.push(problem());
  }

  tally(what: string, evaluated: number, covers: string): void {
    this.tallies.push({ what, evaluated, covers });
  }
}
