/**
 * What WCAG 2.2 asks beyond what a machine finds by itself: room for large letters and wide spacing, targets, the focus,
 * directions and languages, what is said when something changes, and nothing that moves.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Frame, Page } from 'playwright-core';
import type { Library } from '../../src/content/library.ts';
import { readLetters } from '../../src/content/packed/letters.ts';
import { everything } from '../support/extent.ts';
import { pseudoLanguage, withPseudoLanguage } from '../support/pseudo-language.ts';
import { launchBrowser, type Site, startSite } from './browser.ts';
import { openLanguages, screens, turn } from './screens.ts';
import { enter, newPage, press, type StateName, stateNames, type Visitor } from './states.ts';

let browser: Browser;
let site: Site;
let library: Library;

beforeAll(async () => {
  library = withPseudoLanguage();
  site = await startSite({ EXIT_URL: 'https://weather.example/', REQUESTS_PER_MINUTE: '1000000' }, library);
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function inState<T>(
  visitor: Visitor,
  state: StateName,
  use: (view: Page | Frame, page: Page) => Promise<T>,
): Promise<T> {
  const page = await newPage(browser, visitor);
  try {
    return await use(await enter(page, site.url, state), page);
  } finally {
    await page.context().close();
  }
}

// --- What is looked at in the page ------------------------------------------------------------------------------------

/** Words, boxes and targets of a page; put into it as text, so that nothing of a test's own wrapping comes along. */
const eyes = `window.eyes = {
  seen: (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
    element.closest('.hid,.jump:not(:focus)') === null && getComputedStyle(element).clipPath === 'none',
  name: (element) => element.nodeName + '.' + element.className + ' "' + (element.textContent || element.value || '').trim().slice(0, 40) + '"',
  /** Each piece of text with its lines as boxes. */
  words: () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.trim() === '' || !eyes.seen(node.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      found.push({ node, rects: [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1) });
    }
    return found;
  },
  targets: () => [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary')].filter(eyes.seen),
};`;

/** What leaves the page at the side, or can only be seen by scrolling there. */
function sideways(view: Page | Frame): Promise<readonly string[]> {
  return view.evaluate<readonly string[]>(`(() => {
    ${eyes}
    const width = document.documentElement.clientWidth;
    const out = eyes.words()
      .filter(({ rects }) => rects.some(({ left, right }) => left < -1 || right > width + 1))
      .map(({ node }) => node.data.trim().slice(0, 40));
    const wide = eyes.targets()
      .filter((one) => { const { left, right } = one.getBoundingClientRect(); return left < -1 || right > width + 1; })
      .map(eyes.name);
    const scrolls = document.scrollingElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    return [...scrolls, ...out, ...wide];
  })()`);
}

/** Words that lie over other words, or that their box cuts off. */
function lost(view: Page | Frame): Promise<readonly string[]> {
  return view.evaluate<readonly string[]>(`(() => {
    ${eyes}
    scrollTo(0, 0);
    const words = eyes.words();
    const short = ({ node }) => node.data.trim().slice(0, 40);
    // Boxes of neighbouring lines touch; what overlaps by more than a few dots cannot be read.
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
    const header = document.querySelector('.top');
    const overlaid = words.flatMap((one, index) => words.slice(index + 1)
      .filter((other) => header.contains(one.node) === header.contains(other.node))
      .filter((other) => one.rects.some((a) => other.rects.some((b) => over(a, b))))
      .map((other) => short(one) + ' | ' + short(other)));
    const cut = words.filter(({ node, rects }) => {
      for (let box = node.parentElement; box !== null && box !== document.body; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        const { top, bottom, left, right } = box.getBoundingClientRect();
        const rolls = /auto|scroll/.test(overflowY);
        if (rects.some((rect) => rect.top < top - 2 || (rect.bottom > bottom + 2 && !rolls) || rect.left < left - 2 || rect.right > right + 2)) return true;
      }
      return false;
    }).map((one) => 'cut off: ' + short(one));
    const reach = document.getElementById('cover');
    const scrolls = reach !== null && /auto|scroll/.test(getComputedStyle(reach).overflowY);
    const unreachable = words.filter(({ node, rects }) => reach?.contains(node) &&
      rects.some(({ top, bottom }) => top < 0 || (bottom > innerHeight && !scrolls)));
    const exit = document.querySelector('.top .exit').getBoundingClientRect();
    const underExit = words.filter(({ node, rects }) => !header.contains(node) && rects.some((rect) => over(rect, exit)));
    return [...overlaid, ...cut, ...unreachable.map((one) => 'out of reach: ' + short(one)), ...underExit.map((one) => 'under the way out: ' + short(one))];
  })()`);
}

