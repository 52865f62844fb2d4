/**
 * Which of our languages a typed line is in, by the pieces of its words. For where no page says it: the command and the
 * bot.
 */
import { letterFeatures } from './features.ts';
import { type PackedWeights, unpackWeights } from './model.ts';
import { wordsOf } from './words.ts';

export interface LanguageData {
  readonly codes: readonly string[];
  readonly buckets: number;
  /** Feature by feature, one level for each code. */
  readonly letters: PackedWeights;
}

/** Given a text: the code of the likeliest language. */
export type LanguageGuess = (text: string) => string;

/** Scores in the order of the codes. */
export function languageScores(weights: Float32Array, features: readonly number[], codes: number): Float32Array {
  const scores = new Float32Array(codes);
  for (const feature of features)
    for (let code = 0; code < codes; code++)
      scores[code] = (scores[code] ?? 0) + (weights[feature * codes + code] ?? 0);
  return scores;
}

/** Prepares the guess. A text without letters counts as the first language. */
export function languageGuess({ codes, buckets, letters }: LanguageData): LanguageGuess {
  const weights = unpackWeights(letters);
  return (text) => {
    const scores = languageScores(weights, letterFeatures(wordsOf(text), buckets), codes.length);
    return codes[scores.indexOf(Math.max(...scores))] ?? codes[0] ?? '';
  };
}
