/**
 * Conditions over facts, with three answers: they hold, they do not, or what has been said leaves it open.
 *
 * What is known about a fact is the set of values it can still take, one bit a value. A condition is a set of
 * allowed values a fact. Then "holds" is inclusion, "does not" is disjointness, and everything between is open:
 * that one comparison drives the dialog (what is still worth asking), the policy and the proof alike.
 */
import { type Circumstance, circumstances, type FactName, type FactValue, factNames, vocabulary } from './situation.ts';

type OneOrMore<T> = T | readonly T[];

/** As written in the content: every named fact must fit; a list means any of these. */
export type Condition = {
  readonly [F in Exclude<FactName, 'selfHarm'>]?: OneOrMore<FactValue<F>> | undefined;
} & {
  readonly selfHarm?: boolean | undefined;
  readonly circumstance?: OneOrMore<Circumstance> | undefined;
};

/** One condition, or several of which any may hold. Left out: holds always. */
export type When = OneOrMore<Condition> | undefined;

export type Truth = 'yes' | 'no' | 'open';

/**
 * What is known: per fact (in the order of `factNames`) the set of values still possible, and of the circumstances
 * those that are certain and those that are still possible.
 */
export interface Knowledge {
  readonly possible: readonly number[];
  readonly certain: number;
  readonly conceivable: number;
}

/** Side by side, fact by fact: this is evaluated millions of times by the proofs, so it is kept flat. */
interface Conjunction {
  readonly facts: readonly number[];
  /** The allowed values of each of these facts. */
  readonly masks: readonly number[];
  /** Any of these circumstances; 0 where none is asked for. */
  readonly anyOf: number;
}

export interface CompiledCondition {
  readonly anyOf: readonly Conjunction[];
  /** Which facts it names, one bit each. */
  readonly facts: number;
  /** Which circumstances it names, one bit each. */
  readonly circumstances: number;
}

/**
 * Values that stand for more than themselves when a condition names them: an unknown urgency is treated as urgent,
 * an unknown place gets the list for the Netherlands (design section 4). Doing it here means that no rule can forget.
 */
const alsoMeans: { readonly [F in FactName]?: { readonly [value: string]: string } } = {
  urgency: { urgent: 'unknown' },
  where: { nl: 'unknown' },
};

export function factIndex(fact: FactName): number {
  return factNames.indexOf(fact);
}

/** The bit of one value of a fact; 0 when the fact has no such value. */
export function valueBit(fact: FactName, value: string): number {
  const index = (vocabulary[fact] as readonly string[]).indexOf(value);
  return index < 0 ? 0 : 1 << index;
}

/** The set of all values of a fact. */
export function everyValue(fact: FactName): number {
  return (1 << vocabulary[fact].length) - 1;
}

export function circumstanceBit(circumstance: Circumstance): number {
  return 1 << circumstances.indexOf(circumstance);
}

export const everyCircumstance = (1 << circumstances.length) - 1;

function list<T>(value: OneOrMore<T>): readonly T[] {
  // The type guard of Array.isArray does not narrow readonly arrays.
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** The conditions of which any may hold; none for a condition that always holds. */
export function conditionsOf(when: When): readonly Condition[] {
  return when === undefined ? [] : list(when);
}

function maskOf(fact: FactName, values: readonly string[]): number {
  let mask = 0;
  for (const value of values) {
    mask |= valueBit(fact, value);
    const wider = alsoMeans[fact]?.[value];
    if (wider !== undefined) mask |= valueBit(fact, wider);
  }
  return mask;
}

function compileConjunction(condition: Condition): Conjunction {
  const facts: number[] = [];
  const masks: number[] = [];
  for (const fact of factNames) {
    const wanted = condition[fact];
    if (wanted === undefined) continue;
    facts.push(factIndex(fact));
    masks.push(maskOf(fact, list<string | boolean>(wanted).map(String)));
  }
  let anyOf = 0;
  if (condition.circumstance !== undefined)
    for (const one of list(condition.circumstance)) anyOf |= circumstanceBit(one);
  return { facts, masks, anyOf };
}

/** Turns a condition as written into the form that is evaluated. */
export function compile(when: When): CompiledCondition {
  const anyOf = conditionsOf(when).map(compileConjunction);
  let facts = 0;
  let named = 0;
  for (const one of anyOf) {
    for (const fact of one.facts) facts |= 1 << fact;
    named |= one.anyOf;
  }
  return { anyOf, facts, circumstances: named };
}

function evaluateConjunction({ facts, masks, anyOf }: Conjunction, known: Knowledge): Truth {
  const { possible } = known;
  let truth: Truth = 'yes';
  for (let index = 0; index < facts.length; index++) {
    // Both lists are as long as each other, and every fact has its place in `possible`.
    const values = possible[facts[index] as number] as number;
    const mask = masks[index] as number;
    if ((values & mask) === 0) return 'no';
    if ((values & ~mask) !== 0) truth = 'open';
  }
  if (anyOf !== 0 && (known.certain & anyOf) === 0) {
    if ((known.conceivable & anyOf) === 0) return 'no';
    truth = 'open';
  }
  return truth;
}

/** Whether a condition holds, given what is known. A condition without parts holds. */
export function evaluate({ anyOf }: CompiledCondition, knowledge: Knowledge): Truth {
  if (anyOf.length === 0) return 'yes';
  if (anyOf.length === 1) return evaluateConjunction(anyOf[0] as Conjunction, knowledge);
  let truth: Truth = 'no';
  for (let index = 0; index < anyOf.length; index++) {
    const one = evaluateConjunction(anyOf[index] as Conjunction, knowledge);
    if (one === 'yes') return 'yes';
    if (one === 'open') truth = 'open';
  }
  return truth;
}
