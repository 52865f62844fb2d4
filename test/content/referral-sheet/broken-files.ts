/**
 * Files that went wrong on their way, each with what is told of it in English.
 */
import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { Reader } from '../../../src/content/reader.ts';
import { readReferralFiles } from '../../../src/content/referral-files.ts';
import { csvFormat } from '../../../src/content/referral-sheet/csv.ts';
import type { SheetFault } from '../../../src/content/referral-sheet/fault.ts';
import type { ExchangeFormat } from '../../../src/content/referral-sheet/format.ts';
import type { Column, SheetRow } from '../../../src/content/referral-sheet/row.ts';
import { rowsOf } from '../../../src/content/referral-sheet/rows.ts';
import { xlsxFormat } from '../../../src/content/referral-sheet/xlsx.ts';
import { unpacked } from '../../../src/content/table-file/unpacked.ts';
import { writeXlsxTables } from '../../../src/content/table-file/xlsx.ts';
import { projectRoot } from '../../support/content.ts';

const files = readReferralFiles(new Reader(projectRoot));
if (files === null) throw new Error('the data cannot be read: run `wegwijzer check`');
/** The sheet of Enschede as it is. */
export const rows = rowsOf(files, 'GM0153');

type Cells = Partial<Record<Column, string>>;

/** The sheet of Enschede with cells of its rows filled in; row 2 of the sheet is the first. */
export function filled(cells: Readonly<Record<number, Cells>>): readonly SheetRow[] {
  return rows.map((row, index) => ({ ...row, ...cells[index + 2] }));
}

export const csv = (sheet: readonly SheetRow[]): Promise<Buffer> => csvFormat.write(sheet, files);
export const xlsx = (sheet: readonly SheetRow[]): Promise<Buffer> => xlsxFormat.write(sheet, files);

/** The sheet as a text, changed by hand. */
async function typed(change: (text: string) => string): Promise<Buffer> {
  return Buffer.from(change((await csv(rows)).toString('utf8')));
}

async function turned(change: (bytes: Buffer) => Buffer): Promise<Buffer> {
  return change(await xlsx(rows));
}

/** The spreadsheet with its sheets changed as texts. */
function rewritten(change: (sheet: string, name: string) => string): Promise<Buffer> {
  return turned((bytes) => {
    const parts = [...unpacked(bytes)].map(({ name, bytes: part }) => {
      const isSheet = /worksheets\/[^/]*\.xml$/.test(name);
      return [name, isSheet ? Buffer.from(change(Buffer.from(part).toString('utf8'), name)) : part] as const;
    });
    return Buffer.from(zipSync(Object.fromEntries(parts)));
  });
}

/** In its first sheet a row is closed as something else, in its second a cell is of a kind that does not exist. */
const twoBrokenSheets = (): Promise<Buffer> =>
  rewritten((sheet, name) =>
    name.endsWith('sheet1.xml') ? sheet.replace('</row>', '</raw>') : sheet.replace(/ t="[a-zA-Z]+"/, ' t="none"'),
  );

/** A zip of one part that unpacks to very much more, its size written nowhere. */
function zipBomb(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 6);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE('xl/a.xml'.length, 26);
  return Buffer.concat([head, Buffer.from('xl/a.xml'), packed, Buffer.alloc(64)]);
}

export interface Broken {
  readonly what: string;
  readonly format: ExchangeFormat;
  readonly file: () => Promise<Buffer>;
  readonly told: Pick<SheetFault, 'sheet' | 'row' | 'column'> & { readonly message: RegExp; readonly cure: RegExp };
}

const whole = { row: null, column: null } as const;
const checked = { 'checked on': '2026-11-21', 'checked by': 'gemeente Enschede' };

