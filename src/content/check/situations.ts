/**
 * Every situation that a policy can tell apart, as knowledge: the ground the proofs stand on.
 */
import { circumstanceBit, type Knowledge, valueBit } from '../../core/condition.ts';
import type { CompiledPolicy } from '../../core/policy.ts';
import {
  type Circumstance,
  circumstances,
  completeSituation,
  type FactName,
  type FactValue,
  factNames,
  type Situation,
  vocabulary,
} from '../../core/situation.ts';

/** Circumstances that some rule names; the others cannot change a list. */
export function namedCircumstances(policy: CompiledPolicy): readonly Circumstance[] {
  let named = 0;
  for (const { when } of [...policy.base, ...policy.amend, ...policy.never]) named |= when.circumstances;
  return circumstances.filter((one) => (named & circumstanceBit(one)) !== 0);
}

/** All sets that can be made of these circumstances, as bits. */
function subsets(of: readonly Circumstance[]): readonly number[] {
  let sets: readonly number[] = [0];
  for (const one of of) sets = sets.concat(sets.map((set) => set | circumstanceBit(one)));
  return sets;
}

/** Only a parent is some kind of parent; for everyone else that fact is not said. */
type User = readonly [FactValue<'who'>, FactValue<'parent'>];
const users: readonly User[] = vocabulary.who.flatMap((who): readonly User[] =>
  who === 'parent' ? vocabulary.parent.map((kind): User => [who, kind]) : [[who, 'unknown']],
);

/** How many situations of the contract one visited situation stands for: those that differ in circumstances no rule names. */
export function situationsPerVisit(policy: CompiledPolicy): number {
  return 2 ** (circumstances.length - namedCircumstances(policy).length);
}

/** A situation that is being filled in again and again; see `everySituation`. */
type Draft = { -readonly [K in keyof Situation]: Situation[K] };

/**
 * Calls `visit` for every combination of facts, with all sets of the circumstances that the policy names. Knowledge
 * and situation are the same two objects each time: read them, do not keep them. Returns the number of visits.
 */
export function everySituation(
  policy: CompiledPolicy,
  visit: (known: Knowledge, situation: Situation) => void,
): number {
  const sets = subsets(namedCircumstances(policy)).map((bits) => ({
    bits,
    names: circumstances.filter((one) => (bits & circumstanceBit(one)) !== 0),
  }));
  const possible = factNames.map(() => 0);
  const known = { possible, certain: 0, conceivable: 0 };
  const draft: Draft = { ...completeSituation({}) };
  let visits = 0;
  const visitSets = (): void => {
    for (const { bits, names } of sets) {
      known.certain = bits;
      known.conceivable = bits;
      draft.circumstance = names;
      visit(known, draft);
      visits++;
    }
  };
  const set = <F extends FactName>(fact: F, value: FactValue<F>, stored: Situation[F]): void => {
    possible[factNames.indexOf(fact)] = valueBit(fact, value);
    (draft as Record<F, Situation[F]>)[fact] = stored;
  };
  const ways: readonly (() => readonly (() => void)[])[] = [
    () => vocabulary.theme.map((value) => () => set('theme', value, value)),
    () => vocabulary.urgency.map((value) => () => set('urgency', value, value)),
    () =>
      users.map(([who, parent]) => () => {
        set('who', who, who);
        set('parent', parent, parent);
      }),
    () => vocabulary.age.map((value) => () => set('age', value, value)),
    () => vocabulary.where.map((value) => () => set('where', value, value)),
    () => vocabulary.caller.map((value) => () => set('caller', value, value)),
    () => vocabulary.keyPersonSafe.map((value) => () => set('keyPersonSafe', value, value)),
    () => vocabulary.selfHarm.map((value) => () => set('selfHarm', value, value === 'true')),
  ];
  const fill = (depth: number): void => {
    const choices = ways[depth];
    if (choices === undefined) visitSets();
    else
      for (const choose of choices()) {
        choose();
        fill(depth + 1);
      }
  };
  fill(0);
  return visits;
}

/** A situation in one line of words, for messages. */
export function describeSituation({ circumstance, ...facts }: Situation): string {
  const named = Object.entries(facts).map(([fact, value]) => `${fact} ${value}`);
  return [...named, ...circumstance].join(', ');
}
