/**
 * What is wrong with a sheet, so that whoever filled it in finds the cell and can mend it. The words for each code, and
 * for its cure, stand in `desk.json` under `fault`: for the page in its language, for the command in English.
 */
import type { Problem } from '../problem.ts';
import { type Trust, trust } from '../referral-schema.ts';

/**
 * How a cell has to be written, where that is the cure, with what its words name as examples: numbers of telephones
 * stand in no text.
 */
export const cellForms = {
  phone: ['0800-2000', '14 020', '(0599) 63 16 31', '+31 70 345 43 19'],
  website: [],
  hours: [],
  email: [],
  'yes-no': [],
  languages: [],
  name: [],
  status: trust.options,
  'seen-on': [],
  'checked-on': [],
  'as-around': [],
} as const satisfies { readonly [form: string]: readonly string[] };
export type CellForm = keyof typeof cellForms;

/**
 * Everything that can be wrong, with the values its words name: names and numbers of ours, never what somebody typed.
 * `form`: the cure is how such a cell is written.
 */
export const faultValues = {
  // The file, and the table in it.
  'file-empty': [],
  'file-large': ['megabytes'],
  packed: [],
  'not-utf8': [],
  quotes: [],
  'not-xlsx': [],
  'broken-zip': [],
  'far-away': [],
  'unreadable-xlsx': [],
  'sheet-empty': [],
  'rows-many': ['most'],
  'columns-missing': ['columns'],
  'columns-twice': ['columns'],
  // A row beside the others, and beside the data.
  'entry-unknown': [],
  'entry-name': [],
  'field-unknown': ['fields'],
  'field-twice': ['row'],
  'note-elsewhere': ['field'],
  'value-missing': [],
  'vital-removed': [],
  'national-fixed': [],
  'name-removed': [],
  // A cell.
  'cell-empty': ['form'],
  'cell-form': ['form'],
  'hours-unreadable': ['form'],
  'languages-unknown': ['form'],
  'abroad-plus': [],
  'hidden-sign': [],
  'vital-hidden': [],
  'source-missing': ['status'],
  'source-dropped': [],
  'source-name': [],
  'source-title-known': [],
  'source-title-missing': [],
  'source-title-twice': [],
  'day-unreal': ['form'],
  'day-to-come': [],
  'checker-missing': [],
  'checker-personal': [],
  'check-day-missing': [],
  'check-of-before': [],
  'check-before-source': [],
  'check-earlier': [],
  // A file of HSDS.
  'hsds-not-utf8': [],
  'hsds-not-json': [],
  'hsds-list-missing': ['list'],
  'hsds-lists-missing': [],
  'hsds-lists-empty': [],
  'hsds-form': [],
  'hsds-id-twice': [],
  'hsds-id-other': [],
  'hsds-attribute-twice': [],
  'hsds-attribute-unknown': [],
  'hsds-entry-missing': [],
  'hsds-entry-unknown': ['list'],
  'hsds-number-unknown': [],
  'hsds-number-twice': [],
  'hsds-name-attribute': ['attribute'],
  'hsds-name-kept': [],
  'hsds-follows': ['property'],
  'hsds-two-values': ['attribute'],
} as const satisfies { readonly [code: string]: readonly string[] };

export type FaultCode = keyof typeof faultValues;
type ValueName<C extends FaultCode> = (typeof faultValues)[C][number];

type ValueOf<N> = N extends 'form' ? CellForm : N extends 'status' ? Trust : string | number;

/** One of these, with its values. */
export type Wrong = {
  readonly [C in FaultCode]: [ValueName<C>] extends [never]
    ? { readonly code: C }
    : {
        readonly code: C;
        readonly values: { readonly [N in ValueName<C>]: ValueOf<N> };
      };
}[FaultCode];

/** What the check of the whole content found in the data as the sheet would make them; it speaks English alone. */
export interface Found {
  readonly found: Problem;
}

export interface SheetFault {
  /** The sheet as the spreadsheet names it; of a CSV file, which has none, `CSV`. */
  readonly sheet: string;
  /** As the spreadsheet counts: the heads stand in row 1. Null where the whole sheet is meant. */
  readonly row: number | null;
  /** The head of the column; null where the whole row is meant. */
  readonly column: string | null;
  readonly wrong: Wrong | Found;
}

/** Thrown when a file cannot be used as a sheet at all. */
export class SheetError extends Error {
  readonly faults: readonly SheetFault[];

  constructor(...faults: readonly SheetFault[]) {
    const codes = faults.map(({ wrong }) => ('code' in wrong ? wrong.code : 'found by the check'));
    super(`this file cannot be used as a sheet: ${codes.join(', ')}`);
    this.name = 'SheetError';
    this.faults = faults;
  }
}