export const broken: readonly Broken[] = [
  {
    what: 'an empty file',
    format: 'csv',
    file: async () => Buffer.alloc(0),
    told: { sheet: 'CSV', ...whole, message: /file is empty/, cure: /Choose/ },
  },
  {
    what: 'blank lines alone',
    format: 'csv',
    file: async () => Buffer.from('\n\n;;\n'),
    told: { sheet: 'CSV', ...whole, message: /sheet is empty/, cure: /fetch the sheet again/i },
  },
  {
    what: 'more than 8 MB',
    format: 'csv',
    file: async () => Buffer.alloc(8 * 1024 * 1024 + 1, 'a'),
    told: { sheet: 'CSV', ...whole, message: /larger than 8 MB/, cure: /only the rows that change/ },
  },
  {
    what: 'a column too few',
    format: 'csv',
    file: () => typed((text) => text.replace(',checked by,', ',')),
    told: { sheet: 'CSV', row: 1, column: null, message: /missing: checked by/, cure: /fetch the sheet again/i },
  },
  {
    what: 'a column twice',
    format: 'csv',
    file: () => typed((text) => text.replace(',note', ',note,status')),
    told: { sheet: 'CSV', row: 1, column: null, message: /twice: status/, cure: /fetch the sheet again/i },
  },
  {
    what: 'a quotation mark that is never closed',
    format: 'csv',
    file: () => typed((text) => text.replace('GM0153,Enschede,website', '"GM0153,Enschede,website')),
    told: { sheet: 'CSV', row: 3, column: null, message: /quotation mark/, cure: /save it anew/i },
  },
  {
    what: 'letters of another encoding',
    format: 'csv',
    file: () => typed((text) => text).then((bytes) => Buffer.concat([bytes, Buffer.from([0x43, 0xe9])])),
    told: { sheet: 'CSV', ...whole, message: /UTF-8/, cure: /CSV UTF-8/ },
  },
  {
    what: 'a spreadsheet under the name of a CSV',
    format: 'csv',
    file: () => xlsx(rows),
    told: { sheet: 'CSV', ...whole, message: /packed/, cure: /end in \.xlsx/ },
  },
  {
    what: 'a CSV under the name of a spreadsheet',
    format: 'xlsx',
    file: () => csv(rows),
    told: { sheet: 'Gegevens', ...whole, message: /no XLSX/, cure: /workbook/ },
  },
  {
    what: 'a spreadsheet of which half was sent',
    format: 'xlsx',
    file: () => turned((bytes) => bytes.subarray(0, bytes.length / 2)),
    told: { sheet: 'Gegevens', ...whole, message: /broken/, cure: /save it anew/i },
  },
  {
    what: 'noise that begins like a spreadsheet',
    format: 'xlsx',
    file: async () => Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(500)]),
    told: { sheet: 'Gegevens', ...whole, message: /broken/, cure: /save it anew/i },
  },
  {
    what: 'a small file that unpacks to very much',
    format: 'xlsx',
    file: async () => zipBomb(),
    told: { sheet: 'Gegevens', ...whole, message: /far more/, cure: /fresh export/ },
  },
  {
    what: 'a spreadsheet with a second one hidden behind it',
    format: 'xlsx',
    file: async () => Buffer.concat([await xlsx(rows), await xlsx(filled({ 2: { value: '14 999' } }))]),
    told: { sheet: 'Gegevens', ...whole, message: /broken/, cure: /save it anew/i },
  },
  {
    what: 'a cell in a place that is none',
    format: 'xlsx',
    file: () => rewritten((sheet) => sheet.replace(/ r="A2"/, ' r="s><sheetDatA10"')),
    told: { sheet: 'Gegevens', ...whole, message: /far below or beside/, cure: /Delete/ },
  },
  {
    what: 'a spreadsheet of which both sheets are broken',
    format: 'xlsx',
    file: twoBrokenSheets,
    told: { sheet: 'Gegevens', ...whole, message: /cannot be read/, cure: /save it anew/i },
  },
  {
    what: 'more rows than anybody types',
    format: 'csv',
    file: () =>
      csv(
        Array.from({ length: 10_001 }, () => rows)
          .flat()
          .slice(0, 10_001),
      ),
    told: { sheet: 'CSV', ...whole, message: /10000/, cure: /two files/ },
  },
  {
    what: 'a spreadsheet of something else',
    format: 'xlsx',
    file: () => writeXlsxTables([{ sheet: 'Rooster', columns: [{ head: 'week', width: 9 }], rows: [['47']] }]),
    told: { sheet: 'Rooster', row: 1, column: null, message: /missing: of, name, field/, cure: /Fetch/ },
  },
  {
    what: 'a status of its own',
    format: 'xlsx',
    file: () => xlsx(filled({ 4: { status: 'zeker' } })),
    told: { sheet: 'Gegevens', row: 4, column: 'status', message: /not written/, cure: /verified-source/ },
  },
  {
    what: 'a day nobody has lived',
    format: 'xlsx',
    file: () => xlsx(filled({ 2: { 'seen on': '31-2-2026' } })),
    told: { sheet: 'Gegevens', row: 2, column: 'seen on', message: /no calendar/, cure: /2026-03-21/ },
  },
  {
    what: 'a number without its first zero',
    format: 'xlsx',
    file: () => xlsx(filled({ 2: { value: '531234567' } })),
    told: { sheet: 'Gegevens', row: 2, column: 'value', message: /not written/, cure: /0800-2000/ },
  },
  {
    what: 'rows that were sorted in one column alone',
    format: 'csv',
    file: () => csv(filled({ 3: { of: 'GM0363' } })),
    told: { sheet: 'CSV', row: 3, column: 'name', message: /not what "of" is called/, cure: /rows shifted/ },
  },
  {
    what: 'a row twice, the second time below an empty one',
    format: 'csv',
    file: () => typed((text) => `${text},,,,,,,,,,\n${text.split('\n')[1]}\n`),
    told: {
      sheet: 'CSV',
      row: rows.length + 3,
      column: 'field',
      message: /stands in row 2, too/,
      cure: /Keep one/,
    },
  },
  {
    what: 'a source that is left away',
    format: 'csv',
    file: () => csv(filled({ 3: { source: '' } })),
    told: { sheet: 'CSV', row: 3, column: 'source', message: /needs a source/, cure: /Name the source/ },
  },
  {
    what: 'a person under "checked by"',
    format: 'csv',
    file: () => csv(filled({ 2: { ...checked, 'checked by': 'a.b@example.org' } })),
    told: { sheet: 'CSV', row: 2, column: 'checked by', message: /looks like/, cure: /organisation/ },
  },
];
