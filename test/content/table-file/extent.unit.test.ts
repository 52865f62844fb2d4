/** A few bytes of a spreadsheet may stand for very many cells: they are counted before anything reads them. */
import { describe, expect, it } from '@jest/globals';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { TableError } from '../../../src/content/table-file/table-error.ts';
import { readXlsxTables, writeXlsxTables } from '../../../src/content/table-file/xlsx.ts';

const whole = unzipSync(
  await writeXlsxTables(
    Array.from({ length: 2 }, (_, index) => ({
      sheet: `s${index}`,
      columns: [{ head: 'name', width: 10 }],
      rows: [['x']],
    })),
  ),
);

function sheetOf(rows: string): Uint8Array {
  const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  return strToU8(`<?xml version="1.0"?><worksheet ${space}><sheetData>${rows}</sheetData></worksheet>`);
}

/** The file with these rows in its first sheet. */
function withRows(rows: string, more: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const first = Object.keys(whole).find((name) => /sheet1\.xml$/.test(name));
  if (first === undefined) throw new Error('the file has no first sheet');
  return zipSync({ ...whole, [first]: sheetOf(rows), ...more });
}

const cell = (place: string): string => `<c r="${place}" t="str"><v>x</v></c>`;
const row = (number: number, ...columns: readonly string[]): string =>
  `<row r="${number}">${columns.map((column) => cell(`${column}${number}`)).join('')}</row>`;

/** How large the first sheet is, or why it is none. */
async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    const [first] = await readXlsxTables(bytes);
    return `${first?.lines.length} × ${first?.lines[0]?.length}`;
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return error.code;
  }
}

describe('a spreadsheet', () => {
  it.each([
    ['a cell in the last column and one in the last row', row(1, 'A', 'AZ') + row(20_000, 'A'), '20000 × 52'],
    ['a cell further to the right', row(1, 'A', 'BA'), 'far-away'],
    ['a cell of three letters', row(1, 'A', 'AAA'), 'far-away'],
    ['a cell further down', row(1, 'A') + row(20_001, 'A'), 'far-away'],
    ['a row further down', `${row(1, 'A')}<row r="99999"></row>`, 'far-away'],
    ['as many rows as it may', '<row/>'.repeat(19_997) + row(19_998, 'A'), '19998 × 1'],
    ['more rows, which say no place', `${'<row/>'.repeat(20_000)}${row(1, 'A')}`, 'broken-zip'],
    ['more rows by another name', `${'<x:row></x:row>'.repeat(20_001)}`, 'broken-zip'],
    ['very many cells in one row', `<row>${'<c/>'.repeat(500_001)}</row>`, 'broken-zip'],
  ])('with %s is read or refused by what it holds', async (_what, rows, said) => {
    expect(await outcome(withRows(rows))).toBe(said);
  });

  it('is refused as a whole: rows of all its sheets count, and so do the sheets', async () => {
    const half = '<row/>'.repeat(10_001);
    expect(await outcome(withRows(half, { 'xl/other.xml': sheetOf(half) }))).toBe('broken-zip');
    const sheets = (count: number): Readonly<Record<string, Uint8Array>> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`xl/other-${index}.xml`, sheetOf('')]));
    expect(await outcome(withRows(row(1, 'A'), sheets(6)))).toBe('1 × 1');
    expect(await outcome(withRows(row(1, 'A'), sheets(7)))).toBe('broken-zip');
  });
});
