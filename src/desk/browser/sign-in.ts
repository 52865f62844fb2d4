/**
 * The script of the page that a personal link opens. It takes the link out of the address before anything else, and hands
 * it over only after a tap: programs that look at links in advance, as chat programs do, must not use it up.
 */
import type { SignInScreen } from '../sign-in/screens.ts';
import { tellOtherWindows, whenAnotherWindowTells } from './windows.ts';

/** As `src/access/secret.ts` writes them. */
const linkForm = /^[\w-]{43}$/;

let link: string | null = null;

/** The link in the address, which is gone from there, and from the history of this tab, when this returns. */
function takeLink(): string | null {
  const found = location.hash.slice(1);
  if (found !== '') history.replaceState(null, '', location.pathname);
  return linkForm.test(found) ? found : null;
}

function show(...names: readonly SignInScreen[]): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-screen]'))
    part.hidden = !names.some((name) => name === part.dataset.screen);
}

/** After a tap: whoever hears the page, hears what has changed. */
function showAndTell(...names: readonly SignInScreen[]): void {
  show(...names);
  document.querySelector<HTMLElement>('[data-screen]:not([hidden])')?.focus();
}

function ask(path: 'session' | 'link' | 'sign-out', body?: object): Promise<Response> {
  const posted = path === 'session' ? {} : { method: 'POST', headers: { 'content-type': 'application/json' } };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(`/desk/api/${path}`, { ...posted, ...sent, cache: 'no-store', redirect: 'error' });
}

/** The screen for an answer that may name a role. */
async function screenFor(answer: Response, stranger: SignInScreen): Promise<SignInScreen> {
  if (answer.status === 401) return stranger;
  if (!answer.ok) return 'failed';
  const { role }: { readonly role?: unknown } = await answer.json();
  return role === 'editor' || role === 'key-person' ? role : 'failed';
}

/** Of several answers only that to the latest question counts. */
let asked = 0;

async function showWho(stranger: SignInScreen): Promise<void> {
  const mine = ++asked;
  const screen = await ask('session').then(
    (answer) => screenFor(answer, stranger),
    () => 'failed' as const,
  );
  if (mine === asked) show(screen);
}

async function open(): Promise<void> {
  link = takeLink();
  if (link === null) return showWho('no-link');
  asked++;
  show('ask');
}

async function signIn(): Promise<void> {
  if (link === null) return;
  asked++;
  const screen = await ask('link', { token: link }).then(
    (answer) => screenFor(answer, 'ended'),
    () => 'failed' as const,
  );
  // It may still be good: she can try again.
  if (screen === 'failed') return showAndTell('failed', 'ask');
  link = null;
  // Whoever was signed in before is not any more.
  if (screen !== 'ended') tellOtherWindows();
  showAndTell(screen);
}

async function signOut(): Promise<void> {
  asked++;
  const left = await ask('sign-out').then(
    ({ ok, status }) => ok || status === 401,
    () => false,
  );
  if (left) tellOtherWindows();
  showAndTell(left ? 'signed-out' : 'failed');
}

document.addEventListener('click', ({ target }) => {
  const pressed = target instanceof Element ? target.closest<HTMLButtonElement>('[data-do]') : null;
  if (pressed === null || pressed.disabled) return;
  pressed.disabled = true;
  void (pressed.dataset.do === 'sign-in' ? signIn() : signOut()).finally(() => {
    pressed.disabled = false;
  });
});
// Another link that is opened while the page is there changes nothing but the fragment.
addEventListener('hashchange', () => void open());
// A link that was not used yet stays on the screen, and so does what was said of one: neither has to do with who is signed in.
whenAnotherWindowTells(() => {
  const shown = document.querySelector<HTMLElement>('[data-screen]:not([hidden])')?.dataset.screen;
  if (link === null && shown !== 'no-link' && shown !== 'ended') void showWho('signed-out');
});
void open();
