import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import type { Browser, Locator, Page } from 'playwright-core';
import { renderReply } from '../../src/render/html.ts';
import { pageStyle } from '../../src/render/page-style.ts';
import { aPage, aReply } from '../render/a-reply.ts';
import { launchBrowser } from './browser.ts';

/** What the scripts of a test page see: our two modules, and a speech that only writes down what it is asked to say. */
declare global {
  interface Window {
    ours: typeof import('../../src/web/listen.ts') & typeof import('../../src/web/learn.ts');
    spoken: { text: string; lang: string; voice: string }[];
    cancelled: number;
    /** The utterance being said ends in this way. */
    finish: (how: 'onend' | 'onerror') => void;
    setVoices: (voices: readonly { lang: string; localService: boolean; name: string }[]) => void;
    talk: { turn: () => void; stop: () => void; forget: () => void };
  }
}

const fakeSpeech = `
  var voices = [], current = null;
  window.spoken = []; window.cancelled = 0;
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  var speech = {
    onvoiceschanged: null,
    getVoices: function () { return voices; },
    speak: function (one) { current = one; spoken.push({ text: one.text, lang: one.lang, voice: one.voice.name }); },
    // As in a browser: what is cancelled reports an error.
    cancel: function () { cancelled++; var one = current; current = null; if (one) setTimeout(one.onerror); }
  };
  Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true });
  window.finish = function (how) { var one = current; current = null; if (one) one[how](); };
  window.setVoices = function (list) { voices = list; if (speech.onvoiceschanged) speech.onvoiceschanged(); };
`;

const dutch = { lang: 'nl-NL', localService: true, name: 'Dutch' };
const english = { lang: 'en_GB', localService: true, name: 'English' };
const remote = { lang: 'en-GB', localService: false, name: 'Remote' };
const remoteDutch = { lang: 'nl-NL', localService: false, name: 'Remote Dutch' };

const words = { open: 'ui:listen.open', start: 'ui:listen.start', notNow: 'ui:listen.not-now', stop: 'ui:listen.stop' };

let browser: Browser;
let code: string;

