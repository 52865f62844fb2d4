/**
 * The sheet for reviewers: out, back, and what it may change on the way. Nobody needs to program to approve a text, and
 * no sheet can harm one.
 */
import { describe, expect, it } from '@jest/globals';
import { readContent } from '../../../src/content/load.ts';
import { hashOf, isReadBack, type Quality, readQuality } from '../../../src/content/quality/record.ts';
import { standingOf, translationsOf } from '../../../src/content/quality/status.ts';
import { Reader } from '../../../src/content/reader.ts';
import { textsByKey } from '../../../src/content/text-files.ts';
import { readCsv, writeCsv } from '../../../src/content/text-sheet/csv.ts';
import type { Column, Row } from '../../../src/content/text-sheet/row.ts';
import { rowsOf } from '../../../src/content/text-sheet/rows.ts';
import { takeIn, withChanges } from '../../../src/content/text-sheet/take-in.ts';
import { readXlsx, writeXlsx } from '../../../src/content/text-sheet/xlsx.ts';
import { sourceLanguage } from '../../../src/core/texts.ts';
import { projectRoot } from '../../support/content.ts';

const today = '2026-11-22';
const reader = new Reader(projectRoot);
const read = readContent(reader);
if (read === null) throw new Error('the content cannot be read: run `wegwijzer check`');
const { locales } = read;
const translated = locales.filter(({ code }) => code !== sourceLanguage);

function qualityOf(code: string): Quality {
  const quality = readQuality(reader, code);
  if (quality === null) throw new Error(`no record of ${code}`);
  return quality;
}

const sheets = new Map(translated.map(({ code }) => [code, rowsOf(locales, code, qualityOf(code))]));

function sheetOf(code: string): readonly Row[] {
  return sheets.get(code) ?? [];
}

/** The sheet with some cells of one row written anew. */
function filledIn(code: string, key: string, cells: Partial<Record<Column, string>>): readonly Row[] {
  return sheetOf(code).map((row) => (row.key === key ? { ...row, ...cells } : row));
}

const approval = { 'approved by (organisation)': 'IOT', 'approved on (2027-01-31)': '2026-11-20' } as const;

function taken(code: string, rows: readonly Row[], quality = qualityOf(code)) {
  return takeIn(rows, locales, code, quality, today);
}

describe.each(translated.map(({ code, meta }) => ({ code, meta })))('the sheet of $code', ({ code, meta }) => {
  it('has a row for every text, with the Dutch beside it and where it appears', () => {
    const rows = sheetOf(code);
    expect(rows.length).toBeGreaterThan(1_200);
    expect(rows.filter((row) => row.Dutch === '' || row.translation === '')).toEqual([]);
    expect(rows.filter((row) => row['where it appears'] === 'text')).toEqual([]);
  });

  it('comes back as it went out, from XLSX and from CSV, and changes nothing', async () => {
    const rows = sheetOf(code);
    const back = [await readXlsx(await writeXlsx(rows, meta.inDutch, meta.dir)), readCsv(writeCsv(rows))];
    for (const again of back) {
      expect(again).toEqual(rows.map((row) => ({ ...row })));
      expect(taken(code, again)).toEqual({ changes: [], problems: [] });
    }
  });
});

