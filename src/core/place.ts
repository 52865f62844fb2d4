/**
 * Place search: from what a person types (a village, a town, a former municipality, a postcode, a foreign spelling, a
 * slip of the finger) to the municipalities it may mean. A place abroad means none, however Dutch its name may look.
 */

/** In order of preference: of several readings of one name the earlier kind comes first. */
export const placeKinds = ['gemeente', 'woonplaats', 'former_gemeente', 'alias', 'spelling'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export interface PlaceData {
  readonly municipalities: readonly { readonly code: string; readonly name: string }[];
  /** `municipality` is a code. A name that may mean several municipalities has a row for each. */
  readonly places: readonly { readonly name: string; readonly municipality: string; readonly kind: PlaceKind }[];
  /** `postcode` is its four digits; `alternatives` are codes of further municipalities that it reaches into. */
  readonly postcodes: readonly {
    readonly postcode: string;
    readonly municipality: string;
    readonly alternatives: readonly string[];
  }[];
  /**
   * Countries, and places abroad that are a typing error away from a Dutch name, each by its `nameMark`. What is Dutch too
   * stays Dutch.
   */
  readonly foreign: readonly number[];
  /** Words of every day that are, or are a typing error away from, a Dutch place name: "best", "school". */
  readonly everyday: readonly string[];
}

export interface PlaceMatch {
  /** A code such as `GM0855`. */
  readonly municipality: string;
  readonly name: string;
  /** The place name or postcode that matched, as the data spells it. */
  readonly match: string;
  /** 1: this and nothing else was typed. Lower: it stood in a phrase, is one reading of several, or was mistyped. */
  readonly score: number;
}

/** Best first, one match a municipality, at most eight; none for what is no place in the Netherlands. Never throws. */
export type PlaceSearch = (text: string) => readonly PlaceMatch[];

/** How a language writes the name of a municipality: `Lahey`, `لاهاي`. */
export interface Rendering {
  readonly name: string;
  readonly municipality: string;
}

/**
 * A search that also knows how a language writes the largest municipalities. It keeps the index of each list it was
 * given, so give the same list again, not a copy.
 */
export type PlaceSearchIn = (text: string, renderings?: readonly Rendering[]) => readonly PlaceMatch[];

/** The index of a list takes some 50 ms, so it is made when it is first needed. */
export function placeSearchIn(data: PlaceData, usual: readonly Rendering[]): PlaceSearchIn {
  const searches = new Map<readonly Rendering[], PlaceSearch>();
  return (text, renderings = usual) => {
    const known = searches.get(renderings);
    if (known !== undefined) return known(text);
    const places = renderings.map((rendering) => ({ ...rendering, kind: 'alias' as const }));
    const search = buildPlaceSearch({ ...data, places: [...data.places, ...places] });
    searches.set(renderings, search);
    return search(text);
  };
}

/** One way to read what was typed. */
interface Reading {
  readonly municipality: string;
  readonly match: string;
  readonly score: number;
  /** The place of its kind in `placeKinds`. */
  readonly rank: number;
}

/** A name that stands in the words from `start` up to `end`. Without readings it is a name abroad. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly readings: readonly Reading[];
}

/** A name as typing errors are measured against it: its key, and which letters occur in that, as bits. */
interface Spelling {
  readonly key: string;
  readonly letters: number;
  readonly readings: readonly Reading[];
}

type Keys = ReadonlySet<string>;
/** What a key may mean: readings, none for a name abroad, undefined for what is no name. */
type LookUp = (key: string) => readonly Reading[] | undefined;

const most = { matches: 8, characters: 200, words: 30, wordsInName: 6 } as const;

const score = { typed: 1, inPhrase: 0.9, shortForm: 0.8, postcodeAlso: 0.6 } as const;

/** Spellings that count as one, applied in this order to lower-case text without accents. */
const oneSpelling: readonly (readonly [RegExp, string])[] = [
  [/ł/g, 'l'],
  [/ı/g, 'i'],
  [/ø/g, 'o'],
  [/đ/g, 'd'],
  [/ß/g, 'ss'],
  [/[^\p{L}\p{N}]+/gu, ' '],
  [/\b(aan de[nr]?|a ?d)\b/g, 'aan den'],
  [/\bst\b/g, 'sint'],
  [/\bnw\b/g, 'nieuw'],
  [/\bt\b/g, 'het'],
  [/y/g, 'ij'],
];

/** The words of a text in the one form in which names are compared; joined they are the key of a name. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .slice(0, most.characters)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const folded = oneSpelling.reduce((rest, [pattern, spelling]) => rest.replace(pattern, spelling), plain);
  return folded.split(' ', most.words).filter((word) => word !== '');
}

const keyOf = (words: readonly string[]): string => words.join('');
/** What names are compared by: of two names with one key the search knows no difference. */
export const placeKey = (name: string): string => keyOf(wordsOf(name));

/**
 * A number of 24 bits that a name is recognised by: a quarter of the room that the name takes on its way to a browser. Of
 * 16,000 other words one is taken for a name abroad; no Dutch name is, since those are looked up first.
 */
export function nameMark(name: string): number {
  return markOf(placeKey(name));
}

/**
 * FNV-1a, folded to 24 bits. It begins with a number for which no Dutch name with a letter left out, doubled or swapped has
 * the mark of a name abroad; a test tells when the lists have changed so that another one is needed.
 */
function markOf(key: string): number {
  let hash = 0x6526afd1;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 8) ^ (hash & 0xff);
}

