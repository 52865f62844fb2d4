/**
 * The sheet as CSV.
 */
import { readCsvTable, writeCsvTable } from '../table-file/csv.ts';
import { columns, demandColumns, type Row, rowFrom } from './row.ts';

export function writeCsv(rows: readonly Row[]): Buffer {
  return writeCsvTable(columns, rows);
}

/** @throws Error when it is no CSV, or lacks columns */
export function readCsv(file: Buffer): readonly Row[] {
  const [heads = [], ...lines] = readCsvTable(file);
  demandColumns(heads);
  return lines.filter((cells) => cells.some((cell) => cell !== '')).map((cells) => rowFrom(heads, cells));
}