const mainActions = '.opt,.send,.exit,.numbers a,.call,summary,[name=typed]';

/** Targets that are smaller than a finger needs. A link in a sentence is as high as its line (WCAG 2.5.8, inline). */
function small(view: Page | Frame): Promise<readonly string[]> {
  return view.evaluate<readonly string[]>(`(() => {
    ${eyes}
    return eyes.targets().flatMap((target) => {
      const { width, height } = target.getBoundingClientRect();
      const { display, lineHeight } = getComputedStyle(target);
      const high = display === 'inline' ? parseFloat(lineHeight) : height;
      const least = target.matches('${mainActions}') ? 44 : 24;
      return Math.min(width, high) < least - 0.5 ? [eyes.name(target) + ' ' + Math.round(width) + ' x ' + Math.round(high)] : [];
    });
  })()`);
}

/** Neighbours in the order of the document of which the later one stands before the earlier one on the screen. */
function outOfOrder(view: Page | Frame): Promise<readonly string[]> {
  return view.evaluate<readonly string[]>(`(() => {
    ${eyes}
    scrollTo(0, 0);
    const blocks = 'h1,h2,h3,p,li,summary,label,a,button,input';
    const rtl = document.documentElement.dir === 'rtl';
    const leaves = [...document.querySelectorAll('body :is(' + blocks + ')')].filter(eyes.seen)
      .filter((one) => one.querySelector(blocks) === null && getComputedStyle(one).display !== 'inline');
    const before = (a, b) => {
      const [one, other] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
      const beyond = rtl ? other.right <= one.left + 1 : other.left >= one.right - 1;
      // In two columns the second one may well begin higher.
      if (other.bottom <= one.top + 1) return !beyond;
      const sameRow = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4;
      return sameRow && (rtl ? other.left >= one.right - 1 : other.right <= one.left + 1);
    };
    const wrong = leaves.flatMap((one, index) => {
      const next = leaves[index + 1];
      // What is inside a part that reads from left to right does so on every page.
      return next && one.closest('[dir=ltr]:not(html)') === null && before(one, next) ? [eyes.name(one) + ' | ' + eyes.name(next)] : [];
    });
    return [...wrong, ...[...document.querySelectorAll('[tabindex]')].filter(({ tabIndex }) => tabIndex > 0).map(eyes.name)];
  })()`);
}

/** Numbers and dates that letters from right to left have turned around, or that are broken over lines. */
function turnedNumbers(view: Page | Frame): Promise<readonly string[]> {
  return view.evaluate<readonly string[]>(`(() => {
    ${eyes}
    return eyes.words().flatMap(({ node }) => [...node.data.matchAll(/\\+?\\(?\\d[\\d ()-]{4,}\\d/g)].flatMap(({ index, 0: number }) => {
      const at = (from) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from + 1);
        return range.getBoundingClientRect();
      };
      const first = at(index);
      const last = at(index + number.length - 1);
      const fine = node.parentElement.closest('[dir=ltr],html').dir === 'ltr' && first.left < last.left && Math.abs(first.top - last.top) < 3;
      return fine ? [] : [number];
    }));
  })()`);
}

