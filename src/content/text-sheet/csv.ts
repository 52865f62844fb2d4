/**
 * The sheet as CSV, for whoever has no spreadsheet program that reads XLSX.
 */
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { columns, demandColumns, type Row, rowFrom } from './row.ts';

/** A spreadsheet program takes a cell that begins like this for a formula; an apostrophe before it says: text. */
const guarded = /^'(?=[=+\-@\t\r])/;

export function writeCsv(rows: readonly Row[]): Buffer {
  const text = stringify([...rows], { header: true, columns: [...columns], bom: true, escape_formulas: true });
  return Buffer.from(text, 'utf8');
}

/** @throws Error when it is no CSV, or lacks columns */
export function readCsv(file: Buffer): readonly Row[] {
  const text = file.toString('utf8');
  const firstLine = text.slice(0, text.indexOf('\n'));
  // Where commas stand in numbers, spreadsheet programs part the cells with semicolons.
  const delimiter = firstLine.split(';').length > firstLine.split(',').length ? ';' : ',';
  const [heads = [], ...lines]: readonly string[][] = parse(text, {
    bom: true,
    delimiter,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  demandColumns(heads);
  return lines.map((cells) =>
    rowFrom(
      heads,
      cells.map((cell) => cell.replace(guarded, '')),
    ),
  );
}
