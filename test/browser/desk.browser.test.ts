/**
 * The desk in a browser: the same routes as `routes`, by taps and by keyboard; nothing leaves the device; the look holds.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { amsterdamTime } from '../../src/content/amsterdam.ts';
import type { Situation } from '../../src/core/situation.ts';
import { situationOf } from '../../src/desk/finder/choices.ts';
import { library, routesIn } from '../support/content.ts';
import { rows } from '../support/guide-b2.ts';
import { partsOfSituations } from '../support/situations.ts';
import { launchBrowser } from './browser.ts';
import { type CountedSite, startCountedSite } from './support-counted-site.ts';

const patienceMs = 240_000;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let site: CountedSite;

beforeAll(async () => {
  site = await startCountedSite({});
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

interface Look {
  readonly width?: number;
  readonly dark?: boolean;
  readonly lang?: string;
}

async function openDesk({ width = 1280, dark = false, lang = 'nl' }: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    locale: lang,
    // axe is put into the page by the test, which its policy would refuse.
    bypassCSP: false,
  });
  const page = await context.newPage();
  await page.goto(`${site.url}desk`);
  await page.waitForSelector('html[data-scripts]');
  return page;
}

/** Chooses everything that was said, by tapping, as the form offers it. */
async function choose(page: Page, known: Partial<Situation>): Promise<void> {
  await page.click('button[name=again]');
  const { municipality, circumstance = [], selfHarm, who = 'self', ...facts } = known;
  await page.evaluate(
    ({ one, some }) => {
      const tap = (name: string, value: string): void => {
        const input = document.querySelector<HTMLInputElement>(`#finder input[name=${name}][value=${value}]`);
        if (input === null) throw new Error(`no ${name}=${value} to choose`);
        if (!input.checked) input.click();
      };
      for (const [name, value] of one) tap(name, value);
      for (const value of some) tap('circumstance', value);
    },
    {
      // Who asks comes first: it may bring a question of its own.
      one: [['who', who], ...Object.entries(facts), ...(selfHarm === true ? [['selfHarm', 'true']] : [])] as [
        string,
        string,
      ][],
      some: [...circumstance],
    },
  );
  if (municipality === undefined) return;
  const name = library().content.directory.municipalities.get(municipality)?.name ?? '';
  await page.fill('#place', name);
  await page.waitForSelector('#place__option--0');
  const options = page.locator('.autocomplete__option');
  await options
    .filter({ hasText: new RegExp(`^${name.replace(/[()]/g, '\\$&')}$`) })
    .first()
    .click();
  await page.waitForFunction(
    (wanted) => document.getElementById('place-said')?.textContent?.includes(wanted) === true,
    name,
  );
}

/** The cards as they stand there: names in order, with the numbers on them. */
function cardsOn(page: Page): Promise<readonly { readonly name: string; readonly number: string | null }[]> {
  return page.locator('.numbered > .card').evaluateAll((cards) =>
    cards.map((card) => ({
      name: card.querySelector('h3')?.textContent ?? '',
      number: card.querySelector(':scope > .links [href^="tel:"] bdi')?.textContent ?? null,
    })),
  );
}

function wanted(known: Partial<Situation>): readonly { readonly name: string; readonly number: string | null }[] {
  return routesIn(known, amsterdamTime(Date.now())).map(({ contact }) => ({
    name: contact.name,
    number: contact.phone,
  }));
}

/**
 * What the form can say: the kind of parent is asked of parents alone, and somebody asks. What is an emergency by itself
 * is one at the desk.
 */
function askable({ parent, ...known }: Partial<Situation>): Partial<Situation> {
  const who = known.who === 'unknown' || known.who === undefined ? 'self' : known.who;
  return { ...known, who, ...(who === 'parent' && parent !== undefined ? { parent } : {}) };
}

