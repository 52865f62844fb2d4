/**
 * Takes a reviewed sheet back: what it changes, and what is wrong with it. Decides everything before anything is written.
 */
import { isDay } from '../amsterdam.ts';
import { hashOf, type Quality, type TextRecord } from '../quality/record.ts';
import { type Translation, translationsOf } from '../quality/status.ts';
import type { LocaleFiles } from '../text-files.ts';
import type { Row } from './row.ts';
import { cellOf, rowOf } from './rows.ts';

/** What a sheet changes about one text. */
export interface Change {
  readonly key: string;
  /** The words before and after; null where they stay. */
  readonly text: { readonly from: string | readonly string[]; readonly to: string | readonly string[] } | null;
  readonly record: TextRecord;
  /** In one line, for people. */
  readonly told: string;
}

export interface TakenIn {
  readonly changes: readonly Change[];
  /** Each with the row of the sheet, counted from 1 with the heads. Any of them: nothing is taken. */
  readonly problems: readonly string[];
}

class SheetProblem extends Error {}

const approvalColumns = ['approved by (organisation)', 'approved on (2027-01-31)'] as const;

/** Both cells of an approval, or none. */
function approvalOf(row: Row, today: string): TextRecord['reviewed'] {
  const by = row['approved by (organisation)'];
  const on = row['approved on (2027-01-31)'];
  if (by === '' && on === '') return null;
  if (by.length < 2 || on === '') throw new SheetProblem('an approval needs both the organisation and the day');
  if (!isDay(on)) throw new SheetProblem(`"${on}" is not a day; write it as 2027-01-31`);
  if (on > today) throw new SheetProblem(`the day ${on} has not come yet`);
  return { on, by };
}

function textOf(row: Row, { text }: Translation): string | readonly string[] {
  const written = row.translation;
  if (written === '') throw new SheetProblem('the translation is empty');
  if (typeof text === 'string') return written;
  const lines = written.split('\n').map((line) => line.trim());
  if (lines.length !== text.length || lines.includes(''))
    throw new SheetProblem(`the translation must have ${text.length} lines, one below the other`);
  return lines;
}

/** The readings of a text whose words are changed now. */
function heldOf(readings: TextRecord['readings'], words: Translation['text']): Pick<TextRecord, 'readings'> {
  return readings === undefined
    ? {}
    : { readings: readings.map((reading) => ({ ...reading, words: reading.words ?? cellOf(words) })) };
}

function changeOf(row: Row, translation: Translation, known: TextRecord | undefined, today: string): Change | null {
  const { key, text, source } = translation;
  if (row.Dutch !== cellOf(source).trim())
    throw new SheetProblem('the Dutch text is another one now; export the sheet anew for this text');
  const approval = approvalOf(row, today);
  const written = textOf(row, translation);
  const before = rowOf(translation, known, '');
  const isNew = cellOf(written) !== cellOf(text);
  const isApprovalNew = approvalColumns.some((column) => row[column] !== before[column]);
  if (!isNew && !isApprovalNew && row.note === before.note) return null;
  // An approval was of the words before: changed words need one of their own.
  const reviewed = isNew && !isApprovalNew ? null : approval;
  // Whoever changes or approves a text has compared it with the Dutch of the sheet.
  const isJudged = isNew || isApprovalNew || known === undefined;
  const { note: _, doubt, readings, ...kept } = known ?? { translated: today };
  // What was said of the words before does not hold for others; it is kept with them.
  const said = isNew ? heldOf(readings, text) : { ...(doubt && { doubt }), ...(readings && { readings }) };
  const record: TextRecord = {
    ...kept,
    source: isJudged ? hashOf(source ?? '') : known.source,
    text: isJudged ? hashOf(written) : known.text,
    translated: isNew ? today : kept.translated,
    reviewed,
    ...said,
    ...(row.note === '' ? {} : { note: row.note }),
  };
  const told = [
    isNew ? `- ${cellOf(text).replaceAll('\n', ' / ')}\n+ ${cellOf(written).replaceAll('\n', ' / ')}` : null,
    row.note === before.note ? null : `  note: ${row.note === '' ? 'none' : row.note}`,
    reviewed === null
      ? known?.reviewed
        ? '  approval taken back'
        : null
      : `  approved by ${reviewed.by} on ${reviewed.on}`,
  ].filter((line) => line !== null);
  return { key, text: isNew ? { from: text, to: written } : null, record, told: `${key}\n${told.join('\n')}` };
}

/** Compares a sheet with the texts as they are. A text that is not on it stays as it is. `today` as `2026-11-22`. */
export function takeIn(
  rows: readonly Row[],
  locales: readonly LocaleFiles[],
  code: string,
  quality: Quality,
  today: string,
): TakenIn {
  const translations = new Map(translationsOf(locales, code).map((one) => [one.key, one]));
  const seen = new Set<string>();
  const changes: Change[] = [];
  const problems: string[] = [];
  for (const [index, row] of rows.entries()) {
    const { key } = row;
    const translation = translations.get(key);
    try {
      if (translation === undefined) throw new SheetProblem(`there is no text "${key}"`);
      if (seen.has(key)) throw new SheetProblem(`"${key}" stands on the sheet twice`);
      seen.add(key);
      const change = changeOf(row, translation, quality[key], today);
      if (change !== null) changes.push(change);
    } catch (error) {
      if (!(error instanceof SheetProblem)) throw error;
      problems.push(`row ${index + 2}, ${key}: ${error.message}`);
    }
  }
  return { changes, problems };
}

/** The texts of a language with these changes made. */
export function withChanges(locale: LocaleFiles, changes: readonly Change[]): LocaleFiles {
  const trees = structuredClone(locale.namespaces) as unknown as Record<string, unknown>;
  for (const { key, text } of changes) {
    if (text === null) continue;
    const [namespace = '', path = ''] = key.split(':');
    const names = path.split('.');
    const last = names.pop() ?? '';
    // The key was found in this very tree.
    let branch = trees[namespace] as Record<string, unknown>;
    for (const name of names) branch = branch[name] as Record<string, unknown>;
    branch[last] = text.to;
  }
  return { ...locale, namespaces: trees as unknown as LocaleFiles['namespaces'] };
}
