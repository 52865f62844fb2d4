/**
 * The page with scripts after the server was killed: the talk is on the device and goes on there.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser/browser.ts';
import { screens, settled, tap } from '../browser/screens.ts';
import { links } from '../support/numbers.ts';
import { aProcess, type Running } from './a-process.ts';

let browser: Browser;
let server: Running;

beforeAll(async () => {
  server = await aProcess({ BOT: 'off' });
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.kill();
});

it('a talk in a browser with scripts goes on to the cards when the server is killed, the numbers always there', async () => {
  const context = await browser.newContext({ locale: 'nl' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`http://127.0.0.1:${server.port}/`);
  await settled(page);
  const [first, ...others] = screens.cards;
  await tap(page, `button[value="${first}"]`);
  await server.kill();
  for (const input of others) {
    await tap(page, `button[value="${input}"]`);
    for (const link of links) expect(await page.locator(`.numbers a[href="${link}"]`).isVisible()).toBe(true);
  }
  expect(await page.locator('.card .call').first().getAttribute('href')).toBe('tel:08002000');
  await context.close();
}, 60_000);
