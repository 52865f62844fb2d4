/**
 * The sentences of one language, packed for the way to a browser, and the few lines that stand in for i18next there:
 * it alone is larger than a whole first view.
 */
import type { Rendering } from '../../core/place.ts';
import { sourceLanguage, type Texts } from '../../core/texts.ts';
import type { Learned } from '../../core/understand/understand.ts';
import { readLetters, type WrittenTexts, writeLetters } from './letters.ts';
import { keysFor } from './said-in.ts';

export type TextTree = { readonly [key: string]: string | readonly string[] | TextTree };

/** The names of all texts as a tree, each end a 0: the same for every language, so it travels once. */
export type TextShape = { readonly [key: string]: 0 | TextShape };

/** A shape in one line: `ui(title open(now later)) …`. */
export type PackedShape = string;

export function packShape(shape: TextShape): PackedShape {
  return Object.entries(shape)
    .map(([name, below]) => (below === 0 ? name : `${name}(${packShape(below)})`))
    .join(' ');
}

export function unpackShape(packed: PackedShape): TextShape {
  const open: Record<string, 0 | TextShape>[] = [{}];
  for (const [, name = '', opens, closes = ''] of packed.matchAll(/([^ ()]+)(\()?(\)*) ?/g)) {
    const branch = {};
    // The last one that was opened and not yet closed.
    (open.at(-1) as Record<string, 0 | TextShape>)[name] = opens === undefined ? 0 : branch;
    if (opens !== undefined) open.push(branch);
    open.splice(open.length - closes.length);
  }
  return open[0] ?? {};
}

export interface PackedTexts extends WrittenTexts {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** What stands in Dutch beside an unsure language. */
  readonly beside?: TextTree;
  /** What was learned of typed sentences. */
  readonly learned?: Learned;
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

/** Texts that the page of a talk never says by itself: of pages and refusals of a server, of chat programs, of the desk, and of the loader. */
const onServerOnly: readonly string[] = [
  'bot',
  'desk',
  'partners',
  'embed',
  'no-scripts',
  'stale',
  'bad-request',
  'too-large',
  'not-found',
  'too-many',
];

type Text = string | readonly string[];

/** A list has an upright stroke after each of its parts. A text with plural forms is a list. */
function linesOf(texts: readonly Text[]): string {
  return texts.map((text) => (typeof text === 'string' ? text : text.map((part) => `${part}|`).join(''))).join('~');
}

function textsOf(lines: string): readonly Text[] {
  return lines.split('~').map((line) => (line.endsWith('|') ? line.slice(0, -1).split('|') : line));
}

/** Where a page runs the talk by itself: with a server of ours behind it, or without any. */
export type BrowserPlace = 'browser' | 'static';

/** The plural forms of a text (`presses|one`, `presses|few`) as one list: languages differ in which they have. */
function withFormsTogether(tree: TextTree): TextTree {
  const together: Record<string, TextTree[string]> = {};
  for (const [name, text] of Object.entries(tree)) {
    const [counted = name, form] = name.split('|');
    if (form === undefined) together[name] = text;
    // The check demands plain texts here.
    else together[counted] = [...((together[counted] as readonly string[] | undefined) ?? []), form, String(text)];
  }
  return together;
}

/** What is said in that place only takes the place of what is said on a server; what belongs elsewhere stays behind. */
function inBrowser(written: TextTree, place: BrowserPlace): TextTree {
  const tree = withFormsTogether(written);
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
function inOrder(shape: TextShape, texts: Found, path: string): readonly Text[] {
  return Object.entries(shape).flatMap(([name, below]): readonly Text[] => {
    const found = isTree(texts) ? texts[name] : undefined;
    const key = `${path}${name}`;
    if (below !== 0) return inOrder(below, found, path === '' ? `${key}:` : `${key}.`);
    if (found === undefined || isTree(found)) throw new Error(`no text "${key}"; run "wegwijzer check"`);
    return [found];
  });
}

/** What is packed of a language besides its texts. */
interface Spoken {
  readonly code: string;
  readonly meta: { readonly dir: 'ltr' | 'rtl' };
  readonly renderings: readonly Rendering[];
  readonly learned: () => Learned | null;
}

/** A language in the order of the shape, as it is said in that place, and how it writes municipalities. */
export function packTexts(
  { code: lang, meta: { dir }, renderings, learned }: Spoken,
  texts: TextTree,
  shape: TextShape,
  place: BrowserPlace = 'browser',
  beside: TextTree | null = null,
): PackedTexts {
  const said = inOrder(shape, inBrowser(texts, place), '');
  const marked = said.flat().find((text) => /[\n~|^]/.test(text));
  if (marked !== undefined) throw new Error(`a text holds a line end or one of the marks ~ | ^: "${marked}"`);
  const lines = linesOf([...said, renderings.map(({ name, municipality }) => municipality + name)]);
  const taught = learned();
  return {
    lang,
    dir,
    ...writeLetters(lines),
    ...(beside === null ? {} : { beside }),
    ...(taught === null ? {} : { learned: taught }),
  };
}

function grow(shape: TextShape, texts: Iterator<Text>): TextTree {
  return Object.fromEntries(
    Object.entries(shape).map(([name, below]) => [name, below === 0 ? texts.next().value : grow(below, texts)]),
  );
}

/** The text of the plural form that a number takes. */
function formFor(lang: string, forms: readonly string[], count: number): string | undefined {
  const form = new Intl.PluralRules(lang).select(count);
  // A browser that does not know the language counts as another one does: any form is better than none.
  return forms[forms.indexOf(form) + 1] ?? forms.at(-1);
}

/** The texts in a browser. The same sentence for every key as on a server; a missing one is an error, never blank. */
export function openPackedTexts({ lang, dir, beside, learned, ...written }: PackedTexts, shape: TextShape): Texts {
  const said = textsOf(readLetters(written)).values();
  const texts = grow(shape, said);
  const names = said.next().value ?? [];
  const dutch = beside === undefined ? null : textsIn(sourceLanguage, 'ltr', beside);
  return {
    ...textsIn(lang, dir, texts),
    beside: dutch && { ...dutch, beside: null, renderings: [], learned: () => null },
    learned: () => learned ?? null,
    renderings: [names]
      .flat()
      .filter(Boolean)
      .map((name) => ({ municipality: name.slice(0, 6), name: name.slice(6) })),
  };
}

function textsIn(lang: string, dir: 'ltr' | 'rtl', texts: TextTree): Omit<Texts, 'beside' | 'renderings' | 'learned'> {
  return {
    lang,
    dir,
    say(key, values = {}) {
      let found = look(texts, key);
      if (Array.isArray(found) && values.count !== undefined) found = formFor(lang, found, Number(values.count));
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
