/**
 * The bridge, both ways: who bridges to a community, where a key person finds support herself, and how an organisation
 * or a municipality arranges a meeting. Organisations only, never a person.
 */
import { provenanceOf } from '../../core/compose.ts';
import type { Organisation } from '../../core/directory.ts';
import type { Texts } from '../../core/texts.ts';
import { type Html, html } from '../../render/html-escape.ts';
import { withDays, withNumbers } from '../../render/numbers-in-text.ts';

function items(texts: Texts, key: string): Html {
  return html`<ul>${texts.lines(key).map((item) => html`<li>${withNumbers(item)}</li>`)}</ul>`;
}

function section(texts: Texts, name: string, more: Html | null = null): Html {
  return html`<section class="list plain"><h2>${texts.say(`desk:bridge.${name}.title`)}</h2>
    ${texts.lines(`desk:bridge.${name}.text`).map((line) => html`<p>${withNumbers(line)}</p>`)}${items(texts, `desk:bridge.${name}.steps`)}${more}</section>`;
}

function rowOf(texts: Texts, organisation: Organisation): Html {
  const { name, community, website, safeguarding, lgbtSafe } = organisation;
  const confirmed = (isSo: boolean): string => texts.say(isSo ? 'desk:bridge.confirmed' : 'desk:bridge.not-confirmed');
  const link =
    website === undefined
      ? null
      : html`<br><a href="${website.value}" rel="noopener noreferrer" target="_blank">${new URL(website.value).host}</a>`;
  return html`<tr><th scope="row" lang="nl">${name.value}${link}</th><td lang="nl">${community}</td>
    <td>${confirmed(safeguarding)}</td><td>${confirmed(lgbtSafe)}</td><td class="small">${withDays(provenanceOf(texts, website ?? name))}</td></tr>`;
}

function organisationsOf(texts: Texts, organisations: readonly Organisation[]): Html {
  const heads = ['name', 'community', 'children', 'lgbt', 'age'].map(
    (head) => html`<th scope="col">${texts.say(`desk:bridge.heads.${head}`)}</th>`,
  );
  const rows = [...organisations].sort((one, other) => one.community.localeCompare(other.community, 'nl'));
  return html`<div class="wide" tabindex="0" role="region" aria-label="${texts.say('desk:bridge.communities.title')}"><table><thead><tr>${heads}</tr></thead>
    <tbody>${rows.map((one) => rowOf(texts, one))}</tbody></table></div>`;
}

/** The whole page below its heading. */
export function bridgeHtml(texts: Texts, organisations: readonly Organisation[]): Html {
  return html`${section(texts, 'communities', organisationsOf(texts, organisations))}
    ${section(texts, 'support')}${section(texts, 'meeting')}`;
}
