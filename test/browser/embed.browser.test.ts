import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { launchBrowser, type Site, startSite } from './browser.ts';
import { screens, settled, tap } from './screens.ts';

const exitUrl = 'https://weather.example/';
const otherExit = 'https://news.example/';
const openLabel = 'Informatie en hulp';
const closeLabel = '× Informatie';

let browser: Browser;
let site: Site;
let partner: ChildProcess;
/** Listed as a partner. Another site than ours, not only another origin: `localhost` against `127.0.0.1`. */
let partnerUrl: string;
/** The same pages at an origin that is not listed. */
let strangerUrl: string;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

beforeAll(async () => {
  const port = await freePort();
  partnerUrl = `http://localhost:${port}/`;
  strangerUrl = `http://127.0.0.1:${port}/`;
  site = await startSite({ EXIT_URL: exitUrl, PARTNERS: new URL(partnerUrl).origin });
  partner = spawn(process.execPath, ['examples/partner-site/server.mjs'], {
    env: { ...process.env, PORT: String(port), WEGWIJZER: site.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (partner.stdout === null) throw new Error('no output of the partner site');
  await once(partner.stdout, 'data');
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  partner?.kill();
  await site?.close();
});

// --- A visitor on a partner's page ------------------------------------------------------------------------------------

interface Visit {
  readonly page: Page;
  /** What was asked of our server. */
  readonly asked: readonly string[];
  /** What was asked of anybody but the partner and us, with the address it was said to come from. */
  readonly elsewhere: readonly { readonly url: string; readonly referer: string | undefined }[];
  /** What the browser complained of: refused by a policy, failed in a script. */
  readonly complaints: readonly string[];
  /** Questions of the browser that would hold somebody up. */
  readonly questions: readonly string[];
  /** Lets the neutral page come; until then its answer is waited for. */
  readonly answer: () => void;
}

interface VisitOptions extends BrowserContextOptions {
  /** The neutral page does not come until it is told to. */
  readonly slowExit?: boolean;
}

async function visit<T>(url: string, use: (visit: Visit) => Promise<T>, options: VisitOptions = {}): Promise<T> {
  const { slowExit = false, ...contextOptions } = options;
  const context = await browser.newContext({ locale: 'nl', viewport: { width: 1280, height: 800 }, ...contextOptions });
  const asked: string[] = [];
  const elsewhere: { url: string; referer: string | undefined }[] = [];
  const complaints: string[] = [];
  const questions: string[] = [];
  let answer = (): void => {};
  const mayAnswer = slowExit ? new Promise<void>((resolve) => (answer = resolve)) : Promise.resolve();
  const known = [site.url, partnerUrl, strangerUrl].map((address) => new URL(address).origin);
  await context.route(
    ({ origin }) => !known.includes(origin),
    async (route) => {
      elsewhere.push({ url: route.request().url(), referer: route.request().headers().referer });
      await mayAnswer;
      await route.fulfill({ contentType: 'text/html', body: '<title>Weather</title><h1>Weather</h1>' }).catch(() => {});
    },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('request', (request) => {
    if (request.url().startsWith(site.url)) asked.push(new URL(request.url()).pathname);
  });
  page.on('console', (message) => {
    const isHint = message.text().startsWith('Blocked autofocusing');
    if (message.type() === 'error' && !isHint) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    questions.push(dialog.type());
    dialog.dismiss().catch(() => {});
  });
  try {
    await page.goto(url);
    return await use({ page, asked, elsewhere, complaints, questions, answer });
  } finally {
    answer();
    await context.close();
  }
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where things stand on the screen that a closed shadow root hides from the page: by their role and name. */
async function find(page: Page, role: string, name: string): Promise<readonly Box[]> {
  const devtools = await page.context().newCDPSession(page);
  try {
    const { nodes } = await devtools.send('Accessibility.getFullAXTree');
    const found = nodes.filter((node) => node.role?.value === role && node.name?.value === name);
    const boxes: Box[] = [];
    for (const { backendDOMNodeId } of found) {
      if (backendDOMNodeId === undefined) continue;
      const { model } = await devtools.send('DOM.getBoxModel', { backendNodeId: backendDOMNodeId });
      const [left = 0, top = 0] = model.border;
      boxes.push({ left, top, width: model.width, height: model.height });
    }
    return boxes;
  } finally {
    await devtools.detach();
  }
}

async function findOne(page: Page, role: string, name: string): Promise<Box> {
  const [box, ...others] = await find(page, role, name);
  if (box === undefined || others.length > 0) throw new Error(`not one ${role} "${name}"`);
  return box;
}

async function press(page: Page, { left, top, width, height }: Box): Promise<void> {
  await page.mouse.click(left + width / 2, top + height / 2);
}

async function pressButton(page: Page, name: string): Promise<void> {
  await press(page, await findOne(page, 'button', name));
}

function talkFrames(page: Page): readonly Frame[] {
  return page.frames().filter((frame) => frame.url().startsWith(`${site.url}embed`));
}

/** The frame of the talk, once the talk runs in it. */
async function talkIn(page: Page): Promise<Frame> {
  const isTalk = (frame: Frame): boolean => frame.url().startsWith(`${site.url}embed`);
  const frame = talkFrames(page)[0] ?? (await page.waitForEvent('framenavigated', isTalk));
  await settled(frame);
  return frame;
}

async function openTalk(page: Page): Promise<Frame> {
  await pressButton(page, openLabel);
  return talkIn(page);
}

/** The talk is gone, wholly. */
async function noTalkIn(page: Page): Promise<void> {
  for (let waits = 0; waits < 100 && page.frames().length > 1; waits++) await page.waitForTimeout(10);
  expect(page.frames()).toHaveLength(1);
}

async function walkToCards(frame: Frame): Promise<void> {
  for (const input of screens.cards) await tap(frame, `button[value="${input}"]`);
}

function historyLength(page: Page): Promise<number> {
  return page.evaluate(() => history.length);
}

/**
 * Tells, from within the page, when nothing is left on it: while another page is on its way the browser answers nobody
 * who asks from outside. `until` waits for it.
 */
async function watchForBlank(page: Page): Promise<{ readonly until: Promise<unknown> }> {
  const until = page.waitForEvent('console', (message) => message.text() === 'blank');
  await page.evaluate(() => {
    const look = (): void => {
      const left = (document.documentElement?.textContent ?? '') + document.title;
      const isBlank = left === '' && document.querySelector('body,iframe,weg-wijzer') === null;
      if (!isBlank) return void requestAnimationFrame(look);
      // biome-ignore lint/suspicious/noConsole: what is written here still comes out of a page that is being left
      console.debug('blank');
    };
    look();
  });
  return { until };
}

async function pressShift(page: Page, times: number): Promise<void> {
  for (let press = 0; press < times; press++) await page.keyboard.press('Shift');
}

/** Everything that a browser could keep of a visit, for any site. */
async function kept({ page }: Visit): Promise<unknown> {
  const { cookies, origins } = await page.context().storageState();
  return { cookies, origins };
}

const nothingKept = { cookies: [], origins: [] };

describe('the button on the page of a partner', () => {
  it('loads nothing but itself until it is pressed, and moves nothing', async () => {
    await visit(partnerUrl, async (seen) => {
      const { page, asked, complaints, elsewhere } = seen;
      await page.waitForLoadState('networkidle');
      expect(asked).toEqual([expect.stringMatching(/^\/embed-[0-9a-f]+\.js$/)]);
      const shifts = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => resolve(list.getEntries().length)).observe({
              type: 'layout-shift',
              buffered: true,
            });
            setTimeout(() => resolve(0), 500);
          }),
      );
      expect(shifts).toBe(0);
      expect(page.frames()).toHaveLength(1);
      expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
      expect(await kept(seen)).toEqual(nothingKept);
    });
  });

  it('stands in the lower corner, large enough to tap, in the words of the link that it replaces', async () => {
    await visit(partnerUrl, async ({ page }) => {
      const { left, top, width, height } = await findOne(page, 'button', openLabel);
      expect(height).toBeGreaterThanOrEqual(44);
      expect(Math.round(1280 - left - width)).toBe(16);
      expect(Math.round(800 - top - height)).toBe(16);
    });
  });

  it('is a link to the talk where scripts do not run', async () => {
    await visit(
      partnerUrl,
      async ({ page }) => {
        expect(await page.locator('weg-wijzer a').getAttribute('href')).toBe(site.url);
        expect(await page.locator('weg-wijzer a').isVisible()).toBe(true);
      },
      { javaScriptEnabled: false },
    );
  });

  it('is there for every element, also one that comes later, however often the loader is included', async () => {
    await visit(partnerUrl, async ({ page, complaints }) => {
      await page.addScriptTag({ url: `${site.url}embed.js` });
      await page.evaluate(() => {
        const later = document.createElement('weg-wijzer');
        later.lang = 'en-GB';
        document.body.append(later);
        document.body.append(later);
      });
      const first = await findOne(page, 'button', openLabel);
      const second = await findOne(page, 'button', 'Information');
      expect(second.top + second.height).toBeLessThanOrEqual(first.top);
      await press(page, second);
      await talkIn(page);
      await pressButton(page, '× Information');
      await openTalk(page);
      expect(talkFrames(page)).toHaveLength(1);
      expect(complaints).toEqual([]);
    });
  });

  it('is not touched by the styles of the page', async () => {
    await visit(partnerUrl, async ({ page }) => {
      const before = await findOne(page, 'button', openLabel);
      await page.evaluate(() => {
        const odd = new CSSStyleSheet();
        odd.replaceSync(`*{all:unset!important;font-size:40px!important;letter-spacing:9px!important;visibility:hidden}
          html{font-size:62.5%} button,dialog,iframe{display:none!important}`);
        document.adoptedStyleSheets = [odd];
      });
      expect(await findOne(page, 'button', openLabel)).toEqual(before);
      const frame = await openTalk(page);
      expect(await frame.locator('[data-exit]').first().isVisible()).toBe(true);
    });
  });
});

describe('the talk in its frame', () => {
  it('runs to the numbers to call, and leaves nothing in any storage', async () => {
    await visit(partnerUrl, async (seen) => {
      const { page, asked, complaints, elsewhere } = seen;
      const entries = await historyLength(page);
      const frame = await openTalk(page);
      const before = asked.length;
      await walkToCards(frame);
      expect(await frame.locator('.card .call').count()).toBeGreaterThan(0);
      expect(asked.slice(before)).toEqual([]);
      expect(await frame.evaluate(() => [origin, document.referrer])).toEqual(['null', '']);
      await expect(frame.evaluate(() => localStorage.length)).rejects.toThrow(/sandboxed/);
      await pressButton(page, closeLabel);
      await noTalkIn(page);
      expect(await historyLength(page)).toBe(entries);
      expect(page.url()).toBe(partnerUrl);
      expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
      expect(await kept(seen)).toEqual(nothingKept);
    });
  });

  it('is told what the partner set, in the fragment, which is not sent', async () => {
    await visit(partnerUrl, async ({ page, asked }) => {
      await page.locator('weg-wijzer').evaluate((element) => {
        element.setAttribute('lang', 'en');
        element.setAttribute('municipality', 'GM0363');
        element.setAttribute('exit-url', 'https://news.example/');
      });
      const frame = await openTalk(page);
      expect(Object.fromEntries(new URLSearchParams(new URL(frame.url()).hash.slice(1)))).toEqual({
        lang: 'en',
        municipality: 'GM0363',
        'exit-url': otherExit,
      });
      expect(await frame.locator('html').getAttribute('lang')).toBe('en');
      expect(await frame.locator('[data-exit]').first().getAttribute('href')).toBe(otherExit);
      expect(asked).toContain('/embed');
      expect(asked.join()).not.toMatch(/GM0363|news/);
    });
  });

  it('takes the whole screen of a phone and a corner of a wide one', async () => {
    for (const [size, expected] of [
      [
        { width: 320, height: 640 },
        { left: 0, width: 320, bottom: 640 },
      ],
      [
        { width: 1280, height: 800 },
        { left: 1280 - 27 * 16, width: 27 * 16, bottom: 800 },
      ],
    ] as const) {
      await visit(
        partnerUrl,
        async ({ page }) => {
          await openTalk(page);
          const { left, top, width, height } = await findOne(page, 'Iframe', 'Informatie');
          expect({ left, width, bottom: Math.round(top + height) }).toEqual(expected);
          expect((await findOne(page, 'button', closeLabel)).height).toBeGreaterThanOrEqual(44);
        },
        { viewport: size },
      );
    }
  });

  it('closes by its button, by Escape and when the page is put aside; the focus goes back to the button', async () => {
    await visit(partnerUrl, async ({ page }) => {
      const ways = [
        () => pressButton(page, closeLabel),
        () => page.keyboard.press('Escape'),
        () => page.evaluate(() => void dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))),
      ];
      for (const close of ways) {
        await openTalk(page);
        await close();
        await page.waitForFunction(() => document.activeElement?.localName === 'weg-wijzer');
        await noTalkIn(page);
      }
      // The focus is on the button again: the keyboard opens it.
      await page.keyboard.press('Enter');
      await talkIn(page);
      await page.evaluate(() => document.querySelector('weg-wijzer')?.remove());
      await noTalkIn(page);
    });
  });

  it('is not seen by the page around it', async () => {
    await visit(partnerUrl, async ({ page }) => {
      await page.evaluate(() => {
        const seen: string[] = [];
        Object.assign(window, { seen });
        new MutationObserver((records) => seen.push(...records.map(({ type }) => type))).observe(document, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
        addEventListener('message', ({ data }) => seen.push(JSON.stringify(data)));
      });
      const frame = await openTalk(page);
      await walkToCards(frame);
      const seen = await page.evaluate(() => ({
        told: (window as unknown as { seen: string[] }).seen, // Put there above.
        root: document.querySelector('weg-wijzer')?.shadowRoot,
        frames: frames.length + document.querySelectorAll('iframe').length,
      }));
      expect(seen).toEqual({ told: [], root: null, frames: 0 });
    });
  });
});

