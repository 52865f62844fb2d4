import type { Library } from '../content/library.ts';
import type { Texts } from '../core/texts.ts';

/** A text by code of a language; languages in which it is null are left out. */
export function inLanguages(
  library: Library,
  say: (texts: Texts) => string | null,
): { readonly [lang: string]: string } {
  const said = library.languages.flatMap(({ code }) => {
    const text = say(library.texts(code));
    return text === null ? [] : [[code, text] as const];
  });
  return Object.fromEntries(said);
}

/** The text under this key, or null where this language has none. */
export function textUnder(key: string): (texts: Texts) => string | null {
  return (texts) => (texts.has(key) ? texts.say(key) : null);
}
