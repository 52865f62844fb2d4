/**
 * `/healthz`: which content is served since when, and whether a newer set lies there that is not.
 */
import type { Problem } from '../content/problem.ts';

/** What is wrong with a set: where, but not what stands there. */
export interface Faults {
  readonly problems: number;
  readonly first: Pick<Problem, 'file' | 'line'> | null;
}

/** What is to be said of the content that is served. */
export interface Notes {
  /** It is served, because there was no other when the server began; the check finds fault with it. */
  readonly faults?: Faults;
  /** A newer set that is not served. */
  readonly refused?: Faults;
}

/** How the content stands that is served. */
export interface Standing extends Notes {
  /** When it was taken, as `2026-11-21T09:30:00.000Z`. */
  readonly since: string;
}

/** Of these problems what anybody may know. */
export function faultsOf(problems: readonly Problem[]): Faults {
  const [first] = problems;
  return {
    problems: problems.length,
    first: first === undefined ? null : { file: first.file, line: first.line },
  };
}

/** The answer. Its status is 200 while people are served: with the set before, when the newest is refused. */
export function health(edition: string, standing: Standing): object {
  return { status: 'ok', content: { edition, ...standing } };
}
