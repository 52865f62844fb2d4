/**
 * Joins the desk to Teams, with Microsoft's library. A file of its own (`/desk/teams.js`): only a page in a frame loads it.
 *
 * Teams tells a tab who somebody is, where they work and much more. Only the look and the language are read here.
 */
import { app, authentication } from '@microsoft/teams-js';
import type { TeamsHost, TeamsTheme } from './host.ts';

/** How long the page waits for an answer. It works without one, so nobody waits for Teams; only the look comes late. */
const patienceMs = 3_000;

/** What Teams calls its looks; `glass` is that of a headset, white on what is behind it. A new one is taken as the usual. */
const looks: ReadonlyMap<string, TeamsTheme> = new Map([
  ['default', 'default'],
  ['dark', 'dark'],
  ['glass', 'dark'],
  ['contrast', 'contrast'],
]);

const lookOf = (name: string): TeamsTheme => looks.get(name) ?? 'default';

/** `nl` of `nl-nl`. The type promises a text; what comes out of a message need not be one. */
function languageOf(locale: unknown): string {
  const [lang = 'nl'] = typeof locale === 'string' ? (/^[a-z]{2,3}/i.exec(locale) ?? []) : [];
  return lang.toLowerCase();
}

async function join(): Promise<TeamsHost> {
  await app.initialize();
  const { theme: name, locale } = (await app.getContext()).app;
  let theme = lookOf(name);
  const listeners: ((theme: TeamsTheme) => void)[] = [];
  app.registerOnThemeChangeHandler((next) => {
    theme = lookOf(next);
    for (const listener of listeners) listener(theme);
  });
  app.notifyAppLoaded();
  // Teams takes its waiting sign away. A failure is never reported: Teams would put its own page in the place of ours, and
  // the numbers would be gone. Some hosts do not answer this, so it is not waited for.
  app.notifySuccess().catch(() => {});
  return {
    get theme() {
      return theme;
    },
    onTheme: (changed) => void listeners.push(changed),
    lang: languageOf(locale),
    token: ({ mayAsk } = { mayAsk: false }) => authentication.getAuthToken({ silent: !mayAsk }),
  };
}

let joined: Promise<TeamsHost | null> | undefined;

/**
 * Joins this page to Teams; every script of the page gets the same. Null outside Teams, and where Teams does not answer
 * within three seconds; never rejects.
 */
export function joinTeams(): Promise<TeamsHost | null> {
  // The library would also speak to a window that opened this one.
  if (window.parent === window) return Promise.resolve(null);
  const late = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null));
  joined ??= Promise.race([join().catch(() => null), late]);
  return joined;
}
