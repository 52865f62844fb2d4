/**
 * The table of forms. Each is loaded when it is first asked for.
 */
import { SheetError } from './fault.ts';
import type { ExchangeFormat, PlacedRow, SheetFormat } from './format.ts';

const loaders: Readonly<Record<ExchangeFormat, () => Promise<SheetFormat>>> = {
  csv: async () => (await import('./csv.ts')).csvFormat,
  xlsx: async () => (await import('./xlsx.ts')).xlsxFormat,
  hsds: async () => (await import('../hsds/exchange.ts')).hsdsFormat,
};

export function formatOf(name: ExchangeFormat): Promise<SheetFormat> {
  return loaders[name]();
}

/** In bytes: some twenty times the sheet of all contacts. */
export const mostBytes = 8 * 1024 * 1024;

/** Five times the sheet of all contacts. */
export const mostRows = 10_000;

/** The rows of a file that came from outside. @throws SheetError when it is too large, has too many rows, is empty or none of this form */
export async function readRows(bytes: Uint8Array, name: ExchangeFormat): Promise<readonly PlacedRow[]> {
  const whole = { sheet: name.toUpperCase(), row: null, column: null };
  if (bytes.length === 0) throw new SheetError({ ...whole, wrong: { code: 'file-empty' } });
  if (bytes.length > mostBytes)
    throw new SheetError({ ...whole, wrong: { code: 'file-large', values: { megabytes: mostBytes / 1024 / 1024 } } });
  const rows = await (await formatOf(name)).read(bytes);
  if (rows.length > mostRows)
    throw new SheetError({ ...whole, wrong: { code: 'rows-many', values: { most: mostRows } } });
  return rows;
}
