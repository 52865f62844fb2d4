/**
 * The files that go to browsers: our scripts as they were built, with the content put in. The same for every visitor.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Library } from '../content/library.ts';

/** Where `npm run build` puts the scripts, seen from `src/server` and from `dist/server` alike. */
const built = fileURLToPath(new URL('../../dist/web/', import.meta.url));

/** A script that asked for has not been built. */
export class NotBuilt extends Error {
  constructor(name: string) {
    super(`dist/web/${name} is missing; run "npm run build"`);
    this.name = 'NotBuilt';
  }
}

/** A file and how long a browser may keep it. */
export interface PublicFile {
  readonly body: Buffer;
  /** `never`: a wrong number is corrected everywhere at once. `minutes`: on the way to it. `forever`: its name says what it holds. */
  readonly keep: 'never' | 'minutes' | 'forever';
}

export interface PublicFiles {
  /** The script that stands in every page. */
  readonly boot: string;
  /** Which edition of code and content these are: files of two editions never work together. */
  readonly edition: string;
  /** By name, as in `app.js`. */
  readonly files: ReadonlyMap<string, PublicFile>;
  /** The loader for the sites of partners, under the name that says what it holds. */
  readonly loader: { readonly name: string; readonly integrity: string };
}

/** A script as it was built. @throws NotBuilt */
export function builtScript(name: string): string {
  try {
    return readFileSync(`${built}${name}`, 'utf8').trim();
  } catch {
    throw new NotBuilt(name);
  }
}

/** JSON in a script: parsing a text is faster for a browser than reading the same as code. */
export function parsed(value: unknown): string {
  const text = JSON.stringify(value).replace(/[\\']/g, '\\$&');
  return `JSON.parse('${text}')`;
}

/** A script that finds these values under these names, and leaves none of them to others. */
export function withValues(values: { readonly [name: string]: string }, script: string): string {
  const names = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return `(()=>{const ${names.join(',')};${script}})()`;
}

function hash(kind: 'sha256' | 'sha384', text: string, as: 'hex' | 'base64'): string {
  return createHash(kind).update(text).digest(as);
}

/** The name of the file with the texts of a language. */
export function textsFile(lang: string): string {
  return `texts-${lang}.js`;
}

/** The one word of each language that the loader knows: on its button where a partner gave no words, and on its frame. */
function loaderWords({ languages, texts }: Library): string {
  return languages.map(({ code }) => `${code} ${texts(code).say('ui:embed.title')}`).join('|');
}

export interface PublicSettings {
  /** Where the loader leads whoever leaves, when nothing else is asked for. */
  readonly exitUrl: string;
  /** Where people can report that something does not work for them. */
  readonly contact: string | null;
}

/** Makes the files. */
export function publicFiles(library: Library, { exitUrl, contact }: PublicSettings): PublicFiles {
  const talk = parsed(library.packTalk());
  const texts = library.languages.map(({ code }) => [code, library.packTexts(code)] as const);
  const app = builtScript('app.js');
  const edition = hash('sha256', [app, talk, JSON.stringify(texts)].join('\n'), 'hex').slice(0, 12);
  const loader = withValues(
    { WORDS: JSON.stringify(loaderWords(library)), EXIT_URL: JSON.stringify(exitUrl) },
    builtScript('loader.js'),
  );
  const loaderName = `embed-${hash('sha256', loader, 'hex').slice(0, 10)}.js`;
  const file = (keep: PublicFile['keep'], text: string): PublicFile => ({ body: Buffer.from(text), keep });
  return {
    boot: builtScript('boot.js'),
    edition,
    files: new Map([
      [
        'app.js',
        file(
          'never',
          withValues({ TALK: talk, EDITION: JSON.stringify(edition), CONTACT: JSON.stringify(contact) }, app),
        ),
      ],
      ...texts.map(
        ([code, packed]) =>
          [textsFile(code), file('never', `wegwijzer.texts(${parsed({ edition, ...packed })})`)] as const,
      ),
      ['embed.js', file('minutes', loader)],
      [loaderName, file('forever', loader)],
    ]),
    loader: { name: loaderName, integrity: `sha384-${hash('sha384', loader, 'base64')}` },
  };
}
