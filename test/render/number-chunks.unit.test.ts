import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chunksOf } from '../../src/render/number-chunks.ts';

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Every number in the referral data, as it is written there. */
const inTheData = readdirSync('referral-data', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => [...readFileSync(`referral-data/${file}`, 'utf8').matchAll(/value: "([+(]?\d[\d ()-]+)"/g)])
  .map(([, number = '']) => number);

describe('a number to learn by heart', () => {
  it.each([
    ['0800-2000', ['0800', '2000']],
    ['+31 247 247 247', ['+31', '247', '247', '247']],
    ['+31247247247', ['+31', '247', '247', '247']],
    ['112', ['112']],
    ['113', ['113']],
    ['14 020', ['14', '020']],
    ['088 123 45 67', ['088', '123', '45', '67']],
    ['088 0767 000', ['088', '0767', '000']],
    ['(0598) 65 22 22', ['0598', '65', '22', '22']],
    ['+31 6 1234 5678', ['+31', '6', '1234', '5678']],
    ['+31 6 123 456 78', ['+31', '6123', '456', '78']],
    ['06 12345678', ['06', '123', '456', '78']],
    ['0294-291234', ['0294', '291', '234']],
    ['0201234567', ['020', '123', '45', '67']],
    ['', []],
  ])('%s is said as %j', (number, chunks) => {
    expect(chunksOf(number)).toEqual(chunks);
  });

  it('of the referral data keeps every digit, in groups of two to four', () => {
    expect(inTheData.length).toBeGreaterThan(300);
    for (const number of inTheData) {
      const chunks = chunksOf(number);
      expect(chunks.join('')).toBe(number.replace(/[^\d+]/g, ''));
      const odd = chunks.filter((chunk) => !/^\+?\d{2,4}$/.test(chunk));
      expect(odd).toEqual(number.startsWith('+31 6 ') ? ['6'] : []);
    }
  });

  it('keeps every digit in its order, and no group is too long, however it is written', () => {
    const written = fc.stringMatching(/^\+?[\d() -]{0,20}$/);
    fc.assert(
      fc.property(written, (number) => {
        const chunks = chunksOf(number);
        expect(digitsOf(chunks.join(''))).toBe(digitsOf(number));
        for (const chunk of chunks) expect(chunk).toMatch(/^\+?\d{1,4}$/);
      }),
    );
  });

  it('leaves no digit alone where the number is written without a single one', () => {
    const groups = fc.array(fc.stringMatching(/^\d{2,12}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(groups, fc.constantFrom(' ', '-'), fc.boolean(), (parts, gap, abroad) => {
        const chunks = chunksOf(`${abroad ? '+31 ' : ''}${parts.join(gap)}`);
        for (const chunk of chunks) expect(chunk).toMatch(/^\+?\d{2,4}$/);
      }),
    );
  });
});
