/**
 * What a row of the sheet asks for, judged by itself: is this a field that may stand in the files?
 */
import type { z } from 'zod';
import { isDay } from '../amsterdam.ts';
import { parseOpeningHours } from '../opening-hours.ts';
import { isShown, type ReferralFiles } from '../referral-files.ts';
import { type Entry, fieldForms, type TrustedField } from './entries.ts';
import type { CellForm, Wrong } from './fault.ts';
import type { Column, SheetRow } from './row.ts';

/** A fault of one cell of a row. */
export interface CellFault {
  readonly column: Column;
  readonly wrong: Wrong;
}

export interface Proposal {
  readonly entry: Entry;
  readonly cells: SheetRow;
  readonly before: TrustedField | undefined;
  /** As the row would have it; not yet known to be right. */
  readonly after: TrustedField;
  readonly today: string;
}

const columnOf: Readonly<Record<keyof TrustedField, Column>> = {
  value: 'value',
  status: 'status',
  source: 'source',
  seenOn: 'seen on',
  checkedOn: 'checked on',
  checkedBy: 'checked by',
};

/** How a value is written, by the last word of the name of its field. */
const formOfValue: Readonly<Partial<Record<string, CellForm>>> = {
  website: 'website',
  chat: 'website',
  hours: 'hours',
  chatHours: 'hours',
  email: 'email',
  free: 'yes-no',
  anonymous: 'yes-no',
  languages: 'languages',
  name: 'name',
};

const formOfColumn: Readonly<Partial<Record<Column, CellForm>>> = {
  status: 'status',
  'seen on': 'seen-on',
  'checked on': 'checked-on',
};

function formOf(column: Column, field: string): CellForm {
  const [kind = field] = field.split('.').slice(-1);
  const ofValue = /^(phone|whatsapp)/.test(kind) ? 'phone' : formOfValue[kind];
  return (column === 'value' ? ofValue : formOfColumn[column]) ?? 'as-around';
}

const words: Readonly<Record<string, boolean>> = { yes: true, no: false };

/** A cell as the value that a field of this name holds. What is none of it stays a text, and its form refuses it. */
export function valueFrom(cell: string, field: string): TrustedField['value'] {
  if (field === 'free' || field === 'anonymous') return words[cell.toLowerCase()] ?? cell;
  return field === 'languages' ? cell.split(/[\s,]+/).filter((code) => code !== '') : cell;
}

function faultsOfForm({ entry, cells, after }: Proposal): readonly CellFault[] {
  const result = fieldForms[entry.kind][cells.field]?.safeParse(after);
  const issues: readonly z.core.$ZodIssue[] = result?.error?.issues ?? [];
  return issues.map(({ path }) => {
    // The form is that of a field: its first step is one of these.
    const column = columnOf[path[0] as keyof TrustedField] ?? 'value';
    const code = cells[column] === '' ? 'cell-empty' : 'cell-form';
    return { column, wrong: { code, values: { form: formOf(column, cells.field) } } };
  });
}

function isRealDay(text: string): boolean {
  return isDay(`${text}-01-01`.slice(0, 'YYYY-MM-DD'.length));
}

/** An e-mail address, or so many digits that it is a telephone number. */
const personal = /@|(?:\d[ -]?){6}/;

const vitalServices = new Set(['service:112', 'service:veilig-thuis', 'service:bz', 'service:113']);

/** 112, Veilig Thuis, Buitenlandse Zaken and 113: nothing of theirs may go (design section 4). */
export function isVital({ kind, of }: Entry): boolean {
  return kind === 'region' || vitalServices.has(of);
}

type Rule = (proposal: Proposal) => Wrong | false;

function shownPart(field: string): 'name' | 'value' {
  return field.endsWith('name') ? 'name' : 'value';
}

