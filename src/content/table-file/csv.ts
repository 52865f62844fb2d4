/**
 * A table as CSV, for whoever has no spreadsheet program that reads XLSX.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { TableError } from './table-error.ts';

/** A spreadsheet program takes a cell that begins like this for a formula; an apostrophe before it says: text. */
const guarded = /^'(?=[=+\-@\t\r])/;

/** UTF-8 with a mark at its beginning, by which spreadsheet programs know it. */
export function writeCsvTable<C extends string>(
  heads: readonly C[],
  rows: readonly Readonly<Record<C, string>>[],
): Buffer {
  const text = stringify([...rows], { header: true, columns: [...heads], bom: true, escape_formulas: true });
  return Buffer.from(text, 'utf8');
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) throw new TableError('packed');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TableError('not-utf8');
  }
}

/**
 * The cells, line by line; the heads are the first line, and empty lines are kept, so that line 0 is row 1 of a
 * spreadsheet. Cells may be parted by commas or semicolons. @throws TableError when it is no CSV
 */
export function readCsvTable(bytes: Uint8Array): readonly (readonly string[])[] {
  const text = textOf(bytes);
  const [firstLine = ''] = /[^\r\n]+/.exec(text) ?? [];
  // Where commas stand in numbers, spreadsheet programs part the cells with semicolons.
  const delimiter = firstLine.split(';').length > firstLine.split(',').length ? ';' : ',';
  try {
    const lines: readonly string[][] = parse(text, { bom: true, delimiter, relax_column_count: true });
    return lines.map((cells) => cells.map((cell) => cell.replace(guarded, '')));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { records } = error;
    throw new TableError('quotes', typeof records === 'number' ? records + 1 : null);
  }
}
