/**
 * How well typed lines are understood, on sentences by hands that had seen none of the others; and that the models are those
 * that training makes from the sentences and lexicons as they stand.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { learnedFile } from '../../src/content/learned-file.ts';
import { judged, percent } from '../../training/judge.ts';
import { harder, trained } from '../../training/languages.ts';
import { madeFrom, madeFromFile } from '../../training/made-from.ts';
import { figureNames, measure } from '../../training/measure.ts';
import { goals, report } from '../../training/report.ts';
import { languageFrom, train } from '../../training/train.ts';
import { library, projectRoot } from '../support/content.ts';
import { everything } from '../support/extent.ts';

const all = new Map(trained.map((lang) => [lang as string, judged(projectRoot, lang)]));

const groups = [
  { name: trained.filter((lang) => !harder.includes(lang)).join(' '), of: 'usual' },
  { name: harder.join(' '), of: 'harder' },
] as const;

describe.each(groups)('of the frozen sentences in $name', ({ name, of }) => {
  const some = name.split(' ').flatMap((lang) => all.get(lang) ?? []);

  it.each(figureNames)('as many as are asked for: %s', (figure) => {
    const share = percent(measure(some, figure));
    const { is, [of]: goal } = goals[figure];
    expect([figure, is === 'least' ? share >= goal : share <= goal, share]).toEqual([figure, true, share]);
  });
});

describe('in every single language', () => {
  it.each(trained)('%s hardly any alarm goes without a question', (lang) => {
    const share = measure(all.get(lang) ?? [], 'emergency or self-harm → not `none`');
    expect(share.of - share.hits).toBeLessThanOrEqual(1);
  });
});

/** A minute of learning, so only in the full run. */
const fully = everything ? it : it.skip;
if (!everything)
  process.stderr.write('SKIPPED that training gives the same files: it takes a minute; npm run test:full does it\n');

describe('what was learned', () => {
  fully(
    'is what training makes, to the last byte',
    () => {
      for (const one of train(projectRoot)) {
        const file = readFileSync(join(projectRoot, learnedFile(one.model.lang)), 'utf8');
        expect([one.model.lang, file === `${JSON.stringify(one)}\n`]).toEqual([one.model.lang, true]);
      }
    },
    300_000,
  );

  it('was learned from the sentences, lexicons and rules as they stand (else: npm run train)', () => {
    expect(readFileSync(join(projectRoot, madeFromFile), 'utf8').trim()).toBe(madeFrom(projectRoot));
  });

  it('is reported as it is (else: npm run understanding:report)', () => {
    expect(readFileSync(join(projectRoot, 'understanding/report.md'), 'utf8')).toBe(report(projectRoot));
  });

  it('is there for every language that is offered, with the same concepts', () => {
    expect(
      library()
        .languages.map(({ code }) => code)
        .toSorted(),
    ).toEqual([...trained].toSorted());
    expect(new Set(trained.map((lang) => languageFrom(projectRoot, lang).lexicon.length)).size).toBe(1);
  });
});
