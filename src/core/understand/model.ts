/**
 * The model: weights that were learned from example sentences (`npm run train`), and the sums that use them. Plain
 * logistic regression: every score can be traced to the words it came from.
 */
import { voices } from '../situation.ts';
import { type CompiledLexicon, compileLexicon, conceptsIn, type Named } from './concepts.ts';
import { conceptFeatures, lengthKinds, neighbourFeature, wordFeatures } from './features.ts';
import { topicNames } from './understood.ts';

/** Where each group of outputs begins. The topics, the urgencies and whom it is from (the voices) share their hundred per cent. */
export const outputs = {
  topic: 0,
  urgency: topicNames.length,
  selfHarm: topicNames.length + 3,
  alarm: topicNames.length + 4,
  who: topicNames.length + 5,
  count: topicNames.length + 5 + voices.length,
  /** Who is asking is learned from concepts alone: letters tell little of it and take much room. */
  ofLetters: topicNames.length + 5,
} as const;

/** Weights as they travel: `digits` hold two levels each, feature by feature, and an output's levels are worth `steps`. */
export interface PackedWeights {
  readonly steps: readonly number[];
  readonly digits: string;
}

export interface ModelData {
  readonly lang: string;
  /** The patterns of each concept: concepts end with `;`, patterns with `,`. */
  readonly lexicon: string;
  /** How many numbers the pairs of concepts share, and how many the letters. */
  readonly pairs: number;
  readonly buckets: number;
  readonly bias: readonly number[];
  /** Learned over all languages together. */
  readonly concepts: PackedWeights;
  /** Learned for this language. */
  readonly letters: PackedWeights;
}

/** Levels run from -4 to 4. Two of them make one of 81 signs, all of them plain in JSON. */
export const highestLevel = 4;
const levels = 2 * highestLevel + 1;
export const signs = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at))
  .filter((sign) => !`"'\\<>&`.includes(sign))
  .slice(0, levels * levels);
const valueOfSign: ReadonlyMap<string, number> = new Map(signs.map((sign, at) => [sign, at]));

export function unpackWeights({ steps, digits }: PackedWeights): Float32Array {
  const weights = new Float32Array(digits.length * 2);
  const width = steps.length;
  for (let at = 0; at < digits.length; at++) {
    const value = valueOfSign.get(digits[at] ?? '') ?? 0;
    const [first, second] = [Math.floor(value / levels) - highestLevel, (value % levels) - highestLevel];
    weights[2 * at] = first * (steps[(2 * at) % width] ?? 0);
    weights[2 * at + 1] = second * (steps[(2 * at + 1) % width] ?? 0);
  }
  return weights;
}

export interface Model {
  readonly lang: string;
  readonly lexicon: CompiledLexicon;
  readonly conceptCount: number;
  readonly pairs: number;
  readonly buckets: number;
  readonly bias: Float32Array;
  readonly concepts: Float32Array;
  readonly letters: Float32Array;
}

/** Prepares a model for use. */
export function openModel(data: ModelData): Model {
  const { lang, pairs, buckets } = data;
  const lexicon = data.lexicon.split(';').map((patterns) => patterns.split(',').filter((pattern) => pattern !== ''));
  return {
    lang,
    lexicon: compileLexicon(lexicon),
    conceptCount: lexicon.length,
    pairs,
    buckets,
    bias: Float32Array.from(data.bias),
    concepts: unpackWeights(data.concepts),
    letters: unpackWeights(data.letters),
  };
}

/** Adds what the features weigh, `width` weights each, to as many outputs as the scores have; `share`: how much they count. */
export function addWeights(
  scores: Float32Array,
  weights: Float32Array,
  width: number,
  features: readonly number[],
  share: number,
): void {
  const count = Math.min(scores.length, width);
  for (const feature of features)
    for (let output = 0, at = feature * width; output < count; output++, at++)
      scores[output] = (scores[output] ?? 0) + share * (weights[at] ?? 0);
}

/** Turns the scores from `from` to `to` into shares of one hundred per cent. */
export function share(scores: Float32Array, from: number, to: number): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = from; at < to; at++) highest = Math.max(highest, scores[at] ?? 0);
  let sum = 0;
  for (let at = from; at < to; at++) {
    scores[at] = Math.exp((scores[at] ?? 0) - highest);
    sum += scores[at] ?? 0;
  }
  for (let at = from; at < to; at++) scores[at] = (scores[at] ?? 0) / sum;
}

