/**
 * Which municipality a code or a typed place means on a day. Nothing is guessed where two are meant alike.
 */
import { municipalityOn } from '../core/directory.ts';
import type { WallTime } from '../core/hours.ts';
import type { PlaceMatch } from '../core/place.ts';
import type { Library } from './library.ts';

/** `several`: the likeliest first; at least two of them are meant alike. */
export type Meant =
  | { readonly type: 'one'; readonly code: string }
  | { readonly type: 'none' }
  | { readonly type: 'several'; readonly matches: readonly PlaceMatch[] };

/** A code that has been replaced means the one that took over. */
export function meantMunicipality({ content, searchPlace }: Library, text: string, at: WallTime): Meant {
  const named = municipalityOn(content.directory, text.trim().toUpperCase(), at);
  if (named !== null) return { type: 'one', code: named.code };
  const matches = searchPlace(text);
  const [best, next] = matches;
  if (best === undefined) return { type: 'none' };
  if (next !== undefined && next.score === best.score) return { type: 'several', matches };
  const code = municipalityOn(content.directory, best.municipality, at)?.code ?? best.municipality;
  return { type: 'one', code };
}
