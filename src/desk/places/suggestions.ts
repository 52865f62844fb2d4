/**
 * What a place may become while it is being typed: names and postcodes that begin like it, and where none does, what
 * the search for whole names makes of it.
 */
import { type PlaceData, type PlaceSearch, placeKey, placeKinds } from '../../core/place.ts';

export interface Suggestion {
  readonly municipality: string;
  /** The municipality. */
  readonly name: string;
  /** The place or postcode that begins like what was typed. */
  readonly match: string;
}

const most = 8;
/** Postcodes that begin with one digit are a fifth of the country. */
const leastDigits = 2;
/** Names of two letters and less are found by being whole. */
const leastMistyped = 4;

interface Named {
  readonly key: string;
  readonly match: string;
  readonly municipality: string;
  readonly rank: number;
}

/** The names in the order of their keys: those that begin alike stand together. */
function inOrder({ places, postcodes }: PlaceData): readonly Named[] {
  const names = places.map(({ name, municipality, kind }) => ({
    key: placeKey(name),
    match: name,
    municipality,
    rank: placeKinds.indexOf(kind),
  }));
  const numbers = postcodes.map(({ postcode, municipality }) => ({
    key: postcode,
    match: postcode,
    municipality,
    rank: placeKinds.length,
  }));
  return [...names, ...numbers].sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
}

/** The place of the first name whose key is not before this one. */
function firstFrom(names: readonly Named[], key: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function beginningWith(names: readonly Named[], key: string): readonly Named[] {
  const from = firstFrom(names, key);
  let to = from;
  while (names[to]?.key.startsWith(key) === true) to++;
  return names.slice(from, to);
}

/** Municipalities before villages, what is nearly typed out before what is long. */
function closest(one: Named, other: Named): number {
  return one.rank - other.rank || one.key.length - other.key.length || (one.key < other.key ? -1 : 1);
}

/** Suggestions over these places, best first, each place once a municipality. The index takes some 10 ms, once. */
export function placeSuggestions(data: PlaceData, search: PlaceSearch): (typed: string) => readonly Suggestion[] {
  const nameOf = new Map(data.municipalities.map(({ code, name }) => [code, name]));
  let names: readonly Named[] | null = null;
  const suggestion = ({ municipality, match }: Pick<Named, 'municipality' | 'match'>): Suggestion => ({
    municipality,
    name: nameOf.get(municipality) ?? '',
    match,
  });
  return (typed) => {
    const key = placeKey(typed);
    if (key === '' || (/^\d+$/.test(key) && key.length < leastDigits)) return [];
    names ??= inOrder(data);
    const begun = [...beginningWith(names, key)].sort(closest);
    const seen = new Set<string>();
    const found: Suggestion[] = [];
    const take = (one: Suggestion): void => {
      // A village of the name of its municipality, or in a second spelling, says nothing new.
      const isNew = !seen.has(`${one.municipality} ${placeKey(one.match)}`);
      seen.add(`${one.municipality} ${placeKey(one.match)}`);
      if (isNew && found.length < most) found.push(one);
    };
    begun.forEach((one) => {
      take(suggestion(one));
    });
    if (found.length === 0 && key.length >= leastMistyped) search(typed).forEach(take);
    return found;
  };
}