/** The distances that WCAG 1.4.12 wants to be possible. */
const wideSpacing = `*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
  p,li{margin-block-end:2em!important}`;

async function space(view: Page | Frame): Promise<void> {
  await view.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, wideSpacing);
}

const phone = { width: 320, height: 640 };
/** A window of 1280 by 1024 at 400 %. */
const magnified = { width: 320, height: 256 };
/** From right to left and longer than the others; of those only what differs most in a normal run. */
const tried = [pseudoLanguage, 'nl', 'en'].flatMap((lang) =>
  (everything || lang === pseudoLanguage ? stateNames : (['opening', 'every fold is open'] as const)).map((state) => ({
    state,
    lang,
  })),
);

describe('a page', () => {
  it.each(tried)(
    '"$state" in $lang fits where little fits, keeps its order, and can be hit',
    async ({ state, lang }) => {
      await inState({ lang, viewport: phone }, state, async (view, page) => {
        const found: Record<string, readonly string[]> = {
          'beside the page': await sideways(view),
          'over one another': await lost(view),
          'too small': await small(view),
          'out of order': await outOfOrder(view),
          'numbers turned': await turnedNumbers(view),
        };
        await page.setViewportSize(magnified);
        found['beside the page at 400 %'] = await sideways(view);
        found['over one another at 400 %'] = await lost(view);
        found['too small at 400 %'] = await small(view);
        await space(view);
        found['beside the page at 400 % and spaced'] = await sideways(view);
        found['over one another at 400 % and spaced'] = await lost(view);
        await page.setViewportSize(phone);
        found['beside the page, spaced'] = await sideways(view);
        found['over one another, spaced'] = await lost(view);
        await page.setViewportSize({ width: 1280, height: 800 });
        found['over one another on a desk, spaced'] = await lost(view);
        found['out of order on a desk'] = await outOfOrder(view);
        const faults = Object.entries(found).filter(([, faulty]) => faulty.length > 0);
        expect(Object.fromEntries(faults)).toEqual({});
      });
    },
  );
});

describe('the focus', () => {
  interface Stop {
    readonly name: string;
    readonly hidden: boolean;
    readonly coversExit: boolean;
    readonly outline: number;
    readonly contrast: number;
  }

  /** What has the focus now: null once the page is left behind. */
  function stop(page: Page): Promise<Stop | null> {
    return page.evaluate<Stop | null>(`(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const { top, bottom } = element.getBoundingClientRect();
      const header = document.querySelector('.top');
      const floor = header.contains(element) || element.closest('.jump') ? 0 : header.getBoundingClientRect().bottom;
      const fits = bottom - top <= innerHeight - floor;
      const hidden = fits ? top < floor - 1 || bottom > innerHeight + 1 : bottom <= floor || top >= innerHeight;
      const exit = document.querySelector('.top .exit:not(.jump)').getBoundingClientRect();
      const there = document.elementFromPoint((exit.left + exit.right) / 2, (exit.top + exit.bottom) / 2);
      const style = getComputedStyle(element);
      const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => part / 255).map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const [dark, bright] = [light(style.outlineColor), light(getComputedStyle(document.documentElement).backgroundColor)].sort((a, b) => a - b);
      return {
        name: element.nodeName + '.' + element.className + ' ' + element.textContent.trim().slice(0, 40) + ' (' + Math.round(top) + ' to ' + Math.round(bottom) + ', below ' + Math.round(floor) + ')',
        hidden,
        coversExit: there?.closest('.top .exit:not(.jump)') === null,
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        contrast: (bright + 0.05) / (dark + 0.05),
      };
    })()`);
  }

  const sizes = {
    'a phone': { width: 390, height: 844 },
    'a window at 400 %': magnified,
    'a desk': { width: 1280, height: 800 },
  } as const;

  it.each(Object.entries(sizes))(
    'is in sight and outlined at every stop on %s, forwards and back',
    async (_name, viewport) => {
      for (const lang of everything ? ['nl', 'en', pseudoLanguage] : [pseudoLanguage]) {
        await inState({ lang, viewport }, 'every fold is open', async (_view, page) => {
          const stops: Stop[] = [];
          for (const key of ['Tab', 'Shift+Tab']) {
            const before = stops.length;
            for (let presses = 0; presses < 150; presses++) {
              await page.keyboard.press(key);
              const now = await stop(page);
              if (now === null) break;
              stops.push(now);
            }
            expect(stops.length - before).toBeGreaterThan(20);
          }
          expect(stops.filter(({ hidden }) => hidden).map(({ name }) => name)).toEqual([]);
          expect(stops.filter(({ coversExit }) => coversExit).map(({ name }) => name)).toEqual([]);
          expect(stops.filter(({ outline, contrast }) => outline < 2 || contrast < 3)).toEqual([]);
        });
      }
    },
  );
});

