/**
 * HSDS as an exchange format: what `data export` writes, `data import` reads.
 */
import { z } from 'zod';
import { SheetError } from '../referral-sheet/fault.ts';
import type { PlacedRow, SheetFormat } from '../referral-sheet/format.ts';
import { listsIn } from './read-file.ts';
import { type EntryRows, type List, lists, Reading, rowsIn } from './read-thing.ts';
import { writeHsds } from './write.ts';

/** More than anyone mends at a time. */
const mostFaults = 100;

/** An entry stands once in each list. */
function refuseTwice(readings: readonly { reading: Reading; raw: unknown }[]): void {
  const seen = new Set<string>();
  for (const { reading, raw } of readings) {
    const id = z.looseObject({ id: z.string() }).safeParse(raw).data?.id;
    if (id === undefined) continue;
    const name = `${reading.sheet} ${id}`;
    if (seen.has(name)) reading.fault('id', { code: 'hsds-id-twice' });
    seen.add(name);
  }
}

/** The rows of each entry side by side, in the order in which the file first names the entries. */
function byEntry(things: readonly EntryRows[]): readonly PlacedRow[] {
  const entries = new Map<string, PlacedRow[]>();
  for (const { of, rows } of things) entries.set(of, [...(entries.get(of) ?? []), ...rows]);
  return [...entries.values()].flat();
}

/**
 * The rows of an HSDS file that `writeHsds` made, with what was changed in it since.
 * @throws SheetError with every fault: the list as its sheet, the place in the list (from 1) as its row, the property as
 * its column.
 */
export function readHsds(bytes: Uint8Array): readonly PlacedRow[] {
  const file = listsIn(bytes);
  // Object.keys forgets the names of a closed object.
  const readings = (Object.keys(lists) as readonly List[]).flatMap((list) =>
    file[list].map((raw, index) => ({ reading: new Reading(list, index + 1), raw })),
  );
  refuseTwice(readings);
  const things = readings.flatMap(({ reading, raw }) => rowsIn(reading, raw) ?? []);
  const faults = readings.flatMap(({ reading }) => reading.faults);
  if (faults.length > 0) throw new SheetError(...faults.slice(0, mostFaults));
  return byEntry(things);
}

/** The exchange format `hsds`. */
export const hsdsFormat: SheetFormat = {
  write: async (rows) => writeHsds(rows),
  read: async (bytes) => readHsds(bytes),
};
