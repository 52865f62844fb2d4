/**
 * Loads the three content folders into a `Library`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../core/condition.ts';
import { compileDialogs } from '../core/dialog.ts';
import { canShowKeyPerson, type Directory, openDirectory } from '../core/directory.ts';
import { buildPlaceSearch } from '../core/place.ts';
import { compilePolicy, type Policy, type Showable } from '../core/policy.ts';
import type { Texts } from '../core/texts.ts';
import { type DialogFiles, readDialogs } from './dialog-files.ts';
import type { Library } from './library.ts';
import { readPolicy } from './policy-file.ts';
import { ContentError } from './problem.ts';
import { Reader } from './reader.ts';
import { publicDirectory, type ReferralFiles, readReferralFiles } from './referral-files.ts';
import { type LocaleFiles, openTexts, readLocale, sourceLanguage, textsOf } from './text-files.ts';

/** All content as it was written. */
export interface ContentFiles {
  readonly dialogs: DialogFiles;
  readonly policy: Policy;
  readonly referral: ReferralFiles;
  /** The source language first. */
  readonly locales: readonly LocaleFiles[];
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
  return { dialogs, policy, referral, locales };
}

/** Which kinds can be shown to some people only. */
export function showable(directory: Directory): Showable {
  return [{ kind: 'key-person', possible: (known) => canShowKeyPerson(directory, known) }];
}

/** Makes content that has been read ready for use. */
export function buildLibrary({ dialogs, policy, referral, locales }: ContentFiles): Library {
  const instance = openTexts(locales);
  const texts = new Map<string, Texts>(locales.map((locale) => [locale.code, textsOf(instance, locale)]));
  const visits = dialogs.visits.map(({ id, when, sources }) => ({ id, when: compile(when), sources }));
  const directory = openDirectory(publicDirectory(referral));
  return {
    content: {
      dialogs: compileDialogs(dialogs.dialogs, compilePolicy(policy), showable(directory)),
      directory,
      visits,
    },
    visitable: { visits: new Map(visits.map(({ id, when }) => [id, when])) },
    searchPlace: buildPlaceSearch(referral.places),
    languages: locales.map(({ code, meta }) => ({
      code,
      name: meta.name,
      dir: meta.dir,
      reviewed: meta.review.on !== null,
    })),
    texts(code) {
      const found = texts.get(code) ?? texts.get(sourceLanguage);
      if (found === undefined) throw new Error(`locales/${sourceLanguage} is missing: it is the source of all texts`);
      return found;
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