describe('what a voice is told', () => {
  it('is the new part alone, from its beginning, at every turn', async () => {
    await inState({ lang: 'nl' }, 'opening', async (_view, page) => {
      // Everything that is said by itself, without the focus: nothing.
      await page.evaluate(() => {
        const status = document.getElementById('status');
        if (status === null) throw new Error('no status');
        document.body.dataset.said = '';
        new MutationObserver(() => {
          document.body.dataset.said += status.textContent ?? '';
        }).observe(status, { childList: true, characterData: true, subtree: true });
      });
      const talk = [...screens.cards, 'back:2', 'visit:menu', 'visit:without-my-name', 'back:2', 'read:accessibility'];
      const begins: string[] = [];
      for (const code of talk) {
        await turn(page, () => press(page, code));
        const heard = await page.evaluate(() => {
          const start = document.activeElement;
          const main = document.getElementById('main');
          const live = '[aria-live],[role=status],[role=alert],[role=log],output';
          const own = start?.cloneNode(true);
          if (own instanceof Element) for (const exit of own.querySelectorAll('[data-exit]')) exit.remove();
          return {
            text: own?.textContent?.trim() ?? '',
            isStart: start?.id === 'start' && main?.contains(start) === true,
            starts: document.querySelectorAll('#start').length,
            live: [...document.querySelectorAll(live)]
              .map(({ id, textContent }) => [id, textContent])
              .filter(([id, text]) => id !== 'status' && text !== ''),
            scrolled: scrollY,
          };
        });
        expect(heard).toEqual({
          text: expect.stringMatching(/\p{L}/u),
          isStart: true,
          starts: 1,
          live: [],
          scrolled: 0,
        });
        begins.push(heard.text);
      }
      expect(await page.locator('body').getAttribute('data-said')).toBe('');
      const texts = library.texts('nl', 'browser');
      expect(begins.slice(-5)).toEqual([
        texts.say('questions:where.ask'),
        texts.say('ui:visits'),
        texts.say('visits:without-my-name.question'),
        texts.say('questions:where.ask'),
        texts.say('pages:accessibility.title'),
      ]);
    });
  });

  it('comes after a wrong line too, and after a change of language in that language', async () => {
    await inState({ lang: 'nl' }, 'not understood', async (_view, page) => {
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('start');
      await openLanguages(page);
      await turn(page, () => page.locator('button[value="language:en"]').click());
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('start');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(
        library.texts('en', 'browser').say('ui:not-understood').slice(0, 20),
      );
    });
  });
});

