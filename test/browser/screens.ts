/**
 * The kinds of screen a visitor meets, and the way to each as the codes of the buttons on it.
 */
import type { Frame, Page } from 'playwright-core';

export const screens = {
  opening: [],
  question: ['choose:who=self'],
  routes: ['choose:who=self', 'choose:theme=forced-marriage', 'choose:where=nl', 'choose:marriage-now=cannot-refuse'],
  cards: [
    'choose:who=self',
    'choose:theme=forced-marriage',
    'choose:where=nl',
    'choose:marriage-now=cannot-refuse',
    'choose:age=minor',
    'choose:municipality=unknown',
  ],
  emergency: ['choose:who=self', 'choose:theme=forced-marriage', 'choose:where=nl', 'choose:marriage-now=now'],
  questions: ['visit:menu'],
} as const satisfies Record<string, readonly string[]>;

export type ScreenName = keyof typeof screens;

/** Does something and waits for the new screen that it leads to, on the same page or on a new one. */
export async function turn(page: Page | Frame, act: () => Promise<void>): Promise<void> {
  const before = await page.locator('#main').elementHandle();
  await act();
  for (let asked = 0; asked < 500; asked++) {
    // Of a page that has gone nothing is left to be connected.
    const isGone = (await before?.evaluate((old) => !old.isConnected).catch(() => true)) ?? true;
    const isNew = isGone && (await page.evaluate(isThere).catch(() => false));
    if (isNew) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nothing new came');
}

/** Taps a button, and waits in the same way. */
export function tap(page: Page | Frame, button: string): Promise<void> {
  return turn(page, () => page.locator(button).first().click());
}

/** Opens the choice of language. */
export async function openLanguages(page: Page | Frame): Promise<void> {
  const isOpen = (await page.locator('.langs details').getAttribute('open')) !== null;
  if (!isOpen) await page.locator('.langs summary').click();
}

/** Runs in the page. */
function isThere(): boolean {
  return document.readyState === 'complete' && document.getElementById('main') !== null;
}

/** Waits until the talk runs in the page itself. */
export async function settled(page: Page | Frame): Promise<void> {
  await page.waitForFunction(() => document.querySelector('meta[http-equiv="Content-Security-Policy"]') !== null);
}

/** Taps through from the opening. A button that the content no longer has fails here, with its code in the message. */
export async function walkTo(page: Page, url: string, screen: ScreenName): Promise<void> {
  await page.goto(url);
  for (const input of screens[screen]) await tap(page, `button[value="${input}"]`);
}
