/**
 * Texts that are looked up once. A page asks for some fifty sentences, nearly all of them without values to put in.
 */
import type { Texts } from '../core/texts.ts';

/** The same texts, faster. As many are kept as the content has keys. */
export function remembered(texts: Texts): Texts {
  const said = new Map<string, string>();
  const known = new Map<string, boolean>();
  return {
    ...texts,
    say(key, values) {
      if (values !== undefined) return texts.say(key, values);
      const before = said.get(key);
      if (before !== undefined) return before;
      const text = texts.say(key);
      said.set(key, text);
      return text;
    },
    has(key) {
      const before = known.get(key);
      if (before !== undefined) return before;
      const has = texts.has(key);
      known.set(key, has);
      return has;
    },
  };
}
