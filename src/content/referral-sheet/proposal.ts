/**
 * What a row of the sheet asks for, judged by itself: is this a field that may stand in the files?
 */
import type { z } from 'zod';
import { parseOpeningHours } from '../opening-hours.ts';
import { isShown, type ReferralFiles } from '../referral-files.ts';
import { type Entry, fieldForms, type TrustedField } from './entries.ts';
import type { Column, SheetRow } from './row.ts';

/** A fault of one cell of a row; without a column, of the row as a whole. */
export interface CellFault {
  readonly column: Column | null;
  readonly message: string;
  readonly cure: string;
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

const cures: Readonly<Partial<Record<string, string>>> = {
  phone: 'write the number as the organisation writes it: 0800-2000, 14 020, (0599) 63 16 31 or +31 70 345 43 19',
  website: 'write the whole address, with https:// before it',
  chat: 'write the whole address, with https:// before it',
  hours: 'write 24/7, or for example Mo-Fr 09:00-17:00; PH off',
  chatHours: 'write 24/7, or for example Mo-Fr 09:00-17:00; PH off',
  email: 'write one e-mail address of the organisation',
  free: 'write yes or no',
  anonymous: 'write yes or no',
  languages: 'write codes of languages with a space between them, for example nl en ar',
  name: 'write the name in 2 to 120 letters',
  status: `write one of the words that the sheet explains: verified-source, verified-name, single-weak-source, old-source or unverified-memory`,
  'seen on': 'write 2026, 2026-03 or 2026-03-21, or leave it empty',
  'checked on': 'write the day as 2026-03-21, or leave it empty',
};

function cureOf(column: Column, field: string): string {
  const [kind = field] = field.split('.').slice(-1);
  const ofValue = /^(phone|whatsapp)/.test(kind) ? cures.phone : cures[kind];
  return (column === 'value' ? ofValue : cures[column]) ?? 'write it as the rows around it are written';
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
    const message = cells[column] === '' ? 'this cell must be filled in' : 'this is not written as it must be';
    return { column, message, cure: cureOf(column, cells.field) };
  });
}

