/**
 * The sheet as XLSX: wide columns that wrap, a first row that stays in sight, from right to left where the language is.
 */
import { readSheet } from 'read-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import { type Column, columns, demandColumns, type Row, rowFrom } from './row.ts';

/** In characters. */
const widths: Readonly<Record<Column, number>> = {
  key: 30,
  'where it appears': 30,
  Dutch: 50,
  English: 50,
  translation: 60,
  note: 40,
  'approved by (organisation)': 20,
  'approved on (2027-01-31)': 14,
  'doubts, and what a machine read back': 60,
};

/** `dir`: of the language, for its column alone; the sheet itself runs as Dutch does. */
export async function writeXlsx(rows: readonly Row[], name: string, dir: 'ltr' | 'rtl'): Promise<Buffer> {
  const heads = columns.map((column) => ({ value: column, type: String, fontWeight: 'bold' as const, wrap: true }));
  const lines = rows.map((row) =>
    columns.map((column) => ({
      value: row[column],
      type: String,
      wrap: true,
      alignVertical: 'top' as const,
      ...(column === 'translation' && dir === 'rtl' ? { align: 'right' as const } : {}),
    })),
  );
  return writeExcelFile([heads, ...lines], {
    sheet: name,
    columns: columns.map((column) => ({ width: widths[column] })),
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
  }).toBuffer();
}

/** A spreadsheet program likes to make a date of a day; we want the day as it is written. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

/** The first sheet of the file. @throws Error when it is no XLSX, or lacks columns */
export async function readXlsx(file: Buffer): Promise<readonly Row[]> {
  const [heads = [], ...lines] = (await readSheet(file)).map((row) => row.map(cellText));
  demandColumns(heads);
  return lines.map((cells) => rowFrom(heads, cells));
}
