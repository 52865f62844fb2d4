/**
 * A result as it is kept: what was run, on which commit, and what came of it.
 */
import { z } from 'zod';

export const resultSchema = z.strictObject({
  claim: z.string(),
  /** The commit that was tried, with `+` where files had been changed since. */
  commit: z.string().regex(/^[0-9a-f]{40}\+?$/),
  on: z.iso.date(),
  /** What runs this proof alone. */
  command: z.string(),
  holds: z.boolean(),
  /** What was seen, a line each. */
  figures: z.array(z.string()),
});
export type Result = z.infer<typeof resultSchema>;
