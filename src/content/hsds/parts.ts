/**
 * Rows of the referral data, put together as HSDS divides the world: organisations, and the services they give.
 */
import type { SheetRow } from '../referral-sheet/row.ts';

export type Entity = 'organization' | 'service';

/** One organisation or service, with the rows that tell of it. */
export interface Part {
  readonly entity: Entity;
  /** The entry as our files name it: `GM0363`, `region:drenthe`, `service:lkha`, `organisation:iot`. */
  readonly of: string;
  /** What the entry is called, whether or not that may be shown. */
  readonly called: string;
  /** What stands before the names of its fields: a wijkteam is kept with its municipality. */
  readonly prefix: '' | 'wijkteam.';
  readonly rows: readonly SheetRow[];
}

const entryName = /^(GM\d{4}|(region|service|organisation):[a-z0-9-]+)$/;

/** Whether an entry can have this name. */
export function isEntryName(of: string): boolean {
  return entryName.test(of);
}

export function isMunicipality(of: string): boolean {
  return of.startsWith('GM');
}

/** The row of a field such as `phone`, if the part has one. */
export function rowOfField({ prefix, rows }: Part, field: string): SheetRow | undefined {
  return rows.find((row) => row.field === prefix + field);
}

/**
 * An entry as its organisation, and its service where it gives one. The rows of an entry stand in one of the two, except
 * for a municipality, whose wijkteam is a service with rows of its own.
 */
export function partsOf(of: string, called: string, rows: readonly SheetRow[]): readonly Part[] {
  const part = (entity: Entity, own: readonly SheetRow[], prefix: Part['prefix'] = ''): Part => ({
    entity,
    of,
    called,
    prefix,
    rows: own,
  });
  if (of.startsWith('organisation:')) return [part('organization', rows)];
  if (!isMunicipality(of)) return [part('organization', []), part('service', rows)];
  const isOfTeam = ({ field }: SheetRow): boolean => field.startsWith('wijkteam.');
  return [
    part(
      'organization',
      rows.filter((row) => !isOfTeam(row)),
    ),
    part('service', rows.filter(isOfTeam), 'wijkteam.'),
  ];
}

/** The parts of all entries, in the order in which the rows first name them. */
export function partsIn(rows: readonly SheetRow[]): readonly Part[] {
  const entries = new Map<string, SheetRow[]>();
  for (const row of rows) {
    const known = entries.get(row.of);
    if (known === undefined) entries.set(row.of, [row]);
    else known.push(row);
  }
  return [...entries].flatMap(([of, own]) => partsOf(of, own[0]?.name ?? '', own));
}
