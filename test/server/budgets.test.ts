/**
 * What travels to a browser stays small, in every language: a page arrives in the first flight of a connection, and what a
 * whole talk needs arrives before it is needed. `npm run size` shows the same figures.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { budgets, type Weight, weigh } from '../../bench/size/weigh.ts';
import { seeded } from '../../src/content/check/door-check.ts';
import type { Answers } from '../../src/core/answers.ts';
import { compose } from '../../src/core/compose.ts';
import { take, talk, type View } from '../../src/core/converse.ts';
import { screenFor } from '../../src/core/dialog.ts';
import { decodeInput } from '../../src/core/input.ts';
import { renderPage } from '../../src/render/document.ts';
import { library, monday } from '../support/content.ts';

const boot = readFileSync('dist/web/boot.js', 'utf8');
const { content, visitable, languages, texts } = library();
let weights: readonly Weight[] = [];

// Ten languages are packed as small as they go: seconds, and more on a machine that is busy.
beforeAll(async () => {
  weights = await weigh(library());
}, 120_000);

function over(pattern: RegExp): readonly Weight[] {
  const found = weights.filter(({ what }) => pattern.test(what));
  // A budget that nothing is held against proves nothing.
  expect(found.length).toBeGreaterThan(0);
  return found.filter(({ bytes, most }) => bytes > most || bytes < 500);
}

describe('what travels to a browser', () => {
  it('is at most 1,500 bytes for the page of a partner, until somebody opens the talk', () => {
    expect(over(/^loader/)).toEqual([]);
  });

  it.each(languages.map(({ code }) => code))(
    'is in %s at most 13,000 bytes for a first view, 30,000 for understanding and 120,000 for everything but the view',
    (code) => {
      expect(over(new RegExp(`^first view .* in ${code},`))).toEqual([]);
      expect(over(new RegExp(`^understanding in ${code},`))).toEqual([]);
      expect(over(new RegExp(`^everything .* in ${code},`))).toEqual([]);
    },
  );
});

/** As the server sends it (its compression uses this quality, and this level). */
function bytesOnTheWire(page: string): number {
  const brotli = brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  return Math.max(brotli.length, gzipSync(page).length);
}

describe('the pages of the plain site', () => {
  it('are at most 13,000 bytes each, on 400 random walks in every language', () => {
    const random = seeded(11);
    let largest = 0;
    for (let walk = 0; walk < 400; walk++) {
      const lang = languages[walk % languages.length]?.code ?? 'nl';
      // As long as a sealed talk ever is.
      const page = {
        texts: texts(lang),
        languages,
        exitUrl: 'https://www.example.org/',
        framed: false,
        state: 'x'.repeat(900),
        answer: true,
        action: '/',
        script: boot,
        takeover: { root: '/', edition: '0123456789ab', said: 'x'.repeat(300), view: '{"type":"talk"}' },
      };
      let answers: Answers = [];
      let view: View = talk;
      for (let step = 0; step < 12; step++) {
        const reply = compose(content, texts(lang), screenFor(content.dialogs, answers), view, monday);
        largest = Math.max(largest, bytesOnTheWire(renderPage(reply, page)));
        const next = reply.options.filter(({ group }) => group !== 'restart');
        const input = decodeInput(next[Math.floor(random() * next.length)]?.input ?? '');
        if (input === null) break;
        ({ answers, view } = take(content.dialogs, visitable, answers, input));
      }
    }
    expect(largest).toBeGreaterThan(3_000);
    expect(largest).toBeLessThanOrEqual(budgets.page);
  });
});
