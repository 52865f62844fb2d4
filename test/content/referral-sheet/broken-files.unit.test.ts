/**
 * Files that went wrong on their way: each is refused with the place and the cure, and changes nothing.
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import { csvFormat } from '../../../src/content/referral-sheet/csv.ts';
import { planImport } from '../../../src/content/referral-sheet/import.ts';
import { columns } from '../../../src/content/referral-sheet/row.ts';
import { ContentCopy } from '../../support/content-copy.ts';
import { inWords } from '../../support/fault-words.ts';
import { broken, csv, filled, rows, xlsx } from './broken-files.ts';

const today = '2026-11-22';
const copy = new ContentCopy();
afterAll(() => copy.remove());

describe('a broken file', () => {
  it.each(broken)('$what: says where, what and the cure, and changes nothing', async ({ format, file, told }) => {
    const before = copy.files();
    const plan = await planImport(copy.root, await file(), format, today);
    expect(plan.type === 'refused' && plan.faults.map((fault) => inWords(fault))).toEqual([
      { ...told, message: expect.stringMatching(told.message), cure: expect.stringMatching(told.cure) },
    ]);
    expect(copy.files()).toEqual(before);
  });

  it('tells all its faults at once, and a sound row in it is not taken either', async () => {
    const sheet = filled({ 2: { 'seen on': 'gisteren' }, 3: { 'seen on': '2026-11-20' }, 5: { status: 'old-source' } });
    const plan = await planImport(copy.root, await csv(sheet), 'csv', today);
    expect(plan.type === 'refused' && plan.faults.map(({ row, column }) => [row, column])).toEqual([
      [2, 'seen on'],
      [5, 'value'],
    ]);
  });

  it('never says again what somebody typed', async () => {
    const typo = 'iets-heel-bijzonders';
    const cells = Object.fromEntries(columns.map((column) => [column, typo]));
    for (const column of columns) {
      const plan = await planImport(copy.root, await csv(filled({ 2: { [column]: typo } })), 'csv', today);
      if (plan.type === 'refused')
        expect(JSON.stringify(plan.faults.map((fault) => inWords(fault)))).not.toContain(typo);
    }
    expect(JSON.stringify(await planImport(copy.root, await csv(filled({ 2: cells })), 'csv', today))).not.toContain(
      typo,
    );
  });
});

describe('a sheet from a spreadsheet program', () => {
  it('may part cells with semicolons, end lines in its own way and turn days round', async () => {
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const round = (day: string): string => day.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$3-$2-$1');
    const lines = rows.map((row) => columns.map((column) => quoted(round(row[column]))).join(';'));
    const file = Buffer.from(`${[columns.map((head) => head.toUpperCase()).join(';'), ...lines].join('\r\n')}\r\n`);
    expect((await csvFormat.read(file)).map(({ cells }) => cells)).toEqual(rows);
  });

  it('never runs a formula: what begins like one goes out as text and comes back as it was', async () => {
    const sheet = filled({ 2: { note: '=1+1' }, 3: { value: '+31 00 000 00 00' } });
    const bytes = await csv(sheet);
    expect(bytes.toString('utf8')).toContain("'=1+1");
    expect(bytes.toString('utf8')).not.toMatch(/(^|,)"?[=+@]/m);
    expect((await csvFormat.read(bytes)).map(({ cells }) => cells)).toEqual(sheet);
  });

  it('explains every column and status on a second sheet', async () => {
    const { readXlsxTables } = await import('../../../src/content/table-file/xlsx.ts');
    const [data, guide] = await readXlsxTables(await xlsx(rows));
    expect([data?.sheet, guide?.sheet]).toEqual(['Gegevens', 'Uitleg']);
    const explained = guide?.lines.map(([word]) => word) ?? [];
    for (const word of [...columns, 'verified-source', 'unverified-memory']) expect(explained).toContain(word);
  });
});
