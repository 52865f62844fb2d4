/**
 * The language to speak with somebody, from what a browser or a chat program says.
 */
import type { Library } from './library.ts';

/** Languages that are asked for by another code: Kurdish is Kurmanji in most browsers, Dari is near to Persian. */
export const askedAs: Readonly<Record<string, string>> = { ku: 'kmr', prs: 'fa' };

/** The code of an offered language; the source language for any other. */
export function offeredLanguage({ languages }: Pick<Library, 'languages'>, code: string): string {
  return (languages.find((language) => language.code === code) ?? languages[0])?.code ?? '';
}

/** The language of a tag such as `tr-TR`, as far as we have it. */
export function languageOfTag(library: Pick<Library, 'languages'>, tag: string): string {
  const [code = ''] = tag.toLowerCase().split('-');
  return offeredLanguage(library, askedAs[code] ?? code);
}
