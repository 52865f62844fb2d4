/**
 * Learns which language a line is in, from the same sentences: softmax regression over pieces of words.
 */
import { seeded } from '../src/content/check/door-check.ts';
import { letterFeatures } from '../src/core/understand/features.ts';
import { type LanguageData, languageScores } from '../src/core/understand/language.ts';
import { letterShare, share } from '../src/core/understand/model.ts';
import { wordsOf } from '../src/core/understand/words.ts';
import { shuffle } from './learn.ts';
import { packWeights } from './pack.ts';

const buckets = 4096;
const rounds = 6;
const stepSize = 4;
const spread = 0.8;

/** `texts` are the sentences of each language, in the order of `codes`. */
export function learnLanguages(codes: readonly string[], texts: readonly (readonly string[])[]): LanguageData {
  const examples = texts.flatMap((some, code) =>
    some.map((text) => ({ code, features: letterFeatures(wordsOf(text), buckets) })),
  );
  const random = seeded(1);
  const weights = new Float32Array(buckets * codes.length);
  const order = examples.map((_, at) => at);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    for (const at of order) {
      const example = examples[at];
      if (example === undefined) continue;
      const weight = letterShare(example.features.length);
      const scores = languageScores(weights, example.features, codes.length).map((score) => score * weight);
      share(scores, 0, codes.length);
      for (const feature of example.features)
        for (let code = 0; code < codes.length; code++) {
          const error = (scores[code] ?? 0) - (code === example.code ? 1 : 0);
          const place = feature * codes.length + code;
          weights[place] = (weights[place] ?? 0) - (stepSize / (1 + round)) * error * weight;
        }
    }
  }
  return { codes, buckets, letters: packWeights(weights, spread, codes.length) };
}
