/**
 * The whole document around a page: what a server sends, and what an export writes. A browser that runs the talk by
 * itself has no need of this.
 */
import type { Reply } from '../core/reply.ts';
import { type Article, articleOf, bodyOf, mainOf, type Page, problemOf, wayBack } from './html.ts';
import { type Html, html, trusted } from './html-escape.ts';
import { pageStyle } from './page-style.ts';

/** What the whole document needs besides: the forms for a browser without scripts, and the script for one with. */
export interface PageDocument extends Page {
  /** The talk so far, as the server sealed it; empty on pages where no talk is going on. */
  readonly state: string;
  /** Where the forms go and below which address the articles lie: `/`, or `/embed`. Null where no server answers. */
  readonly action: string | null;
  /** The script that stands in the page; the security headers allow exactly this text. */
  readonly script: string;
  /** For the script, where a talk may go on in the browser; null on a page of running text. */
  readonly takeover: Takeover | null;
  /** For a page that is a file on any web server, with no server of ours behind it; left out elsewhere. */
  readonly standalone?: Standalone;
}

/** What our server says with headers, or does itself, must stand in the page when it is a mere file. */
export interface Standalone {
  /** The content security policy. It allows `pageStyle`, `styleStandalone` and the script by their hashes. */
  readonly policy: string;
  /** Said where there are no scripts; null on a page that is whole without them. */
  readonly notice: string | null;
  /** Other pages that can be read without scripts: the buttons that lead there cannot work then. */
  readonly links: readonly { readonly href: string; readonly label: string; readonly lang: string }[];
}

/**
 * Without a server, what asks for an answer is dead until a script takes it: so it is not there before the script of the
 * page sets `data-scripts`. No `noscript`: scripts may be on and yet stopped, or of no use to an old browser.
 */
export const styleStandalone = `[data-scripts] .alone{display:none}${[
  '.talk',
  '.opts',
  '.more',
  '.type',
  '.row',
  '.langs',
  '.jump',
]
  .map((one) => `html:not([data-scripts]) ${one}`)
  .join()}{display:none}`;

/** What the script needs to carry on from this page. */
export interface Takeover {
  /** The address, from this page, of the folder that holds `app.js` and the texts. */
  readonly root: string;
  /** Which edition of code and content this page belongs to: only the same may take over. */
  readonly edition: string;
  /** The answers so far and the view, as the script reads them. */
  readonly said: string;
  readonly view: string;
}

function headOf({ texts, script, standalone }: PageDocument): Html {
  const alone =
    standalone === undefined
      ? null
      : html`<meta http-equiv="Content-Security-Policy" content="${standalone.policy}">
          <meta name="referrer" content="no-referrer"><style>${trusted(styleStandalone)}</style>`;
  return html`<meta charset="utf-8">${alone}<title>${texts.say('ui:title')}</title>
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="format-detection" content="telephone=no"><link rel="icon" href="data:,">
    <style>${trusted(pageStyle)}</style><script>${trusted(script)}</script>`;
}

/** The forms hold what every button needs: the sealed talk and the language; and what the script needs to carry on. */
function formsOf({ state, action, takeover, texts }: PageDocument): readonly Html[] {
  const target = action === null ? null : html` action="${action}"`;
  const said = takeover === null ? null : html` data-said="${takeover.said}" data-view="${takeover.view}"`;
  return ['talk', 'line'].map(
    (id) => html`<form id="${id}" method="post"${target}${said} autocomplete="off">
      <input type="hidden" name="state" value="${state}"><input type="hidden" name="lang" value="${texts.lang}"></form>`,
  );
}

function withoutScriptsOf({ notice, links }: Standalone): Html {
  const said = notice === null ? null : html`<p class="note care">${notice}</p>`;
  const ways = links.map(({ href, label, lang }) => html` <a href="${href}" lang="${lang}" class="line">${label}</a>`);
  return html`<div class="alone wrap">${said}<p>${ways}</p></div>`;
}

/** The document around a main part. `path` is where a change of language leads, when that is another address. */
export function documentOf(
  numbers: Pick<Reply, 'numbers'>,
  page: PageDocument,
  main: Html,
  path: string | null,
): string {
  const { takeover, action, standalone } = page;
  const { lang, dir } = page.texts;
  const ready = takeover === null ? null : html` data-root="${takeover.root}" data-edition="${takeover.edition}"`;
  const content = standalone === undefined ? main : html`${withoutScriptsOf(standalone)}${main}`;
  return html`${trusted('<!doctype html>')}<html lang="${lang}" dir="${dir}" translate="no"${ready}${page.framed ? html` data-framed` : null}><head>${headOf(page)}</head>
    <body>${bodyOf(numbers, page, content, { action, path })}${formsOf(page)}</body></html>`.html;
}

/** A whole page around a reply. */
export function renderPage(reply: Reply, page: PageDocument): string {
  return documentOf(reply, page, mainOf(reply, page), null);
}

/** A page of running text at `path`, null where no server answers. Where a talk is going on, it leads back to it. */
export function renderArticlePage(
  article: Article,
  numbers: Pick<Reply, 'numbers'>,
  page: PageDocument,
  path: string | null,
): string {
  return documentOf(numbers, page, articleOf(article, numbers, page, wayBack(page, page.state !== '')), path);
}

/** A page that says, in the visitor's language, what went wrong; with the numbers, and a way to start again. */
export function renderProblemPage(text: string, numbers: Pick<Reply, 'numbers'>, page: PageDocument): string {
  return documentOf(numbers, page, problemOf(text, numbers, page), null);
}
