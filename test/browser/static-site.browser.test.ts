/**
 * The exported site on a web server that knows nothing: a talk, the embed on a page of others, and no scripts at all. Once
 * as the files lie there, and once with the headers that `_headers` asks for.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { wegwijzer } from '../support/command.ts';
import { launchBrowser } from './browser.ts';
import { openLanguages, screens, tap } from './screens.ts';

const exitUrl = 'https://weather.example/';
/** The site lies in a folder of a larger one. */
const base = '/hulp/vraag/';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

const folder = mkdtempSync(join(tmpdir(), 'static-'));
let browser: Browser;
let servers: readonly Server[] = [];
/** A page of somebody else, at another site than the talk (`localhost` against `127.0.0.1`). */
let partnerUrl = '';

function listen(answer: RequestListener): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(answer).listen(0, '127.0.0.1', () => resolve(server));
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port; // It listens on a port.
}

/** The headers that `_headers` gives to a path. */
function headersFor(path: string): readonly (readonly [string, string])[] {
  const rules = readFileSync(join(folder, '_headers'), 'utf8').trim().split('\n\n');
  const fitting = rules.filter((rule) => {
    const [pattern = ''] = rule.split('\n');
    return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
  });
  return fitting.flatMap((rule) =>
    rule
      .split('\n')
      .slice(1)
      .map((line) => {
        const at = line.indexOf(': ');
        return [line.slice(0, at).trim(), line.slice(at + 2)] as const;
      }),
  );
}

/** Files as they lie there, and from a folder to its index: what every web server does. */
function dumbServer(withHeaders: boolean): RequestListener {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://any.example');
    const inner = pathname.startsWith(base) ? pathname.slice(base.length) : '..';
    const file = join(folder, inner);
    const answer = (status: number, body: string | Buffer = ''): void => void response.writeHead(status).end(body);
    if (request.method !== 'GET') return answer(405, 'not allowed');
    if (inner.includes('..') || !existsSync(file)) return answer(404, 'not found');
    if (withHeaders) for (const [name, value] of headersFor(`/${inner}`)) response.setHeader(name, value);
    if (!statSync(file).isDirectory()) {
      if (!response.hasHeader('content-type')) response.setHeader('content-type', types[extname(file)] ?? 'text/plain');
      return answer(200, readFileSync(file));
    }
    if (!pathname.endsWith('/')) {
      response.setHeader('location', `${pathname}/`);
      return answer(301);
    }
    response.setHeader('content-type', 'text/html');
    answer(200, readFileSync(join(file, 'index.html')));
  };
}

function partnerPage(site: string): string {
  return `<!doctype html><html lang="en"><title>Home</title><h1>Home</h1>
    <script src="${site}embed.js" defer></script><weg-wijzer lang="en"><a href="${site}">Help</a></weg-wijzer>`;
}

