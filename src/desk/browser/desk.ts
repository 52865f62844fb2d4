/**
 * The desk in the browser: takes over the form. From then on nothing that is chosen leaves the device.
 */
import { amsterdamTime } from '../../content/amsterdam.ts';
import { openTalk, type PackedTalk, unpackTalk } from '../../content/packed/talk.ts';
import { openPackedTexts, unpackShape } from '../../content/packed/texts.ts';
import type { DirectoryData } from '../../core/directory.ts';
import { sourceLanguage, type Texts } from '../../core/texts.ts';
import type { ArrivedTexts } from '../../web/shell.ts';
import { placeSuggestions } from '../places/suggestions.ts';
import { openInTeams } from '../teams/open.ts';
import { Desk } from './desk-page.ts';
import { type DeskTree, withDeskTexts } from './desk-texts.ts';
import { wipeWhenIdle } from './idle.ts';
import { fetchOwnContacts } from './own-contacts.ts';
import { whenAnotherWindowTells } from './windows.ts';

/** Put in when the file is made; see `src/server/desk-files.ts`. */
declare const TALK: PackedTalk;
declare const DIRECTORY: DirectoryData;
declare const DESK_TEXTS: { readonly [lang: string]: DeskTree };
declare const EDITION: string;

const page = document.documentElement;
/** Those that this file brings along. */
const deskLanguages = Object.keys(DESK_TEXTS);
const shape = unpackShape(TALK.shape);
const source = { ...unpackTalk(TALK), directory: DIRECTORY };
const talk = openTalk(source);
const known = new Map<string, Promise<Texts>>();
let arrive: (texts: ArrivedTexts) => void = () => undefined;

// The files with texts are those of the talk: this is the door they knock at.
Object.assign(window, { wegwijzer: { texts: (texts: ArrivedTexts) => arrive(texts) } });

/** Fetches the texts of a language: the same file as everybody gets. Rejects when it cannot be had, or is of another edition. */
function fetchTexts(lang: string): Promise<Texts> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    arrive = (texts) => {
      if (texts.edition !== EDITION || texts.lang !== lang) reject(new Error('texts of another edition'));
      else resolve(withDeskTexts(openPackedTexts(texts, shape), DESK_TEXTS[lang] ?? DESK_TEXTS[sourceLanguage] ?? {}));
    };
    script.src = `/texts-${lang}.js`;
    script.onload = () => script.remove();
    script.onerror = () => reject(new Error('texts did not arrive'));
    document.head.append(script);
  });
}

/** One after the other: the files do not say for whom they come. */
let before: Promise<unknown> = Promise.resolve();

function textsIn(lang: string): Promise<Texts> {
  const asked = known.get(lang) ?? before.catch(() => undefined).then(() => fetchTexts(lang));
  before = asked;
  known.set(lang, asked);
  asked.catch(() => known.delete(lang));
  return asked;
}

/** Nothing but the texts of a language and our own answers about who signed in may be asked for from here. */
function forbidTheRest(): void {
  const texts = TALK.languages.map(({ code }) => new URL(`/texts-${code}.js`, location.href).href);
  const own = ['session', 'contacts', 'sign-out'].map((name) => new URL(`/desk/api/${name}`, location.href).href);
  const teams = new URL('/desk/teams.js', location.href).href;
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `default-src 'none';script-src ${[...texts, teams].join(' ')};connect-src ${own.join(' ')};img-src data:;style-src 'unsafe-inline';form-action 'none'`;
  document.head.append(policy);
}

function begin(texts: Texts): void {
  const desk = new Desk({
    talk,
    texts,
    textsIn,
    languages: TALK.languages,
    deskLanguages,
    suggest: placeSuggestions(source.places, (typed) => talk.searchPlace(typed)),
    now: () => amsterdamTime(Date.now()),
  });
  desk.begin();
  forbidTheRest();
  page.setAttribute('data-scripts', '');
  // Whoever finds the device finds neither the answers nor contacts that are not for everybody.
  wipeWhenIdle(Date.now, () => {
    asked++;
    desk.show(null);
    desk.startAgain();
  });
  // Who has signed out in another window has done so here, too: at once where that window tells, and else when this one is
  // looked at again.
  whenAnotherWindowTells(() => {
    desk.show(null);
    void askForMore(desk);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && desk.isShowingMore) void askForMore(desk);
  });
  void askForMore(desk);
}

/** Of several answers about who signed in only that to the latest question counts. */
let asked = 0;

/** What only who signed in may see: by a cookie, or in Teams by a token, where Teams gives one without asking anybody. */
async function askForMore(desk: Desk): Promise<void> {
  const mine = ++asked;
  const teams = await inTeams;
  if (teams !== null && deskLanguages.includes(teams.lang) && teams.lang !== page.lang) await desk.speak(teams.lang);
  const ask = document.querySelector<HTMLElement>('[data-ask]')?.dataset.ask ?? '';
  const token = teams === null || !ask.includes('token') ? null : await teams.token().catch(() => null);
  if (token === null && !ask.includes('cookie')) return;
  const own = await fetchOwnContacts(token);
  // An answer from before somebody signed out may come after it.
  if (mine === asked) desk.show(own);
}

// Asked for before the page forbids itself to load anything more.
const inTeams = openInTeams();
// Where the texts cannot be had, the plain form goes on working by itself.
textsIn(page.lang).then(begin, () => undefined);
