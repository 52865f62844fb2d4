/**
 * What a talk lets anybody know: nothing. Every request, as the browser, its developer tools and the server itself see
 * them, over many talks at random; what stays behind in the browser; and what happens when files come late or never.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { library } from '../support/content.ts';
import { everything } from '../support/extent.ts';
import { launchBrowser } from './browser.ts';
import { openLanguages, type ScreenName, screens, settled, tap, walkTo } from './screens.ts';
import { type CountedRequest, type CountedSite, startCountedSite } from './support-counted-site.ts';
import { type TalksDone, type TalksWanted, talkAtRandom } from './support-random-talks.ts';

const patienceMs = everything ? 600_000 : 90_000;
const talks = everything ? 3_000 : 150;
const screenNames = Object.keys(screens) as ScreenName[]; // The names of an object of ours.
const languages = library().languages.map(({ code }) => code);

const typing: Pick<TalksWanted, 'places' | 'texts'> = {
  places: [
    'Utrecht',
    'Den Haag',
    'Bergen',
    'ede',
    '3011AB',
    'Utrect',
    'Beek',
    'Casablanca',
    'Hengelo',
    'Amsterdm',
    '٣٥١١',
  ],
  texts: [
    'hallo',
    '1',
    '2',
    '99',
    '',
    '   ',
    '<img src=x onerror=alert(1)>',
    'أريد المساعدة',
    'ik ben bang 😢',
    'x'.repeat(2_000),
  ],
};

let browser: Browser;
let site: CountedSite;

beforeAll(async () => {
  site = await startCountedSite({ CONTACT: 'contact@example.org' });
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

interface Watched {
  readonly page: Page;
  /** What the browser asked for, by its own account: `GET http://…`, with pings, beacons and what a page opens. */
  readonly asked: string[];
  /** The same as the developer tools tell it, with sockets. */
  readonly told: string[];
}

async function watch<T>(options: BrowserContextOptions, use: (watched: Watched) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ locale: 'nl', ...options });
  const asked: string[] = [];
  const told: string[] = [];
  context.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  context.on('serviceworker', (worker) => asked.push(`service worker ${worker.url()}`));
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('websocket', (socket) => asked.push(`socket ${socket.url()}`));
  page.on('worker', (worker) => asked.push(`worker ${worker.url()}`));
  page.on('popup', (popup) => asked.push(`window ${popup.url()}`));
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  devtools.on('Network.requestWillBeSent', ({ request }) => told.push(`${request.method} ${request.url}`));
  devtools.on('Network.webSocketCreated', ({ url }) => told.push(`socket ${url}`));
  devtools.on('Network.webTransportCreated', ({ url }) => told.push(`transport ${url}`));
  try {
    return await use({ page, asked, told });
  } finally {
    await context.close();
  }
}

/** Everything by which a visit could be found again afterwards, and what a page could tell the next one. */
async function tracesOf(page: Page): Promise<unknown> {
  const { cookies, origins } = await page.context().storageState();
  const inPage = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    bytes: (await navigator.storage.estimate()).usage,
    name: window.name,
    state: history.state,
  }));
  return { cookies, origins, ...inPage };
}

const noTraces = {
  cookies: [],
  origins: [],
  cookie: '',
  local: [],
  session: [],
  databases: [],
  caches: [],
  workers: 0,
  bytes: 0,
  name: '',
  state: null,
};

function addressOf(page: Page): Promise<readonly unknown[]> {
  return page.evaluate(() => [location.href, history.length, document.title, document.referrer]);
}

/** What is on its way after all would have left by then. */
async function letGo(page: Page): Promise<void> {
  await page.waitForTimeout(150);
}

/** What was asked of the site meanwhile, as its own server counted it. */
async function asking(act: () => Promise<void>): Promise<readonly CountedRequest[]> {
  const before = site.requests.length;
  await act();
  return site.requests.slice(before);
}

function posted(requests: readonly CountedRequest[]): readonly string[] {
  return requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
}

function isSettled(page: Page): Promise<boolean> {
  return page.evaluate(() => document.querySelector('meta[http-equiv="Content-Security-Policy"]') !== null);
}

/** What she has answered and what is on the screen, without what only one kind of page has. */
function screenOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const main = document.getElementById('main')?.cloneNode(true) as HTMLElement; // Every page of ours has one.
    for (const own of main.querySelectorAll('.jump,.learn>button,.learn>.type,.routes>button')) own.remove();
    return main.innerText.replace(/\s+/g, ' ');
  });
}

