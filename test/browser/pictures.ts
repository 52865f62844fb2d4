/**
 * Pictures of the page for the documentation: `npm run pictures [-- FOLDER]`.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { pseudoLanguage, withPseudoLanguage } from '../support/pseudo-language.ts';
import { launchBrowser, startSite } from './browser.ts';
import { type ScreenName, screens, settled, walkTo } from './screens.ts';

const sizes = {
  small: { width: 320, height: 568 },
  phone: { width: 390, height: 844 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1280, height: 800 },
} as const;

interface Picture {
  readonly screen: ScreenName;
  readonly size: keyof typeof sizes;
  readonly scheme: 'light' | 'dark';
  readonly lang: string;
  /** The whole page, or what is in sight at first. */
  readonly whole: boolean;
}

/** Those that the README shows; with a folder as argument every screen in every size goes there instead. */
const inReadme: readonly Picture[] = [
  { screen: 'opening', size: 'phone', scheme: 'light', lang: 'nl', whole: true },
  { screen: 'question', size: 'phone', scheme: 'dark', lang: 'ar', whole: false },
  { screen: 'routes', size: 'desktop', scheme: 'light', lang: 'en', whole: false },
  { screen: 'emergency', size: 'phone', scheme: 'light', lang: 'ti', whole: true },
  { screen: 'cards', size: 'phone', scheme: 'light', lang: 'fa', whole: false },
];

function everyPicture(): readonly Picture[] {
  return (Object.keys(screens) as ScreenName[]).flatMap((screen): readonly Picture[] => [
    { screen, size: 'phone', scheme: 'light', lang: 'nl', whole: true },
    { screen, size: 'phone', scheme: 'dark', lang: 'en', whole: false },
    { screen, size: 'small', scheme: 'light', lang: 'en', whole: false },
    { screen, size: 'tablet', scheme: 'dark', lang: 'nl', whole: false },
    { screen, size: 'desktop', scheme: 'light', lang: 'en', whole: false },
    { screen, size: 'phone', scheme: 'light', lang: pseudoLanguage, whole: true },
  ]);
}

async function take(browser: Browser, url: string, folder: string, picture: Picture): Promise<void> {
  const { screen, size, scheme, lang, whole } = picture;
  const page = await browser.newPage({
    viewport: sizes[size],
    colorScheme: scheme,
    locale: lang,
  });
  page.setDefaultTimeout(5_000);
  await walkTo(page, url, screen);
  await settled(page);
  // The pointer rests where it tapped last.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, `${screen}-${size}-${scheme}-${lang}.png`), fullPage: whole });
  await page.close();
}

// --- The page as others meet it ---------------------------------------------------------------------------------------

const partnerPort = 4055;

/** The example of a partner's site, with the talk opened. */
async function takePartner(browser: Browser, url: string, folder: string, size: 'phone' | 'desktop'): Promise<void> {
  const site = spawn(process.execPath, ['examples/partner-site/server.mjs'], {
    env: { ...process.env, PORT: String(partnerPort), WEGWIJZER: url.replace(/\/$/, '') },
  });
  try {
    await once(site.stdout, 'data');
    const page = await browser.newPage({ viewport: sizes[size], locale: 'nl', colorScheme: 'light' });
    await page.goto(`http://127.0.0.1:${partnerPort}/`);
    // The button stands in a closed shadow root, in the corner.
    await page.mouse.click(sizes[size].width - 60, sizes[size].height - 40);
    while (page.frames().length < 2) await page.waitForTimeout(20);
    const [, frame] = page.frames();
    if (frame !== undefined) await settled(frame);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(folder, `partner-${size}-light-nl.png`) });
    await page.close();
  } finally {
    site.kill();
  }
}

/** Two presses of Shift: the dots on the way out. */
async function takeLeaving(browser: Browser, url: string, folder: string): Promise<void> {
  const page = await browser.newPage({ viewport: sizes.phone, locale: 'nl', colorScheme: 'light' });
  await walkTo(page, url, 'question');
  for (let press = 0; press < 2; press++) await page.keyboard.press('Shift');
  const clip = { x: 0, y: 0, width: sizes.phone.width, height: 300 };
  await page.screenshot({ path: join(folder, 'leaving-phone-light-nl.png'), clip });
  await page.close();
}

/** The desk, with a route on it. */
async function takeDesk(browser: Browser, url: string, folder: string): Promise<void> {
  const page = await browser.newPage({ viewport: sizes.desktop, locale: 'nl', colorScheme: 'light' });
  await page.goto(`${url}desk`);
  await page.waitForSelector('html[data-scripts]');
  await page.fill('#place', 'enschede');
  await page.waitForSelector('#place__option--0');
  await page.keyboard.press('Enter');
  for (const one of ['urgency][value=urgent', 'theme][value=forced-marriage', 'age][value=minor', 'where][value=nl'])
    await page.click(`label.chip:has([name=${one}])`);
  await page.locator('#found').scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, 120));
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, 'desk-desktop-light-nl.png') });
  await page.close();
}

const folder = process.argv[2] ?? 'docs/pictures';
mkdirSync(folder, { recursive: true });
const site = await startSite({ PARTNERS: `http://127.0.0.1:${partnerPort}` });
// No language of ours runs from right to left yet: this one is made of Dutch, to see that the page mirrors.
const mirrored = await startSite({}, withPseudoLanguage());
const browser = await launchBrowser();
for (const picture of process.argv[2] === undefined ? inReadme : everyPicture())
  await take(browser, picture.lang === pseudoLanguage ? mirrored.url : site.url, folder, picture);
for (const size of ['phone', 'desktop'] as const) await takePartner(browser, site.url, folder, size);
await takeLeaving(browser, site.url, folder);
await takeDesk(browser, site.url, folder);
await browser.close();
await site.close();
await mirrored.close();
