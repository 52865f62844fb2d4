/**
 * What the desk found, as HTML: the route in order, what to say, what not to do, and what to read.
 */
import type { ListPart, NoticePart, RouteCard } from '../../core/reply.ts';
import type { RouteKind, Situation } from '../../core/situation.ts';
import { sourceLanguage, type Texts } from '../../core/texts.ts';
import { type Html, html } from '../../render/html-escape.ts';
import { withDays, withNumbers } from '../../render/numbers-in-text.ts';
import { cardLink } from '../../render/route-card.ts';
import type { Choices } from './choices.ts';
import { optionText } from './finder-html.ts';
import type { Finding, Topic } from './finding.ts';

/** Names of Dutch services and sentences to say are Dutch on every page: a voice that reads aloud must know. */
function dutch({ lang }: Texts): Html | null {
  return lang === sourceLanguage ? null : html` lang="nl"`;
}

function paragraphs(lines: readonly string[]): readonly Html[] {
  return lines.map((line) => html`<p>${withNumbers(line)}</p>`);
}

export function noticeOf({ tone, title, paragraphs: lines }: NoticePart): Html {
  return html`<div class="note ${tone}">${title === undefined ? null : html`<h3>${withNumbers(title)}</h3>`}${paragraphs(lines)}</div>`;
}

function listBody({ paragraphs: lines, items }: ListPart): Html {
  const list = items.length === 0 ? null : html`<ul>${items.map((item) => html`<li>${withNumbers(item)}</li>`)}</ul>`;
  return html`${paragraphs(lines)}${list}`;
}

function listOf(part: ListPart): Html {
  return html`<section class="list ${part.tone}"><h3>${withNumbers(part.title)}</h3>${listBody(part)}</section>`;
}

function topicOf({ parts }: Topic): readonly Html[] {
  return parts.map((part) =>
    part.type === 'notice'
      ? noticeOf(part)
      : html`<details class="topic list ${part.tone}"><summary>${withNumbers(part.title)}</summary>${listBody(part)}</details>`,
  );
}

function sayingOf(texts: Texts, { say }: RouteCard): Html | null {
  if (say === null) return null;
  const meaning = say.meaning === null ? null : html`<p class="small">${texts.say('ui:meaning')} ${say.meaning}</p>`;
  return html`<div class="quote"><p class="small">${say.title}</p><p${dutch(texts)}><strong>${withNumbers(say.dutch)}</strong></p>${meaning}</div>`;
}

function linksOf(texts: Texts, { links, name }: Pick<RouteCard, 'links' | 'name'>, framed: boolean): Html | null {
  if (links.length === 0) return null;
  const whose = html`<span class="hid"${dutch(texts)}> ${name}</span>`;
  return html`<p class="links">${links.map((link, index) => cardLink(link, whose, index === 0 ? 'call' : null, framed))}</p>`;
}

function othersOf(texts: Texts, { also }: RouteCard, framed: boolean): Html | null {
  if (also.length === 0) return null;
  const items = also.map(
    ({ name, text, links }) =>
      html`<li><p><strong${dutch(texts)}>${name}</strong></p>${text === '' ? null : html`<p>${withNumbers(text)}</p>`}${linksOf(texts, { links, name }, framed)}</li>`,
  );
  return html`<details class="beside"><summary>${texts.say('ui:also')} <span${dutch(texts)}>${also.map(({ name }) => name).join(' · ')}</span></summary><ul>${items}</ul></details>`;
}

/** Where it was read and how old that is: a professional weighs it. */
function sourceOf(texts: Texts, { provenance, contact }: RouteCard): Html | null {
  if (provenance === '') return null;
  const source = contact.source === '' ? null : html` ${texts.say('desk:page.source', { source: contact.source })}`;
  return html`<p class="small">${withDays(provenance)}${source}</p>`;
}

/**
 * Chats are for people themselves: that of Veilig Thuis takes no professionals. What a child can say to the children's line
 * is not what a helper says.
 */
function forWhom({ links, say, ...card }: RouteCard, who: Situation['who']): RouteCard {
  return {
    ...card,
    links: who === 'professional' ? links.filter(({ type }) => type !== 'chat') : links,
    say: card.kind === 'child-helpline' && who !== 'self' ? null : say,
  };
}

function cardOf(texts: Texts, written: RouteCard, who: Situation['who'], framed: boolean): Html {
  const card = forWhom(written, who);
  const { standIn } = card;
  const besides =
    standIn === null
      ? null
      : html`<div class="beside"><p>${withNumbers(standIn.text)}</p>${linksOf(texts, { links: standIn.links, name: '' }, framed)}</div>`;
  const about =
    card.what === ''
      ? null
      : html`<details class="beside"><summary>${withNumbers(card.more)}</summary><p>${withNumbers(card.what)}</p></details>`;
  return html`<li class="card"><h3${dutch(texts)}>${card.name}</h3><p class="why">${withNumbers(card.because)}</p>
    ${card.facts.length === 0 ? null : html`<ul class="facts">${card.facts.map((fact) => html`<li>${withNumbers(fact)}</li>`)}</ul>`}
    ${linksOf(texts, card, framed)}${card.menu === null ? null : html`<p class="small">${texts.say('ui:menu')} ${withNumbers(card.menu)}</p>`}
    ${sayingOf(texts, card)}${besides}${about}${othersOf(texts, card, framed)}${sourceOf(texts, card)}</li>`;
}

