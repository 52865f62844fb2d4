/**
 * The place names and postcodes, packed for the way to a browser: names by municipality, postcodes as runs.
 */
import { type PlaceData, type PlaceKind, placeKey, placeKinds } from '../../core/place.ts';

type PlaceRow = PlaceData['places'][number];
type PostcodeRow = PlaceData['postcodes'][number];

export interface PackedPlaces {
  /** The names of a kind, a line for each municipality, several on a line parted by `;`; most capitals left out. */
  readonly names: { readonly [kind in PlaceKind]: string };
  /**
   * Runs of postcodes: how many are left out before each, how many it holds, its municipality; a character each. A
   * municipality is named by how many others were named since it was, or, for the first time, by `!` and its place.
   */
  readonly postcodes: { readonly gaps: string; readonly counts: string; readonly places: string };
  /** Postcodes that reach into further municipalities, with their places. */
  readonly alternatives: { readonly [postcode: string]: readonly number[] };
  /** The marks of names abroad in order, each as how much it is more than the one before, in three digits. */
  readonly foreign: string;
  /** What words are compared by, each as the letters it shares with the one before and the rest. */
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

/** Words of a name that begin with a small letter; all others begin with a capital. `^`: as it stands. */
const small = new Set('aan de den der het bij op van ter ten in en te aen over'.split(' '));
const word = /\^?\p{L}+/gu;

function read(name: string): string {
  return name.replace(word, (one) =>
    one.startsWith('^') ? one.slice(1) : small.has(one) ? one : one.charAt(0).toUpperCase() + one.slice(1),
  );
}

function written(name: string): string {
  return name.replace(word, (one) => {
    const lower = one.toLowerCase();
    return read(lower) === one ? lower : `^${one}`;
  });
}

/** `=` stands for the name of the municipality itself. */
function packNames(rows: readonly PlaceRow[], municipalities: Municipalities, kind: PlaceKind): string {
  const names = new Map(municipalities.map(({ code }) => [code, [] as string[]]));
  for (const row of rows) if (row.kind === kind) names.get(row.municipality)?.push(row.name);
  return municipalities
    .map(({ code, name: own }) => (names.get(code) ?? []).map((name) => (name === own ? '=' : written(name))).join(';'))
    .join('\n');
}

function unpackNames(text: string, municipalities: Municipalities, kind: PlaceKind): readonly PlaceRow[] {
  return text.split('\n').flatMap((line, index) => {
    const { code: municipality = '', name: own = '' } = municipalities[index] ?? {};
    return line === ''
      ? []
      : line.split(';').map((name) => ({ name: name === '=' ? own : read(name), municipality, kind }));
  });
}

const mostShared = 35;

/** Names in order begin alike: each is written as how many letters it shares with the one before, and the rest. */
function packList(names: readonly string[]): string {
  let before = '';
  return [...new Set(names.map(placeKey))]
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
  const recent: number[] = [];
  const named = runs.map(({ place }) => {
    const since = recent.indexOf(place);
    if (since >= 0) recent.splice(since, 1);
    recent.unshift(place);
    return since >= 0 ? digit(since) : `!${digit(place)}`;
  });
  return {
    gaps: runs.map(({ gap }) => digit(gap)).join(''),
    counts: runs.map(({ count }) => digit(count)).join(''),
    places: named.join(''),
  };
}

/** A small number as one character; the commonest take one byte. */
const digits = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const beyond = 0xa1 - digits.length;

function digit(number: number): string {
  return digits[number] ?? String.fromCharCode(beyond + number);
}

function number(character: string): number {
  const index = digits.indexOf(character);
  return index < 0 ? character.charCodeAt(0) - beyond : index;
}

function unpackPostcodes({ postcodes, alternatives }: PackedPlaces, codes: Codes): readonly PostcodeRow[] {
  const gaps = [...postcodes.gaps].map(number);
  const counts = [...postcodes.counts].map(number);
  const recent: number[] = [];
  let next = 0;
  return (postcodes.places.match(/!?./gu) ?? []).flatMap((named, run) => {
    const isNew = named.startsWith('!');
    // One of those named before, or a new one.
    const place = isNew ? number(named.slice(1)) : (recent.splice(number(named), 1)[0] ?? 0);
    recent.unshift(place);
    const first = next + (gaps[run] ?? 0);
    next = first + (counts[run] ?? 0);
    return Array.from({ length: next - first }, (_, index) => {
      const postcode = String(first + index);
      const also = (alternatives[postcode] ?? []).map((one) => codes[one] ?? '');
      return { postcode, municipality: codes[place] ?? '', alternatives: also };
    });
  });
}

const base = digits.length;

function packMarks(marks: readonly number[]): string {
  const inOrder = [...new Set(marks)].sort((one, other) => one - other);
  return inOrder
    .map((mark, index) => {
      const step = mark - (inOrder[index - 1] ?? 0);
      if (step >= base ** 3) throw new Error('two names abroad lie too far apart for three digits');
      return digit(Math.floor(step / base ** 2)) + digit(Math.floor(step / base) % base) + digit(step % base);
    })
    .join('');
}

function unpackMarks(text: string): readonly number[] {
  let mark = 0;
  return (text.match(/.../g) ?? []).map((step) => {
    mark += [...step].reduce((sum, one) => sum * base + number(one), 0);
    return mark;
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
    foreign: packMarks(foreign),
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
    foreign: unpackMarks(packed.foreign),
    everyday: unpackList(packed.everyday),
  };
}
