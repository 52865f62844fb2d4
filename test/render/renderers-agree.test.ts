/**
 * Two renderers, one reply: on random walks through the real content the page and the terminal offer the same options and
 * lead to the same people.
 */
import { describe, expect, it } from '@jest/globals';
import { seeded } from '../../src/content/check/door-check.ts';
import type { Answers } from '../../src/core/answers.ts';
import { compose } from '../../src/core/compose.ts';
import { take, talk, type View } from '../../src/core/converse.ts';
import { screenFor } from '../../src/core/dialog.ts';
import { decodeInput } from '../../src/core/input.ts';
import type { Reply } from '../../src/core/reply.ts';
import { turnByTyping } from '../../src/core/turn.ts';
import { renderReply } from '../../src/render/html.ts';
import { numberedOptions, renderTerminal } from '../../src/render/terminal.ts';
import { sentencesToCalibrate } from '../../training/sentences.ts';
import { library, monday, projectRoot } from '../support/content.ts';

const walks = 2000;
const longestWalk = 14;
const { content, visitable, languages, texts } = library();

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}

/** The labels of the buttons that answer, by the input they send. */
function optionsOnPage(html: string): ReadonlyMap<string, string> {
  const buttons = [...html.matchAll(/<button[^>]*name="input" value="([^"]*)"[^>]*>([\s\S]*?)<\/button>/g)];
  return new Map(buttons.map(([, input = '', label = '']) => [input, plain(label)]));
}

function namesOnPage(html: string): readonly string[] {
  return [...html.matchAll(/<li class="card"><h3[^>]*>([\s\S]*?)<\/h3>/g)].map(([, name = '']) => plain(name));
}

/** `  3) Label` in the terminal, numbered from 1. */
function optionsInTerminal(text: string): readonly string[] {
  return [...text.matchAll(/^ {0,2}\d{1,2}\) (.*)$/gm)].map(([, label = '']) => label);
}

function namesInTerminal(text: string): readonly string[] {
  return [...text.matchAll(/^\d{1,2}\. (.*)$/gm)].map(([, name = '']) => name);
}

function show(reply: Reply, lang: string): { readonly page: string; readonly terminal: string } {
  const page = renderReply(reply, {
    texts: texts(lang),
    languages,
    exitUrl: 'https://www.example.org/',
    framed: false,
    answer: true,
  });
  return { page, terminal: renderTerminal(reply) };
}

function differences(reply: Reply, lang: string): readonly string[] {
  const { page, terminal } = show(reply, lang);
  const onPage = optionsOnPage(page);
  const inTerminal = optionsInTerminal(terminal);
  const found: string[] = [];
  numberedOptions(reply).forEach(({ input, label }, index) => {
    if (onPage.get(input) === undefined) found.push(`not on the page: ${label}`);
    if (inTerminal[index] !== label) found.push(`not in the terminal: ${label}`);
  });
  const cards = reply.parts.flatMap((part) => (part.type === 'routes' ? part.routes : []));
  const names = cards.map(({ name }) => name);
  if (namesOnPage(page).join() !== names.join()) found.push(`cards on the page: ${namesOnPage(page).join()}`);
  if (namesInTerminal(terminal).join() !== names.join())
    found.push(`cards in the terminal: ${namesInTerminal(terminal).join()}`);
  for (const { links } of cards) {
    for (const { href, label } of links) {
      if (!page.includes(`href="${href.replaceAll('&', '&amp;')}"`)) found.push(`no link on the page: ${label}`);
      if (!terminal.includes(label)) found.push(`no link in the terminal: ${label}`);
    }
  }
  return found;
}

describe('the page and the terminal', () => {
  it(`offer the same options and routes on ${walks} random walks, in every language`, () => {
    const random = seeded(7);
    const found: string[] = [];
    let screens = 0;
    for (let walk = 0; walk < walks; walk++) {
      const lang = languages[walk % languages.length]?.code ?? 'nl';
      const sentences = sentencesToCalibrate(projectRoot, lang).map(({ text }) => text);
      let answers: Answers = [];
      let view: View = talk;
      for (let step = 0; step < longestWalk; step++) {
        const reply = compose(content, texts(lang), screenFor(content.dialogs, answers), view, monday);
        screens++;
        found.push(...differences(reply, lang));
        if (reply.typing !== null && random() < 0.15) {
          const typed = sentences[Math.floor(random() * sentences.length)] ?? '';
          ({ answers, view } = turnByTyping(library(), texts(lang), { answers, view }, typed, monday));
          continue;
        }
        const next = reply.options.filter(({ group }) => group !== 'restart');
        const input = decodeInput(next[Math.floor(random() * next.length)]?.input ?? '');
        if (input === null) break;
        ({ answers, view } = take(content.dialogs, visitable, answers, input));
      }
    }
    expect(screens).toBeGreaterThan(walks * 4);
    expect([...new Set(found)]).toEqual([]);
  });
});
