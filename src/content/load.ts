/**
 * Loads the three content folders into a `Library`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { i18n } from 'i18next';
import type { Dialogs } from '../core/dialog.ts';
import type { Policy } from '../core/policy.ts';
import { sourceLanguage, type Texts } from '../core/texts.ts';
import { type DialogFiles, readDialogs } from './dialog-files.ts';
import { hsdsOf } from './hsds/everyone.ts';
import { readLanguageGuess } from './learned-file.ts';
import type { Language, Library } from './library.ts';
import { once } from './once.ts';
import { byName } from './packed/places.ts';
import { saidIn, type TextPlace, textPlaces } from './packed/said-in.ts';
import { openTalk, packTalk, type TalkSource } from './packed/talk.ts';
import { packTexts, shapeOf, type TextShape, type TextTree } from './packed/texts.ts';
import { readPolicy } from './policy-file.ts';
import { ContentError } from './problem.ts';
import { Reader } from './reader.ts';
import { publicDirectory, type ReferralFiles, readReferralFiles } from './referral-files.ts';
import { completeLocales, type LocaleFiles, openTexts, readLocale, type Tree, textsOf } from './text-files.ts';

/** All content as it was written. */
export interface ContentFiles {
  readonly dialogs: DialogFiles;
  readonly policy: Policy;
  readonly referral: ReferralFiles;
  /** The source language first. */
  readonly locales: readonly LocaleFiles[];
  /** The folder it was read from: what was learned is read when it is first asked for. */
  readonly root: string;
}

/** Each language is a folder with its own name in `meta.json`. */
function languageCodes(root: string): readonly string[] {
  const folder = join(root, 'locales');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const codes = names.filter((name) => existsSync(join(folder, name, 'meta.json'))).sort();
  return [sourceLanguage, ...codes.filter((code) => code !== sourceLanguage)];
}

/** Reads everything; null when something cannot be used at all, with the reader holding the problems. */
export function readContent(reader: Reader): ContentFiles | null {
  const dialogs = readDialogs(reader);
  const policy = readPolicy(reader);
  const referral = readReferralFiles(reader);
  const locales = languageCodes(reader.root).flatMap((code) => readLocale(reader, code) ?? []);
  if (dialogs === null || policy === null || referral === null || locales.length === 0) return null;
  return { dialogs, policy, referral, locales, root: reader.root };
}

function nameOf(code: string, place: TextPlace | undefined): string {
  return place === undefined ? code : saidIn(code, place);
}

/** Guide E3: of confidence C no sentence is sure enough to stand alone where danger is spoken of. */
function isUnsure({ meta }: LocaleFiles): boolean {
  return meta.confidence === 'C' && meta.reviewed === null;
}

function textsIn(instance: i18n, locale: LocaleFiles, source: LocaleFiles | undefined, place?: TextPlace): Texts {
  const beside = isUnsure(locale) && source !== undefined ? textsOf(instance, source, place) : null;
  return textsOf(instance, locale, place, beside);
}

/** The Dutch that stands beside an unsure language in a browser: the guidance that speaks of danger. */
function dangerTexts({ start, themes }: Dialogs, guidance: Tree): TextTree {
  const steps = [start, ...Object.values(themes)].flat();
  const ids = steps.flatMap((step) =>
    step.type === 'tell' && (step.tone === 'danger' || step.tone === 'care') ? [step.id] : [],
  );
  return { guidance: Object.fromEntries([...new Set(ids)].map((id) => [id, guidance[id] ?? {}])) };
}

/** What the cards say of a service, in the source language. */
function whatServicesDo(texts: Texts | undefined): (service: string) => string | null {
  return (service) => (texts?.has(`services:${service}.what`) ? texts.say(`services:${service}.what`) : null);
}

/** Makes content that has been read ready for use. */
export function buildLibrary({ dialogs, policy, referral, locales: written, root }: ContentFiles): Library {
  const locales = completeLocales(written);
  const [sourceLocale] = locales;
  const instance = openTexts(locales);
  const texts = new Map<string, Texts>(
    locales.flatMap((locale) =>
      [undefined, ...textPlaces].map(
        (place) => [nameOf(locale.code, place), textsIn(instance, locale, sourceLocale, place)] as const,
      ),
    ),
  );
  const source: TalkSource = {
    dialogs: dialogs.dialogs,
    visits: dialogs.visits,
    policy,
    directory: publicDirectory(referral),
    places: { ...referral.places, places: [...referral.places.places].sort(byName) },
  };
  const languages = locales.map(
    ({ code, meta }): Language => ({ code, name: meta.name, dir: meta.dir, reviewed: meta.reviewed !== null }),
  );
  const shape = once((): TextShape => shapeOf(sourceLocale?.namespaces ?? {}));
  const packed = once(() => packTalk(source, languages, shape()));
  const guess = once(() => readLanguageGuess(root));
  const hsds = once(() => hsdsOf(referral, whatServicesDo(texts.get(sourceLanguage))));
  return {
    ...openTalk(
      source,
      locales.flatMap(({ renderings }) => renderings),
    ),
    languages,
    directoryData: source.directory,
    places: source.places,
    geography: referral.rows,
    commands: new Map(locales.map(({ code, commands }) => [code, commands])),
    guessLanguage: (text) => guess()(text),
    texts(code, place) {
      const found = texts.get(nameOf(code, place)) ?? texts.get(nameOf(sourceLanguage, place));
      if (found === undefined) throw new Error(`locales/${sourceLanguage} is missing: it is the source of all texts`);
      return found;
    },
    hsds,
    packTalk: packed,
    deskTexts: (code) => locales.find((locale) => locale.code === code)?.namespaces.desk ?? {},
    packTexts(code, place = 'browser') {
      const locale = locales.find((one) => one.code === code);
      if (locale === undefined) throw new Error(`there is no folder locales/${code}`);
      const beside = isUnsure(locale) ? dangerTexts(dialogs.dialogs, sourceLocale?.namespaces.guidance ?? {}) : null;
      return packTexts(locale, locale.namespaces, shape(), place, beside);
    },
  };
}

/**
 * Loads the library from the folder that holds `dialogs/`, `locales/` and `referral-data/`.
 * Throws a `ContentError` that names every file and line that cannot be used.
 */
export function loadLibrary(root: string): Library {
  const reader = new Reader(root);
  const files = readContent(reader);
  if (files === null || reader.problems.length > 0) throw new ContentError(reader.problems);
  return buildLibrary(files);
}
