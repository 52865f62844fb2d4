/**
 * How complete and how fresh the data of the municipalities are, as anyone may see them.
 */
import type { Directory, Municipality, Seen } from '../../core/directory.ts';

/** What a municipality can have: its number and site, and name, number and site of its wijkteam. */
export const fieldsEach = 5;

export interface MunicipalityData {
  readonly code: string;
  readonly name: string;
  /** Of `fieldsEach`. */
  readonly known: number;
  /** How many of these a person called or visited. */
  readonly checked: number;
  /** The oldest source among them, as it is dated: a day, a month or a year; null where none is. */
  readonly oldest: string | null;
}

function dataOf({ code, name, phone, website, wijkteam }: Municipality): MunicipalityData {
  const fields: readonly (Seen | undefined)[] = [phone, website, wijkteam.name, wijkteam.phone, wijkteam.website];
  const known = fields.flatMap((field) => field ?? []);
  const dates = known.flatMap(({ seenOn }) => seenOn ?? []).sort();
  return {
    code,
    name,
    known: known.length,
    checked: known.filter(({ checkedOn }) => checkedOn !== null).length,
    oldest: dates[0] ?? null,
  };
}

/** The municipalities that exist on this day (`2026-11-21`), by name. */
export function completenessOn({ municipalities }: Directory, today: string): readonly MunicipalityData[] {
  return [...municipalities.values()]
    .filter(({ validTo }) => validTo === null || validTo >= today)
    .map(dataOf)
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'));
}
