/**
 * Contacts that only who signed in may see. All of them are asked for at once, when the page opens: which of them are
 * looked at stays here.
 */
import type { Texts } from '../../core/texts.ts';
import { type Html, html } from '../../render/html-escape.ts';
import { withDays, withNumbers } from '../../render/numbers-in-text.ts';
import type { Choices } from '../finder/choices.ts';

/** A contact as the server sends it to who signed in. */
export interface OwnContact {
  readonly id: string;
  readonly name: string;
  /** Codes; empty: everywhere. */
  readonly municipalities: readonly string[];
  readonly regions: readonly string[];
  /** Empty: for every theme. */
  readonly themes: readonly string[];
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly hours: string | null;
  readonly note: string | null;
  readonly seenOn: string | null;
  readonly checkedOn: string | null;
}

/** Those that are for this municipality (or its region) and this theme; without one said, those that are for all. */
export function contactsFor(
  contacts: readonly OwnContact[],
  { municipality, theme }: Choices,
  region: string | null,
): readonly OwnContact[] {
  return contacts.filter(({ municipalities, regions, themes }) => {
    const isEverywhere = municipalities.length === 0 && regions.length === 0;
    const isHere =
      (municipality !== undefined && municipalities.includes(municipality)) ||
      (region !== null && regions.includes(region));
    return (isEverywhere || isHere) && (themes.length === 0 || (theme !== undefined && themes.includes(theme)));
  });
}

function contactOf(texts: Texts, { name, phone, email, website, hours, note, seenOn, checkedOn }: OwnContact): Html {
  const age =
    checkedOn !== null
      ? texts.say('ui:provenance.checked', { date: checkedOn })
      : seenOn === null
        ? texts.say('ui:provenance.undated')
        : texts.say('ui:provenance.dated', { date: seenOn });
  const ways = [phone, email, website].filter((way) => way !== null);
  return html`<li class="card"><h3>${name}</h3>${ways.map((way) => html`<p class="call-own">${withNumbers(way)}</p>`)}
    ${hours === null ? null : html`<p>${hours}</p>`}${note === null ? null : html`<p>${withNumbers(note)}</p>`}<p class="small">${withDays(age)}</p></li>`;
}

export function ownContactsHtml(texts: Texts, contacts: readonly OwnContact[]): Html {
  return contacts.length === 0
    ? html``
    : html`<section class="own"><h2>${texts.say('desk:own.title')}</h2><p class="small">${texts.say('desk:own.hint')}</p>
      <ul class="cards">${contacts.map((contact) => contactOf(texts, contact))}</ul></section>`;
}
