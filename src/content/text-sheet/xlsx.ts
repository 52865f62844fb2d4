/**
 * The sheet as XLSX, the translations from right to left where the language is.
 */
import { readXlsxTables, writeXlsxTables } from '../table-file/xlsx.ts';
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
export function writeXlsx(rows: readonly Row[], name: string, dir: 'ltr' | 'rtl'): Promise<Buffer> {
  return writeXlsxTables([
    {
      sheet: name,
      columns: columns.map((head) => ({
        head,
        width: widths[head],
        fromTheRight: head === 'translation' && dir === 'rtl',
      })),
      rows: rows.map((row) => columns.map((column) => row[column])),
    },
  ]);
}

/** The first sheet of the file. @throws Error when it is no XLSX, or lacks columns */
export async function readXlsx(file: Buffer): Promise<readonly Row[]> {
  const [first] = await readXlsxTables(file);
  const [heads = [], ...lines] = first?.lines ?? [];
  demandColumns(heads);
  return lines.map((cells) => rowFrom(heads, cells));
}
