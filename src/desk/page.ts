/**
 * The pages of the desk that a server sends: the route finder and the bridge. The same for everyone, until a form without
 * scripts says what it is about; that is answered and forgotten.
 */
import type { Library } from '../content/library.ts';
import { deskLanguages } from '../content/text-files.ts';
import { municipalityOn } from '../core/directory.ts';
import type { WallTime } from '../core/hours.ts';
import type { Reply } from '../core/reply.ts';
import { bridgeHtml } from './bridge/bridge-html.ts';
import { deskDocument } from './document.ts';
import { atFirst, type Choices, choicesFrom, situationOf } from './finder/choices.ts';
import { noPlace, type PlaceField } from './finder/finder-html.ts';
import { findingFor } from './finder/finding.ts';
import { type AskedBy, routeDocument } from './finder/route-page.ts';
import { pagesFor } from './pages.ts';

export interface DeskPageParts {
  readonly library: Library;
  /** The three numbers that are on every screen, in a language. */
  readonly numbers: (lang: string) => Reply['numbers'];
  readonly exitUrl: string;
}

/** What was typed as a place, read as the talk reads it. */
function placeFrom({ library }: DeskPageParts, entries: readonly Entry[], choices: Choices, at: WallTime): PlaceField {
  const typed = (entries.find(([name]) => name === 'place')?.[1] ?? '').trim();
  const { directory } = library.content;
  const said = choices.municipality === undefined ? null : municipalityOn(directory, choices.municipality, at);
  // A choice of several carries no typed place; a typed one that has changed is the later word.
  if (said !== null && (typed === '' || typed === said.name)) return { ...noPlace, municipality: said };
  if (typed === '') return noPlace;
  const matches = library.searchPlace(typed);
  const [best, next] = matches;
  if (best === undefined) return { ...noPlace, typed, isUnknown: true };
  if (next !== undefined && next.score === best.score) {
    const picked = matches.find(({ municipality }) => municipality === choices.municipality);
    if (picked === undefined) return { ...noPlace, typed, matches };
    return { ...noPlace, municipality: municipalityOn(directory, picked.municipality, at) };
  }
  return { ...noPlace, typed, municipality: municipalityOn(directory, best.municipality, at) };
}

export type Entry = readonly [name: string, value: string];

/** The route finder; `entries`: what a form without scripts says. `ask`: how the script may ask for more. */
export function routePage(
  parts: DeskPageParts,
  lang: string,
  entries: readonly Entry[] | null,
  at: WallTime,
  ask: readonly AskedBy[],
): string {
  const { library, numbers, exitUrl } = parts;
  const texts = library.texts(lang);
  const said = entries === null ? atFirst : choicesFrom(entries);
  const place = entries === null ? noPlace : placeFrom(parts, entries, said, at);
  const { municipality: _unread, ...rest } = said;
  const choices: Choices = place.municipality === null ? rest : { ...rest, municipality: place.municipality.code };
  const finding = findingFor(library, texts, situationOf(choices), at);
  const languages = library.languages.filter(({ code }) => deskLanguages.includes(code));
  const page = { texts, numbers: numbers(lang), exitUrl, languages, choices, place, finding, ask };
  return deskDocument(routeDocument({ ...page, framed: false, isAnswer: entries !== null }));
}

/** The bridge between communities and professionals. */
export function bridgePage(parts: DeskPageParts, lang: string): string {
  const { library, numbers, exitUrl } = parts;
  const texts = library.texts(lang);
  const main = bridgeHtml(texts, library.directoryData.organisations);
  const title = texts.say('desk:pages.bridge');
  return deskDocument({
    texts,
    numbers: numbers(lang),
    exitUrl,
    title,
    scripts: [],
    main,
    pages: pagesFor(texts, 'bridge'),
  });
}
