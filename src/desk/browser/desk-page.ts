/**
 * What is on the page of the desk: the form, what was found, and the two languages side by side. Holds the choices, in
 * memory and nowhere else.
 */
import type { DeskContact } from '../../access/overlay.ts';
import { numbersOn } from '../../core/compose.ts';
import { type Municipality, municipalityOn } from '../../core/directory.ts';
import type { WallTime } from '../../core/hours.ts';
import { placeKey } from '../../core/place.ts';
import type { Texts } from '../../core/texts.ts';
import type { Talk } from '../../core/turn.ts';
import type { LanguageChoice } from '../../render/html.ts';
import type { Html } from '../../render/html-escape.ts';
import { besideHtml } from '../beside/beside-html.ts';
import { besideEachOther } from '../beside/lines.ts';
import { deskBody } from '../document.ts';
import { atFirst, type Choices, choicesFrom, hasBegun, situationOf } from '../finder/choices.ts';
import { finderForm, noPlace, placeStatus } from '../finder/finder-html.ts';
import { findingFor } from '../finder/finding.ts';
import { findingHtml } from '../finder/finding-html.ts';
import { routeDocument } from '../finder/route-page.ts';
import type { Suggestion } from '../places/suggestions.ts';
import { contactsFor, ownContactsHtml } from './own-contacts.ts';
import { narrow, placeBox } from './place-box.ts';

export interface DeskParts {
  readonly talk: Talk;
  readonly texts: Texts;
  readonly textsIn: (lang: string) => Promise<Texts>;
  readonly languages: readonly LanguageChoice[];
  /** Those in which the desk is written. */
  readonly deskLanguages: readonly string[];
  readonly suggest: (typed: string) => readonly Suggestion[];
  /** The clock on a wall in Amsterdam. */
  readonly now: () => WallTime;
}

function elementsOf({ html }: Html): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

function unfolded(target: EventTarget | null): void {
  if (!(target instanceof HTMLDetailsElement) || !target.open || innerWidth >= narrow) return;
  if (target.classList.contains('further')) target.scrollIntoView({ block: 'start' });
}

/** The language that stands beside ours before another one is chosen. */
const firstBeside = 'ar';

export class Desk {
  private readonly parts: DeskParts;
  private texts: Texts;
  private choices: Choices = atFirst;
  /** The place that was taken, and with it the municipality. */
  private place: Suggestion | null = null;
  private isUnknownPlace = false;
  private readonly exitUrl = document.querySelector<HTMLAnchorElement>('[data-exit]')?.href ?? '';
  private own: readonly DeskContact[] = [];
  private isSignedIn = false;
  private theirs = firstBeside;

  constructor(parts: DeskParts) {
    this.parts = parts;
    this.texts = parts.texts;
  }

  /** Takes over the page as the server sent it. */
  begin(): void {
    const code = this.formEntries().find(([name]) => name === 'municipality')?.[1];
    const name = code === undefined ? undefined : this.municipalityOf(code)?.name;
    if (code !== undefined && name !== undefined) this.place = { municipality: code, name, match: name };
    document.addEventListener('change', (event) => this.changed(event));
    // What is unfolded at the foot of a phone would be under the bar.
    document.addEventListener('toggle', ({ target }) => unfolded(target), true);
    document.addEventListener('submit', (event) => this.submitted(event));
    document.addEventListener('click', (event) => this.clicked(event));
    this.furnish();
    this.update();
  }

  /** Contacts that only who signed in may see; null: nobody has, and what was there is let go of. */
  show(own: readonly DeskContact[] | null): void {
    this.isSignedIn = own !== null;
    this.own = own ?? [];
    this.update();
  }

