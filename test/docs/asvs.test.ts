/**
 * The account of OWASP ASVS is whole, what it points at is there, and the page says what the data say.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { asvsPage } from '../../evidence/asvs/page.ts';
import {
  type Chapter,
  levelsOfStandard,
  missingProofs,
  readStandard,
  standingOf,
} from '../../evidence/asvs/standard.ts';
import { projectRoot } from '../support/content.ts';

const chapters = readStandard();
const all = chapters.flatMap(({ requirements }) => requirements);

describe('the account of OWASP ASVS', () => {
  it('has every requirement of levels 1 and 2 once, in order, with its level, and no other', () => {
    const standard = [...levelsOfStandard()];
    expect(standard).toHaveLength(345);
    const wanted = standard.filter(([, level]) => level < 3);
    expect(all.map(({ id, level }) => [id, level])).toEqual(wanted);
    const count = (level: number): number => all.filter((one) => one.level === level).length;
    expect([count(1), count(2)]).toEqual([70, 183]);
  });

  it('has each in its chapter', () => {
    for (const { chapter, requirements } of chapters)
      for (const { id } of requirements) expect(id.startsWith(`v5.0.0-${chapter.slice(1)}.`)).toBe(true);
  });

  it('names only files that are there, and words that stand in them', () => {
    expect(missingProofs(projectRoot, chapters)).toEqual([]);
  });

  it('calls nothing met that a file of its own alone shows', () => {
    const own = /^(evidence\/asvs|docs\/asvs)/;
    const met = all.flatMap((one) => ('met' in one ? Object.keys(one.shown) : []));
    expect(met.filter((file) => own.test(file))).toEqual([]);
    expect(met.length).toBeGreaterThan(100);
  });

  it('says why where something is open on purpose', () => {
    for (const one of all)
      if (standingOf(one) === 'on-purpose') expect('open' in one && one.open.startsWith('On purpose')).toBe(true);
  });

  it('would find out a proof that is gone', () => {
    const shown = (file: string, words: string): readonly Chapter[] => [
      {
        chapter: 'V1',
        title: 'one',
        requirements: [{ id: 'v5.0.0-1.1.1', level: 1, asks: 'this', met: 'so', shown: { [file]: [words] } }],
      },
    ];
    const here = 'test/docs/asvs.test.ts';
    expect(missingProofs(projectRoot, shown(here, 'would find out a proof that is gone'))).toEqual([]);
    expect(missingProofs(projectRoot, shown('test/no-such.test.ts', 'anything'))).toHaveLength(1);
    expect(missingProofs(projectRoot, shown(here, 'words that stand '.repeat(2)))).toHaveLength(1);
    // In the comment at the top of this file, and in no title.
    expect(missingProofs(projectRoot, shown(here, ['what it points', 'at is there'].join(' ')))).toHaveLength(1);
    expect(missingProofs(projectRoot, shown(here, 'the account of OWASP ASVS'))).toHaveLength(1);
  });
});

describe('docs/asvs.md (when it differs: npm run asvs)', () => {
  it('says what the data say', () => {
    expect(readFileSync(join(projectRoot, 'docs/asvs.md'), 'utf8')).toBe(asvsPage(chapters));
  });
});
