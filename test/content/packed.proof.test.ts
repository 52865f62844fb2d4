/**
 * What travels to a browser is the content, whole: packed, sent as JSON and unpacked it says the same sentences, asks the
 * same questions, names the same people and finds the same places as on a server.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readContent } from '../../src/content/load.ts';
import { saidIn, textPlaces } from '../../src/content/packed/said-in.ts';
import { packTalk, type TalkSource, unpackTalk } from '../../src/content/packed/talk.ts';
import {
  openPackedTexts,
  packShape,
  packTexts,
  shapeOf,
  type TextTree,
  unpackShape,
} from '../../src/content/packed/texts.ts';
import { Reader } from '../../src/content/reader.ts';
import { publicDirectory } from '../../src/content/referral-files.ts';
import { completeLocales, type LocaleFiles, openTexts, textsOf } from '../../src/content/text-files.ts';
import type { Step } from '../../src/core/dialog.ts';
import type { Seen } from '../../src/core/directory.ts';
import { buildPlaceSearch, type PlaceSearch, placeKinds, type Rendering } from '../../src/core/place.ts';
import type { Texts } from '../../src/core/texts.ts';
import { library, projectRoot } from '../support/content.ts';
import { everything } from '../support/extent.ts';
import { mistyped } from '../support/typing-errors.ts';

const files = readContent(new Reader(projectRoot));
if (files === null) throw new Error('the content cannot be read');
const locales = completeLocales(files.locales);
const source: TalkSource = {
  dialogs: files.dialogs.dialogs,
  visits: files.dialogs.visits,
  policy: files.policy,
  directory: publicDirectory(files.referral),
  places: files.referral.places,
};
const [sourceLocale] = locales;
const shape = shapeOf(sourceLocale?.namespaces ?? {});

/** As it is after the way: nothing but what JSON can say. */
function sent<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

const unpacked = unpackTalk(sent(packTalk(source, library().languages, shape)));

// --- Sentences --------------------------------------------------------------------------------------------------------

function packedTextsOf(locale: LocaleFiles): Texts {
  return openPackedTexts(sent(packTexts(locale, locale.namespaces, shape)), unpackShape(sent(packShape(shape))));
}

/** `file:path.to.text` of every text, as the files have it. */
function keysOf(tree: TextTree, path = ''): readonly string[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const key = `${path}${name}`;
    if (typeof value === 'string') return [key];
    // A list can be asked for as a whole and by line.
    if (Array.isArray(value)) return [key, ...value.map((_line, index) => `${key}.${index}`)];
    // What is neither a text nor a list is a branch.
    return keysOf(value as TextTree, path === '' ? `${key}:` : `${key}.`);
  });
}

function isForBrowsers(key: string): boolean {
  return !key.includes('@') && !key.includes('|') && !key.endsWith('.dutch-interpreter') && !ofServers.test(key);
}

/** What only a page or a refusal of a server says, or the loader. */
const ofServers =
  /^bot:|^desk:|^pages:partners|^ui:(?:embed|no-scripts|errors\.(?:stale|bad-request|too-large|not-found|too-many))/;

const tried = locales.map((locale) => ({
  lang: locale.code,
  keys: keysOf(locale.namespaces),
  onServer: textsOf(openTexts(locales), locale, 'browser'),
  inBrowser: packedTextsOf(locale),
}));

function spoken(texts: Texts, key: string, values?: { readonly [name: string]: string | number }): string {
  try {
    return texts.say(key, values);
  } catch {
    return 'no such text';
  }
}