beforeAll(async () => {
  const bundle = await build({
    stdin: {
      contents: `export * from './listen.ts'; export * from './learn.ts';`,
      resolveDir: 'src/web',
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'ours',
    target: 'es2020',
  });
  code = bundle.outputFiles[0]?.text ?? '';
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

const screen = `<!doctype html><html lang="en"><title>Information</title><style>${pageStyle}</style><body><div class="tools"></div>${renderReply(aReply(), aPage())}`;

/** As strict as the pages of the site: no style in an attribute, no script but ours, no requests. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`;

/** A screen with a question, answers and cards, and our modules beside it. It must not complain or keep anything. */
async function onScreen(use: (page: Page) => Promise<void>, userAgent?: string): Promise<void> {
  const context = await browser.newContext(userAgent === undefined ? {} : { userAgent });
  const complaints: string[] = [];
  const requests: string[] = [];
  try {
    await context.route('**/*', (route) => {
      requests.push(route.request().url());
      return route.fulfill({
        contentType: 'text/html;charset=utf-8',
        headers: { 'content-security-policy': policy },
        body: screen,
      });
    });
    const page = await context.newPage();
    page.setDefaultTimeout(3000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.addInitScript({ content: `${fakeSpeech}${code}window.ours = ours;` });
    await page.goto('http://site.example/');
    await use(page);
    const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
    expect(kept).toEqual(['', 0, 0]);
    expect(complaints).toEqual([]);
    expect(requests).toEqual(['http://site.example/']);
  } finally {
    await context.close();
  }
}

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

/** A first screen, with these voices there from the start. */
async function listen(page: Page, voices: readonly (typeof dutch)[], lang = 'en'): Promise<void> {
  await page.evaluate(
    ({ voices, lang }) => {
      window.setVoices(voices);
      const listening = window.ours.listening();
      const main = document.querySelector('main');
      if (main === null) throw new Error('no main');
      window.talk = { ...listening, turn: () => listening.turn(main, { lang, say: (key: string) => key }) };
      window.talk.turn();
    },
    { voices, lang },
  );
}

async function start(page: Page): Promise<void> {
  await button(page, words.open).click();
  await button(page, words.start).click();
}

/** Lets the voice finish piece after piece. */
async function toTheEnd(page: Page): Promise<Window['spoken']> {
  for (let piece = 0; piece < 200; piece++) await page.evaluate(() => window.finish('onend'));
  return spoken(page);
}

function spoken(page: Page): Promise<Window['spoken']> {
  return page.evaluate(() => window.spoken);
}

describe('reading aloud', () => {
  it('is offered only where a voice of the device speaks the language, and when voices come late', async () => {
    await onScreen(async (page) => {
      await listen(page, [remote, dutch]);
      expect(await button(page, words.open).count()).toBe(0);
      await page.evaluate((voices) => window.setVoices(voices), [remote, english]);
      expect(await button(page, words.open).count()).toBe(1);
      await page.evaluate((voices) => window.setVoices(voices), [remote]);
      expect(await button(page, words.open).count()).toBe(0);
      expect(await spoken(page)).toEqual([]);
    });
  });

  it('is not offered in a browser without speech', async () => {
    await onScreen(async (page) => {
      await page.evaluate(() => Object.defineProperty(window, 'speechSynthesis', { value: undefined }));
      await page.evaluate(() => {
        const listening = window.ours.listening();
        listening.turn(document.body, { lang: 'nl', say: (key: string) => key });
        listening.stop();
      });
      expect(await button(page, words.open).count()).toBe(0);
    });
  });

  it('is not offered where every voice is called local', async () => {
    const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/147.0.0.0 Mobile Safari/537.36';
    await onScreen(async (page) => {
      await listen(page, [english]);
      expect(await button(page, words.open).count()).toBe(0);
    }, android);
  });

  it('warns before the first word, takes no for an answer, and warns again until it was started', async () => {
    await onScreen(async (page) => {
      await listen(page, [english]);
      await button(page, words.open).click();
      expect(await page.locator('.tools .note p').allTextContents()).toContain('ui:listen.warning');
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('note plain');
      expect(await spoken(page)).toEqual([]);
      await button(page, words.notNow).click();
      expect(await spoken(page)).toEqual([]);
      await start(page);
      expect(await spoken(page)).toHaveLength(1);
      await button(page, words.stop).click();
      await button(page, words.open).click();
      expect(await button(page, words.start).count()).toBe(0);
      expect(await spoken(page)).toHaveLength(2);
    });
  });

  it('says the question and then the answers, each marked while it is said', async () => {
    await onScreen(async (page) => {
      await listen(page, [remote, english]);
      const question = (await page.locator('.ask').innerText()).trim();
      const answers = await page.locator('.reply .opt').count();
      await start(page);
      const marks: string[] = [];
      for (let turns = 0; turns < 60 && (await page.locator('.reading').count()) > 0; turns++) {
        expect(await page.locator('.reading').count()).toBe(1);
        marks.push(await page.locator('.reading').evaluate((element) => element.className));
        await page.evaluate(() => window.finish('onend'));
      }
      const said = await spoken(page);
      expect(said.map(({ text }) => text)).toContain(question);
      expect(marks).toHaveLength(said.length);
      expect(marks.slice(-answers).every((mark) => mark.startsWith('opt'))).toBe(true);
      expect(new Set(said.map(({ voice, lang }) => `${voice} ${lang}`))).toEqual(new Set(['English en_GB']));
      expect(await button(page, words.open).count()).toBe(1);
      expect(await page.evaluate(() => window.cancelled)).toBe(1);
    });
  });

  it.each([
    {
      voices: [english, dutch],
      dutchSaid: ['Veilig Thuis', 'Ik wil advies.', 'Second', 'Ik wil advies.'],
      how: 'aloud',
    },
    { voices: [english, remoteDutch], dutchSaid: [], how: 'not at all' },
  ])(
    'says Dutch names and sentences $how where the device has the voice $voices.1.name',
    async ({ voices, dutchSaid }) => {
      await onScreen(async (page) => {
        await listen(page, voices);
        await start(page);
        const said = await toTheEnd(page);
        const by = (name: string): readonly string[] =>
          said.filter(({ voice }) => voice === name).map(({ text }) => text);
        expect(by('Dutch').filter((text) => text !== 'Other')).toEqual(dutchSaid);
        expect(by('English')).toContain('Call 0 8 0 0, 2 0 0 0');
        expect(by('English').filter((text) => ['Veilig Thuis', 'Ik wil advies.'].includes(text))).toEqual([]);
        expect(said.map(({ voice }) => voice)).not.toContain('Remote Dutch');
      });
    },
  );

  it.each(['stop', 'turn'] as const)('is silent at once after a %s, and stays so', async (how) => {
    await onScreen(async (page) => {
      await listen(page, [english]);
      await start(page);
      const before = (await spoken(page)).length;
      await page.evaluate((how) => window.talk[how](), how);
      expect(await page.evaluate(() => window.cancelled)).toBe(1);
      await page.evaluate(() => window.finish('onend'));
      await page.waitForTimeout(50);
      expect(await spoken(page)).toHaveLength(before);
      expect(await page.locator('.reading').count()).toBe(0);
      expect(await button(page, words.open).count()).toBe(1);
    });
  });

  it('warns again after everything was forgotten', async () => {
    await onScreen(async (page) => {
      await listen(page, [english]);
      await start(page);
      await page.evaluate(() => window.talk.forget());
      expect(await page.evaluate(() => window.cancelled)).toBe(1);
      await button(page, words.open).click();
      expect(await button(page, words.start).count()).toBe(1);
      expect(await spoken(page)).toHaveLength(1);
    });
  });

  it('says nothing of a screen that is not there any more', async () => {
    await onScreen(async (page) => {
      await listen(page, [english]);
      await page.evaluate(() => document.querySelector('main')?.remove());
      await start(page);
      expect(await spoken(page)).toEqual([]);
    });
  });

  it('ends quietly when speech fails', async () => {
    await onScreen(async (page) => {
      await listen(page, [english]);
      await start(page);
      await page.evaluate(() => window.finish('onerror'));
      expect(await spoken(page)).toHaveLength(1);
      expect(await button(page, words.open).count()).toBe(1);
      expect(await page.locator('.reading').count()).toBe(0);
    });
  });

  it('keeps the keyboard where it was', async () => {
    await onScreen(async (page) => {
      await listen(page, [english]);
      await button(page, words.open).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(words.stop);
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(words.open);
    });
  });
});

describe('learning a number by heart', () => {
  /** The section as it comes from the renderer, in the first card, opened. */
  async function learn(page: Page): Promise<Locator> {
    await page.evaluate(() => {
      const main = document.querySelector('main');
      if (main !== null) window.ours.learning(main, (key) => key);
    });
    const section = page.locator('details.learn').first();
    await section.locator('summary').click();
    return section;
  }

  it('hides the number in its place and shows it again', async () => {
    await onScreen(async (page) => {
      const section = await learn(page);
      const height = () => section.evaluate((element) => element.getBoundingClientRect().height);
      const before = await height();
      await button(page, 'ui:learn.hide').click();
      expect(await section.locator('.chunks.veiled').count()).toBe(1);
      expect(await height()).toBe(before);
      await button(page, 'ui:learn.show').click();
      expect(await section.locator('.chunks.veiled').count()).toBe(0);
    });
  });

  it('says when it is right, and not yet, and forgets what was typed when it is closed', async () => {
    await onScreen(async (page) => {
      const section = await learn(page);
      const field = section.getByLabel('ui:learn.try');
      const status = section.getByRole('status', { includeHidden: true });
      await field.pressSequentially('0800 2001');
      expect(await status.textContent()).toBe('ui:learn.not-yet');
      await field.press('Backspace');
      expect(await status.textContent()).toBe('');
      await field.pressSequentially('0');
      expect(await status.textContent()).toBe('ui:learn.right');
      await button(page, 'ui:learn.hide').click();
      await section.locator('summary').click();
      await page.waitForFunction(() => document.querySelector<HTMLInputElement>('.learn input')?.value === '');
      expect(await status.textContent()).toBe('');
      expect(await section.locator('.chunks.veiled').count()).toBe(0);
    });
  });

  it('is a field of its own: Enter sends nothing, and a browser has no name to remember it by', async () => {
    await onScreen(async (page) => {
      const section = await learn(page);
      const field = section.getByLabel('ui:learn.try');
      await field.pressSequentially('0800');
      await field.press('Enter');
      expect(await section.getByRole('status').textContent()).toBe('ui:learn.not-yet');
      await button(page, 'ui:learn.hide').click();
      expect(await field.inputValue()).toBe('0800');
      const kept = await field.evaluate((input: HTMLInputElement) => [input.form, input.name, input.autocomplete]);
      expect(kept).toEqual([null, '', 'off']);
      await page.waitForTimeout(100);
    });
  });
});