function isSame(one: TrustedField['value'] | undefined, other: TrustedField['value']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What the form of a field cannot tell. The first that holds of a cell is told. */
const rules: readonly (readonly [Column, Rule])[] = [
  [
    'value',
    ({ cells, after }) =>
      /^(chatH|h)ours$/.test(cells.field) &&
      !isOpeningHours(String(after.value)) && { code: 'hours-unreadable', values: { form: 'hours' } },
  ],
  [
    'value',
    ({ cells, after }) =>
      cells.field === 'phoneAbroad' && !String(after.value).startsWith('+') && { code: 'abroad-plus' },
  ],
  [
    'value',
    ({ cells, after }) =>
      cells.field === 'languages' &&
      Array.isArray(after.value) &&
      !(after.value.length > 0 && after.value.every((code) => /^[a-z]{2,3}$/.test(code))) && {
        code: 'languages-unknown',
        values: { form: 'languages' },
      },
  ],
  ...(['value', 'checked by'] as const).map((column): readonly [Column, Rule] => [
    column,
    ({ cells }) => /\p{Cc}/u.test(cells[column]) && { code: 'hidden-sign' },
  ]),
  [
    'status',
    ({ entry, cells, before, after }) =>
      isVital(entry) &&
      before !== undefined &&
      isShown(before.status, shownPart(cells.field)) &&
      !isShown(after.status, shownPart(cells.field)) && { code: 'vital-hidden' },
  ],
  [
    'source',
    ({ after }) =>
      after.source === undefined &&
      after.status !== 'unverified-memory' && { code: 'source-missing', values: { status: 'unverified-memory' } },
  ],
  [
    'source',
    ({ before, after }) =>
      after.source === undefined &&
      before?.source !== undefined &&
      isSame(before.value, after.value) && { code: 'source-dropped' },
  ],
  ...(['seen on', 'checked on'] as const).map((column): readonly [Column, Rule] => [
    column,
    ({ cells, today }) =>
      cells[column] !== '' &&
      (!isRealDay(cells[column])
        ? { code: 'day-unreal', values: { form: formOf(column, '') } }
        : cells[column] > today && { code: 'day-to-come' }),
  ]),
  [
    'checked by',
    ({ after }) => after.checkedOn !== null && after.checkedBy === undefined && { code: 'checker-missing' },
  ],
  [
    'checked on',
    ({ after }) => after.checkedOn === null && after.checkedBy !== undefined && { code: 'check-day-missing' },
  ],
  [
    'checked by',
    ({ before, after }) =>
      after.checkedBy !== undefined &&
      after.checkedBy !== before?.checkedBy &&
      (after.checkedBy.length < 2 || personal.test(after.checkedBy)) && { code: 'checker-personal' },
  ],
  [
    'checked on',
    ({ before, after }) =>
      before !== undefined &&
      before.checkedOn !== null &&
      before.checkedOn === after.checkedOn &&
      !isSame(before.value, after.value) && { code: 'check-of-before' },
  ],
  [
    'checked on',
    ({ before, after: { checkedOn, seenOn } }) =>
      checkedOn !== null &&
      checkedOn !== before?.checkedOn &&
      typeof seenOn === 'string' &&
      checkedOn.slice(0, seenOn.length) < seenOn && { code: 'check-before-source' },
  ],
  [
    'checked on',
    ({ before, after: { checkedOn } }) =>
      checkedOn !== null &&
      before !== undefined &&
      before.checkedOn !== null &&
      checkedOn < before.checkedOn && { code: 'check-earlier' },
  ],
];

function isOpeningHours(text: string): boolean {
  try {
    parseOpeningHours(text);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a filled row; of each cell the first fault. */
export function faultsOf(proposal: Proposal): readonly CellFault[] {
  const form = faultsOfForm(proposal);
  const told = rules.flatMap(([column, rule]): readonly CellFault[] => {
    const wrong = rule(proposal);
    return wrong === false ? [] : [{ column, wrong }];
  });
  const seen = new Set<Column>();
  return [...form, ...told].filter(({ column }) => !seen.has(column) && seen.add(column));
}

/** A new source that a row names, a fault, or neither where the source is known or none is named. */
export function newSourceOf(
  cells: SheetRow,
  sources: ReferralFiles['sources'],
  before: TrustedField | undefined,
): { readonly title: string } | CellFault | null {
  const { source, 'source title': title } = cells;
  if (source === '') return null;
  const known = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (known !== undefined)
    return title === '' || title === known.title.trim()
      ? null
      : {
          column: 'source title',
          wrong: { code: 'source-title-known' },
        };
  if (!/^[a-z0-9][a-z0-9-]{1,79}$/.test(source))
    return {
      column: 'source',
      wrong: { code: 'source-name' },
    };
  const isLeftOver = before?.source !== undefined && title === sources[before.source]?.title.trim();
  if (title.length < 3 || isLeftOver || /@|\p{Cc}/u.test(title))
    return {
      column: 'source title',
      wrong: { code: 'source-title-missing' },
    };
  return { title };
}
