/**
 * The texts of a language as rows of a sheet.
 */
import type { Quality, TextRecord } from '../quality/record.ts';
import { type Translation, translationsOf } from '../quality/status.ts';
import { type LocaleFiles, textsByKey } from '../text-files.ts';
import type { Row } from './row.ts';
import { whereIs } from './where.ts';

/** A text as it stands in one cell. */
export function cellOf(text: string | readonly string[] | null): string {
  return text === null ? '' : typeof text === 'string' ? text : text.join('\n');
}

function remarksOf({ doubt, readings = [] }: Partial<TextRecord> = {}): string {
  return [
    doubt === undefined ? [] : [`The writer doubted: ${doubt}`],
    ...readings.map((reading) => [
      ...(reading.words === undefined ? [] : [`It was: ${reading.words}`]),
      `A machine read it as: ${reading.back}`,
      ...(reading.doubt === undefined ? [] : [`and doubted: ${reading.doubt}`]),
    ]),
  ]
    .flat()
    .join('\n');
}

export function rowOf({ key, text, source }: Translation, record: TextRecord | undefined, english: string): Row {
  return {
    key,
    'where it appears': whereIs(key),
    Dutch: cellOf(source),
    English: english,
    translation: cellOf(text),
    note: record?.note ?? '',
    'approved by (organisation)': record?.reviewed?.by ?? '',
    'approved on (2027-01-31)': record?.reviewed?.on ?? '',
    'doubts, and what a machine read back': remarksOf(record),
  };
}

/** Every text of a language, in the order of its files. `locales` has the Dutch first. */
export function rowsOf(locales: readonly LocaleFiles[], code: string, quality: Quality): readonly Row[] {
  const english = locales.find((locale) => locale.code === 'en' && locale.code !== code);
  const inEnglish = english === undefined ? null : textsByKey(english);
  return translationsOf(locales, code).map((translation) =>
    rowOf(translation, quality[translation.key], cellOf(inEnglish?.get(translation.key) ?? null)),
  );
}