describe('a sheet that comes back', () => {
  const key = 'ui:back';

  it('changes the text in its file, records it as new and shows what was', () => {
    const { changes, problems } = taken('tr', filledIn('tr', key, { translation: 'Geriye dön' }));
    expect(problems).toEqual([]);
    expect(changes.map((change) => change.key)).toEqual([key]);
    const [change] = changes;
    expect(change?.told).toMatch(/^ui:back\n- .+\n\+ Geriye dön$/);
    const tr = translated.find((locale) => locale.code === 'tr');
    if (tr === undefined || change === undefined) throw new Error('no Turkish');
    const after = withChanges(tr, changes);
    expect(textsByKey(after).get(key)).toBe('Geriye dön');
    expect(change.record).toMatchObject({ text: hashOf('Geriye dön'), translated: today, reviewed: null });
    // What a machine read back, it read of other words: they are kept with it.
    expect(change.record.readings?.at(-1)?.words).toBe(textsByKey(tr).get(key));
    expect(isReadBack(change.record)).toBe(false);
    // Nothing else has changed, and the texts that were given stay as they were.
    const before = textsByKey(tr);
    expect([...textsByKey(after)].filter(([name, text]) => `${text}` !== `${before.get(name)}`)).toHaveLength(1);
  });

  it('records an approval with its organisation and day, and keeps the words', () => {
    const { changes, problems } = taken('tr', filledIn('tr', key, approval));
    expect(problems).toEqual([]);
    expect(changes.map(({ text, record }) => [text, record.reviewed])).toEqual([
      [null, { by: 'IOT', on: '2026-11-20' }],
    ]);
  });

  it('drops an approval when the words change and nobody has approved them anew', () => {
    const [approved] = taken('tr', filledIn('tr', key, approval)).changes;
    if (approved === undefined) throw new Error('the approval was not taken');
    const quality = { ...qualityOf('tr'), [key]: approved.record };
    const rows = rowsOf(locales, 'tr', quality).map((row) =>
      row.key === key ? { ...row, translation: 'Geri git' } : row,
    );
    expect(taken('tr', rows, quality).changes.map(({ record }) => record.reviewed)).toEqual([null]);
  });

  it('makes a stale text sound again when it is approved beside the new Dutch', () => {
    const quality = qualityOf('tr');
    const stale = { ...quality, [key]: { ...quality[key], source: '00000000' } } as Quality;
    const translation = translationsOf(locales, 'tr').find((one) => one.key === key);
    if (translation === undefined) throw new Error('no such text');
    expect(standingOf(translation, stale[key])).toBe('stale');
    const [change] = taken('tr', filledIn('tr', key, approval), stale).changes;
    expect(standingOf(translation, change?.record)).toBe('reviewed');
    // A note alone approves nothing.
    const [noted] = taken('tr', filledIn('tr', key, { note: 'Let me think.' }), stale).changes;
    expect(standingOf(translation, noted?.record)).toBe('stale');
  });

  it('may leave texts out', () => {
    expect(taken('tr', sheetOf('tr').slice(0, 3))).toEqual({ changes: [], problems: [] });
  });

  it.each<[string, Partial<Record<Column, string>>, RegExp]>([
    ['whose Dutch is not the present one', { Dutch: 'Iets anders' }, /the Dutch text is another one now; export/],
    ['without a translation', { translation: '' }, /the translation is empty/],
    ['with half an approval', { 'approved by (organisation)': 'IOT' }, /both the organisation and the day/],
    [
      'approved on a day that no calendar has',
      { ...approval, 'approved on (2027-01-31)': '2027-13-01' },
      /is not a day/,
    ],
    ['approved on no day', { ...approval, 'approved on (2027-01-31)': '31-01-2027' }, /is not a day/],
    ['approved tomorrow', { ...approval, 'approved on (2027-01-31)': '2026-11-23' }, /has not come yet/],
    ['of a text that does not exist', { key: 'ui:forwards' }, /there is no text "ui:forwards"/],
    ['that stands there twice', { key: 'ui:restart' }, /stands on the sheet twice/],
  ])('is refused with the number of a row %s', (_what, cells, message) => {
    const { problems } = taken('tr', filledIn('tr', key, cells));
    expect(problems.join('\n')).toMatch(/^row \d+, ui:/);
    expect(problems.join('\n')).toMatch(message);
  });

  it('is refused where a list has lost a line', () => {
    const list = 'guidance:danger-now.steps';
    const row = sheetOf('tr').find((one) => one.key === list);
    const { problems } = taken('tr', filledIn('tr', list, { translation: row?.translation.split('\n')[0] ?? '' }));
    expect(problems).toEqual([expect.stringMatching(/must have \d+ lines/)]);
  });

  it('may come from a spreadsheet that parts cells with semicolons, and with line ends of its own', () => {
    const rows = sheetOf('tr').slice(0, 40);
    const cell = (text: string): string => `"${text.replaceAll('"', '""').replaceAll('\n', '\r\n')}"`;
    const heads = Object.keys(rows[0] ?? {});
    const lines = [heads, ...rows.map((row) => Object.values(row))].map((cells) => cells.map(cell).join(';'));
    expect(readCsv(Buffer.from(lines.join('\r\n')))).toEqual(rows.map((row) => ({ ...row })));
  });

  it('keeps a text that begins like a formula a text', () => {
    const [row] = sheetOf('tr');
    if (row === undefined) throw new Error('an empty sheet');
    const rows = ['+31 247', '=1+1', '-', '@x'].map((note) => ({ ...row, note }));
    expect(writeCsv(rows).toString()).toContain("'=1+1");
    expect(readCsv(writeCsv(rows)).map(({ note }) => note)).toEqual(['+31 247', '=1+1', '-', '@x']);
  });

  it('is no sheet without its columns', () => {
    expect(() => readCsv(Buffer.from('key,translation\nui:back,Geri\n'))).toThrow(/missing: where it appears, Dutch/);
  });
});
