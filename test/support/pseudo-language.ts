/**
 * A language that nobody speaks, written from right to left: English with every letter changed into an Arabic one, and about
 * a third longer. It shows what mirrors, what breaks and what was left untranslated before a real such language is there.
 * It is made while a test runs and stands in no folder that is delivered, so no visitor can meet it.
 */

import type { Library } from '../../src/content/library.ts';
import { buildLibrary, readContent } from '../../src/content/load.ts';
import { ContentError } from '../../src/content/problem.ts';
import { Reader } from '../../src/content/reader.ts';
import type { LocaleFiles, Tree } from '../../src/content/text-files.ts';
import { projectRoot } from './content.ts';

/** Kept by ISO 639 for private use. */
export const pseudoLanguage = 'qps';

/** Vowels are common letters: three of them twice as long make a text a third longer. */
const letters: { readonly [letter: string]: string } = {
  a: 'اا',
  b: 'ب',
  c: 'چ',
  d: 'د',
  e: 'هه',
  f: 'ف',
  g: 'گ',
  h: 'ح',
  i: 'ي',
  j: 'ج',
  k: 'ك',
  l: 'ل',
  m: 'م',
  n: 'ن',
  o: 'وو',
  p: 'پ',
  q: 'ق',
  r: 'ر',
  s: 'س',
  t: 'ت',
  u: 'ع',
  v: 'ڤ',
  w: 'غ',
  x: 'خ',
  y: 'ى',
  z: 'ز',
};

/** What a translator leaves as it is: the holes for values, and addresses of sites. */
const untouched = /(\{\{\w+\}\}|\b[\w.-]+\.(?:nl|org|eu|com)\b)/;

/** A sentence in the pseudo-language. Digits, marks, lines, holes and addresses stay where they are. */
export function pseudo(text: string): string {
  // Splitting on a pattern with one group gives what may be changed and what may not in turn.
  return text
    .split(untouched)
    .map((piece, index) => (index % 2 === 0 ? inArabicLetters(piece) : piece))
    .join('');
}

function inArabicLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[a-z]/gi, (letter) => letters[letter.toLowerCase()] ?? letter);
}

/** Sentences to say to a Dutch service, and its menu, are Dutch in every language. */
function pseudoTree(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) => {
      if (name === 'dutch') return [name, value];
      if (typeof value === 'string') return [name, pseudo(value)];
      return [name, isList(value) ? value.map(pseudo) : pseudoTree(value)];
    }),
  );
}

function isList(value: readonly string[] | Tree): value is readonly string[] {
  return Array.isArray(value);
}

function pseudoLocale({ namespaces, commands }: LocaleFiles): LocaleFiles {
  const meta = {
    name: pseudo('Achterstevoren'),
    dir: 'rtl',
    inDutch: 'Achterstevoren',
    confidence: 'B',
    reviewed: null,
  } as const;
  const trees = Object.entries(namespaces).map(([name, tree]) => [name, pseudoTree(tree)]);
  // The same names as in the language that it is made from.
  return {
    code: pseudoLanguage,
    meta,
    renderings: [],
    learned: () => null,
    commands,
    namespaces: Object.fromEntries(trees) as LocaleFiles['namespaces'],
  };
}

/** The real content with the pseudo-language as one more. @throws ContentError as `loadLibrary` does */
export function withPseudoLanguage(root = projectRoot): Library {
  const reader = new Reader(root);
  const files = readContent(reader);
  const source = files?.locales.find(({ code }) => code === 'en');
  if (files === null || source === undefined || reader.problems.length > 0) throw new ContentError(reader.problems);
  return buildLibrary({ ...files, locales: [...files.locales, pseudoLocale(source)] });
}
