/**
 * Takes a sheet back, whole or not at all: first the plan, with all that is wrong; then, if somebody says so, the writing.
 */
import { createHash } from 'node:crypto';
import { approvedAfter } from '../check/approved-check.ts';
import { Findings } from '../check/findings.ts';
import { servicesOutline } from '../check/outline.ts';
import { checkReferral } from '../check/referral-check.ts';
import { readContent } from '../load.ts';
import { ContentError, type Problem } from '../problem.ts';
import { Reader } from '../reader.ts';
import { folder, publicDirectory, type ReferralFiles, readReferralFiles } from '../referral-files.ts';
import { replaceFiles } from '../replace-files.ts';
import { type Found, SheetError, type SheetFault } from './fault.ts';
import { wordsOfFound } from './fault-words.ts';
import { editedFiles } from './field-edit.ts';
import type { ExchangeFormat, PlacedRow } from './format.ts';
import { readRows } from './formats.ts';
import { type NewSource, type PlannedRows, planRows, type SheetReach } from './plan-rows.ts';
import type { Change } from './readable.ts';
import { inYaml } from './yaml-edit.ts';

export type { SheetFault } from './fault.ts';
export type { ExchangeFormat } from './format.ts';
export type { Change } from './readable.ts';

export type ImportPlan =
  | { readonly type: 'refused'; readonly faults: readonly SheetFault[] }
  | {
      readonly type: 'ready';
      readonly changes: readonly Change[];
      /** Path below the root → the whole new text of that file. */
      readonly files: ReadonlyMap<string, string>;
      /** What each of these files was when the plan was made, as a hash. */
      readonly madeFrom: ReadonlyMap<string, string>;
    };
export type ReadyPlan = Extract<ImportPlan, { type: 'ready' }>;

/** Thrown when the data have changed since the plan was made. */
export class StalePlanError extends Error {
  constructor() {
    super('the data have changed since this was looked at: look at the changes again, then apply them');
    this.name = 'StalePlanError';
  }
}

const sourcesFile = `${folder}/sources.yaml`;

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function withSources(text: string, sources: ReadonlyMap<string, NewSource>): string {
  const added = [...sources].map(
    ([id, { title, seenOn }]) =>
      `${/^[a-z]/.test(id) ? id : inYaml(id)}:\n  title: ${inYaml(title)}\n  seenOn: ${inYaml(seenOn)}\n`,
  );
  return `${text}${text.endsWith('\n') ? '' : '\n'}${added.join('')}`;
}

/**
 * What the check finds in the data as a whole, the same only once; where one row alone changes something, it is told at
 * that row.
 */
function faultsFrom(problems: readonly Problem[], { changedRows }: PlannedRows, sheet: string): readonly SheetFault[] {
  const [first, ...others] = changedRows;
  const row = first !== undefined && others.length === 0 ? first.row : null;
  const told = problems.map((found): readonly [string, SheetFault] => {
    const wrong: Found = { found };
    return [wordsOfFound(wrong).message, { sheet, row, column: null, wrong }];
  });
  return [...new Map(told).values()];
}

/** What of the approved outline a change of contacts can change. */
function outline(referral: ReferralFiles): ReturnType<typeof servicesOutline> {
  return servicesOutline(publicDirectory(referral));
}

/**
 * What these rows would do to the data below `root`. Nothing is written.
 * @throws ContentError when the data cannot be read as they are now
 */
export function planFor(
  root: string,
  rows: readonly PlacedRow[],
  today: string,
  reach: SheetReach = 'everything',
): ImportPlan {
  const reader = new Reader(root);
  const before = readContent(reader);
  if (before === null || reader.problems.length > 0) throw new ContentError(reader.problems);
  const planned = planRows(rows, before.referral, today, reach);
  if (planned.faults.length > 0) return { type: 'refused', faults: planned.faults };
  const edited = new Map(editedFiles(reader, planned.edits));
  if (planned.sources.size > 0) edited.set(sourcesFile, withSources(reader.text(sourcesFile) ?? '', planned.sources));
  if (edited.size === 0) return { type: 'ready', changes: [], files: edited, madeFrom: new Map() };

  const changed = new Reader(root, edited);
  const findings = new Findings();
  const after = readReferralFiles(changed);
  if (after !== null && changed.problems.length === 0)
    checkReferral({ ...before, referral: after }, before.referral, changed, findings, today);
  const problems = [...changed.problems, ...findings.problems];
  const sheet = rows[0]?.sheet ?? '';
  if (after === null || problems.length > 0) return { type: 'refused', faults: faultsFrom(problems, planned, sheet) };

  const files = new Map([...edited, ...approvedAfter(root, outline(before.referral), outline(after))]);
  const madeFrom = new Map([...files.keys()].map((file) => [file, hashOf(reader.text(file) ?? '')]));
  return { type: 'ready', changes: planned.changes, files, madeFrom };
}

/**
 * What a file that came from outside would do to the data below `root`, or everything that is wrong with it. Nothing is
 * written. `today` (`2026-11-22`): no day in the sheet may be later. Takes two seconds or so of one processor.
 * @throws ContentError when the data cannot be read as they are now
 */
export async function planImport(
  root: string,
  bytes: Uint8Array,
  format: ExchangeFormat,
  today: string,
  reach: SheetReach = 'everything',
): Promise<ImportPlan> {
  try {
    return planFor(root, await readRows(bytes, format), today, reach);
  } catch (error) {
    if (error instanceof SheetError) return { type: 'refused', faults: error.faults };
    throw error;
  }
}

/** Writes what was planned: all files or none. @throws StalePlanError when one of them has changed since */
export function applyImport(root: string, plan: ReadyPlan): void {
  const reader = new Reader(root);
  for (const [file, hash] of plan.madeFrom) if (hashOf(reader.text(file) ?? '') !== hash) throw new StalePlanError();
  replaceFiles(root, plan.files);
}
