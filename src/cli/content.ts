/**
 * What every command needs: the content, and the moment and place it was asked about.
 */
import { fileURLToPath } from 'node:url';
import { amsterdamTime, parseMoment } from '../content/amsterdam.ts';
import type { Library } from '../content/library.ts';
import { loadLibrary } from '../content/load.ts';
import { meantMunicipality } from '../content/meant-municipality.ts';
import type { WallTime } from '../core/hours.ts';
import { UsageError } from './usage-error.ts';

/** The folder that holds `dialogs/`, `locales/` and `referral-data/`: the same from `src/` and from `dist/`. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Where the content is. Empty counts as left out: that is how `.env` files are filled in. */
export function contentRoot(): string {
  return process.env.CONTENT_ROOT || projectRoot;
}

export function openLibrary(): Library {
  return loadLibrary(contentRoot());
}

/** The moment given with `--at`, or now. */
export function momentOf(at: string | undefined): WallTime {
  if (at === undefined) return amsterdamTime(Date.now());
  try {
    return parseMoment(at);
  } catch (error) {
    throw new UsageError(`--at: ${error instanceof Error ? error.message : 'not a moment'}`);
  }
}

export function languageOf(library: Library, lang: string): string {
  const codes = library.languages.map(({ code }) => code);
  if (!codes.includes(lang))
    throw new UsageError(`--lang: there is no language "${lang}"; there are ${codes.join(', ')}`);
  return lang;
}

/** The code of the municipality that a code or a typed place means. A place that means none, or several alike, is refused. */
export function municipalityOf(library: Library, text: string, at: WallTime): string {
  const meant = meantMunicipality(library, text, at);
  if (meant.type === 'one') return meant.code;
  if (meant.type === 'none')
    throw new UsageError('--municipality: this is no place in the Netherlands that is known here; try the postcode');
  const names = meant.matches.map(({ municipality, name }) => `${name} (${municipality})`);
  throw new UsageError(`--municipality: this may mean ${names.join(', ')}; give one of these codes or a postcode`);
}
