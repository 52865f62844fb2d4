/**
 * The field for a place with its suggestions: by keyboard, by touch and for a screen reader, as GOV.UK makes it.
 */
import accessibleAutocomplete from 'accessible-autocomplete';
import type { Texts } from '../../core/texts.ts';
import { escapeHtml } from '../../render/html-escape.ts';
import type { Suggestion } from '../places/suggestions.ts';

export interface PlaceBoxOptions {
  readonly texts: Texts;
  /** What stands in the field at first. */
  readonly typed: string;
  readonly suggest: (typed: string) => readonly Suggestion[];
  /** A suggestion was taken, or (null) what stands there is none. */
  readonly choose: (suggestion: Suggestion | null, typed: string) => void;
}

/** In pixels: a phone. */
export const narrow = 700;

/** What a suggestion reads as: the place, and where that differs its municipality. */
function nameOf(texts: Texts, { match, name }: Suggestion): string {
  return match === name ? name : texts.say('ui:place-option', { place: match, municipality: name });
}

/** Puts the field in the place of the plain one. Nothing of it has a name, so nothing of it could be sent. */
export function placeBox({ texts, typed, suggest, choose }: PlaceBoxOptions): void {
  const element = document.getElementById('place-field');
  if (element === null) return;
  element.replaceChildren();
  const say = (name: string, values?: { readonly [name: string]: string | number }): string =>
    texts.say(`desk:place.${name}`, values);
  accessibleAutocomplete<Suggestion>({
    element,
    id: 'place',
    name: '',
    defaultValue: typed,
    minLength: 2,
    confirmOnBlur: true,
    autoselect: true,
    source: (query, populate) => populate(suggest(query)),
    templates: {
      inputValue: (result) => result?.match ?? '',
      // It becomes HTML as it stands.
      suggestion: (result) => escapeHtml(typeof result === 'string' ? result : nameOf(texts, result)),
    },
    // Undefined where the field was left with something that is no suggestion.
    onConfirm: (result) => choose(result ?? null, field()?.value ?? ''),
    tNoResults: () => texts.say('ui:place-not-found'),
    tStatusQueryTooShort: (least) => say('too-short', { least }),
    tStatusNoResults: () => texts.say('ui:place-not-found'),
    tStatusSelectedOption: (selected, length, index) => say('selected', { selected, length, index: index + 1 }),
    tStatusResults: (length) => say('results', { length }),
    tAssistiveHint: () => say('keys'),
  });
  const input = field();
  input?.setAttribute('aria-describedby', `place-hint ${input.getAttribute('aria-describedby') ?? ''}`.trim());
  // On a phone the keyboard takes half of the screen; what is suggested must fit above it.
  input?.addEventListener('focus', () => {
    if (innerWidth < narrow) element.scrollIntoView({ block: 'start' });
  });
  // An emptied field is no place any more; the box itself tells only of what is taken.
  input?.addEventListener('input', () => {
    if (input.value.trim() === '') choose(null, '');
  });
}

function field(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('#place-field input#place');
}
