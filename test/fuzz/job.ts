/** What passes between the long run and its threads. */
import type { Result } from './parser.ts';

export interface Job {
  /** Its name in the table. */
  readonly parser: string;
  readonly inputs: number;
}

/** What came of it. */
export type Told = Result;

/** In the place of the index of an input: the parser is made ready. That may take as long as it takes. */
export const opening = -1;
