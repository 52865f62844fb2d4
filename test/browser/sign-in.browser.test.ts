/**
 * The page that a personal link opens, in a browser: the link leaves the address at once, is used up by a tap, and leaves
 * nothing behind.
 */

import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { issue } from '../../src/access/links.ts';
import { registerIn } from '../../src/access/register.ts';
import type { Role } from '../../src/access/role.ts';
import { idleMs } from '../../src/web/cover.ts';
import { launchBrowser, type Site, startSite } from './browser.ts';

/** A contact that only who signed in may see, wherever she looks. */
const ofTheDesk = `contacts:
  - id: nobody
    visibility: desk
    name: { value: Vogelsang, status: verified-source, source: a test, seenOn: 2026-11-01, checkedOn: null }
`;

let browser: Browser;
let site: Site;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sign-in-'));
  const contacts = join(folder, 'contacts');
  mkdirSync(contacts, { mode: 0o700 });
  writeFileSync(join(contacts, 'contacts.yaml'), ofTheDesk);
  site = await startSite({
    BOT: 'off',
    ACCESS_REGISTER: join(folder, 'register.json'),
    DESK_DIRECTORY: contacts,
  });
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true });
});

let issued = 0;

/** A link, and the part of it that nobody else may see. */
async function aLink(role: Role = 'key-person'): Promise<{ readonly address: string; readonly secret: string }> {
  const label = `link ${++issued}`;
  const issuing = { now: Date.now, random: randomBytes };
  const secret = await registerIn(join(folder, 'register.json')).change((entries) =>
    issue(entries, { label, role }, issuing),
  );
  if (secret === null) throw new Error('this label is taken');
  return { address: `${site.url}desk/sign-in#${secret}`, secret };
}

/** A browser of her own; what it sends is noted down. */
async function withBrowser<T>(
  use: (page: Page, sent: Request[], context: BrowserContext) => Promise<T>,
  options: { readonly javaScriptEnabled?: boolean } = {},
): Promise<T> {
  const context = await browser.newContext({ locale: 'en', ...options });
  const sent: Request[] = [];
  context.on('request', (request) => sent.push(request));
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  try {
    return await use(page, sent, context);
  } finally {
    await context.close();
  }
}

/** What can be read on the page now. */
function shown(page: Page): Promise<string> {
  return page.locator('main').innerText();
}

async function waitFor(page: Page, screen: string): Promise<void> {
  await page.locator(`[data-screen="${screen}"]`).waitFor({ state: 'visible' });
}

async function signIn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The desk shows what only who signed in may see. */
async function hers(desk: Page): Promise<void> {
  await desk.locator('#own-contacts', { hasText: 'Vogelsang' }).waitFor({ state: 'visible' });
}

async function gone(desk: Page): Promise<void> {
  await desk.locator('#own-contacts:not(:has-text("Vogelsang"))').waitFor({ state: 'attached' });
  expect(await desk.content()).not.toContain('Vogelsang');
}

/** Fulfilled when this page has asked for the contacts, and got none. */
function refusedIn(desk: Page): Promise<unknown> {
  return desk.waitForResponse((response) => response.url().endsWith('/contacts') && response.status() === 401);
}

