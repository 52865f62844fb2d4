/**
 * The cards are what Microsoft's own reader of Adaptive Cards 1.5 takes them for: every element, every property, every value.
 */
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { seeded } from '../../src/content/check/door-check.ts';
import { readContent } from '../../src/content/load.ts';
import { Reader } from '../../src/content/reader.ts';
import { textsByKey } from '../../src/content/text-files.ts';
import { compose } from '../../src/core/compose.ts';
import { type Turn, take, talk } from '../../src/core/converse.ts';
import { screenFor } from '../../src/core/dialog.ts';
import { decodeInput } from '../../src/core/input.ts';
import type { Reply } from '../../src/core/reply.ts';
import { turnByTyping } from '../../src/core/turn.ts';
import { renderAdaptiveCard } from '../../src/render/adaptive-card.ts';
import { numberedOptions } from '../../src/render/terminal.ts';
import { sentencesToCalibrate } from '../../training/sentences.ts';
import { library, monday, projectRoot } from '../support/content.ts';
import { everything } from '../support/extent.ts';

/** What we use of the package, which is made for browsers and has no exports for Node. */
interface CardReader {
  readonly Versions: { readonly v1_5: unknown };
  readonly SerializationContext: new (
    version: unknown,
  ) => {
    readonly eventCount: number;
    getEventAt(index: number): { readonly message: string };
  };
  readonly AdaptiveCard: new () => {
    parse(card: unknown, context: unknown): void;
    toJSON(context: unknown): unknown;
    validateProperties(): { readonly validationEvents: readonly { readonly message: string }[] };
  };
}
const reader = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as CardReader;

/** A message in Teams may be 28 kB large, and something stands around the card. */
const mostBytes = 27_000;

/** The names of all properties, by the path to them. */
function pathsIn(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, one]) => pathsIn(one, `${path}/${name}`));
}

/** Left out of what is written again because they are the usual. */
const usual = /\/rtl$|\/isVisible$/;
/** Its pattern for languages remembers where it stopped, so it takes every second language for none. */
const itsOwnFault = /for property "lang"|^no such property: \/lang$/;

function faultsIn(card: unknown): readonly string[] {
  const context = new reader.SerializationContext(reader.Versions.v1_5);
  const read = new reader.AdaptiveCard();
  read.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  const lacking = read.validateProperties().validationEvents.map(({ message }) => message);
  const again = new Set(pathsIn(read.toJSON(new reader.SerializationContext(reader.Versions.v1_5))));
  const unknown = pathsIn(card).filter((path) => !again.has(path) && !usual.test(path));
  return [...events, ...lacking, ...unknown.map((path) => `no such property: ${path}`)].filter(
    (fault) => !itsOwnFault.test(fault),
  );
}

const { content, visitable, languages, texts } = library();

function cardOf(reply: Reply, lang: string): ReturnType<typeof renderAdaptiveCard> {
  return renderAdaptiveCard(reply, { texts: texts(lang, 'bot'), at: '0-0' });
}

/** Every action on a card, wherever it stands. */
function* actionsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof value !== 'object' || value === null) return;
  const one = value as Readonly<Record<string, unknown>>;
  if (typeof one.type === 'string' && one.type.startsWith('Action.')) yield one;
  for (const inner of Object.values(one)) yield* actionsIn(inner);
}

function inputsOn(card: unknown): readonly string[] {
  return [...actionsIn(card)].flatMap(({ data }) =>
    typeof data === 'object' && data !== null && 'input' in data ? [String(data.input)] : [],
  );
}

/** Addresses in the texts of a card that the reply does not have: one wrong digit may hurt somebody. */
function wrongLinks(card: unknown, { numbers, parts }: Reply): readonly string[] {
  const links = parts.flatMap((part) =>
    part.type === 'routes'
      ? part.routes.flatMap(({ links: own, standIn, also }) => [
          ...own,
          ...(standIn?.links ?? []),
          ...also.flatMap((other) => other.links),
        ])
      : [],
  );
  const known = new Set([...numbers, ...links].map(({ href }) => href));
  const written = [...JSON.stringify(card).matchAll(/\]\(([^)]*)\)/g)].map(([, href = '']) => href);
  return written.filter((href) => !known.has(href)).map((href) => `a link to ${href}`);
}

