/**
 * Every fault of a sheet has words in both languages of the desk, and they name its values.
 */
import { describe, expect, it } from '@jest/globals';
import { cellForms, type FaultCode, faultValues, type Wrong } from '../../../src/content/referral-sheet/fault.ts';
import { wordsOf } from '../../../src/content/referral-sheet/fault-words.ts';
import { library } from '../../support/content.ts';

// Object.keys forgets the names of a closed object.
const codes = Object.keys(faultValues) as readonly FaultCode[];
const forms = Object.keys(cellForms) as readonly (keyof typeof cellForms)[];

/** The fault with its own names as values, so that they can be found in its words. */
function wrongOf(code: FaultCode): Wrong {
  const values = faultValues[code].map((name) => [name, name === 'form' ? 'name' : `<${name}>`]);
  // Made from the table that makes the type.
  return { code, values: Object.fromEntries(values) } as Wrong;
}

describe.each(codes)('the fault %s', (code) => {
  it('is told in Dutch and in English, with its values', () => {
    const [dutch, english] = ['nl', 'en'].map((lang) => wordsOf(wrongOf(code), library().texts(lang)));
    for (const words of [dutch, english]) {
      const told = `${words?.message} ${words?.cure}`;
      for (const name of faultValues[code]) if (name !== 'form') expect(told).toContain(`<${name}>`);
      expect(told).not.toMatch(/[{}]/);
      expect(words?.message).not.toBe(words?.cure);
    }
    expect(dutch?.message).not.toBe(english?.message);
    expect(dutch?.cure).not.toBe(english?.cure);
  });
});

describe.each(forms)('the cure of a cell that is written as %s', (form) => {
  it('is told in Dutch and in English, with its examples', () => {
    const wrong: Wrong = { code: 'cell-form', values: { form } };
    const [dutch, english] = ['nl', 'en'].map((lang) => wordsOf(wrong, library().texts(lang)).cure);
    expect(dutch).not.toBe(english);
    for (const example of cellForms[form]) for (const cure of [dutch, english]) expect(cure).toContain(example);
  });
});
