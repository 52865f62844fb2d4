import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Condition,
  circumstanceBit,
  compile,
  evaluate,
  type Knowledge,
  type Truth,
  valueBit,
  type When,
} from '../../src/core/condition.ts';
import { knowledgeOf } from '../../src/core/knowledge.ts';
import {
  type Circumstance,
  completeSituation,
  type FactName,
  factNames,
  type Situation,
  vocabulary,
} from '../../src/core/situation.ts';

/** Facts whose value may be open here; few, so that everything they may become can be tried. */
const openFacts = ['theme', 'urgency', 'age', 'where'] as const satisfies readonly FactName[];
type OpenFact = (typeof openFacts)[number];
const named = ['trip-soon', 'asylum-centre', 'trans'] as const satisfies readonly Circumstance[];

/** What is known, in words: the values each fact can still have, and for each circumstance whether it holds. */
interface Said {
  readonly values: { readonly [F in OpenFact]: readonly string[] };
  readonly circumstances: readonly ('yes' | 'no' | 'open')[];
}

const someOf = (values: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.subarray([...values], { minLength: 1 });
const said: fc.Arbitrary<Said> = fc.record({
  values: fc.record({
    theme: someOf(vocabulary.theme.slice(0, 3)),
    urgency: someOf(vocabulary.urgency),
    age: someOf(vocabulary.age),
    where: someOf(vocabulary.where),
  }),
  circumstances: fc.tuple(...named.map(() => fc.constantFrom('yes' as const, 'no' as const, 'open' as const))),
});

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
// The arbitraries draw from the vocabularies themselves.
const conjunction = fc.record({
  theme: optional(someOf(vocabulary.theme.slice(0, 4))),
  urgency: optional(someOf(vocabulary.urgency)),
  age: optional(someOf(vocabulary.age)),
  where: optional(someOf(vocabulary.where)),
  circumstance: optional(fc.subarray([...named], { minLength: 1 })),
}) as fc.Arbitrary<Condition>;

function bits(fact: FactName, values: readonly string[]): number {
  return values.reduce((sum, value) => sum | valueBit(fact, value), 0);
}

function knowledge({ values, circumstances }: Said): Knowledge {
  const base = knowledgeOf(completeSituation({}));
  const among = (wanted: readonly string[]): number =>
    named.reduce(
      (sum, one, index) => (wanted.includes(circumstances[index] ?? '') ? sum | circumstanceBit(one) : sum),
      0,
    );
  return {
    possible: factNames.map((fact, index) =>
      // Only the open facts have an entry in `values`.
      (openFacts as readonly string[]).includes(fact)
        ? bits(fact, values[fact as OpenFact])
        : (base.possible[index] ?? 0),
    ),
    certain: among(['yes']),
    conceivable: among(['yes', 'open']),
  };
}

/** Every situation that what is known may turn out to be. */
function* completions({
  values,
  circumstances,
}: Said): Generator<Record<OpenFact, string> & { readonly holds: readonly string[] }> {
  const sets = named.reduce<readonly string[][]>(
    (all, one, index) => {
      const state = circumstances[index];
      const without = state === 'yes' ? [] : all;
      const having = state === 'no' ? [] : all.map((set) => [...set, one]);
      return [...without, ...having];
    },
    [[]],
  );
  for (const theme of values.theme)
    for (const urgency of values.urgency)
      for (const age of values.age)
        for (const where of values.where) for (const holds of sets) yield { theme, urgency, age, where, holds };
}

/** A second, slow reading of what a condition says. Unknown urgency is urgent, an unknown place the Netherlands (design 4). */
function fits(condition: Condition, one: Record<OpenFact, string> & { readonly holds: readonly string[] }): boolean {
  const wanted = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
  for (const fact of openFacts) {
    if (condition[fact] === undefined) continue;
    const allowed = wanted(condition[fact]);
    const value = one[fact];
    const also = value !== 'unknown' ? null : fact === 'urgency' ? 'urgent' : fact === 'where' ? 'nl' : null;
    if (!allowed.includes(value) && (also === null || !allowed.includes(also))) return false;
  }
  if (condition.circumstance === undefined) return true;
  return wanted(condition.circumstance).some((circumstance) => one.holds.includes(String(circumstance)));
}

function outcomes(when: When, known: Said): ReadonlySet<boolean> {
  const any = when === undefined ? [] : Array.isArray(when) ? (when as readonly Condition[]) : [when as Condition];
  const found = new Set<boolean>();
  for (const one of completions(known)) {
    found.add(any.length === 0 || any.some((condition) => fits(condition, one)));
    if (found.size === 2) break;
  }
  return found;
}

function truthOf(found: ReadonlySet<boolean>): Truth {
  return found.size === 2 ? 'open' : found.has(true) ? 'yes' : 'no';
}

describe('a condition', () => {
  it('holds when everything that may still be makes it hold, fails when nothing does, and is open only when both can be', () => {
    fc.assert(
      fc.property(conjunction, said, (condition, known) => {
        expect(evaluate(compile(condition), knowledge(known))).toBe(truthOf(outcomes(condition, known)));
      }),
      { numRuns: 1500 },
    );
  });

  it('of several alternatives never says yes or no too early', () => {
    fc.assert(
      fc.property(fc.array(conjunction, { minLength: 2, maxLength: 3 }), said, (when, known) => {
        const truth = evaluate(compile(when), knowledge(known));
        const found = outcomes(when, known);
        if (truth === 'yes') expect([...found]).toEqual([true]);
        if (truth === 'no') expect([...found]).toEqual([false]);
      }),
      { numRuns: 800 },
    );
  });

  it('is never open once everything is said', () => {
    fc.assert(
      fc.property(fc.array(conjunction, { maxLength: 3 }), said, (when, known) => {
        const [theme, urgency, age, where] = openFacts.map((fact) => known.values[fact][0]);
        // Drawn from the vocabularies above.
        const situation = completeSituation({ theme, urgency, age, where } as Partial<Situation>);
        expect(evaluate(compile(when), knowledgeOf(situation))).not.toBe('open');
      }),
    );
  });

  it('that asks for nothing holds always', () => {
    expect(evaluate(compile(undefined), knowledgeOf(completeSituation({})))).toBe('yes');
    expect(evaluate(compile({}), knowledgeOf(completeSituation({})))).toBe('yes');
  });

  it.each([
    [{ urgency: 'urgent' }, { urgency: 'unknown' }, 'yes'],
    [{ urgency: 'calm' }, { urgency: 'unknown' }, 'no'],
    [{ urgency: 'emergency' }, { urgency: 'unknown' }, 'no'],
    [{ where: 'nl' }, { where: 'unknown' }, 'yes'],
    [{ where: ['eu', 'abroad'] }, { where: 'unknown' }, 'no'],
    [{ where: 'unknown' }, { where: 'nl' }, 'no'],
    [{ age: 'minor' }, { age: 'unknown' }, 'no'],
  ] as const)('%j is for %j: %s', (condition, known, truth) => {
    expect(evaluate(compile(condition), knowledgeOf(completeSituation(known)))).toBe(truth);
  });
});
