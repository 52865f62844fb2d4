/**
 * Which of the questions people ask somebody typed, in her own words: by the words that both share, the rare ones counting
 * most.
 */
import { wordsOf } from './words.ts';

/** A question people ask, as it reads in the language of the talk. */
export interface KnownQuestion {
  readonly id: string;
  readonly text: string;
}

/** Given the words that were typed: the one question it is, or null. */
export type QuestionSearch = (words: readonly string[]) => string | null;

/** Endings differ; the beginning of a word says which word it is. */
const stemLetters = 5;
const ethiopicLetters = 3;

function stemsOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map((word) => word.slice(0, /^[\u1200-\u139f]/.test(word) ? ethiopicLetters : stemLetters)));
}

/** So much of what makes a question this one must be in the typed line, and the line must be about little else. */
const leastOfQuestion = 0.62;
const leastOfLine = 0.45;
/** Less will do when two words are shared that hardly any other question has. */
const leastWithRareWords = 0.42;
const rarely = 2;

/** Prepares the search among these questions. */
export function questionSearch(questions: readonly KnownQuestion[]): QuestionSearch {
  const stems = questions.map(({ text }) => stemsOf(wordsOf(text)));
  /** In which questions a stem stands. */
  const seenIn = new Map<string, number[]>();
  stems.forEach((one, at) => {
    for (const stem of one) seenIn.set(stem, [...(seenIn.get(stem) ?? []), at]);
  });
  const weigh = (stem: string): number => Math.log((questions.length + 1) / (seenIn.get(stem)?.length ?? 1));
  const sum = (some: Iterable<string>): number => [...some].reduce((total, stem) => total + weigh(stem), 0);
  const whole = stems.map(sum);
  return (words) => {
    const said = stemsOf(words);
    const found = questions.map(() => ({ stems: 0, rare: 0, weight: 0 }));
    for (const stem of said) {
      const where = seenIn.get(stem) ?? [];
      for (const at of where) {
        const one = found[at];
        if (one === undefined) continue;
        one.stems++;
        one.weight += weigh(stem);
        if (where.length <= rarely) one.rare++;
      }
    }
    const line = sum(said);
    let best: string | null = null;
    let most = 0;
    found.forEach(({ stems: shared, rare, weight }, at) => {
      const least = rare >= 2 ? leastWithRareWords : leastOfQuestion;
      if (shared < 2 || weight < least * (whole[at] ?? 0) || weight < leastOfLine * line || weight <= most) return;
      best = questions[at]?.id ?? null;
      most = weight;
    });
    return best;
  };
}
