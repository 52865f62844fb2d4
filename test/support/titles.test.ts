/**
 * The reader of titles, which the account of OWASP ASVS and the table of faults rely on, takes for a test what runs.
 */
import { describe, expect, it } from '@jest/globals';
import { testsIn } from './titles.ts';

const without = (title: string): { readonly title: string; readonly rows: readonly string[] } => ({ title, rows: [] });

describe('the reader of titles', () => {
  it('takes tests that run, and no title of a describe or other text', () => {
    const source = `
      // it('stands in a comment', () => {});
      describe('many', () => {
        it('is run', () => expect('what it says').toBe('so'));
        test('is run too', () => {});
        it(\`is run \${times} times, \${how}\`, () => {});
      });
      describe.each([['many']])('the %s', () => { it('is run for each', () => {}); });`;
    expect(testsIn(source)).toEqual(['is run', 'is run too', 'is run … times, …', 'is run for each'].map(without));
  });

  it('takes no test that is skipped, put off, meant to fail, empty, or below what is skipped', () => {
    const source = `
      it.skip('is skipped', () => {});
      test.skip('is skipped too', () => {});
      it.skip.each([['a row']])('is skipped with %s', () => {});
      it.todo('is to be written');
      it.failing('fails', () => {});
      it.failing.each([['a row']])('fails with %s', () => {});
      xit('is put away', () => {});
      xtest('is put away too', () => {});
      it('is empty');
      it.each([])('is given nothing: %s', () => {});
      describe.skip('away', () => { it('is skipped with it', () => {}); });
      describe.skip.each([['many']])('the %s', () => { it('is skipped for each', () => {}); });
      xdescribe('put away', () => { describe('within', () => { it('is put away with it', () => {}); }); });`;
    expect(testsIn(source)).toEqual([]);
  });

  it('takes tests under the name that stands for running them where that can be', () => {
    const source = `
      const withIt = isThere ? it : it.skip;
      const without = isAway ? it.skip : it;
      const suite = isThere ? describe : describe.skip;
      withIt('is run where it can be', () => {});
      withIt.each([['a row', 1]])('is run with %s where it can be', () => {});
      withIt.skip('is skipped wherever it is', () => {});
      without('is run where nothing stands in the way', () => {});
      suite('many', () => { it('stands in what is run where it can be', () => {}); });
      suite.skip('none', () => { it('stands in what is skipped', () => {}); });`;
    expect(testsIn(source)).toEqual([
      without('is run where it can be'),
      { title: 'is run with %s where it can be', rows: ['a row'] },
      without('is run where nothing stands in the way'),
      without('stands in what is run where it can be'),
    ]);
  });

  it('takes the rows that a test is given, on the spot or by the names of constants, and no others', () => {
    const source = `
      const deeper = ['a row of a table in a table'];
      const rows = [['a row of a table', 1], [\`a row of \${many} words\`, 2], ...deeper];
      const unused = ['a row of nothing'];
      describe('many', () => {
        const near = { 'a row by its key': [1] };
        it.each([['a row', 1]])('is run with %s', () => expect('no row').toBe(unused));
        it.each(rows)('is run with each %s', () => {});
        it.each(Object.entries(near))('is run with what is near: %s', () => {});
        const status = 'no row';
        const make = () => 'no row either';
        it.each([{ what: 'a row of fields', status: 1, make: () => make('nor this') }])('is run where $what', () => {});
        it('is run with no table', () => expect(rows).toEqual([]));
      });`;
    expect(testsIn(source)).toEqual([
      { title: 'is run with %s', rows: ['a row'] },
      {
        title: 'is run with each %s',
        rows: ['a row of a table', 'a row of … words', 'a row of a table in a table'],
      },
      { title: 'is run with what is near: %s', rows: ['a row by its key'] },
      { title: 'is run where $what', rows: ['a row of fields'] },
      without('is run with no table'),
    ]);
  });
});
