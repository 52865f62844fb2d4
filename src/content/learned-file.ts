/**
 * What was learned of typed sentences (`npm run train`): one file a language, read when somebody first types.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type LanguageData, type LanguageGuess, languageGuess } from '../core/understand/language.ts';
import { outputs, type PackedWeights } from '../core/understand/model.ts';
import type { Learned } from '../core/understand/understand.ts';

const evidence = z.array(z.number()).min(1);
function weightsOf(width: number): z.ZodType<PackedWeights> {
  return z.strictObject({ steps: z.array(z.number()).length(width), digits: z.string() });
}

const concepts = z.array(z.int().nonnegative());

const learnedSchema: z.ZodType<Learned> = z.strictObject({
  model: z.strictObject({
    lang: z.string(),
    lexicon: z.string(),
    pairs: z.int().positive(),
    buckets: z.int().positive(),
    bias: z.array(z.number()).length(outputs.count),
    concepts: weightsOf(outputs.count),
    letters: weightsOf(outputs.ofLetters),
  }),
  risk: z.strictObject({ alarm: evidence, emergency: evidence, selfHarm: evidence }),
  concepts: z.strictObject({
    floor: z.strictObject({ selfHarm: concepts, ask: concepts, unless: concepts }),
    groups: z.array(concepts),
  }),
  cuts: z.strictObject({ emergency: z.number(), ask: z.number(), selfHarm: z.number(), selfHarmNow: z.number() }),
});

const languagesSchema: z.ZodType<LanguageData> = z.strictObject({
  codes: z.array(z.string()).min(1),
  buckets: z.int().positive(),
  letters: z.strictObject({ steps: z.array(z.number()), digits: z.string() }),
});

/** Where stands by what the languages are told apart. */
export const languagesFile = 'understanding/languages.json';

/** What tells which language a line is in. @throws Error when it was not learned */
export function readLanguageGuess(root: string): LanguageGuess {
  return languageGuess(languagesSchema.parse(JSON.parse(readFileSync(join(root, languagesFile), 'utf8'))));
}

/** Where it stands. */
export function learnedFile(lang: string): string {
  return `understanding/${lang}.json`;
}

/** What was learned of a language; null where nothing was. @throws ZodError when the file is not what training writes */
export function readLearned(root: string, lang: string): Learned | null {
  const file = join(root, learnedFile(lang));
  return existsSync(file) ? learnedSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}
