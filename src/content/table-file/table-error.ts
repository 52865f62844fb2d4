/** Why a file holds no table that can be read. The words for it, and for the cure, are those of a fault of a sheet. */
export type TableFault = 'packed' | 'not-utf8' | 'quotes' | 'not-xlsx' | 'broken-zip' | 'far-away' | 'unreadable-xlsx';

/** Thrown when a file holds no table that can be read. */
export class TableError extends Error {
  readonly code: TableFault;
  /** Where reading broke off, as a spreadsheet counts; null where the whole file is meant. */
  readonly row: number | null;

  constructor(code: TableFault, row: number | null = null) {
    super(`this file holds no table that can be read: ${code}`);
    this.name = 'TableError';
    this.code = code;
    this.row = row;
  }
}
