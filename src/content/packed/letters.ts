/**
 * Writes texts so that they pack well, and back: nothing here is seen by anybody.
 *
 * A sentence begins with a capital, so its capital need not be written. A script whose letters take two or three bytes
 * each is written in the letters that every browser reads in one, by a table that travels along.
 */

/** Where a sentence begins, and the mark that says: as it stands. */
const beginnings = /(^|[.?] ‘?|: ‘|~|\|)(\^?)(\p{L})/gu;

function withoutCapitals(text: string): string {
  return text.replace(beginnings, (_all, before: string, mark: string, letter: string) => {
    const small = letter.toLowerCase();
    return before + (small.length === 1 && small.toUpperCase() === letter ? small : `^${mark}${letter}`);
  });
}

function withCapitals(text: string): string {
  return text.replace(
    beginnings,
    (_all, before: string, mark: string, letter: string) => before + (mark === '' ? letter.toUpperCase() : letter),
  );
}

/** What a text may be written with: one byte each, and nothing that a script has to escape. Marks stay what they are. */
const oneByte = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).filter(
  (character) => !/["'\\<^|~{}]/.test(character),
);
const marks = new Set('^|{}~');
const firstOfTwoBytes = 0xa1;

/** The letters of a text that are written as others. */
export interface Letters {
  readonly read: string;
  /** What the first of them are written as; the rest are written as the letters from `firstOfTwoBytes` on. */
  readonly written: string;
}

/** The commonest letters get one byte. Letters that have one byte already keep theirs while they are common enough. */
function lettersFor(text: string): Letters {
  const counts = new Map<string, number>();
  for (const letter of text) if (!marks.has(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const byUse = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([letter]) => letter);
  const common = byUse.slice(0, oneByte.length);
  const kept = new Set(common.filter((letter) => oneByte.includes(letter)));
  const free = oneByte.filter((letter) => !kept.has(letter));
  const moved = common.filter((letter) => !kept.has(letter)).sort();
  const rare = byUse.slice(oneByte.length).sort();
  return { read: [...moved, ...rare].join(''), written: free.slice(0, moved.length).join('') };
}

/** Each letter with what it is written as. */
function pairsOf({ read, written }: Letters): readonly (readonly [string, string])[] {
  return [...read].map((letter, index) => [
    letter,
    written[index] ?? String.fromCharCode(firstOfTwoBytes + index - written.length),
  ]);
}

function exchanged(text: string, table: ReadonlyMap<string, string>): string {
  return [...text].map((letter) => table.get(letter) ?? letter).join('');
}

export interface WrittenTexts extends Letters {
  readonly lines: string;
}

/** @throws Error when the text would not come back the same */
export function writeLetters(text: string): WrittenTexts {
  const plain = withoutCapitals(text);
  const letters = lettersFor(plain);
  const written = { ...letters, lines: exchanged(plain, new Map(pairsOf(letters))) };
  if (readLetters(written) !== text)
    throw new Error('a text would not come back as it is; see src/content/packed/letters.ts');
  return written;
}

export function readLetters({ lines, ...letters }: WrittenTexts): string {
  const table = new Map(pairsOf(letters).map(([letter, written]) => [written, letter]));
  return withCapitals(exchanged(lines, table));
}
