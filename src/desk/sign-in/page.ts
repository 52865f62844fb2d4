/**
 * The page that a personal link opens. What it can say stands in it from the start, in parts that its script shows one at a
 * time: the script itself has no words.
 */
import { numbersOn } from '../../core/compose.ts';
import type { Texts } from '../../core/texts.ts';
import { type Html, html } from '../../render/html-escape.ts';
import { type DeskDocument, deskDocument } from '../document.ts';
import { pagesFor } from '../pages.ts';
import type { SignInScreen } from './screens.ts';

export type SignInPage = Pick<DeskDocument, 'texts' | 'numbers' | 'exitUrl' | 'pages'> & {
  /** Whether people can sign in here by a link. */
  readonly takesLinks: boolean;
};

const signInScript = '/desk/sign-in.js';

function paragraphs(texts: Texts, key: string): readonly Html[] {
  return texts.lines(`desk:access.${key}`).map((line) => html`<p>${line}</p>`);
}

function screen(name: SignInScreen, tone: 'plain' | 'care', inside: readonly (readonly Html[] | Html)[]): Html {
  const note = tone === 'care' ? 'note care' : 'note';
  return html`<section class="${note}" data-screen="${name}" tabindex="-1" hidden>${inside.flat()}</section>`;
}

function button(name: 'sign-in' | 'sign-out', label: string): Html {
  return html`<p><button type="button" class="send" data-do="${name}">${label}</button></p>`;
}

function screens(texts: Texts): readonly Html[] {
  const say = (key: string): string => texts.say(`desk:access.${key}`);
  const inside = (role: string): readonly Html[] => [
    html`<p>${say(`signed-in.${role}`)}</p>`,
    ...(role === 'editor' ? [html`<p><a href="/desk/data">${say('to-data')}</a></p>`] : []),
    html`<p><a href="/desk">${say('to-desk')}</a></p>`,
    html`<p>${say('kept')}</p>`,
    button('sign-out', say('sign-out')),
  ];
  return [
    screen('no-link', 'plain', [paragraphs(texts, 'no-link')]),
    screen('ended', 'care', [paragraphs(texts, 'ended')]),
    screen('failed', 'care', [paragraphs(texts, 'failed')]),
    screen('ask', 'plain', [paragraphs(texts, 'ask'), button('sign-in', say('sign-in'))]),
    screen('key-person', 'plain', inside('key-person')),
    screen('editor', 'plain', inside('editor')),
    screen('signed-out', 'plain', [paragraphs(texts, 'signed-out')]),
  ];
}

/** The page. It holds nothing of the link: that stays behind the # in the address, where no server sees it. */
export function renderSignIn({ takesLinks, ...page }: SignInPage): string {
  const { texts } = page;
  const main = takesLinks
    ? html`<noscript><p class="note care">${texts.say('desk:access.needs-scripts')}</p></noscript>${screens(texts)}`
    : html`<div class="note">${paragraphs(texts, 'not-set-up')}</div>`;
  return deskDocument({
    ...page,
    title: texts.say('desk:access.title'),
    scripts: takesLinks ? [signInScript] : [],
    main,
  });
}

/** For whoever opened a page that is for who signed in: what to do, and nothing of why. */
export function strangerPage(texts: Texts, exitUrl: string): string {
  return deskDocument({
    texts,
    numbers: numbersOn(texts),
    exitUrl,
    title: texts.say('desk:access.title'),
    scripts: [],
    main: html`<div class="note">${paragraphs(texts, 'stranger')}</div>`,
    pages: pagesFor(texts, null),
  });
}
