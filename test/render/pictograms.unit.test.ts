import { describe, expect, it } from '@jest/globals';
import type { CompiledDialogs } from '../../src/core/dialog.ts';
import { encodeInput } from '../../src/core/input.ts';
import { pictogramOf, pictures, signs } from '../../src/render/pictograms.ts';
import { library } from '../support/content.ts';

const { dialogs } = library().content;

/** Every question and every offer of the content, with the values it may have. */
function askedIn({ start, themes }: CompiledDialogs): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const { questions, offers } of [start, ...Object.values(themes)]) {
    for (const { id, options } of questions) {
      const values = asked.get(id) ?? new Set();
      for (const option of options) values.add(option.id);
      asked.set(id, values);
    }
    for (const { offer } of offers) asked.set(offer.id, new Set(['yes']));
  }
  return asked;
}

const asked = askedIn(dialogs);
const offers = new Set(
  [dialogs.start, ...Object.values(dialogs.themes)].flatMap((talk) => talk.offers.map(({ offer }) => offer.id)),
);
const choices = [...asked].flatMap(([fact, values]) => [...values].map((value) => ({ fact, value })));

function codeOf(fact: string, value: string): string {
  const answer = { fact, value };
  return encodeInput(offers.has(fact) ? { type: 'facts', answers: [answer] } : { type: 'choose', answer });
}

/** What a typed line may lead to before everything else; plain facts of the vocabulary. */
const statedFirst = [
  { fact: 'urgency', value: 'emergency' },
  { fact: 'selfHarm', value: 'true' },
] as const;

/** The drawing that a choice shows, or null. */
function drawingOf(fact: string, value: string): string | null {
  const shown = pictogramOf(codeOf(fact, value));
  return shown === null ? null : (/ d="([^"]+)"/.exec(shown.html)?.[1] ?? '');
}

describe('the pictures beside choices', () => {
  it('belong to questions, answers and offers that exist', () => {
    for (const sign of Object.keys(signs)) {
      const [fact = '', value = ''] = sign.split('=');
      const meant = [...choices, ...statedFirst].filter(
        (choice) => (fact === '*' || choice.fact === fact) && (value === '*' || choice.value === value),
      );
      expect({ sign, stands: meant.length > 0 }).toEqual({ sign, stands: true });
    }
  });

  it('stand beside every answer to each question, so that no row is half filled', () => {
    const bare = choices.filter(({ fact, value }) => drawingOf(fact, value) === null);
    expect(choices.length).toBeGreaterThan(80);
    expect(bare).toEqual([]);
  });

  it('differ between the answers to one question', () => {
    for (const [fact, values] of asked) {
      const drawings = [...values].map((value) => drawingOf(fact, value));
      expect({ fact, different: new Set(drawings).size }).toEqual({ fact, different: values.size });
    }
  });

  it('differ between the offers that can stand on one screen', () => {
    const drawings = [...offers].map((offer) => drawingOf(offer, 'yes'));
    expect(drawings.length).toBeGreaterThan(6);
    expect(new Set(drawings).size).toBe(drawings.length);
  });

  it('are each used somewhere', () => {
    const used = new Set(choices.map(({ fact, value }) => drawingOf(fact, value)));
    used.add(drawingOf('municipality', 'GM0363'));
    // Beside a number to call.
    used.add(pictures.call);
    for (const [name, drawing] of Object.entries(pictures)) {
      expect({ name, used: used.has(drawing) }).toEqual({ name, used: true });
    }
  });

  it('show danger the same way wherever it can be said', () => {
    expect(pictogramOf('facts:danger=yes')).not.toBeNull();
    expect(pictogramOf('choose:marriage-now=now')).toEqual(pictogramOf('facts:danger=yes'));
  });

  it('show one and the same sign for everything that may stay unsaid', () => {
    const unsaid = choices.filter(({ value }) => value === 'unknown').map(({ fact }) => drawingOf(fact, 'unknown'));
    expect(unsaid.length).toBeGreaterThan(10);
    expect(new Set(unsaid).size).toBe(1);
  });

  it('stand beside every place that is found', () => {
    expect(pictogramOf('choose:municipality=GM0363')).not.toBeNull();
    expect(pictogramOf('choose:municipality=GM0363')).toEqual(pictogramOf('choose:municipality=GM1680'));
  });

  it('are of several answers at once that of the last: the others are said above the choice', () => {
    expect(pictogramOf('facts:who=self,theme=coming-out')).toEqual(pictogramOf('choose:theme=coming-out'));
    expect(pictogramOf('facts:who=self,theme=coming-out')).not.toBeNull();
  });

  it('are not there for what is no answer and for what is no input', () => {
    const none = ['visit:menu', 'back:0', 'language:nl', 'choose:who=nobody', 'who=self', ''];
    for (const input of none) expect({ input, shown: pictogramOf(input) }).toEqual({ input, shown: null });
  });

  it('are passed over by a screen reader and by the keyboard, and take the colour of the words', () => {
    for (const { fact, value } of choices) {
      expect(pictogramOf(codeOf(fact, value))?.html).toMatch(
        /^<svg class="pic( turns)?" viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" [^>]*><path d="[^"]+"\/><\/svg>$/,
      );
    }
  });

  it('turn round with the script only where a picture has a direction: the question mark', () => {
    const turning = choices.filter(({ fact, value }) => pictogramOf(codeOf(fact, value))?.html.includes('turns'));
    expect(new Set(turning.map(({ value }) => value))).toEqual(new Set(['unknown']));
  });

  it('are path data that stays small: less than 5 kB together', () => {
    const drawings = Object.values(pictures);
    for (const drawing of drawings) expect(drawing).toMatch(/^M[\d .\-achlmqvzACHLMQVZ]+$/);
    expect(new TextEncoder().encode(drawings.join('')).length).toBeLessThan(5_000);
  });
});
