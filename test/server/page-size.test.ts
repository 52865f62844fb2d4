/**
 * Every page of the plain site arrives in the first flight of a connection: at most 13,000 bytes of body on the wire.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { seeded } from '../../src/content/check/door-check.ts';
import type { Answers } from '../../src/core/answers.ts';
import { compose } from '../../src/core/compose.ts';
import { take, talk, type View } from '../../src/core/converse.ts';
import { screenFor } from '../../src/core/dialog.ts';
import { decodeInput } from '../../src/core/input.ts';
import { renderPage } from '../../src/render/document.ts';
import { library, monday } from '../support/content.ts';

const most = 13_000;
const boot = readFileSync('dist/web/boot.js', 'utf8');
const { content, visitable, languages, texts } = library();

/** As the server sends it (its compression uses this quality). */
function bytesOnTheWire(page: string): number {
  return brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
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
    expect(largest).toBeLessThanOrEqual(most);
  });
});
