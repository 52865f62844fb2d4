/** What the talk itself reads: answers, codes, places, lines. */

import { parseMoment } from '../../src/content/amsterdam.ts';
import { languageOfTag, offeredLanguage } from '../../src/content/offered-language.ts';
import { parseOpeningHours } from '../../src/content/opening-hours.ts';
import { decodeAnswers, encodeAnswers } from '../../src/core/answers.ts';
import type { Turn } from '../../src/core/converse.ts';
import { stillShown, talk } from '../../src/core/converse.ts';
import { decodeInput, encodeInput } from '../../src/core/input.ts';
import { reachOf } from '../../src/core/phone.ts';
import { replyTo, turnBy, turnByTyping, understandingIn } from '../../src/core/turn.ts';
import { library, monday } from '../support/content.ts';
import { broken } from './breaking.ts';
import { type Opened, type Outcome, type Parser, parser } from './parser.ts';
import type { Random } from './random.ts';
import {
  anyText,
  languages,
  nearly,
  typedLine,
  typedLines,
  typedPlaces,
  writtenAnswers,
  writtenInput,
} from './shapes.ts';

const outcome = (isTaken: boolean): Outcome => (isTaken ? 'taken' : 'refused');

/** What is thrown as a plain `Error` with a message is what these two promise. Anything of another class is not. */
function refusedByError(work: () => unknown): Outcome {
  try {
    work();
    return 'taken';
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) return 'refused';
    throw error;
  }
}

function textParser(make: (random: Random) => string, take: (text: string) => boolean): Opened<string> {
  return { make, take: (text) => outcome(take(text)) };
}

/** What was read is written and read again: the same, or it was read wrong. */
function mustBeSame(one: unknown, other: unknown): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) throw new Error('read, written and read again it is another one');
}

/** Longer than any door lets through to these. */
const longest = 32 * 1024;

function aTurn(random: Random): Turn {
  let turn: Turn = { answers: [], view: talk };
  for (let left = random.below(5); left > 0; left--) {
    const input = decodeInput(writtenInput(random));
    if (input !== null) turn = turnBy(library(), turn, input);
  }
  return turn;
}

const understanding: readonly Parser[] = languages.map((code) =>
  parser(
    `typed lines, understood in ${code}`,
    [300, 14_000],
    () => {
      const understand = understandingIn(library(), library().texts(code));
      const lines = typedLines.get(code) ?? [];
      return textParser(
        (random) => nearly(random, random.chance(0.8) && lines.length > 0 ? lines : typedPlaces, 2_000),
        // The turn cuts what it hands over; here it is as long as it comes.
        (text) => understand?.(text).safety !== undefined,
      );
    },
    false,
  ),
);

export const coreParsers: readonly Parser[] = [
  parser('answers', [4_000, 200_000], () =>
    textParser(
      (random) => broken(random, random.chance(0.9) ? writtenAnswers(random) : anyText(random), longest),
      (text) => {
        const read = decodeAnswers(text);
        if (read !== null) mustBeSame(decodeAnswers(encodeAnswers(read)), read);
        return read !== null;
      },
    ),
  ),
  parser('codes of buttons', [4_000, 120_000], () =>
    textParser(
      (random) => broken(random, random.chance(0.9) ? writtenInput(random) : anyText(random), longest),
      (text) => {
        const read = decodeInput(text);
        if (read !== null) mustBeSame(decodeInput(encodeInput(read)), read);
        return read !== null;
      },
    ),
  ),
  parser('typed places', [600, 60_000], () => {
    const { searchPlace } = library();
    const texts = languages.map((code) => library().texts(code));
    return {
      make: (random) => ({ text: nearly(random, typedPlaces, longest), lang: random.below(texts.length) }),
      take: ({ text, lang }) => outcome(searchPlace(text, texts[lang]?.renderings).length > 0),
    };
  }),
  ...understanding,
  parser('turns by a tap or a typed line, with their replies', [300, 10_000], () => ({
    make: (random) => ({
      turn: aTurn(random),
      lang: random.pick(languages),
      typed: nearly(random, [typedLine(random)], longest),
      input: broken(random, writtenInput(random)),
    }),
    take: ({ turn, lang, typed, input }) => {
      const texts = library().texts(lang);
      const byTyping = turnByTyping(library(), texts, turn, typed, monday);
      replyTo(library(), texts, byTyping, monday);
      const read = decodeInput(input);
      if (read === null) return 'refused';
      const { content, visitable } = library();
      const byTap = stillShown(content.dialogs, visitable, turnBy(library(), byTyping, read));
      replyTo(library(), texts, byTap, monday);
      return 'taken';
    },
  })),
  parser('languages: of a tag, of a code, of a line', [2_000, 40_000], () => ({
    make: (random) => nearly(random, [...languages, 'nl-NL', 'ku-TR', 'zh-Hant-TW', typedLine(random)], 2_000),
    take: (text) => {
      languageOfTag(library(), text);
      library().guessLanguage(text);
      return outcome(offeredLanguage(library(), text) === text);
    },
  })),
  parser('opening hours', [2_000, 60_000], () => ({
    make: (random) =>
      nearly(random, ['24/7', 'Mo-Fr 09:00-12:00,13:00-17:00; Sa 10:00-12:00; PH off', 'Sa-Mo 22:00-02:00'], longest),
    take: (text) => refusedByError(() => parseOpeningHours(text)),
  })),
  parser('moments', [2_000, 60_000], () => ({
    make: (random) =>
      nearly(random, ['2026-12-25T03:00', '2026-12-25T02:00:30.5Z', '2026-12-25T03:00+01:00', '2026-12-25']),
    take: (text) => refusedByError(() => parseMoment(text)),
  })),
  parser(
    'phone numbers',
    [2_000, 60_000],
    () => ({
      make: (random) => nearly(random, ['112', '0800-2000', '+31 247 247 247', '14 020', '(0599) 63 16 31'], longest),
      take: (text) => outcome(reachOf(text).length > 0),
    }),
    false,
  ),
];
