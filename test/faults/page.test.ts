/**
 * The page of faults says what the table says, and the table names tests that are there.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../support/content.ts';
import { testsIn } from '../support/titles.ts';
import { groups } from './faults.ts';
import { faultsPage, pagePath } from './page.ts';

const faults = groups.flatMap((group) => group.faults);

describe('the table of faults', () => {
  it('is what docs/faults.md shows (when it differs: npm run faults)', () => {
    expect(readFileSync(pagePath, 'utf8')).toBe(faultsPage());
  });

  const named = faults.flatMap(({ id, test, also }) =>
    [test, also].flatMap((one) => (one === undefined ? [] : [[id, one] as const])),
  );

  it.each(named)('names a test of %s that is there and is run', (_id, { file, name, row }) => {
    const tests = testsIn(readFileSync(join(projectRoot, file), 'utf8'));
    const found = tests.filter(({ title }) => title.includes(name));
    expect(found.map(({ title }) => title)).toHaveLength(1);
    if (row !== undefined) expect(found[0]?.rows).toContain(row);
  });

  it('names each fault once', () => {
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
  });
});