function isRealDay(text: string): boolean {
  const whole = `${text}-01-01`.slice(0, 10);
  const day = new Date(`${whole}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(whole);
}

/** An e-mail address, or so many digits that it is a telephone number. */
const personal = /@|(?:\d[ -]?){6}/;

const vitalServices = new Set(['service:112', 'service:veilig-thuis', 'service:bz', 'service:113']);

/** 112, Veilig Thuis, Buitenlandse Zaken and 113: nothing of theirs may go (design section 4). */
export function isVital({ kind, of }: Entry): boolean {
  return kind === 'region' || vitalServices.has(of);
}

type Rule = (proposal: Proposal) => Omit<CellFault, 'column'> | false;

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
      !isOpeningHours(String(after.value)) && {
        message: 'these opening hours cannot be read',
        cure: cureOf('value', 'hours'),
      },
  ],
  [
    'value',
    ({ cells, after }) =>
      cells.field === 'phoneAbroad' &&
      !String(after.value).startsWith('+') && {
        message: 'a number from abroad begins with +',
        cure: 'write it as +31 …; 0800, 0900 and 14 0xx numbers cannot be dialled from abroad',
      },
  ],
  [
    'value',
    ({ cells, after }) =>
      cells.field === 'languages' &&
      Array.isArray(after.value) &&
      !(after.value.length > 0 && after.value.every((code) => /^[a-z]{2,3}$/.test(code))) && {
        message: 'these are not codes of languages',
        cure: cureOf('value', 'languages'),
      },
  ],
  ...(['value', 'checked by'] as const).map((column): readonly [Column, Rule] => [
    column,
    ({ cells }) =>
      /\p{Cc}/u.test(cells[column]) && {
        message: 'this cell holds a line break or a sign that nobody sees',
        cure: 'write it in one line',
      },
  ]),
  [
    'status',
    ({ entry, cells, before, after }) =>
      isVital(entry) &&
      before !== undefined &&
      isShown(before.status, shownPart(cells.field)) &&
      !isShown(after.status, shownPart(cells.field)) && {
        message: 'with this status nobody sees it any more, and this one must always be seen',
        cure: 'keep the status; ask whoever runs Wegwijzer if it is really wrong',
      },
  ],
  [
    'source',
    ({ after }) =>
      after.source === undefined &&
      after.status !== 'unverified-memory' && {
        message: 'a value needs a source',
        cure: 'name the source, or set the status to unverified-memory: it is then not shown',
      },
  ],
  [
    'source',
    ({ before, after }) =>
      after.source === undefined &&
      before?.source !== undefined &&
      isSame(before.value, after.value) && {
        message: 'a source is never dropped',
        cure: 'leave the source as it is, or name the new one',
      },
  ],
  ...(['seen on', 'checked on'] as const).map((column): readonly [Column, Rule] => [
    column,
    ({ cells, today }) =>
      cells[column] !== '' &&
      (!isRealDay(cells[column])
        ? { message: 'no calendar has this day', cure: cureOf(column, '') }
        : cells[column] > today && { message: 'this day has not come yet', cure: 'correct the date' }),
  ]),
  [
    'checked by',
    ({ after }) =>
      after.checkedOn !== null &&
      after.checkedBy === undefined && {
        message: 'whoever checked it must be named',
        cure: 'write the organisation or the function, for example "gemeente Amsterdam"; no name of a person',
      },
  ],
  [
    'checked on',
    ({ after }) =>
      after.checkedOn === null &&
      after.checkedBy !== undefined && {
        message: 'the day of the check is missing',
        cure: 'write the day as 2026-03-21, or empty "checked by", too',
      },
  ],
  [
    'checked by',
    ({ before, after }) =>
      after.checkedBy !== undefined &&
      after.checkedBy !== before?.checkedBy &&
      (after.checkedBy.length < 2 || personal.test(after.checkedBy)) && {
        message: 'this looks like the e-mail address or number of a person, or is too short',
        cure: 'write the organisation or the function, for example "gemeente Amsterdam"',
      },
  ],
  [
    'checked on',
    ({ before, after }) =>
      before !== undefined &&
      before.checkedOn !== null &&
      before.checkedOn === after.checkedOn &&
      !isSame(before.value, after.value) && {
        message: 'this is the day on which the value before was checked',
        cure: 'empty "checked on" and "checked by", or fill in the day on which the new value was checked',
      },
  ],
  [
    'checked on',
    ({ before, after: { checkedOn, seenOn } }) =>
      checkedOn !== null &&
      checkedOn !== before?.checkedOn &&
      typeof seenOn === 'string' &&
      checkedOn.slice(0, seenOn.length) < seenOn && {
        message: 'the check is older than the source: it was of what stood there before',
        cure: 'check it again and fill in that day, or correct "seen on"',
      },
  ],
  [
    'checked on',
    ({ before, after: { checkedOn } }) =>
      checkedOn !== null &&
      before !== undefined &&
      before.checkedOn !== null &&
      checkedOn < before.checkedOn && {
        message: 'it has been checked later than that',
        cure: 'leave the later day',
      },
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
    const fault = rule(proposal);
    return fault === false ? [] : [{ column, ...fault }];
  });
  const seen = new Set<Column | null>();
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
  const known = sources[source];
  if (known !== undefined)
    return title === '' || title === known.title.trim()
      ? null
      : {
          column: 'source title',
          message: 'this source is known by another title, and a sheet changes no title',
          cure: 'empty this cell, or give a new source a short name of its own',
        };
  if (!/^[a-z0-9][a-z0-9-]{1,79}$/.test(source))
    return {
      column: 'source',
      message: 'this cannot be the short name of a source',
      cure: 'write small letters, digits and hyphens, for example gemeente-site-2027',
    };
  const isLeftOver = before?.source !== undefined && title === sources[before.source]?.title.trim();
  if (title.length < 3 || isLeftOver || /@|\p{Cc}/u.test(title))
    return {
      column: 'source title',
      message: 'this source is new: it needs a title of its own',
      cure: 'write the address of the page or the title of the publication; no e-mail address',
    };
  return { title };
}
