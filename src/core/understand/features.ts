/**
 * What a sentence is measured by: the concepts it names, alone and in pairs that stand near each other, and the letters
 * of its words. Training and use share this file, so that a weight always means the same.
 */
import type { Named } from './concepts.ts';

/** Two concepts at most this many words apart belong together. */
const near = 8;

/** So many kinds of length there are, from a word or two to a long story. */
export const lengthKinds = 4;

/** A short line says little, and a long one much by accident: 0 to 3. */
export function lengthKind(words: number): number {
  return words <= 3 ? 0 : words <= 8 ? 1 : words <= 16 ? 2 : 3;
}

const seed = 2166136261;
const space = ' '.charCodeAt(0);

/** One letter more (FNV-1a). */
function mix(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, 16777619);
}

/** The high bits count as well. */
function settle(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0;
}

function mixAll(from: number, text: string): number {
  let hash = from;
  for (let at = 0; at < text.length; at++) hash = mix(hash, text.charCodeAt(at));
  return hash;
}

/**
 * The numbers of the concept features: each concept once, the length, and every pair of different concepts that stand near
 * each other, hashed into `pairs` numbers.
 */
export function conceptFeatures(
  named: readonly Named[],
  words: number,
  concepts: number,
  pairs: number,
): readonly number[] {
  const features = new Set(named.map(({ concept }) => concept));
  features.add(concepts + lengthKind(words));
  const first = concepts + lengthKinds;
  for (const one of named) {
    for (const other of named) {
      if (one.concept >= other.concept || Math.abs(one.at - other.at) > near) continue;
      features.add(first + (settle(mix(mix(mix(seed, one.concept), space), other.concept)) % pairs));
    }
  }
  return [...features];
}

/** Syllables take one sign in Ethiopic and two or three letters elsewhere. */
function lengthsFor(word: string): readonly [number, number] {
  const sign = word.charCodeAt(0);
  return sign >= 0x1200 && sign <= 0x139f ? [2, 4] : [3, 5];
}

const wholeWord = mix(seed, '='.charCodeAt(0));

/** The numbers of one word: itself, and its pieces, with a mark at both ends. */
export function wordFeatures(word: string, buckets: number): readonly number[] {
  const features = [settle(mixAll(wholeWord, word)) % buckets];
  const marked = `_${word}_`;
  const [shortest, longest] = lengthsFor(word);
  for (let from = 0; from + shortest <= marked.length; from++) {
    let hash = seed;
    const end = Math.min(longest, marked.length - from);
    for (let length = 1; length <= end; length++) {
      hash = mix(hash, marked.charCodeAt(from + length - 1));
      if (length >= shortest) features.push(settle(hash) % buckets);
    }
  }
  return features;
}

/** The number of two words that follow each other. */
export function neighbourFeature(first: string, second: string, buckets: number): number {
  return settle(mixAll(mix(mixAll(seed, first), space), second)) % buckets;
}

/** The numbers of all words and of all neighbours, each as often as it stands there. */
export function letterFeatures(words: readonly string[], buckets: number): readonly number[] {
  return words.flatMap((word, at) => [
    ...wordFeatures(word, buckets),
    ...(at === 0 ? [] : [neighbourFeature(words[at - 1] ?? '', word, buckets)]),
  ]);
}
