/**
 * `wegwijzer texts …`: the texts of a language, out to reviewers and back, and how they stand.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Findings } from '../content/check/findings.ts';
import { unreadIn } from '../content/check/second-reading.ts';
import { checkTexts } from '../content/check/text-check.ts';
import { type ContentFiles, readContent } from '../content/load.ts';
import { ContentError, describeProblem } from '../content/problem.ts';
import { keepRecord } from '../content/quality/keep-record.ts';
import { type Quality, qualityFile, readQuality, writeQuality } from '../content/quality/record.ts';
import { countStandings, standingOf, translationsOf } from '../content/quality/status.ts';
import { Reader } from '../content/reader.ts';
import { wordsOf } from '../content/referral-sheet/fault-words.ts';
import { replaceFiles } from '../content/replace-files.ts';
import { TableError } from '../content/table-file/table-error.ts';
import { type LocaleFiles, namespaces, textsByKey } from '../content/text-files.ts';
import { readCsv, writeCsv } from '../content/text-sheet/csv.ts';
import type { Row } from '../content/text-sheet/row.ts';
import { rowsOf } from '../content/text-sheet/rows.ts';
import { takeIn, withChanges } from '../content/text-sheet/take-in.ts';
import { sourceLanguage } from '../core/texts.ts';
import { contentRoot, openLibrary } from './content.ts';
import { todayHere } from './day.ts';
import { UsageError } from './usage-error.ts';

const root = contentRoot();

interface Opened {
  readonly files: ContentFiles;
  readonly reader: Reader;
}

function open(): Opened {
  const reader = new Reader(root);
  const files = readContent(reader);
  if (files === null || reader.problems.length > 0) throw new ContentError(reader.problems);
  return { files, reader };
}

function translatedLanguage({ files }: Opened, code: string): LocaleFiles {
  const found = files.locales.find((locale) => locale.code === code);
  const codes = files.locales.map((locale) => locale.code).filter((one) => one !== sourceLanguage);
  if (found === undefined || code === sourceLanguage)
    throw new UsageError(`"${code}" is no language that is translated; there are ${codes.join(', ')}`);
  return found;
}

/** Without a file nothing has been recorded yet. */
function qualityOf({ reader }: Opened, code: string): Quality {
  const quality = readQuality(reader, code);
  reader.problems.splice(0);
  return quality ?? {};
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function isCsv(file: string): boolean {
  if (/\.csv$/i.test(file)) return true;
  if (/\.xlsx$/i.test(file)) return false;
  throw new UsageError('the name of the file must end in .xlsx or .csv');
}

/** `texts status`: languages × how their texts stand. */
export function textsStatus(): void {
  const opened = open();
  const heads = ['language', 'texts', 'translated', 'stale', 'reviewed', 'read back'];
  const widths = [27, 7, 12, 7, 10, 12];
  const line = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, index) => (index === 0 ? String(cell).padEnd(27) : String(cell).padStart(widths[index] ?? 8)))
      .join('');
  print(line(heads));
  for (const locale of opened.files.locales) {
    const { code, meta } = locale;
    const translations = translationsOf(opened.files.locales, code);
    const name = `${code.padEnd(4)} ${meta.inDutch}`;
    if (code === sourceLanguage) {
      print(line([name, textsByKey(locale).size, 'source', '-', '-', '-']));
      continue;
    }
    const { unrecorded, stale, translated, reviewed, readBack } = countStandings(translations, qualityOf(opened, code));
    print(line([name, translations.length, translated + reviewed, stale + unrecorded, reviewed, readBack]));
  }
  print(
    '\nreviewed: approved by native speakers. read back: a machine told what it says, without the Dutch; no review.',
  );
}

/** `texts export LANG [FILE]`: a sheet for reviewers, XLSX or CSV by the name of the file. */
export async function textsExport(code: string, file = `wegwijzer-${code}.xlsx`): Promise<void> {
  const opened = open();
  const { meta } = translatedLanguage(opened, code);
  const csv = isCsv(file);
  const rows = rowsOf(opened.files.locales, code, qualityOf(opened, code));
  const bytes = csv
    ? writeCsv(rows)
    : await (await import('../content/text-sheet/xlsx.ts')).writeXlsx(rows, meta.inDutch, meta.dir);
  writeFileSync(file, bytes);
  print(`${file}: ${rows.length} texts`);
}

