/**
 * Concepts: the things that people's sentences are about (a passport, a locked door, a joke), named in each language by
 * patterns and the same in all. What is learned about concepts in one language holds in every other.
 */
import { fold } from './words.ts';

/** The patterns of each concept, in the order of the concepts; `stem*`, `*stem`, `*stem*`, `exact`, or several words. */
export type Lexicon = readonly (readonly string[])[];

/** A concept that was named, and by which word of the sentence (0 for the first). */
export interface Named {
  readonly concept: number;
  readonly at: number;
}

/** Between two words of one pattern there may be this many others. */
const gap = 2;

interface Pattern {
  readonly concept: number;
  /** The tests of the words after the first. */
  readonly rest: readonly ((word: string) => boolean)[];
}

interface Piece {
  readonly pattern: Pattern;
  readonly stem: string;
}

/** Patterns by their first word, so that a sentence looks at few of them. */
export interface CompiledLexicon {
  readonly exact: ReadonlyMap<string, readonly Pattern[]>;
  /** By the first two letters of the stem. */
  readonly beginnings: ReadonlyMap<string, readonly Piece[]>;
  /** By the last two letters. */
  readonly endings: ReadonlyMap<string, readonly Piece[]>;
  /** By the first two letters, wherever in the word they stand. */
  readonly insides: ReadonlyMap<string, readonly Piece[]>;
}

function testOf(piece: string): (word: string) => boolean {
  const [open, close] = [piece.startsWith('*'), piece.endsWith('*')];
  const stem = fold(piece.replaceAll('*', ''));
  if (open && close) return (word) => word.includes(stem);
  if (open) return (word) => word.endsWith(stem);
  if (close) return (word) => word.startsWith(stem);
  return (word) => word === stem;
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Prepares the patterns of one language. */
export function compileLexicon(lexicon: Lexicon): CompiledLexicon {
  const exact = new Map<string, Pattern[]>();
  const beginnings = new Map<string, Piece[]>();
  const endings = new Map<string, Piece[]>();
  const insides = new Map<string, Piece[]>();
  lexicon.forEach((patterns, concept) => {
    for (const text of patterns) {
      const [first = '', ...others] = text.split(' ');
      const pattern: Pattern = { concept, rest: others.map(testOf) };
      const stem = fold(first.replaceAll('*', ''));
      const piece = { pattern, stem };
      if (first.startsWith('*') && first.endsWith('*')) put(insides, stem.slice(0, 2), piece);
      else if (first.startsWith('*')) put(endings, stem.slice(-2), piece);
      else if (first.endsWith('*') && stem.length > 1) put(beginnings, stem.slice(0, 2), piece);
      else put(exact, stem, pattern);
    }
  });
  return { exact, beginnings, endings, insides };
}

function follows({ rest }: Pattern, words: readonly string[], from: number): boolean {
  let at = from;
  for (const test of rest) {
    const end = Math.min(at + gap + 1, words.length - 1);
    do at++;
    while (at <= end && !test(words[at] ?? ''));
    if (at > end) return false;
  }
  return true;
}

/** Every concept that these words name, each place once, in the order of the sentence. */
export function conceptsIn(
  { exact, beginnings, endings, insides }: CompiledLexicon,
  words: readonly string[],
): Named[] {
  const found: Named[] = [];
  words.forEach((word, at) => {
    const here = new Set<number>();
    const take = (pattern: Pattern): void => {
      if (!here.has(pattern.concept) && follows(pattern, words, at)) here.add(pattern.concept);
    };
    exact.get(word)?.forEach(take);
    for (const { stem, pattern } of beginnings.get(word.slice(0, 2)) ?? []) if (word.startsWith(stem)) take(pattern);
    for (const { stem, pattern } of endings.get(word.slice(-2)) ?? []) if (word.endsWith(stem)) take(pattern);
    for (let from = 0; from + 1 < word.length; from++)
      for (const { stem, pattern } of insides.get(word.slice(from, from + 2)) ?? [])
        if (word.startsWith(stem, from)) take(pattern);
    for (const concept of here) found.push({ concept, at });
  });
  return found;
}
