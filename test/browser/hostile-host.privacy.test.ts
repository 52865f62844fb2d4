/**
 * A site that shows the talk in a frame and wants to know what is said in it learns only that somebody uses it: whatever
 * it wraps, records and tries, two different talks look the same from there, and nothing that it sends changes one.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Frame, Page } from 'playwright-core';
import { everything } from '../support/extent.ts';
import { launchBrowser } from './browser.ts';
import { openLanguages, screens, settled, tap } from './screens.ts';
import { type CountedSite, startCountedSite } from './support-counted-site.ts';
import { attack, type HostileHost, startHostileHost } from './support-hostile-host.ts';

let browser: Browser;
let site: CountedSite;
let host: HostileHost;

beforeAll(async () => {
  host = await startHostileHost();
  site = await startCountedSite({ PARTNERS: new URL(host.url).origin });
  host.serve(site.url);
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await host?.close();
});

/** How the talk comes into the page: by our loader, or in a frame that the host made and can reach. */
const ways = ['loader', 'frame'] as const;
type Way = (typeof ways)[number];

/** What the spy put into the host's page. */
interface SpiedWindow {
  seen: string[];
  spied: HTMLIFrameElement[];
  roots: ShadowRoot[];
}

interface Embedded {
  readonly page: Page;
  readonly frame: Frame;
}

function isTalk(frame: Frame): boolean {
  return frame.url().startsWith(`${site.url}embed`);
}

async function embed<T>(way: Way, use: (embedded: Embedded) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ locale: 'nl', viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  try {
    await page.goto(`${host.url}${way}`);
    if (way === 'loader') {
      await page.evaluate(() => {
        const { roots } = window as unknown as SpiedWindow; // Put there by the spy.
        roots[0]?.querySelector('button')?.click();
      });
    }
    const frame = page.frames().find(isTalk) ?? (await page.waitForEvent('framenavigated', isTalk));
    await settled(frame);
    expect(await page.evaluate(() => (window as unknown as SpiedWindow).spied.length)).toBe(1);
    // The pointer comes into the frame at the same place each time, and the focus by the same click.
    await page.mouse.move(0, 0);
    await page.mouse.move(770, 400);
    await page.mouse.move(way === 'loader' ? 770 : 350, 400);
    await frame.locator('h1').evaluate(() => window.focus());
    await page.waitForTimeout(200);
    return await use({ page, frame });
  } finally {
    await context.close();
  }
}

/** Everything that the host could record, by the kind of thing: which of two kinds came first is a matter of time. */
function recordOf(page: Page): Promise<{ readonly [kind: string]: readonly string[] }> {
  return page.evaluate(() => {
    const record: { [kind: string]: string[] } = {};
    for (const one of (window as unknown as SpiedWindow).seen) {
      const kind = one.slice(0, one.indexOf(' '));
      record[kind] = [...(record[kind] ?? []), one];
    }
    return record;
  });
}

interface Talk {
  readonly name: string;
  readonly run: (embedded: Embedded) => Promise<void>;
}

async function tapAll(frame: Frame, inputs: readonly string[]): Promise<void> {
  for (const input of inputs) await tap(frame, `button[value="${input}"]`);
}

const short: Talk = {
  name: 'short',
  run: async ({ frame }) => {
    await tapAll(frame, ['choose:who=unknown']);
  },
};

/** Many screens, long and short; typing, reading, changing one's mind, opening what is folded; an emergency. */
const long: Talk = {
  name: 'long',
  run: async ({ page, frame }) => {
    await tapAll(frame, screens.cards.slice(0, -1));
    await frame.locator('input[name=typed]').click();
    await page.keyboard.type('Utrecht');
    await page.keyboard.press('Enter');
    await frame.locator('.card').first().waitFor();
    for (const summary of (await frame.locator('.card summary').all()).slice(0, 2)) await summary.click();
    await frame.locator('.learn .type input').first().fill('0800');
    await page.keyboard.press('Tab');
    await frame.locator('h2').first().selectText();
    await tapAll(frame, ['read:privacy']);
    await tap(frame, '#main .opts button');
    await openLanguages(frame);
    await frame.locator('button[value="language:en"]').click();
    await frame.waitForFunction(() => document.documentElement.lang === 'en');
    await tap(frame, '.row button[value="back:0"]');
    await tapAll(frame, ['visit:menu']);
    await tap(frame, '#main .opts button[value^="visit:"]');
    await tap(frame, '#main .opts button[value^="back:"]');
    await tapAll(frame, screens.emergency);
  },
};

/** The talk on the screen, and the answers in it. */
function screenOf(frame: Frame): Promise<string> {
  return frame.evaluate(() => document.documentElement.lang + document.getElementById('main')?.innerText);
}

async function recordDuring(way: Way, { run }: Talk): Promise<{ readonly [kind: string]: readonly string[] }> {
  return embed(way, async (embedded) => {
    const { page } = embedded;
    await page.evaluate(() => {
      (window as unknown as SpiedWindow).seen.length = 0;
    });
    const requests = site.requests.length;
    await run(embedded);
    await page.waitForTimeout(300);
    // The switch of language is the one thing that is asked for.
    expect(site.requests.slice(requests).filter(({ path }) => path !== '/texts-en.js')).toEqual([]);
    return recordOf(page);
  });
}

