/**
 * The page for partners: what they put on their site, with the settings they choose, and what it looks like.
 */
import type { Reply } from '../core/reply.ts';
import { documentOf, type PageDocument } from './document.ts';
import { titleOf } from './html.ts';
import { type Html, html } from './html-escape.ts';

/** What a partner may set on its site. Empty: not set. */
export interface EmbedSettings {
  readonly lang: string;
  /** A code such as `GM0363`. */
  readonly municipality: string;
  readonly exitUrl: string;
}

export interface PartnersPage {
  /** Where this site stands, such as `https://wegwijzer.example`. */
  readonly origin: string;
  readonly loader: { readonly name: string; readonly integrity: string };
  readonly settings: EmbedSettings;
  /** Every language of the talk, by its own name. */
  readonly languages: readonly { readonly code: string; readonly name: string }[];
  readonly municipalities: readonly { readonly code: string; readonly name: string }[];
  /** The words on the button and of the frame, in the language that was chosen. */
  readonly label: string;
  readonly frameTitle: string;
  /** Where a partner asks to be let in. */
  readonly contact: string | null;
}

/** What the frame may do: neither storage nor a look at the page around it; calling, printing and leaving still work. */
export const frameSandbox =
  'allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-top-navigation allow-top-navigation-to-custom-protocols';

function attributes({ lang, municipality, exitUrl }: EmbedSettings): Html {
  const set = (name: string, value: string): Html | null => (value === '' ? null : html` ${name}="${value}"`);
  return html`${set('lang', lang)}${set('municipality', municipality)}${set('exit-url', exitUrl)}`;
}

/** The element itself, and inside it what is there without scripts: a plain link. */
function element(page: PartnersPage): Html {
  return html`<weg-wijzer${attributes(page.settings)}><a href="${page.origin}/">${page.label}</a></weg-wijzer>`;
}

function scriptTag({ origin, loader }: PartnersPage): Html {
  return html`<script src="${origin}/${loader.name}" integrity="${loader.integrity}" crossorigin defer></script>`;
}

function frameTag({ origin, settings, frameTitle }: PartnersPage): Html {
  const { lang, municipality, exitUrl } = settings;
  const set = Object.entries({ lang, municipality, 'exit-url': exitUrl }).filter(([, value]) => value !== '');
  const fragment = new URLSearchParams(set).toString();
  return html`<iframe src="${origin}/embed${fragment === '' ? '' : `#${fragment}`}" title="${frameTitle}" sandbox="${frameSandbox}" referrerpolicy="no-referrer" credentialless width="400" height="700"></iframe>`;
}

/** Lines to copy, shown as they are written. */
function lines(tags: readonly Html[]): Html {
  return html`<pre class="code" dir="ltr" tabindex="0"><code>${tags.map(({ html: tag }) => tag).join('\n')}</code></pre>`;
}

function options(choices: readonly (readonly [value: string, label: string])[], chosen: string): readonly Html[] {
  return choices.map(
    ([value, label]) => html`<option value="${value}"${value === chosen ? html` selected` : null}>${label}</option>`,
  );
}

function settingsForm({ settings, languages, municipalities }: PartnersPage, page: PageDocument): Html {
  const say = (name: string): string => page.texts.say(`pages:partners.${name}`);
  const places: readonly (readonly [string, string])[] = municipalities.map(({ code, name }) => [code, name]);
  const spoken: readonly (readonly [string, string])[] = languages.map(({ code, name }) => [code, name]);
  return html`<form id="choose" method="post" action="/partners#lines" autocomplete="off"><h3>${say('choose-title')}</h3>
    <input type="hidden" name="page" value="${page.texts.lang}">
    <label>${say('choose-lang')}<select name="lang">${options(spoken, settings.lang)}</select></label>
    <label>${say('choose-municipality')}<select name="municipality">${options([['', say('choose-none')], ...places], settings.municipality)}</select></label>
    <label>${say('choose-exit')}<input type="url" name="exit" pattern="https://.*" maxlength="500" value="${settings.exitUrl}"></label>
    <button class="send">${say('choose-show')}</button></form>`;
}

export function renderPartners(partners: PartnersPage, numbers: Pick<Reply, 'numbers'>, page: PageDocument): string {
  const { texts } = page;
  const say = (name: string): string => texts.say(`pages:partners.${name}`);
  const paragraphs = (name: string): readonly Html[] =>
    texts.lines(`pages:partners.${name}`).map((line) => html`<p>${line}</p>`);
  const items = (name: string): Html =>
    html`<ul>${texts.lines(`pages:partners.${name}`).map((line) => html`<li>${line}</li>`)}</ul>`;
  const section = (title: string, content: readonly (Html | null)[]): Html =>
    html`<section class="list plain"><h2>${say(title)}</h2>${content.flatMap((part) => part ?? [])}</section>`;
  const letUsKnow =
    partners.contact === null
      ? say('csp-text-no-contact')
      : texts.say('pages:partners.csp-text', { contact: partners.contact });
  const allow = [`script-src ${partners.origin}; frame-src ${partners.origin}`];
  const main = html`<main id="main" class="wrap">${titleOf(page)}
    ${section('title', paragraphs('intro'))}
    ${section('settings-title', [items('settings'), settingsForm(partners, page)])}
    <div id="lines"></div>${section('script-title', [...paragraphs('script-text'), lines([scriptTag(partners), element(partners)])])}
    ${section('frame-title', [...paragraphs('frame-text'), lines([frameTag(partners)])])}
    ${section('csp-title', [html`<p>${letUsKnow}</p>`, html`<pre class="code" dir="ltr" tabindex="0"><code>${allow.join('')}</code></pre>`])}
    ${section('please-title', [items('please')])}
    ${section('preview-title', paragraphs('preview-text'))}
    <script src="/${partners.loader.name}" integrity="${partners.loader.integrity}" crossorigin defer></script>
    ${element({ ...partners, origin: '' })}</main>`;
  return documentOf(numbers, page, main, '/partners');
}