function describeTable({ code, row }: TableError): string {
  const { message, cure } = wordsOf({ code }, openLibrary().texts('en'));
  return `${row === null ? '' : `row ${row}: `}${message}\n    → ${cure}`;
}

async function rowsIn(file: string): Promise<readonly Row[]> {
  const csv = isCsv(file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new UsageError(`${file} cannot be read`);
  }
  try {
    return csv ? readCsv(bytes) : await (await import('../content/text-sheet/xlsx.ts')).readXlsx(bytes);
  } catch (error) {
    if (error instanceof TableError) throw new UsageError(`${file}: ${describeTable(error)}`);
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : 'it cannot be read'}`);
  }
}

function asFile(tree: unknown): string {
  return `${JSON.stringify(tree, null, 2)}\n`;
}

/** The day of the last review once every text has one; null before. */
function reviewedOn(quality: Quality): string | null {
  const days = Object.values(quality).map(({ reviewed }) => reviewed?.on ?? '');
  return days.length === 0 || days.includes('') ? null : (days.sort().at(-1) ?? null);
}

/** What has changed, file by file. */
function changedFiles(
  before: LocaleFiles,
  after: LocaleFiles,
  known: Quality,
  quality: Quality,
): ReadonlyMap<string, string> {
  const { code } = before;
  const texts = namespaces
    .filter((name) => asFile(before.namespaces[name]) !== asFile(after.namespaces[name]))
    .map((name) => [`locales/${code}/${name}.json`, asFile(after.namespaces[name])] as const);
  const records =
    writeQuality(known) === writeQuality(quality) ? [] : [[qualityFile(code), writeQuality(quality)] as const];
  const meta = { ...before.meta, reviewed: reviewedOn(quality) };
  const metas = meta.reviewed === before.meta.reviewed ? [] : [[`locales/${code}/meta.json`, asFile(meta)] as const];
  return new Map([...texts, ...records, ...metas]);
}

/** `texts import LANG FILE`: takes a sheet back, whole or not at all. Exit code 1 when it was not taken. */
export async function textsImport(
  code: string,
  file: string,
  { dryRun = false }: { readonly dryRun?: boolean },
): Promise<void> {
  const opened = open();
  const { files, reader } = opened;
  const locale = translatedLanguage(opened, code);
  const known = qualityOf(opened, code);
  const rows = await rowsIn(file);
  const { changes, problems } = takeIn(rows, files.locales, code, known, todayHere());
  const after = withChanges(locale, changes);
  const findings = new Findings();
  checkTexts({ ...files, locales: files.locales.map((one) => (one.code === code ? after : one)) }, reader, findings);
  const isUnread = unreadIn(files);
  const unread = changes.filter(({ key, record }) => isUnread(key, record)).map(({ key }) => key);
  const faults = [
    ...problems,
    ...findings.problems.map(describeProblem),
    ...unread.map(
      (key) => `${key}: a button, or words for somebody in danger: whoever changes them approves them, too`,
    ),
  ];
  if (faults.length > 0) {
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    process.stderr.write(`Nothing was taken: ${faults.length} to mend.\n`);
    process.exitCode = 1;
    return;
  }
  for (const { told } of changes) print(told);
  const quality = { ...known, ...Object.fromEntries(changes.map(({ key, record }) => [key, record])) };
  const written = changedFiles(locale, after, known, quality);
  if (!dryRun) replaceFiles(root, written);
  print(`${changes.length} of ${rows.length} texts ${dryRun ? 'would change' : 'changed'}.`);
}

/** `texts record LANG [KEY…]`: records what was written; for the keys named, that a text still says what the Dutch says. */
export function textsRecord(code: string, keys: readonly string[]): void {
  const opened = open();
  const locale = translatedLanguage(opened, code);
  const known = qualityOf(opened, code);
  const translations = translationsOf(opened.files.locales, code);
  const unknown = keys.filter((key) => !translations.some((one) => one.key === key));
  if (unknown.length > 0) throw new UsageError(`there is no text ${unknown.join(', ')}`);
  const quality = keepRecord(translations, known, todayHere(), new Set(keys));
  replaceFiles(root, changedFiles(locale, locale, known, quality));
  const stale = translations.filter((one) => standingOf(one, quality[one.key]) === 'stale').map(({ key }) => key);
  print(`${translations.length} texts recorded${stale.length === 0 ? '' : `; still stale: ${stale.join(', ')}`}`);
}
