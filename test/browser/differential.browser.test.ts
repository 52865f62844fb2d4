/**
 * One talk, four doors: in the browser, on pages of the server without scripts, in the terminal, and the packed content
 * beside the content of the server. On every walk tried they offer the same, say the same and lead to the same people.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { TerminalTalk } from '../../src/cli/chat.ts';
import { amsterdamTime } from '../../src/content/amsterdam.ts';
import { seeded } from '../../src/content/check/door-check.ts';
import { openTalk, unpackTalk } from '../../src/content/packed/talk.ts';
import { openPackedTexts, unpackShape } from '../../src/content/packed/texts.ts';
import { talk as talkView } from '../../src/core/converse.ts';
import type { WallTime } from '../../src/core/hours.ts';
import { decodeInput } from '../../src/core/input.ts';
import type { Option, Part, Reply, RouteCard } from '../../src/core/reply.ts';
import type { Texts } from '../../src/core/texts.ts';
import { replyTo, type Talk, turnBy, turnByTyping } from '../../src/core/turn.ts';
import { renderReply } from '../../src/render/html.ts';
import { numberedOptions, renderTerminal } from '../../src/render/terminal.ts';
import { sentencesToCalibrate } from '../../training/sentences.ts';
import { library, projectRoot } from '../support/content.ts';
import { everything } from '../support/extent.ts';
import { slips } from '../support/typing-errors.ts';
import { launchBrowser } from './browser.ts';
import { settled } from './screens.ts';
import { startCountedSite } from './support-counted-site.ts';

const patienceMs = everything ? 1_800_000 : 90_000;
const walks = everything ? 300 : 12;
const packedWalks = everything ? 2_000 : 120;
const longestWalk = 14;

const { languages, packTalk, packTexts, texts } = library();
const codes = languages.map(({ code }) => code);

function pick<T>(random: () => number, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

/** Some moment in three years: days and nights, weekends, holidays, both kinds of clock. */
function someMoment(random: () => number): number {
  return Date.UTC(2026, 10, 1) + Math.floor(random() * 3 * 365 * 24 * 60) * 60_000;
}

// --- Names that people type -------------------------------------------------------------------------------------------

const placeNames = packTalkNames();

function packTalkNames(): readonly string[] {
  const { places } = unpackTalk(packTalk());
  return [
    ...places.places.map(({ name }) => name),
    ...['Essen', 'Antwerpen', 'Beirut', 'Mogadishu', 'Casablanca', 'Aalborg'],
    ...places.postcodes.map(({ postcode }) => postcode),
  ];
}

function typedPlace(random: () => number): string {
  const name = pick(random, placeNames);
  return random() < 0.5 ? name : pick(random, slips(random()))(name);
}

const nonsense = [
  '',
  '  ',
  '1',
  '2',
  '3',
  '77',
  'qwerty',
  'ik ben bang',
  'أريد المساعدة',
  '<b>',
  'x'.repeat(900),
] as const;

const sentences = new Map<string, readonly string[]>();

/** What people may type in a language: what it is about, danger, and what is harmless. */
function sentencesIn(lang: string): readonly string[] {
  const known = sentences.get(lang) ?? sentencesToCalibrate(projectRoot, lang).map(({ text }) => text);
  sentences.set(lang, known);
  return known;
}

// --- Packed and not packed --------------------------------------------------------------------------------------------

/** As a browser gets it, through JSON and back. */
function arrived<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

interface Side {
  readonly talk: Talk;
  readonly texts: Texts;
}

const packed = arrived(packTalk());
const inBrowser = openTalk(unpackTalk(packed));

function sidesIn(lang: string): readonly [server: Side, browser: Side] {
  return [
    { talk: library(), texts: texts(lang, 'browser') },
    { talk: inBrowser, texts: openPackedTexts(arrived(packTexts(lang)), unpackShape(packed.shape)) },
  ];
}

function mainOf(reply: Reply, said: Texts): string {
  return renderReply(reply, {
    texts: said,
    languages,
    exitUrl: 'https://weather.example/',
    framed: false,
    answer: true,
  });
}

type Move = { readonly code: string } | { readonly typed: string };

