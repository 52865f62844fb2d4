/**
 * How hard a text is to read, in numbers: its sentences, the words in them, their length, and a score.
 *
 * What nobody spells out is not measured. A name, a number, an address, a short form in capitals or a placeholder takes
 * up one word of a sentence, however many words it has, and has no syllables: the reader knows it or takes it whole.
 */
import { flesch } from 'flesch';
import createHyphenator from 'hyphen';
import dutchPatterns from 'hyphen/patterns/nl.js';
import { syllable } from 'syllable';

/** One word of a sentence. */
export interface Word {
  readonly text: string;
  /** Null: taken whole (a name, a number, an address), not spelled out. */
  readonly syllables: number | null;
}

export interface Sentence {
  readonly text: string;
  readonly words: readonly Word[];
  /** Of its own words alone; see `Measures`. */
  readonly spelled: number;
  readonly score: number | null;
}

export interface Measures {
  readonly sentences: readonly Sentence[];
  readonly words: number;
  /** Words that are spelled out: those the score rests on. */
  readonly spelled: number;
  /** The sentence with the most words. */
  readonly longest: Sentence;
  readonly wordsPerSentence: number;
  readonly lettersPerWord: number;
  /** 100 very easy, 60 plain, below 30 for the trained; null for a language without a formula, or nothing spelled out. */
  readonly score: number | null;
}

interface Formula {
  /** Of a word of letters only. */
  readonly syllables: (word: string) => number;
  readonly score: (wordsPerSentence: number, syllablesPerWord: number) => number;
}

const dutchHyphens = createHyphenator(dutchPatterns, { hyphenChar: '-', minWordLength: 5 });
const dutchVowels = /aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ai|au|ou|[aeiouy]/g;

/**
 * A word may be broken only between syllables, but not at every one: never after its first or before its last letter
 * ("o-ver"), nor where it would look odd ("vide-o"). So the vowels within each piece are counted too.
 */
function dutchSyllables(word: string): number {
  // Only an asynchronous hyphenator, which this is not, gives a promise.
  return (dutchHyphens(word) as string)
    .split('-')
    .map((piece) =>
      piece
        .normalize('NFD')
        .replace(/(\p{L})\u0308/gu, ' $1')
        .replace(/\p{M}/gu, ''),
    )
    .reduce((count, piece) => count + Math.max(1, piece.match(dutchVowels)?.length ?? 0), 0);
}

const formulas: { readonly [language: string]: Formula } = {
  // Flesch-Douma, Flesch for Dutch: W. H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960.
  nl: { syllables: dutchSyllables, score: (words, syllables) => 206.84 - 0.93 * words - 77 * syllables },
  // Flesch Reading Ease, 1948.
  en: {
    syllables: syllable,
    score: (words, syllables) => flesch({ sentence: 1, word: words, syllable: words * syllables }),
  },
};

