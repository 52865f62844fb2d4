/**
 * Every situation that a policy can tell apart, as knowledge: the ground the proofs stand on.
 */
import { circumstanceBit, type Knowledge, valueBit } from '../../core/condition.ts';
import type { CompiledPolicy } from '../../core/policy.ts';
import {
  type Circumstance,
  circumstances,
  type FactName,
  factNames,
  type FactValue,
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
  return of.reduce<number[]>((sets, one) => [...sets, ...sets.map((set) => set | circumstanceBit(one))], [0]);
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

/**
 * Calls `visit` for every combination of facts, with all sets of the circumstances that the policy names. The
 * knowledge handed over is reused: read it, do not keep it. Returns the number of visits.
 */
export function everySituation(policy: CompiledPolicy, visit: (known: Knowledge, facts: readonly string[]) => void): number {
  const sets = subsets(namedCircumstances(policy));
  const possible = factNames.map(() => 0);
  const facts = factNames.map(() => '');
  const set = (fact: FactName, value: string): void => {
    const index = factNames.indexOf(fact);
    possible[index] = valueBit(fact, value);
    facts[index] = value;
  };
  const known = { possible, certain: 0, conceivable: 0 };
  let visits = 0;
  for (const theme of vocabulary.theme) {
    set('theme', theme);
    for (const urgency of vocabulary.urgency) {
      set('urgency', urgency);
      for (const [who, parent] of users) {
        set('who', who);
        set('parent', parent);
        for (const age of vocabulary.age) {
          set('age', age);
          for (const where of vocabulary.where) {
            set('where', where);
            for (const caller of vocabulary.caller) {
              set('caller', caller);
              for (const safe of vocabulary.keyPersonSafe) {
                set('keyPersonSafe', safe);
                for (const selfHarm of vocabulary.selfHarm) {
                  set('selfHarm', selfHarm);
                  for (const bits of sets) {
                    known.certain = bits;
                    known.conceivable = bits;
                    visit(known, facts);
                    visits++;
                  }
                }
              }
            }
          }
        }
      }
    }
  }
  return visits;
}

/** The situation behind a visit, for messages and for the few cases that need it whole. */
export function situationOf(facts: readonly string[], certain: number): Situation {
  const value = (fact: FactName): string => facts[factNames.indexOf(fact)] ?? '';
  const situation = Object.fromEntries(factNames.map((fact) => [fact, value(fact)]));
  const some = circumstances.filter((one) => (certain & circumstanceBit(one)) !== 0);
  // Every value comes from the vocabulary of its fact.
  return { ...situation, selfHarm: value('selfHarm') === 'true', circumstance: some } as unknown as Situation;
}

/** A situation in one line of words, for messages. */
export function describeSituation({ circumstance, ...facts }: Situation): string {
  const named = Object.entries(facts).map(([fact, value]) => `${fact} ${value}`);
  return [...named, ...circumstance].join(', ');
}
