/**
 * The grammar fuzzer: takes an input that is right and breaks it a little, as broken programs and people with bad intent do.
 */
import type { Random } from './random.ts';

/** What parsers trip over: ends of numbers, halves of characters, marks that nobody sees, names that objects have. */
const oddPieces: readonly string[] = [
  '\u0000',
  '\ud800',
  '\udfff',
  '\ufeff',
  '\ufffd',
  '\u202e',
  '\u2066',
  '\u200f',
  '\u200b',
  '\u0301'.repeat(40),
  '\u0489',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\ufdfa',
  '\u0130',
  '\u212a',
  'ß',
  '٣',
  '\r\n',
  '\n',
  '\t',
  '\u0085\u2028',
  ' ',
  '',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '9'.repeat(40),
  '-0',
  '1e999',
  'NaN',
  '0x10',
  '999999999999999999',
  '2026-02-30',
  '24:00',
  '112',
  '{{name}}',
  '$&',
  '$1',
  '%00',
  '%',
  '%zz',
  '%C0%80',
  '%u0000',
  '&amp;',
  '&#x110000;',
  '<script>',
  '</at>',
  '<at>',
  ']]>',
  '<!--',
  '"',
  "'",
  '`',
  '\\',
  '\\u',
  '/../',
  '../../etc/passwd',
  '//',
  '://',
  '@',
  '#',
  '?',
  '&',
  '=',
  ',',
  ';',
  ':',
  '|',
  '!',
  '*',
  '+',
  '~',
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  '&a *a',
  '!!js/function',
  '<<: *a',
  '? ',
  '- ',
  '--- ',
  '%YAML 9.9',
];

/** What opens again and again; how deep depends on what the door lets in. */
const opening: readonly string[] = [
  '[',
  '{"a":',
  '(',
  '<a>',
  '- ',
  '{a: ',
  '"',
  "'",
  '&',
  '%',
  '((a+)+',
  '[[',
  '\u0301',
];

/** One way to break a text that may be at most `most` characters long. */
type Break = (random: Random, text: string, most: number) => string;

const put: Break = (random, text) => {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.pick(oddPieces) + text.slice(at);
};

const span = (random: Random, text: string): readonly [from: number, to: number] => {
  const from = random.below(text.length + 1);
  return [from, Math.min(text.length, from + 1 + random.below(20))];
};

const breaks: readonly Break[] = [
  put,
  put,
  put,
  // Broken off.
  (random, text) => text.slice(0, random.below(text.length + 1)),
  (random, text) => text.slice(random.below(text.length + 1)),
  // A piece is gone, there twice, somewhere else, or many times.
  (random, text) => {
    const [from, to] = span(random, text);
    return text.slice(0, from) + text.slice(to);
  },
  (random, text) => {
    const [from, to] = span(random, text);
    return text.slice(0, to) + text.slice(from);
  },
  (random, text) => {
    const [from, to] = span(random, text);
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(from, to) + text.slice(at);
  },
  (random, text, most) => {
    const [from, to] = span(random, text);
    const piece = text.slice(from, to);
    const times = piece === '' ? 0 : Math.min(1 + random.below(200), Math.floor(most / piece.length));
    return text.slice(0, from) + piece.repeat(times) + text.slice(to);
  },
  // One character is another one.
  (random, text) => {
    const at = random.below(text.length);
    return (
      text.slice(0, at) + String.fromCharCode(random.below(random.chance(0.7) ? 128 : 65_536)) + text.slice(at + 1)
    );
  },
  // Two neighbours change places.
  (random, text) => {
    const at = random.below(text.length);
    return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
  },
  // A number is another one.
  (random, text) =>
    text.replace(/\d+/, () => random.pick(['0', '-1', '1e400', '9'.repeat(30), '2147483648', '٣', '½'])),
  // Another case.
  (random, text) => (random.chance(0.5) ? text.toUpperCase() : text.toLowerCase()),
];

/** How often a piece fits into what is left. */
function times(piece: string, text: string, most: number): number {
  return Math.max(0, Math.floor((most - text.length) / piece.length));
}

/** Rare, because each takes long: as much as the door lets in. */
const large: readonly Break[] = [
  (random, text, most) => {
    const piece = random.pick(opening);
    return piece.repeat(times(piece, text, most)) + text;
  },
  (random, text, most) => {
    const piece = random.pick(oddPieces) || 'a';
    const at = random.below(text.length + 1);
    return text.slice(0, at) + piece.repeat(times(piece, text, most)) + text.slice(at);
  },
  (_random, text, most) => (text === '' ? text : text.repeat(Math.floor(most / text.length))),
];

/** How often a text is as long as its door lets in. */
const oftenLarge = 0.004;

/** A text broken in up to three places; now and then not at all, so that what comes after the parser is reached too. */
export function broken(random: Random, text: string, most = 4_000): string {
  let now = text;
  for (let left = random.below(4); left > 0; left--) now = random.pick(breaks)(random, now, most);
  if (random.chance(oftenLarge)) now = random.pick(large)(random, now, most);
  return now.length > most ? now.slice(0, most) : now;
}

/** The same of bytes: bits turned, pieces gone, there twice or in another place. */
export function brokenBytes(random: Random, bytes: Buffer): Buffer {
  let now = Buffer.from(bytes);
  for (let left = random.below(4); left > 0; left--) {
    const at = random.below(now.length + 1);
    const to = Math.min(now.length, at + 1 + random.below(40));
    switch (random.below(5)) {
      case 0:
        now = now.subarray(0, at);
        break;
      case 1:
        now = Buffer.concat([now.subarray(0, at), now.subarray(to)]);
        break;
      case 2:
        now = Buffer.concat([now.subarray(0, to), now.subarray(at)]);
        break;
      default:
        now = Buffer.from(now);
        if (now.length > 0) now[Math.min(at, now.length - 1)] = random.below(256);
    }
  }
  return now;
}

// --- Values, as JSON and objects hold them ----------------------------------------------------------------------------

const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  [],
  {},
  [[]],
  [null],
  { toString: null },
  { length: -1 },
  ...oddPieces,
];

function oddKey(random: Random): string {
  return random.pick(['__proto__', 'constructor', 'toString', 'length', '', ' ', '0', 'then', 'toJSON', 'type', 'id']);
}

/** A value with a few of its parts replaced, left out, wrapped, or named otherwise. */
export function brokenValue(random: Random, value: unknown, often = 0.12): unknown {
  if (random.chance(often)) {
    if (random.chance(0.15)) return [value];
    if (random.chance(0.15)) return { [oddKey(random)]: value };
    if (typeof value === 'string' && random.chance(0.6)) return broken(random, value);
    return random.pick(oddValues);
  }
  if (Array.isArray(value)) {
    const kept = value.filter(() => !random.chance(often / 2)).map((one) => brokenValue(random, one, often));
    return random.chance(often / 4) ? [...kept, ...kept] : kept;
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value)
    .filter(() => !random.chance(often / 2))
    .map(([name, one]) => [random.chance(often / 4) ? oddKey(random) : name, brokenValue(random, one, often)] as const);
  const changed: Record<string, unknown> = Object.create(null);
  for (const [name, one] of fields) changed[name] = one;
  return changed;
}

/** Such a value as text; broken once more, now and then. `often`: for large values a small one, so that some of it stays. */
export function brokenJson(random: Random, value: unknown, most = 30_000, often = 0.12): string {
  const text = JSON.stringify(random.chance(0.1) ? value : brokenValue(random, value, often)) ?? 'null';
  return random.chance(0.3) ? broken(random, text, most) : text;
}
