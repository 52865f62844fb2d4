/**
 * What stands around every page of the desk: the links to the others, and to the other language.
 */
import type { LanguageChoice } from '../render/html.ts';
import { type Html, html } from '../render/html-escape.ts';

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

/** The other languages of the desk, as buttons of the form; for a browser with scripts and without. */
export function languagesOf(languages: readonly Pick<LanguageChoice, 'code' | 'name'>[], lang: string): Html {
  const buttons = languages
    .filter(({ code }) => code !== lang)
    .map(
      ({ code, name }) =>
        html`<button class="line" form="finder" name="speak" value="${code}" lang="${code}" formaction="${deskPath.route}">${name}</button>`,
    );
  return html`<div>${buttons}</div>`;
}