describe.each(ways)('a hostile page around the talk (%s)', (way) => {
  it('records the same of two different talks', async () => {
    const [one, other] = [await recordDuring(way, short), await recordDuring(way, long)];
    expect(other).toEqual(one);
    // The spy was awake: it saw what may be seen, and what it was refused.
    expect(one.probe?.at(-1)).toContain('SecurityError');
  }, 60_000);

  it('sends what it likes, and the talk stays as it is', async () => {
    await embed(way, async ({ page, frame }) => {
      const requests = site.requests.length;
      for (const input of ['', ...screens.cards]) {
        if (input !== '') await tapAll(frame, [input]);
        const before = await screenOf(frame);
        await page.evaluate(attack);
        await page.waitForTimeout(50);
        expect(await screenOf(frame)).toBe(before);
      }
      expect(await frame.locator('.past li').count()).toBe(screens.cards.length);
      expect(await frame.evaluate(() => [origin, window.name === 'caught', document.title])).toEqual([
        'null',
        false,
        'Informatie',
      ]);
      expect(page.url()).toBe(`${host.url}${way}`);
      expect(page.frames()).toHaveLength(2);
      expect(site.requests.slice(requests)).toEqual([]);
    });
  }, 60_000);
});

describe.each(everything ? ways : (['frame'] as const))('a hostile page around the talk (%s)', (way) => {
  it('sees that its spy would have seen a talk of its own origin', async () => {
    await embed(way, async ({ page }) => {
      await page.locator('#field').evaluate((field) => {
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true }));
        history.replaceState(null, '', location.href);
        document.body.append('changed');
      });
      await page.waitForTimeout(50);
      const { called, event, changed } = await recordOf(page);
      expect([called?.join(), event?.join(), changed?.join()]).toEqual([
        expect.stringContaining('replaceState'),
        expect.stringContaining('keydown input#field x'),
        expect.stringContaining('childList BODY'),
      ]);
    });
  });

  it('may write another fragment, and no setting is taken from it', async () => {
    await embed(way, async ({ page, frame }) => {
      await tapAll(frame, screens.cards.slice(0, -1));
      const before = await screenOf(frame);
      const exit = await frame.locator('[data-exit]').first().getAttribute('href');
      await page.evaluate((url) => {
        const view = (window as unknown as SpiedWindow).spied[0]?.contentWindow;
        if (view)
          view.location.href = `${url}embed#lang=en&municipality=GM0344&exit-url=https%3A%2F%2Fcaught.example%2F`;
      }, site.url);
      await page.waitForTimeout(200);
      expect(frame.url()).toContain('caught');
      expect(await screenOf(frame)).toBe(before);
      expect(await frame.locator('[data-exit]').first().getAttribute('href')).toBe(exit);
    });
  });

  it('learns nothing from where the wheel goes on when the talk is at its end', async () => {
    const scrolled = async (inputs: readonly string[]): Promise<unknown> =>
      embed(way, async ({ page, frame }) => {
        await tapAll(frame, inputs);
        for (let turn = 0; turn < 8; turn++) {
          await page.mouse.wheel(0, 400);
          await page.waitForTimeout(50);
        }
        await page.waitForTimeout(200);
        return page.evaluate(() => scrollY);
      });
    expect(await scrolled(screens.emergency)).toEqual(await scrolled(['choose:who=self']));
  }, 60_000);

  it('learns nothing from a fragment that names a part of the screen', async () => {
    const names = ['typed', 'start', 'learn-0', 'learn-1'];
    const focused = async (inputs: readonly string[]): Promise<unknown> =>
      embed(way, async ({ page, frame }) => {
        await tapAll(frame, inputs);
        const found: string[] = [];
        for (const name of names) {
          const hasFocus = await page.evaluate(
            async ([url, fragment]) => {
              const view = (window as unknown as SpiedWindow).spied[0]?.contentWindow;
              (document.activeElement as HTMLElement | null)?.blur();
              window.focus();
              if (view) view.location.href = `${url}embed#${fragment}`;
              await new Promise((resolve) => setTimeout(resolve, 100));
              return !document.hasFocus() || document.activeElement !== document.body;
            },
            [site.url, name],
          );
          if (hasFocus) found.push(name);
        }
        return found;
      });
    const atQuestion = await focused(['choose:who=self']);
    expect(await focused(screens.emergency)).toEqual(atQuestion);
    expect(await focused(screens.cards)).toEqual(atQuestion);
  }, 60_000);
});

describe('a hostile page that aims a form at the frame', () => {
  it('replaces the talk, and learns no more of one than of another', async () => {
    const aimed = async ({ run }: Talk): Promise<unknown> =>
      embed('frame', async (embedded) => {
        const { page, frame } = embedded;
        await run(embedded);
        await page.waitForTimeout(100);
        const requests = site.requests.length;
        await page.evaluate((url) => {
          (window as unknown as SpiedWindow).seen.length = 0;
          const form = document.createElement('form');
          form.method = 'post';
          form.action = `${url}embed`;
          form.target = 'talk';
          form.append(Object.assign(document.createElement('input'), { name: 'lang', value: 'nl' }));
          document.body.append(form);
          form.submit();
        }, site.url);
        await frame.waitForFunction(() => document.querySelectorAll('.past li').length === 0);
        await settled(frame);
        await page.waitForTimeout(200);
        const { event, probe, frame: loads } = await recordOf(page);
        const asked = site.requests.slice(requests).map(({ method, path, body }) => `${method} ${path} ${body}`);
        // Nothing of the talk before: not on the page, not in a request.
        expect(asked.sort()).toEqual(['GET /app.js ', 'GET /texts-nl.js ', 'POST /embed lang=nl']);
        return { event, probe: probe?.at(-1), loads };
      });
    expect(await aimed(long)).toEqual(await aimed(short));
  }, 60_000);
});