/** Like a visitor: mostly answers; sometimes types, steps back, reads something. */
function someMove(random: () => number, { lang, options, back, answered, typing }: Reply): Move {
  const asksPlace = options.some(({ input }) => input.startsWith('choose:municipality='));
  const chance = random();
  if (typing !== null && asksPlace && chance < 0.6) return { typed: typedPlace(random) };
  if (typing !== null && chance < 0.03) return { typed: pick(random, nonsense) };
  if (typing !== null && chance < 0.15) return { typed: pick(random, sentencesIn(lang)) };
  if (chance < 0.19 && back !== null) return { code: back.input };
  if (chance < 0.22 && answered.length > 0) return { code: pick(random, answered).change.input };
  const answers = options.filter(({ input }) => input.startsWith('choose:'));
  const forward = options.filter(({ group }) => group !== 'restart');
  const likely = answers.length > 0 && random() < 0.8 ? answers : forward;
  return { code: pick(random, likely.length > 0 ? likely : options).input };
}

describe('the content as it travels to a browser', () => {
  it.each(codes)(
    `renders to the same page as that of the server, on ${packedWalks} random walks (%s)`,
    (lang) => {
      const random = seeded(41);
      const [server, browser] = sidesIn(lang);
      let screens = 0;
      let withCards = 0;
      for (let walk = 0; walk < packedWalks / codes.length; walk++) {
        const at = amsterdamTime(someMoment(random));
        let turn = { answers: [], view: talkView } as ReturnType<typeof turnBy>;
        for (let step = 0; step < longestWalk; step++) {
          const reply = replyTo(server.talk, server.texts, turn, at);
          const page = mainOf(reply, server.texts);
          expect(mainOf(replyTo(browser.talk, browser.texts, turn, at), browser.texts)).toBe(page);
          screens++;
          if (page.includes('class="card"')) withCards++;
          const move = someMove(random, reply);
          const turns = [server, browser].map(({ talk, texts: said }) => {
            if ('typed' in move) return turnByTyping(talk, said, turn, move.typed, at);
            const input = decodeInput(move.code);
            if (input === null) throw new Error(`no input: ${move.code}`);
            return turnBy(talk, turn, input);
          });
          expect(turns[1]).toEqual(turns[0]);
          turn = turns[0] ?? turn;
        }
      }
      expect(screens).toBe(Math.ceil(packedWalks / codes.length) * longestWalk);
      expect(withCards).toBeGreaterThan(screens / 10);
    },
    patienceMs,
  );

  it(
    'takes every name of a place in the same way where a place is asked',
    () => {
      const [server, browser] = sidesIn('nl');
      const at: WallTime = { year: 2026, month: 11, day: 23, minutes: 600 };
      const answers = ['who=self', 'theme=forced-marriage', 'where=nl', 'marriage-now=cannot-refuse', 'age=minor'].map(
        (pair) => {
          const [fact = '', value = ''] = pair.split('=');
          return { fact, value };
        },
      );
      const turn = { answers, view: talkView };
      expect(mainOf(replyTo(server.talk, server.texts, turn, at), server.texts)).toContain('choose:municipality=');
      const names = everything ? placeNames : placeNames.filter((_, index) => index % 29 === 0);
      const random = seeded(11);
      const differing = names.flatMap((name) =>
        [name, pick(random, slips(random()))(name)].filter((typed) => {
          const [one, other] = [server, browser].map(({ talk, texts: said }) =>
            JSON.stringify(turnByTyping(talk, said, turn, typed, at)),
          );
          return one !== other;
        }),
      );
      expect(differing).toEqual([]);
    },
    patienceMs,
  );
});

// --- With scripts, without, and in the terminal -------------------------------------------------------------------------

/** What a page offers and says. */
interface Shown {
  /** The code and the words of each button, in order. */
  readonly options: readonly (readonly [code: string, label: string])[];
  readonly cards: readonly { readonly name: string; readonly links: readonly string[] }[];
  readonly talk: string;
  readonly answered: readonly string[];
  readonly typing: string;
  readonly numbers: readonly string[];
}