describe('the reader of cards', () => {
  it('finds what is wrong with one', () => {
    const wrong = {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [
        { type: 'TextBlock', text: 'x', size: 'huge' },
        { type: 'Text' },
        { type: 'TextBlock', text: 'x', colour: 'red' },
      ],
    };
    expect(faultsIn(wrong)).toEqual(
      expect.arrayContaining([
        'Invalid value "huge" for property "size".',
        'Unknown element type "Text". Fallback will be used if present.',
        'no such property: /body/2/colour',
      ]),
    );
  });
});

describe('a reply as a card', () => {
  it('is a card of version 1.5 with every option and route, on random walks in every language', () => {
    const random = seeded(23);
    const faults = new Set<string>();
    let largest = 0;
    let screens = 0;
    for (let walk = 0; walk < (everything ? 4_000 : 300); walk++) {
      const lang = languages[walk % languages.length]?.code ?? 'nl';
      const sentences = sentencesToCalibrate(projectRoot, lang).map(({ text }) => text);
      let turn: Turn = { answers: [], view: talk };
      for (let step = 0; step < 12; step++) {
        const reply = compose(content, texts(lang, 'bot'), screenFor(content.dialogs, turn.answers), turn.view, monday);
        const card = cardOf(reply, lang);
        screens++;
        largest = Math.max(largest, Buffer.byteLength(JSON.stringify(card)));
        for (const fault of faultsIn(card)) faults.add(fault);
        const inputs = inputsOn(card);
        for (const { input } of numberedOptions(reply))
          if (!inputs.includes(input)) faults.add(`not on the card: ${input}`);
        const names = reply.parts.flatMap((part) =>
          part.type === 'routes' ? part.routes.map(({ name }) => name) : [],
        );
        const shown = JSON.stringify(card).replace(/[\u2066\u2069]/g, '');
        for (const name of names)
          if (!shown.includes(JSON.stringify(name).slice(1, -1))) faults.add(`no card for ${name}`);
        for (const link of wrongLinks(card, reply)) faults.add(link);
        for (const { type } of actionsIn(card))
          if (!['Action.Submit', 'Action.OpenUrl', 'Action.ToggleVisibility'].includes(String(type)))
            faults.add(`an action of type ${String(type)}`);
        if (card.actions.length > 6) faults.add(`${card.actions.length} buttons at the foot`);
        if (reply.typing !== null && random() < 0.2) {
          const typed = sentences[Math.floor(random() * sentences.length)] ?? '';
          turn = turnByTyping(library(), texts(lang, 'bot'), turn, typed, monday);
          continue;
        }
        const next = reply.options.filter(({ group }) => group !== 'restart');
        const input = decodeInput(next[Math.floor(random() * next.length)]?.input ?? '');
        if (input === null) break;
        turn = take(content.dialogs, visitable, turn.answers, input);
      }
    }
    expect(screens).toBeGreaterThan(1_000);
    expect([...faults]).toEqual([]);
    expect(largest).toBeLessThanOrEqual(mostBytes);
  });

  it('turns no number around among letters that run from right to left', () => {
    for (const lang of ['ar', 'fa']) {
      const reply = compose(content, texts(lang, 'bot'), screenFor(content.dialogs, []), talk, monday);
      const card = JSON.stringify(cardOf(reply, lang));
      expect(card).toContain('[\u2066+31 247 247 247\u2069](tel:+31247247247)');
      expect(cardOf(reply, lang).rtl).toBe(true);
    }
  });

  it('names no theme where a program shows something else than the card', () => {
    for (const { code } of languages)
      expect(
        cardOf(compose(content, texts(code, 'bot'), screenFor(content.dialogs, []), talk, monday), code).fallbackText,
      ).toBe(texts(code).say('ui:title'));
  });

  it('holds no mark that a card would take for formatting', () => {
    // Cards read these as bold, italics and links; no text of ours has one, and so none has to be escaped.
    const files = readContent(new Reader(projectRoot));
    const marked = (files?.locales ?? []).flatMap((locale) =>
      [...textsByKey(locale)]
        .filter(([, text]) => /[*`[\]]|__|(^|\s)_|^[-+] /.test([text].flat().join('\n')))
        .map(([key]) => key),
    );
    expect(files?.locales).toHaveLength(languages.length);
    expect(marked).toEqual([]);
  });
});
