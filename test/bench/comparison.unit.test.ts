/**
 * The bench compares like with like, and says who is ahead as it is. What it measures is shown by `npm run bench`.
 */
import { describe, expect, it } from '@jest/globals';
import { onceRow, type Row, roundsRow, table } from '../../bench/beside/row.ts';
import { ratios, spread } from '../../bench/beside/side-by-side.ts';
import { ours } from '../../bench/dialog/ours.ts';
import { checkSame, flowOf, scriptsFrom, type TakeTurn, type Turned } from '../../bench/dialog/talks.ts';
import { library } from '../support/content.ts';

const { content, visitable } = library();
const scripts = scriptsFrom(content.dialogs, visitable);
const server = ours(library());

describe('the talks that everybody is measured on', () => {
  it('go as the trees ask, each about another theme', () => {
    expect([...flowOf(scripts).themes.keys()].toSorted()).toEqual(['abandonment', 'coming-out', 'forced-marriage']);
    expect(scripts.map(({ length }) => length)).toEqual([7, 5, 5]);
  });

  it('are taken by our own server in every turn', async () => {
    await expect(checkSame('ours', server, scripts)).resolves.toBeUndefined();
  });

  const faults: readonly (readonly [string, TakeTurn<Turned>])[] = [
    ['another question', (state, answer) => ({ ...server(state, answer), asked: { question: 'who', options: [] } })],
    [
      'fewer options',
      (state, answer) => {
        const { state: after, asked } = server(state, answer);
        return { state: after, asked: asked && { ...asked, options: asked.options.slice(1) } };
      },
    ],
    ['the same again', (_state, answer) => server('', answer)],
    [
      'a question after the last',
      (state, answer) => {
        const turned = server(state, answer);
        return { ...turned, asked: turned.asked ?? { question: 'age', options: [] } };
      },
    ],
  ];
  it.each(faults)('are refused from a contender that asks %s', async (_name, turn) => {
    await expect(checkSame('contender', turn, scripts)).rejects.toThrow('contender asks');
  });
});

describe('a line of the table', () => {
  const row = { area: 'page', what: 'a turn, ms', better: 'less', peer: 'node:http' } as const;
  const lineOf = (one: Row): string | undefined => table([one]).split('\n')[1];
  const verdict = (one: Row): string | undefined => lineOf(one)?.split(' | ').at(-1);

  it('begins with its area and has its figures between bars', () => {
    expect(lineOf(onceRow({ ...row, ours: 3, theirs: 1.5 }))?.split(/ +\| /)).toEqual([
      '[page] a turn, ms, less is better',
      '3',
      '1.5',
      'node:http',
      '2',
      'THEIRS',
    ]);
  });

  it.each([
    { better: 'less', ours: [1, 1, 1], theirs: [2, 2, 2], ahead: 'ours' },
    { better: 'more', ours: [1, 1, 1], theirs: [2, 2, 2], ahead: 'THEIRS' },
    { better: 'more', ours: [4, 5, 6], theirs: [2, 2, 2], ahead: 'ours' },
    { better: 'more', ours: [1, 3, 1, 3], theirs: [2, 2, 2, 2], ahead: 'level' },
  ] as const)('says $ahead where $better is better, ours are $ours and theirs $theirs', (one) => {
    expect(verdict(roundsRow({ ...row, better: one.better }, one.ours, one.theirs))).toBe(one.ahead);
  });

  it('makes its ratio of two figures of the same round, not of two days', () => {
    // Each round is twice as slow as the one before, for both.
    expect(ratios([8, 4, 2, 1], [4, 2, 1, 0.5])).toEqual({ low: 2, median: 2, high: 2 });
    expect(spread([1, 2, 3, 4, 100])).toEqual({ low: 2, median: 3, high: 4 });
  });
});
