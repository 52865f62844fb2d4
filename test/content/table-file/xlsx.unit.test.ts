/** A spreadsheet from outside is a zip of XML: what may be hidden in one does no harm. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { TableError } from '../../../src/content/table-file/table-error.ts';
import { mostParts } from '../../../src/content/table-file/unpacked.ts';
import { readXlsxTables, writeXlsxTables } from '../../../src/content/table-file/xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'xlsx-'));
const secret = join(folder, 'secret.txt');
writeFileSync(secret, 'what must not be read');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const whole = await writeXlsxTables([
  { sheet: 'one', columns: [{ head: 'name', width: 10 }], rows: [['a cell that is read']] },
]);

/** The same table with each part of XML changed. */
function changed(change: (xml: string) => string, more: Zippable = {}): Uint8Array {
  const parts = Object.entries(unzipSync(whole)).map(([name, bytes]) => [
    name,
    name.endsWith('.xml') ? strToU8(change(strFromU8(bytes))) : bytes,
  ]);
  return zipSync({ ...Object.fromEntries(parts), ...more });
}

/** What comes of reading it: the cells, or that it is none. */
async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    return JSON.stringify(await readXlsxTables(bytes));
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return error.code;
  }
}

/** Declares an entity before the first element, and puts it where the cell stood. */
function withEntity(declared: string): (xml: string) => string {
  return (xml) => {
    const [, head = '', rest = ''] = /^(<\?xml[^>]*\?>)?\s*([\s\S]*)$/.exec(xml) ?? [];
    const root = /<([\w:]+)/.exec(rest)?.[1] ?? 'x';
    return `${head}<!DOCTYPE ${root} [${declared}]>${rest.replace('a cell that is read', 'before &hidden; behind')}`;
  };
}

describe('a spreadsheet', () => {
  it('is read as it is', async () => {
    expect(await outcome(changed((xml) => xml))).toContain('a cell that is read');
  });

  it('never makes us read a file of ours', async () => {
    const said = await outcome(changed(withEntity(`<!ENTITY hidden SYSTEM "file://${secret}">`)));
    expect(said).not.toContain('what must not be read');
  });

  it('never grows out of a few letters', async () => {
    const names = 'abcdefgh'.split('');
    const bomb = names.map((name, index) => {
      const inner = index === 0 ? 'lol'.repeat(10) : `&${names[index - 1]};`.repeat(10);
      return `<!ENTITY ${name} "${inner}">`;
    });
    const said = await outcome(changed(withEntity(`${bomb.join('')}<!ENTITY hidden "&h;">`)));
    expect(said.length).toBeLessThan(10_000);
  });

  it('of very many parts is refused before anything reads it', async () => {
    const parts = (count: number): Zippable =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`xl/empty-${index}.txt`, new Uint8Array()]));
    const own = Object.keys(unzipSync(whole)).length;
    expect(await outcome(changed((xml) => xml, parts(mostParts - own)))).toContain('a cell that is read');
    expect(await outcome(changed((xml) => xml, parts(mostParts - own + 1)))).toBe('broken-zip');
  });
});
