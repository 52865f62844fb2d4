/**
 * The referral data as an HSDS file for editors: every cell of the sheet goes out, so that it can come back as it was.
 */
import type { SheetRow } from '../referral-sheet/row.ts';
import { organizationOf, serviceOf } from './mapping.ts';
import { type Entity, type Part, partsIn } from './parts.ts';
import { hsdsVersion } from './shapes.ts';

/** Rows of the sheet as an HSDS file. Entries come in the order in which the rows first name them. */
export function writeHsds(rows: readonly SheetRow[]): Buffer {
  const parts = partsIn(rows);
  const of = (entity: Entity): readonly Part[] => parts.filter((part) => part.entity === entity);
  const file = {
    version: hsdsVersion,
    organizations: of('organization').map((part) => organizationOf(part, 'editors')),
    services: of('service').map((part) => serviceOf(part, 'editors')),
  };
  return Buffer.from(`${JSON.stringify(file, null, 1)}\n`);
}