const keySet = (names: readonly string[]): Keys => new Set(names.map((name) => keyOf(wordsOf(name))));
const wordSet = (text: string): Keys => new Set(wordsOf(text));

/** Words after which a place is named. */
const leading = wordSet(
  'in te uit nabij vlakbij omgeving regio gemeente stad dorp plaats woonplaats woon wonen from at near of city town',
);
/** Words that may follow a place and do not change it. */
const trailing = wordSet(`nederland netherlands holland nl noord oost zuid west centrum stad city gemeente provincie
  brabant limburg gelderland friesland fryslan drenthe overijssel flevoland nb nh zh gld`);
/** Words that tie a village to its town: "Elst bij Arnhem", "Bergen in Noorwegen". */
const joining = wordSet('in bij near gemeente provincie');

/** Builds the index once (some 3,000 names: about 50 ms) and returns the search over it. */
export function buildPlaceSearch(data: PlaceData): PlaceSearch {
  const names = indexNames(data.places);
  const byLength = groupByLength(names);
  const foreign = new Set(data.foreign);
  const everyday = keySet(data.everyday);
  const postcodes = new Map(data.postcodes.map((row) => [row.postcode, readPostcode(row)]));
  const nameOf = new Map(data.municipalities.map(({ code, name }) => [code, name]));

  const lookUp: LookUp = (key) => names.get(key) ?? (foreign.has(markOf(key)) ? [] : undefined);

  const readNames = (words: readonly string[]): readonly Reading[] => {
    const groups = neighbours(words, findNames(words, lookUp));
    const exact = readExact(words, groups, everyday);
    if (groups.some((group) => standsAlone(words, group))) return exact;
    // "Bergen op Zoon" is Bergen op Zoom, though Bergen stands in it without error.
    const mistyped = readMistyped(words, byLength, everyday);
    return mistyped.length > 0 ? mistyped : exact;
  };

  return (text) => {
    const start = asciiDigits(text.slice(0, most.characters).normalize('NFKD'));
    const postcode = postcodeForms.map((form) => form.exec(start)?.[1]).find((digits) => digits !== undefined);
    return finish(postcodes.get(postcode ?? '') ?? readNames(wordsOf(start)), nameOf);
  };
}

/** Arabic and Persian keyboards write digits of their own; their last four bits are the digit. */
function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/**
 * How a postcode is written. Alone, four digits are enough. In a phrase they may be a year, so their letters or the word
 * "postcode" must say what they are; "2026 ga" is a year unless it ends the text.
 */
const postcodeForms: readonly RegExp[] = [
  /^\W*([1-9]\d{3})\W*$/,
  /code\W+(?:is\W+)?([1-9]\d{3})\b/i,
  /\b([1-9]\d{3})[ -]?[A-Z]{2}\b/,
  /\b([1-9]\d{3})[a-z]{2}\b/i,
  /\b([1-9]\d{3})\W+[a-z]{2}\W*$/i,
];

