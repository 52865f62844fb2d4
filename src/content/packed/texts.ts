/**
 * The sentences of one language, packed for the way to a browser, and the few lines that stand in for i18next there:
 * it alone is larger than a whole first view.
 */
import type { Texts } from '../../core/texts.ts';
import { keysFor } from './said-in.ts';

export type TextTree = { readonly [key: string]: string | readonly string[] | TextTree };

/** The names of all texts as a tree, each end a 0: the same for every language, so it travels once. */
export type TextShape = { readonly [key: string]: 0 | TextShape };

export interface PackedTexts {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** In the order of the shape. */
  readonly texts: readonly (string | readonly string[])[];
}

type Found = string | readonly string[] | TextTree | undefined;

function isTree(found: Found): found is TextTree {
  return typeof found === 'object' && !Array.isArray(found);
}

/** What stands under `file:path.to.text`. */
function look(texts: TextTree, key: string): Found {
  let found: Found = texts;
  for (const name of key.split(/[:.]/)) {
    // A number counts lines, as in `pages:privacy.paragraphs.0`.
    found = isTree(found) ? found[name] : Array.isArray(found) ? found[Number(name)] : undefined;
  }
  return found;
}

/** Texts for pages that a browser never makes by itself. */
const onServerOnly: readonly string[] = ['partners'];

/** Where a page runs the talk by itself: with a server of ours behind it, or without any. */
export type BrowserPlace = 'browser' | 'static';

/** What is said in that place only takes the place of what is said on a server; what belongs elsewhere stays behind. */
function inBrowser(tree: TextTree, place: BrowserPlace): TextTree {
  const kept = Object.entries(tree).filter(([name]) => !name.includes('@') && !onServerOnly.includes(name));
  return Object.fromEntries(
    kept.map(([name, value]) => {
      const own =
        keysFor(name, place)
          .map((key) => tree[key])
          .find((text) => text !== undefined) ?? value;
      return [name, isTree(own) ? inBrowser(own, place) : own];
    }),
  );
}

export function shapeOf(texts: TextTree): TextShape {
  return Object.fromEntries(
    Object.entries(inBrowser(texts, 'browser')).map(([name, value]) => [name, isTree(value) ? shapeOf(value) : 0]),
  );
}

/** What stands at the ends of the shape. @throws Error that names a text which this language lacks. */
function inOrder(shape: TextShape, texts: Found, path: string): PackedTexts['texts'] {
  return Object.entries(shape).flatMap(([name, below]): PackedTexts['texts'] => {
    const found = isTree(texts) ? texts[name] : undefined;
    const key = `${path}${name}`;
    if (below !== 0) return inOrder(below, found, path === '' ? `${key}:` : `${key}.`);
    if (found === undefined || isTree(found)) throw new Error(`no text "${key}"; run "wegwijzer check"`);
    return [found];
  });
}

/** A language in the order of the shape, as it is said in that place. */
export function packTexts(
  lang: string,
  dir: 'ltr' | 'rtl',
  texts: TextTree,
  shape: TextShape,
  place: BrowserPlace = 'browser',
): PackedTexts {
  return { lang, dir, texts: inOrder(shape, inBrowser(texts, place), '') };
}

function grow(shape: TextShape, texts: Iterator<string | readonly string[]>): TextTree {
  return Object.fromEntries(
    Object.entries(shape).map(([name, below]) => [name, below === 0 ? texts.next().value : grow(below, texts)]),
  );
}

/** The texts in a browser. The same sentence for every key as on a server; a missing one is an error, never blank. */
export function openPackedTexts({ lang, dir, texts: ends }: PackedTexts, shape: TextShape): Texts {
  const texts = grow(shape, ends.values());
  return {
    lang,
    dir,
    say(key, values = {}) {
      const found = look(texts, key);
      if (typeof found !== 'string') throw new Error(`no text "${key}" in ${lang}`);
      return found.replace(/\{\{(\w+)\}\}/g, (hole, name) => String(values[name] ?? hole));
    },
    lines(key) {
      const found = look(texts, key);
      if (typeof found === 'string') return [found];
      return Array.isArray(found) ? found : [];
    },
    has: (key) => look(texts, key) !== undefined,
  };
}
