/**
 * Contacts that only who signed in may see. All of them are asked for at once, when the page opens: which of them are
 * looked at stays here.
 */
import type { DeskContact, DeskField } from '../../access/overlay.ts';
import { provenanceOf } from '../../core/compose.ts';
import type { Texts } from '../../core/texts.ts';
import { type Html, html } from '../../render/html-escape.ts';
import { withDays, withNumbers } from '../../render/numbers-in-text.ts';
import type { Choices } from '../finder/choices.ts';

/**
 * Asks the server for them; null for who is not signed in, and where the network fails: the public route is there all
 * the same. `token`: that of Teams, where there are no cookies.
 */
export async function fetchOwnContacts(token: string | null): Promise<readonly DeskContact[] | null> {
  try {
    const headers = token === null ? {} : { Authorization: `Bearer ${token}` };
    const response = await fetch('/desk/api/contacts', { headers });
    if (!response.ok) return null;
    // Our own server, of the same edition.
    const { contacts } = (await response.json()) as { readonly contacts: readonly DeskContact[] };
    return contacts;
  } catch {
    return null;
  }
}

/** Those that are for this municipality (or its region) and this theme; without one said, those that are for all. */
export function contactsFor(
  contacts: readonly DeskContact[],
  { municipality, theme }: Choices,
  regionHere: string | null,
): readonly DeskContact[] {
  return contacts.filter(({ municipality: codes, region, themes }) => {
    const isEverywhere = codes.length === 0 && region.length === 0;
    const isHere =
      (municipality !== undefined && codes.includes(municipality)) ||
      (regionHere !== null && region.includes(regionHere));
    return (isEverywhere || isHere) && (themes.length === 0 || (theme !== undefined && themes.includes(theme)));
  });
}

/** How old a field is, and that nobody may rely on it where it is not verified: only editors see such a one. */
function ageOf(texts: Texts, field: DeskField<unknown>): Html {
  const doubt = field.status.startsWith('verified') ? null : html` ${texts.say('desk:own.not-verified')}`;
  return html`<span class="small">${withDays(provenanceOf(texts, field))}${doubt}</span>`;
}

function fieldOf(texts: Texts, field: DeskField<string> | null): Html | null {
  return field === null ? null : html`<p>${withNumbers(field.value)}<br>${ageOf(texts, field)}</p>`;
}

function contactOf(texts: Texts, { name, phone, email, website, hours, note }: DeskContact): Html {
  return html`<li class="card"><h3>${name.value}</h3>${[phone, email, website, hours].map((field) => html`${fieldOf(texts, field)}`)}
    ${note === null ? null : html`<p>${withNumbers(note)}</p>`}</li>`;
}

export function ownContactsHtml(texts: Texts, contacts: readonly DeskContact[]): Html {
  return contacts.length === 0
    ? html``
    : html`<section class="own"><h2>${texts.say('desk:own.title')}</h2><p class="small">${texts.say('desk:own.hint')}</p>
      <ul class="cards">${contacts.map((contact) => contactOf(texts, contact))}</ul></section>`;
}
