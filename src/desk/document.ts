/**
 * The document around every page of the desk: the same look, the same three numbers and the same way out as the talk.
 */
import type { Reply } from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import { type Hole, type Html, html, trusted } from '../render/html-escape.ts';
import { isolated } from '../render/numbers-in-text.ts';
import { pageStyle } from '../render/page-style.ts';
import { deskStyle } from './style.ts';

export interface DeskDocument {
  readonly texts: Texts;
  /** The three numbers that are on every screen. */
  readonly numbers: Reply['numbers'];
  /** The neutral page to leave for. */
  readonly exitUrl: string;
  /** The heading of this page. */
  readonly title: string;
  /** The addresses of further scripts of our own, below `/desk/`. */
  readonly scripts: readonly string[];
  /** Style sheets of this page alone, after those of the desk; the security headers must allow them. */
  readonly styles?: readonly string[];
  /** What the page shows below its heading. */
  readonly main: Hole;
  /** The pages of the desk, with the one this is; empty where none is to be offered. */
  readonly pages: readonly { readonly href: string; readonly label: string; readonly here: boolean }[];
  /** What stands beside the links to them. */
  readonly beside?: Html | null;
}

/** What every page of the desk can do: be left. */
const stillScript = '/desk/still.js';

function exitOf({ texts, exitUrl }: DeskDocument): Html {
  return html`<a class="exit" href="${exitUrl}" rel="noreferrer" data-exit><b aria-hidden="true">×</b><span>${texts.say('ui:exit')}</span></a>`;
}

function topOf(page: DeskDocument): Html {
  const { texts, numbers } = page;
  const lines = numbers.map(
    ({ label, number, href }) => html`<li><a href="${href}">${isolated(number)}<span> ${label}</span></a></li>`,
  );
  return html`<header class="top"><div class="wrap">${exitOf(page)}
    <a class="exit jump" href="#start">${texts.say('ui:skip-to-content')}</a>
    <nav aria-label="${texts.say('ui:numbers.label')}"><ul class="numbers">${lines}</ul></nav></div></header>`;
}

function pagesOf({ pages, texts, beside = null }: DeskDocument): Html | null {
  if (pages.length === 0) return null;
  const links = pages.map(({ href, label, here }) => {
    const current = here ? html` aria-current="page"` : null;
    return html`<li><a href="${href}"${current}>${label}</a></li>`;
  });
  return html`<nav class="desk-pages" aria-label="${texts.say('desk:page.pages')}"><ul>${links}</ul>${beside}</nav>`;
}

/** Everything that a reader sees. */
export function deskBody(page: DeskDocument): Html {
  const { texts, title, main } = page;
  return html`${topOf(page)}<div class="wrap">${pagesOf(page)}</div>
    <main id="main" class="wrap"><h1 id="start" tabindex="-1">${title}</h1>${main}</main>
    <footer><div class="wrap"><p>${texts.say('ui:exit-explained')}</p></div></footer>`;
}

/** The whole page. Its title is the neutral one: nobody sees over a shoulder, or in a tab, what the page is about. */
export function deskDocument(page: DeskDocument): string {
  const { texts, scripts, styles = [] } = page;
  const loaded = [stillScript, ...scripts].map((address) => html`<script src="${address}" defer></script>`);
  return html`${trusted('<!doctype html>')}<html lang="${texts.lang}" dir="${texts.dir}" translate="no"><head><meta charset="utf-8">
    <title>${texts.say('ui:title')}</title><meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="format-detection" content="telephone=no"><link rel="icon" href="data:,">
    <style>${trusted(pageStyle)}</style>${[deskStyle, ...styles].map((style) => html`<style>${trusted(style)}</style>`)}${loaded}</head>
    <body class="desk">${deskBody(page)}</body></html>`.html;
}
