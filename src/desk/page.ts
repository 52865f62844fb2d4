/**
 * The pages of the desk that a server sends: the route finder and the bridge. The same for everyone, until a form without
 * scripts says what it is about; that is answered and forgotten.
 */
import type { Library } from '../content/library.ts';
import { deskLanguages } from '../content/text-files.ts';
import { municipalityOn } from '../core/directory.ts';
import type { WallTime } from '../core/hours.ts';
import type { Reply } from '../core/reply.ts';
import { type Html, html } from '../render/html-escape.ts';
import { bridgeHtml } from './bridge/bridge-html.ts';
import { deskDocument } from './document.ts';
import { atFirst, type Choices, choicesFrom, situationOf } from './finder/choices.ts';
import { finderForm, noPlace, type PlaceField } from './finder/finder-html.ts';
import { findingFor } from './finder/finding.ts';
import { findingHtml } from './finder/finding-html.ts';

export interface DeskPageParts {
  readonly library: Library;
  /** The three numbers that are on every screen, in a language. */
  readonly numbers: (lang: string) => Reply['numbers'];
  readonly exitUrl: string;
}

/** The pages of the desk, in the order of the links to them. */
export const deskPages = ['route', 'bridge', 'map', 'sign-in'] as const;
export type DeskPage = (typeof deskPages)[number];

export const deskPath: { readonly [P in DeskPage]: string } = {
  route: '/desk',
  bridge: '/desk/bridge',
  map: '/desk/map',
  'sign-in': '/desk/sign-in',
};

/** The links to the pages of the desk, for whichever of them is shown. */
export function pagesFor(
  texts: { say(key: string): string },
  here: DeskPage | null,
): readonly { readonly href: string; readonly label: string; readonly here: boolean }[] {
  return deskPages.map((page) => ({
    href: deskPath[page],
    label: texts.say(`desk:pages.${page}`),
    here: page === here,
  }));
}

/** The other languages of the desk, for a browser with scripts and without. */
function languagesOf({ languages }: Library, lang: string, action: string): Html {
  const buttons = languages
    .filter(({ code }) => deskLanguages.includes(code) && code !== lang)
    .map(
      ({ code, name }) =>
        html`<button class="line" form="finder" name="speak" value="${code}" lang="${code}" formaction="${action}">${name}</button>`,
    );
  return html`<div>${buttons}</div>`;
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

/** What tells the server who somebody is: the cookie that she carries, or a token that Teams has for her. */
export type AskedBy = 'cookie' | 'token';

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
  const found = findingHtml(texts, finding, {
    choices,
    municipality: place.municipality?.name ?? null,
    framed: false,
  });
  const main = html`<p>${texts.say('desk:page.intro')}</p>
    <div class="columns" data-ask="${ask.join(' ')}">${finderForm(texts, choices, place)}${found}</div>
    <p class="hid" role="status" id="status"></p>`;
  const title = texts.say('desk:page.title');
  const scripts = ['/desk/desk.js'];
  return deskDocument({
    texts,
    numbers: numbers(lang),
    exitUrl,
    title,
    scripts,
    main,
    pages: pagesFor(texts, 'route'),
    beside: languagesOf(library, lang, deskPath.route),
  });
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
