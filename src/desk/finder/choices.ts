/**
 * What was chosen at the desk, and the situation it amounts to. The form says it in the codes of the situation itself, so
 * the desk has no answers of its own to misread.
 */
import type { Answer } from '../../core/answers.ts';
import {
  type Circumstance,
  circumstances,
  completeSituation,
  type FactName,
  factNames,
  type Situation,
  vocabulary,
} from '../../core/situation.ts';

/** What was said; the rest counts as not said. */
export type Choices = Partial<Situation>;

/** Nobody else than key persons and professionals is expected here, and most of them are key persons. */
export const atFirst: Choices = { who: 'key-person' };

const municipalityCode = /^GM\d{4}$/;

function isFact(name: string): name is FactName {
  return (factNames as readonly string[]).includes(name);
}

/** The choices in a form. Whatever is no word of the vocabulary counts as not said. */
export function choicesFrom(entries: Iterable<readonly [name: string, value: string]>): Choices {
  const said: Record<string, unknown> = {};
  const some = new Set<string>();
  for (const [name, value] of entries) {
    if (name === 'circumstance') some.add(value);
    else if (name === 'municipality' && municipalityCode.test(value)) said.municipality = value;
    else if (isFact(name) && (vocabulary[name] as readonly string[]).includes(value))
      said[name] = name === 'selfHarm' ? value === 'true' : value;
  }
  const circumstance = circumstances.filter((one) => some.has(one));
  // Every entry was found in the vocabulary of its own fact just above.
  return { ...(said as Choices), ...(circumstance.length === 0 ? {} : { circumstance }) };
}

/** Whether more was said than what stands there at first. */
export function hasBegun(choices: Choices): boolean {
  return JSON.stringify(choices) !== JSON.stringify(atFirst) && Object.keys(choices).length > 0;
}

/**
 * The situation, completed as everywhere. What is red or orange by itself (guide B1) is so here, too, whatever
 * was chosen beside it: on the way to the airport is now, a trip that nobody trusts is a matter of days.
 */
export function situationOf(choices: Choices): Situation {
  const situation = completeSituation(choices);
  const holds = (one: Circumstance): boolean => situation.circumstance.includes(one);
  if (holds('at-airport')) return { ...situation, urgency: 'emergency' };
  return holds('trip-soon') && situation.urgency !== 'emergency' ? { ...situation, urgency: 'urgent' } : situation;
}

/** A whole situation as answers: with every fact said, nothing is left to ask. */
export function answersOf(situation: Situation): readonly Answer[] {
  // A kind of parent says what it is about as well; the theme that was chosen is the later word, and holds.
  const inOrder = ['parent', ...factNames.filter((fact) => fact !== 'parent')] as const;
  const said = inOrder.map((fact) => ({ fact, value: String(situation[fact]) }));
  const some = situation.circumstance.map((value) => ({ fact: 'circumstance', value }));
  return [...said, ...some, { fact: 'municipality', value: situation.municipality ?? 'unknown' }];
}