describe('a talk in the browser', () => {
  it(
    `asks nobody for anything, in ${talks} talks through every theme and kind of asker, and leaves nothing behind`,
    () =>
      watch({}, async ({ page, asked, told }) => {
        await page.goto(site.url);
        await settled(page);
        await letGo(page);
        const before = { asked: [...asked], told: [...told], requests: site.requests.length, bytes: site.received() };
        expect(before.asked).toHaveLength(3);
        const address = await addressOf(page);

        const done: TalksDone = await page.evaluate(talkAtRandom, { seed: 20_261_123, talks, ...typing });
        await letGo(page);

        expect(done.ended).toBe(talks);
        expect(done.chosen).toEqual(done.offered);
        expect(new Set(done.chosen.map((pair) => pair.split(' ')[0])).size).toBe(6);
        expect(new Set(done.chosen.map((pair) => pair.split(' ')[1])).size).toBeGreaterThanOrEqual(6);
        for (const [, times] of Object.entries(done)) {
          if (typeof times === 'number') expect(times).toBeGreaterThan(talks / 30);
        }
        expect(await addressOf(page)).toEqual(address);
        expect(address.slice(2)).toEqual(['Informatie', '']);
        expect(await tracesOf(page)).toEqual(noTraces);

        // What a page sends when it is left would come now.
        await page.goto('about:blank');
        await letGo(page);
        expect(asked.filter((one) => !one.endsWith('about:blank'))).toEqual(before.asked);
        expect(told.filter((one) => !one.endsWith('about:blank'))).toEqual(before.told);
        expect(site.requests.slice(before.requests)).toEqual([]);
        expect(site.received()).toBe(before.bytes);
      }),
    patienceMs,
  );

  it.each(languages)(
    'asks for the same files, to the byte, whatever the talk is about (%s)',
    async (locale) => {
      const visits = [];
      for (const seed of everything ? [0, 1, 2, 3, 4, 5] : [0, 1, 2]) {
        const requests = await asking(() =>
          watch({ locale }, async ({ page }) => {
            await page.goto(site.url);
            await settled(page);
            // One visitor only looks; the others talk.
            if (seed > 0) await page.evaluate(talkAtRandom, { seed, talks: 2 * seed, ...typing });
            await letGo(page);
          }),
        );
        const lines = requests.map(({ method, path, bytesIn, bytesOut }) => `${method} ${path} ${bytesIn} ${bytesOut}`);
        visits.push(lines.sort());
        expect(requests.flatMap(({ headers }) => [headers.cookie, headers.referer]).filter((one) => one)).toEqual([]);
      }
      const [first] = visits;
      expect(first?.map((line) => line.split(' ')[1])).toEqual(['/', '/app.js', `/texts-${locale}.js`]);
      expect(visits).toEqual(visits.map(() => first));
    },
    patienceMs,
  );

  it(
    'fetches one file to change the language, the same at every step of every talk',
    () =>
      watch({}, async ({ page }) => {
        const fetched: string[] = [];
        for (const name of everything ? screenNames : (['opening', 'cards', 'emergency'] as const)) {
          await walkTo(page, site.url, name);
          await settled(page);
          await letGo(page);
          const past = await page.locator('.past li').count();
          const requests = await asking(async () => {
            await openLanguages(page);
            await page.locator('button[value="language:en"]').click();
            await page.waitForFunction(() => document.documentElement.lang === 'en');
            await letGo(page);
          });
          expect(await page.locator('.past li').count()).toBe(past);
          fetched.push(
            ...requests.map(({ method, path, bytesIn, bytesOut }) => [method, path, bytesIn, bytesOut].join(' ')),
          );
        }
        expect(fetched.length).toBeGreaterThanOrEqual(3);
        expect(new Set(fetched).size).toBe(1);
        expect(fetched[0]).toMatch(/^GET \/texts-en\.js /);
      }),
    patienceMs,
  );

  it('goes on in airplane mode, from the first question to the numbers', () =>
    watch({}, async ({ page }) => {
      await page.goto(site.url);
      await settled(page);
      await page.context().setOffline(true);
      for (const input of screens.cards.slice(0, -1)) await tap(page, `button[value="${input}"]`);
      await page.locator('input[name=typed]').fill('Utrecht');
      await tap(page, 'button.send');
      expect(await page.locator('.card .call').first().getAttribute('href')).toMatch(/^tel:/);
      const cards = await screenOf(page);
      // A language that cannot come now: the talk says so, and is still there.
      await tap(page, 'button[value="read:privacy"]');
      await tap(page, '#main .opts button');
      expect(await screenOf(page)).toBe(cards);
      await openLanguages(page);
      await page.locator('button[value="language:en"]').click();
      await page.locator('#main > .note').first().waitFor();
      await tap(page, '.row button[value="back:0"]');
      const done = await page.evaluate(talkAtRandom, { seed: 5, talks: 5, ...typing });
      expect(done.ended).toBe(5);
      expect(await tracesOf(page)).toEqual(noTraces);
    }));
});

