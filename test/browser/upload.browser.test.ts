/**
 * The editors' page in a browser, from fetching the data to saying yes to a change: with scripts and without, as machines
 * judge it, and under a policy that allows none but its own styles.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { deskStyle } from '../../src/desk/style.ts';
import { uploadStyle } from '../../src/desk/upload/style.ts';
import { pageStyle } from '../../src/render/page-style.ts';
import { anUploadDesk, type UploadDesk } from '../desk/an-upload-desk.ts';
import { launchBrowser } from './browser.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

function hashed(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
const styles = [pageStyle, deskStyle, uploadStyle].map(hashed).join(' ');
const policy = `default-src 'none';script-src 'self';style-src ${styles};img-src data:;form-action 'self';base-uri 'none'`;

let browser: Browser;
let server: Server;
let desk: UploadDesk;
let url: string;
const folder = mkdtempSync(join(tmpdir(), 'wegwijzer-upload-test-'));
/** Where pictures of every screen go, for whoever wants to look at them. */
const pictures = process.env.PICTURES;

beforeAll(async () => {
  desk = anUploadDesk();
  const app = express();
  app.use((_request, response, next) => {
    response.set({ 'Content-Security-Policy': policy, 'Referrer-Policy': 'no-referrer' });
    next();
  });
  app.get('/desk/still.js', (_request, response) => void response.type('text/javascript').send(''));
  app.use(desk.app);
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/desk/data`;
  for (const name of ['changes', 'faults', 'nothing']) writeFileSync(join(folder, `${name}.csv`), name);
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

type Visitor = Parameters<Browser['newPage']>[0];

async function anEditor(visitor: Visitor): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const page = await browser.newPage(visitor);
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.context().addCookies([{ name: 'desk', value: 'editor-one', url }]);
  await page.goto(url);
  return { page, complaints };
}

async function sendFile(page: Page, name: string): Promise<void> {
  await page.locator('[type=file]').setInputFiles(join(folder, `${name}.csv`));
  await page.locator('form[action$="/look"] button').click();
}

/** Each screen, by what leads to it. */
const screens: { readonly [name: string]: (page: Page) => Promise<void> } = {
  start: async (page) => page.locator('summary').click(),
  changes: (page) => sendFile(page, 'changes'),
  faults: (page) => sendFile(page, 'faults'),
  nothing: (page) => sendFile(page, 'nothing'),
  done: async (page) => {
    await sendFile(page, 'changes');
    await page.locator('form[action$="/apply"] button').click();
  },
};

describe("the editors' page in a browser", () => {
  it.each([true, false])('takes a file from choosing it to saying yes (scripts: %s)', async (javaScriptEnabled) => {
    const { page, complaints } = await anEditor({ javaScriptEnabled, locale: 'nl' });
    await sendFile(page, 'changes');
    expect(await page.locator('.changes li').count()).toBe(2);
    await page.locator('form[action$="/apply"] button').click();
    expect(await page.locator('h1').textContent()).toBe('Het is opgeslagen');
    expect(desk.done.at(-1)).toContain('apply');
    await page.locator('a.back').click();
    expect(await page.locator('h1').textContent()).toBe('Gegevens bijwerken');
    // Nothing of it stands in an address, and the page asks for nothing that it may not have.
    expect(new URL(page.url()).search).toBe('');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([true, false])('gives a file to keep (scripts: %s)', async (javaScriptEnabled) => {
    const { page } = await anEditor({ javaScriptEnabled, locale: 'nl' });
    await page.locator('select').selectOption('GM0363');
    await page.locator('[value=xlsx]').check();
    const arriving = page.waitForEvent('download');
    await page.locator('form[action$="/download"] button').click();
    expect((await arriving).suggestedFilename()).toBe('wegwijzer-GM0363-2026-11-23.xlsx');
    await page.close();
  });

  const looks = [
    { width: 390, height: 844, colorScheme: 'light' },
    { width: 390, height: 844, colorScheme: 'dark' },
    { width: 1280, height: 800, colorScheme: 'light' },
    { width: 1280, height: 800, colorScheme: 'dark' },
  ] as const;
  it.each(looks)('has nothing for machines to find, and no line that is too wide: %j', async (look) => {
    const { width, height, colorScheme } = look;
    for (const [name, reach] of Object.entries(screens)) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        locale: 'nl',
        bypassCSP: true,
      });
      await context.addCookies([{ name: 'desk', value: 'editor-one', url }]);
      const page = await context.newPage();
      await page.goto(url);
      await reach(page);
      await page.addScriptTag({ path: axe });
      const found = await page.evaluate(async () => {
        // Put in just before.
        const { axe: judge } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const { violations } = await judge.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      expect({ name, found }).toEqual({ name, found: [] });
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(tooWide).toBeLessThanOrEqual(0);
      if (pictures !== undefined) {
        const path = join(pictures, `upload-${name}-${width}-${colorScheme}.png`);
        await page.evaluate(() => document.querySelector('details')?.removeAttribute('open'));
        await page.screenshot({ path, fullPage: true });
      }
      await context.close();
    }
  });
});
