import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judged } from '../../src/web/learn.ts';

describe('an attempt at a number', () => {
  it.each([
    ['08002000', '0800 2000'],
    ['0800-2000', '0800 2000'],
    [' 0 8 0 0 2 0 0 0 ', '0800 2000'],
    ['٠٨٠٠٢٠٠٠', '0800 2000'],
    ['۰۸۰۰۲۰۰۰', '0800 2000'],
    ['+31 247 247 247', '+31 247 247 247'],
    ['31247247247', '+31 247 247 247'],
    ['0031247247247', '+31 247 247 247'],
  ])('%s is right for %s', (typed, number) => {
    expect(judged(typed, number, false)).toBe('right');
  });

  it.each([
    ['08002001', '0800 2000'],
    ['080020000', '0800 2000'],
    ['000800200', '0800 2000'],
    ['0247247247', '+31 247 247 247'],
    ['0032247247247', '+31 247 247 247'],
  ])('%s is not yet right for %s', (typed, number) => {
    expect(judged(typed, number, true)).toBe('not-yet');
  });

  it('is not judged while she is still typing it', () => {
    for (let length = 0; length < 8; length++) {
      expect(judged('08002000'.slice(0, length), '0800 2000', false)).toBeNull();
      expect(judged('99999999'.slice(0, length), '0800 2000', false)).toBeNull();
    }
    expect(judged('99999999', '0800 2000', false)).toBe('not-yet');
  });

  it('is not judged when nothing is there', () => {
    expect(judged('', '0800 2000', true)).toBeNull();
    expect(judged('abc', '0800 2000', true)).toBeNull();
  });

  it('is right with the digits of the number only, in whatever way they are written', () => {
    const digits = fc.stringMatching(/^0\d{2,10}$/);
    fc.assert(
      fc.property(digits, digits, fc.constantFrom(' ', '-', ''), (number, other, gap) => {
        expect(judged([...number].join(gap), number, true)).toBe('right');
        expect(judged([...other].join(gap), number, true)).toBe(other === number ? 'right' : 'not-yet');
      }),
    );
  });
});
