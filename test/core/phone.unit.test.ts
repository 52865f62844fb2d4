import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { internationalForm, reachOf, telephoneLink, whatsappLink } from '../../src/core/phone.ts';

describe('a telephone number', () => {
  it.each([
    ['0800-2000', ['nl']],
    ['0900-8844', ['nl']],
    ['14 020', ['nl']],
    ['113', ['nl']],
    ['088 0767 000', ['nl']],
    ['070-345 43 19', ['nl']],
    ['112', ['nl', 'eu']],
    ['+31 247 247 247', ['nl', 'eu', 'abroad']],
  ] as const)('%s works as written from %j', (number, from) => {
    expect(reachOf(number)).toEqual(from);
  });

  it.each([
    ['(0599) 63 16 31', '+31 599 63 16 31'],
    ['070-345 43 19', '+31 70 345 43 19'],
    ['020-623 65 65', '+31 20 623 65 65'],
    ['0294-291234', '+31 294 291234'],
    ['06 12345678', '+31 6 12345678'],
  ])('%s becomes %s from abroad', (number, form) => {
    expect(internationalForm(number)).toBe(form);
  });

  it.each([
    '0800-2000',
    '0800-0113',
    '0900-8844',
    '0900-1450',
    '14 020',
    '14 0599',
    '112',
    '113',
    '088 0767 000',
    '116 111',
    '1234',
    '',
  ])('%s has no form that can be counted on from abroad', (number) => {
    expect(internationalForm(number)).toBeNull();
  });

  it('never gets another digit in its international form, wherever it is spaced', () => {
    const spaced = fc
      .tuple(
        fc.integer({ min: 1, max: 7 }),
        fc.stringMatching(/^\d{8}$/),
        fc.integer({ min: 2, max: 4 }),
        fc.constantFrom('-', ' ', '', ') '),
      )
      .map(([first, rest, cut, gap]) => {
        const number = `0${first}${rest}`;
        return gap === ') '
          ? `(${number.slice(0, cut)}${gap}${number.slice(cut)}`
          : `${number.slice(0, cut)}${gap}${number.slice(cut)}`;
      });
    fc.assert(
      fc.property(spaced, (number) => {
        const form = internationalForm(number);
        expect(form?.startsWith('+31 ')).toBe(true);
        expect(form?.replace(/\D/g, '')).toBe(`31${number.replace(/\D/g, '').slice(1)}`);
        expect(reachOf(form ?? '')).toContain('abroad');
      }),
    );
  });

  it('is dialled without its spacing', () => {
    expect(telephoneLink('0800-2000')).toBe('tel:08002000');
    expect(telephoneLink('+31 247 247 247')).toBe('tel:+31247247247');
    expect(telephoneLink('(0599) 63 16 31')).toBe('tel:0599631631');
    expect(whatsappLink('+31 6 8238 7796')).toBe('https://wa.me/31682387796');
  });
});
