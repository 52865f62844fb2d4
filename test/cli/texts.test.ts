/** `wegwijzer texts …` as it is run, on a copy of the content. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { wegwijzer } from '../support/command.ts';
import { ContentCopy } from '../support/content-copy.ts';

const copy = new ContentCopy();
afterAll(() => copy.remove());

describe('wegwijzer texts import', () => {
  it.each([
    [
      'a spreadsheet under the name of a CSV',
      'sheet.csv',
      'PK\u0003\u0004',
      /no CSV file but a packed one\.\n {4}→ .+\.xlsx/,
    ],
    ['a CSV under the name of a spreadsheet', 'sheet.xlsx', 'key,Dutch\n', /no XLSX file\.\n {4}→ .+workbook/],
    ['a quotation mark that is never closed', 'sheet.csv', 'key,"Dutch\n', /row 1: .+quotation mark.+\n {4}→ Mend/],
  ])('refuses %s with what to do, and changes nothing', async (_, name, text, why) => {
    const before = copy.files();
    const file = join(copy.root, name);
    writeFileSync(file, text);
    const { code, out, err } = await wegwijzer(['texts', 'import', 'tr', file], '', copy.root);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(why);
    expect(copy.files()).toEqual(before);
  });
});
