/**
 * `Reply` → HTML: the body of a page. A string renderer without any dependency, the same for a server and a browser. It decides nothing:
 * every option and every route of the reply is on the page, in the order of the reply.
 */

import { visitMenu } from '../core/converse.ts';
import { encodeInput } from '../core/input.ts';
import type { AnsweredLine, ListPart, NoticePart, Option, Part, Reply, TextPart } from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import { type Html, html } from './html-escape.ts';
import { isolated, withNumbers } from './numbers-in-text.ts';
import { pictogramOf, picture } from './pictograms.ts';
import { cardLink, cardsOf } from './route-card.ts';

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
  /** True inside the frame of another site: what leads elsewhere must not open in the frame. */
  readonly framed: boolean;
  /** True for the answer to a form: who hears the page then starts at the new content, not at the top again. */
  readonly answer: boolean;
}

/** A page of running text, such as `/privacy`. */
export interface Article {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

// --- What is said -----------------------------------------------------------------------------------------------------

function paragraphsOf(paragraphs: readonly string[], reply: Pick<Reply, 'numbers'>): readonly Html[] {
  return paragraphs.map((paragraph) => html`<p>${withNumbers(paragraph, reply.numbers)}</p>`);
}

/**
 * Where what is new begins. `mark` makes that element take the focus, so that a screen reader says the new part and
 * nothing else; `exit` comes right after it, so that the next stop is the way out, as it is at the top of the page.
 */
interface Start {
  readonly mark: Html | null;
  readonly exit: Html | null;
}

const elsewhere: Start = { mark: null, exit: null };

function startOf({ texts, exitUrl, framed, answer }: Page): Start {
  if (!answer) return { mark: html` id="start" tabindex="-1"`, exit: null };
  return {
    mark: html` id="start" tabindex="-1" autofocus`,
    exit: html`<a class="exit jump" href="${exitUrl}" rel="noreferrer"${topWindow(framed)} data-exit>${texts.say('ui:exit')}</a>`,
  };
}

function topWindow(framed: boolean): Html | null {
  return framed ? html` target="_top"` : null;
}

function textOf({ role, paragraphs }: TextPart, reply: Reply, { mark, exit }: Start): Html {
  return role === 'question'
    ? html`<h2 class="ask"${mark}>${withNumbers(paragraphs.join(' '))}</h2>${exit}`
    : html`<div class="say"${mark}>${exit}${paragraphsOf(paragraphs, reply)}</div>`;
}

/** In an emergency the words of an unsure language stand beside the Dutch, which she can also show to somebody. */
function besideOf(beside: NoticePart['beside'], reply: Reply): Html | null {
  if (beside === undefined) return null;
  const { label, lang, dir, title, paragraphs } = beside;
  return html`<p class="small">${label}</p><div class="quote" lang="${lang}" dir="${dir}"><p><strong>${withNumbers(title)}</strong></p>${paragraphsOf(paragraphs, reply)}</div>`;
}

function noticeOf({ tone, title, paragraphs, beside }: NoticePart, reply: Reply, { mark, exit }: Start): Html {
  if (title === undefined)
    return html`<div class="note ${tone}"${mark}>${exit}${paragraphsOf(paragraphs, reply)}</div>`;
  return html`<div class="note ${tone}"><h2${mark}>${withNumbers(title)}</h2>${exit}${paragraphsOf(paragraphs, reply)}${besideOf(beside, reply)}</div>`;
}

function listOf({ tone, title, paragraphs, items }: ListPart, reply: Reply, { mark, exit }: Start): Html {
  const list =
    items.length === 0
      ? null
      : html`<ul>${items.map((item) => html`<li>${withNumbers(item, reply.numbers)}</li>`)}</ul>`;
  return html`<section class="list ${tone}"><h2${mark}>${withNumbers(title)}</h2>${exit}${paragraphsOf(paragraphs, reply)}${list}</section>`;
}

function partOf(part: Part, reply: Reply, { texts, framed }: Page, start: Start): Html {
  switch (part.type) {
    case 'text':
      return textOf(part, reply, start);
    case 'notice':
      return noticeOf(part, reply, start);
    case 'routes':
      return html`<section class="routes"><h2${start.mark}>${part.title}</h2>${start.exit}${cardsOf(texts, part, framed)}</section>`;
    case 'list':
      return listOf(part, reply, start);
  }
}

// --- What can be answered ---------------------------------------------------------------------------------------------

/** Buttons stand where they are read and belong to the form `talk`; the line to type in has a form of its own, because
 * Enter in a form presses its first button. */
function button({ input, label }: Option, look: string): Html {
  return html`<button form="talk" name="input" value="${input}" class="${look}">${pictogramOf(input)}<span>${withNumbers(label)}</span></button>`;
}

function titledGroup(options: readonly Option[], title: string): Html | null {
  if (options.length === 0) return null;
  const buttons = options.map((option) => button(option, 'opt'));
  return html`<section class="more"><h2>${title}</h2><div class="opts">${buttons}</div></section>`;
}

/** The answers to what was just said; those that leave it open are there, less loud. */
function repliesOf(options: readonly Option[]): Html | null {
  if (options.length === 0) return null;
  // "It is dangerous now" looks the same whether it answers the question or is offered beside it.
  const look = ({ group, input }: Option): string =>
    group === 'skip'
      ? 'opt quiet'
      : group === 'alarm' || group === 'first' || input.endsWith('=now')
        ? 'opt alarm'
        : 'opt';
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
  return html`${repliesOf([...of('first', 'answer'), ...(reading ? topics : []), ...of('skip'), ...of('alarm')])}
    ${titledGroup(of('door'), texts.say('ui:offers'))}
    ${typingOf(reply, page)}
    ${titledGroup(read, texts.say('ui:topics'))}
    ${ways.length === 0 ? null : html`<div class="row">${ways}</div>`}`;
}

/** The field has no name that an address could point at: a site around a frame would learn whether it is there. */
function typingOf({ typing }: Reply, { texts }: Page): Html | null {
  if (typing === null) return null;
  return html`<div class="type"><p class="label">${typing.label}</p><p id="hint">${typing.hint}</p>
    <div><input form="line" name="typed" maxlength="500" aria-label="${typing.label}" aria-describedby="hint" autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" writingsuggestions="false">
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

/** How to leave, and what leaving cannot do: said once, where a talk begins. */
function leaveOf({ texts }: Page): Html {
  const limits = texts.lines('ui:leave.cannot').map((line) => html`<li>${line}</li>`);
  return html`<details class="leave"><summary>${texts.say('ui:leave.title')}</summary>
    <div class="list plain"><p>${texts.say('ui:leave.how')}</p><ul>${limits}</ul></div></details>`;
}

/** The main part of a page: everything that changes from one turn to the next. */
export function renderReply(reply: Reply, page: Page): string {
  return mainOf(reply, page).html;
}

export function mainOf(reply: Reply, page: Page): Html {
  const start = startOf(page);
  const call = reply.emergency ? firstCall(reply, page, start) : null;
  const parts = reply.parts.map((part, index) =>
    partOf(part, reply, page, index === 0 && call === null ? start : elsewhere),
  );
  const [first, ...others] = parts;
  const begins = reply.back === null && reply.parts[0]?.type === 'text' && reply.parts[0].role === 'say';
  return html`<main id="main" class="wrap">${titleOf(page)}
    ${call}
    <div class="talk">${first ?? null}${begins ? leaveOf(page) : null}${others}</div>
    ${optionsOf(reply, page)}${answeredOf(reply.answered, page)}</main>`;
}

/** In an emergency the one number to call stands first, large, before anything there is to read. */
function firstCall({ parts }: Reply, { framed }: Page, { mark, exit }: Start): Html | null {
  const cards = parts.flatMap((part) => (part.type === 'routes' ? part.routes : []));
  const call = cards.flatMap(({ links }) => links).find(({ type }) => type === 'phone');
  return call === undefined
    ? null
    : html`<p class="first links"${mark}>${exit}${cardLink(call, null, 'call', framed)}</p>`;
}

/** The heading of every page: neutral, and for who hears the page. */
export function titleOf({ texts }: Page): Html {
  return html`<h1 class="hid">${texts.say('ui:title')}</h1>`;
}

// --- Around the talk --------------------------------------------------------------------------------------------------

/** The words of the script stand there: after one and two presses of Shift, while it loads, and when it cannot. */
function exitOf({ texts, exitUrl, framed }: Page): Html {
  const presses = [2, 1].map((count) => texts.say('ui:leave.presses', { count }));
  const spoken = [...presses, texts.say('ui:busy'), texts.say('ui:errors.broken')].join('|');
  return html`<a class="exit" href="${exitUrl}" rel="noreferrer"${topWindow(framed)} data-exit data-say="${spoken}">
    <b aria-hidden="true">×</b><span>${texts.say('ui:exit')}</span><i class="presses" data-presses="0" aria-hidden="true"><i></i><i></i><i></i></i></a>`;
}

function topOf({ numbers }: Pick<Reply, 'numbers'>, page: Page): Html {
  const { texts } = page;
  const lines = numbers.map(
    ({ label, number, href }) => html`<li><a href="${href}">${isolated(number)}<span> ${label}</span></a></li>`,
  );
  return html`<header class="top"><div class="wrap">${exitOf(page)}
    <a class="exit jump" href="#start">${texts.say('ui:skip-to-content')}</a>
    <nav aria-label="${texts.say('ui:numbers.label')}"><ul class="numbers">${lines}</ul></nav></div></header>`;
}

/**
 * All languages by their own names, one tap away. A sign says it to who cannot read the language of the page, and where a
 * talk begins some of the names stand beside it already, so that a glance finds one's own.
 */
function languagesOf({ texts, languages, answer }: Page, path: string | null): Html {
  const here = languages.find(({ code }) => code === texts.lang);
  const others = languages.filter(({ code }) => code !== texts.lang);
  const buttons = others.map(
    ({ code, name, dir }) =>
      html`<button form="talk"${path === null ? null : html` formaction="${path}"`} name="input" value="${encodeInput({ type: 'language', lang: code })}" lang="${code}" dir="${dir}" class="line">${name}</button>`,
  );
  const glance = html`<span class="glance" aria-hidden="true">${others.map(({ name }) => name).join(' · ')}</span>`;
  return html`<nav class="langs" aria-label="${texts.say('ui:language')}"><details><summary>${picture('globe')}<span class="hid">${texts.say('ui:language')}: </span>${here?.name ?? ''}${answer ? null : glance}</summary>
    <div>${buttons}</div></details>${answer ? null : unreviewedOf(texts, here)}</nav>`;
}

/** While no native speaker has read all texts of this language, that is said. */
function unreviewedOf(texts: Texts, here: LanguageChoice | undefined): Html | null {
  return here?.reviewed === true ? null : html`<p class="small">${texts.say('ui:unreviewed')}</p>`;
}

/** Where there is no room for words beside the numbers that stay in sight, they are explained once, at the start. */
function keyOf({ numbers }: Pick<Reply, 'numbers'>): Html {
  const lines = numbers.map(({ label, number }) => html`${isolated(number)} ${label}<br>`);
  return html`<p class="key" aria-hidden="true">${lines}</p>`;
}

/** The pages of running text that every page leads to. */
export const articleNames = ['privacy', 'accessibility'] as const;
export type ArticleName = (typeof articleNames)[number];

/** The value of the button that opens one where the talk runs in the browser. */
export function articleInput(name: ArticleName): string {
  return `read:${name}`;
}

/** An article as the texts have it; a paragraph that names a contact is left out where none is set. */
export function readArticle(texts: Texts, name: ArticleName, contact: string | null): Article {
  const nobody = '\0';
  const key = `pages:${name}.paragraphs`;
  const paragraphs = texts
    .lines(key)
    .map((_line, index) => texts.say(`${key}.${index}`, { contact: contact ?? nobody }))
    .filter((line) => !line.includes(nobody));
  return { title: texts.say(`pages:${name}.title`), paragraphs };
}

/** Below the address of the talk, so that the talk comes along and stays in its frame. */
export function articlePath(action: string, name: ArticleName): string {
  return `${action === '/' ? '' : action}/${name}`;
}

/** Buttons, not links: the talk comes along, so that it is still there afterwards. */
function footOf(page: Page, action: string | null): Html {
  const { texts, languages } = page;
  const here = languages.find(({ code }) => code === texts.lang);
  const buttons = articleNames.map((name) => {
    const target = action === null ? null : html` formaction="${articlePath(action, name)}"`;
    return html`<button form="talk"${target} name="read" value="${articleInput(name)}" class="line">${texts.say(`pages:${name}.title`)}</button>`;
  });
  return html`<footer><div class="wrap"><p>${texts.say('ui:exit-explained')}</p>
    ${unreviewedOf(texts, here)}
    <div class="row">${buttons}</div></div></footer>`;
}

/** Where the forms of a browser without scripts go, for what stands around the talk. */
export interface Around {
  /** The address of the talk. */
  readonly action: string | null;
  /** Where a change of language leads, when that is another address. */
  readonly path: string | null;
}

export function bodyOf(numbers: Pick<Reply, 'numbers'>, page: Page, main: Html, { action, path }: Around): Html {
  return html`${topOf(numbers, page)}
    <div class="under wrap"><div class="tools"></div>${languagesOf(page, path)}${page.answer ? null : keyOf(numbers)}</div>${main}${footOf(page, action)}
    <p class="hid" role="status" id="status"></p>`;
}

/** Everything that stands in the body but the forms, around a reply. */
export function renderBody(reply: Reply, page: Page): string {
  return bodyOf(reply, page, mainOf(reply, page), { action: null, path: null }).html;
}

/** The main part of a page of running text. `way` is the button that leads back to the talk. */
export function renderArticle(
  { title, paragraphs }: Article,
  numbers: Pick<Reply, 'numbers'>,
  page: Page,
  way: Option,
): string {
  return articleOf({ title, paragraphs }, numbers, page, way).html;
}

export function articleOf(
  { title, paragraphs }: Article,
  numbers: Pick<Reply, 'numbers'>,
  page: Page,
  way: Option,
): Html {
  const { mark, exit } = startOf(page);
  return html`<main id="main" class="wrap">${titleOf(page)}
    <section class="list plain"><h2${mark}>${title}</h2>${exit}${paragraphsOf(paragraphs, numbers)}</section>${repliesOf([way])}</main>`;
}

/** The button that leads from an article back into the talk, or to its beginning where none is going on. */
export function wayBack({ texts }: Page, talking: boolean): Option {
  return talking
    ? {
        input: encodeInput({ type: 'language', lang: texts.lang }),
        label: texts.say('ui:visit-return'),
        group: 'restart',
      }
    : { input: encodeInput({ type: 'back', keep: 0 }), label: texts.say('ui:restart'), group: 'restart' };
}

/** The main part of a page that says, in the visitor's language, what went wrong; with a way to start again. */
export function renderProblem(text: string, numbers: Pick<Reply, 'numbers'>, page: Page): string {
  return problemOf(text, numbers, page).html;
}

export function problemOf(text: string, numbers: Pick<Reply, 'numbers'>, page: Page): Html {
  const { mark, exit } = startOf(page);
  return html`<main id="main" class="wrap">${titleOf(page)}
    <div class="note care"${mark}>${exit}${paragraphsOf([text], numbers)}</div>${repliesOf([wayBack(page, false)])}</main>`;
}
