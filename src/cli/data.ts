/**
 * `wegwijzer data …`: the referral data, out to the people who know, and back.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { amsterdamTime, isDay } from '../content/amsterdam.ts';
import { ContentError } from '../content/problem.ts';
import { Reader } from '../content/reader.ts';
import { isShown, type ReferralFiles, readReferralFiles } from '../content/referral-files.ts';
import type { Trust } from '../content/referral-schema.ts';
import { entriesOf, fieldForms } from '../content/referral-sheet/entries.ts';
import type { SheetFault } from '../content/referral-sheet/fault.ts';
import { describeFault } from '../content/referral-sheet/fault-words.ts';
import type { ExchangeFormat } from '../content/referral-sheet/format.ts';
import { formatOf } from '../content/referral-sheet/formats.ts';
import { applyImport, type Change, planFor, planImport, type ReadyPlan } from '../content/referral-sheet/import.ts';
import { readableChange } from '../content/referral-sheet/readable.ts';
import type { SheetRow } from '../content/referral-sheet/row.ts';
import { rowsOf } from '../content/referral-sheet/rows.ts';
import { type StaleGroup, staleIn } from '../content/referral-sheet/stale.ts';
import { verifiedRows } from '../content/referral-sheet/verify.ts';
import { writeCsvTable } from '../content/table-file/csv.ts';
import type { Texts } from '../core/texts.ts';
import { contentRoot, municipalityOf, openLibrary } from './content.ts';
import { todayHere } from './day.ts';
import { UsageError } from './usage-error.ts';

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function referral(): ReferralFiles {
  const reader = new Reader(contentRoot());
  const files = readReferralFiles(reader);
  if (files === null || reader.problems.length > 0) throw new ContentError(reader.problems);
  return files;
}

/** The code of a place as people type it. */
function codeOf(place: string | undefined): string | undefined {
  return place === undefined ? undefined : municipalityOf(openLibrary(), place, amsterdamTime(Date.now()));
}

const endings: Readonly<Record<ExchangeFormat, string>> = { csv: '.csv', xlsx: '.xlsx', hsds: '.json' };

function formatOfName(file: string): ExchangeFormat {
  // The keys of the table are the formats.
  for (const [format, ending] of Object.entries(endings))
    if (file.toLowerCase().endsWith(ending)) return format as ExchangeFormat;
  throw new UsageError(`the name of the file must end in ${Object.values(endings).join(', ')}`);
}

interface ExportFlags {
  readonly format?: ExchangeFormat;
  readonly municipality?: string;
}

/** `data export [FILE]`: the sheet, whole or of one municipality. `-`: to the other end of the pipe. */
export async function dataExport(
  file: string | undefined,
  { format: asked, municipality }: ExportFlags,
): Promise<void> {
  const format = asked ?? (file === undefined || file === '-' ? 'xlsx' : formatOfName(file));
  const code = codeOf(municipality);
  const files = referral();
  const rows = rowsOf(files, code);
  const bytes = await (await formatOf(format)).write(rows, files);
  if (file === '-') {
    process.stdout.write(bytes);
    return;
  }
  const name = file ?? `wegwijzer-contacts${code === undefined ? '' : `-${code}`}${endings[format]}`;
  writeFileSync(name, bytes);
  print(`${name}: ${rows.length} fields`);
}

/** The words of the editors' page, in the language of the command. */
function english(): Texts {
  return openLibrary().texts('en');
}

function refuse(faults: readonly SheetFault[]): void {
  const texts = english();
  for (const fault of faults) process.stderr.write(`${describeFault(fault, texts)}\n`);
  process.stderr.write(`Nothing was taken: ${faults.length} to mend.\n`);
  process.exitCode = 1;
}

