/**
 * The forms in which the sheet goes out and comes back.
 */
import type { ReferralFiles } from '../referral-files.ts';
import type { Column, SheetRow } from './row.ts';

/** A row that was read, with the place where people find it. */
export interface PlacedRow {
  readonly cells: SheetRow;
  readonly sheet: string;
  /** As the spreadsheet counts: the heads stand in row 1. */
  readonly row: number;
  /** What a column is called there, where that is not its own head. */
  readonly heads?: Readonly<Partial<Record<Column, string>>>;
}

export interface SheetFormat {
  /** `files` are what the rows were made from, for a form that tells more than its rows. */
  write(rows: readonly SheetRow[], files: ReferralFiles): Promise<Buffer>;
  /** The rows in their order, empty ones left out. @throws SheetError when it cannot be used at all */
  read(bytes: Uint8Array): Promise<readonly PlacedRow[]>;
}

export const exchangeFormats = ['csv', 'xlsx', 'hsds'] as const;
export type ExchangeFormat = (typeof exchangeFormats)[number];