describe.each(tried)('the packed texts in $lang', ({ keys, onServer, inBrowser }) => {
  const common = keys.filter(isForBrowsers);

  it('know every text that a browser may say, and say the same as i18next', () => {
    expect(common.length).toBeGreaterThan(900);
    const isList = (key: string): boolean => common.includes(`${key}.0`);
    const differing = common.filter(
      (key) =>
        // A list is read by line and never said as one sentence.
        (!isList(key) && spoken(onServer, key) !== spoken(inBrowser, key)) ||
        onServer.has(key) !== inBrowser.has(key) ||
        JSON.stringify(onServer.lines(key)) !== JSON.stringify(inBrowser.lines(key)),
    );
    expect(differing).toEqual([]);
  });

  it('say what holds in a browser, and bring no other form along', () => {
    const own = keys.filter((key) => key.endsWith(saidIn('', 'browser')));
    expect(own.length).toBeGreaterThan(0);
    for (const key of own) {
      const plain = key.slice(0, -saidIn('', 'browser').length);
      expect(inBrowser.say(plain)).toBe(onServer.say(key));
    }
    const forms = keys.filter((key) => textPlaces.some((place) => key.includes(saidIn('', place))));
    expect(forms.filter((key) => inBrowser.has(key))).toEqual([]);
  });

  it('count as i18next does', () => {
    const counted = [...new Set(keys.filter((key) => key.includes('|')).map((key) => key.split('|')[0] ?? ''))];
    expect(counted).toContain('ui:leave.presses');
    for (const key of counted)
      for (let count = 0; count <= 120; count++)
        expect(inBrowser.say(key, { count })).toBe(onServer.say(key, { count }));
  });

  it('know how this language writes municipalities', () => {
    expect(inBrowser.renderings).toEqual(onServer.renderings);
  });

  it('put any value into a sentence as i18next does', () => {
    const holed = common.flatMap((key) => {
      const text = spoken(inBrowser, key);
      const names = [...text.matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)].map(([, name = '']) => name);
      return names.length === 0 ? [] : [{ key, names }];
    });
    expect(holed.length).toBeGreaterThan(10);
    const nasty = fc.constantFrom('$&', '$1', "$'", '{{name}}', '{{}}', '<b>&amp;</b>', '\\', 'Ś ’t Zandt', '', '0');
    const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), nasty, fc.integer());
    fc.assert(
      fc.property(
        fc.constantFrom(...holed),
        fc.array(value, { minLength: 4, maxLength: 4 }),
        ({ key, names }, some) => {
          const values = Object.fromEntries(names.map((name, index) => [name, some[index] ?? '']));
          expect(inBrowser.say(key, values)).toBe(onServer.say(key, values));
        },
      ),
      { numRuns: everything ? 5_000 : 500 },
    );
  });

  it('have nothing where i18next has nothing', () => {
    const file = fc.constantFrom('ui', 'pages', 'visits', 'nothing', 'toString');
    const name = fc.constantFrom('title', 'privacy', 'exit', 'paragraphs', '0', '99', 'nothing', 'constructor');
    fc.assert(
      fc.property(file, fc.array(name, { minLength: 1, maxLength: 3 }), (first, names) => {
        const key = `${first}:${names.join('.')}`;
        if (onServer.lines(key).length === 0) expect(inBrowser.lines(key)).toEqual([]);
        // A branch is no text either; what i18next says of one is for those who wrote the code.
        if (spoken(onServer, key) === 'no such text') expect(spoken(inBrowser, key)).toBe('no such text');
      }),
      { numRuns: everything ? 5_000 : 500 },
    );
  });
});

// --- Questions, policy, people ----------------------------------------------------------------------------------------

/** What a step suggests and warns of is for those who check content; it stays behind on purpose. */
function withoutNotes(step: Step): Step {
  return step.type === 'tell' || step.type === 'topic' ? { ...step, suggests: [], warns: [] } : step;
}

function isSeen(value: object): value is Seen<unknown> {
  return 'source' in value && 'seenOn' in value && 'checkedOn' in value;
}

/** The names of sources stay behind on purpose: no card names them. */
function withoutSources(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSources);
  if (typeof value !== 'object' || value === null) return value;
  if (isSeen(value)) return { ...value, source: '' };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutSources(one)]));
}

