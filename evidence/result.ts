/**
 * A result as it is kept: what was run, on which commit, and what came of it.
 */
import { z } from 'zod';

/** `in-part`: what ran holds, and some of it did not run (the figures say how much). */
export const standings = ['holds', 'in-part', 'does-not-hold'] as const;
export type Standing = (typeof standings)[number];

export const resultSchema = z.strictObject({
  claim: z.string(),
  /** The promise in the words that were tried. */
  says: z.string(),
  /** The commit that was tried, with `+` where files had been changed since. */
  commit: z.string().regex(/^[0-9a-f]{40}\+?$/),
  /** When it was begun, to the minute (UTC). */
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/),
  /** What runs this proof alone. */
  command: z.string(),
  standing: z.enum(standings),
  /** What was seen, a line each. */
  figures: z.array(z.string()),
});
export type Result = z.infer<typeof resultSchema>;
