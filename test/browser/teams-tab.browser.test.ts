/** The desk in a tab of a stand-in for Teams, under the names of its hosts, and outside Teams. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import express, { type RequestHandler } from 'express';
import type { Browser } from 'playwright-core';
import { deskDocument } from '../../src/desk/document.ts';
import { palettes } from '../../src/desk/teams/style.ts';
import { html } from '../../src/render/html-escape.ts';
import { deskFiles } from '../../src/server/desk-files.ts';
import { publicFiles } from '../../src/server/public-files.ts';
import { deskHeaders, mayBeFramedByTeams, securityHeaders } from '../../src/server/security-headers.ts';
import { serveFiles } from '../../src/server/serve-files.ts';
import { noSession, pageReply } from '../../src/server/talk.ts';
import { library as realLibrary } from '../support/content.ts';
import { launchBrowser, startSite } from './browser.ts';
import { type Tab, type TeamsSetting, usualTeams, visitDesk } from './support-teams.ts';

/** The smallest desk, with the headers and files of the real one. */
async function startDesk(headers: RequestHandler): Promise<Server> {
  const library = realLibrary();
  const texts = library.texts('nl');
  const { numbers } = pageReply(library, noSession, 'nl', 0);
  const exitUrl = 'https://weather.example/';
  const main = html`<button id="sign-in">…</button><a id="away" href="https://elsewhere.example/">…</a>`;
  const page = deskDocument({
    texts,
    numbers,
    exitUrl,
    title: 'Desk',
    scripts: ['/desk/page.js'],
    main,
    pages: [],
  });
  const { outputFiles } = buildSync({
    entryPoints: ['test/browser/support-teams-page.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const app = express();
  const files = publicFiles(library, { exitUrl, contact: null });
  app.use(...securityHeaders(files));
  app.use(serveFiles(deskFiles(library, files.edition)));
  app.use('/desk', headers);
  app.get('/desk', (_request, response) => void response.type('html').send(page));
  app.get('/desk/page.js', (_request, response) => void response.type('text/javascript').send(outputFiles[0]?.text));
  app.get('/desk/api/session', (_request, response) => void response.json({}));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function addressOf(server: Server): string {
  // It listens on a port, so its address is no path.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

let browser: Browser;
let asTab: Server;
let asPage: Server;

beforeAll(async () => {
  [asTab, asPage] = await Promise.all([startDesk(mayBeFramedByTeams()), startDesk(deskHeaders())]);
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  asTab?.close();
  asPage?.close();
});

async function inTeams<T>(
  changes: Partial<TeamsSetting>,
  use: (tab: Tab) => Promise<T>,
  stillClock = false,
): Promise<T> {
  return visitDesk(browser, { server: addressOf(asTab), teams: { ...usualTeams, ...changes }, stillClock }, use);
}

async function ready({ desk }: Tab): Promise<void> {
  await desk.waitForSelector('[data-ready]');
}

/** What the page wears, and the colour behind it. */
async function look({ desk }: Tab): Promise<readonly (string | undefined)[]> {
  return desk.evaluate(() => [
    document.documentElement.dataset.theme,
    getComputedStyle(document.documentElement).backgroundColor,
    getComputedStyle(document.documentElement).colorScheme,
  ]);
}

function rgb(hex: string): string {
  return `rgb(${[...Buffer.from(hex.slice(1), 'hex')].join(', ')})`;
}

async function tokensSent({ asked }: Tab): Promise<readonly (string | undefined)[]> {
  const requests = asked.filter((request) => request.url().endsWith('/desk/api/session'));
  return Promise.all(requests.map(async (request) => (await request.allHeaders()).authorization));
}

/** The browser asked for the page, and showed nothing of it. */
async function refused({ asked, complaints, said }: Tab): Promise<void> {
  expect(asked.map((request) => new URL(request.url()).pathname)).toEqual(['/desk']);
  expect(complaints).toEqual([expect.stringContaining('frame-ancestors')]);
  expect(await said()).toEqual([]);
}

describe('the desk in a tab of Teams', () => {
  it.each([
    ['default', 'default', 'light'],
    ['dark', 'dark', 'dark'],
    ['contrast', 'contrast', 'dark'],
    ['glass', 'dark', 'dark'],
    ['a look of next year', 'default', 'light'],
  ] as const)('wears the look of Teams: %s', async (theme, worn, scheme) => {
    await inTeams({ theme }, async (tab) => {
      await ready(tab);
      expect(await look(tab)).toEqual([worn, rgb(palettes[worn].paper), scheme]);
    });
  });

  it('changes its look when Teams does', async () => {
    await inTeams({ theme: 'default' }, async (tab) => {
      await ready(tab);
      for (const theme of ['dark', 'contrast', 'default'] as const) {
        await tab.show(theme);
        await tab.desk.waitForSelector(`html[data-theme=${theme}]`);
        expect((await look(tab))[1]).toBe(rgb(palettes[theme].paper));
      }
    });
  });

  it.each([
    ['nl-nl', 'nl'],
    ['en-GB', 'en'],
    ['', 'nl'],
  ])('learns the language of Teams: "%s" is %s', async (locale, lang) => {
    await inTeams({ locale }, async (tab) => {
      await ready(tab);
      expect(await tab.desk.getAttribute('html', 'lang')).toBe(lang);
    });
  });

  it('sends the token that Teams gives to our server, and to nobody else', async () => {
    await inTeams({ token: 'abc.def.ghi' }, async (tab) => {
      await ready(tab);
      expect(await tokensSent(tab)).toEqual(['Bearer abc.def.ghi']);
      expect(tab.elsewhere).toEqual([]);
    });
  });

  it('works without a token when Teams gives none', async () => {
    await inTeams({ token: null }, async (tab) => {
      await ready(tab);
      expect(await tokensSent(tab)).toEqual([undefined]);
      expect(await look(tab)).toContain('default');
    });
  });

  it('tells Teams that it is there, and asks for nothing but look, language and token', async () => {
    await inTeams({}, async (tab) => {
      await ready(tab);
      expect(await tab.said()).toEqual([
        'initialize',
        'getContext',
        'registerHandler',
        'appInitialization.appLoaded',
        'appInitialization.success',
        'authentication.getAuthToken',
      ]);
    });
  });

  it('lets Teams open a window that asks for consent only after a tap', async () => {
    await inTeams({}, async (tab) => {
      await ready(tab);
      expect((await tab.said()).at(-1)).toBe('authentication.getAuthToken');
      await tab.desk.click('#sign-in');
      await tab.page.waitForFunction(() => Reflect.get(window, 'said').length === 7);
      expect((await tab.said()).at(-1)).toBe('authentication.getAuthToken, asking');
    });
  });

  it('asks nobody for anything, keeps nothing, and breaks no rule of its own policy', async () => {
    await inTeams({}, async (tab) => {
      await ready(tab);
      await tab.show('dark');
      await tab.desk.waitForSelector('html[data-theme=dark]');
      expect(tab.asked.map((request) => new URL(request.url()).pathname)).toEqual([
        '/desk',
        '/desk/still.js',
        '/desk/page.js',
        '/desk/teams.js',
        '/desk/api/session',
      ]);
      expect(tab.elsewhere).toEqual([]);
      expect(tab.complaints).toEqual([]);
      expect(await tab.desk.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
        0,
        0,
        '',
      ]);
    });
  });

  it.each(['https://teams.cloud.microsoft', 'https://outlook.office.com', 'https://www.microsoft365.com'])(
    'is the same in %s',
    async (origin) => {
      await inTeams({ origin, theme: 'contrast' }, async (tab) => {
        await ready(tab);
        expect(await look(tab)).toContain('contrast');
        expect(await tokensSent(tab)).toHaveLength(1);
      });
    },
  );
});

describe('the whole desk in a tab of Teams', () => {
  it('wears its look and follows it, asks nobody else for anything, and breaks no rule of its own policy', async () => {
    const site = await startSite({ TEAMS_DESK_TAB: 'true' });
    try {
      const teams = { ...usualTeams, theme: 'dark' };
      await visitDesk(browser, { server: site.url, teams }, async (tab) => {
        await tab.desk.waitForSelector('html[data-scripts][data-theme=dark]');
        await tab.show('contrast');
        await tab.desk.waitForSelector('html[data-theme=contrast]');
        expect((await look(tab))[1]).toBe(rgb(palettes.contrast.paper));
        expect([...tab.elsewhere, ...tab.complaints]).toEqual([]);
      });
    } finally {
      await site.close();
    }
  });
});

/** What a tap opens in a window of its own. */
async function opened({ page, desk, elsewhere }: Tab, selector: string): Promise<readonly string[]> {
  const [window] = await Promise.all([page.context().waitForEvent('page'), desk.click(selector)]);
  await window.close();
  return elsewhere;
}

describe('ways out of the tab', () => {
  it('lead beside Teams, where another site does come up', async () => {
    await inTeams({}, async (tab) => {
      await ready(tab);
      expect(await opened(tab, '#away')).toEqual(['https://elsewhere.example/']);
      expect(await tab.desk.isVisible('#away')).toBe(true);
    });
  });

  it('empty the tab when it is the exit, because Teams stays', async () => {
    await inTeams({}, async (tab) => {
      await ready(tab);
      expect(await opened(tab, '[data-exit]')).toEqual(['https://weather.example/']);
      expect(await tab.desk.evaluate(() => document.body.childElementCount)).toBe(0);
    });
  });

  it('are the usual ones outside Teams', async () => {
    await visitDesk(browser, { server: addressOf(asTab), teams: null }, async ({ page, elsewhere }) => {
      await page.waitForSelector('[data-ready]');
      await Promise.all([page.waitForEvent('requestfailed'), page.click('[data-exit]')]);
      expect(elsewhere).toEqual(['https://weather.example/']);
      expect(page.context().pages()).toHaveLength(1);
    });
  });
});

describe('the desk outside Teams', () => {
  it('loads nothing of Teams in a window of its own, and has the look of the device', async () => {
    const visit = { server: addressOf(asTab), teams: null, browserOptions: { colorScheme: 'dark' } } as const;
    await visitDesk(browser, visit, async (tab) => {
      await ready(tab);
      expect(tab.asked.map((request) => new URL(request.url()).pathname)).not.toContain('/desk/teams.js');
      expect(await look(tab)).toEqual([undefined, rgb(palettes.dark.paper), 'light dark']);
      expect(await tokensSent(tab)).toEqual([undefined]);
      expect([...tab.elsewhere, ...tab.complaints]).toEqual([]);
    });
  });

  it.each([
    ['says nothing', { silent: true }],
    // Its address may frame the desk, because of all hosts below office.com, and yet it is none that Teams has.
    ['is none that Teams has', { origin: 'https://somebody.office.com' }],
  ])('goes on without Teams when the page around it %s', async (_, changes) => {
    await inTeams(
      changes,
      async (tab) => {
        await tab.page.waitForFunction(() => Reflect.get(window, 'said').includes('initialize'));
        await tab.page.clock.runFor(3_000);
        await ready(tab);
        expect(await look(tab)).toContain(undefined);
        expect(await tab.said()).toEqual(['initialize']);
        expect(await tokensSent(tab)).toEqual([undefined]);
      },
      true,
    );
  });

  it.each(['https://teams.microsoft.com.example.org', 'https://example.org', 'https://cloud.microsoft.example'])(
    'is not shown in a frame on %s',
    async (origin) => {
      await inTeams({ origin }, refused);
    },
  );

  it('is not shown in Teams either where nobody asked for the tab', async () => {
    await visitDesk(browser, { server: addressOf(asPage), teams: usualTeams }, refused);
  });
});
