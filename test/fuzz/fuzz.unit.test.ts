/**
 * Bad input: every parser of the product is given input that is nearly right and input that is anything at all. Nothing is
 * thrown that is not the parser's own refusal, nothing hangs, no server answers with a failure of its own.
 * The whole million: `npm run fuzz`.
 */
import { describe, expect, it } from '@jest/globals';
import { tried } from './parser.ts';
import { parsers } from './parsers.ts';

/** The same inputs with every run. The long run takes another seed each time, and prints it. */
const seed = 20_261_122;

describe('input that is not right', () => {
  it.each(parsers.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const { failures, inputs, taken, refused } = await tried(one, { inputs: one.few, seed });
    expect(failures).toEqual([]);
    expect(inputs).toBe(one.few);
    // Both sides of the door were tried, so that nothing was merely knocked at.
    expect(taken).toBeGreaterThan(0);
    if (one.refuses) expect(refused).toBeGreaterThan(0);
  });

  it('adds up to a million in the long run', () => {
    expect(parsers.reduce((sum, { many }) => sum + many, 0)).toBeGreaterThanOrEqual(1_000_000);
  });
});
