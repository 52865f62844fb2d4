/**
 * The content is replaced while pages are open: each goes on, in the set it was opened with or on the server.
 */

import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Library } from '../../src/content/library.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { readConfig } from '../../src/server/config.ts';
import { contentFolders } from '../../src/server/content-set.ts';
import { type LiveServer, liveServer } from '../../src/server/live-server.ts';
import { library } from '../support/content.ts';
import { launchBrowser } from './browser.ts';
import { openLanguages, screens, settled, tap } from './screens.ts';

const silent = { info: () => {}, error: () => {} };
const root = mkdtempSync(join(tmpdir(), 'wegwijzer-live-browser-test-'));
let changed: Library;
let browser: Browser;
let live: LiveServer;
let server: Server;
let url: string;

beforeAll(async () => {
  for (const folder of contentFolders) cpSync(join(process.cwd(), folder), join(root, folder), { recursive: true });
  const services = join(root, 'referral-data/services.yaml');
  writeFileSync(services, readFileSync(services, 'utf8').replaceAll('0800-2000', '0900-0000'));
  changed = loadLibrary(root);
  const config = { ...readConfig({}), requestsPerMinute: 1_000_000 };
  live = liveServer({ config, logger: silent, bot: null, now: Date.now, random: randomBytes }, library());
  server = createServer(live.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launchBrowser();
});
beforeEach(() => live.take(library()));
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(root, { recursive: true });
});

async function aPage(): Promise<Page> {
  const page = await browser.newPage({ locale: 'nl' });
  page.setDefaultTimeout(15_000);
  return page;
}

async function walk(page: Page, codes: readonly string[]): Promise<void> {
  for (const code of codes) await tap(page, `button[value="${code}"]`);
}

it('a page whose script comes from the next set goes on with the server, and shows what is true now', async () => {
  const page = await aPage();
  let arrive: () => void = () => undefined;
  const replaced = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/app.js', async (route) => {
    await replaced;
    await route.continue();
  });
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await live.take(changed);
  arrive();
  await walk(page, screens.routes);
  expect(await page.locator('a.call[href="tel:09000000"]').count()).toBe(1);
  await page.close();
});

it('a talk that runs in the page goes on there', async () => {
  const page = await aPage();
  await page.goto(url);
  await settled(page);
  const [first = '', ...rest] = screens.routes;
  await walk(page, [first]);
  await live.take(changed);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await walk(page, rest);
  expect(await page.locator('a.call[href="tel:08002000"]').count()).toBe(1);
  expect(requests).toEqual([]);
  await page.close();
});

it('a talk that runs in the page says so when it can have no other language any more, and goes on', async () => {
  const page = await aPage();
  await page.goto(url);
  await settled(page);
  await live.take(changed);
  await openLanguages(page);
  await page.locator('button[value="language:en"]').first().click();
  await page.locator('main > .note').waitFor();
  expect(await page.locator('main > .note').textContent()).toContain(library().texts('nl').say('ui:errors.language'));
  await walk(page, screens.routes);
  expect(await page.locator('a.call[href="tel:08002000"]').count()).toBe(1);
  await page.close();
});
