/**
 * Whether the texts are easy enough to read: each is measured and held against the limits of its level.
 */
import type { ContentFiles } from '../load.ts';
import type { Problem } from '../problem.ts';
import type { Reader } from '../reader.ts';
import { type LocaleFiles, namespaces } from '../text-files.ts';
import type { Findings } from './findings.ts';
import { enoughSentences, enoughWords, type Level, type Limits, levelsOf, limitsFor } from './readability-limits.ts';
import { type Measures, Measuring, type Sentence } from './readability-measure.ts';

/** One text as it stands in its file; a list counts as one text of several lines. */
interface Written {
  readonly key: string;
  readonly path: readonly string[];
  readonly lines: readonly string[];
}

type Tree = LocaleFiles['namespaces'][(typeof namespaces)[number]];

function textsIn(tree: Tree, namespace: string, above: readonly string[]): readonly Written[] {
  return Object.entries(tree).flatMap(([name, value]): readonly Written[] => {
    const path = [...above, name];
    const key = `${namespace}:${path.join('.')}`;
    if (typeof value === 'string') return [{ key, path, lines: [value] }];
    if (Array.isArray(value)) return [{ key, path, lines: value }];
    // What is neither text nor list is a branch: the schema allows nothing else.
    return textsIn(value as Tree, namespace, path);
  });
}