/** Runs in the page. What only a page with scripts has (practice, print) and what it says otherwise (the opening) is left out. */
function show(): Shown {
  const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
  const all = (selector: string, within: ParentNode = document): Element[] => [...within.querySelectorAll(selector)];
  const talk = document.querySelector('.talk')?.cloneNode(true) as Element; // Every page of a talk has one.
  if (document.querySelector('.past, .row button[value^="back:"]') === null) {
    for (const own of all('.say', talk).slice(0, 1)) own.remove();
  }
  for (const own of all('.leave,.jump,.learn>button,.learn>.type,.routes>:not(h2,.cards)', talk)) own.remove();
  return {
    options: all('main :is(.opts,.row) button[name=input]').map((button) => [
      button.getAttribute('value') ?? '',
      plain(button.querySelector('span')?.textContent),
    ]),
    cards: all('.card').map((card) => ({
      name: plain(card.querySelector('h3')?.textContent),
      links: all('a[href]', card).map((link) => link.getAttribute('href') ?? ''),
    })),
    talk: plain(talk.textContent),
    answered: all('.past li p').map((line) => plain(line.textContent)),
    typing: plain(document.querySelector('main > .type')?.textContent),
    numbers: all('.top .numbers a').map((link) => `${link.getAttribute('href')} ${plain(link.textContent)}`),
  };
}

/** Runs in the page: presses the button, or types and sends. */
function move(next: Move): void {
  if ('code' in next) {
    const button = document.querySelector<HTMLButtonElement>(`main :is(.opts,.row) button[value="${next.code}"]`);
    if (button === null) throw new Error(`no button ${next.code}`);
    button.click();
    return;
  }
  const line = document.querySelector<HTMLInputElement>('input[name=typed]');
  if (line !== null) line.value = next.typed;
  document.querySelector<HTMLButtonElement>('button.send')?.click();
}

function sentencesOf(card: RouteCard): readonly string[] {
  const { name, because, what, facts, links, say, menu, standIn, also, provenance } = card;
  return [
    ...[name, because, what, ...facts, provenance, menu ?? ''],
    ...links.map(({ text }) => text),
    ...(say === null ? [] : [say.title, say.dutch, say.meaning ?? '']),
    ...(standIn === null ? [] : [standIn.text, ...standIn.links.map(({ text }) => text)]),
    ...also.flatMap((other) => [other.name, other.text, ...other.links.map(({ text }) => text)]),
  ];
}

function saidIn(part: Part): readonly string[] {
  switch (part.type) {
    case 'text':
      return part.paragraphs;
    case 'notice':
      return [part.title ?? '', ...part.paragraphs];
    case 'routes':
      return [part.title, ...part.routes.flatMap(sentencesOf)];
    case 'list':
      return [part.title, ...part.paragraphs, ...part.items];
  }
}

/** French has spaces that do not break; a page and a terminal show them each in its way. */
function evenly(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The same from the terminal: its options by number, its people, and every sentence. */
function inTerminal(
  talk: TerminalTalk,
  opening: string,
): Pick<Shown, 'options' | 'cards'> & { readonly said: readonly string[] } {
  const reply = talk.reply();
  const lines = [...renderTerminal(reply).matchAll(/^ {0,2}(\d{1,2})\) (.*)$/gm)];
  const numbered = numberedOptions(reply);
  const routes = reply.parts.flatMap((part) => (part.type === 'routes' ? part.routes : []));
  return {
    options: lines.map(([, number, label = '']) => [numbered[Number(number) - 1]?.input ?? '', evenly(label)]),
    cards: routes.map(({ name, links, standIn, also }) => ({
      name,
      links: [...links, ...(standIn?.links ?? []), ...also.flatMap((other) => other.links)].map(({ href }) => href),
    })),
    said: reply.parts
      .flatMap(saidIn)
      .map(evenly)
      .filter((text) => text !== '' && text !== evenly(opening)),
  };
}

/** A page puts who stands in below the first number, the terminal beside it. */
function inAnyOrder({ name, links }: Shown['cards'][number]): Shown['cards'][number] {
  return { name, links: [...links].sort() };
}