function readPostcode({ postcode, municipality, alternatives }: PlaceData['postcodes'][number]): readonly Reading[] {
  const reading = (code: string, sure: number) => ({ municipality: code, match: postcode, score: sure, rank: 0 });
  return [reading(municipality, score.typed), ...alternatives.map((code) => reading(code, score.postcodeAlso))];
}

function indexNames(places: PlaceData['places']): ReadonlyMap<string, readonly Reading[]> {
  const names = new Map<string, Reading[]>();
  const add = (spelled: string, reading: Reading) => {
    const key = keyOf(wordsOf(spelled));
    const readings = names.get(key);
    if (readings === undefined) names.set(key, [reading]);
    else readings.push(reading);
  };
  for (const { name, municipality, kind } of places) {
    const reading = { municipality, match: name, score: score.typed, rank: placeKinds.indexOf(kind) };
    add(name, reading);
    const short = kind === 'gemeente' || kind === 'woonplaats' ? shortForm.exec(name)?.[1] : undefined;
    if (short !== undefined) add(short, { ...reading, score: score.shortForm });
  }
  return names;
}

/** "Alphen" for Alphen aan den Rijn, "Wijk" for Wijk bij Duurstede: what people leave out. */
const shortForm = /^(\S+) (?:aan|bij) /;

/** The longest names from left to right, Dutch and foreign. */
function findNames(words: readonly string[], lookUp: LookUp): Found[] {
  const found: Found[] = [];
  for (let start = 0; start < words.length; ) {
    const name = longestNameAt(words, start, lookUp);
    if (name !== undefined) found.push(name);
    start = name?.end ?? start + 1;
  }
  return found;
}

function longestNameAt(words: readonly string[], start: number, lookUp: LookUp): Found | undefined {
  for (let end = Math.min(words.length, start + most.wordsInName); end > start; end--) {
    // Words are compared joined, so that "den haag" is "denhaag"; but "ik ben in" is not Benin.
    if (joining.has(words[end - 1] ?? '')) continue;
    const readings = lookUp(keyOf(words.slice(start, end)));
    if (readings !== undefined) return { start, end, readings };
  }
  return undefined;
}

/** What names spelled without error say: the meaning of the longest, or [] where all of them lie abroad. */
function readExact(words: readonly string[], groups: readonly Found[][], everyday: Keys): readonly Reading[] {
  const keyAt = ({ start, end }: Found) => keyOf(words.slice(start, end));
  const read = groups.flatMap((group) => {
    const alone = standsAlone(words, group);
    const places = alone ? group : group.filter((name) => !everyday.has(keyAt(name)));
    const [first] = places;
    if (first === undefined) return [];
    const readings = scaled(narrowed(places), alone ? score.typed : score.inPhrase);
    return readings.length > 0 ? [{ letters: keyAt(first).length, readings }] : [];
  });
  const longest = Math.max(...read.map(({ letters }) => letters));
  return read.filter(({ letters }) => letters === longest).flatMap(({ readings }) => readings);
}

/** Names side by side belong together: "Elst Rhenen", "Bunnik bij Utrecht", "Bergen in Noorwegen". */
function neighbours(words: readonly string[], found: readonly Found[]): readonly Found[][] {
  const groups: Found[][] = [];
  for (const name of found) {
    const group = groups.at(-1);
    const end = group?.at(-1)?.end;
    const together = end !== undefined && words.slice(end, name.start).every((word) => joining.has(word));
    if (together) group?.push(name);
    else groups.push([name]);
  }
  return groups;
}

/**
 * The first name speaks; a next one keeps of its readings those that both may mean, if there are any.
 * A country or foreign town among them puts all of them abroad.
 */
function narrowed(group: readonly Found[]): readonly Reading[] {
  return group
    .map(({ readings }) => readings)
    .reduce((kept, next) => {
      const both = kept.filter(({ municipality }) => next.some((other) => other.municipality === municipality));
      return both.length > 0 || next.length === 0 ? both : kept;
    });
}