describe('a personal link', () => {
  it('is out of the address and the history before anything is asked', async () => {
    await withBrowser(async (page, sent) => {
      const { address, secret } = await aLink();
      await page.goto('about:blank');
      await page.goto(address);
      await waitFor(page, 'ask');
      expect(page.url()).toBe(`${site.url}desk/sign-in`);
      await page.goBack();
      await page.goForward();
      expect(page.url()).toBe(`${site.url}desk/sign-in`);
      expect(await page.content()).not.toContain(secret);
      expect(sent.map((request) => request.url()).join()).not.toContain(secret);
      expect(sent.filter((request) => request.method() === 'POST')).toEqual([]);
      expect(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length)).toBe(0);
    });
  });

  it('signs in with a tap: one request carries it, in its body', async () => {
    await withBrowser(async (page, sent, context) => {
      const { address, secret } = await aLink();
      await signIn(page, address);
      await waitFor(page, 'key-person');
      expect(await shown(page)).toContain('You are signed in as a key person.');
      const carrying = sent.filter((request) => `${request.url()} ${request.postData() ?? ''}`.includes(secret));
      expect(carrying.map((request) => [request.method(), new URL(request.url()).pathname])).toEqual([
        ['POST', '/desk/api/link'],
      ]);
      const [cookie, ...others] = await context.cookies();
      expect(others).toEqual([]);
      expect(cookie).toMatchObject({ name: 'desk', path: '/desk', httpOnly: true, sameSite: 'Strict' });
      expect(cookie?.value).not.toBe(secret);
      // What was focused before is gone; whoever hears the page is where the news is.
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-screen'))).toBe('key-person');
    });
  });

  it('leads to a cookie that no page outside the desk is sent', async () => {
    await withBrowser(async (page, sent) => {
      await signIn(page, (await aLink()).address);
      await waitFor(page, 'key-person');
      sent.length = 0;
      for (const path of ['', 'partners', 'privacy', 'desk/sign-in']) await page.goto(`${site.url}${path}`);
      const cookies = await Promise.all(
        sent.map(
          async (request) => [new URL(request.url()).pathname, (await request.allHeaders()).cookie ?? null] as const,
        ),
      );
      const outside = cookies.filter(([path]) => !path.startsWith('/desk'));
      expect(outside.length).toBeGreaterThan(3);
      expect(outside.filter(([, cookie]) => cookie !== null)).toEqual([]);
      expect(cookies.filter(([path, cookie]) => path.startsWith('/desk/') && cookie !== null).length).toBeGreaterThan(
        0,
      );
    });
  });

  it('that was used before says so, and what to do', async () => {
    const { address } = await aLink();
    await withBrowser(async (page) => {
      await signIn(page, address);
      await waitFor(page, 'key-person');
    });
    await withBrowser(async (page, _sent, context) => {
      await signIn(page, address);
      await waitFor(page, 'ended');
      expect(await shown(page)).toMatch(/Perhaps the link was already used[\s\S]*tell the administrator/);
      expect(await context.cookies()).toEqual([]);
    });
  });

  it('opened in a window that shows another one takes its place', async () => {
    await withBrowser(async (page) => {
      await page.goto(`${site.url}desk/sign-in`);
      await waitFor(page, 'no-link');
      const { secret } = await aLink('editor');
      await page.evaluate((fragment) => {
        location.hash = fragment;
      }, secret);
      await waitFor(page, 'ask');
      expect(page.url()).toBe(`${site.url}desk/sign-in`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await waitFor(page, 'editor');
    });
  });

  it('can be tried again when there was no connection', async () => {
    await withBrowser(async (page, _sent, context) => {
      await page.goto((await aLink()).address);
      await waitFor(page, 'ask');
      await context.setOffline(true);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await waitFor(page, 'failed');
      await context.setOffline(false);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await waitFor(page, 'key-person');
    });
  });
});

