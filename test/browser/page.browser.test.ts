import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, type Site, startSite } from './browser.ts';
import { openLanguages, type ScreenName, screens, settled, tap, walkTo } from './screens.ts';

const names = Object.keys(screens) as ScreenName[];
const exitUrl = 'https://weather.example/';

let browser: Browser;
let site: Site;

beforeAll(async () => {
  site = await startSite({ EXIT_URL: exitUrl });
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** A page of its own; what it asks of anybody but our server is answered here and noted down. */
async function withPage<T>(
  options: BrowserContextOptions,
  use: (page: Page, elsewhere: string[]) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ locale: 'nl', ...options });
  const elsewhere: string[] = [];
  await context.route(
    (url) => url.origin !== new URL(site.url).origin,
    (route) => {
      elsewhere.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: '<h1>Weather</h1>' });
    },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  try {
    return await use(page, elsewhere);
  } finally {
    await context.close();
  }
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.outerHTML ?? '');
}

describe('without scripts', () => {
  it('a whole talk leads to cards with numbers, and back again', async () => {
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await walkTo(page, site.url, 'routes');
      expect(await page.locator('.card .call').first().getAttribute('href')).toBe('tel:08002000');
      await page.locator('.past summary').click();
      await tap(page, '.past button[value="back:1"]');
      expect(await page.locator('button[value="choose:theme=coming-out"]').count()).toBe(1);
      expect(page.url()).toBe(site.url);
      expect(await page.title()).toBe('Informatie');
    });
  });

  it('Enter in the line to type sends the line', async () => {
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(site.url);
      await page.locator('[name=typed]').fill('voor mezelf');
      await Promise.all([page.waitForEvent('framenavigated'), page.locator('[name=typed]').press('Enter')]);
      expect(await page.locator('button[value="choose:theme=coming-out"]').count()).toBe(1);
    });
  });

  it('the way out is a link', async () => {
    await withPage({ javaScriptEnabled: false }, async (page, elsewhere) => {
      await page.goto(site.url);
      await page.locator('[data-exit]').first().click();
      await page.waitForURL(exitUrl);
      expect(elsewhere).toEqual([exitUrl]);
    });
  });
});

describe('the way out', () => {
  it.each(names)('is the first stop of the Tab key on the screen "%s"', async (name) => {
    await withPage({}, async (page) => {
      await walkTo(page, site.url, name);
      await page.keyboard.press('Tab');
      expect(await focused(page)).toContain('data-exit');
    });
  });

  it('takes the page from the history, so that Back does not return to it', async () => {
    await withPage({}, async (page) => {
      await page.goto(site.url);
      await page.locator('[data-exit]').first().click();
      await page.waitForURL(exitUrl);
      await page.goBack().catch(() => null);
      expect(page.url()).not.toBe(site.url);
    });
  });

  it('empties the page before another one is there', async () => {
    await withPage({}, async (page) => {
      await walkTo(page, site.url, 'routes');
      const left = await page.evaluate(() => {
        document.querySelector<HTMLAnchorElement>('[data-exit]')?.click();
        return document.body.textContent;
      });
      expect(left).toBe('');
    });
  });

  it('opens by three presses of Shift, and not while somebody types', async () => {
    await withPage({}, async (page, elsewhere) => {
      await page.goto(site.url);
      await page.locator('[name=typed]').focus();
      for (let press = 0; press < 4; press++) await page.keyboard.press('Shift');
      expect(elsewhere).toEqual([]);
      await page.locator('[name=typed]').blur();
      await page.keyboard.press('Shift');
      await page.keyboard.press('a');
      for (let press = 0; press < 2; press++) await page.keyboard.press('Shift');
      expect(elsewhere).toEqual([]);
      await page.keyboard.press('Shift');
      await page.waitForURL(exitUrl);
    });
  });

  it('and the three numbers stay in sight at the end of a long page, also where little fits', async () => {
    for (const viewport of [
      { width: 320, height: 568 },
      { width: 320, height: 256 },
      { width: 1280, height: 800 },
    ]) {
      await withPage({ viewport }, async (page) => {
        await walkTo(page, site.url, 'routes');
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        const links = page.locator('.top .exit:not(.jump), .top .numbers a');
        expect(await links.count()).toBe(4);
        for (const link of await links.all()) {
          const box = await link.boundingBox();
          expect(box?.y).toBeGreaterThanOrEqual(0);
          expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height * 0.4);
          expect(box?.height).toBeGreaterThanOrEqual(44);
          expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
        }
      });
    }
  });
});

describe('a page that a form led to', () => {
  it('keeps nothing of the answers in its forms once the talk runs in it', async () => {
    await withPage({}, async (page) => {
      await page.route('**/app.js', (route) => route.abort());
      await page.goto(site.url);
      await tap(page, 'button[value="choose:who=self"]');
      await page.unroute('**/app.js');
      await tap(page, 'button[value="choose:theme=coming-out"]');
      await settled(page);
      const forms = await page.evaluate(() => [...document.forms].map(({ outerHTML }) => outerHTML));
      expect(forms).toEqual(['<form id="talk"></form>', '<form id="line"></form>']);
      expect(await page.locator('.past li').count()).toBe(2);
    });
  });
});

