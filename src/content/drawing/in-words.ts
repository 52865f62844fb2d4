/**
 * Conditions and facts of the content, said in words.
 */
import { type Condition, conditionsOf, type When } from '../../core/condition.ts';
import type { Facts } from '../../core/knowledge.ts';
import {
  type Circumstance,
  type FactName,
  factNames,
  type Theme,
  type Urgency,
  vocabulary,
} from '../../core/situation.ts';
import type { Words } from './words.ts';

function listed<T>(value: T | readonly T[]): readonly T[] {
  // The type guard of Array.isArray does not narrow readonly arrays.
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function joined(parts: readonly string[], last: string): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}

/** Some values of a fact; all but one of them are said as "not that one". */
function valuesInWords(fact: FactName, wanted: readonly string[], words: Words): string {
  const names = words.facts[fact] as Readonly<Record<string, string>>; // the vocabularies have different values
  const [other, ...others] = vocabulary[fact].filter((value) => !wanted.includes(value));
  const allButOne = fact === 'who' && others.length === 0 && other !== undefined && other !== 'unknown';
  if (allButOne) return `${words.not} ${names[other] ?? other}`;
  return joined(
    wanted.map((value) => names[value] ?? value),
    words.or,
  );
}

function oneInWords(condition: Condition, words: Words, passOver: 'theme' | null): string {
  const parts = factNames.flatMap((fact) => {
    const wanted = condition[fact];
    return wanted === undefined || fact === passOver
      ? []
      : [valuesInWords(fact, listed<string | boolean>(wanted).map(String), words)];
  });
  const { circumstance } = condition;
  const marks = circumstance === undefined ? [] : listed(circumstance).map((one) => words.circumstance[one]);
  return [...parts, ...(marks.length === 0 ? [] : [joined(marks, words.or)])].join('; ');
}

/** The alternatives of a condition that can hold in a talk about this theme. */
export function alternativesIn(when: When, theme: Theme): readonly Condition[] {
  return conditionsOf(when).filter((one) => one.theme === undefined || listed(one.theme).includes(theme));
}

/**
 * A condition as a reader would say it: facts with a semicolon between, several conditions with "or". Within a theme,
 * the theme itself is not repeated. Empty for a condition that always holds.
 */
export function conditionInWords(when: When, words: Words, theme: Theme | null = null): string {
  const conditions = theme === null ? conditionsOf(when) : alternativesIn(when, theme);
  const each = conditions.map((one) => oneInWords(one, words, theme === null ? null : 'theme'));
  // One alternative that asks nothing more makes the others needless.
  if (each.includes('')) return '';
  const different = [...new Set(each)];
  return different.length === 1 ? different.join() : different.map((one) => `(${one})`).join(` ${words.or} `);
}

/** Whether a condition can hold at this urgency. */
export function canHoldAt(when: When, urgency: Urgency): boolean {
  const conditions = conditionsOf(when);
  return (
    conditions.length === 0 ||
    conditions.some((one) => one.urgency === undefined || listed(one.urgency).includes(urgency))
  );
}

/** The circumstances that facts establish. */
export function circumstancesOf({ circumstance }: Facts): readonly Circumstance[] {
  return circumstance === undefined ? [] : listed(circumstance);
}
