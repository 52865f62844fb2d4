/**
 * Sheets for the editors' page: read and written by a process of its own, because that takes seconds.
 */

import { applyImport, type ExchangeFormat, type ImportPlan, StalePlanError } from '../content/referral-sheet/import.ts';
import type { Sheets } from '../desk/upload/contract.ts';
import { builtProgram, runApart } from './apart.ts';

export type SheetJob =
  | {
      readonly type: 'write';
      readonly root: string;
      readonly format: ExchangeFormat;
      readonly municipality: string | null;
    }
  | {
      readonly type: 'plan';
      readonly root: string;
      readonly bytes: Uint8Array;
      readonly format: ExchangeFormat;
      readonly today: string;
    };

/** What hides more than it shows must not take the machine for long, nor all of its memory. */
const limits = { mostMs: 60_000, mostMegabytes: 768 } as const;

const program = builtProgram('sheet-process.js');

/** The sheets of the data below `root`. */
export function sheetsApart(root: string): Sheets {
  const run = (job: SheetJob): Promise<unknown> => runApart(program, job, limits);
  return {
    // What the two jobs give is said in `sheet-process.ts`, which is built from the same source.
    plan: async (bytes, format, today) => (await run({ type: 'plan', root, bytes, format, today })) as ImportPlan,
    write: async (format, municipality) => (await run({ type: 'write', root, format, municipality })) as Uint8Array,
    apply: (plan) => applyImport(root, plan),
    isStale: (error) => error instanceof StalePlanError,
  };
}
