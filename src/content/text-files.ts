/**
 * Reads `locales/` and hands out sentences through i18next.
 */
import { createInstance, type i18n } from 'i18next';
import { z } from 'zod';
import type { Rendering } from '../core/place.ts';
import { sourceLanguage, type Texts } from '../core/texts.ts';
import type { Learned } from '../core/understand/understand.ts';
import { type CommandWords, commandsFile, commandsSchema } from './command-words.ts';
import { readLearned } from './learned-file.ts';
import { once } from './once.ts';
import { keysFor, type TextPlace } from './packed/said-in.ts';
import type { Reader } from './reader.ts';
import { withDutchSentences } from './sentences-to-say.ts';

/** One file of sentences each; the first part of every key. */
export const namespaces = [
  'ui',
  'questions',
  'guidance',
  'visits',
  'reasons',
  'services',
  'pages',
  'bot',
  'desk',
] as const;

/** What only professionals and partners read (the desk, the page for partners) is in these alone. */
export const deskLanguages: readonly string[] = ['nl', 'en'];

/** Which files of sentences a language has: that of the desk only where the desk is spoken. */
function isWritten(name: (typeof namespaces)[number], code: string): boolean {
  return name !== 'desk' || deskLanguages.includes(code);
}

/**
 * How sure we are of the words of a language (guide E3): A published terms, B standard vocabulary, C uncertain. While a
 * language is C, the screens of an emergency show the Dutch beside it: danger must never hang on an unsure sentence.
 */
export const confidences = ['A', 'B', 'C'] as const;

export const metaSchema = z.strictObject({
  /** Its own name for itself. */
  name: z.string().min(2),
  /** What it is called in Dutch, for the sentence "Ik spreek …". */
  inDutch: z.string().min(2),
  dir: z.enum(['ltr', 'rtl']),
  confidence: z.enum(confidences),
  /** The day on which native speakers had read every text as it stands; null until then. The check compares it. */
  reviewed: z.iso.date().nullable(),
});
export type Meta = z.output<typeof metaSchema>;

export type Tree = { readonly [key: string]: string | readonly string[] | Tree };
const textsSchema: z.ZodType<Tree> = z.lazy(() =>
  z.record(z.string(), z.union([z.string().min(1), z.array(z.string().min(1)), textsSchema])),
);

export interface LocaleFiles {
  readonly code: string;
  readonly meta: Meta;
  readonly namespaces: Readonly<Record<(typeof namespaces)[number], Tree>>;
  /** How this language writes the largest municipalities, by their codes. */
  readonly renderings: readonly Rendering[];
  /** What was learned of its typed sentences; read when it is first asked for. */
  readonly learned: () => Learned | null;
  /** What is typed in it to steer the talk in a chat program. */
  readonly commands: CommandWords;
}

/** A sentence was asked for that no file has. `check` finds these beforehand. */
export class MissingText extends Error {
  constructor(lang: string, key: string) {
    super(`locales/${lang} has no text "${key}"; write it, or take out what asks for it`);
    this.name = 'MissingText';
  }
}

/** Where a language says how it writes municipalities; Dutch needs no such file. */
export function placesFile(code: string): string {
  return `locales/${code}/places.json`;
}

const renderingsSchema = z.record(z.string().regex(/^GM\d{4}$/), z.array(z.string().min(2)).min(1));

/** Reads one language; null with problems noted when a file cannot be used. */
export function readLocale(reader: Reader, code: string): LocaleFiles | null {
  const meta = reader.json(`locales/${code}/meta.json`, metaSchema);
  const trees = namespaces.map((name) => {
    const tree = isWritten(name, code) ? reader.json(`locales/${code}/${name}.json`, textsSchema) : {};
    return [name, tree] as const;
  });
  if (meta === null || trees.some(([, tree]) => tree === null)) return null;
  const places = reader.has(placesFile(code)) ? reader.json(placesFile(code), renderingsSchema) : {};
  const commands = reader.yaml(commandsFile(code), commandsSchema);
  if (places === null || commands === null) return null;
  const renderings = Object.entries(places).flatMap(([municipality, names]) =>
    names.map((name) => ({ name, municipality })),
  );
  // One entry for each namespace was made just above, and none is null.
  const learned = once(() => readLearned(reader.root, code));
  return {
    code,
    meta,
    renderings,
    learned,
    commands,
    namespaces: Object.fromEntries(trees) as LocaleFiles['namespaces'],
  };
}