function tellChange(change: Change, texts: Texts): void {
  const { before, after } = readableChange(change, texts);
  print(`${change.entry} ${change.name}, ${change.field}`);
  if (before !== null) print(`  - ${before.replaceAll('\n', ' / ')}`);
  if (after !== null) print(`  + ${after.replaceAll('\n', ' / ')}`);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function take(plan: ReadyPlan, isDryRun: boolean): void {
  const texts = english();
  for (const change of plan.changes) tellChange(change, texts);
  if (!isDryRun) applyImport(contentRoot(), plan);
  const verb = isDryRun ? 'would change' : 'changed';
  print(`${counted(plan.changes.length, 'field')} ${verb} in ${counted(plan.files.size, 'file')}.`);
}

/** `data import FILE`: takes a sheet back, whole or not at all. Exit code 1 when it was not taken. */
export async function dataImport(file: string, { dryRun = false }: { readonly dryRun?: boolean }): Promise<void> {
  const format = formatOfName(file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new UsageError(`${file} cannot be read`);
  }
  const plan = await planImport(contentRoot(), bytes, format, todayHere());
  if (plan.type === 'refused') refuse(plan.faults);
  else take(plan, dryRun);
}

interface StaleFlags {
  readonly days: number;
  readonly municipality?: string;
  readonly today?: string;
  readonly format: 'text' | 'csv';
}

const staleColumns = ['field', 'value', 'status', 'seen on', 'checked on'] as const;

/** For people: as wide as its widest cell, but no wider than a value needs to be known by. */
function printGroup({ who, rows }: StaleGroup): void {
  print(`\n${who}: ${rows.length} to check`);
  const table = [staleColumns, ...rows.map((row) => staleColumns.map((column) => row[column] || '-'))];
  const widths = staleColumns.map((_, index) =>
    Math.min(48, Math.max(...table.map((cells) => (cells[index] ?? '').length))),
  );
  for (const cells of table) {
    const padded = cells.map((cell, index) => cell.slice(0, 48).padEnd(widths[index] ?? 0));
    print(`  ${padded.join('  ').trimEnd()}`);
  }
}

/** `data stale`: what no person has checked for so many days, by who has to check it. */
export function dataStale({ days, municipality, today = todayHere(), format }: StaleFlags): void {
  if (!isDay(today)) throw new UsageError('--today: write a day of the calendar as 2026-11-21');
  const groups = staleIn(referral(), { days, today, municipality: codeOf(municipality) });
  const all = groups.flatMap(({ who, rows }) => rows.map((row) => ({ 'who checks': who, ...row })));
  if (format === 'csv') {
    process.stdout.write(writeCsvTable(['who checks', 'of', ...staleColumns, 'checked by', 'source title'], all));
    return;
  }
  const never = all.filter((row) => row['checked on'] === '').length;
  print(
    `${all.length} fields of ${groups.length} to check: ${never} never checked, ${all.length - never} longer ago than ${days} days.`,
  );
  for (const group of groups) printGroup(group);
}

interface VerifyFlags {
  readonly by: string;
  readonly on: string;
}

/** What `of` and `part` may be, where they are not; nothing of what was typed is said again. */
function demandKnown(files: ReferralFiles, of: string, part: string): void {
  const entry = entriesOf(files).find((one) => one.of === of);
  if (entry === undefined || entry.deskOnly)
    throw new UsageError(
      'there is no such entry; name it as the sheet does: GM0363, service:lkha, region:drenthe or organisation:iot',
    );
  const fields = Object.keys(fieldForms[entry.kind]);
  if (!fields.some((field) => field === part || field.startsWith(`${part}.`)))
    throw new UsageError(`there is no such field; there are ${fields.join(', ')}`);
}

/** A check makes nothing visible: that is for the status to say. */
function tellHidden({ field, status }: SheetRow): void {
  // The row was made from a field that is there.
  if (isShown(status as Trust, field.endsWith('name') ? 'name' : 'value')) return;
  print(`${field} stays hidden: its status is ${status}. Name its source in a sheet to have it shown.`);
}

/** `data verify OF PART`: somebody called or looked on that day, and it was right. Exit code 1 when that cannot be. */
export function dataVerify(of: string, part: string, { by, on }: VerifyFlags): void {
  if (!isDay(on)) throw new UsageError('--on: write a day of the calendar as 2026-11-21');
  const files = referral();
  demandKnown(files, of, part);
  const rows = verifiedRows(files, { of, part, by, on });
  if (rows.length === 0) {
    process.stderr.write(
      'Nothing is known there yet: there is nothing to check. Fill it in with a sheet (data export).\n',
    );
    process.exitCode = 1;
    return;
  }
  const plan = planFor(contentRoot(), rows, todayHere());
  if (plan.type === 'refused') {
    refuse(plan.faults.map((fault) => ({ ...fault, row: null })));
    return;
  }
  take(plan, false);
  for (const { cells } of rows) tellHidden(cells);
}