/** The options of a page as the terminal counts them: the step back stands last there. */
function backLast(options: Shown['options'], back: Option | null): Shown['options'] {
  const at = options.findIndex(([code, label]) => code === back?.input && label === back.label);
  return at < 0 ? options : [...options.slice(0, at), ...options.slice(at + 1), ...options.slice(at, at + 1)];
}

describe('a talk', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
  });

  async function pageIn(locale: string, javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({ locale, javaScriptEnabled });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    return page;
  }

  /** A new page from the server, once it is there. */
  async function moveByForm(page: Page, next: Move): Promise<void> {
    const arrival = page.waitForEvent('domcontentloaded');
    await page.evaluate(move, next);
    await arrival;
  }

  /** Walks in one language, each at a moment of its own. */
  async function walkIn(lang: string): Promise<{ readonly screens: number; readonly withCards: number }> {
    const random = seeded(lang.charCodeAt(0));
    const site = await startCountedSite();
    const withScripts = await pageIn(lang, true);
    const without = await pageIn(lang, false);
    const opening = texts(lang, 'terminal').say('questions:opening');
    let screens = 0;
    let withCards = 0;
    for (let walk = 0; walk < walks / codes.length; walk++) {
      const now = someMoment(random);
      site.clock.now = now;
      await withScripts.clock.setFixedTime(now);
      await withScripts.goto(site.url);
      await settled(withScripts);
      const requests = site.requests.length;
      await without.goto(site.url);
      const terminal = new TerminalTalk(library(), lang, () => amsterdamTime(now));
      const path: Move[] = [];
      for (let step = 0; step < longestWalk; step++) {
        const shown = await withScripts.evaluate(show);
        expect({ path, ...shown }).toEqual({ path, ...(await without.evaluate(show)) });
        const { options, cards, said } = inTerminal(terminal, opening);
        const reply = terminal.reply();
        expect({ path, options: backLast(shown.options, reply.back) }).toEqual({ path, options });
        expect({ path, cards: shown.cards.map(inAnyOrder) }).toEqual({ path, cards: cards.map(inAnyOrder) });
        expect({ path, missing: said.filter((text) => !shown.talk.includes(text)) }).toEqual({
          path,
          missing: [],
        });
        screens++;
        if (cards.length > 0) withCards++;
        // The way back from an emergency has a test of its own, below.
        if (reply.emergency || (cards.length > 0 && step > 3 && random() < 0.7)) break;
        const next = someMove(random, { ...reply, answered: [] });
        path.push(next);
        await withScripts.evaluate(move, next);
        await moveByForm(without, next);
        // An empty line ends a talk in the terminal and changes nothing on a page.
        if ('code' in next) terminal.type(String(options.findIndex(([code]) => code === next.code) + 1));
        else if (next.typed.trim() !== '') terminal.type(next.typed);
      }
      // The page with scripts took no part in what was sent.
      const gets = site.requests.slice(requests).filter(({ method }) => method === 'GET');
      expect(gets.map(({ path: asked }) => asked)).toEqual(['/']);
    }
    await withScripts.context().close();
    await without.context().close();
    await site.close();
    return { screens, withCards };
  }

  it(
    `is the same with scripts, without them, and in the terminal, on ${walks} random walks in every language`,
    async () => {
      const done = await Promise.all(codes.map(walkIn));
      for (const { screens, withCards } of done) {
        expect(screens).toBeGreaterThan((walks / codes.length) * 4);
        expect(withCards).toBeGreaterThan(walks / codes.length / 2);
      }
    },
    patienceMs,
  );

  it.each(codes)('leads back from an emergency in the terminal too, by the number that stands there (%s)', (lang) => {
    const terminal = new TerminalTalk(library(), lang, () => ({ year: 2026, month: 11, day: 23, minutes: 600 }));
    const choose = (code: string): void => {
      const index = numberedOptions(terminal.reply()).findIndex(({ input }) => input === code);
      terminal.type(String(index + 1));
    };
    choose('choose:who=self');
    choose('facts:danger=yes');
    expect(terminal.reply().emergency).toBe(true);
    choose('back:1');
    expect(terminal.reply().emergency).toBe(false);
    expect(terminal.reply().answered).toHaveLength(1);
  });
});
