/**
 * What a machine can find against the rules of WCAG, in every kind of state, language, width and look, with a script and
 * without. A normal run tries every pair of these together at least once; `npm run test:full` tries all of them.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Frame, Page } from 'playwright-core';
import { loadLibrary } from '../../src/content/load.ts';
import { library, projectRoot } from '../support/content.ts';
import { everything } from '../support/extent.ts';
import { pseudoLanguage, withPseudoLanguage } from '../support/pseudo-language.ts';
import { launchBrowser, type Site, startSite } from './browser.ts';
import { enter, needsScript, newPage, stateNames, type Visitor } from './states.ts';

// --- What is tried together -------------------------------------------------------------------------------------------

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active' },
} as const;

const factors = {
  state: stateNames,
  lang: ['nl', 'en', pseudoLanguage],
  width: [320, 768, 1280],
  look: Object.keys(looks) as (keyof typeof looks)[],
  script: ['with a script', 'without scripts'],
} as const;

type Factors = { readonly [name: string]: readonly unknown[] };
type Row<F extends Factors> = { readonly [Name in keyof F]: F[Name][number] };
type IsPossible<F extends Factors> = (row: Partial<Row<F>>) => boolean;

/** All rows that are possible. */
function product<F extends Factors>(all: F, isPossible: IsPossible<F>): readonly Row<F>[] {
  const rows = Object.entries(all).reduce<readonly object[]>(
    (before, [name, values]) => before.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
  // Each has one value for each factor now.
  return (rows as readonly Row<F>[]).filter(isPossible);
}

/** The pairs of values in a row, by name. */
function pairsIn(row: { readonly [name: string]: unknown }): readonly string[] {
  const values = Object.entries(row).map(([name, value]) => `${name}=${value}`);
  return values.flatMap((one, index) => values.slice(index + 1).map((other) => `${one} ${other}`));
}

/**
 * A few rows in which every possible pair of values of two factors occurs: each time the row with the most pairs that
 * have not been tried yet. The same rows every time.
 */
function pairwise<F extends Factors>(all: F, isPossible: IsPossible<F>): readonly Row<F>[] {
  const rows = product(all, isPossible).map((row) => ({ row, pairs: pairsIn(row) }));
  const open = new Set(rows.flatMap(({ pairs }) => pairs));
  const chosen: Row<F>[] = [];
  while (open.size > 0) {
    let best = { row: null as Row<F> | null, pairs: [] as readonly string[], fresh: 0 };
    for (const { row, pairs } of rows) {
      const fresh = pairs.filter((pair) => open.has(pair)).length;
      if (fresh > best.fresh) best = { row, pairs, fresh };
    }
    // Every open pair comes from some row.
    if (best.row === null) throw new Error('a pair that no row has');
    chosen.push(best.row);
    for (const pair of best.pairs) open.delete(pair);
  }
  return chosen;
}

const isPossible: IsPossible<typeof factors> = ({ state, script }) =>
  script === 'with a script' || state === undefined || !needsScript(state);

const rows = everything ? product(factors, isPossible) : pairwise(factors, isPossible);

/** What one visit can see: it comes to a state once, and then looks at it in one width and look after the other. */
const visits = [...new Set(rows.map(({ state, lang, script }) => JSON.stringify({ state, lang, script })))].map(
  (name) => {
    const inVisit = rows.filter(({ state, lang, script }) => JSON.stringify({ state, lang, script }) === name);
    // Each name was made from a row.
    const [{ state, lang, script }] = inVisit as [(typeof rows)[number]];
    return { state, lang, script, views: inVisit.map(({ width, look }) => ({ width, look })) };
  },
);

// --- Looking ----------------------------------------------------------------------------------------------------------

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
let site: Site;

beforeAll(async () => {
  site = await startSite(
    { EXIT_URL: 'https://weather.example/', REQUESTS_PER_MINUTE: '1000000' },
    withPseudoLanguage(),
  );
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** The page, or where scripts do not run a copy of it as it stands: there neither does axe. */
async function lookedAt(view: Page | Frame, page: Page, visitor: Visitor): Promise<readonly [Page | Frame, Page]> {
  if (visitor.scripted !== false) return [view, page];
  const copy = await newPage(browser, { ...visitor, scripted: true });
  await copy.setContent((await view.content()).replace(/<script>.*?<\/script>/gs, ''));
  return [copy, copy];
}

/** The rules that are broken, each with the elements that break it. axe must be there. */
async function violations(view: Page | Frame): Promise<readonly (readonly [string, ...string[]])[]> {
  return view.evaluate(
    async (languages) => {
      // axe puts itself on the window; it is not ours to type.
      const { axe } = window as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      // Only what we offer is a language here; axe does not know the one that nobody speaks.
      const checks = { 'valid-lang': { options: { value: languages } } };
      const found = await axe.run({ resultTypes: ['violations'], preload: false, checks });
      return found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)] as const);
    },
    [...factors.lang, ...library().languages.map(({ code }) => code)],
  );
}

describe('no fault that axe can find', () => {
  it.each(visits)('$state, in $lang, $script', async ({ state, lang, script, views }) => {
    // In the middle of a change from one look to the other nothing has its colours yet.
    const visitor: Visitor = { lang, scripted: script === 'with a script', reducedMotion: 'reduce' };
    const page = await newPage(browser, visitor);
    const [view, looking] = await lookedAt(await enter(page, site.url, state), page, visitor);
    try {
      // Partners read their page in a language of the desk.
      const spoken = state === 'for partners' && lang === pseudoLanguage ? 'nl' : lang;
      expect(await view.evaluate(() => document.documentElement.lang)).toBe(spoken);
      // Put in by the debugger, past the policy of the page, which lets no other script in.
      await view.evaluate(axe);
      const found: object[] = [];
      for (const { width, look } of views) {
        await looking.setViewportSize({ width, height: 800 });
        await looking.emulateMedia(looks[look]);
        const broken = await violations(view);
        if (broken.length > 0) found.push({ width, look, broken });
      }
      expect(found).toEqual([]);
    } finally {
      await page.context().close();
      if (looking !== page) await looking.context().close();
    }
  });

  it('and axe does find one where there is one', async () => {
    const page = await newPage(browser, { lang: 'nl' });
    try {
      await page.setContent('<!doctype html><html lang="xx"><title>x</title><main><h1>x</h1><img src="data:,"></main>');
      await page.evaluate(axe);
      expect((await violations(page)).map(([id]) => id).sort()).toEqual(['html-lang-valid', 'image-alt']);
    } finally {
      await page.context().close();
    }
  });
});

describe('what is tried', () => {
  it('holds every pair that is possible, in far fewer rows than all of them', () => {
    const all = product(factors, isPossible);
    const chosen = pairwise(factors, isPossible);
    expect(new Set(chosen.flatMap(pairsIn))).toEqual(new Set(all.flatMap(pairsIn)));
    expect(chosen.length).toBeLessThan(all.length / 8);
    expect(chosen.filter(({ state, script }) => script === 'without scripts' && needsScript(state))).toEqual([]);
  });
});

describe('the language that nobody speaks', () => {
  it('is no language of the site', () => {
    expect(loadLibrary(projectRoot).languages.map(({ code }) => code)).not.toContain(pseudoLanguage);
  });
});
