/**
 * A world that stands still: the content as it once was, with other addresses and the ends of long numbers made up
 * (`world.json`). What the core makes of it changes only when the core does.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openTalk, type TalkSource } from '../../../src/content/packed/talk.ts';
import type { Rendering } from '../../../src/core/place.ts';
import type { Texts } from '../../../src/core/texts.ts';
import type { Talk } from '../../../src/core/turn.ts';

export const worldFile = fileURLToPath(new URL('world.json', import.meta.url));

/** Names of towns as another language would write them. */
export const renderings: readonly Rendering[] = [
  { name: 'لاهاي', municipality: 'GM0518' },
  { name: 'Lahey', municipality: 'GM0518' },
];

function source(): TalkSource {
  // It was written by `write.ts` from a source of this form.
  return JSON.parse(readFileSync(worldFile, 'utf8')) as TalkSource;
}

/** Opened anew, so that nothing is remembered of before. */
export function openWorld(): Talk {
  return openTalk(source(), renderings);
}

/** All names of places in it. */
export function placeNames(): readonly string[] {
  return source().places.places.map(({ name }) => name);
}

/** All postcodes in it, four digits each; first those that reach into other municipalities. */
export function postcodes(): readonly string[] {
  return source()
    .places.postcodes.toSorted((one, other) => other.alternatives.length - one.alternatives.length)
    .map(({ postcode }) => postcode);
}

/** The same for the same key; about three of four are there. */
function isThere(key: string): boolean {
  let sum = 7;
  for (const letter of key) sum = (sum * 31 + letter.charCodeAt(0)) % 1_009;
  return sum % 4 !== 0;
}

/** What differs stands first, as in sentences: `self options who questions`. */
function wordsOf(key: string): string {
  return key.split(/[:.]/).reverse().join(' ');
}

/** Texts that say their own keys, with the values given to them. */
export function keysAsTexts(lang: string, dir: Texts['dir'], beside: Texts | null): Texts {
  return {
    lang,
    dir,
    beside,
    say: (key, values) => (values === undefined ? wordsOf(key) : `${wordsOf(key)} ${JSON.stringify(values)}`),
    lines: (key) => (isThere(key) ? [`${key} 1`, `${key} 2`] : []),
    has: isThere,
    renderings,
    learned: () => null,
  };
}

export const dutch = keysAsTexts('nl', 'ltr', null);
/** Of a language that does not stand alone where danger is spoken of. */
export const unsure = keysAsTexts('xx', 'rtl', dutch);