describe('the route finder in a browser', () => {
  it(
    'finds what `routes` finds for every row of the guide (B2)',
    async () => {
      const page = await openDesk();
      for (const { row, typed } of rows) {
        const known = askable(typed.is);
        await choose(page, known);
        expect({ row, cards: await cardsOn(page) }).toEqual({ row, cards: wanted(situationOf(known)) });
      }
      await page.context().close();
    },
    patienceMs,
  );

  it(
    'and for 200 situations at random',
    async () => {
      const page = await openDesk();
      for (const drawn of fc.sample(partsOfSituations, 200)) {
        const known = askable(drawn);
        await choose(page, known);
        expect({ known, cards: await cardsOn(page) }).toEqual({ known, cards: wanted(situationOf(known)) });
      }
      await page.context().close();
    },
    patienceMs,
  );

  it('needs six taps and a few letters from the opened page to the route of a girl of 16 in Enschede', async () => {
    const page = await openDesk({ width: 390 });
    await page.fill('#place', 'ensch');
    await page.waitForSelector('#place__option--0');
    await page.keyboard.press('Enter');
    for (const one of ['urgency][value=urgent', 'theme][value=forced-marriage', 'age][value=minor', 'where][value=nl'])
      await page.click(`label.chip:has([name=${one}])`);
    await page.click('#to-route');
    const found = {
      theme: 'forced-marriage',
      urgency: 'urgent',
      age: 'minor',
      where: 'nl',
      who: 'key-person',
      municipality: 'GM0153',
    } as const;
    expect(await cardsOn(page)).toEqual(wanted(found));
    const isInSight = await page.locator('#found-title').evaluate((title) => {
      const { top, bottom } = title.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    expect(isInSight).toBe(true);
    expect(await page.locator('#found .summary').textContent()).toMatch(/^Moeten trouwen.* · Enschede$/);
    await page.context().close();
  });

  it('can be used by keyboard alone', async () => {
    const page = await openDesk();
    await page.focus('#finder input[name=who]:checked');
    await page.keyboard.press('Tab');
    await page.keyboard.type('twekke');
    await page.waitForSelector('#place__option--0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    // Over the two that make it an emergency.
    for (let stop = 0; stop < 3; stop++) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    const cards = await cardsOn(page);
    const urgency = (await page.locator('[name=urgency]:checked').inputValue()) as Situation['urgency'];
    const theme = (await page.locator('[name=theme]:checked').inputValue()) as Situation['theme'];
    expect(cards).toEqual(wanted({ who: 'key-person', urgency, theme, municipality: 'GM0153' }));
    await page.context().close();
  });

  it('asks the network for nothing while it is used, and leaves nothing behind', async () => {
    const page = await openDesk();
    // Whether somebody is signed in is asked once, as the page opens.
    await page.waitForTimeout(500);
    const before = site.requests.length;
    await choose(page, { who: 'professional', theme: 'fgm', urgency: 'urgent', municipality: 'GM0344' });
    await page.click('#to-route', { force: true }).catch(() => undefined);
    expect(site.requests.slice(before)).toEqual([]);
    expect(page.url()).toBe(`${site.url}desk`);
    expect(await page.title()).toBe('Informatie');
    const kept = await page.evaluate(() => [
      document.cookie,
      localStorage.length,
      sessionStorage.length,
      history.length,
      JSON.stringify(history.state),
    ]);
    expect(kept.slice(0, 3)).toEqual(['', 0, 0]);
    await page.context().close();
  });

  it('reads two languages together, and wipes everything when that is done', async () => {
    const page = await openDesk();
    await choose(page, { who: 'key-person', theme: 'forced-marriage', urgency: 'urgent', where: 'nl' });
    await page.click('#show-beside');
    await page.waitForSelector('#beside [lang=ar][dir=rtl]');
    await page.selectOption('#their-language', 'so');
    await page.waitForSelector('#beside .pair [lang=so]');
    expect(await page.locator('#finder').isVisible()).toBe(false);
    await page.click('#beside-done');
    expect(await page.locator('#beside').count()).toBe(0);
    expect(await page.locator('#finder input[name=theme]:checked').count()).toBe(0);
    await page.context().close();
  });

  it('speaks English when that is asked for, and keeps what was chosen', async () => {
    const page = await openDesk();
    await page.click('label.chip:has([name=theme][value=fgm])');
    await page.click('button[name=speak][value=en]');
    await page.waitForSelector('html[lang=en]');
    expect(await page.locator('#found-title').textContent()).toBe('The route');
    expect(await page.locator('[name=theme]:checked').inputValue()).toBe('fgm');
    await page.context().close();
  });

  it('prints numbers for the key person herself, and nothing of the person or of what it is about', async () => {
    const page = await openDesk();
    await choose(page, {
      who: 'key-person',
      theme: 'honour-violence',
      urgency: 'urgent',
      where: 'nl',
      municipality: 'GM0344',
    });
    await page.emulateMedia({ media: 'print' });
    const printed = await page.evaluate(() => document.body.innerText);
    expect(printed).toMatch(/^Alleen voor mij/);
    expect(printed).toContain('0800-2000');
    expect(printed).not.toMatch(/eer|Utrecht|dringend|huwelijk|Fier|gekozen/i);
    await page.context().close();
  });
});

describe('the look of the desk', () => {
  const looks: readonly Look[] = [
    { width: 320 },
    { width: 390, dark: true, lang: 'en' },
    { width: 1280, lang: 'en' },
    { width: 1280, dark: true },
  ];

  it.each(looks)(
    'has no fault that a machine can find: %j',
    async (look) => {
      const page = await openDesk(look);
      const faults = async (): Promise<readonly string[]> => {
        const found: unknown = await page.evaluate(`${axe};axe.run(document,{resultTypes:['violations']})`);
        // The form in which axe answers.
        const { violations } = found as { violations: { id: string; nodes: { target: unknown }[] }[] };
        return violations.map(({ id, nodes }) => `${id} ${JSON.stringify(nodes.map(({ target }) => target))}`);
      };
      expect(await faults()).toEqual([]);
      await page.fill('#place', 'ensch');
      await page.waitForSelector('#place__option--0');
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) one.setAttribute('open', '');
      });
      expect(await faults()).toEqual([]);
      await page.keyboard.press('Enter');
      await page.click('label.chip:has([name=urgency][value=emergency])');
      expect(await faults()).toEqual([]);
      await page.click('#show-beside');
      await page.waitForSelector('#beside');
      expect(await faults()).toEqual([]);
      const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(isTooWide).toBe(false);
      await page.goto(`${site.url}desk/bridge`);
      expect(await faults()).toEqual([]);
      await page.context().close();
    },
    90_000,
  );
});
