/**
 * Route cards: the ways to people.
 */
import type { CardLink, RouteCard, RoutesPart } from '../core/reply.ts';
import { sourceLanguage, type Texts } from '../core/texts.ts';
import { type Html, html } from './html-escape.ts';
import { chunksOf } from './number-chunks.ts';
import { isolated, withDays, withNumbers } from './numbers-in-text.ts';
import { picture } from './pictograms.ts';

/** Names of Dutch services, and sentences to say, are Dutch on every page: a voice that reads aloud must know. */
function dutch({ lang }: Texts): Html {
  return html`${lang === sourceLanguage ? null : html` lang="nl" dir="ltr"`}`;
}

/** The words of a link; a number in it keeps its direction. */
function linkText({ text, label }: CardLink): readonly Html[] {
  const at = text.indexOf(label);
  return /\d/.test(label) && at >= 0
    ? [html`<span>${text.slice(0, at)}${isolated(label)}${text.slice(at + label.length)}</span>`]
    : [html`${text}`];
}

/** A link. Several cards have one named "Website": `whose` tells them apart for who hears them one by one. */
export function cardLink(card: CardLink, whose: Html | null, look: 'call' | null, framed: boolean): Html {
  // Other sites refuse to open inside a frame.
  const window = framed ? html` target="_blank"` : null;
  const outside = card.type === 'phone' ? null : html` rel="noopener noreferrer"${window}`;
  // Who cannot read the words knows the sign.
  const sign = look === 'call' && card.type === 'phone' ? picture('call') : null;
  return html`<a${look === null ? null : html` class="${look}"`} href="${card.href}"${outside}>${sign}${linkText(card)}${whose}</a>`;
}

function hiddenName(texts: Texts, name: string): Html {
  return html`<span class="hid"${dutch(texts)}> ${name}</span>`;
}

function linkRow({ texts, framed }: Cards, links: readonly CardLink[], name: string, look: string): Html | null {
  if (links.length === 0) return null;
  return html`<p class="${look}">${links.map((one, index) => cardLink(one, hiddenName(texts, name), index === 0 ? 'call' : null, framed))}</p>`;
}

function saying(texts: Texts, { say }: RouteCard): Html | null {
  if (say === null) return null;
  const sound =
    say.sound === null ? null : html`<p><span class="small">${texts.say('ui:sound')}</span> ${say.sound}</p>`;
  const meaning = say.meaning === null ? null : html`<p class="small">${texts.say('ui:meaning')} ${say.meaning}</p>`;
  return html`<div class="quote"><p class="small">${say.title}</p>
    <p${dutch(texts)}><strong>${withNumbers(say.dutch)}</strong></p>${sound}${meaning}</div>`;
}

function others(cards: Cards, { also }: RouteCard): Html | null {
  if (also.length === 0) return null;
  const { texts } = cards;
  const items = also.map(
    ({ name, text, links }) => html`<li><p><strong${dutch(texts)}>${name}</strong></p>
      ${text === '' ? null : html`<p>${withNumbers(text)}</p>`}${linkRow(cards, links, name, 'links')}</li>`,
  );
  return html`<details class="beside"><summary>${texts.say('ui:also')} <span${dutch(texts)}>${also.map(({ name }) => name).join(' · ')}</span></summary>
    <ul>${items}</ul></details>`;
}

/** What tapping leaves behind is said at the first link it is true of, not again at each. */
function newTraces({ links }: RouteCard, said: Set<string>): readonly string[] {
  const traces = [...new Set(links.map(({ trace }) => trace))].filter((trace) => !said.has(trace));
  for (const trace of traces) said.add(trace);
  return traces;
}

function aboutOf({ what }: RouteCard): Html | null {
  return what === '' ? null : html`<p>${withNumbers(what)}</p>`;
}

/** Only the first card says at once what they do: whoever is afraid reads a few lines. */
function foldedAbout(card: RouteCard): Html | null {
  const about = aboutOf(card);
  return about === null
    ? null
    : html`<details class="beside"><summary>${withNumbers(card.more)}</summary>${about}</details>`;
}

/** What is the same for all cards of a page. */
interface Cards {
  readonly texts: Texts;
  readonly framed: boolean;
  /** The traces that have been told already. */
  readonly said: Set<string>;
}

/** A number to learn by heart: what is in the head no phone shows. */
function learning(texts: Texts, { links }: RouteCard): Html | null {
  const phone = links.find(({ type }) => type === 'phone');
  if (phone === undefined) return null;
  const chunks = chunksOf(phone.label).map((chunk, index) => html`${index === 0 ? '' : ' '}<bdi>${chunk}</bdi>`);
  const steps = texts.lines('ui:learn.steps').map((step) => html`<li>${step}</li>`);
  return html`<details class="beside learn"><summary>${texts.say('ui:learn.title')}</summary>
    <p class="chunks" dir="ltr">${chunks}</p><ol>${steps}</ol></details>`;
}

function cardOf(cards: Cards, card: RouteCard, isFirst: boolean): Html {
  const { texts, said } = cards;
  const { standIn } = card;
  return html`<li class="card"><h3${dutch(texts)}>${card.name}</h3>
    <p class="why">${withNumbers(card.because)}</p>
    ${card.facts.length === 0 ? null : html`<ul class="facts">${card.facts.map((fact) => html`<li>${withNumbers(fact)}</li>`)}</ul>`}
    ${linkRow(cards, card.links, card.name, 'links')}
    ${isFirst ? aboutOf(card) : null}
    ${card.menu === null ? null : html`<p class="small">${texts.say('ui:menu')} ${withNumbers(card.menu)}</p>`}
    ${saying(texts, card)}
    ${standIn === null ? null : html`<div class="beside"><p>${withNumbers(standIn.text)}</p>${linkRow(cards, standIn.links, '', 'links')}</div>`}
    ${isFirst ? null : foldedAbout(card)}
    ${learning(texts, card)}
    ${others(cards, card)}
    ${newTraces(card, said).map((trace) => html`<p class="small">${trace}</p>`)}
    ${card.provenance === '' ? null : html`<p class="small">${withDays(card.provenance)}</p>`}</li>`;
}

/** The cards, most important first. */
export function cardsOf(texts: Texts, { routes }: RoutesPart, framed: boolean): Html {
  const cards: Cards = { texts, framed, said: new Set() };
  return html`<ol class="cards">${routes.map((card, index) => cardOf(cards, card, index === 0))}</ol>`;
}