describe('on a line so slow that nothing comes for ten seconds', () => {
  it('the talk still takes over when its files are there at last', async () => {
    await withPage({}, async (page) => {
      await page.clock.install();
      const waiting: (() => void)[] = [];
      await page.route('**/app.js', async (route) => {
        await new Promise<void>((resolve) => void waiting.push(resolve));
        await route.continue();
      });
      await page.goto(site.url, { waitUntil: 'domcontentloaded' });
      await page.clock.fastForward(30_000);
      expect(await page.locator('meta[http-equiv]').count()).toBe(0);
      for (const go of waiting) go();
      await settled(page);
      await tap(page, 'button[value="choose:who=self"]');
      expect(await page.locator('.past li').count()).toBe(1);
    });
  });
});

describe('a page that is being left', () => {
  it('stays empty, whatever arrives meanwhile', async () => {
    await withPage({}, async (page) => {
      await page.goto(site.url);
      await settled(page);
      let send = (): void => {};
      await page.route('**/texts-en.js', async (route) => {
        await new Promise<void>((resolve) => {
          send = resolve;
        });
        await route.continue();
      });
      await page.route(exitUrl, () => {
        // The neutral page takes its time.
      });
      const left: number[] = [];
      await page.exposeFunction('report', (elements: number) => void left.push(elements));
      await openLanguages(page);
      await page.locator('button[value="language:en"]').click();
      await page.evaluate(() => {
        document.querySelector<HTMLAnchorElement>('[data-exit]')?.click();
        // What the test put on the window; it is not ours to type.
        const { report } = window as unknown as { report: (elements: number) => void };
        setInterval(() => report(document.body.childElementCount), 20);
      });
      send();
      // The page can no longer be asked: it is on its way to another.
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(left.length).toBeGreaterThan(3);
      expect(Math.max(...left)).toBe(0);
    });
  });

  it('does not go where a link says that somebody sent', async () => {
    await withPage({}, async (page) => {
      await page.goto(`${site.url}#exit=https://elsewhere.example/&lang=en`);
      await settled(page);
      expect(await page.locator('[data-exit]').first().getAttribute('href')).toBe(exitUrl);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('nl');
    });
  });
});

describe('a talk in the page', () => {
  it('takes a double click for one answer', async () => {
    await withPage({}, async (page) => {
      await page.goto(site.url);
      await settled(page);
      await page.locator('button[value="choose:who=self"]').dblclick();
      expect(await page.locator('.past li').count()).toBe(1);
    });
  });

  it('is covered although nothing was sent, when something was typed', async () => {
    await withPage({}, async (page) => {
      await page.goto(site.url);
      await settled(page);
      await page.locator('[name=typed]').fill('mijn ouders');
      await page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      });
      expect(await page.locator('#cover').count()).toBe(1);
    });
  });

  it('stays covered when a language arrives, and an article stays open in it', async () => {
    await withPage({}, async (page) => {
      await walkTo(page, site.url, 'question');
      await settled(page);
      await tap(page, 'button[value="read:privacy"]');
      await openLanguages(page);
      await tap(page, 'button[value="language:en"]');
      await page.waitForFunction(() => document.documentElement.lang === 'en');
      expect(await page.locator('main h2').first().textContent()).toBe('Privacy');
      expect(await page.locator('main').textContent()).toContain('You do not have to');
      await page.route('**/texts-nl.js', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await route.continue();
      });
      await openLanguages(page);
      await page.locator('button[value="language:nl"]').click();
      await page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      });
      await page.waitForFunction(() => document.documentElement.lang === 'nl');
      expect(await page.locator('#cover button').isVisible()).toBe(true);
    });
  });

  it('says once that a language cannot be had, and goes on in its own', async () => {
    await withPage({}, async (page) => {
      await walkTo(page, site.url, 'question');
      await settled(page);
      await page.context().setOffline(true);
      for (let press = 0; press < 3; press++) {
        await openLanguages(page);
        await page.locator('button[value="language:en"]').click();
        await page.waitForTimeout(100);
      }
      expect(await page.locator('main > .note').count()).toBe(1);
      await tap(page, 'button[value="choose:theme=coming-out"]');
      expect(await page.locator('.past li').count()).toBe(2);
    });
  });
});

describe('a tap', () => {
  it('lands although the page gave the focus away at its start', async () => {
    // A heading that took room only while it had the focus once moved every button from under the finger.
    await withPage({}, async (page) => {
      await walkTo(page, site.url, 'question');
      const before = await page.locator('button.opt').first().boundingBox();
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      expect(await page.locator('button.opt').first().boundingBox()).toEqual(before);
    });
  });
});

describe('a visit', () => {
  it('leaves no cookie and nothing stored, asks nothing of others, and breaks no rule of its own policy', async () => {
    await withPage({}, async (page, elsewhere) => {
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      for (const name of names) await walkTo(page, site.url, name);
      const stored = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
      expect(stored).toEqual(['', 0, 0]);
      expect(await page.context().cookies()).toEqual([]);
      expect(elsewhere).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
});