/** Ends with a full stop that ends no sentence. */
const shortForm: { readonly [language: string]: RegExp } = {
  nl: /(?:^|[\s(])(?:bijv|bv|o\.a|d\.w\.z|m\.a\.w|m\.b\.t|i\.p\.v|i\.v\.m|t\.a\.v|dhr|mevr|mw|dr|drs|mr|nr|tel|blz|art|ca|St)\.\s*$/i,
  en: /(?:^|[\s(])(?:e\.g|i\.e|mr|mrs|ms|dr|nr|tel|approx|vs|St)\.\s*$/i,
};

/** A colon before a capital or a quotation: what comes after it is a sentence of its own. */
const saying = /(?<=:)\s+(?=[‘“'"(]?\p{Lu})/u;

const placeholder = /\{\{\w+\}\}/g;
/** Unicode's own rule takes `… of experts. 0800-2000 works …` for one sentence. */
const beforeNumber = /(?<=\p{L}[)’”'"]*\.)\s+(?=[+\d])/u;

/** With its spaces and hyphens: `+31 247 247 247`, `0800-2000`, `24/7`, `8.30`. */
const number = /\+?\d(?:[\d./:-]|\s(?=\d))*/g;
const whole = '0';
const address = /@|:\/\/|\p{L}\.\p{L}/u;
const shortName = /\d|\p{Lu}.*\p{Lu}/u;
/** Quotes, brackets and stops around a word. */
const around = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const capital = /^[^\p{L}\p{N}]*\p{Lu}/u;

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Measures texts of one language. Remembers the syllables of every word it has met. */
export class Measuring {
  private readonly formula: Formula | null;
  private readonly shortForm: RegExp | null;
  private readonly segmenter: Intl.Segmenter;
  private readonly names: RegExp | null;
  private readonly known = new Map<string, number>();

  /** `names`: of services and organisations, which stay as they are in every language. */
  constructor(language: string, names: readonly string[]) {
    this.formula = formulas[language] ?? null;
    this.shortForm = shortForm[language] ?? null;
    this.segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
    const longestFirst = names.toSorted((a, b) => b.length - a.length).map(escaped);
    this.names =
      names.length === 0
        ? null
        : new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  }

  /** The measures of a text; null when it has no word. Each line is read by itself. */
  text(text: string): Measures | null {
    const sentences = text.split('\n').flatMap((line) => this.sentences(line));
    const [first] = sentences;
    if (first === undefined) return null;
    const words = sentences.flatMap((sentence) => sentence.words);
    const spelled = words.filter(({ syllables }) => syllables !== null);
    return {
      sentences,
      words: words.length,
      spelled: spelled.length,
      longest: sentences.reduce((longest, one) => (one.words.length > longest.words.length ? one : longest), first),
      wordsPerSentence: words.length / sentences.length,
      lettersPerWord:
        sum(spelled.map(({ text: word }) => word.match(/\p{L}/gu)?.length ?? 0)) / Math.max(1, spelled.length),
      score: this.score(words, sentences.length),
    };
  }

  private score(words: readonly Word[], sentences: number): number | null {
    const counts = words.flatMap(({ syllables }) => (syllables === null ? [] : syllables));
    if (this.formula === null || counts.length === 0) return null;
    return this.formula.score(words.length / sentences, sum(counts) / counts.length);
  }

  private sentences(line: string): readonly Sentence[] {
    const parts = [...this.segmenter.segment(line)]
      .flatMap(({ segment }) => segment.split(saying))
      .flatMap((part) => part.split(beforeNumber));
    const pieces: string[] = [];
    for (const part of parts) {
      const before = pieces.at(-1);
      if (before !== undefined && this.shortForm?.test(before))
        pieces[pieces.length - 1] = `${before.trimEnd()} ${part}`;
      else pieces.push(part);
    }
    return pieces.map((piece) => this.sentence(piece.trim())).filter(({ words }) => words.length > 0);
  }

  private sentence(text: string): Sentence {
    const words = this.words(text);
    const spelled = words.filter(({ syllables }) => syllables !== null).length;
    return { text, words, spelled, score: this.score(words, 1) };
  }

  private words(sentence: string): readonly Word[] {
    const taken = sentence.replace(placeholder, whole);
    const named = this.names === null ? taken : taken.replace(this.names, whole);
    const tokens = named
      .replace(number, (digits) => `${whole}${/[.:]$/.exec(digits)?.[0] ?? ''}${/\s$/.test(digits) ? ' ' : ''}`)
      .split(/[\s–—]+/)
      .filter((token) => /[\p{L}\p{N}]/u.test(token));
    const words: Word[] = [];
    for (const [index, text] of tokens.entries()) {
      const isName = index > 0 && capital.test(text);
      // A name of several words is taken in one look.
      if (isName && index > 1 && capital.test(tokens[index - 1] ?? '')) continue;
      words.push({
        text: text.replace(around, ''),
        syllables: isName || shortName.test(text) || address.test(text) ? null : this.syllables(text),
      });
    }
    return words;
  }

  /** Without a formula nothing is known of syllables, but the word is still one to spell out. */
  private syllables(token: string): number {
    if (this.formula === null) return 1;
    const word = token.toLowerCase();
    const known = this.known.get(word);
    if (known !== undefined) return known;
    let count = 0;
    for (const [run] of word.matchAll(/\p{L}[\p{L}\p{M}'’]*/gu)) count += this.formula.syllables(run);
    this.known.set(word, count);
    return count;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
