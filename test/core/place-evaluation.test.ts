/**
 * Place search on typed places that were written down by somebody who had not seen it: `place-evaluation.tsv`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { library } from '../support/content.ts';

interface Case {
  readonly typed: string;
  /** Codes that must all be found; none for what is no place in the Netherlands. */
  readonly expected: readonly string[];
  readonly kind: string;
}

const file = fileURLToPath(new URL('place-evaluation.tsv', import.meta.url));
const cases: readonly Case[] = readFileSync(file, 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '')
  .map((line) => {
    const [typed = '', expected = '', kind = ''] = line.split('\t');
    return { typed, expected: expected === '-' ? [] : expected.split(' '), kind };
  });

const codesFor = (typed: string): readonly string[] =>
  library()
    .searchPlace(typed)
    .map(({ municipality }) => municipality);

describe('place search on the independent list', () => {
  const dutch = cases.filter(({ expected }) => expected.length > 0);
  const missed = dutch.filter(({ typed, expected }) => {
    const found = codesFor(typed);
    return !expected.every((code) => found.includes(code));
  });

  it('has at least 150 typed places of at least eight kinds', () => {
    expect(dutch.length).toBeGreaterThanOrEqual(150);
    expect(new Set(cases.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(8);
  });

  it('finds at least 98 % of the Dutch places', () => {
    const share = 1 - missed.length / dutch.length;
    expect({ enough: share >= 0.98, share, missed: share >= 0.98 ? [] : missed }).toMatchObject({ enough: true });
  });

  it('never gives a Dutch place for a foreign one or for an everyday word', () => {
    const wrong = cases.filter(({ typed, expected }) => expected.length === 0 && codesFor(typed).length > 0);
    expect(wrong.map(({ typed }) => [typed, ...codesFor(typed)])).toEqual([]);
  });
});