  /** Everything in another language of the desk; what was chosen stays. */
  async speak(lang: string): Promise<void> {
    const { exitUrl } = this;
    this.texts = await this.parts.textsIn(lang);
    document.documentElement.lang = this.texts.lang;
    document.documentElement.dir = this.texts.dir;
    const ask = document.querySelector<HTMLElement>('[data-ask]')?.dataset.ask?.split(' ') ?? [];
    const page = routeDocument({
      texts: this.texts,
      numbers: numbersOn(this.texts),
      exitUrl,
      languages: this.parts.languages.filter(({ code }) => this.parts.deskLanguages.includes(code)),
      choices: this.choices,
      place: this.placeNow(),
      finding: findingFor(this.parts.talk, this.texts, situationOf(this.choices), this.parts.now()),
      ask: ask.filter((one) => one === 'cookie' || one === 'token'),
      framed: window.parent !== window,
      isAnswer: false,
    });
    document.body.replaceChildren(elementsOf(deskBody(page)));
    this.furnish();
    this.update();
    document.querySelector<HTMLElement>('button[name=speak]')?.focus({ preventScroll: true });
  }

  /** Whether there is anything here that is not for everybody. */
  get isShowingMore(): boolean {
    return this.isSignedIn;
  }

  startAgain(): void {
    this.choices = atFirst;
    this.place = null;
    this.isUnknownPlace = false;
    this.theirs = firstBeside;
    this.furnish();
    this.update();
    document.getElementById('start')?.focus();
  }

  // --- What is done ------------------------------------------------------------------------------------------------------

  private changed({ target }: Event): void {
    if (target instanceof HTMLSelectElement && target.id === 'their-language') void this.showBeside(target.value);
    else if (target instanceof HTMLInputElement && target.closest('#finder') !== null)
      this.update(target.name === 'who');
  }

  private submitted(event: SubmitEvent): void {
    if (!(event.target instanceof HTMLFormElement) || event.target.id !== 'finder') return;
    event.preventDefault();
    if (event.submitter?.getAttribute('name') === 'again') this.startAgain();
    else this.goToRoute();
  }

  private goToRoute(): void {
    // Enter in the field for a place, before a suggestion was taken: the first one is what the list showed.
    const typed = document.querySelector<HTMLInputElement>('#place')?.value ?? '';
    if (this.place === null && typed !== '') this.takePlace(this.parts.suggest(typed)[0] ?? null, typed);
    this.lookAtRoute();
  }

  private clicked(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest('button,a');
    if (button === null) return;
    if (button.id === 'show-beside') void this.showBeside(this.theirs);
    else if (button.id === 'beside-done') this.startAgain();
    else if (button.id === 'beside-back') this.leaveBeside();
    else if (button.id === 'print') print();
    else if (button.id === 'to-route') this.lookAtRoute();
    else if (button instanceof HTMLButtonElement && button.name === 'speak') {
      event.preventDefault();
      void this.speak(button.value);
    }
  }

  private lookAtRoute(): void {
    document.getElementById('found-title')?.focus({ preventScroll: true });
    document.getElementById('found')?.scrollIntoView();
  }

  // --- What is shown -----------------------------------------------------------------------------------------------------

  private formEntries(): readonly (readonly [string, string])[] {
    const form = document.querySelector<HTMLFormElement>('#finder');
    if (form === null) return [];
    return [...new FormData(form)].map(([name, value]) => [name, String(value)] as const);
  }

  private placeNow(): Parameters<typeof placeStatus>[1] {
    const municipality = this.place === null ? null : this.municipalityOf(this.place.municipality);
    return { ...noPlace, municipality, isUnknown: this.isUnknownPlace };
  }

  private municipalityOf(code: string): Municipality | null {
    const { talk, now } = this.parts;
    return municipalityOn(talk.content.directory, code, now());
  }

  /** The form anew, in the language of the moment, with what was chosen. */
  private furnish(): void {
    this.hideBeside();
    const form = elementsOf(finderForm(this.texts, this.choices, this.placeNow()));
    document.getElementById('finder')?.replaceWith(form);
    // What stood there for the server is not needed any more.
    for (const hidden of document.querySelectorAll('#finder input[type=hidden]')) hidden.remove();
    placeBox({
      texts: this.texts,
      typed: this.place?.match ?? '',
      suggest: this.parts.suggest,
      choose: (suggestion, typed) => this.takePlace(suggestion, typed),
    });
  }

