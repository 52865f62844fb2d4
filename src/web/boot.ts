/**
 * The script that stands in every page. It knows how to leave, empties the page when it is left, and fetches the talk,
 * so that from then on nothing is sent any more. Everything works without it, only less well.
 */
import { leave, watchShift } from './leaving.ts';
import { secureAddress } from './loader-settings.ts';
import type { ArrivedTexts, HeldForm, RunningTalk, Shell } from './shell.ts';

const page = document.documentElement;
/** How long a tap waits for the talk before the plain form goes on its way instead. */
const patienceMs = 8_000;
/** How long the page waits for the language that is asked for before it shows the one it has. */
const mostWaitingMs = 3_000;

/** Older browsers keep the plain page, which asks nothing of them. */
const canTakeOver =
  page.dataset.root !== undefined &&
  'requestSubmit' in HTMLFormElement.prototype &&
  'submitter' in SubmitEvent.prototype &&
  'findLast' in Array.prototype;

// --- Leaving ----------------------------------------------------------------------------------------------------------

/** Once it is being left nothing may come back to this page, whatever arrives meanwhile. */
let isGone = false;

function leaveAll(): void {
  isGone = true;
  try {
    leave();
  } finally {
    shell.talk?.wipe();
  }
}

/** Dots beside the button for who sees them, a sentence for who hears. */
function showPresses(presses: number): void {
  document.querySelector('.presses')?.setAttribute('data-presses', String(presses));
  say(presses === 0 ? '' : spoken(presses - 1));
}

/** The words of this script, in the language of the page: after one press, after two, while it loads, when it cannot. */
function spoken(which: number): string {
  return document.querySelector<HTMLElement>('[data-say]')?.dataset.say?.split('|')[which] ?? '';
}

function say(text: string): void {
  const status = document.getElementById('status');
  if (status !== null) status.textContent = text;
}

// `auxclick`: with the middle button, which would leave this page standing beside the neutral one.
for (const press of ['click', 'auxclick'])
  addEventListener(press, (event) => {
    if (!(event.target instanceof Element) || event.target.closest('[data-exit]') === null) return;
    event.preventDefault();
    leaveAll();
  });
// Followed as a link it would stand in the address and in the history.
addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.target.closest('.jump[href="#start"]') === null) return;
  event.preventDefault();
  document.getElementById('start')?.focus();
});
watchShift(showPresses, leaveAll);

function empty(): void {
  document.body.replaceChildren();
  shell.talk?.wipe();
}

addEventListener('pagehide', empty);
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  isGone = false;
  empty();
  if (talkIs === 'here') shell.talk?.reopen();
  else location.replace(location.pathname + location.hash);
});

// --- The talk arrives -------------------------------------------------------------------------------------------------

/** `coming`: a tap waits for it. `here`: it has taken over. `out`: forms go to the server. */
let talkIs: 'coming' | 'here' | 'out' = 'out';
let texts: ArrivedTexts | null = null;
let talk: RunningTalk | undefined;
let held: HeldForm | null = null;
let whenTextsCome: (texts: ArrivedTexts | null) => void = () => undefined;

/** Calls `done` when the file has been run or could not be had. On a slow line that may take as long as it takes. */
function fetchScript(name: string, done: () => void): void {
  const script = document.createElement('script');
  script.src = new URL(`${page.dataset.root}${name}`, document.baseURI).href;
  script.onload = script.onerror = () => {
    script.remove();
    done();
  };
  document.head.append(script);
}

const shell: Shell = {
  texts: (arrived) => whenTextsCome(arrived),
  get talk() {
    return talk;
  },
  set talk(arrived) {
    talk = arrived;
    beginWhenReady();
  },
  fetchTexts(lang, then) {
    let isWaiting = true;
    const answer = (arrived: ArrivedTexts | null): void => {
      // What was asked for before, and comes late, is not wanted any more.
      if (!isWaiting || (arrived !== null && arrived.lang !== lang)) return;
      isWaiting = false;
      if (!isGone) then(arrived);
    };
    whenTextsCome = answer;
    fetchScript(`texts-${lang}.js`, () => answer(null));
    // Whoever asks for another language in the talk can go on in this one; the first texts may come late.
    if (talkIs === 'here') setTimeout(() => answer(null), patienceMs);
  },
};
window.wegwijzer = shell;

