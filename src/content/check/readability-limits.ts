/**
 * How easy each text must be: which texts can be shown in an emergency, and what the levels mean in numbers.
 */
import {
  compile,
  evaluate,
  everyCircumstance,
  everyValue,
  type Knowledge,
  valueBit,
  type When,
} from '../../core/condition.ts';
import type { BaseRule, Policy } from '../../core/policy.ts';
import { type FactValue, factNames, type RouteKind, vocabulary } from '../../core/situation.ts';
import type { ContentFiles } from '../load.ts';

/**
 * `red`: may be read in an emergency, A2. `plain`: B1. `trained`: the pages about the site and the texts for
 * professionals, B2. `label`: an option, an offer or a title, which is no sentence: only its words are counted.
 */
export const levels = ['red', 'plain', 'trained', 'label'] as const;
export type Level = (typeof levels)[number];

/** The number of spelled-out words from which a score says something. */
export const enoughWords = { text: 20, sentence: 7 } as const;

/** The number of sentences from which a mean says more than the longest of them. */
export const enoughSentences = 3;

export interface Limits {
  readonly mostWords: number;
  readonly mostWordsOnAverage: number;
  /** Of one word. */
  readonly mostSyllables: number;
  /** The least score of a whole text, and of each sentence in it: one hard sentence must not hide among easy ones. */
  readonly leastScore: { readonly text: number; readonly sentence: number };
}

function wordsOnly(mostWords: number, mostWordsOnAverage: number): Limits {
  return { mostWords, mostWordsOnAverage, mostSyllables: Number.POSITIVE_INFINITY, leastScore: noScore };
}

const noScore = { text: Number.NEGATIVE_INFINITY, sentence: Number.NEGATIVE_INFINITY };
const label = { mostWords: 12, mostWordsOnAverage: 12, mostSyllables: Number.POSITIVE_INFINITY, leastScore: noScore };

/**
 * Calibrated on samples of A2 to C1, which stand in the test, and on the texts as they were then. English says the same
 * in more and shorter words.
 */
const byLanguage: { readonly [language: string]: { readonly [L in Level]: Limits } } = {
  nl: {
    red: { mostWords: 12, mostWordsOnAverage: 9, mostSyllables: 5, leastScore: { text: 65, sentence: 40 } },
    plain: { mostWords: 15, mostWordsOnAverage: 12, mostSyllables: 6, leastScore: { text: 55, sentence: 10 } },
    trained: { mostWords: 20, mostWordsOnAverage: 14, mostSyllables: 7, leastScore: { text: 35, sentence: 0 } },
    label,
  },
  en: {
    red: { mostWords: 13, mostWordsOnAverage: 10, mostSyllables: 5, leastScore: { text: 60, sentence: 40 } },
    plain: { mostWords: 18, mostWordsOnAverage: 12, mostSyllables: 6, leastScore: { text: 55, sentence: 0 } },
    trained: { mostWords: 22, mostWordsOnAverage: 15, mostSyllables: 7, leastScore: { text: 35, sentence: -10 } },
    label,
  },
  // French takes 1.17 words for one of Dutch, the others between 0.83 (Turkish) and 1.05.
  fr: {
    red: wordsOnly(18, 12),
    plain: wordsOnly(25, 15),
    trained: wordsOnly(28, 18),
    label: wordsOnly(17, 17),
  },
};

/** Languages without a formula have only words to count; a list of names in one sentence counts as well. */
const otherwise: { readonly [L in Level]: Limits } = {
  red: wordsOnly(16, 12),
  plain: wordsOnly(22, 14),
  trained: wordsOnly(26, 17),
  label: wordsOnly(15, 15),
};

/** The limits of a level in a language; for one without a formula only the number of words counts. */
export function limitsFor(language: string, level: Level): Limits {
  return (byLanguage[language] ?? otherwise)[level];
}

/** An emergency in one place, of which nothing else is known. */
function emergencyIn(where: FactValue<'where'>): Knowledge {
  const possible = factNames.map((fact) => {
    if (fact === 'urgency') return valueBit(fact, 'emergency');
    return fact === 'where' ? valueBit(fact, where) : everyValue(fact);
  });
  return { possible, certain: 0, conceivable: everyCircumstance };
}

const emergencies = vocabulary.where.map(emergencyIn);

function canHold(when: When): boolean {
  const compiled = compile(when);
  return emergencies.some((known) => evaluate(compiled, known) !== 'no');
}

/** The base rules that can be the first to fit. */
function firstRules({ base }: Policy, known: Knowledge): readonly BaseRule[] {
  const truths = base.map(({ when }) => evaluate(compile(when), known));
  const certain = truths.indexOf('yes');
  return base.filter((_, index) => truths[index] !== 'no' && (certain < 0 || index <= certain));
}

/** The routes that some emergency may be given, each kind with a reason. */
function emergencyRoutes(policy: Policy): readonly { readonly kind: RouteKind; readonly because: string }[] {
  const listed = emergencies.flatMap((known) => firstRules(policy, known).flatMap(({ routes }) => routes));
  const added = policy.amend.flatMap(({ when, kind, because }) =>
    because !== null && canHold(when) ? { kind, because } : [],
  );
  const banned = new Set(policy.never.filter(({ unless }) => !canHold(unless)).map(({ kind }) => kind));
  return [...listed, ...added].filter(({ kind }) => !banned.has(kind));
}

/**
 * The beginnings of the keys of all texts that an emergency can put on the screen. Topics are not among them: they
 * have to be opened.
 */
function redTexts({ dialogs, policy, referral }: ContentFiles): ReadonlySet<string> {
  const routes = emergencyRoutes(policy);
  const kinds = new Set(routes.map(({ kind }) => kind));
  const red = new Set(['ui', 'questions:opening', ...routes.map(({ because }) => `reasons:${because}`)]);
  for (const { id, kind } of referral.services) if (kinds.has(kind)) red.add(`services:${id}`);
  const { start, themes } = dialogs.dialogs;
  for (const step of [start, ...Object.values(themes)].flat()) {
    if (step.type !== 'tell' || (step.beside !== null && !kinds.has(step.beside))) continue;
    if (canHold(step.when)) red.add(`guidance:${step.id}`);
  }
  return red;
}

const isLabel =
  /\.options\.|^questions:offers\.|\.title(?:_[a-z-]+)?$|^ui:(?:title|place-option|routes\.emergency-title)$/;
const isTrained = /^pages:|_professional(?:\.|$)/;

/** Tells the level of each text by its key. */
export function levelsOf(files: ContentFiles): (key: string) => Level {
  const red = redTexts(files);
  return (key) => {
    if (isLabel.test(key)) return 'label';
    if (isTrained.test(key)) return 'trained';
    const [namespace = ''] = key.split(':');
    const [entry = ''] = key.split(/[._]/);
    return red.has(namespace) || red.has(entry) ? 'red' : 'plain';
  };
}
