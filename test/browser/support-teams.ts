/**
 * A stand-in for Teams: a page under the name of one of its hosts, with the desk in a frame, that speaks as much of the
 * protocol of Microsoft's library as a tab needs. Names resolve to nothing real: every request of the browser is answered
 * here, those for the desk by a server on this machine.
 */
import type { Browser, BrowserContextOptions, Frame, Page, Request } from 'playwright-core';

export const deskOrigin = 'https://wegwijzer.example';

export interface TeamsSetting {
  /** Under whose name the stand-in appears. */
  readonly origin: string;
  readonly theme: string;
  readonly locale: string;
  /** What it gives when asked who is signed in; null: it refuses. */
  readonly token: string | null;
  /** It says nothing at all, like a page that is no Teams. */
  readonly silent: boolean;
}

export const usualTeams: TeamsSetting = {
  origin: 'https://teams.microsoft.com',
  theme: 'default',
  locale: 'nl-nl',
  token: 'a-token-of-teams',
  silent: false,
};

/** Runs in the page of the stand-in; its text is put there, so it uses nothing from outside itself. */
function standIn({ theme, locale, token, silent }: TeamsSetting, frameOrigin: string): void {
  const said: string[] = [];
  const frame = document.querySelector('iframe');
  const tell = (message: object): void => frame?.contentWindow?.postMessage(message, frameOrigin);
  // As Teams on the web answers: the kind of frame, of client, what this Teams can do, and the newest version it knows.
  const canDo = JSON.stringify({ apiVersion: 4, isLegacyTeams: false, supports: { pages: {} } });
  const answers: { readonly [func: string]: readonly unknown[] } = {
    initialize: ['content', 'web', canDo, '2.58.0'],
    getContext: [{ theme, locale, userObjectId: 'nobody', tid: 'nowhere', loginHint: 'nobody@example.org' }],
    'authentication.getAuthToken': token === null ? [false, 'CancelledByUser'] : [true, token],
  };
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== frame?.contentWindow || origin !== frameOrigin) return;
    const mayAsk = data.func === 'authentication.getAuthToken' && data.args[2] !== true;
    said.push(mayAsk ? `${data.func}, asking` : data.func);
    const args = answers[data.func];
    if (!silent && args !== undefined) tell({ id: data.id, uuidAsString: data.uuidAsString, args });
  });
  Object.assign(window, { said, show: (next: string) => tell({ func: 'themeChange', args: [next] }) });
}

function pageOfTeams(setting: TeamsSetting): string {
  return `<!doctype html><title>Teams</title><style>html,body,iframe{margin:0;border:0;inline-size:100%;block-size:100%}</style>
    <iframe src="${deskOrigin}/desk" sandbox="allow-scripts allow-same-origin allow-forms allow-popups"></iframe>
    <script>(${standIn})(${JSON.stringify(setting)},${JSON.stringify(deskOrigin)})</script>`;
}

export interface Tab {
  readonly page: Page;
  /** The desk. */
  readonly desk: Frame;
  /** What the browser asked the server of the desk for. */
  readonly asked: readonly Request[];
  /** What it asked anybody else for, Teams' own page left out. */
  readonly elsewhere: readonly string[];
  /** What the browser complained of: refused by a policy, failed in a script. */
  readonly complaints: readonly string[];
  /** The functions that the desk called in Teams, in order; with ", asking" where Teams may open a window for it. */
  said(): Promise<readonly string[]>;
  show(theme: string): Promise<void>;
}

interface Visit {
  /** Where the server of the desk listens, with a slash at the end. */
  readonly server: string;
  /** Null: the desk in a window of its own. */
  readonly teams: TeamsSetting | null;
  readonly browserOptions?: BrowserContextOptions;
  /** The clock of the pages stands still until it is moved. */
  readonly stillClock?: boolean;
}

/** Opens the desk in a tab of this Teams, or by itself. */
export async function visitDesk<T>(browser: Browser, visit: Visit, use: (tab: Tab) => Promise<T>): Promise<T> {
  const { server, teams, browserOptions, stillClock = false } = visit;
  const context = await browser.newContext({ locale: 'nl', ...browserOptions });
  const asked: Request[] = [];
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  await context.route('**', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin === deskOrigin) {
      asked.push(route.request());
      const response = await route.fetch({ url: `${server.slice(0, -1)}${url.pathname}${url.search}` });
      return route.fulfill({ response });
    }
    if (teams !== null && url.href === `${teams.origin}/`)
      return route.fulfill({ contentType: 'text/html', body: pageOfTeams(teams) });
    elsewhere.push(url.href);
    return route.abort();
  });
  if (stillClock) await context.clock.install();
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  try {
    await page.goto(teams === null ? `${deskOrigin}/desk` : `${teams.origin}/`);
    const desk = teams === null ? page.mainFrame() : page.frames()[1];
    if (desk === undefined) throw new Error('no frame for the desk');
    return await use({
      page,
      desk,
      asked,
      elsewhere,
      complaints,
      said: () => page.evaluate(() => Reflect.get(window, 'said')),
      show: (theme) => page.evaluate((next) => Reflect.get(window, 'show')(next), theme),
    });
  } finally {
    await context.close();
  }
}
