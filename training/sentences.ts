/**
 * The sentences to learn from, as they stand in `locales/<lang>/phrases.yaml`, and those to be judged by.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { load } from 'js-yaml';
import { z } from 'zod';
import { voices } from '../src/core/situation.ts';
import { topicNames } from '../src/core/understand/understood.ts';

const topic = z.enum(topicNames);
const urgency = z.enum(['emergency', 'urgent', 'calm', 'none']);
const who = z.enum(voices);
const text = z.string().trim().min(1).max(400);

const groupsSchema = z.array(
  z.strictObject({ topic, urgency, who, selfHarm: z.enum(['thought', 'act']).optional(), texts: z.array(text).min(1) }),
);
export type PhraseGroup = z.output<typeof groupsSchema>[number];

const rowSchema = z.strictObject({ text, topic, urgency, who, selfHarm: z.enum(['no', 'thought', 'act']) });

/** One sentence with what it means. */
export interface Sentence {
  readonly text: string;
  readonly topic: z.output<typeof topic>;
  /** `none` for what has no theme and no danger. */
  readonly urgency: z.output<typeof urgency>;
  readonly who: z.output<typeof who>;
  readonly selfHarm: 'thought' | 'act' | undefined;
}

/** The groups of one language. @throws ZodError that names what is wrong. */
export function phraseGroups(root: string, lang: string): readonly PhraseGroup[] {
  return groupsSchema.parse(load(readFileSync(join(root, 'locales', lang, 'phrases.yaml'), 'utf8')));
}

export function sentencesToLearn(root: string, lang: string): readonly Sentence[] {
  return phraseGroups(root, lang).flatMap(({ texts, selfHarm, ...label }) =>
    texts.map((one) => ({ ...label, selfHarm, text: one })),
  );
}

export function evaluationFile(root: string, lang: string): string {
  return join(root, 'test/understand/evaluation', `${lang}.tsv`);
}

function sentencesIn(file: string): readonly Sentence[] {
  const rows = parse(readFileSync(file, 'utf8'), { columns: true, delimiter: '\t', quote: null });
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ selfHarm, ...row }) => ({ ...row, selfHarm: selfHarm === 'no' ? undefined : selfHarm }));
}

/** The sentences a language is judged by. */
export function sentencesToJudge(root: string, lang: string): readonly Sentence[] {
  return sentencesIn(evaluationFile(root, lang));
}

/** Sentences that no weight was learned from, to set by how sure is sure enough. */
export function sentencesToCalibrate(root: string, lang: string): readonly Sentence[] {
  return sentencesIn(join(root, 'training/calibration', `${lang}.tsv`));
}
