/**
 * The place names and postcodes, packed for the way to a browser: names by municipality, postcodes as runs.
 */
import { type PlaceData, type PlaceKind, placeKey, placeKinds } from '../../core/place.ts';

type PlaceRow = PlaceData['places'][number];
type PostcodeRow = PlaceData['postcodes'][number];

export interface PackedPlaces {
  /** The names of a kind, a line for each municipality, several on a line parted by `;`. */
  readonly names: { readonly [kind in PlaceKind]: string };
  /** Runs of postcodes: how many are left out before each, how many it holds, the place of its municipality. */
  readonly postcodes: {
    readonly gaps: readonly number[];
    readonly counts: readonly number[];
    readonly places: readonly number[];
  };
  /** Postcodes that reach into further municipalities, with their places. */
  readonly alternatives: { readonly [postcode: string]: readonly number[] };
  /** Lists of names, each as the letters it shares with the one before and the rest. */
  readonly foreign: string;
  readonly everyday: string;
}

type Codes = readonly string[];

/** Names that the search would not tell from an earlier one of the same municipality stay behind. */
function withoutDoubles(rows: readonly PlaceRow[]): readonly PlaceRow[] {
  const known = new Set<string>();
  const byKind = placeKinds.flatMap((kind) => rows.filter((row) => row.kind === kind));
  return byKind.filter(({ name, municipality }) => {
    const key = `${municipality} ${placeKey(name)}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

type Municipalities = PlaceData['municipalities'];

/** `=` stands for the name of the municipality itself. */
function packNames(rows: readonly PlaceRow[], municipalities: Municipalities, kind: PlaceKind): string {
  const names = new Map(municipalities.map(({ code }) => [code, [] as string[]]));
  for (const row of rows) if (row.kind === kind) names.get(row.municipality)?.push(row.name);
  return municipalities
    .map(({ code, name: own }) => (names.get(code) ?? []).map((name) => (name === own ? '=' : name)).join(';'))
    .join('\n');
}

function unpackNames(text: string, municipalities: Municipalities, kind: PlaceKind): readonly PlaceRow[] {
  return text.split('\n').flatMap((line, index) => {
    const { code: municipality = '', name: own = '' } = municipalities[index] ?? {};
    return line === '' ? [] : line.split(';').map((name) => ({ name: name === '=' ? own : name, municipality, kind }));
  });
}

const mostShared = 35;

/** Names in order begin alike: each is written as how many letters it shares with the one before, and the rest. */
function packList(names: readonly string[]): string {
  let before = '';
  return [...names]
    .sort()
    .map((name) => {
      let shared = 0;
      while (shared < mostShared && shared < name.length && name[shared] === before[shared]) shared++;
      before = name;
      return shared.toString(36) + name.slice(shared);
    })
    .join('\n');
}

function unpackList(text: string): readonly string[] {
  let before = '';
  return text.split('\n').map((line) => {
    before = before.slice(0, Number.parseInt(line.charAt(0), 36)) + line.slice(1);
    return before;
  });
}

/** By name, then municipality, then kind: of two readings alike the same comes first on a server and in a browser. */
export function byName(one: PlaceRow, other: PlaceRow): number {
  const keys = ['name', 'municipality', 'kind'] as const;
  const differing = keys.find((key) => one[key] !== other[key]);
  return differing === undefined ? 0 : one[differing] < other[differing] ? -1 : 1;
}

interface Run {
  /** Postcodes left out before it. */
  readonly gap: number;
  count: number;
  /** The municipality's place in the list. */
  readonly place: number;
}

function packPostcodes(rows: readonly PostcodeRow[], codes: Codes): PackedPlaces['postcodes'] {
  const runs: Run[] = [];
  let next = 0;
  for (const { postcode, municipality } of rows) {
    const place = codes.indexOf(municipality);
    const gap = Number(postcode) - next;
    const last = runs.at(-1);
    if (gap === 0 && last?.place === place) last.count++;
    else runs.push({ gap, count: 1, place });
    next = Number(postcode) + 1;
  }
  return {
    gaps: runs.map(({ gap }) => gap),
    counts: runs.map(({ count }) => count),
    places: runs.map(({ place }) => place),
  };
}

function unpackPostcodes({ postcodes, alternatives }: PackedPlaces, codes: Codes): readonly PostcodeRow[] {
  const { gaps, counts, places } = postcodes;
  let next = 0;
  return places.flatMap((place, run) => {
    const first = next + (gaps[run] ?? 0);
    next = first + (counts[run] ?? 0);
    return Array.from({ length: next - first }, (_, index) => {
      const postcode = String(first + index);
      const also = (alternatives[postcode] ?? []).map((one) => codes[one] ?? '');
      return { postcode, municipality: codes[place] ?? '', alternatives: also };
    });
  });
}

/** Packs what `buildPlaceSearch` needs; the municipalities themselves travel with the directory. */
export function packPlaces({ municipalities, places, postcodes, foreign, everyday }: PlaceData): PackedPlaces {
  const codes = municipalities.map(({ code }) => code);
  const kept = withoutDoubles(places);
  // One entry for each kind.
  const names = Object.fromEntries(placeKinds.map((kind) => [kind, packNames(kept, municipalities, kind)]));
  return {
    names: names as PackedPlaces['names'],
    postcodes: packPostcodes(postcodes, codes),
    alternatives: Object.fromEntries(
      postcodes
        .filter(({ alternatives }) => alternatives.length > 0)
        .map(({ postcode, alternatives }) => [postcode, alternatives.map((code) => codes.indexOf(code))]),
    ),
    foreign: packList(foreign),
    everyday: packList(everyday),
  };
}

/** Data that gives the same search. The packed form is trusted: it was made by `packPlaces` from content that was checked. */
export function unpackPlaces(packed: PackedPlaces, municipalities: PlaceData['municipalities']): PlaceData {
  const codes = municipalities.map(({ code }) => code);
  return {
    municipalities: municipalities.map(({ code, name }) => ({ code, name })),
    places: placeKinds.flatMap((kind) => unpackNames(packed.names[kind], municipalities, kind)).sort(byName),
    postcodes: unpackPostcodes(packed, codes),
    foreign: unpackList(packed.foreign),
    everyday: unpackList(packed.everyday),
  };
}