describe('leaving from the frame', () => {
  it.each([
    ['the button', (frame: Frame) => frame.locator('[data-exit]').first().click({ noWaitAfter: true })],
    [
      'Shift three times in the talk',
      async (frame: Frame) => {
        await frame.locator('.ask').click();
        await pressShift(frame.page(), 3);
      },
    ],
    ['Shift three times beside the talk', (frame: Frame) => pressShift(frame.page(), 3)],
  ])('by %s empties the partner page at once and replaces it in the history', async (_way, leave) => {
    await visit(
      partnerUrl,
      async (seen) => {
        const { page, elsewhere, questions, complaints, answer } = seen;
        // What a page may do to hold people up, or to tell others that they go.
        await page.evaluate(() => {
          for (const type of ['beforeunload', 'unload', 'pagehide', 'visibilitychange'])
            addEventListener(type, (event) => {
              event.preventDefault();
              navigator.sendBeacon('https://statistics.example/', type);
            });
        });
        const entries = await historyLength(page);
        const frame = await openTalk(page);
        const blank = await watchForBlank(page);
        await leave(frame);
        await blank.until;
        answer();
        await page.waitForURL(exitUrl);
        expect(await historyLength(page)).toBe(entries);
        expect(elsewhere).toEqual([{ url: exitUrl, referer: undefined }]);
        expect({ questions, complaints }).toEqual({ questions: [], complaints: [] });
        await page.goBack().catch(() => null);
        expect(page.url()).not.toContain(partnerUrl);
      },
      { slowExit: true },
    );
  });

  it.each([
    ['https://news.example/', otherExit],
    ['http://news.example/', exitUrl],
    ['javascript:document.title="caught"', exitUrl],
    ['/weather', exitUrl],
  ])('with exit-url="%s" leads to %s', async (wanted, expected) => {
    await visit(partnerUrl, async ({ page }) => {
      await page.locator('weg-wijzer').evaluate((element, url) => element.setAttribute('exit-url', url), wanted);
      await openTalk(page);
      await pressShift(page, 3);
      await page.waitForURL(expected);
    });
  });

  it('takes three presses of Shift and nothing in between, and only while the talk is open', async () => {
    await visit(partnerUrl, async ({ page, elsewhere }) => {
      await pressShift(page, 4);
      await openTalk(page);
      await pressShift(page, 2);
      await page.keyboard.press('Alt');
      await pressShift(page, 2);
      await pressButton(page, closeLabel);
      await pressShift(page, 4);
      expect(elsewhere).toEqual([]);
      expect(page.url()).toBe(partnerUrl);
    });
  });

  it('is not caused by messages of others, and messages to the frame change nothing', async () => {
    await visit(partnerUrl, async ({ page, elsewhere }) => {
      const frame = await openTalk(page);
      const shown = await frame.locator('#main').innerHTML();
      await page.evaluate(async () => {
        const message = { wegwijzer: 'leave', to: 'https://caught.example/' };
        postMessage(message, '*');
        dispatchEvent(new MessageEvent('message', { data: message }));
        const other = document.body.appendChild(document.createElement('iframe'));
        const script = (other.contentWindow as unknown as { eval: (code: string) => void }).eval; // A window has it.
        try {
          script(`parent.postMessage(${JSON.stringify(message)}, '*')`);
        } catch {
          // The policy of the page allows no eval.
        }
        dispatchEvent(new MessageEvent('message', { data: message, source: other.contentWindow }));
        await new Promise((resolve) => setTimeout(resolve, 300));
        other.remove();
      });
      for (const message of [{ wegwijzer: 'leave' }, 'wegwijzer:leave', { input: 'choose:who=self' }, null])
        await frame.evaluate((data) => postMessage(data, '*'), message);
      await page.waitForTimeout(300);
      expect(await frame.locator('#main').innerHTML()).toBe(shown);
      expect(page.url()).toBe(partnerUrl);
      expect(elsewhere).toEqual([]);
    });
  });
});

