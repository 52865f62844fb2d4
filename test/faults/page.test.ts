/**
 * The page of faults says what the table says, and the table names tests that are there.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../support/content.ts';
import { groups } from './faults.ts';
import { faultsPage, pagePath } from './page.ts';

const faults = groups.flatMap((group) => group.faults);

describe('the table of faults', () => {
  it('is what docs/faults.md shows (when it differs: npx tsx test/faults/page.ts)', () => {
    expect(readFileSync(pagePath, 'utf8')).toBe(faultsPage());
  });

  it.each(faults.map((fault) => [fault.id, fault.test] as const))('names a test of %s that is there', (_id, test) => {
    expect(readFileSync(join(projectRoot, test.file), 'utf8')).toContain(test.name);
  });

  it('names each fault once', () => {
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
  });
});
