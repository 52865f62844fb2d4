/**
 * The talk in the browser: takes over the page when code and texts are there. From then on nothing is sent any more.
 */
import { amsterdamTime } from '../content/amsterdam.ts';
import { openTalk, type PackedTalk, unpackTalk } from '../content/packed/talk.ts';
import { openPackedTexts, unpackShape } from '../content/packed/texts.ts';
import { decodeInput } from '../core/input.ts';
import { understandingIn } from '../core/turn.ts';
import { articleInput, articleNames } from '../render/html.ts';
import { LocalTalk } from './local-talk.ts';
import { Screen } from './screen.ts';
import type { ArrivedTexts, HeldForm } from './shell.ts';

/** Put in when the file is made; see `src/server/public-files.ts`. */
declare const TALK: PackedTalk;
declare const EDITION: string;
declare const CONTACT: string | null;

const shell = window.wegwijzer;
/** Only where a partner's page is around: anybody can send a link. */
const nearby = parent === window ? null : (/(?:^#|&)municipality=(GM\d{4})(?:&|$)/.exec(location.hash)?.[1] ?? null);
let screen: Screen | null = null;
const { languages } = TALK;
const shape = unpackShape(TALK.shape);

/** Does what a form asks for: the line that was typed, or the button that was pressed. */
function send(talking: Screen, { form, submitter }: HeldForm): void {
  if (form.id === 'line') talking.type(document.querySelector<HTMLInputElement>('[name=typed]')?.value ?? '');
  else if (submitter instanceof HTMLButtonElement) press(talking, submitter.value);
}

function press(talking: Screen, code: string): void {
  const article = articleNames.find((name) => code === articleInput(name));
  const input = decodeInput(code);
  if (article !== undefined) talking.read(article, CONTACT);
  // The way back from an article is a "change" to the language one has.
  else if (input?.type === 'language' && input.lang !== talking.lang) switchLanguage(talking, input.lang);
  else talking.take(code);
}

function switchLanguage(talking: Screen, lang: string): void {
  const isBusy = (busy: boolean): void => {
    if (busy) document.body.setAttribute('aria-busy', 'true');
    else document.body.removeAttribute('aria-busy');
    const status = document.getElementById('status');
    if (status !== null) status.textContent = busy ? talking.say('ui:busy') : '';
  };
  isBusy(true);
  shell.fetchTexts(lang, (arrived) => {
    isBusy(false);
    if (arrived?.edition === EDITION) talking.speak(openPackedTexts(arrived, shape));
    else talking.tell('ui:errors.language');
  });
}

/** Two taps in so short a time, and so near, are one. */
const doubleTap = { ms: 350, pixels: 25 } as const;
let lastTap = { at: Number.NEGATIVE_INFINITY, x: 0, y: 0 };

/** A screen follows the other at once: the second half of a double tap would answer a question that nobody has read. */
function takeOnce(event: MouseEvent): void {
  const { at, x, y } = lastTap;
  lastTap = { at: event.timeStamp, x: event.clientX, y: event.clientY };
  const isNear = Math.abs(event.clientX - x) < doubleTap.pixels && Math.abs(event.clientY - y) < doubleTap.pixels;
  const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
  const isSecond = event.detail > 1 || (isTouch && isNear && event.timeStamp - at < doubleTap.ms);
  if (isSecond && event.target instanceof Element && event.target.closest('button[form=talk]')) event.preventDefault();
}

/** The page may ask for nothing more but the texts of another language: the browser itself refuses all else. */
function forbidTheRest(root: string, languages: readonly { readonly code: string }[]): void {
  const texts = languages.map(({ code }) => new URL(`${root}texts-${code}.js`, document.baseURI).href);
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `default-src 'none';script-src ${texts.join(' ')};img-src data:;form-action 'none'`;
  document.head.append(policy);
}

function begin(arrived: ArrivedTexts, held: HeldForm | null): boolean {
  const page = document.documentElement;
  if (arrived.edition !== EDITION || page.dataset.edition !== EDITION) return false;
  const texts = openPackedTexts(arrived, shape);
  const content = openTalk(unpackTalk(TALK));
  const talk = new LocalTalk({ talk: content, texts, now: () => amsterdamTime(Date.now()), nearby });
  const form = document.getElementById('talk');
  if (form?.dataset.view) talk.carryOn(form.dataset.said ?? '', form.dataset.view);
  const talking = new Screen(talk, languages);
  screen = talking;
  addEventListener('click', takeOnce, true);
  addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    try {
      send(talking, { form: event.target, submitter: event.submitter });
    } catch {
      talking.tell('ui:errors.broken');
    }
  });
  forbidTheRest(page.dataset.root ?? '', languages);
  // What understands typed lines, and the index of places, take a while to make: better now than when somebody types.
  (window.requestIdleCallback ?? setTimeout)(() => understandingIn(content, texts)?.(''));
  if (arrived.lang !== page.lang) talking.reopen();
  else talking.settleIn();
  if (held !== null) send(talking, held);
  return true;
}

shell.talk = {
  begin,
  wipe: () => screen?.wipe(),
  reopen: () => screen?.reopen(),
};
