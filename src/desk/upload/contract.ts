/**
 * What the page asks of whatever reads sheets and writes the data.
 */
import { type ExchangeFormat, exchangeFormats } from '../../content/referral-sheet/format.ts';
import type { ImportPlan, ReadyPlan } from '../../content/referral-sheet/import.ts';

/** What the files of a form end in, and what they are called on the way to a browser. */
export const sheetFiles: { readonly [F in ExchangeFormat]: { readonly ending: string; readonly type: string } } = {
  csv: { ending: 'csv', type: 'text/csv; charset=utf-8' },
  xlsx: { ending: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  hsds: { ending: 'json', type: 'application/json' },
};

/** The form of a sheet by the name of its file; null where it is none. */
export function formatOfFile(name: string): ExchangeFormat | null {
  const ending = /\.([a-z]+)$/i.exec(name.trim())?.[1]?.toLowerCase();
  return exchangeFormats.find((format) => sheetFiles[format].ending === ending) ?? null;
}

/** Reads sheets and writes the data. */
export interface Sheets {
  /** What this file would do to the data, on this day (`2026-11-21`). Writes nothing. */
  plan(bytes: Uint8Array, format: ExchangeFormat, today: string): Promise<ImportPlan>;
  /** Writes all of it or nothing. Throws what `isStale` knows when the data have changed since the plan was made. */
  apply(plan: ReadyPlan): void;
  isStale(error: unknown): boolean;
  /** The data of a municipality (`GM0363`), or all. */
  write(format: ExchangeFormat, municipality: string | null): Promise<Uint8Array>;
}
