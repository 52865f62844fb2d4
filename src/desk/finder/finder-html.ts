/**
 * The route finder as HTML: the same strings from the server, for a browser without scripts, and in the browser.
 */
import type { Municipality } from '../../core/directory.ts';
import type { PlaceMatch } from '../../core/place.ts';
import type { Circumstance } from '../../core/situation.ts';
import type { Texts } from '../../core/texts.ts';
import { type Html, html } from '../../render/html-escape.ts';
import { withNumbers } from '../../render/numbers-in-text.ts';
import type { Choices } from './choices.ts';
import { alarming, type ChoiceField, fields, furtherCircumstances, furtherFields, whoField } from './fields.ts';

/** What stands in the field for a place. */
export interface PlaceField {
  readonly typed: string;
  /** The municipality that was chosen or understood. */
  readonly municipality: Municipality | null;
  /** What it may mean, where that is more than one. */
  readonly matches: readonly PlaceMatch[];
  /** Something was typed that is no place we know. */
  readonly isUnknown: boolean;
}

export const noPlace: PlaceField = { typed: '', municipality: null, matches: [], isUnknown: false };

function chip(type: 'radio' | 'checkbox', name: string, value: string, label: string, isChosen: boolean): Html {
  return html`<label class="chip ${value}"><input type="${type}" name="${name}" value="${value}"${isChosen ? html` checked` : null}><span>${withNumbers(label)}</span></label>`;
}

/** The words of one answer. */
export function optionText(texts: Texts, field: string, option: string): string {
  return texts.say(`desk:${field}.${option}`);
}

function fieldset(texts: Texts, { name, options, when }: ChoiceField, choices: Choices): Html | null {
  if (when !== undefined && !when(choices)) return null;
  const chips = options.map((option) =>
    chip('radio', name, option, optionText(texts, name, option), choices[name] === option),
  );
  return html`<fieldset class="field ${name}"><legend>${texts.say(`desk:ask.${name}`)}</legend><div class="chips">${chips}</div></fieldset>`;
}

function placesToChoose(texts: Texts, { matches }: PlaceField): Html | null {
  if (matches.length === 0) return null;
  const chips = matches.map(({ municipality, name, match }) => {
    const label = match === name ? name : texts.say('ui:place-option', { place: match, municipality: name });
    return chip('radio', 'municipality', municipality, label, false);
  });
  return html`<p>${texts.say('ui:place-which')}</p><div class="chips">${chips}</div>`;
}

/** What the field says back: the municipality, or that this is no place we know. */
export function placeStatus(texts: Texts, { municipality, isUnknown }: PlaceField): string {
  if (municipality !== null) return texts.say('desk:place.chosen', { name: municipality.name });
  return isUnknown ? texts.say('ui:place-not-found') : '';
}

function placeOf(texts: Texts, place: PlaceField): Html {
  const { typed, municipality } = place;
  const chosen =
    municipality === null || place.matches.length > 0
      ? null
      : html`<input type="hidden" name="municipality" value="${municipality.code}">`;
  return html`<div class="field place"><label for="place">${texts.say('desk:ask.municipality')}</label>
    <p class="small" id="place-hint">${texts.say('desk:place.hint')}</p>
    <div id="place-field"><input id="place" name="place" maxlength="100" value="${municipality?.name ?? typed}" aria-describedby="place-hint" autocomplete="off" autocapitalize="words" spellcheck="false"></div>
    ${placesToChoose(texts, place)}${chosen}<p class="small" id="place-said" role="status">${placeStatus(texts, place)}</p></div>`;
}

function circumstanceChips(texts: Texts, some: readonly Circumstance[], choices: Choices): readonly Html[] {
  return some.map((one) =>
    chip(
      'checkbox',
      'circumstance',
      one,
      optionText(texts, 'circumstance', one),
      choices.circumstance?.includes(one) === true,
    ),
  );
}

/** What overrides everything else stands in sight, beside how urgent it is (guide B1, B3). */
function alarmsOf(texts: Texts, choices: Choices): Html {
  const selfHarm = chip('checkbox', 'selfHarm', 'true', texts.say('desk:ask.selfHarm'), choices.selfHarm === true);
  return html`<fieldset class="field alarms"><legend>${texts.say('desk:ask.emergencies')}</legend><div class="chips">${circumstanceChips(texts, alarming, choices)}${selfHarm}</div></fieldset>`;
}

function furtherOf(texts: Texts, choices: Choices): Html {
  const isUsed =
    furtherCircumstances.some((one) => choices.circumstance?.includes(one)) ||
    furtherFields.some(({ name }) => choices[name] !== undefined);
  return html`<details class="field further"${isUsed ? html` open` : null}><summary>${texts.say('desk:ask.further')}</summary>
    <fieldset><legend>${texts.say('desk:ask.circumstance')}</legend><div class="chips">${circumstanceChips(texts, furtherCircumstances, choices)}</div></fieldset>
    ${furtherFields.flatMap((field) => fieldset(texts, field, choices) ?? [])}</details>`;
}

/** The form. Without scripts it goes to the server, which keeps nothing of it; with scripts it goes nowhere. */
export function finderForm(texts: Texts, choices: Choices, place: PlaceField): Html {
  return html`<form id="finder" method="post" action="/desk" autocomplete="off" aria-label="${texts.say('desk:page.form')}">
    <input type="hidden" name="lang" value="${texts.lang}">
    ${fieldset(texts, whoField, choices)}${placeOf(texts, place)}
    ${fields.flatMap((field) => {
      const asked = fieldset(texts, field, choices) ?? [];
      return field.name === 'urgency' ? [asked, alarmsOf(texts, choices)].flat() : asked;
    })}${furtherOf(texts, choices)}
    <p class="small without-scripts">${texts.say('desk:page.without-scripts')}</p>
    <div class="row"><button class="send without-scripts">${texts.say('desk:page.show')}</button>
    <button class="line" name="again" value="yes">${texts.say('desk:page.again')}</button></div>
    <div class="foot-bar with-scripts"><button type="button" class="send" id="to-route"></button></div></form>`;
}
