/**
 * What is wrong with a sheet, said so that whoever filled it in finds the cell and can mend it.
 */

export interface SheetFault {
  /** The sheet as the spreadsheet names it; of a CSV file, which has none, `CSV`. */
  readonly sheet: string;
  /** As the spreadsheet counts: the heads stand in row 1. Null where the whole sheet is meant. */
  readonly row: number | null;
  /** The head of the column; null where the whole row is meant. */
  readonly column: string | null;
  readonly message: string;
  readonly cure: string;
}

/** Thrown when a file cannot be used as a sheet at all. */
export class SheetError extends Error {
  readonly faults: readonly SheetFault[];

  constructor(...faults: readonly SheetFault[]) {
    super(faults.map(describeFault).join('\n'));
    this.name = 'SheetError';
    this.faults = faults;
  }
}

/** For a terminal: where it stands, what is wrong, and on the next line the cure. */
export function describeFault({ sheet, row, column, message, cure }: SheetFault): string {
  const where = [sheet, row === null ? null : `row ${row}`, column === null ? null : `column "${column}"`];
  return `${where.filter((part) => part !== null).join(', ')}: ${message}\n    → ${cure}`;
}
