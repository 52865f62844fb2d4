/**
 * What is looked up for one request: a place that somebody typed, and the routes of a situation. Nothing of it is kept.
 */
import type { z } from 'zod';
import { amsterdamTime, parseMoment } from '../content/amsterdam.ts';
import type { Library } from '../content/library.ts';
import { meantMunicipality } from '../content/meant-municipality.ts';
import { composeRoutes, numbersOn } from '../core/compose.ts';
import { municipalityOn } from '../core/directory.ts';
import { type WallTime, wallText } from '../core/hours.ts';
import { routeAsData, routesOf } from '../core/routes-as-data.ts';
import { completeSituation, type Situation } from '../core/situation.ts';
import { sourceLanguage, type Texts } from '../core/texts.ts';
import { type Fault, faultsOf } from './problem.ts';
import type { RequestSchemas } from './request-schemas.ts';

/** What a body led to: an answer, or what in it cannot be used. */
export type LookedUp =
  | { readonly type: 'answer'; readonly answer: unknown }
  | { readonly type: 'faults'; readonly faults: readonly Fault[] };

/** Looks up what a body asks for, at this moment (milliseconds since 1970). */
export type LookUp = (body: unknown, epochMs: number) => LookedUp;

function faults(...list: readonly Fault[]): LookedUp {
  return { type: 'faults', faults: list };
}

/** The municipalities that a typed place may mean, as `wegwijzer place` lists them. */
export function placeLookUp({ searchPlace }: Library, schema: RequestSchemas['PlaceRequest']): LookUp {
  return (body) => {
    const read = schema.safeParse(body);
    if (!read.success) return { type: 'faults', faults: faultsOf(read.error) };
    return { type: 'answer', answer: { matches: searchPlace(read.data.text) } };
  };
}

type RoutesRequest = z.output<RequestSchemas['RoutesRequest']>;

/** The code that is meant; null where none was said; a fault where it cannot be told. */
function municipalityIn(
  library: Library,
  { municipality, place }: RoutesRequest,
  at: WallTime,
): string | null | { readonly fault: Fault } {
  if (municipality !== undefined) {
    const code = municipalityOn(library.content.directory, municipality, at)?.code;
    return (
      code ?? { fault: { pointer: '/municipality', detail: 'there is no such code; the codes are at /municipalities' } }
    );
  }
  if (place === undefined) return null;
  const meant = meantMunicipality(library, place, at);
  if (meant.type === 'one') return meant.code;
  const detail =
    meant.type === 'none'
      ? 'this is no place in the Netherlands that is known here; try the postcode, or leave it out'
      : 'this may mean several municipalities; ask POST /places which, and send the code of one';
  return { fault: { pointer: '/place', detail } };
}

function languageOf({ languages }: Library, lang: string) {
  const found = languages.find(({ code }) => code === lang) ?? languages[0];
  if (found === undefined) throw new Error('a library without a language');
  return found;
}

/** Whole sentences; the contact as data stands in the list of routes already. */
function cardsOf({ content }: Library, texts: Texts, situation: Situation, at: WallTime) {
  const { title, routes } = composeRoutes(content, texts, situation, at);
  return { title, routes: routes.map(({ contact: _, ...card }) => card) };
}

/** The routes of a situation, as `wegwijzer routes` lists them, and as cards where they are asked for. */
export function routesLookUp(library: Library, schema: RequestSchemas['RoutesRequest']): LookUp {
  const { directory } = library.content;
  return (body, epochMs) => {
    const read = schema.safeParse(body);
    if (!read.success) return { type: 'faults', faults: faultsOf(read.error) };
    const { municipality: _, place: __, lang = sourceLanguage, at: moment, cards = false, ...known } = read.data;
    const at = moment === undefined ? amsterdamTime(epochMs) : parseMoment(moment);
    const code = municipalityIn(library, read.data, at);
    if (typeof code === 'object' && code !== null) return faults(code.fault);
    const situation = completeSituation({ ...known, ...(code === null ? {} : { municipality: code }) });
    const texts = library.texts(lang);
    const answer = {
      at: wallText(at),
      language: languageOf(library, lang),
      municipality: code === null ? null : { code, name: municipalityOn(directory, code, at)?.name ?? code },
      numbers: numbersOn(texts),
      routes: routesOf(library.content, situation, at).map((route) => routeAsData(route, texts)),
      cards: cards ? cardsOf(library, texts, situation, at) : null,
    };
    return { type: 'answer', answer };
  };
}
