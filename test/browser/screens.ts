/**
 * The kinds of screen a visitor meets, and the way to each as the codes of the buttons on it.
 */
import type { Page } from 'playwright-core';

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

/** Taps a button and waits for the page that it leads to. */
export async function tap(page: Page, button: string): Promise<void> {
  await Promise.all([page.waitForEvent('framenavigated'), page.locator(button).first().click()]);
  await page.waitForLoadState();
}

/** Taps through from the opening. A button that the content no longer has fails here, with its code in the message. */
export async function walkTo(page: Page, url: string, screen: ScreenName): Promise<void> {
  await page.goto(url);
  for (const input of screens[screen]) await tap(page, `button[value="${input}"]`);
}
