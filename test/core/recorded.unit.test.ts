/**
 * What the core makes of a world that stands still (`recorded/`): whole talks, routes, places, hours, numbers, sentences.
 * Other tests say what must hold; this one tells when anything at all has changed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { recordFolder, records } from './recorded/records.ts';

/** The first few lines that differ say more than a thousand. */
function difference(now: readonly string[], before: readonly string[]): readonly unknown[] {
  return now
    .flatMap((line, at) => (line === before[at] ? [] : [{ line: at + 1, was: before[at] ?? null, is: line }]))
    .slice(0, 3);
}

describe('what the core did, it does (where a change is meant, or after npm run train: npm run record, and read the difference)', () => {
  it.each(Object.entries(records))('%s', (name, lines) => {
    const before = readFileSync(join(recordFolder, `${name}.txt`), 'utf8')
      .split('\n')
      .slice(0, -1);
    const now = lines();
    expect(difference(now, before)).toEqual([]);
    expect(now).toHaveLength(before.length);
  });
});