describe('languages and directions', () => {
  const dutchIn = (lang: string): Promise<readonly { text: string; lang: string; dir: string }[]> =>
    inState({ lang }, 'every fold is open', (view) =>
      view.evaluate(() =>
        [...document.querySelectorAll('.card h3, .quote strong, .beside li > p > strong')].map((part) => ({
          text: part.textContent ?? '',
          lang: part.closest('[lang]')?.getAttribute('lang') ?? '',
          dir: getComputedStyle(part).direction,
        })),
      ),
    );

  it.each(['en', pseudoLanguage])(
    'names of Dutch services and sentences to say are Dutch on a page in %s',
    async (lang) => {
      const parts = await dutchIn(lang);
      expect(parts.length).toBeGreaterThan(5);
      expect(parts.filter((part) => part.lang !== 'nl' || part.dir !== 'ltr')).toEqual([]);
    },
  );

  const sentencesIn = (lang: string): readonly string[] => readLetters(library.packTexts(lang)).split(/[\n|]/);

  it('nothing else that is Dutch stands on an English page without saying so', async () => {
    const dutch = new Set(sentencesIn('nl'));
    for (const text of sentencesIn('en')) dutch.delete(text);
    const unsaid = await inState({ lang: 'en' }, 'every fold is open', (view) =>
      view.evaluate(() => {
        const found: string[] = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
          if (node.parentElement?.closest('[lang]')?.getAttribute('lang') !== 'nl')
            found.push(node.textContent?.trim() ?? '');
        return found;
      }),
    );
    expect(unsaid.length).toBeGreaterThan(50);
    expect(unsaid.filter((text) => dutch.has(text))).toEqual([]);
  });

  it('each language is named in itself, and says so', async () => {
    const buttons = await inState({ lang: 'nl' }, 'opening', (view) =>
      view.evaluate(() =>
        [...document.querySelectorAll('.langs button')].map((one) => [
          one.getAttribute('lang'),
          one.getAttribute('dir'),
          one.textContent,
        ]),
      ),
    );
    const others = library.languages.filter(({ code }) => code !== 'nl');
    expect(buttons).toEqual(others.map(({ code, dir, name }) => [code, dir, name]));
  });

  it('a page from right to left begins at the right', async () => {
    await inState({ lang: pseudoLanguage, viewport: { width: 1280, height: 800 } }, 'question', async (view) => {
      const exit = await view.locator('.top .exit').first().boundingBox();
      const numbers = await view.locator('.numbers').boundingBox();
      expect((exit?.x ?? 0) > (numbers?.x ?? 0)).toBe(true);
      expect(await view.locator('html').getAttribute('dir')).toBe('rtl');
      expect(
        await view
          .locator('.opt .pic')
          .first()
          .boundingBox()
          .then((pic) => (pic?.x ?? 0) > 640),
      ).toBe(true);
    });
  });
});