/** True when nothing but the names was typed, or only words that lead up to a place or follow it. */
function standsAlone(words: readonly string[], group: readonly Found[]): boolean {
  const start = group[0]?.start ?? 0;
  const end = group.at(-1)?.end ?? 0;
  const before = words[start - 1];
  return (before === undefined || leading.has(before)) && words.slice(end).every((word) => trailing.has(word));
}

/** What the whole text, or the text after a word such as "in", means if it holds a typing error. */
function readMistyped(words: readonly string[], byLength: readonly Spelling[][], everyday: Keys): readonly Reading[] {
  const ends = new Set([words.length, words.findLastIndex((word) => !trailing.has(word)) + 1]);
  return words.flatMap((word, start) => {
    const named = start === 0 || (leading.has(words[start - 1] ?? '') && !leading.has(word));
    if (!named) return [];
    const keys = [...ends].map((end) => keyOf(words.slice(start, end)));
    // The whole name first: "Midden-Drente" is more than a mistyped "Midden" in Drenthe.
    return (
      keys
        .filter((key) => !everyday.has(key))
        .map((key) => nearest(key, byLength))
        .find((near) => near.length > 0) ?? []
    );
  });
}

/** The readings of the names that take the fewest typing errors to become `key`. */
function nearest(key: string, byLength: readonly Spelling[][]): readonly Reading[] {
  const letters = lettersOf(key);
  const near: { readonly errors: number; readonly readings: readonly Reading[] }[] = [];
  for (let length = key.length - 2; length <= key.length + 2; length++) {
    const allowed = errorsAllowed(length);
    if (allowed === 0) continue;
    for (const spelling of byLength[length] ?? []) {
      // One error changes at most two of the letters that occur: this spares nearly all comparisons.
      if (ones(spelling.letters ^ letters) > 2 * allowed) continue;
      const errors = typingErrors(spelling.key, key);
      if (errors > allowed) continue;
      // People rarely get the first letter wrong.
      const doubt = errors + (spelling.key[0] === key[0] ? 0 : 0.5);
      near.push({ errors, readings: scaled(spelling.readings, 1 - doubt / length) });
    }
  }
  const fewest = Math.min(...near.map(({ errors }) => errors));
  return near.filter(({ errors }) => errors === fewest).flatMap(({ readings }) => readings);
}

/** Short names are too much alike to be guessed at. */
function errorsAllowed(length: number): 0 | 1 | 2 {
  if (length >= 9) return 2;
  return length >= 5 ? 1 : 0;
}

function groupByLength(names: ReadonlyMap<string, readonly Reading[]>): readonly Spelling[][] {
  const groups: Spelling[][] = [];
  for (const [key, readings] of names) {
    groups[key.length] ??= [];
    groups[key.length]?.push({ key, letters: lettersOf(key), readings });
  }
  return groups;
}

/** Which letters occur: bit 1 for a, bit 2 for b … Other scripts share the same 32 bits. */
function lettersOf(key: string): number {
  let bits = 0;
  for (let at = 0; at < key.length; at++) bits |= 1 << (key.charCodeAt(at) & 31);
  return bits;
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Letters missing, added, changed or swapped with the next: Damerau-Levenshtein distance (optimal string alignment). */
function typingErrors(a: string, b: string): number {
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = at(current, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(changed, at(current, j) + 1, at(next, j - 1) + 1, swapped ? at(previous, j - 2) + 1 : changed);
    }
    previous = current;
    current = next;
  }
  return at(current, b.length);
}

/** A cell of a row that is known to be filled there. */
const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;

const scaled = (readings: readonly Reading[], factor: number): readonly Reading[] =>
  readings.map((reading) => ({ ...reading, score: reading.score * factor }));

/** Puts the surest reading first and keeps one of each municipality. */
function finish(readings: readonly Reading[], nameOf: ReadonlyMap<string, string>): readonly PlaceMatch[] {
  const best = new Map<string, PlaceMatch>();
  for (const { municipality, match, score } of [...readings].sort((a, b) => b.score - a.score || a.rank - b.rank)) {
    if (best.has(municipality)) continue;
    best.set(municipality, { municipality, name: nameOf.get(municipality) ?? municipality, match, score });
  }
  return [...best.values()].slice(0, most.matches);
}