describe('the plain frame of a partner', () => {
  it('holds the same talk', async () => {
    await visit(`${partnerUrl}frame.html`, async (seen) => {
      const { page, asked, complaints } = seen;
      const entries = await historyLength(page);
      const frame = await talkIn(page);
      const before = asked.length;
      // A page that sends messages into its frame.
      await page.evaluate(() => frames[0]?.postMessage({ wegwijzer: 'leave', input: 'choose:who=parent' }, '*'));
      await walkToCards(frame);
      expect(await frame.locator('.card .call').count()).toBeGreaterThan(0);
      expect(asked.slice(before)).toEqual([]);
      expect(await historyLength(page)).toBe(entries);
      expect(complaints).toEqual([]);
      expect(await kept(seen)).toEqual(nothingKept);
    });
  });

  it.each([true, false])('leaves the whole page by its button (scripts: %s)', async (javaScriptEnabled) => {
    await visit(
      `${partnerUrl}frame.html`,
      async ({ page, elsewhere }) => {
        const frame = talkFrames(page)[0] ?? (await page.waitForEvent('framenavigated'));
        await frame.locator('[data-exit]').first().click();
        await page.waitForURL(exitUrl);
        expect(elsewhere).toEqual([{ url: exitUrl, referer: undefined }]);
        if (!javaScriptEnabled) return;
        await page.goBack().catch(() => null);
        expect(page.url()).not.toContain(partnerUrl);
      },
      { javaScriptEnabled },
    );
  });

  it('leaves the whole page by three presses of Shift, also long after the last tap', async () => {
    await visit(`${partnerUrl}frame.html`, async ({ page, elsewhere }) => {
      const frame = await talkIn(page);
      await frame.locator('[data-exit]').first().focus();
      await pressShift(page, 3);
      await page.waitForURL(exitUrl);
      expect(elsewhere).toEqual([{ url: exitUrl, referer: undefined }]);
    });
  });

  it('works without scripts', async () => {
    await visit(
      `${partnerUrl}frame.html`,
      async ({ page, complaints }) => {
        const frame = talkFrames(page)[0] ?? (await page.waitForEvent('framenavigated'));
        for (const input of screens.question) {
          await frame.locator(`button[value="${input}"]`).click();
          await frame.locator('.past').waitFor();
        }
        expect(complaints).toEqual([]);
      },
      { javaScriptEnabled: false },
    );
  });
});

describe('a site that is not a partner', () => {
  it('gets neither the loader that it can check nor the page in a frame', async () => {
    await visit(strangerUrl, async ({ page, complaints }) => {
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(() => customElements.get('weg-wijzer') === undefined)).toBe(true);
      expect(await page.locator('weg-wijzer a').isVisible()).toBe(true);
      expect(complaints.join()).toContain('CORS');
    });
    await visit(`${strangerUrl}frame.html`, async ({ page, complaints }) => {
      await page.waitForLoadState('networkidle');
      expect(talkFrames(page)).toEqual([]);
      expect(complaints.join()).toContain('frame-ancestors');
    });
  });
});