describe('the settings of a reader', () => {
  const moving = (page: Page | Frame): Promise<readonly string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((one) => {
          const { transitionDuration, animationName } = getComputedStyle(one);
          return animationName !== 'none' || transitionDuration.split(',').some((time) => Number.parseFloat(time) > 0);
        })
        .map(({ className }) => String(className)),
    );

  it('nothing moves for who wants nothing to move', async () => {
    expect(await inState({ lang: 'nl', reducedMotion: 'reduce' }, 'every fold is open', moving)).toEqual([]);
    expect((await inState({ lang: 'nl', reducedMotion: 'no-preference' }, 'question', moving)).length).toBeGreaterThan(
      0,
    );
  });

  it.each(['light', 'dark'] as const)(
    'what can be pressed has an edge or a line in forced colours (%s)',
    async (colorScheme) => {
      for (const state of ['opening', 'every fold is open', 'emergency', 'covered'] as const) {
        const flat = await inState({ lang: 'nl', forcedColors: 'active', colorScheme }, state, (view) =>
          view.evaluate<readonly string[]>(`(() => {
          ${eyes}
          const paper = getComputedStyle(document.documentElement).backgroundColor;
          return eyes.targets().filter((target) => {
            const { borderBlockStartWidth, borderBlockStartStyle, borderBlockStartColor, textDecorationLine } = getComputedStyle(target);
            const edged = parseFloat(borderBlockStartWidth) >= 1 && borderBlockStartStyle === 'solid' && borderBlockStartColor !== paper;
            // A fold has its triangle; a number in the header is a link and has the colour of links.
            return !edged && textDecorationLine !== 'underline' && !target.matches('summary, .numbers a');
          }).map(eyes.name);
        })()`),
        );
        expect({ state, flat }).toEqual({ state, flat: [] });
      }
    },
  );

  it('pictures and marks have the colour of the words beside them in forced colours', async () => {
    await inState({ lang: 'nl', forcedColors: 'active', colorScheme: 'dark' }, 'every fold is open', async (view) => {
      const [pictures, marks] = await view.evaluate(() => {
        const ink = getComputedStyle(document.body).color;
        const paper = getComputedStyle(document.body).backgroundColor;
        return [
          [...document.querySelectorAll('.opt .pic')].map((pic) => [
            getComputedStyle(pic).color,
            getComputedStyle(pic.parentElement ?? pic).color,
          ]),
          [...document.querySelectorAll('.list li')]
            .map((item) => getComputedStyle(item, '::before').backgroundColor)
            .filter((colour) => colour !== ink || colour === paper),
        ] as const;
      });
      expect(pictures.length).toBeGreaterThan(0);
      expect(pictures.filter(([picture, words]) => picture !== words)).toEqual([]);
      expect(marks).toEqual([]);
    });
  });

  it.each([
    { lang: 'nl', viewport: phone },
    { lang: pseudoLanguage, viewport: phone },
    { lang: 'nl', viewport: magnified },
    { lang: 'nl', viewport: phone, forcedColors: 'active' },
  ] as const)('the presses of Shift are to be seen on the button: %j', async (visitor) => {
    await inState(visitor, 'opening', async (_view, page) => {
      const button = page.locator('.top .exit').first();
      const counted: number[] = [];
      for (let presses = 0; presses < 3; presses++) {
        const box = await button.boundingBox();
        if (box === null) throw new Error('no way out');
        counted.push(await coloursIn(page, box));
        const inside = await button.evaluate(
          (exit) => exit.scrollWidth <= exit.clientWidth && exit.scrollHeight <= exit.clientHeight,
        );
        expect({ presses, inside }).toEqual({ presses, inside: true });
        if (presses < 2) await page.keyboard.press('Shift');
      }
      // More and more of the button has the colour of its words.
      expect(counted).toEqual([...counted].sort((one, other) => one - other));
      expect(new Set(counted).size).toBe(3);
    });
  });
});

/** How many dots of the picture differ from the colour that most of it has. */
async function coloursIn(page: Page, clip: { x: number; y: number; width: number; height: number }): Promise<number> {
  const picture = (await page.screenshot({ clip, animations: 'disabled' })).toString('base64');
  const other = await page.context().browser()?.newPage();
  if (other === undefined) throw new Error('no browser');
  try {
    return await other.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const paint = canvas.getContext('2d');
      if (paint === null) throw new Error('no canvas');
      paint.drawImage(image, 0, 0);
      const points = [...new Uint32Array(paint.getImageData(0, 0, image.width, image.height).data.buffer)];
      const count = new Map<number, number>();
      for (const point of points) count.set(point, (count.get(point) ?? 0) + 1);
      return points.length - Math.max(...count.values());
    }, picture);
  } finally {
    await other.close();
  }
}

describe('where the talk does not run in the page', () => {
  it('the same fits and keeps its order', async () => {
    for (const state of ['question', 'every fold is open'] as const)
      await inState({ lang: pseudoLanguage, scripted: false, viewport: phone }, state, async (view) => {
        expect([await sideways(view), await lost(view), await small(view), await outOfOrder(view)]).toEqual([
          [],
          [],
          [],
          [],
        ]);
      });
  });
});