/** In an emergency the one number to call stands before anything there is to read (guide B1). */
function firstCall({ situation, routes }: Finding, framed: boolean): Html | null {
  const call = routes.routes[0]?.links.find(({ type }) => type === 'phone');
  if (situation.urgency !== 'emergency' || call === undefined) return null;
  return html`<p class="first links">${cardLink(call, null, 'call', framed)}</p>`;
}

/** The mistake that is nearest at hand, before anybody is called (guide X1). Parents are told in words of their own. */
function ruleOf(texts: Texts, { situation: { who, urgency } }: Finding): Html | null {
  const isHelper = who === 'key-person' || who === 'professional' || who === 'bystander';
  return isHelper && urgency !== 'emergency' ? html`<p class="rule">${texts.say('desk:page.rule')}</p>` : null;
}

/** What the route is for, in a few words: whoever looks up sees at once whether that is meant. */
export function summaryOf(texts: Texts, choices: Choices, municipality: string | null): string {
  const said = (['theme', 'urgency', 'age', 'where'] as const).flatMap((field) => {
    const value = choices[field];
    return value === undefined ? [] : [optionText(texts, field, value)];
  });
  const some = (choices.circumstance ?? []).map((one) => optionText(texts, 'circumstance', one));
  return [...said, ...some, ...(municipality === null ? [] : [municipality])].join(' · ');
}

/** Whose names say nothing of what it is about. Of all others a paper has the number alone. */
const neutral: ReadonlySet<RouteKind> = new Set([
  'emergency-112',
  'veilig-thuis',
  'police',
  'child-helpline',
  'listening-line',
  'legal-aid',
  'wijkteam',
]);

/** A paper is for a helper: nobody else should have one (guide C5). */
function mayPrint({ situation: { who } }: Finding): boolean {
  return who === 'key-person' || who === 'professional';
}

/** The numbers on paper, for oneself. No theme, no reason, no place, and no name that says what it is about. */
function paperOf(texts: Texts, { routes }: Finding): Html {
  const lines = routes.routes.flatMap(({ kind, name, links }) => {
    const numbers = links.filter(({ type }) => type === 'phone').map(({ label }) => label);
    if (numbers.length === 0) return [];
    return [html`<li>${neutral.has(kind) ? html`<strong>${name}</strong> ` : null}${numbers.join(' · ')}</li>`];
  });
  return html`<section class="paper" aria-hidden="true"><p><strong>${texts.say('desk:paper.yours')}</strong></p><ol>${lines}</ol><p>${texts.say('desk:paper.say')}</p></section>`;
}

function printingOf(texts: Texts): Html {
  return html`<p class="with-scripts"><button type="button" class="line" id="print">${texts.say('desk:paper.print')}</button></p><p class="small with-scripts">${texts.say('desk:paper.hint')}</p>`;
}

export interface FoundPage {
  readonly choices: Choices;
  /** The name of the municipality that was chosen. */
  readonly municipality: string | null;
  /** In a frame, links to other sites open beside it. */
  readonly framed: boolean;
}

/** Everything that was found. */
export function findingHtml(texts: Texts, finding: Finding, { choices, municipality, framed }: FoundPage): Html {
  // How urgent it is may follow from what else was chosen.
  const { urgency } = finding.situation;
  const said = choices.urgency === undefined && urgency === 'unknown' ? choices : { ...choices, urgency };
  const summary = summaryOf(texts, said, municipality);
  const { urgent, routes, guidance, topics } = finding;
  return html`<section id="found" aria-labelledby="found-title"><h2 id="found-title" tabindex="-1">${texts.say('desk:page.route')}</h2>
    <p class="summary">${summary === '' ? texts.say('desk:page.nothing-chosen') : withNumbers(summary)}</p>
    ${firstCall(finding, framed)}${urgent.map(noticeOf)}
    ${ruleOf(texts, finding)}<ol class="cards numbered">${routes.routes.map((card) => cardOf(texts, card, finding.situation.who, framed))}</ol>
    <div id="own-contacts"></div>
    <p class="with-scripts"><button type="button" class="line" id="show-beside">${texts.say('desk:beside.open')}</button></p>
    ${guidance.map(listOf)}
    ${topics.length === 0 ? null : html`<h2>${texts.say('desk:page.read')}</h2>`}${topics.flatMap(topicOf)}
    ${mayPrint(finding) ? html`${printingOf(texts)}${paperOf(texts, finding)}` : null}</section>`;
}
