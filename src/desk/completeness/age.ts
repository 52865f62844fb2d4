/**
 * How old a piece of data is, in classes that a map can show.
 */

/** From the freshest to the stalest. `undated`: known, but its source bears no date. */
export const ages = ['half-year', 'year', 'three-years', 'older', 'undated'] as const;
export type Age = (typeof ages)[number];

/** The oldest an entry of each class may be, in days; a release asks for sources of at most a year. */
const limits: readonly (readonly [Age, number])[] = [
  ['half-year', 183],
  ['year', 366],
  ['three-years', 3 * 366],
];

const millisecondsADay = 24 * 60 * 60 * 1000;

/** The first day that a day, a month or a year may mean: a source that gives a year alone counts as old as it can be. */
export function firstDayOf(date: string): string {
  const [year = '', month = '01', day = '01'] = date.split('-');
  return `${year}-${month}-${day}`;
}

/** The class of a date (a day, a month or a year) on a day; a date that is still to come is fresh. */
export function ageOn(day: string, date: string | null): Age {
  if (date === null) return 'undated';
  const days = (Date.parse(day) - Date.parse(firstDayOf(date))) / millisecondsADay;
  return limits.find(([, most]) => days <= most)?.[0] ?? 'older';
}

/** The stalest of some classes; null of none. A source without a date may be any age, and counts as the stalest. */
export function stalestOf(found: readonly Age[]): Age | null {
  return ages.findLast((age) => found.includes(age)) ?? null;
}
