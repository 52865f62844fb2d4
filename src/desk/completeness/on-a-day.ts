/**
 * How complete the data of the municipalities are on a day, as anyone may see them.
 */
import type { Directory } from '../../core/directory.ts';
import { completenessOf, parts } from './completeness.ts';

/** How many fields a municipality can have. */
export const fieldsEach = parts.length;

export interface MunicipalityData {
  readonly code: string;
  readonly name: string;
  /** Of `fieldsEach`. */
  readonly known: number;
  /** How many of these a person called or visited. */
  readonly checked: number;
  /** Since when the oldest of them has been known: a day, a month or a year; null where none bears a date. */
  readonly oldest: string | null;
}

/** The municipalities that exist on this day (`2026-11-21`), by name. */
export function completenessOn({ municipalities }: Directory, today: string): readonly MunicipalityData[] {
  return [...municipalities.values()]
    .filter(({ validTo }) => validTo === null || validTo >= today)
    .map((municipality) => {
      const { known, checked, oldest } = completenessOf(municipality, today);
      return { code: municipality.code, name: municipality.name, known: known.length, checked, oldest };
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'));
}