describe('the packed talk', () => {
  it('has the same questions, offers and guidance, in the same order', () => {
    const { start, themes } = source.dialogs;
    expect(unpacked.dialogs.start).toEqual(start.map(withoutNotes));
    expect(Object.keys(unpacked.dialogs.themes)).toEqual(Object.keys(themes));
    for (const [theme, steps] of Object.entries(themes)) {
      expect([theme, Object.entries(unpacked.dialogs.themes).find(([name]) => name === theme)?.[1]]).toEqual([
        theme,
        steps.map(withoutNotes),
      ]);
    }
  });

  it('has the same policy and the same questions that people ask', () => {
    expect(unpacked.policy).toEqual(source.policy);
    expect(unpacked.visits).toEqual(source.visits);
  });

  it('has the same directory, every number, name and age', () => {
    expect(source.directory.municipalities.length).toBeGreaterThan(340);
    expect(unpacked.directory).toEqual(withoutSources(source.directory));
  });

  it('packs to the same text every time', () => {
    const again = packTalk(source, library().languages, shape);
    expect(JSON.stringify(again)).toBe(JSON.stringify(packTalk(source, library().languages, shape)));
  });
});

// --- Places -----------------------------------------------------------------------------------------------------------

describe('the packed place search', () => {
  const { places, postcodes, everyday, municipalities } = source.places;
  const foreign = readFileSync('referral-data/foreign-places.csv', 'utf8').trim().split('\n').slice(1);
  // As a server asks: of two readings alike the order of the list decides, and a server puts it in order.
  const usual: readonly Rendering[] = [];
  const onServer: PlaceSearch = (text) => library().searchPlace(text, usual);
  const inBrowser = buildPlaceSearch(unpacked.places);
  const differing = (texts: readonly string[]): readonly string[] =>
    texts.filter((text) => JSON.stringify(onServer(text)) !== JSON.stringify(inBrowser(text)));

  it('finds the same for every name of a place', () => {
    expect(places.length).toBeGreaterThan(3_000);
    expect(differing(places.map(({ name }) => name))).toEqual([]);
    expect(differing(municipalities.map(({ name }) => `gemeente ${name}`))).toEqual([]);
    expect(new Set(places.map(({ kind }) => kind)).size).toBeLessThanOrEqual(placeKinds.length);
  });

  it('finds the same for every postcode, and for four digits that are none', () => {
    expect(differing(postcodes.map(({ postcode }) => postcode))).toEqual([]);
    expect(unpacked.places.postcodes).toEqual(postcodes);
    const all = Array.from({ length: 9_000 }, (_, index) => String(1_000 + index));
    expect(differing(everything ? all : all.filter((_, index) => index % 7 === 0))).toEqual([]);
  });

  it('finds the same for every foreign place and everyday word', () => {
    expect(differing(foreign)).toEqual([]);
    expect(differing(everyday.flatMap((word) => [word, `ik ${word} in Ede`]))).toEqual([]);
  });

  it('finds the same with errors in typing, and in sentences', () => {
    const names = places.map(({ name }) => name);
    const phrase = fc.constantFrom('', 'ik woon in ', 'vlakbij ', 'from ', 'gemeente ', 'in de buurt van ', 'iets ');
    const end = fc.constantFrom('', ' noord', '.', ' (Utrecht)', ' of Ede', ' bij Arnhem', ' 3011 AB');
    fc.assert(
      fc.property(fc.constantFrom(...names), mistyped, phrase, end, (name, error, before, after) => {
        const text = `${before}${error(name)}${after}`;
        expect(inBrowser(text)).toEqual(onServer(text));
      }),
      { numRuns: everything ? 5_000 : 400 },
    );
  });

  it('finds the same for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(inBrowser(text)).toEqual(onServer(text));
      }),
      { numRuns: everything ? 2_000 : 200 },
    );
  });
});