describe('the link that skips what is the same on every screen', () => {
  it('leads to the new part, and adds nothing to the address or the history', () =>
    watch({}, async ({ page }) => {
      await page.goto(site.url);
      await settled(page);
      const address = await addressOf(page);
      await page.locator('a.jump[href="#start"]').focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.id === 'start');
      expect(await addressOf(page)).toEqual(address);
    }));
});

// --- The browser itself refuses the rest ------------------------------------------------------------------------------

/** Ways to send something out of a page, run inside it. Each may fail as it likes: what counts is what gets out. */
const waysOut: { readonly [name: string]: () => unknown } = {
  fetch: () => fetch('/out?fetch').catch(() => null),
  'fetch with keepalive': () => fetch('/out?keepalive', { keepalive: true, mode: 'no-cors' }).catch(() => null),
  XMLHttpRequest: () => {
    const request = new XMLHttpRequest();
    request.open('POST', '/out?xhr');
    request.send('x');
  },
  beacon: () => navigator.sendBeacon('/out?beacon', 'x'),
  EventSource: () => new EventSource('/out?events'),
  WebSocket: () => new WebSocket(`${location.origin.replace('http', 'ws')}/out?socket`),
  image: () => document.body.append(Object.assign(new Image(), { src: '/out?image' })),
  'background image': () => {
    document.body.style.backgroundImage = 'url(/out?background)';
  },
  font: () => new FontFace('out', 'url(/out?font)').load().catch(() => null),
  'a form of our own': () => {
    const form = document.getElementById('talk');
    if (form instanceof HTMLFormElement) HTMLFormElement.prototype.submit.call(form);
  },
  'another form': () => {
    const form = document.createElement('form');
    form.action = '/out';
    document.body.append(form);
    form.submit();
  },
  'a file of our own': () => document.head.append(Object.assign(document.createElement('script'), { src: '/app.js' })),
  'another script': () =>
    document.head.append(Object.assign(document.createElement('script'), { src: '/texts-nl.js/../out.js' })),
  'a script from elsewhere': () =>
    document.head.append(Object.assign(document.createElement('script'), { src: 'https://elsewhere.example/x.js' })),
  'a script in the page': () =>
    document.head.append(
      Object.assign(document.createElement('script'), { textContent: "document.title = 'script ran'" }),
    ),
  'a handler in an attribute': () => {
    const button = document.body.appendChild(document.createElement('button'));
    button.setAttribute('onclick', "document.title = 'handler ran'");
    button.click();
    button.remove();
  },
  // Later, because developer tools may do this and the page may not.
  eval: () =>
    setTimeout(() => {
      try {
        // biome-ignore lint/security/noGlobalEval: it must be refused.
        globalThis.eval("document.title = 'eval ran'");
      } catch {
        // Refused, as it should be.
      }
    }),
  'style sheet': () =>
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/out?style' })),
  prefetch: () =>
    document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: '/out?prefetch' })),
  frame: () => document.body.append(Object.assign(document.createElement('iframe'), { src: '/out?frame' })),
  object: () => document.body.append(Object.assign(document.createElement('object'), { data: '/out?object' })),
  audio: () => document.body.append(Object.assign(new Audio('/out?audio'), { preload: 'auto' })),
  worker: () => {
    try {
      return new Worker('/out?worker');
    } catch {
      return null;
    }
  },
  'service worker': () => navigator.serviceWorker.register('/app.js').catch(() => null),
  module: () =>
    document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: '/out?module' })),
};

