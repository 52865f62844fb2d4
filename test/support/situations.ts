/**
 * Situations of every kind, for properties that must hold in all of them.
 */
import fc from 'fast-check';
import { circumstances, completeSituation, type Situation, vocabulary } from '../../src/core/situation.ts';
import { library } from './content.ts';

const maybe = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, ...values);

/** What somebody may have said of a situation: any part of it, also nothing. */
export const partsOfSituations: fc.Arbitrary<Partial<Situation>> = fc
  .record({
    theme: maybe(vocabulary.theme),
    urgency: maybe(vocabulary.urgency),
    who: maybe(vocabulary.who),
    age: maybe(vocabulary.age),
    where: maybe(vocabulary.where),
    caller: maybe(vocabulary.caller),
    parent: maybe(vocabulary.parent),
    keyPersonSafe: maybe(vocabulary.keyPersonSafe),
    selfHarm: fc.constantFrom(undefined, true, false),
    circumstance: fc.subarray([...circumstances], { maxLength: 3 }),
    municipality: maybe([...library().content.directory.municipalities.keys()]),
  })
  // What was not said is not there.
  .map((said) => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)));

export const wholeSituations: fc.Arbitrary<Situation> = partsOfSituations.map(completeSituation);
