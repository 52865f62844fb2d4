/**
 * The texts of the desk in the browser: those of the page of the talk, with the file of the desk beside them.
 */
import type { Texts } from '../../core/texts.ts';

export type DeskTree = { readonly [key: string]: string | readonly string[] | DeskTree };

const mark = 'desk:';

function look(tree: DeskTree, key: string): string | readonly string[] | undefined {
  let found: string | readonly string[] | DeskTree | undefined = tree;
  for (const name of key.slice(mark.length).split('.')) {
    if (typeof found !== 'object' || Array.isArray(found)) return undefined;
    // Not a list, so it is a branch.
    found = (found as DeskTree)[name];
  }
  return typeof found === 'string' || Array.isArray(found) ? found : undefined;
}

/** The same texts, which also know what is said at the desk. A missing one is an error, never blank. */
export function withDeskTexts(texts: Texts, tree: DeskTree): Texts {
  return {
    ...texts,
    say(key, values = {}) {
      if (!key.startsWith(mark)) return texts.say(key, values);
      const found = look(tree, key);
      if (typeof found !== 'string') throw new Error(`no text "${key}" in ${texts.lang}`);
      return found.replace(/\{\{(\w+)\}\}/g, (hole, name) => String(values[name] ?? hole));
    },
    lines(key) {
      if (!key.startsWith(mark)) return texts.lines(key);
      const found = look(tree, key);
      return found === undefined ? [] : typeof found === 'string' ? [found] : found;
    },
    has: (key) => (key.startsWith(mark) ? look(tree, key) !== undefined : texts.has(key)),
  };
}