function chance(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

/** Turns raw scores into chances, in place; whom it is from only where the scores go so far. */
export function toChances(scores: Float32Array): void {
  share(scores, outputs.topic, outputs.urgency);
  share(scores, outputs.urgency, outputs.selfHarm);
  scores[outputs.selfHarm] = chance(scores[outputs.selfHarm] ?? 0);
  scores[outputs.alarm] = chance(scores[outputs.alarm] ?? 0);
  if (scores.length > outputs.who) share(scores, outputs.who, outputs.count);
}

/** How much the letters of a line weigh when it has so many features: a long one has more of them, and means no more. */
export function letterShare(features: number): number {
  return 1 / Math.sqrt(Math.max(1, features));
}

/** A line, read once: what any stretch of it makes likely can be told from this by adding up. */
export interface Line {
  readonly words: readonly string[];
  readonly named: readonly Named[];
  /** What all letters up to a word weigh, word after word, and how many features they have: sums from the beginning. */
  readonly letters: Float64Array;
  readonly counts: Int32Array;
  /** The same of neighbours, each counted with its second word. */
  readonly neighbours: Float64Array;
}

const width = outputs.ofLetters;

/** Reads a line for a model. */
export function readLine(model: Model, words: readonly string[]): Line {
  const { buckets, letters: weights } = model;
  const letters = new Float64Array((words.length + 1) * width);
  const neighbours = new Float64Array((words.length + 1) * width);
  const counts = new Int32Array(words.length + 1);
  words.forEach((word, at) => {
    const [from, to] = [at * width, (at + 1) * width];
    letters.copyWithin(to, from, to);
    neighbours.copyWithin(to, from, to);
    const features = wordFeatures(word, buckets);
    for (const feature of features) addRow(letters, to, weights, feature);
    if (at > 0) addRow(neighbours, to, weights, neighbourFeature(words[at - 1] ?? '', word, buckets));
    counts[at + 1] = (counts[at] ?? 0) + features.length;
  });
  return { words, named: conceptsIn(model.lexicon, words), letters, counts, neighbours };
}

function addRow(sums: Float64Array, to: number, weights: Float32Array, feature: number): void {
  const from = feature * width;
  for (let output = 0; output < width; output++)
    sums[to + output] = (sums[to + output] ?? 0) + (weights[from + output] ?? 0);
}

/** What a line makes likely, in the order of `outputs`. */
export function chancesOf(model: Model, line: Line): Float32Array {
  return chances(model, line, line.named, { from: 0, to: line.words.length }, outputs.count);
}

/** What the words from `from` up to `to` make likely, in the order of `outputs`; not whom they are from. */
export function chancesWithin(model: Model, line: Line, from: number, to: number): Float32Array {
  const named = line.named.filter(({ at }) => at >= from && at < to);
  return chances(model, line, named, { from, to }, width);
}

function chances(
  model: Model,
  line: Line,
  named: readonly Named[],
  { from, to }: { readonly from: number; readonly to: number },
  count: number,
): Float32Array {
  const scores = model.bias.slice(0, count);
  const concepts = conceptFeatures(named, to - from, model.conceptCount, model.pairs);
  addWeights(scores, model.concepts, outputs.count, concepts, 1);
  const neighbours = Math.max(0, to - from - 1);
  const share = letterShare((line.counts[to] ?? 0) - (line.counts[from] ?? 0) + neighbours);
  // The neighbour of the first word stands before the stretch.
  const first = Math.min(from + 1, to);
  for (let output = 0; output < width; output++) {
    const own = (line.letters[to * width + output] ?? 0) - (line.letters[from * width + output] ?? 0);
    const shared = (line.neighbours[to * width + output] ?? 0) - (line.neighbours[first * width + output] ?? 0);
    scores[output] = (scores[output] ?? 0) + share * (own + shared);
  }
  toChances(scores);
  return scores;
}

/** How many concept features a model with so many concepts and pairs has. */
export function conceptFeatureCount(concepts: number, pairs: number): number {
  return concepts + lengthKinds + pairs;
}
