/**
 * What our models make of the sentences that they are judged by.
 */
import { learnedFile, readLearned } from '../src/content/learned-file.ts';
import { openModel } from '../src/core/understand/model.ts';
import { understand } from '../src/core/understand/understand.ts';
import type { Judged, Share } from './measure.ts';
import { sentencesToJudge } from './sentences.ts';

/** What is understood of every sentence that a language is judged by. */
export function judged(root: string, lang: string): readonly Judged[] {
  const learned = readLearned(root, lang);
  if (learned === null) throw new Error(`${learnedFile(lang)} is missing; run "npm run train"`);
  const knowledge = { ...learned, model: openModel(learned.model), searchPlace: () => [], findQuestion: () => null };
  return sentencesToJudge(root, lang).map((sentence) => ({ sentence, understood: understand(knowledge, sentence.text) }));
}

export function percent({ hits, of }: Share): number {
  return of === 0 ? 0 : (100 * hits) / of;
}
