/**
 * Everything by keyboard alone, as somebody without a mouse, or with a switch or a screen reader, has to: nothing in here
 * points at anything. The same with a script and without.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Site, startSite } from './browser.ts';
import { screens, settled, turn } from './screens.ts';
import { newPage, turnAway, type Visitor } from './states.ts';

const exitUrl = 'https://weather.example/';
/** More stops than any screen has. */
const mostStops = 120;

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

async function visit(visitor: Visitor, use: (page: Page) => Promise<void>): Promise<void> {
  const page = await newPage(browser, visitor);
  try {
    await page.route(exitUrl, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Weather</h1>' }));
    await page.goto(site.url);
    if (visitor.scripted !== false) await settled(page);
    await use(page);
  } finally {
    await page.context().close();
  }
}

function hasFocus(page: Page, selector: string): Promise<boolean> {
  const asked = page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
  // A page that is going away has no answer.
  return asked.catch(() => false);
}

/** Goes on, or back, with the Tab key until it is there. */
async function tabTo(page: Page, selector: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stops = 0; stops < mostStops; stops++) {
    if (await hasFocus(page, selector)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the Tab key does not come to ${selector}`);
}

async function choose(page: Page, selector: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, selector);
  await turn(page, () => page.keyboard.press(key));
  await beginsAtStart(page);
}

/** Each new screen takes the focus where it is new; a browser without scripts does so a moment after it came. */
async function beginsAtStart(page: Page): Promise<void> {
  for (let waits = 0; waits < 100; waits++) {
    if (await hasFocus(page, 'main #start')) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the new screen does not take the focus');
}

function input(code: string): string {
  return `button[value="${code}"]`;
}

async function walk(page: Page, codes: readonly string[]): Promise<void> {
  // Both keys press a button.
  for (const [index, code] of codes.entries()) await choose(page, input(code), index % 2 === 0 ? 'Enter' : 'Space');
}

function question(page: Page): Promise<string> {
  return page.locator('.ask').innerText();
}

describe.each([true, false])('by keyboard alone (scripts run: %s)', (scripted) => {
  const visitor: Visitor = { lang: 'nl', scripted };

  it('a route leads from the opening to the last card and the links on it', async () => {
    await visit(visitor, async (page) => {
      await walk(page, screens.cards);
      const cards = await page.locator('.card').count();
      expect(cards).toBeGreaterThan(2);
      await tabTo(page, `.card:nth-child(${cards}) a, .card:nth-child(${cards}) summary`);
      expect(await hasFocus(page, '.card:last-child *')).toBe(true);
    });
  });

  it('each new screen begins where it is new, with the way out as the next stop', async () => {
    await visit(visitor, async (page) => {
      for (const code of screens.cards) {
        await choose(page, input(code));
        await page.keyboard.press('Tab');
        expect(await hasFocus(page, 'main [data-exit]')).toBe(true);
      }
    });
  });

  it('a number can be opened to learn by heart', async () => {
    await visit(visitor, async (page) => {
      await walk(page, screens.routes);
      await tabTo(page, '.learn > summary');
      await page.keyboard.press('Enter');
      expect(await page.locator('.learn[open] .chunks').first().isVisible()).toBe(true);
    });
  });

  it('something is read and the talk is where it was', async () => {
    await visit(visitor, async (page) => {
      await walk(page, screens.question);
      const asked = await question(page);
      await walk(page, ['visit:menu', 'visit:without-my-name']);
      expect(await page.locator('.ask').count()).toBe(0);
      await choose(page, `.reply ${input('back:1')}`);
      expect(await question(page)).toBe(asked);
      await choose(page, input('read:privacy'));
      expect(await page.locator('.ask').count()).toBe(0);
      await choose(page, input('language:nl'));
      expect(await question(page)).toBe(asked);
    });
  });

  it('an earlier answer is changed', async () => {
    await visit(visitor, async (page) => {
      await walk(page, screens.routes);
      await tabTo(page, '.past > summary');
      await page.keyboard.press('Enter');
      await choose(page, `.past ${input('back:1')}`);
      await choose(page, input('choose:theme=coming-out'));
      expect(await page.locator('.past > summary').innerText()).toContain('(2)');
    });
  });

  it('one step back is taken', async () => {
    await visit(visitor, async (page) => {
      const first = input('choose:who=self');
      await walk(page, ['choose:who=self']);
      await choose(page, `.row ${input('back:0')}`);
      expect(await page.locator(first).count()).toBe(1);
    });
  });

  it('a place is typed, and one of several is chosen', async () => {
    await visit(visitor, async (page) => {
      await walk(page, screens.cards.slice(0, -1));
      await tabTo(page, '[name=typed]');
      await page.keyboard.type('Bergen');
      await turn(page, () => page.keyboard.press('Enter'));
      await beginsAtStart(page);
      await choose(page, `.reply ${input('choose:municipality=GM0373')}`);
      await tabTo(page, '.past > summary');
      await page.keyboard.press('Enter');
      expect(await page.locator('.past').innerText()).toContain('Bergen (NH)');
    });
  });

  it('the language is switched, and the talk goes on in it', async () => {
    await visit(visitor, async (page) => {
      await walk(page, screens.question);
      const asked = await question(page);
      await tabTo(page, '.langs summary');
      await page.keyboard.press('Enter');
      await choose(page, input('language:en'));
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await question(page)).not.toBe(asked);
      await choose(page, input('choose:theme=forced-marriage'));
      expect(await page.locator('.past > summary').innerText()).toContain('(2)');
    });
  });

  it.each(['opening', 'cards'] as const)('she leaves from the screen "%s" with two keys', async (screen) => {
    await visit(visitor, async (page) => {
      await walk(page, screens[screen]);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL(exitUrl);
    });
  });

  it('what comes before the talk is skipped, and going backwards with Shift never leaves', async () => {
    await visit(visitor, async (page) => {
      const entries = await page.evaluate(() => history.length);
      await tabTo(page, '.jump[href="#start"]');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await hasFocus(page, 'main *')).toBe(true);
      await tabTo(page, 'footer button:last-child');
      await tabTo(page, '.top .exit:not(.jump)', 'Shift+Tab');
      // Without scripts it can only be a link.
      if (!scripted) return;
      expect(page.url()).toBe(site.url);
      expect(await page.evaluate(() => history.length)).toBe(entries);
    });
  });
});

describe('by keyboard alone, with what only a script can do', () => {
  const visitor: Visitor = { lang: 'nl' };

  it('the cover goes with Enter, the talk is there again, and only leaving can be reached meanwhile', async () => {
    await visit(visitor, async (page) => {
      await walk(page, screens.question);
      const asked = await question(page);
      await turnAway(page);
      expect(await hasFocus(page, '#cover button')).toBe(true);
      const stops = new Set<string>();
      for (let presses = 0; presses < 12; presses++) {
        await page.keyboard.press('Tab');
        const name = await page.evaluate(() => document.activeElement?.closest('#cover, [data-exit], body')?.nodeName);
        stops.add(name ?? '');
      }
      expect([...stops].sort()).toEqual(['A', 'BODY', 'DIV']);
      await tabTo(page, '#cover button');
      await page.keyboard.press('Enter');
      expect(await page.locator('#cover').count()).toBe(0);
      expect(await question(page)).toBe(asked);
      await choose(page, input('choose:theme=forced-marriage'));
    });
  });

  it('she comes back to where she was when the cover goes', async () => {
    await visit(visitor, async (page) => {
      await walk(page, screens.question);
      await tabTo(page, input('choose:theme=coming-out'));
      await turnAway(page);
      await page.keyboard.press('Enter');
      expect(await hasFocus(page, `${input('choose:theme=coming-out')}, #start`)).toBe(true);
    });
  });

  it('she says that she is still there', async () => {
    const page = await newPage(browser, visitor);
    try {
      await page.clock.install();
      await page.goto(site.url);
      await settled(page);
      await walk(page, screens.question);
      await page.clock.fastForward(10 * 60_000 + 6_000);
      await page.waitForSelector('#cover.asks');
      await page.keyboard.press('Enter');
      expect(await page.locator('#cover').count()).toBe(0);
      // The clock begins anew.
      await page.clock.fastForward(5 * 60_000);
      expect(await page.locator('.ask').count()).toBe(1);
    } finally {
      await page.context().close();
    }
  });

  it('a number learnt by heart is hidden, tried and shown', async () => {
    await visit(visitor, async (page) => {
      await walk(page, screens.routes);
      await tabTo(page, '.learn > summary');
      await page.keyboard.press('Enter');
      await tabTo(page, '.learn .chunks + button');
      await page.keyboard.press('Enter');
      expect(await page.locator('.chunks.veiled').count()).toBe(1);
      await tabTo(page, '.learn input');
      await page.keyboard.type('08002000');
      expect(await page.locator('.learn [role=status]').first().innerText()).not.toBe('');
    });
  });

  it('Shift three times leaves', async () => {
    await visit(visitor, async (page) => {
      await walk(page, screens.question);
      for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift');
      await page.waitForURL(exitUrl);
    });
  });
});
