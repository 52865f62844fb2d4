/**
 * The words of a typed line, written one way: people leave out accents, mix spellings of one sound, stretch letters and
 * forget capitals, and none of that changes what they mean.
 */

/** Longer texts are cut: nobody says in more what it is about, and nothing may take long to read. */
export const maxWords = 120;

/** Letters that differ on the keyboard and not in meaning, after accents are gone. */
const sameLetter: ReadonlyMap<string, string> = new Map(
  [
    // Turkish and Kurdish dotless i; Scandinavian, Polish and German letters that have no accent to lose.
    'ıi øo łl ßs æa',
    // Arabic, Persian and Kurdish keyboards; the final forms that people use for each other.
    'ةه ىي یي ېي کك ڪك ەه ھه ۀه ہه ۆو ڤف ٱا',
    // Eastern digits.
    '٠0 ١1 ٢2 ٣3 ٤4 ٥5 ٦6 ٧7 ٨8 ٩9 ۰0 ۱1 ۲2 ۳3 ۴4 ۵5 ۶6 ۷7 ۸8 ۹9',
    // Ethiopic letters that sound alike in Tigrinya spelling, all seven orders.
    'ሐሀ ሑሁ ሒሂ ሓሃ ሔሄ ሕህ ሖሆ ኀሀ ኁሁ ኂሂ ኃሃ ኄሄ ኅህ ኆሆ ሠሰ ሡሱ ሢሲ ሣሳ ሤሴ ሥስ ሦሶ ዐአ ዑኡ ዒኢ ዓኣ ዔኤ ዕእ ዖኦ ፀጸ ፁጹ ፂጺ ፃጻ ፄጼ ፅጽ ፆጾ',
    // Ukrainian beside its neighbour.
    'ыи эе ъь ґг',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

const foldable = new RegExp(`[${[...sameLetter.keys()].join('')}]`, 'gu');
/** Accents, the Arabic stretch, the joiners that only shape letters, and apostrophes of every keyboard. */
const silent = /\p{M}|\u0640|\u200c|\u200d|\ufe0f|['’‘ʼʻ`´]/gu;
const stretched = /(\p{L})\1{2,}/gu;
const word = /[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu;

/** The text in the one spelling that patterns are written in too. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(silent, '')
    .toLowerCase()
    .replace(foldable, (letter) => sameLetter.get(letter) ?? letter)
    .replace(stretched, '$1');
}

/** The words of a text, folded, at most `maxWords`; a pictogram is a word. */
export function wordsOf(text: string): readonly string[] {
  return (fold(text).match(word) ?? []).slice(0, maxWords);
}
