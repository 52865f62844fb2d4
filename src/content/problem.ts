/**
 * What is wrong with the content, said so that an editor without programming skills can mend it.
 */

export interface Problem {
  /** Path from the project's root, for example `dialogs/fgm.yaml`. */
  readonly file: string;
  /** Line in that file, from 1; null where the whole file is meant. */
  readonly line: number | null;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly cure: string;
}

export function describeProblem({ file, line, message, cure }: Problem): string {
  return `${file}${line === null ? '' : `:${line}`}: ${message}\n    → ${cure}`;
}

/** Thrown when the content cannot be used at all. `check` prints the same problems without stopping at the first. */
export class ContentError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const shown = problems.slice(0, 10).map(describeProblem);
    const more = problems.length > shown.length ? [`… and ${problems.length - shown.length} more`] : [];
    super(['The content cannot be loaded:', ...shown, ...more].join('\n'));
    this.name = 'ContentError';
    this.problems = problems;
  }
}
