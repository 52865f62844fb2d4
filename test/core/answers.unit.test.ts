import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Answer, decodeAnswers, encodeAnswers, maxAnswers } from '../../src/core/answers.ts';
import { decodeInput, encodeInput, type Input } from '../../src/core/input.ts';

const code = fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/);
const answer: fc.Arbitrary<Answer> = fc.record({ fact: code, value: code });
const answers = fc.array(answer, { maxLength: maxAnswers });

/** What a form field might hold: noise, and things that look like ours. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.stringMatching(/^(choose|facts|visit|back|language|place):[A-Za-z0-9=,:<>%. -]{0,60}$/),
  fc.constantFrom(
    'choose:',
    'facts:',
    'back:-1',
    'back:999',
    'back:1e1',
    'choose:a=b,c=d',
    'visit:../etc',
    'language:NL',
    '__proto__:a=b',
    'choose:=',
    '=',
  ),
);

describe('answers in one line', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(answers, (list) => {
        expect(decodeAnswers(encodeAnswers(list))).toEqual(list);
      }),
    );
  });

  it('are safe in a form field and in HTML', () => {
    fc.assert(
      fc.property(answers, (list) => {
        expect(encodeAnswers(list)).toMatch(/^[A-Za-z0-9=,-]*$/);
      }),
    );
  });

  it('are null for anything that was not made here, and never an error', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const list = decodeAnswers(text);
        if (list !== null) expect(encodeAnswers(list)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['a', 'a=', '=b', 'a=b=c', 'a=b,', ',a=b', 'a=b c', 'a=<b>', `a=${'b'.repeat(41)}`, 'ä=b', 'a=b\n'])(
    'are refused as %j',
    (text) => {
      expect(decodeAnswers(text)).toBeNull();
    },
  );

  it('are refused when there are more than any honest talk has', () => {
    const pair = (index: number): string => `a${index}=b`;
    expect(decodeAnswers(Array.from({ length: maxAnswers }, (_, index) => pair(index)).join(','))).toHaveLength(
      maxAnswers,
    );
    expect(decodeAnswers(Array.from({ length: maxAnswers + 1 }, (_, index) => pair(index)).join(','))).toBeNull();
  });
});

describe('an input in one word', () => {
  const input: fc.Arbitrary<Input> = fc.oneof(
    answer.map((one): Input => ({ type: 'choose', answer: one })),
    fc.array(answer, { minLength: 1, maxLength: 5 }).map((list): Input => ({ type: 'facts', answers: list })),
    fc.stringMatching(/^[a-z0-9-]{1,40}$/).map((to): Input => ({ type: 'visit', to })),
    fc.integer({ min: 0, max: maxAnswers }).map((keep): Input => ({ type: 'back', keep })),
    fc.stringMatching(/^[a-z]{2,3}$/).map((lang): Input => ({ type: 'language', lang })),
  );

  it('comes back as it was', () => {
    fc.assert(
      fc.property(input, (one) => {
        expect(decodeInput(encodeInput(one))).toEqual(one);
      }),
    );
  });

  it('is null for anything else, and never an error', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const one = decodeInput(text);
        if (one !== null) expect(decodeInput(encodeInput(one))).toEqual(one);
      }),
      { numRuns: 2000 },
    );
  });
});
