/**
 * A table as XLSX: wide columns that wrap, a bold first row that stays in sight, every cell a text.
 */
import readXlsxFile from 'read-excel-file/node';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { once } from '../once.ts';
import { TableError } from './table-error.ts';
import { unpacked } from './unpacked.ts';

export interface XlsxColumn {
  readonly head: string;
  /** In characters. */
  readonly width: number;
  /** For texts that are read from the right. */
  readonly fromTheRight?: boolean;
}

export interface XlsxTable {
  readonly sheet: string;
  readonly columns: readonly XlsxColumn[];
  readonly rows: readonly (readonly string[])[];
}

function cellsOf({ columns, rows }: XlsxTable): SheetData {
  const heads = columns.map(({ head }) => ({ value: head, type: String, fontWeight: 'bold' as const, wrap: true }));
  const lines = rows.map((row) =>
    columns.map(({ fromTheRight }, index) => ({
      value: row[index] ?? '',
      type: String,
      wrap: true,
      alignVertical: 'top' as const,
      // A number as text: 14 020 and 2026-03 stay as they are written.
      format: '@',
      ...(fromTheRight ? { align: 'right' as const } : {}),
    })),
  );
  return [heads, ...lines];
}

export function writeXlsxTables(tables: readonly XlsxTable[]): Promise<Buffer> {
  return writeExcelFile(
    tables.map((table) => ({
      data: cellsOf(table),
      sheet: table.sheet,
      columns: table.columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
    })),
  ).toBuffer();
}

/** A spreadsheet program likes to make a date of a day; we want the day as it is written. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

export interface ReadTable {
  readonly sheet: string;
  /** The heads are the first line; empty lines are kept, so that line 0 is row 1 of the sheet. */
  readonly lines: readonly (readonly string[])[];
}

/**
 * One cell far below or to the right of the others makes a table of millions of empty ones, and so does a place that is none:
 * the reader reckons with whatever letters stand there. Only modest places are let through, in whichever tag they stand.
 */
const farAway = /[\s"']r\s*=(?!\s*(["'])(?:A?[A-Z])?(?:1?\d{1,4}|20000)\1)/;
/** A sheet may have any name in the file. */
const sheetMark = 'sheetData';
/** Rows and cells that do not say where they stand come one after another. */
const rowTag = /<(?:[^\s<>/]+:)?row(?=[\s/>])/g;
const cellTag = /<(?:[^\s<>/]+:)?c(?=[\s/>])/g;
/** Of a whole file. Ours have three sheets at most, and the largest that is taken 10,000 rows of 11 cells. */
const most = { sheets: 8, rows: 20_000, cells: 500_000 } as const;

/** How many there are; where they are more than `enough`, no more are counted. */
function countOf(tag: RegExp, text: string, enough: number): number {
  let count = 0;
  for (const _ of text.matchAll(tag)) if (++count > enough) break;
  return count;
}

/** What the sheets of a file make the reader do. @throws Error when it is more than any sheet of ours would */
class Extent {
  private sheets = 0;
  private rows = 0;
  private cells = 0;
  isFarAway = false;

  add(part: Uint8Array): void {
    const text = new TextDecoder().decode(part);
    if (!text.includes(sheetMark)) return;
    this.sheets++;
    this.rows += countOf(rowTag, text, most.rows);
    this.cells += countOf(cellTag, text, most.cells);
    this.isFarAway ||= farAway.test(text);
    if (this.sheets > most.sheets || this.rows > most.rows || this.cells > most.cells)
      throw new Error('it holds too much');
  }
}

function demandModest(bytes: Uint8Array): void {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new TableError('not-xlsx');
  const extent = new Extent();
  try {
    for (const part of unpacked(bytes)) extent.add(part.bytes);
  } catch {
    throw new TableError('broken-zip');
  }
  if (extent.isFarAway) throw new TableError('far-away');
}

function isOfReader(reason: unknown): boolean {
  return reason instanceof Error && /[\\/]read-excel-file[\\/]/.test(reason.stack ?? '');
}

/**
 * The reader begins with several sheets at a time, and where one is broken it forgets the others: a second broken one would
 * end the whole process. That the file cannot be read has been told by then. What anything else rejects with ends the process
 * as ever.
 */
const outliveTheReader = once(() =>
  process.on('unhandledRejection', (reason) => {
    if (!isOfReader(reason)) throw reason;
  }),
);

/** The sheets of the file. @throws TableError when it is no XLSX */
export async function readXlsxTables(bytes: Uint8Array): Promise<readonly ReadTable[]> {
  demandModest(bytes);
  outliveTheReader();
  try {
    // Numbers stay as they stand in the file: none of ours is one to reckon with.
    const sheets = await readXlsxFile(Buffer.from(bytes), { parseNumber: (digits) => digits });
    return sheets.map(({ sheet, data }) => ({ sheet, lines: data.map((row) => row.map(cellText)) }));
  } catch {
    throw new TableError('unreadable-xlsx');
  }
}