beforeAll(async () => {
  const partner = await listen((request, response) => {
    const site = new URL(request.url ?? '/', 'http://any.example').searchParams.get('site') ?? '';
    response.setHeader('content-type', 'text/html').end(request.url?.startsWith('/?') ? partnerPage(site) : '');
  });
  partnerUrl = `http://localhost:${portOf(partner)}/`;
  const words = ['export-static', folder, '--exit-url', exitUrl, '--partners', new URL(partnerUrl).origin];
  expect(await wegwijzer(words)).toMatchObject({ code: 0, err: '' });
  servers = [partner, await listen(dumbServer(false)), await listen(dumbServer(true))];
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

interface Visit {
  readonly page: Page;
  /** What was asked for, with its method. */
  readonly asked: string[];
  readonly complaints: string[];
}

async function visit(options: BrowserContextOptions, use: (visit: Visit) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'nl', ...options });
  const asked: string[] = [];
  const complaints: string[] = [];
  await context.route(
    ({ hostname }) => hostname.endsWith('.example'),
    (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  try {
    await use({ page, asked, complaints });
  } finally {
    await context.close();
  }
}

/** The talk has taken over: besides the policy of the page there is the stricter one that it gave itself. */
async function takenOver(page: Page | Frame): Promise<void> {
  await page.waitForFunction(
    () => document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]').length === 2,
  );
}

/** The loader hides its button from the page; it is the only thing there that the keyboard can reach. */
async function pressButton(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

async function openFrame(page: Page): Promise<Frame> {
  await pressButton(page);
  for (let waits = 0; waits < 200; waits++) {
    const frame = page.frames().find((one) => one.url().startsWith('http') && one !== page.mainFrame());
    if (frame !== undefined) return frame;
    await page.waitForTimeout(20);
  }
  throw new Error('no frame');
}

async function talkThrough(page: Page | Frame): Promise<void> {
  for (const input of screens.cards) await tap(page, `button[value="${input}"]`);
  expect(await page.locator('.card .call').first().getAttribute('href')).toMatch(/^tel:/);
}

describe.each([
  ['without any header', 1],
  ['with the headers of _headers', 2],
] as const)('the exported site in a folder of another, %s', (_, index) => {
  const address = (): string => `http://127.0.0.1:${portOf(servers[index] as Server)}${base}`;

  it('leads through a whole talk, and asks for nothing after it has loaded', async () => {
    await visit({}, async ({ page, asked, complaints }) => {
      await page.goto(address());
      await takenOver(page);
      const names = asked.map((one) => one.replace(address(), ''));
      expect(names.sort()).toEqual(['GET ', 'GET app.js', 'GET texts-nl.js']);
      await talkThrough(page);
      await page.locator('button[value="read:privacy"]').click();
      await page.locator('#main .list h2').waitFor();
      expect(await page.locator('#main').textContent()).not.toMatch(/onze server/);
      expect(asked).toHaveLength(3);
      expect(complaints).toEqual([]);
      expect(page.url()).toBe(address());
    });
  });

  it('says from the first moment that answers stay on the device, and moves nothing when the talk takes over', async () => {
    await visit({}, async ({ page }) => {
      await page.route(/app\.js$/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await route.continue();
      });
      await page.goto(address());
      const first = await page.locator('#main .say').first().textContent();
      await takenOver(page);
      expect(await page.locator('#main .say').first().textContent()).toBe(first);
    });
  });

  it('keeps a tap that came before the talk did', async () => {
    await visit({}, async ({ page, asked }) => {
      await page.route(/app\.js$/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        await route.continue();
      });
      await page.goto(address(), { waitUntil: 'commit' });
      await page.locator('button[value="choose:who=self"]').click();
      await page.locator('button[value="choose:theme=coming-out"]').waitFor();
      expect(asked.filter((one) => !one.startsWith('GET '))).toEqual([]);
    });
  });

  it('changes language in the middle of a talk with one more file, the same for everyone', async () => {
    await visit({}, async ({ page, asked, complaints }) => {
      await page.goto(address());
      await takenOver(page);
      await tap(page, 'button[value="choose:who=self"]');
      await openLanguages(page);
      await tap(page, 'button[value="language:en"]');
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.locator('button[value="choose:theme=coming-out"]').textContent()).toContain('LGBTQ+');
      expect(asked.slice(3).map((one) => one.replace(address(), ''))).toEqual(['GET texts-en.js']);
      expect(complaints).toEqual([]);
    });
  });

  it.each(['en/', 'privacy/', 'accessibility/', 'en/privacy/'])('works from %s too', async (path) => {
    await visit({}, async ({ page, asked, complaints }) => {
      await page.goto(address() + path);
      await takenOver(page);
      const article = await page.locator('#main .list h2').count();
      if (article > 0) await tap(page, '#main .reply button');
      await talkThrough(page);
      expect(asked.every((one) => one.startsWith(`GET ${address()}`))).toBe(true);
      expect(complaints).toEqual([]);
    });
  });

  it('opens in a frame on the page of a partner, and talks there', async () => {
    await visit({ viewport: { width: 1280, height: 800 } }, async ({ page, asked, complaints }) => {
      await page.goto(`${partnerUrl}?site=${encodeURIComponent(address())}`);
      const frame = await openFrame(page);
      await takenOver(frame);
      expect(await frame.locator('html').getAttribute('lang')).toBe('en');
      const before = asked.length;
      await talkThrough(frame);
      expect(asked).toHaveLength(before);
      expect(complaints).toEqual([]);
      await frame.locator('[data-exit]').first().click();
      await page.waitForURL(exitUrl);
    });
  });

  it('leaves for the neutral page, which does not learn from where', async () => {
    await visit({}, async ({ page }) => {
      const referers: (string | undefined)[] = [];
      page.on('request', (request) => {
        if (request.url() === exitUrl) referers.push(request.headers().referer);
      });
      await page.goto(address());
      await page.locator('[data-exit]').first().click();
      await page.waitForURL(exitUrl);
      expect(referers).toEqual([undefined]);
    });
  });

  describe('without scripts', () => {
    it.each(['', 'en/', 'embed/'])(
      '%s shows the numbers and says why there is no talk, and nothing on it is dead',
      async (path) => {
        await visit({ javaScriptEnabled: false }, async ({ page }) => {
          await page.goto(address() + path);
          expect(await page.locator('.numbers a:visible').count()).toBe(3);
          expect(await page.getByText('JavaScript').isVisible()).toBe(true);
          expect(await page.locator('button:visible, input:visible, summary:visible').count()).toBe(0);
          for (const link of await page.locator('a:visible').all()) {
            const href = (await link.getAttribute('href')) ?? '';
            if (/^(tel:|https:)/.test(href)) continue;
            const response = await page.request.get(new URL(href, page.url()).href);
            expect([href, response.status()]).toEqual([href, 200]);
          }
          await page.keyboard.press('Tab');
          await page.keyboard.press('Enter');
          await page.waitForURL(exitUrl);
        });
      },
    );

    it('a browser too old for the talk shows the same', async () => {
      await visit({}, async ({ page, asked }) => {
        await page.addInitScript(() => Reflect.deleteProperty(Array.prototype, 'findLast'));
        await page.goto(address());
        expect(await page.getByText('JavaScript').isVisible()).toBe(true);
        expect(await page.locator('.numbers a:visible').count()).toBe(3);
        expect(await page.locator('button:visible, input:visible, summary:visible').count()).toBe(0);
        expect(asked).toHaveLength(1);
      });
    });

    it('the pages to read are whole', async () => {
      await visit({ javaScriptEnabled: false }, async ({ page, complaints }) => {
        await page.goto(address());
        await page.getByRole('link', { name: 'Privacy' }).click();
        await page.getByRole('link', { name: 'English' }).click();
        expect(page.url()).toBe(`${address()}en/privacy/`);
        expect(await page.locator('#main .list p:visible').count()).toBeGreaterThan(8);
        expect(await page.locator('button:visible').count()).toBe(0);
        expect(complaints).toEqual([]);
      });
    });
  });
});

describe('the headers of _headers', () => {
  it('let nobody else frame it', async () => {
    await visit({ viewport: { width: 1280, height: 800 } }, async ({ page, complaints }) => {
      const site = `http://127.0.0.1:${portOf(servers[2] as Server)}${base}`;
      // The same page at an address that is on no list.
      await page.goto(`${partnerUrl.replace('localhost', '127.0.0.1')}?site=${encodeURIComponent(site)}`);
      await pressButton(page);
      for (let waits = 0; waits < 100 && complaints.length === 0; waits++) await page.waitForTimeout(20);
      expect(complaints.join(' ')).toContain('frame-ancestors');
    });
  });
});
