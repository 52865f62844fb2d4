/**
 * Gathering facts: from a whole situation, or from what has been said so far.
 */
import { circumstanceBit, everyValue, factIndex, type Knowledge, valueBit } from './condition.ts';
import {
  type Circumstance,
  circumstances,
  completeSituation,
  type FactName,
  type FactValue,
  factNames,
  type Situation,
  vocabulary,
} from './situation.ts';

/** The facts that one answer establishes. */
export type Facts = {
  readonly [F in Exclude<FactName, 'selfHarm'>]?: FactValue<F> | undefined;
} & {
  readonly selfHarm?: boolean | undefined;
  readonly circumstance?: Circumstance | readonly Circumstance[] | undefined;
};

/** Facts as bits: per fact the value said (0: nothing said), the circumstances, and which facts are named at all. */
export interface CompiledFacts {
  readonly values: readonly number[];
  readonly circumstances: number;
  readonly named: number;
}

export function compileFacts(facts: Facts): CompiledFacts {
  let named = 0;
  const values = factNames.map((fact, index) => {
    const value = facts[fact];
    if (value === undefined) return 0;
    named |= 1 << index;
    return valueBit(fact, String(value));
  });
  const said = facts.circumstance;
  // Array.isArray does not narrow readonly arrays.
  const all =
    said === undefined ? [] : Array.isArray(said) ? (said as readonly Circumstance[]) : [said as Circumstance];
  return { values, circumstances: all.reduce((bits, one) => bits | circumstanceBit(one), 0), named };
}

/** What a whole situation says: every fact has one value, nothing is open. */
export function knowledgeOf(situation: Situation): Knowledge {
  const bits = situation.circumstance.reduce((sum, one) => sum | circumstanceBit(one), 0);
  return {
    possible: factNames.map((fact) => valueBit(fact, String(situation[fact]))),
    certain: bits,
    conceivable: bits,
  };
}

const urgencyIndex = factIndex('urgency');
const whoIndex = factIndex('who');
const whereIndex = factIndex('where');
const callerIndex = factIndex('caller');

/**
 * Adds up what several answers establish. A later answer replaces an earlier one, except that urgency never falls:
 * among several the highest counts, as the guide asks ("when in doubt, one level higher").
 */
export function addUp(facts: readonly CompiledFacts[]): CompiledFacts {
  const values = factNames.map(() => 0);
  let bits = 0;
  let named = 0;
  for (const one of facts) {
    bits |= one.circumstances;
    named |= one.named;
    for (let index = 0; one.named >> index !== 0; index++) {
      const value = one.values[index] ?? 0;
      // The values of urgency ascend, so the higher bit is the higher level.
      if (value !== 0) values[index] = index === urgencyIndex ? Math.max(value, values[index] ?? 0) : value;
    }
  }
  return { values, circumstances: bits, named };
}

const defaults = factNames.map((fact) => valueBit(fact, String(completeSituation({})[fact])));
const everything = factNames.map(everyValue);

/**
 * What is known when `said` has been said and the facts in `open` (and circumstances in `openCircumstances`) may
 * still be: a said fact has its value, an open one any, another one its default. Said urgency that is still open may
 * only rise.
 */
export function knowledgeFrom(said: CompiledFacts, open: number, openCircumstances: number): Knowledge {
  const possible = said.values.map((value, index) => {
    const stillOpen = (open & (1 << index)) !== 0;
    if (value === 0) return stillOpen ? (everything[index] ?? 0) : (defaults[index] ?? 0);
    if (index === urgencyIndex && stillOpen) return (everything[index] ?? 0) & ~(value - 1);
    return value;
  });
  if (said.values[callerIndex] === 0) possible[callerIndex] = possibleCallers(possible);
  return {
    possible,
    certain: said.circumstances,
    conceivable: said.circumstances | openCircumstances,
  };
}

const own = valueBit('who', 'self') | valueBit('who', 'unknown');
const callerNl = valueBit('caller', 'nl');
const whereUnknown = valueBit('where', 'unknown');

/** The caller that follows from who asks and where the person is; see `completeSituation`. */
function possibleCallers(possible: readonly number[]): number {
  const who = possible[whoIndex] ?? 0;
  const where = possible[whereIndex] ?? 0;
  let callers = 0;
  if ((who & ~own) !== 0 || (where & whereUnknown) !== 0) callers |= callerNl;
  // `caller` has the first values of `where`, in the same order.
  if ((who & own) !== 0) callers |= where & ~whereUnknown;
  return callers;
}

/** The situation that knowledge amounts to when nothing more is said: an open fact counts as not said. */
export function situationFrom(said: CompiledFacts, municipality: string | null): Situation {
  const known: Record<string, unknown> = {};
  factNames.forEach((fact, index) => {
    const value = said.values[index] ?? 0;
    if (value === 0) return;
    const name = vocabulary[fact][31 - Math.clz32(value)];
    known[fact] = fact === 'selfHarm' ? name === 'true' : name;
  });
  known.circumstance = circumstances.filter((one) => (said.circumstances & circumstanceBit(one)) !== 0);
  if (municipality !== null) known.municipality = municipality;
  // Every entry was read from the vocabulary of its own fact just above.
  return completeSituation(known as Partial<Situation>);
}
