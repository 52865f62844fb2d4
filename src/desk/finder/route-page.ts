/**
 * The page of the route finder, as a server sends it and as the script makes it anew in another language.
 */
import type { Reply } from '../../core/reply.ts';
import type { Texts } from '../../core/texts.ts';
import type { LanguageChoice } from '../../render/html.ts';
import { html } from '../../render/html-escape.ts';
import type { DeskDocument } from '../document.ts';
import { languagesOf, pagesFor } from '../pages.ts';
import type { Choices } from './choices.ts';
import { finderForm, type PlaceField } from './finder-html.ts';
import type { Finding } from './finding.ts';
import { findingHtml } from './finding-html.ts';

/** What tells the server who somebody is: the cookie that she carries, or a token that Teams has for her. */
export type AskedBy = 'cookie' | 'token';

export interface RoutePage {
  readonly texts: Texts;
  readonly numbers: Reply['numbers'];
  readonly exitUrl: string;
  /** The languages of the desk. */
  readonly languages: readonly Pick<LanguageChoice, 'code' | 'name'>[];
  readonly choices: Choices;
  readonly place: PlaceField;
  readonly finding: Finding;
  /** How the script may ask for more. */
  readonly ask: readonly AskedBy[];
  /** In a frame, links to other sites open beside it. */
  readonly framed: boolean;
  /** The answer to a form without scripts: what was found comes first, or nobody would see that it was. */
  readonly isAnswer: boolean;
}

export function routeDocument(page: RoutePage): DeskDocument {
  const { texts, numbers, exitUrl, languages, choices, place, finding, ask, framed, isAnswer } = page;
  const form = finderForm(texts, choices, place);
  const found = findingHtml(texts, finding, { choices, municipality: place.municipality?.name ?? null, framed });
  const columns = isAnswer
    ? html`<div class="columns answered" data-ask="${ask.join(' ')}">${found}${form}</div>`
    : html`<div class="columns" data-ask="${ask.join(' ')}">${form}${found}</div>`;
  return {
    texts,
    numbers,
    exitUrl,
    title: texts.say('desk:page.title'),
    scripts: ['/desk/desk.js'],
    main: html`<p>${texts.say('desk:page.intro')}</p>${columns}<p class="hid" role="status" id="status"></p>`,
    pages: pagesFor(texts, 'route'),
    beside: languagesOf(languages, texts.lang),
  };
}