/** The texts of a language by key (`ui:open.now`): one text, or a list of lines. */
export type TextsByKey = ReadonlyMap<string, string | readonly string[]>;

export function textsByKey({ namespaces: trees }: Pick<LocaleFiles, 'namespaces'>): TextsByKey {
  const texts = new Map<string, string | readonly string[]>();
  const walk = (tree: Tree, prefix: string): void => {
    for (const [name, value] of Object.entries(tree)) {
      if (typeof value === 'string' || isLines(value)) texts.set(prefix + name, value);
      else walk(value, `${prefix}${name}.`);
    }
  };
  for (const name of namespaces) walk(trees[name], `${name}:`);
  return texts;
}

function isLines(value: Tree[string]): value is readonly string[] {
  return Array.isArray(value);
}

/** The file that holds a text. */
export function fileOfText(code: string, key: string): string {
  return `locales/${code}/${key.slice(0, key.indexOf(':'))}.json`;
}

/** The texts with the Dutch sentences to say filled in: they are written once, in the source language. */
export function completeLocales(locales: readonly LocaleFiles[]): readonly LocaleFiles[] {
  const [source] = locales;
  if (source === undefined) return [];
  return locales.map((locale) => {
    const { services } = locale.namespaces;
    const isSource = locale.code === source.code;
    const completed = withDutchSentences(services, source.namespaces.services, isSource ? null : locale.meta.inDutch);
    return { ...locale, namespaces: { ...locale.namespaces, services: completed } };
  });
}

/** An i18next with these languages, each on its own: a missing text never falls back to another language. */
export function openTexts(locales: readonly LocaleFiles[]): i18n {
  const instance = createInstance();
  void instance.init({
    initAsync: false,
    lng: sourceLanguage,
    fallbackLng: false,
    ns: [...namespaces],
    resources: Object.fromEntries(locales.map(({ code, namespaces: trees }) => [code, trees])),
    interpolation: { escapeValue: false }, // renderers escape; a sentence is not HTML
    // Voices are written out in the key (`what_bystander`), so `_` must not be taken for a context or a plural. A text
    // with a number in it has one form for each plural of the language: `presses|one`, `presses|few` …
    contextSeparator: '|',
    pluralSeparator: '|',
    returnNull: false,
  });
  return instance;
}

/**
 * The sentences of one language, as they are said in one place; without a place, on the pages of a server. `beside`: the
 * Dutch ones that stand beside them where danger is spoken of.
 */
export function textsOf(
  instance: i18n,
  { code, meta, renderings, learned }: Pick<LocaleFiles, 'code' | 'meta' | 'renderings' | 'learned'>,
  place?: TextPlace,
  beside: Texts | null = null,
): Texts {
  const translate = instance.getFixedT(code);
  const exists = (key: string): boolean => instance.exists(key, { lng: code });
  const here = (key: string): string => {
    if (place === undefined) return key;
    // A number counts the lines of a text, and it is the text that may be another one here.
    const [, text = key, line = ''] = /^(.*?)(\.\d+)?$/.exec(key) ?? [];
    const own = keysFor(text, place).find(exists);
    return own === undefined ? key : `${own}${line}`;
  };
  const say = remembering((key, values) => {
    const text = translate(here(key), { ...values, defaultValue: '' });
    if (typeof text !== 'string' || text === '') throw new MissingText(code, key);
    return text;
  });
  const lines = remembering((key): readonly string[] => {
    if (!exists(here(key))) return [];
    const found: unknown = translate(here(key), { returnObjects: true });
    if (typeof found === 'string') return [found];
    return Array.isArray(found) ? found.map(String) : [];
  });
  const has = remembering((key) => exists(here(key)));
  const { dir } = meta;
  return { lang: code, dir, say, lines: (key) => lines(key), has: (key) => has(key), beside, renderings, learned };
}

type Values = { readonly [name: string]: string | number };

/** More sentences than any content has; only a guard. */
const mostRemembered = 20_000;

/**
 * Remembers what was looked up. i18next takes some twenty microseconds a sentence and a reply has a hundred; keys and
 * values come from the content alone, never from a person, so there are only so many.
 */
function remembering<T>(look: (key: string, values?: Values) => T): (key: string, values?: Values) => T {
  const remembered = new Map<string, T>();
  return (key, values) => {
    const name = values === undefined ? key : `${key} ${JSON.stringify(values)}`;
    const known = remembered.get(name);
    if (known !== undefined) return known;
    const found = look(key, values);
    if (remembered.size < mostRemembered) remembered.set(name, found);
    return found;
  };
}