function beginWhenReady(): void {
  // Late is better than never: what comes when patience is over still keeps the next answers here.
  if (texts === null || talk === undefined || talkIs === 'here' || isGone) return;
  let began = false;
  try {
    began = talk.begin(texts, held);
  } catch {
    // Something in this browser that we did not think of: the plain page asks nothing of it.
  }
  settle(began);
}

/** The talk has come, or will not: a form that waited for it goes where it can. */
function settle(began: boolean): void {
  if (isGone) return;
  talkIs = began ? 'here' : 'out';
  page.removeAttribute('data-waiting');
  document.body.removeAttribute('aria-busy');
  say('');
  const waiting = held;
  held = null;
  if (began || waiting === null) return;
  if (waiting.form.hasAttribute('action')) waiting.form.requestSubmit(waiting.submitter);
  else sayAbove(spoken(3));
}

/** Where no server answers there is nothing to fall back on; a further tap tries again. */
function sayAbove(text: string): void {
  const note = document.createElement('p');
  note.className = 'note care';
  note.textContent = text;
  document.querySelector('main > .note')?.remove();
  document.querySelector('main')?.prepend(note);
}

function load(lang: string): void {
  talkIs = 'coming';
  const failed = (): void => settle(false);
  if (talk === undefined) {
    fetchScript('app.js', () => {
      if (talk === undefined) failed();
    });
  }
  const arrive = (arrived: ArrivedTexts | null): void => {
    texts = arrived;
    // A language that a partner asked for and we have not: ours, then.
    if (arrived === null && lang !== page.lang)
      shell.fetchTexts(page.lang, (ours) => (ours === null ? failed() : arrive(ours)));
    else if (arrived === null) failed();
    else beginWhenReady();
  };
  shell.fetchTexts(lang, arrive);
}

/** Until the talk is here a form waits for it: an answer that need not leave this device does not. */
addEventListener('submit', (event) => {
  if (!canTakeOver || talkIs === 'here' || !(event.target instanceof HTMLFormElement)) return;
  if (talkIs === 'out' && event.target.hasAttribute('action')) return;
  event.preventDefault();
  held = { form: event.target, submitter: event.submitter };
  document.body.setAttribute('aria-busy', 'true');
  say(spoken(2));
  if (talkIs === 'out') load(page.lang);
  setTimeout(() => {
    if (talkIs === 'coming') settle(false);
  }, patienceMs);
});

// --- The settings of a partner ----------------------------------------------------------------------------------------

/** Only a partner's page may set anything: anybody can send a link, and it must not decide where leaving leads. */
const isFramed = page.hasAttribute('data-framed') && parent !== window;
const settings = new URLSearchParams(isFramed ? location.hash.slice(1) : '');

function settingMatching(name: string, pattern: RegExp): string | null {
  const value = settings.get(name);
  return value !== null && pattern.test(value) ? value : null;
}

/** Where a partner wants people to be led; only over https. */
function applyExit(): void {
  const exit = secureAddress(settings.get('exit-url'));
  if (exit === undefined) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-exit]')) link.href = exit;
}

if (canTakeOver) {
  page.setAttribute('data-scripts', '');
  const lang = settingMatching('lang', /^[a-z]{2,3}$/) ?? page.lang;
  // Better a moment of nothing than a screen in a language that is not asked for.
  if (lang !== page.lang) {
    page.setAttribute('data-waiting', '');
    setTimeout(() => page.removeAttribute('data-waiting'), mostWaitingMs);
  }
  addEventListener('DOMContentLoaded', () => {
    applyExit();
    load(lang);
  });
}
