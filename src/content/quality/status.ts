/**
 * How a text of a language stands to the Dutch and to its readers.
 */
import { completeLocales, type LocaleFiles, type TextsByKey, textsByKey } from '../text-files.ts';
import { hashOf, isReadBack, type Quality, type TextRecord } from './record.ts';

/** A text of one language beside the Dutch it comes from. */
export interface Translation {
  readonly key: string;
  readonly text: string | readonly string[];
  /** The Dutch; null where Dutch has no such text. */
  readonly source: string | readonly string[] | null;
}

/** A plural form that Dutch does not have comes from its form for many; without a form, the key itself. */
function sourceKeys(key: string): readonly string[] {
  const [plain = key] = key.split('|');
  return key.includes('|') ? [key, `${plain}|other`] : [key];
}

/** What a sentence to say means, and how it sounds, follows the Dutch sentence of that language's readers. */
const followsSentence = /^(services:.*\bsay[\w-]*)\.(meaning|sound)$/;

/** True for the Dutch sentence of a card: it is filled in, nobody translates it. */
export function isFilledIn(key: string): boolean {
  return /^services:.*\bsay[\w-]*\.dutch$/.test(key);
}

function sourceOf(key: string, texts: TextsByKey, source: TextsByKey): string | readonly string[] | null {
  const [, sentence] = followsSentence.exec(key) ?? [];
  if (sentence !== undefined) return texts.get(`${sentence}.dutch`) ?? null;
  return (
    sourceKeys(key)
      .map((one) => source.get(one))
      .find((text) => text !== undefined) ?? null
  );
}

/** Every text that a translator writes in this language, in the order of its files. `locales` has the Dutch first. */
export function translationsOf(locales: readonly LocaleFiles[], code: string): readonly Translation[] {
  const completed = completeLocales(locales);
  const [dutch] = completed;
  const own = completed.find((locale) => locale.code === code);
  if (dutch === undefined || own === undefined) return [];
  const source = textsByKey(dutch);
  const texts = textsByKey(own);
  return [...texts]
    .filter(([key]) => !isFilledIn(key))
    .map(([key, text]) => ({ key, text, source: sourceOf(key, texts, source) }));
}

/** `unrecorded`: no record, or one about other words than these. `stale`: the Dutch has changed since. */
export type Standing = 'unrecorded' | 'stale' | 'translated' | 'reviewed';

export function standingOf({ text, source }: Translation, record: TextRecord | undefined): Standing {
  if (record === undefined || record.text !== hashOf(text)) return 'unrecorded';
  if (source === null || record.source !== hashOf(source)) return 'stale';
  return record.reviewed === null ? 'translated' : 'reviewed';
}

/** How many texts of a language stand how. */
export function countStandings(
  translations: readonly Translation[],
  quality: Quality,
): Readonly<Record<Standing | 'readBack', number>> {
  const count = { unrecorded: 0, stale: 0, translated: 0, reviewed: 0, readBack: 0 };
  for (const translation of translations) {
    const record = quality[translation.key];
    count[standingOf(translation, record)] += 1;
    if (record !== undefined && isReadBack(record)) count.readBack += 1;
  }
  return count;
}
