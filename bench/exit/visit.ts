/**
 * A visit to the page that is measured, in a browser context of its own that is thrown away afterwards.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page, Route } from 'playwright-core';
import { type Place, placeOf } from './in-page.ts';
import type { Target } from './target.ts';
import type { Witness } from './witness.ts';

export interface Bench {
  readonly browser: Browser;
  readonly witness: Witness;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Where the button is; null: there is none to be seen. */
  exit(): Promise<Place | null>;
  /** Clicks on the button at once, without waiting for what comes of it; from then on the visit is watched. */
  clickExit(): Promise<void>;
  /** Documents that the page wanted to go to, from `watch` on. */
  readonly departures: readonly string[];
  /** From here on, going to another document counts as leaving; it is answered here with an empty neutral page. */
  watch(): void;
  /** Holds the neutral page back for so long, as a slow line does. */
  slowLine(milliseconds: number): void;
  /** Whether the neutral page is there, or comes soon. */
  left(patience?: number): Promise<boolean>;
  /** All requests since the visit began that reached a network, as the proxy saw them. */
  sent(): readonly string[];
  /** All requests since the visit began, as the browser tells them, answered here or not. */
  readonly asked: readonly string[];
}

/** Where the visitor came from, and where she goes in between. Nothing of it ever reaches a network. */
export const elsewhere = 'https://before.example/';
const mark = 'exit-bench';
const neutralPage = `<!doctype html><title>${mark}</title><link rel="icon" href="data:,"><p>Sunny`;
const elsewherePage = '<!doctype html><title>Before</title><link rel="icon" href="data:,"><p>Before';
const patienceMs = 3_000;

/** Runs a probe in a fresh context; `init` is put into every document before its own scripts. */
export async function withVisit<T>(
  { browser, witness }: Bench,
  target: Target,
  use: (visit: Visit) => Promise<T>,
  options: BrowserContextOptions = {},
  init: string | null = null,
): Promise<T> {
  const context = await browser.newContext({
    locale: 'nl',
    reducedMotion: 'reduce',
    proxy: { server: witness.address },
    ...options,
  });
  const before = witness.seen.length;
  const departures: string[] = [];
  const asked: string[] = [];
  let watching = false;
  let neutralUrl: string | null = null;
  let delay = 0;
  const isNeutral = (url: string): boolean =>
    url === neutralUrl || (target.neutral === null ? watching && neutralUrl === null : target.neutral.test(url));

  const answer = async (route: Route): Promise<void> => {
    const request = route.request();
    const url = request.url();
    if (url.startsWith(elsewhere)) return route.fulfill({ contentType: 'text/html', body: elsewherePage });
    if (!request.isNavigationRequest() || request.frame().parentFrame() !== null) return route.continue();
    if (watching) departures.push(url);
    if (!isNeutral(url)) return route.continue();
    neutralUrl = url;
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    return route.fulfill({ contentType: 'text/html', body: neutralPage });
  };
  // A page that is left or closed takes its open requests with it.
  await context.route('**', (route) => answer(route).catch(() => {}));
  context.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  if (init !== null) await context.addInitScript(init);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const visit: Visit = {
    page,
    context,
    exit: () => page.evaluate(placeOf, { exit: target.exit, bring: false }),
    clickExit: async () => {
      const place = await page.evaluate(placeOf, { exit: target.exit, bring: true });
      visit.watch();
      if (place !== null) await page.mouse.click(...middleOf(place));
    },
    departures,
    asked,
    watch: () => {
      watching = true;
    },
    slowLine: (milliseconds) => {
      delay = milliseconds;
    },
    left: async (patience = patienceMs) => {
      const until = Date.now() + patience;
      do {
        // While one document makes place for another there is none to ask.
        if ((await page.title().catch(() => '')) === mark) return true;
        await page.waitForTimeout(20);
      } while (Date.now() < until);
      return false;
    },
    sent: () => witness.seen.slice(before),
  };
  try {
    return await use(visit);
  } finally {
    await context.close();
  }
}

export function middleOf({ left, top, width, height }: Place): [x: number, y: number] {
  return [left + width / 2, top + height / 2];
}

/** Opens the page and walks to one of its screens. */
export async function arrive({ page }: Visit, target: Target, screen = target.screens[0]): Promise<void> {
  await page.goto(target.url);
  await screen?.walk(page);
}
