/**
 * The page that is measured: ours, or anybody's.
 */
import type { Page } from 'playwright-core';
import { screens } from '../../test/browser/screens.ts';

/** A state of the page in which the way out must work. */
export interface Screen {
  readonly name: string;
  /** From the loaded page to this state. */
  readonly walk: (page: Page) => Promise<void>;
}

export interface Target {
  readonly url: string;
  /** Everything that leaves the page; the first that can be seen is the button that is measured. */
  readonly exit: string;
  /** A line to type in. */
  readonly input: string | null;
  /** The neutral pages; null: whatever page comes after leaving. */
  readonly neutral: RegExp | null;
  /** Every kind of screen; the first is where a visitor starts. */
  readonly screens: readonly Screen[];
  /** A screen with something of a talk on it. */
  readonly told: Screen;
  /** True where the steps to `told` are answers that tell something, so that requests on the way would carry them. */
  readonly answers: boolean;
}

export interface ForeignPage {
  readonly url: string;
  readonly exit: string;
  readonly input?: string | undefined;
  /** What opens the widget, where it does not stand open. */
  readonly open?: string | undefined;
  readonly neutral?: string | undefined;
}

/** A page of which nothing is known but where its button is: one screen, no talk to have. */
export function foreignTarget({ url, exit, input, open, neutral }: ForeignPage): Target {
  const screen: Screen = {
    name: open === undefined ? 'page' : 'opened',
    walk: async (page) => {
      if (open !== undefined) await page.locator(open).first().click();
      await page.locator(exit).first().waitFor({ state: 'attached' });
    },
  };
  return {
    url,
    exit,
    input: input ?? null,
    neutral: neutral === undefined ? null : new RegExp(neutral),
    screens: [screen],
    told: screen,
    answers: false,
  };
}

/** Our page, on every kind of screen that the browser tests know, and our pages of running text. */
export function ownTarget(url: string, exitUrl: string): Target {
  const kinds = Object.entries(screens).map(
    ([name, buttons]): Screen => ({
      name,
      walk: async (page) => {
        for (const value of buttons) await choose(page, `button[value="${value}"]`);
      },
    }),
  );
  const articles = ['privacy', 'accessibility', 'partners'].map(
    (name): Screen => ({
      name,
      walk: async (page) => {
        await page.goto(new URL(name, url).href);
      },
    }),
  );
  const called = (wanted: keyof typeof screens): Screen => kinds.find(({ name }) => name === wanted) as Screen; // a key of the same object
  return {
    url,
    exit: '[data-exit]',
    input: '[name=typed]',
    neutral: new RegExp(`^${exitUrl.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`),
    screens: [called('opening'), ...kinds.filter(({ name }) => name !== 'opening'), ...articles],
    told: called('routes'),
    answers: true,
  };
}

/** A tap has done its work when the button is gone, whether the page was changed by a script or by a new document. */
async function choose(page: Page, button: string): Promise<void> {
  const tapped = page.locator(button).first();
  await tapped.evaluate((element) => element.setAttribute('data-tapped', ''));
  await tapped.click();
  await page.locator('[data-tapped]').waitFor({ state: 'detached' });
  await page.waitForLoadState();
  await page.locator('main').waitFor();
}
