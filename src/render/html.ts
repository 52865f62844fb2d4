/**
 * `Reply` → HTML. A string renderer without any dependency, the same for a server and a browser. It decides nothing:
 * every option and every route of the reply is on the page, in the order of the reply.
 */

import { visitMenu } from '../core/converse.ts';
import { encodeInput } from '../core/input.ts';
import type { AnsweredLine, ListPart, NoticePart, Option, Part, Reply, TextPart } from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import { type Html, html, trusted } from './html-escape.ts';
import { isolated, withNumbers } from './numbers-in-text.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { cardLink, routesOf } from './route-card.ts';

/** A language as the switch offers it: its own name, never a flag. */
export interface LanguageChoice {
  readonly code: string;
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  readonly reviewed: boolean;
}

/** What a page needs besides the reply. */
export interface Page {
  readonly texts: Texts;
  readonly languages: readonly LanguageChoice[];
  /** The neutral page to leave for. */
  readonly exitUrl: string;
  /** The talk so far, as the server sealed it; empty on pages where no talk is going on. */
  readonly state: string;
  /** True for the answer to a form: who hears the page then starts at the new content, not at the top again. */
  readonly answer: boolean;
}

/** A page of running text, such as `/privacy`. */
export interface Article {
  /** Where the language switch of this page leads: its own address. */
  readonly path: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

// --- What is said -----------------------------------------------------------------------------------------------------

function paragraphsOf(paragraphs: readonly string[], reply: Pick<Reply, 'numbers'>): readonly Html[] {
  return paragraphs.map((paragraph) => html`<p>${withNumbers(paragraph, reply.numbers)}</p>`);
}

function textOf({ role, paragraphs }: TextPart, reply: Reply): Html {
  return role === 'question'
    ? html`<h2 class="ask">${withNumbers(paragraphs.join(' '))}</h2>`
    : html`<div class="say">${paragraphsOf(paragraphs, reply)}</div>`;
}

function noticeOf({ tone, title, paragraphs }: NoticePart, reply: Reply): Html {
  const heading = title === undefined ? null : html`<h2>${withNumbers(title)}</h2>`;
  return html`<div class="note ${tone}">${heading}${paragraphsOf(paragraphs, reply)}</div>`;
}

function listOf({ tone, title, paragraphs, items }: ListPart, reply: Reply): Html {
  const list =
    items.length === 0
      ? null
      : html`<ul>${items.map((item) => html`<li>${withNumbers(item, reply.numbers)}</li>`)}</ul>`;
  return html`<section class="list ${tone}"><h2>${withNumbers(title)}</h2>${paragraphsOf(paragraphs, reply)}${list}</section>`;
}

function partOf(part: Part, reply: Reply, { texts }: Page): Html {
  switch (part.type) {
    case 'text':
      return textOf(part, reply);
    case 'notice':
      return noticeOf(part, reply);
    case 'routes':
      return routesOf(texts, part);
    case 'list':
      return listOf(part, reply);
  }
}

// --- What can be answered ---------------------------------------------------------------------------------------------

/** Buttons stand where they are read and belong to the form `talk`; the line to type in has a form of its own, because
 * Enter in a form presses its first button. */
function button({ input, label }: Option, look: string): Html {
  return html`<button form="talk" name="input" value="${input}" class="${look}">${withNumbers(label)}</button>`;
}

function titledGroup(options: readonly Option[], title: string): Html | null {
  if (options.length === 0) return null;
  const buttons = options.map((option) => button(option, 'opt'));
  return html`<section class="more"><h2>${title}</h2><div class="opts">${buttons}</div></section>`;
}

/** The answers to what was just said; those that leave it open are there, less loud. */
function repliesOf(options: readonly Option[]): Html | null {
  if (options.length === 0) return null;
  const look = ({ group }: Option): string =>
    group === 'skip' ? 'opt quiet' : group === 'alarm' ? 'opt alarm' : 'opt';
  const buttons = options.map((option) => button(option, look(option)));
  return html`<div class="opts reply">${buttons}</div>`;
}

const openMenu = encodeInput({ type: 'visit', to: visitMenu });

function optionsOf(reply: Reply, page: Page): Html {
  const of = (...groups: readonly Option['group'][]): readonly Option[] =>
    reply.options.filter(({ group }) => groups.includes(group));
  const { texts } = page;
  // A screen that only shows something to read has no line to type in; its topics are its answers and need no heading.
  const reading = reply.typing === null && !reply.emergency;
  const topics = of('topic');
  const menu = reading ? [] : topics.filter(({ input }) => input === openMenu);
  const read = reading ? [] : topics.filter(({ input }) => input !== openMenu);
  const back = reply.back === null ? [] : [reply.back];
  const ways = [...back, ...menu, ...of('restart')].map((option) => button(option, 'line'));
  return html`${repliesOf([...of('answer'), ...(reading ? topics : []), ...of('skip'), ...of('alarm')])}
    ${titledGroup(of('door'), texts.say('ui:offers'))}
    ${typingOf(reply, page)}
    ${titledGroup(read, texts.say('ui:topics'))}
    ${ways.length === 0 ? null : html`<div class="row">${ways}</div>`}`;
}

function typingOf({ typing }: Reply, { texts }: Page): Html | null {
  if (typing === null) return null;
  return html`<div class="type"><label for="typed">${typing.label}</label><p id="hint">${typing.hint}</p>
    <div><input form="line" id="typed" name="typed" maxlength="500" aria-describedby="hint" autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false">
    <button form="line" class="send">${texts.say('ui:send')}</button></div></div>`;
}

function answeredOf(answered: readonly AnsweredLine[], { texts }: Page): Html | null {
  if (answered.length === 0) return null;
  const lines = answered.map(
    ({ question, answer, change }) => html`<li><p><small>${withNumbers(question)}</small><br>${withNumbers(answer)}</p>
      <button form="talk" name="input" value="${change.input}" class="line">${change.label}<span class="hid">: ${question}</span></button></li>`,
  );
  return html`<details class="past"><summary>${texts.say('ui:answered')} (${answered.length})</summary><ol>${lines}</ol></details>`;
}

/** The main part of a page: everything that changes from one turn to the next. */
export function renderReply(reply: Reply, page: Page): string {
  return mainOf(reply, page).html;
}

function mainOf(reply: Reply, page: Page): Html {
  return html`<main id="main" class="wrap">${openingOf(page)}
    ${reply.emergency ? firstCall(reply) : answeredOf(reply.answered, page)}
    <div class="talk">${reply.parts.map((part) => partOf(part, reply, page))}</div>
    ${optionsOf(reply, page)}${reply.emergency ? answeredOf(reply.answered, page) : null}</main>`;
}

/** In an emergency the one number to call stands first, large, before anything there is to read. */
function firstCall({ parts }: Reply): Html | null {
  const cards = parts.flatMap((part) => (part.type === 'routes' ? part.routes : []));
  const call = cards.flatMap(({ links }) => links).find(({ type }) => type === 'phone');
  return call === undefined ? null : html`<p class="first links">${cardLink(call, null, 'call')}</p>`;
}

/**
 * The heading where the answer to a form begins. It takes the focus, so that a screen reader starts here; the first
 * stop after it is the way out again, as it is at the top of the page.
 */
function openingOf(page: Page): Html {
  const { texts, answer } = page;
  return html`<h1 class="hid" id="start" tabindex="-1"${answer ? html` autofocus` : null}>${texts.say('ui:title')}</h1>
    ${answer ? html`<a class="exit jump" href="${page.exitUrl}" rel="noreferrer" data-exit>${texts.say('ui:exit')}</a>` : null}`;
}

// --- The document -----------------------------------------------------------------------------------------------------

function headOf({ texts }: Page): Html {
  return html`<meta charset="utf-8"><title>${texts.say('ui:title')}</title>
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="format-detection" content="telephone=no"><link rel="icon" href="data:,">
    <style>${trusted(pageStyle)}</style><script>${trusted(pageScript)}</script>`;
}

function topOf({ numbers }: Pick<Reply, 'numbers'>, { texts, exitUrl }: Page): Html {
  const lines = numbers.map(
    ({ label, number, href }) => html`<li><a href="${href}">${isolated(number)}<span> ${label}</span></a></li>`,
  );
  return html`<header class="top"><div class="wrap">
    <a class="exit" href="${exitUrl}" rel="noreferrer" data-exit><b aria-hidden="true">×</b><span>${texts.say('ui:exit')}</span></a>
    <a class="exit jump" href="#start">${texts.say('ui:skip-to-content')}</a>
    <nav aria-label="${texts.say('ui:numbers.label')}"><ul class="numbers">${lines}</ul></nav></div></header>`;
}

function languagesOf({ texts, languages }: Page, path: string): Html {
  const others = languages.filter(({ code }) => code !== texts.lang);
  const buttons = others.map(
    ({ code, name, dir }) =>
      html`<button form="talk"${path === '/' ? null : html` formaction="${path}"`} name="input" value="${encodeInput({ type: 'language', lang: code })}" lang="${code}" dir="${dir}" class="line">${name}</button>`,
  );
  return html`<nav class="langs" aria-label="${texts.say('ui:language')}">${buttons}</nav>`;
}

/** Where there is no room for words beside the numbers that stay in sight, they are explained once, at the start. */
function keyOf({ numbers }: Pick<Reply, 'numbers'>): Html {
  const lines = numbers.map(({ label, number }) => html`${isolated(number)} ${label}<br>`);
  return html`<p class="key" aria-hidden="true">${lines}</p>`;
}

/** The forms hold what every button needs: the sealed talk and the language. */
function formsOf({ state, texts }: Page): readonly Html[] {
  return ['talk', 'line'].map(
    (id) => html`<form id="${id}" method="post" action="/" autocomplete="off">
      <input type="hidden" name="state" value="${state}"><input type="hidden" name="lang" value="${texts.lang}"></form>`,
  );
}

/** Buttons, not links: the talk comes along, so that it is still there afterwards. */
function footOf(page: Page): Html {
  const { texts, languages } = page;
  const reviewed = languages.find(({ code }) => code === texts.lang)?.reviewed === true;
  return html`<footer><div class="wrap"><p>${texts.say('ui:exit-explained')}</p>
    ${reviewed ? null : html`<p>${texts.say('ui:unreviewed')}</p>`}
    <div class="row">${['privacy', 'accessibility'].map(
      (name) =>
        html`<button form="talk" formaction="/${name}" class="line">${texts.say(`pages:${name}.title`)}</button>`,
    )}</div></div></footer>`;
}

function documentOf(numbers: Pick<Reply, 'numbers'>, page: Page, main: Html, path: string): string {
  const { lang, dir } = page.texts;
  return html`${trusted('<!doctype html>')}<html lang="${lang}" dir="${dir}" translate="no"><head>${headOf(page)}</head><body>
    ${topOf(numbers, page)}<div class="under wrap">${page.answer ? null : keyOf(numbers)}${languagesOf(page, path)}</div>${main}${footOf(page)}${formsOf(page)}</body></html>`
    .html;
}

/** A whole page around a reply. */
export function renderPage(reply: Reply, page: Page): string {
  return documentOf(reply, page, mainOf(reply, page), '/');
}

/** A page of running text. Where a talk is going on, it leads back to it. */
export function renderArticle(
  { path, title, paragraphs }: Article,
  numbers: Pick<Reply, 'numbers'>,
  page: Page,
): string {
  const { texts, state } = page;
  const way: Option =
    state === ''
      ? { input: encodeInput({ type: 'back', keep: 0 }), label: texts.say('ui:restart'), group: 'restart' }
      : {
          input: encodeInput({ type: 'language', lang: texts.lang }),
          label: texts.say('ui:visit-return'),
          group: 'restart',
        };
  const main = html`<main id="main" class="wrap">${openingOf(page)}
    <section class="list plain"><h2>${title}</h2>${paragraphsOf(paragraphs, numbers)}</section>${repliesOf([way])}</main>`;
  return documentOf(numbers, page, main, path);
}

/** A page that says, in the visitor's language, what went wrong; with the numbers, and a way to start again. */
export function renderProblem(text: string, numbers: Pick<Reply, 'numbers'>, page: Page): string {
  const restart: Option = {
    input: encodeInput({ type: 'back', keep: 0 }),
    label: page.texts.say('ui:restart'),
    group: 'restart',
  };
  const main = html`<main id="main" class="wrap">${openingOf(page)}
    <div class="note care">${paragraphsOf([text], numbers)}</div>${repliesOf([restart])}</main>`;
  return documentOf(numbers, page, main, '/');
}