/** Puts into the page what notes each refusal of its own policy. */
function noteRefusals(): void {
  const own = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content;
  addEventListener('securitypolicyviolation', ({ originalPolicy, disposition }) => {
    if (originalPolicy !== own || disposition !== 'enforce') return;
    const { dataset } = document.documentElement;
    dataset.refused = String(Number(dataset.refused ?? '0') + 1);
  });
}

function countRefusals(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.documentElement.dataset.refused ?? '0'));
}

describe('once the talk is there the page', () => {
  it(
    'is refused every way out by its own policy',
    () =>
      watch({}, async ({ page, told }) => {
        await walkTo(page, site.url, 'question');
        await settled(page);
        await letGo(page);
        await page.evaluate(noteRefusals);
        const address = await addressOf(page);
        const toldBefore = told.length;
        const received = site.received();
        const notRefused: string[] = [];
        for (const [name, way] of Object.entries(waysOut)) {
          const before = await countRefusals(page);
          await page.evaluate(way);
          await page.waitForTimeout(40);
          if ((await countRefusals(page)) === before) notRefused.push(name);
        }
        await letGo(page);
        expect(notRefused).toEqual([]);
        expect(site.received()).toBe(received);
        expect(await addressOf(page)).toEqual(address);
        expect(told.slice(toldBefore).filter((one) => !one.includes('/out') && !one.includes('.js'))).toEqual([]);
        // The talk is unharmed by all of it. (Of a refused form the driver waits for an answer, so the page goes on alone.)
        const done = await page.evaluate(talkAtRandom, { seed: 3, talks: 2, ...typing });
        expect(done.ended).toBe(2);
        expect(await tracesOf(page)).toEqual(noTraces);
      }),
    patienceMs,
  );
});

// --- Files that come late, never, or from another edition ---------------------------------------------------------------