describe('the page of it', () => {
  it('knows who has signed in, and signs her out', async () => {
    await withBrowser(async (page, _sent, context) => {
      await signIn(page, (await aLink()).address);
      await waitFor(page, 'key-person');
      await page.goto(`${site.url}desk/sign-in`);
      await waitFor(page, 'key-person');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await waitFor(page, 'signed-out');
      expect(await context.cookies()).toEqual([]);
      await page.reload();
      await waitFor(page, 'no-link');
    });
  });

  it('leaves nothing of what only she may see in another window, nor where one goes back to', async () => {
    await withBrowser(async (page, _sent, context) => {
      await signIn(page, (await aLink()).address);
      await waitFor(page, 'key-person');
      const beside = await context.newPage();
      await beside.goto(`${site.url}desk`);
      await hers(beside);
      await page.goto(`${site.url}desk`);
      await hers(page);
      await page.goto(`${site.url}desk/sign-in`);
      await waitFor(page, 'key-person');
      const signedInElsewhere = await context.newPage();
      await signedInElsewhere.goto(`${site.url}desk/sign-in`);
      await waitFor(signedInElsewhere, 'key-person');
      const refused = refusedIn(beside);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await waitFor(page, 'signed-out');
      await refused;
      await gone(beside);
      await waitFor(signedInElsewhere, 'signed-out');
      await page.goBack({ waitUntil: 'networkidle' });
      expect(page.url()).toBe(`${site.url}desk`);
      await gone(page);
    });
  });

  it('lets other windows ask again when another link takes the place of the first', async () => {
    await withBrowser(async (page, _sent, context) => {
      await signIn(page, (await aLink()).address);
      await waitFor(page, 'key-person');
      const beside = await context.newPage();
      await beside.goto(`${site.url}desk`);
      await hers(beside);
      const asked = beside.waitForResponse((response) => response.url().endsWith('/contacts'));
      await signIn(page, (await aLink('editor')).address);
      await waitFor(page, 'editor');
      expect((await asked).status()).toBe(200);
      await hers(beside);
    });
  });

  it('shows nothing of an answer that was on its way when somebody signed out', async () => {
    await withBrowser(async (page, _sent, context) => {
      await signIn(page, (await aLink()).address);
      await waitFor(page, 'key-person');
      const beside = await context.newPage();
      const late: (() => Promise<void>)[] = [];
      await beside.route('**/desk/api/contacts', async (route) => {
        const response = await route.fetch();
        if (response.ok()) late.push(() => route.fulfill({ response }));
        else await route.fulfill({ response });
      });
      await beside.goto(`${site.url}desk`);
      while (late.length === 0) await beside.waitForTimeout(20);
      const asked = refusedIn(beside);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await asked;
      const arrived = beside.waitForResponse((response) => response.ok() && response.url().endsWith('/contacts'));
      await Promise.all([arrived, ...late.map((answer) => answer())]);
      await beside.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
      await gone(beside);
    });
  });

  it('works in a browser whose windows cannot tell each other', async () => {
    await withBrowser(async (page, _sent, context) => {
      await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'BroadcastChannel'));
      await signIn(page, (await aLink()).address);
      await waitFor(page, 'key-person');
      const beside = await context.newPage();
      await beside.goto(`${site.url}desk`);
      await hers(beside);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await waitFor(page, 'signed-out');
      await beside.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await gone(beside);
    });
  });

  it('takes it away when nobody does anything', async () => {
    await withBrowser(async (page) => {
      await signIn(page, (await aLink()).address);
      await waitFor(page, 'key-person');
      await page.clock.install();
      await page.goto(`${site.url}desk`);
      await hers(page);
      await page.clock.fastForward(idleMs - 60_000);
      await hers(page);
      await page.clock.fastForward(120_000);
      await gone(page);
    });
  });

  it('says without scripts what it needs, and shows nothing else', async () => {
    await withBrowser(
      async (page) => {
        await page.goto((await aLink()).address);
        const text = await shown(page);
        expect(text).toContain('Signing in works only with JavaScript.');
        expect(text).not.toContain('This link does not work.');
      },
      { javaScriptEnabled: false },
    );
  });

  it.each(['no-link', 'ask', 'ended', 'key-person'])(
    'has no fault that axe finds while it shows %s',
    async (screen) => {
      await withBrowser(async (page) => {
        const { address } = await aLink();
        if (screen === 'no-link') await page.goto(`${site.url}desk/sign-in`);
        else if (screen === 'ask') await page.goto(address);
        else
          await signIn(
            page,
            screen === 'ended' ? `${address.slice(0, -1)}${address.endsWith('A') ? 'E' : 'A'}` : address,
          );
        await waitFor(page, screen);
        await page.evaluate(axe.source);
        // axe puts itself on the window; it is not ours to type.
        const { violations } = await page.evaluate(() =>
          (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe.run(),
        );
        expect(violations.map(({ id }) => id)).toEqual([]);
      });
    },
  );

  it('asks nobody but our own server', async () => {
    await withBrowser(async (page, sent) => {
      await signIn(page, (await aLink()).address);
      await waitFor(page, 'key-person');
      const { origin } = new URL(site.url);
      expect(sent.filter((request) => !request.url().startsWith(origin) && !request.url().startsWith('data:'))).toEqual(
        [],
      );
    });
  });
});