  /** Null: the field was left with what stands in it, which may well be what was taken before, or a whole name. */
  private takePlace(suggestion: Suggestion | null, typed: string): void {
    const isSame = (one: Suggestion | null): boolean => one !== null && placeKey(one.match) === placeKey(typed);
    const meant = this.parts.suggest(typed).filter(isSame);
    this.place = suggestion ?? (isSame(this.place) ? this.place : (meant[0] ?? null));
    this.isUnknownPlace = this.place === null && typed.trim() !== '';
    this.update();
  }

  /** What is found for the choices of the moment. `anew`: the form itself changes with who asks. */
  private update(anew = false): void {
    const { talk, now } = this.parts;
    const chosen = choicesFrom(this.formEntries().filter(([name]) => name !== 'municipality'));
    this.choices = this.place === null ? chosen : { ...chosen, municipality: this.place.municipality };
    if (anew) this.furnishKeepingFocus();
    const at = now();
    const finding = findingFor(talk, this.texts, situationOf(this.choices), at);
    const place = this.placeNow();
    const framed = window.parent !== window;
    const found = elementsOf(
      findingHtml(this.texts, finding, {
        choices: this.choices,
        municipality: place.municipality?.name ?? null,
        framed,
      }),
    );
    document.getElementById('found')?.replaceWith(found);
    const region = place.municipality?.region ?? null;
    const own = contactsFor(this.own, this.choices, region);
    document.getElementById('own-contacts')?.replaceChildren(elementsOf(ownContactsHtml(this.texts, own)));
    const names = finding.routes.routes.map(({ name }) => name);
    this.tellWhoSignedIn();
    this.tell(place, names);
  }

  /** On a phone that others can open, it must be seen. */
  private tellWhoSignedIn(): void {
    const link = document.querySelector('.desk-pages [href="/desk/sign-in"]');
    if (link !== null) link.textContent = this.texts.say(`desk:pages.${this.isSignedIn ? 'signed-in' : 'sign-in'}`);
  }

  private furnishKeepingFocus(): void {
    const focused = document.activeElement;
    const [name, value] = focused instanceof HTMLInputElement ? [focused.name, focused.value] : ['', ''];
    this.furnish();
    const again = [...document.querySelectorAll<HTMLInputElement>('#finder input')].find(
      (input) => input.name === name && input.value === value,
    );
    again?.focus({ preventScroll: true });
  }

  /** Who hears the page is told in one sentence; on a narrow screen the same stands at its foot. */
  private tell(place: Parameters<typeof placeStatus>[1], names: readonly string[]): void {
    const said = document.getElementById('place-said');
    if (said !== null) said.textContent = placeStatus(this.texts, place);
    const text = this.texts.say('desk:page.found', { count: names.length, names: names.join(', ') });
    const status = document.getElementById('status');
    if (status !== null) status.textContent = hasBegun(this.choices) ? text : '';
    const bar = document.getElementById('to-route');
    if (bar !== null) bar.textContent = this.texts.say('desk:page.to-route', { name: names[0] ?? '' });
  }

  private async showBeside(lang: string): Promise<void> {
    const { talk, now, languages, textsIn } = this.parts;
    const wanted = lang === this.texts.lang ? (languages.find(({ code }) => code !== lang)?.code ?? lang) : lang;
    const theirs = await textsIn(wanted);
    this.theirs = wanted;
    const passages = besideEachOther(talk, { mine: this.texts, theirs }, situationOf(this.choices), now());
    const view = elementsOf(besideHtml(passages, { mine: this.texts, theirs, languages }));
    // Whoever goes through the list of languages stays in it.
    const old = document.getElementById('beside-passages');
    const fresh = view.querySelector('#beside-passages');
    if (old !== null && fresh !== null) return old.replaceWith(fresh);
    document.getElementById('main')?.append(view);
    document.body.classList.add('is-beside');
    document.getElementById('beside-title')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  private leaveBeside(): void {
    this.hideBeside();
    const opened = document.getElementById('show-beside');
    opened?.focus();
    opened?.scrollIntoView({ block: 'center' });
  }

  private hideBeside(): void {
    document.getElementById('beside')?.remove();
    document.body.classList.remove('is-beside');
  }
}
