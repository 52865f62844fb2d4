import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileFacts, knowledgeFrom, knowledgeOf } from '../../src/core/knowledge.ts';
import { type Amendment, compilePolicy, kindBit, type Policy, routesFor, undecided } from '../../src/core/policy.ts';
import { completeSituation, factNames, type RouteKind, routeKinds } from '../../src/core/situation.ts';

const base: Policy['base'] = [
  {
    id: 'B1',
    when: { urgency: 'emergency' },
    routes: [
      { kind: 'emergency-112', because: 'now' },
      { kind: 'veilig-thuis', because: 'safety' },
    ],
  },
  {
    id: 'B2',
    when: {},
    routes: [
      { kind: 'veilig-thuis', because: 'advice' },
      { kind: 'wijkteam', because: 'help' },
    ],
  },
];

function amendment(change: Partial<Amendment> & Pick<Amendment, 'does' | 'kind' | 'place'>): Amendment {
  return { id: 'A1', when: {}, because: change.does === 'move' ? null : 'because', ...change };
}

function kinds(policy: Partial<Policy>, situation = completeSituation({ urgency: 'calm' })): readonly RouteKind[] {
  const compiled = compilePolicy({ base, amend: [], never: [], ...policy });
  return routesFor(compiled, knowledgeOf(situation)).map(({ kind }) => kind);
}

const first = { beside: null, otherwise: 'first' } as const;
const last = { beside: null, otherwise: 'last' } as const;
const justBefore = (kind: RouteKind, otherwise: 'first' | 'last' | null = null) => ({
  beside: { kind, side: 'before' as const },
  otherwise,
});
const justAfter = (kind: RouteKind, otherwise: 'first' | 'last' | null = null) => ({
  beside: { kind, side: 'after' as const },
  otherwise,
});

describe('a policy', () => {
  it('takes the first base rule that fits, and no other', () => {
    expect(kinds({}, completeSituation({ urgency: 'emergency' }))).toEqual(['emergency-112', 'veilig-thuis']);
    expect(kinds({})).toEqual(['veilig-thuis', 'wijkteam']);
  });

  it.each([
    [
      'add: puts in what is not there',
      amendment({ does: 'add', kind: 'lkha', place: justAfter('veilig-thuis') }),
      ['veilig-thuis', 'lkha', 'wijkteam'],
    ],
    [
      'add: leaves what is there',
      amendment({ does: 'add', kind: 'wijkteam', place: first }),
      ['veilig-thuis', 'wijkteam'],
    ],
    [
      'move: moves what is there',
      amendment({ does: 'move', kind: 'wijkteam', place: first }),
      ['wijkteam', 'veilig-thuis'],
    ],
    ['move: adds nothing', amendment({ does: 'move', kind: 'lkha', place: first }), ['veilig-thuis', 'wijkteam']],
    [
      'put: puts in what is not there',
      amendment({ does: 'put', kind: 'lkha', place: last }),
      ['veilig-thuis', 'wijkteam', 'lkha'],
    ],
    [
      'put: moves what is there',
      amendment({ does: 'put', kind: 'wijkteam', place: justBefore('veilig-thuis') }),
      ['wijkteam', 'veilig-thuis'],
    ],
    [
      'without its neighbour goes where else says',
      amendment({ does: 'put', kind: 'lkha', place: justAfter('police', 'first') }),
      ['lkha', 'veilig-thuis', 'wijkteam'],
    ],
    [
      'without its neighbour and else does nothing',
      amendment({ does: 'put', kind: 'lkha', place: justAfter('police') }),
      ['veilig-thuis', 'wijkteam'],
    ],
    [
      'that does not fit does nothing',
      amendment({ does: 'put', kind: 'lkha', place: first, when: { age: 'minor' } }),
      ['veilig-thuis', 'wijkteam'],
    ],
  ])('amends: %s', (_, rule, list) => {
    expect(kinds({ amend: [rule] })).toEqual(list);
  });

  it('gives what was put in its own reason and rule, and lets what was moved keep them', () => {
    const amend = [
      amendment({ id: 'A1', does: 'put', kind: 'lkha', place: first, because: 'travel' }),
      amendment({ id: 'A2', does: 'move', kind: 'wijkteam', place: first }),
    ];
    const routes = routesFor(
      compilePolicy({ base, amend, never: [] }),
      knowledgeOf(completeSituation({ urgency: 'calm' })),
    );
    expect(routes).toEqual([
      { kind: 'wijkteam', because: 'help', rule: 'B2' },
      { kind: 'lkha', because: 'travel', rule: 'A1' },
      { kind: 'veilig-thuis', because: 'advice', rule: 'B2' },
    ]);
  });

  it('lets a ban have the last word', () => {
    const never = [{ id: 'N', kind: 'wijkteam' as const, unless: { age: 'adult' as const } }];
    const amend = [amendment({ does: 'put', kind: 'wijkteam', place: first })];
    expect(kinds({ amend, never })).toEqual(['veilig-thuis']);
    expect(kinds({ amend, never }, completeSituation({ urgency: 'calm', age: 'adult' }))).toEqual([
      'wijkteam',
      'veilig-thuis',
    ]);
  });

  it('never lists a kind twice, whatever the amendments', () => {
    const kind = fc.constantFrom(...routeKinds.slice(0, 6));
    const place = fc.oneof(
      fc.constantFrom(first, last),
      kind.map((one) => justBefore(one)),
      kind.map((one) => justAfter(one, 'last')),
    );
    const rule = fc
      .record({ does: fc.constantFrom('add', 'move', 'put'), kind, place })
      .map((one) => amendment(one as Pick<Amendment, 'does' | 'kind' | 'place'>));
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), (amend) => {
        const list = kinds({ amend });
        expect(new Set(list).size).toBe(list.length);
      }),
    );
  });

  it('shows early only what does not rest on a guess', () => {
    const age = factNames.indexOf('age');
    const known = knowledgeFrom(compileFacts({ urgency: 'calm' }), 1 << age, 0);
    const amend = [amendment({ does: 'put', kind: 'lkha', place: first, when: { age: 'adult' } })];
    const policy = compilePolicy({ base, amend, never: [{ id: 'N', kind: 'wijkteam', unless: { age: 'adult' } }] });
    expect(routesFor(policy, known).map(({ kind }) => kind)).toEqual(['veilig-thuis']);
  });

  it('tells what is undecided: the facts that matter, and the kinds that may still be shown', () => {
    const age = 1 << factNames.indexOf('age');
    const said = compileFacts({ urgency: 'calm' });
    const amend = [amendment({ does: 'put', kind: 'lkha', place: first, when: { age: 'adult' } })];
    const policy = compilePolicy({ base, amend, never: [] });
    const open = undecided(policy, [], knowledgeFrom(said, age, 0));
    expect(open.facts).toBe(age);
    expect(open.kinds).toBe(kindBit('veilig-thuis') | kindBit('wijkteam') | kindBit('lkha'));
    expect(undecided(policy, [], knowledgeFrom(said, 0, 0)).facts).toBe(0);
  });
});
