/**
 * Every kind of state that the page can be in, and how it gets there: more than the screens, because things open, cover
 * the page, or ask something.
 */
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { pseudoLanguage } from '../support/pseudo-language.ts';
import { screens, settled, turn } from './screens.ts';

interface Kind {
  /** What is tapped from the opening, as the codes of buttons. */
  readonly walk: readonly string[];
  /** Another page than the talk. */
  readonly address?: string;
  /** What only a page with a script can do. */
  readonly scripted?: true;
  readonly before?: (page: Page) => Promise<unknown>;
  readonly after?: (page: Page) => Promise<void>;
}

const toMunicipality = screens.cards.slice(0, -1);

export const kinds = {
  opening: { walk: [] },
  question: { walk: screens.question },
  'first card': { walk: screens.routes },
  'all cards': { walk: screens.cards },
  emergency: { walk: screens.emergency },
  'menu of questions': { walk: screens.questions },
  'answer to a question': { walk: ['visit:menu', 'visit:without-my-name'] },
  article: { walk: ['choose:who=self', 'read:privacy'] },
  'question for a place': { walk: toMunicipality },
  'places to choose from': { walk: toMunicipality, after: (page) => type(page, 'Bergen') },
  'not understood': { walk: [], after: (page) => type(page, 'qwrtplk') },
  'how to leave': { walk: [], after: (page) => unfold(page, '.leave') },
  'every fold is open': { walk: screens.cards, after: unfoldAll },
  covered: { walk: screens.question, scripted: true, after: turnAway },
  'asked whether somebody is there': {
    walk: screens.question,
    scripted: true,
    before: (page) => page.clock.install(),
    after: (page) => idle(page, 10),
  },
  'emptied after a long time': {
    walk: screens.question,
    scripted: true,
    before: (page) => page.clock.install(),
    after: (page) => idle(page, 13),
  },
  'warned before listening': {
    walk: screens.question,
    scripted: true,
    before: withVoices,
    after: (page) => page.locator('.tools button').click(),
  },
  'for partners': { walk: [], address: 'partners' },
  framed: { walk: screens.routes, address: 'around-the-frame' },
} as const satisfies { readonly [name: string]: Kind };

export type StateName = keyof typeof kinds;
export const stateNames = Object.keys(kinds) as StateName[];

export function needsScript(name: StateName): boolean {
  const kind: Kind = kinds[name];
  return kind.scripted === true;
}

// --- What is done there -----------------------------------------------------------------------------------------------

export function type(page: Page, text: string): Promise<void> {
  return turn(page, async () => {
    await page.locator('[name=typed]').fill(text);
    await page.locator('[name=typed]').press('Enter');
  });
}

function unfold(page: Page, which: string): Promise<void> {
  return page.locator(`${which} > summary`).first().click();
}

function unfoldAll(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/** As when she looks at something else: the browser cannot be made to hide a page that nobody sees anyway. */
export function turnAway(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const state of ['hidden', 'visible']) {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }
  });
}

async function idle(page: Page, minutes: number): Promise<void> {
  await page.clock.fastForward(minutes * 60_000 + 6_000);
  await page.waitForSelector(minutes < 12 ? '#cover.asks' : '.note #start, .note#start');
}

const languages = ['nl', 'en', pseudoLanguage];

/** A device that has a voice of its own for every language here, and never speaks. */
function withVoices(page: Page): Promise<unknown> {
  const voices = languages.map((lang) => ({ lang, localService: true, name: 'Voice' }));
  const content = `Object.defineProperty(window, 'speechSynthesis', {
    value: { getVoices: () => ${JSON.stringify(voices)}, speak() {}, cancel() {} },
  });`;
  return page.addInitScript({ content });
}

// --- Getting there ----------------------------------------------------------------------------------------------------

/** What a visitor brings along. */
export interface Visitor extends BrowserContextOptions {
  readonly lang: string;
  /** Scripts run; true unless said otherwise. */
  readonly scripted?: boolean;
}

/** An empty page in a browser that has never been anywhere. */
export async function newPage(browser: Browser, { lang, scripted, ...options }: Visitor): Promise<Page> {
  const context = await browser.newContext({
    // A language that no browser knows can still be asked for.
    extraHTTPHeaders: { 'accept-language': lang },
    javaScriptEnabled: scripted !== false,
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

const hostPage = `<!doctype html><html lang="en"><head><title>Partner</title><meta name="viewport" content="width=device-width">
<style>html,body{margin:0}iframe{border:0;display:block;width:100%;height:100vh}</style></head>
<body><main><h1 style="font-size:0;margin:0">Partner</h1><iframe title="Information" src="/embed"></iframe></main></body></html>`;

/** Brings a new page into a state; the result is what shows it, the page or the frame in it. */
export async function enter(page: Page, url: string, name: StateName): Promise<Page | Frame> {
  const kind: Kind = kinds[name];
  await kind.before?.(page);
  if (name === 'framed')
    await page.route(`${url}${kind.address}`, (route) => route.fulfill({ contentType: 'text/html', body: hostPage }));
  await page.goto(`${url}${kind.address ?? ''}`);
  const view = name === 'framed' ? (page.frames()[1] ?? page) : page;
  const runs = await runsItself(view);
  if (runs) await settled(view);
  // Fingers and keys are the matter of other tests; here it only has to be quick.
  for (const input of kind.walk) {
    if (runs) await press(view, input);
    else await turn(view, () => press(view, input));
  }
  await kind.after?.(page);
  return view;
}

/** Presses a button wherever it stands, also where it is folded away. */
export function press(view: Page | Frame, input: string): Promise<void> {
  return view.evaluate((code) => {
    const button = document.querySelector<HTMLButtonElement>(`button[value="${code}"]`);
    if (button === null) throw new Error(`no button ${code} on this screen`);
    button.click();
  }, input);
}

/** Whether a script is on its way that will take over: not on pages to read, and not where scripts do not run. */
function runsItself(view: Page | Frame): Promise<boolean> {
  return view.evaluate(() => document.documentElement.hasAttribute('data-root') && window.wegwijzer !== undefined);
}
