/**
 * Pictures of the page for the documentation: `npm run pictures [-- FOLDER]`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, startSite } from './browser.ts';
import { type ScreenName, screens, walkTo } from './screens.ts';

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
  { screen: 'question', size: 'phone', scheme: 'dark', lang: 'en', whole: false },
  { screen: 'routes', size: 'desktop', scheme: 'light', lang: 'en', whole: false },
  { screen: 'emergency', size: 'phone', scheme: 'light', lang: 'nl', whole: true },
];

function everyPicture(): readonly Picture[] {
  return (Object.keys(screens) as ScreenName[]).flatMap((screen): readonly Picture[] => [
    { screen, size: 'phone', scheme: 'light', lang: 'nl', whole: true },
    { screen, size: 'phone', scheme: 'dark', lang: 'en', whole: false },
    { screen, size: 'small', scheme: 'light', lang: 'en', whole: false },
    { screen, size: 'tablet', scheme: 'dark', lang: 'nl', whole: false },
    { screen, size: 'desktop', scheme: 'light', lang: 'en', whole: false },
  ]);
}

async function take(browser: Browser, url: string, folder: string, picture: Picture): Promise<void> {
  const { screen, size, scheme, lang, whole } = picture;
  const page = await browser.newPage({
    viewport: sizes[size],
    colorScheme: scheme,
    locale: lang,
    javaScriptEnabled: false,
  });
  page.setDefaultTimeout(5_000);
  await walkTo(page, url, screen);
  await page.screenshot({ path: join(folder, `${screen}-${size}-${scheme}-${lang}.png`), fullPage: whole });
  await page.close();
}

const folder = process.argv[2] ?? 'docs/pictures';
mkdirSync(folder, { recursive: true });
const site = await startSite();
const browser = await launchBrowser();
for (const picture of process.argv[2] === undefined ? inReadme : everyPicture())
  await take(browser, site.url, folder, picture);
await browser.close();
await site.close();