/** Lets a file come only when it is told to. */
async function hold(page: Page, file: string): Promise<{ readonly release: () => Promise<void> }> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/${file}`, async (route) => {
    await released;
    await route.continue().catch(() => undefined);
  });
  return {
    release: async () => {
      release();
      await settled(page);
    },
  };
}

const files = ['app.js', 'texts-nl.js'] as const;

/** Where a page that came by a form may be when the files come after all: the answers, and what was typed last. */
const handovers = [
  ['after some answers', ['choose:who=self', 'choose:theme=forced-marriage'], null],
  ['at a place that may mean several', screens.cards.slice(0, -1), 'Beek'],
  ['on the questions people ask', ['choose:who=self', 'visit:menu'], null],
  ['at the numbers to call', screens.cards, null],
  ['after words that were not understood', ['choose:who=self'], 'qwerty'],
] as const;

describe('where the files do not arrive', () => {
  it.each(files)('(%s) the plain page carries on to the numbers', (file) =>
    watch({}, async ({ page }) => {
      await page.route(`**/${file}`, (route) => route.abort());
      const requests = await asking(() => walkTo(page, site.url, 'routes'));
      expect(posted(requests)).toEqual(screens.routes.map(() => '/'));
      expect(await page.locator('.card .call').count()).toBeGreaterThan(0);
      expect(await isSettled(page)).toBe(false);
      expect(await addressOf(page)).toEqual([site.url, expect.any(Number), 'Informatie', '']);
      expect(await tracesOf(page)).toEqual(noTraces);
    }),
  );

  it.each(files)('but only late (%s), a tap waits for them and goes nowhere else', (file) =>
    watch({}, async ({ page }) => {
      const held = await hold(page, file);
      const requests = await asking(async () => {
        await page.goto(site.url, { waitUntil: 'domcontentloaded' });
        await page.locator('button[value="choose:who=self"]').click();
        await page.waitForFunction(() => document.body.getAttribute('aria-busy') === 'true');
        expect(await page.locator('#status').textContent()).not.toBe('');
        await letGo(page);
        expect(await page.locator('button[value="choose:who=self"]').count()).toBe(1);
        await held.release();
        await page.locator('button[value="choose:theme=forced-marriage"]').waitFor();
        expect(await page.locator('.past li').count()).toBe(1);
        expect(await page.evaluate(() => document.body.hasAttribute('aria-busy'))).toBe(false);
        await tap(page, 'button[value="choose:theme=forced-marriage"]');
        await letGo(page);
      });
      expect(posted(requests)).toEqual([]);
    }),
  );

  it('but only late, what was typed waits too, and of several taps the last one counts', () =>
    watch({}, async ({ page }) => {
      const held = await hold(page, 'app.js');
      const requests = await asking(async () => {
        await page.goto(site.url, { waitUntil: 'domcontentloaded' });
        await page.locator('button[value="choose:who=parent"]').click();
        await page.locator('input[name=typed]').fill('voor mezelf');
        await page.locator('input[name=typed]').press('Enter');
        await held.release();
        await page.locator('.past li').first().waitFor({ state: 'attached' });
        await letGo(page);
      });
      expect(await page.locator('.past li').count()).toBe(1);
      expect(await page.locator('button[value="choose:theme=coming-out"]').count()).toBe(1);
      expect(posted(requests)).toEqual([]);
    }));

  it('within eight seconds, the tap goes on its way as a form, and takes nothing twice', () =>
    watch({}, async ({ page }) => {
      await page.clock.install();
      await hold(page, 'app.js');
      await page.goto(site.url, { waitUntil: 'domcontentloaded' });
      const early = await asking(async () => {
        await page.locator('button[value="choose:who=self"]').click();
        await page.clock.runFor(6_500);
        await letGo(page);
      });
      expect(posted(early)).toEqual([]);
      const late = await asking(async () => {
        const next = page.waitForEvent('framenavigated');
        await page.clock.runFor(1_500);
        await next;
        await page.locator('button[value="choose:theme=forced-marriage"]').waitFor();
      });
      expect(posted(late)).toEqual(['/']);
      expect(late.find(({ method }) => method === 'POST')?.body).toContain('input=choose%3Awho%3Dself');
      expect(await page.locator('.past li').count()).toBe(1);
    }));

  it.each(everything ? handovers : handovers.slice(0, 2))(
    'at first, a page that was reached by a form hands over to the talk in the browser, %s',
    (_at, inputs, typed) =>
      watch({}, async ({ page }) => {
        let isGone = true;
        await page.route('**/app.js', (route) => (isGone ? route.abort() : route.continue()));
        await page.goto(site.url);
        const last = typed === null ? inputs.length - 1 : inputs.length;
        const go = async (index: number): Promise<void> => {
          const input = inputs[index];
          if (input !== undefined) return tap(page, `button[value="${input}"]`);
          await page.locator('input[name=typed]').fill(typed ?? '');
          await tap(page, 'button.send');
        };
        for (let index = 0; index < last; index++) await go(index);
        isGone = false;
        const requests = await asking(() => go(last));
        expect(posted(requests)).toEqual(['/']);
        await settled(page);
        const handedOver = await screenOf(page);
        const after = await asking(async () => {
          await tap(page, 'button[value="read:privacy"]');
          await tap(page, '#main .opts button');
          expect(await screenOf(page)).toBe(handedOver);
          if ((await page.locator('.row button').count()) > 0) await tap(page, '.row button[value^="back:"]');
          await letGo(page);
        });
        expect(after).toEqual([]);

        // The same talk wholly in the browser shows the same.
        await page.goto(site.url);
        await settled(page);
        for (let index = 0; index <= last; index++) await go(index);
        expect(await screenOf(page)).toBe(handedOver);
      }),
  );

  it.each([
    ['the code', '**/app.js', /EDITION="[0-9a-f]{12}"/, 'EDITION="000000000000"'],
    ['the texts', '**/texts-nl.js', /"edition":"[0-9a-f]{12}"/, '"edition":"000000000000"'],
    ['the page', site0(), /data-edition="[0-9a-f]{12}"/, 'data-edition="000000000000"'],
  ] as const)(
    'of the same edition, as where %s is of another, the plain page carries on',
    (_what, file, pattern, other) =>
      watch({}, async ({ page }) => {
        let changed = 0;
        await page.route(file, async (route) => {
          const response = await route.fetch();
          const body = await response.text();
          if (pattern.test(body)) changed++;
          await route.fulfill({ response, body: body.replace(pattern, other) });
        });
        // Loaded means: with the files.
        await page.goto(site.url);
        expect(changed).toBe(1);
        expect(await isSettled(page)).toBe(false);
        const requests = await asking(() => tap(page, 'button[value="choose:who=self"]'));
        expect(posted(requests)).toEqual(['/']);
        await page.waitForLoadState('load');
        expect(await isSettled(page)).toBe(false);
        expect(await page.locator('.past li').count()).toBe(1);
      }),
  );
});

/** The page itself, wherever it is served. */
function site0(): RegExp {
  return /^http:\/\/127\.0\.0\.1:\d+\/$/;
}
