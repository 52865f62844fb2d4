/**
 * `npm run train`: learns from `locales/<lang>/phrases.yaml` and the concept lexicons, and writes `understanding/`: a file
 * a language. Seeded: the same sentences give the same files.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { languagesFile, learnedFile } from '../src/content/learned-file.ts';
import { compileLexicon, conceptsIn } from '../src/core/understand/concepts.ts';
import { conceptFeatures, letterFeatures } from '../src/core/understand/features.ts';
import type { LanguageData } from '../src/core/understand/language.ts';
import { conceptFeatureCount, letterShare, type ModelData, outputs } from '../src/core/understand/model.ts';
import type { Learned } from '../src/core/understand/understand.ts';
import { wordsOf } from '../src/core/understand/words.ts';
import { calibrated } from './calibrate.ts';
import { trained } from './languages.ts';
import { type Example, type Learning, learn, truthOf } from './learn.ts';
import { learnLanguages } from './learn-language.ts';
import { type Lexicon, lexiconOf, packLexicon, riskConceptsOf } from './lexicon.ts';
import { madeFrom, madeFromFile } from './made-from.ts';
import { packWeights } from './pack.ts';
import { type Sentence, sentencesToCalibrate, sentencesToLearn } from './sentences.ts';

/** What was found to serve best; see `understanding/README.md`. */
export const settings = {
  pairs: 1024,
  buckets: 3072,
  rounds: 20,
  seed: 1,
  conceptDecay: 1e-5,
  letterDecay: 1e-4,
  dropout: 0.2,
  conceptSpread: 0.6,
  letterSpread: 1.9,
} as const;

export interface Language {
  readonly code: string;
  readonly lexicon: Lexicon;
  readonly sentences: readonly Sentence[];
}

function examplesOf({ lexicon, sentences }: Language, language: number): readonly Example[] {
  const compiled = compileLexicon(lexicon);
  return sentences.map((sentence) => {
    const words = wordsOf(sentence.text);
    const concepts = conceptFeatures(conceptsIn(compiled, words), words.length, lexicon.length, settings.pairs);
    const letters = letterFeatures(words, settings.buckets);
    return { language, concepts, letters, share: letterShare(letters.length), truth: truthOf(sentence) };
  });
}

/** The weights of all languages, as they were learned. */
export function learnFrom(languages: readonly Language[]): Learning {
  const concepts = languages[0]?.lexicon.length ?? 0;
  return learn(
    languages.flatMap((language, at) => examplesOf(language, at)),
    { ...settings, conceptFeatures: conceptFeatureCount(concepts, settings.pairs), languages: languages.length },
  );
}

/** The models of all languages, packed. */
export function modelsFrom(languages: readonly Language[], learning: Learning): readonly ModelData[] {
  const bias = [...learning.bias].map((weight) => Number(weight.toPrecision(3)));
  const concepts = packWeights(learning.concepts, settings.conceptSpread);
  return languages.map(({ code, lexicon }, at) => ({
    lang: code,
    lexicon: packLexicon(lexicon),
    pairs: settings.pairs,
    buckets: settings.buckets,
    bias,
    concepts,
    letters: packWeights(learning.letters[at] ?? new Float32Array(), settings.letterSpread, outputs.ofLetters),
  }));
}

/** What a language is learned from. */
export function languageFrom(root: string, code: string): Language {
  return { code, lexicon: lexiconOf(root, code), sentences: sentencesToLearn(root, code) };
}

/** Learns all languages together, and sets from how much evidence on something is done. */
export function train(root: string): readonly Learned[] {
  const languages = trained.map((code) => languageFrom(root, code));
  const models = modelsFrom(languages, learnFrom(languages));
  return calibrated(models, riskConceptsOf(root), (code) => sentencesToCalibrate(root, code));
}

function languagesLearned(root: string): LanguageData {
  return learnLanguages(
    trained,
    trained.map((code) => sentencesToLearn(root, code).map(({ text }) => text)),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../', import.meta.url));
  for (const one of train(root)) writeFileSync(join(root, learnedFile(one.model.lang)), `${JSON.stringify(one)}\n`);
  writeFileSync(join(root, madeFromFile), `${madeFrom(root)}\n`);
  writeFileSync(join(root, languagesFile), `${JSON.stringify(languagesLearned(root))}\n`);
}
