/**
 * What is remembered between two messages: it comes back as it was, in the room there is, and after a change of the content
 * it never means something else.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerCodes, codeOfText, SameCode } from '../../src/bot/answer-codes.ts';
import { codesOf } from '../../src/bot/bot.ts';
import { mostAnswers, packSession, type Session, unpackSession } from '../../src/bot/session.ts';
import type { Answer } from '../../src/core/answers.ts';
import { talk, type View } from '../../src/core/converse.ts';
import { circumstances, factNames, vocabulary } from '../../src/core/situation.ts';
import { topicNames } from '../../src/core/understand/understood.ts';
import { roomBytes } from '../../src/storage/conversations.ts';
import { library } from '../support/content.ts';

const { content, visitable, languages } = library();
const codes = codesOf(library());

const answers: readonly Answer[] = [
  ...[content.dialogs.start, ...Object.values(content.dialogs.themes)].flatMap(({ named }) =>
    [...named.values()].flatMap((step) =>
      step.type === 'offer'
        ? [{ fact: step.id, value: 'yes' }]
        : step.options.map(({ id }) => ({ fact: step.id, value: id })),
    ),
  ),
  ...factNames.flatMap((fact) => vocabulary[fact].map((value) => ({ fact, value }))),
  ...circumstances.map((value) => ({ fact: 'circumstance', value })),
  ...['GM0363', 'GM0000', 'GM9999', 'GM1992'].map((value) => ({ fact: 'municipality', value })),
];
const answer = fc.constantFrom(...answers);

const view: fc.Arbitrary<View> = fc.oneof(
  fc.constant(talk),
  fc.constantFrom('menu', ...visitable.visits.keys()).map((to): View => ({ type: 'visit', to })),
  fc.constantFrom<View>(
    { type: 'place-not-found' },
    { type: 'not-understood' },
    { type: 'not-understood', again: true },
  ),
  fc.nat(mostAnswers).map((keep): View => ({ type: 'alarmed', keep })),
  fc.array(fc.constantFrom('GM0363', 'GM0153', 'GM1992'), { maxLength: 5 }).map(
    (found): View => ({
      type: 'places',
      found: found.map((municipality) => ({ municipality, name: '', match: '', score: 0 })),
    }),
  ),
  fc.record({
    type: fc.constant('proposal' as const),
    ask: fc.boolean(),
    selfHarm: fc.boolean(),
    choices: fc.array(fc.record({ topic: fc.constantFrom(...topicNames), facts: fc.array(answer, { maxLength: 2 }) }), {
      maxLength: 3,
    }),
    question: fc.oneof(fc.constant(null), fc.constantFrom(...visitable.visits.keys())),
  }),
);

const session: fc.Arbitrary<Session> = fc.record({
  answers: fc.array(answer, { maxLength: 8 }),
  view,
  lang: fc.constantFrom(...languages.map(({ code }) => code)),
  agreed: fc.boolean(),
  showing: fc.constantFrom('kept', 'talk', 'languages', 'route'),
  worry: fc.constantFrom('none', 'danger', 'dark-thoughts'),
  card: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 99_999_999_999_999 }).map(String)),
});

describe('a session in bytes', () => {
  it('comes back as it was, in the room there is', () => {
    fc.assert(
      fc.property(session, (one) => {
        const packed = packSession(codes, one);
        expect(packed.length).toBe(roomBytes);
        const again = unpackSession(codes, packed);
        expect({ ...again, view: null }).toEqual({ ...one, view: null });
        // A view that finds no room is left out; the answers never are.
        expect([one.view, talk]).toContainEqual(again.view);
      }),
      { numRuns: 2_000, seed: 3 },
    );
  });

  it('keeps the view of every talk of eight answers that one tap can follow', () => {
    for (const one of visitable.visits.keys()) {
      const kept: Session = {
        answers: answers.slice(0, 8),
        view: { type: 'visit', to: one },
        lang: 'kmr',
        agreed: true,
        showing: 'talk',
        worry: 'none',
        card: '1700000000000',
      };
      expect(unpackSession(codes, packSession(codes, kept))).toEqual(kept);
    }
  });

  it('has room for more answers than anybody gives', () => {
    expect(mostAnswers).toBeGreaterThanOrEqual(20);
    const many: Session = {
      answers: answers.slice(0, mostAnswers),
      view: talk,
      lang: 'nl',
      agreed: true,
      showing: 'talk',
      worry: 'none',
      card: null,
    };
    expect(unpackSession(codes, packSession(codes, many)).answers).toEqual(many.answers);
  });

  it('of bytes that are none of ours is a session all the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: roomBytes, maxLength: roomBytes }), (bytes) => {
        expect(unpackSession(codes, bytes).answers.length).toBeLessThanOrEqual(roomBytes);
      }),
      { numRuns: 2_000, seed: 3 },
    );
  });
});

describe('the numbers of answers', () => {
  it('tell all answers of the content apart', () => {
    const numbers = new Map(answers.map((one) => [codes.codeOf(one), `${one.fact}=${one.value}`]));
    expect(numbers.size).toBe(new Set(answers.map(({ fact, value }) => `${fact}=${value}`)).size);
    for (const one of answers) expect(codes.answerOf(codes.codeOf(one) ?? -1)).toEqual(one);
  });

  it('are the same after other answers came or went, and mean nothing once theirs is gone', () => {
    const before = codeOfText('theme=forced-marriage');
    const fewer = answerCodes({ ...content.dialogs, start: { ...content.dialogs.start, named: new Map() } }, []);
    expect(fewer.answerOf(before)).toEqual({ fact: 'theme', value: 'forced-marriage' });
    expect(fewer.answerOf(codeOfText('no-such=answer'))).toBeNull();
    expect(codes.codeOf({ fact: 'no-such', value: 'answer' })).toBeNull();
  });

  it('are refused when two would be the same', () => {
    const seen = new Map<number, string>();
    let pair: readonly string[] = [];
    for (let count = 0; pair.length === 0; count++) {
      const known = seen.get(codeOfText(`id${count}`));
      if (known !== undefined) pair = [known, `id${count}`];
      seen.set(codeOfText(`id${count}`), `id${count}`);
    }
    expect(() => answerCodes(content.dialogs, pair)).toThrow(SameCode);
  });
});
