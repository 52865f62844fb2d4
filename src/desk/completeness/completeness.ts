/**
 * What is known of a municipality, and since when. It counts what the public directory holds, and that holds only what may
 * be shown to anyone: a number that nobody may see is not known here.
 */
import type { Municipality, Seen } from '../../core/directory.ts';
import { type Age, ageOn, ages, firstDayOf, stalestOf } from './age.ts';

/** What a municipality is asked for, in the words of `missing:` in its file. */
export const parts = ['phone', 'website', 'wijkteam.name', 'wijkteam.phone', 'wijkteam.website'] as const;
export type Part = (typeof parts)[number];

/** Whether this is of the wijkteam, and not of the municipality itself. */
export function isOfWijkteam(part: Part): boolean {
  return part.startsWith('wijkteam.');
}

export interface Completeness {
  readonly known: readonly Part[];
  readonly missing: readonly Part[];
  /** How many of the known ones a person has checked, by calling or looking. */
  readonly checked: number;
  /** The oldest and the newest date of what is known, as its source gives it; null where none bears a date. */
  readonly oldest: string | null;
  readonly newest: string | null;
  /** How many of the known ones have a source without a date, and were not checked since. */
  readonly undated: number;
  /** The class of the stalest of the known ones; null where nothing is known. */
  readonly age: Age | null;
}

function seenIn({ phone, website, wijkteam }: Municipality): { readonly [P in Part]: Seen | undefined } {
  return {
    phone,
    website,
    'wijkteam.name': wijkteam.name,
    'wijkteam.phone': wijkteam.phone,
    'wijkteam.website': wijkteam.website,
  };
}

/** When this was last known to be so: a person who checked it counts for more than an older source. */
function lastKnown({ seenOn, checkedOn }: Seen): string | null {
  if (seenOn === null || checkedOn === null) return checkedOn ?? seenOn;
  return firstDayOf(checkedOn) >= firstDayOf(seenOn) ? checkedOn : seenOn;
}

function byFirstDay(one: string, other: string): number {
  return firstDayOf(one).localeCompare(firstDayOf(other));
}

/** What is known of this municipality, on a day such as `2026-11-23`. */
export function completenessOf(municipality: Municipality, day: string): Completeness {
  const seen = seenIn(municipality);
  const known = parts.filter((part) => seen[part] !== undefined);
  const found = known.flatMap((part) => seen[part] ?? []);
  const dates = found.map(lastKnown);
  const dated = dates.filter((date) => date !== null).sort(byFirstDay);
  return {
    known,
    missing: parts.filter((part) => seen[part] === undefined),
    checked: found.filter(({ checkedOn }) => checkedOn !== null).length,
    oldest: dated[0] ?? null,
    newest: dated.at(-1) ?? null,
    undated: dates.length - dated.length,
    age: stalestOf(dates.map((date) => ageOn(day, date))),
  };
}

/** What is known of several municipalities together. */
export interface Totals {
  readonly municipalities: number;
  /** Of how many municipalities each part is known. */
  readonly known: { readonly [P in Part]: number };
  /** Of how many any part of the wijkteam is known. */
  readonly wijkteam: number;
  /** How many parts a person has checked. */
  readonly checked: number;
  /** How many municipalities have this many parts known: from none (the first) to all of them. */
  readonly byCount: readonly number[];
  /** How many municipalities are of each class; those of which nothing is known are of none. */
  readonly byAge: { readonly [A in Age]: number };
}

function countOf(all: readonly Completeness[], fits: (one: Completeness) => boolean): number {
  return all.filter(fits).length;
}

/** A value for each name. */
function forEach<N extends string>(names: readonly N[], value: (name: N) => number): { readonly [name in N]: number } {
  // Each name has its value now; `fromEntries` only knows that all names are strings.
  return Object.fromEntries(names.map((name) => [name, value(name)])) as { [name in N]: number };
}

/** Adds them up. */
export function totalsOf(all: readonly Completeness[]): Totals {
  return {
    municipalities: all.length,
    known: forEach(parts, (part) => countOf(all, ({ known }) => known.includes(part))),
    wijkteam: countOf(all, ({ known }) => known.some(isOfWijkteam)),
    checked: all.reduce((sum, { checked }) => sum + checked, 0),
    byCount: [0, ...parts.map((_, index) => index + 1)].map((count) =>
      countOf(all, ({ known }) => known.length === count),
    ),
    byAge: forEach(ages, (name) => countOf(all, ({ age }) => age === name)),
  };
}
