/**
 * Has a set of content checked by a process of its own.
 */
import { z } from 'zod';
import type { Problem } from '../content/problem.ts';
import { builtProgram, runApart } from './apart.ts';

/**
 * Checks the content below `root` as on `today` (`2026-11-21`): all that `wegwijzer check` looks at. Rejects when it could
 * not be looked at, and when `stop` says that nobody wants to know any more.
 */
export type CheckContent = (root: string, today: string, stop: AbortSignal) => Promise<readonly Problem[]>;

export interface CheckJob {
  readonly root: string;
  readonly today: string;
}

const found: z.ZodType<readonly Problem[]> = z.array(
  z.object({ file: z.string(), line: z.number().nullable(), message: z.string(), cure: z.string() }),
);

/** Checks in a process that runs this program. */
export function checkBy(program: string): CheckContent {
  return async (root, today, stop) => {
    const job: CheckJob = { root, today };
    return found.parse(await runApart(program, job, { stop, unhurried: true }));
  };
}

/** Checks as `wegwijzer check` does. */
export const checkApart: CheckContent = checkBy(builtProgram('check-process.js'));
