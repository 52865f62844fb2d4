/**
 * The map as people meet it: looked at, listened to, by keyboard, on a small screen, on paper, with and without a script.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, type Site, startSite } from './browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const views = ['region', 'known', 'age'] as const;
let browser: Browser;
let site: Site;

beforeAll(async () => {
  site = await startSite({ EXIT_URL: 'https://weather.example/', REQUESTS_PER_MINUTE: '1000000' });
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function visit(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'nl', viewport: { width: 1280, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    await page.goto(`${site.url}desk/map`);
    await use(page);
  } finally {
    await context.close();
  }
}

/** What has the focus, in a word. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (at instanceof HTMLInputElement) return `radio ${at.value}`;
    if (at?.matches('summary')) return `region ${at.querySelector('.no')?.textContent ?? ''}`;
    return at?.matches('.wide') ? 'table' : (at?.tagName.toLowerCase() ?? '');
  });
}

function shownPictures(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    (all) =>
      all.filter((view) => {
        const picture = document.querySelector(`.chart .by-${view}`);
        return picture !== null && getComputedStyle(picture).display !== 'none';
      }),
    [...views],
  );
}

describe('no fault that axe can find', () => {
  const looks = [
    ['region', 'light', 'none', 1280, 'nl'],
    ['known', 'dark', 'none', 320, 'en'],
    ['age', 'dark', 'none', 1280, 'nl'],
    ['age', 'light', 'none', 390, 'en'],
    ['region', 'light', 'active', 768, 'nl'],
  ] as const;

  it.each(looks)(
    '%s, %s, forced colours %s, %d pixels wide, in %s',
    async (view, colorScheme, forcedColors, width, locale) => {
      await visit({ colorScheme, forcedColors, locale, viewport: { width, height: 800 } }, async (page) => {
        await page.locator('summary').first().click();
        await page.locator('#point').selectOption({ label: 'Enschede' });
        await page.locator(`[value=${view}]`).check();
        // Put in by the debugger, past the policy of the page, which lets no other script in.
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          // axe puts itself on the window; it is not ours to type.
          const { axe } = window as unknown as {
            axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          };
          const { violations } = await axe.run({ resultTypes: ['violations'], preload: false });
          return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
        });
        expect(found).toEqual([]);
      });
    },
  );
});

describe('without scripts', () => {
  it('everything is there: the switch, the picture, and in words what the picture shows', async () => {
    await visit({ javaScriptEnabled: false }, async (page) => {
      for (const view of ['age', 'known', 'region'] as const) {
        await page.locator(`[value=${view}]`).check();
        for (const other of views) {
          expect(await page.locator(`.chart > .by-${other}`).first().isVisible()).toBe(other === view);
          expect(await page.locator(`.legend .by-${other}`).isVisible()).toBe(other === view);
        }
      }
      expect(await page.locator('.point').isVisible()).toBe(false);
      const rows = page.locator('tbody tr');
      expect(await rows.count()).toBe(342);
      expect(await rows.first().isVisible()).toBe(false);
      await page.locator('summary').first().click();
      expect(await rows.first().isVisible()).toBe(true);
    });
  });
});

describe('by keyboard', () => {
  it('the map is no stop of its own, and the list is a stop a region', async () => {
    await visit({}, async (page) => {
      await page.locator('.to-list a').focus();
      const stops: string[] = [];
      for (let stop = 0; stop < 5; stop++) {
        await page.keyboard.press('Tab');
        stops.push(await focused(page));
      }
      expect(stops).toEqual(['radio region', 'select', 'region 1', 'region 2', 'region 3']);
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('table');
    });
  });

  it('arrows change what the dots show', async () => {
    await visit({}, async (page) => {
      await page.locator('[value=region]').focus();
      expect(await shownPictures(page)).toEqual(['region']);
      await page.keyboard.press('ArrowRight');
      expect(await shownPictures(page)).toEqual(['known']);
      await page.keyboard.press('ArrowRight');
      expect(await shownPictures(page)).toEqual(['age']);
    });
  });

  it('a link leads past the map to the list', async () => {
    await visit({}, async (page) => {
      await page.locator('.to-list a').press('Enter');
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('region 1');
    });
  });

  it('typing a name in the list of municipalities finds its dot and says what is known', async () => {
    await visit({}, async (page) => {
      await page.locator('#point').focus();
      await page.keyboard.type('Ensch');
      expect(await page.locator('.said').innerText()).toMatch(/^Enschede · Veilig Thuis Twente · \d van 5 bekend/);
      const [ring, dot] = await page.evaluate(() => {
        const at = (selector: string): readonly (string | null)[] => {
          const found = [...document.querySelectorAll(selector)].find(
            ({ textContent }) => selector === '.here' || textContent?.startsWith('Enschede\n'),
          );
          return ['cx', 'cy'].map((name) => found?.getAttribute(name) ?? null);
        };
        return [at('.here'), at('.spots circle')] as const;
      });
      expect(ring).toEqual(dot);
    });
  });
});

describe('a tap on a dot', () => {
  it('says which municipality it is, beside the open water nothing, and leaves no trace', async () => {
    await visit({ viewport: { width: 390, height: 800 }, hasTouch: true }, async (page) => {
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      const { url, history } = await page.evaluate(() => ({ url: location.href, history: window.history.length }));
      const tap = (x: number, y: number): Promise<void> =>
        page.evaluate(
          ([left, top]) => {
            const chart = document.querySelector<SVGSVGElement>('.chart');
            const matrix = chart?.getScreenCTM();
            const { x: clientX, y: clientY } = new DOMPoint(left, top).matrixTransform(matrix ?? undefined);
            chart?.dispatchEvent(new MouseEvent('click', { clientX, clientY, bubbles: true }));
          },
          [x, y] as const,
        );
      const [x, y] = await page.evaluate(() => {
        const dot = [...document.querySelectorAll('.spots circle')].find(({ textContent }) =>
          textContent?.startsWith('Texel\n'),
        );
        return [Number(dot?.getAttribute('cx')), Number(dot?.getAttribute('cy'))] as const;
      });
      await tap(x + 5, y - 5);
      expect(await page.locator('.said').innerText()).toMatch(/^Texel · /);
      expect(await page.locator('#point option:checked').innerText()).toBe('Texel');
      await tap(20, 40);
      expect(await page.locator('.said').textContent()).toBe('');
      const after = await page.evaluate(() => ({
        url: location.href,
        history: window.history.length,
        kept: localStorage.length + sessionStorage.length + document.cookie.length,
      }));
      expect(after).toEqual({ url, history, kept: 0 });
      expect(requests).toEqual([]);
    });
  });
});

describe('where there is little room', () => {
  it.each([320, 390, 768, 1280])('%d pixels wide the page does not scroll sideways', async (width) => {
    await visit({ viewport: { width, height: 700 } }, async (page) => {
      for (const summary of await page.locator('summary').all()) await summary.click();
      for (const view of views) {
        await page.locator(`[value=${view}]`).check();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
  });

  it.each(views)('on paper the map of %s and the list of regions are one A4', async (view) => {
    await visit({}, async (page) => {
      await page.locator(`[value=${view}]`).check();
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('summary').first().isVisible()).toBe(true);
      expect(await shownPictures(page)).toEqual([view]);
    });
  });
});