/** Names of several words, as services and organisations have them, without what is added in brackets. */
function namesOf({ referral }: ContentFiles): readonly string[] {
  return [...referral.services, ...referral.organisations]
    .map(({ name }) => name.value.replace(/\s*[(,].*$/, ''))
    .filter((name) => /^\p{Lu}.* .*\p{Lu}/u.test(name));
}

/** What is too hard in a text: the sentence (null: the text as a whole), what is wrong and the cure. */
interface Hard {
  readonly sentence: Sentence | null;
  readonly message: string;
  readonly cure: string;
}

const meaning: { readonly [L in Level]: string } = {
  red: 'a text for an emergency (A2)',
  plain: 'a text for everyone (B1)',
  trained: 'a text for professionals or about the site (B2)',
  label: 'an option or a title',
};

/** Shorter than this a word is not worth naming. */
const longWord = 3;

function shorterWords(...sentences: readonly Sentence[]): string {
  const long = sentences.flatMap(({ words }) =>
    words.flatMap(({ text, syllables }) => (syllables === null || syllables < longWord ? [] : { text, syllables })),
  );
  const longest = long.toSorted((a, b) => b.syllables - a.syllables || b.text.length - a.text.length);
  const named = [...new Set(longest.map(({ text }) => `"${text}"`))].slice(0, 3);
  return named.length === 0 ? 'use fewer words' : `use shorter words; the longest: ${named.join(', ')}`;
}

function hardSentence(sentence: Sentence, level: Level, limits: Limits): readonly Hard[] {
  const { words, spelled, score } = sentence;
  const { mostWords, mostSyllables, leastScore } = limits;
  if (words.length > mostWords) {
    const cure = level === 'label' ? 'say it in fewer words' : `make two sentences of it, or ${shorterWords(sentence)}`;
    return [
      { sentence, message: `${words.length} words in a sentence; ${meaning[level]} has at most ${mostWords}`, cure },
    ];
  }
  const word = words.find(({ syllables }) => (syllables ?? 0) > mostSyllables);
  if (word !== undefined) {
    const message = `"${word.text}" has ${word.syllables} syllables; a word in ${meaning[level]} has at most ${mostSyllables}`;
    return [{ sentence, message, cure: 'use a shorter word, or say it in a few easy ones' }];
  }
  if (spelled >= enoughWords.sentence && score !== null && score < leastScore.sentence) {
    const message = `a hard sentence: reading score ${score.toFixed(0)}; in ${meaning[level]} it is at least ${leastScore.sentence}`;
    return [{ sentence, message, cure: shorterWords(sentence) }];
  }
  return [];
}

function hardText(
  { sentences, wordsPerSentence, spelled, score }: Measures,
  level: Level,
  limits: Limits,
): readonly Hard[] {
  const hard: Hard[] = [];
  if (sentences.length >= enoughSentences && wordsPerSentence > limits.mostWordsOnAverage) {
    const message = `sentences of ${wordsPerSentence.toFixed(1)} words on average; ${meaning[level]} has at most ${limits.mostWordsOnAverage}`;
    hard.push({ sentence: null, message, cure: 'make two sentences of the longest ones' });
  }
  if (spelled >= enoughWords.text && score !== null && score < limits.leastScore.text) {
    const message = `a hard text: reading score ${score.toFixed(0)}; ${meaning[level]} has at least ${limits.leastScore.text}`;
    hard.push({ sentence: null, message, cure: `make the sentences shorter, or ${shorterWords(...sentences)}` });
  }
  return hard;
}

/** What is too hard in these measures for a text of this level; empty when it is easy enough. */
export function tooHard(measures: Measures, language: string, level: Level): readonly Hard[] {
  const limits = limitsFor(language, level);
  const sentences = measures.sentences.flatMap((sentence) => hardSentence(sentence, level, limits));
  // Mending the sentences mends the text: it is told as a whole only when no sentence stands out.
  return sentences.length > 0 ? sentences : hardText(measures, level, limits);
}

interface Scored {
  readonly key: string;
  readonly score: number;
}

class ReadabilityCheck {
  private readonly levelOf: (key: string) => Level;
  private readonly names: readonly string[];
  private readonly reader: Reader;
  private readonly findings: Findings;

  constructor(files: ContentFiles, reader: Reader, findings: Findings) {
    this.levelOf = levelsOf(files);
    this.names = namesOf(files);
    this.reader = reader;
    this.findings = findings;
  }

  language(locale: LocaleFiles): void {
    const measuring = new Measuring(locale.code, this.names);
    const scored: Scored[] = [];
    let count = 0;
    for (const namespace of namespaces) {
      for (const written of textsIn(locale.namespaces[namespace], namespace, [])) {
        // How Dutch sounds is no sentence of any language; what is said with it is measured without.
        if (/\.(sound|dutch-interpreter)$/.test(written.key)) continue;
        const measures = measuring.text(written.lines.join('\n'));
        if (measures === null) continue;
        count++;
        this.one(locale.code, namespace, written, measures);
        if (measures.score !== null && measures.spelled >= enoughWords.text)
          scored.push({ key: written.key, score: measures.score });
      }
    }
    this.findings.tally(`texts measured for reading in ${locale.meta.name}`, count, told(scored));
  }

  private one(code: string, namespace: string, { key, path, lines }: Written, measures: Measures): void {
    const file = `locales/${code}/${namespace}.json`;
    for (const { sentence, message, cure } of tooHard(measures, code, this.levelOf(key))) {
      const at = sentence === null || lines.length === 1 ? -1 : lines.findIndex((line) => line.includes(sentence.text));
      const quoted = sentence === null ? '' : `: “${sentence.text}”`;
      const problem: Problem = {
        file,
        line: this.reader.lineOf(file, at < 0 ? path : [...path, at]),
        message: `"${path.join('.')}": ${message}${quoted}`,
        cure,
      };
      this.findings.report(problem);
    }
  }
}

/** What the tally says of the scores of a language. */
function told(scored: readonly Scored[]): string {
  if (scored.length === 0) return 'words in a sentence; no reading score is known for this language';
  const mean = scored.reduce((sum, { score }) => sum + score, 0) / scored.length;
  const hardest = scored.toSorted((a, b) => a.score - b.score).slice(0, 3);
  const named = hardest.map(({ key, score }) => `${key} (${score.toFixed(0)})`).join(', ');
  return `words in a sentence, syllables, and the reading score of the ${scored.length} with ${enoughWords.text} words or more: ${mean.toFixed(0)} on average; hardest: ${named}`;
}

/** Measures the texts of all languages and reports those that are too hard. */
export function checkReadability(files: ContentFiles, reader: Reader, findings: Findings): void {
  const check = new ReadabilityCheck(files, reader, findings);
  for (const locale of files.locales) check.language(locale);
}
