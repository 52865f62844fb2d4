import type { Finding } from './finding.ts';
import type { Target } from './target.ts';
import type { Bench } from './visit.ts';

/** One question about the way out: one row of the table. */
export interface Probe {
  /** The number of the promise it belongs to. */
  readonly promise: number;
  readonly name: string;
  /** True where the answer depends on how fast the machine is. */
  readonly timed?: true;
  readonly run: (bench: Bench, target: Target) => Promise<Finding>;
}
