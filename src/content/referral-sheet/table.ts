/**
 * A table that was read, as rows of the sheet with the place of each.
 */
import { TableError } from '../table-file/table-error.ts';
import { SheetError, type Wrong } from './fault.ts';
import type { PlacedRow } from './format.ts';
import { type Column, columns, type SheetRow } from './row.ts';

function headsOf(sheet: string, [first = []]: readonly (readonly string[])[]): readonly string[] {
  const heads = first.map((head) => head.trim().toLowerCase());
  const missing = columns.filter((column) => !heads.includes(column));
  const twice = columns.filter((column) => heads.indexOf(column) !== heads.lastIndexOf(column));
  const fault = (wrong: Wrong): SheetError => new SheetError({ sheet, row: 1, column: null, wrong });
  if (missing.length > 0) throw fault({ code: 'columns-missing', values: { columns: missing.join(', ') } });
  if (twice.length > 0) throw fault({ code: 'columns-twice', values: { columns: twice.join(', ') } });
  return heads;
}

/** A Dutch spreadsheet program turns a day round: 2026-03-21 becomes 21-3-2026. */
function dayOf(cell: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(cell) ?? [];
  return year === '' ? cell : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function rowFrom(heads: readonly string[], cells: readonly string[]): SheetRow {
  const cell = (column: Column): string => {
    const text = (cells[heads.indexOf(column)] ?? '').replace(/\r\n?/g, '\n').trim();
    return column === 'seen on' || column === 'checked on' ? dayOf(text) : text;
  };
  // One entry for each column.
  return Object.fromEntries(columns.map((column) => [column, cell(column)])) as SheetRow;
}

/** `lines` with the heads first. @throws SheetError when columns are missing or nothing stands below them */
export function placedRows(sheet: string, lines: readonly (readonly string[])[]): readonly PlacedRow[] {
  if (lines.every((cells) => cells.every((cell) => cell.trim() === '')))
    throw new SheetError({ sheet, row: null, column: null, wrong: { code: 'sheet-empty' } });
  const heads = headsOf(sheet, lines);
  return lines.flatMap((cells, index) =>
    index === 0 || cells.every((cell) => cell.trim() === '')
      ? []
      : [{ cells: rowFrom(heads, cells), sheet, row: index + 1 }],
  );
}

/** What a table that cannot be read says of it, as a fault of the sheet. */
export function asSheetError(sheet: string, error: unknown): unknown {
  return error instanceof TableError
    ? new SheetError({ sheet, row: error.row, column: null, wrong: { code: error.code } })
    : error;
}
