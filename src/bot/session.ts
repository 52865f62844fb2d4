/**
 * What is remembered between two messages, in a few bytes: the answers, the language, and what was on the screen.
 */
import { type Answers, maxAnswers } from '../core/answers.ts';
import type { View } from '../core/converse.ts';
import { roomBytes } from '../storage/conversations.ts';
import { type AnswerCodes, codeBytes } from './answer-codes.ts';
import { ByteReader, packAnswers, packView, unpackAnswers, unpackView } from './view-bytes.ts';

/** Of the screens, in this order for ever. */
const showings = ['kept', 'talk', 'languages', 'route'] as const;
export type Showing = (typeof showings)[number];

/** What was typed before anybody went on may have been about danger: then the first screen begins with that. */
const worries = ['none', 'danger', 'dark-thoughts'] as const;
export type Worry = (typeof worries)[number];

export interface Session {
  readonly answers: Answers;
  readonly view: View;
  readonly lang: string;
  /** Was told who keeps what is written here, and went on. */
  readonly agreed: boolean;
  /** Which screen of ours was shown last: the talk itself, or one of those around it. */
  readonly showing: Showing;
  readonly worry: Worry;
  /** The message that holds the card, where the channel can change it in place and its id is a number. */
  readonly card: string | null;
}

const flagsAt = 0;
const langAt = 1;
const cardAt = 3;
const cardBytes = 6;
const answersAt = cardAt + cardBytes;
const agreedFlag = 1;
/** The screen stands in the next two bits, and the worry in the two after. */
const showingShift = 1;
const worryShift = 3;

/** Nobody gives so many; more would not fit beside their number and the shortest view. */
export const mostAnswers = Math.min(maxAnswers, Math.floor((roomBytes - answersAt - 2) / codeBytes));

/** Two or three small letters in two bytes. */
function packLang(lang: string): number {
  return [...lang.padEnd(3, '`')].reduce((sum, letter) => sum * 27 + (letter.charCodeAt(0) - 96), 0);
}

function unpackLang(packed: number): string {
  return [Math.floor(packed / 729), Math.floor(packed / 27) % 27, packed % 27]
    .map((letter) => (letter === 0 ? '' : String.fromCharCode(letter + 96)))
    .join('');
}

/** Ids of messages in Teams are moments in milliseconds. */
export function isCardId(id: string): boolean {
  return /^[1-9]\d{0,13}$/.test(id);
}

/** The session in bytes, at most as many as there is room for. A view that does not fit is left out: then the talk is shown. */
export function packSession(
  codes: AnswerCodes,
  { answers, view, lang, agreed, showing, worry, card }: Session,
): Uint8Array {
  const bytes = Buffer.alloc(roomBytes);
  bytes[flagsAt] =
    (agreed ? agreedFlag : 0) | (showings.indexOf(showing) << showingShift) | (worries.indexOf(worry) << worryShift);
  bytes.writeUInt16BE(packLang(lang), langAt);
  if (card !== null && isCardId(card)) bytes.writeUIntBE(Number(card), cardAt, cardBytes);
  const said = packAnswers(codes, answers, mostAnswers);
  const seen = packView(codes, view);
  bytes.set(said, answersAt);
  if (answersAt + said.length + seen.length <= roomBytes) bytes.set(seen, answersAt + said.length);
  return bytes;
}

/** The session in these bytes. */
export function unpackSession(codes: AnswerCodes, kept: Uint8Array): Session {
  const bytes = Buffer.from(kept);
  const reader = new ByteReader(bytes, answersAt);
  const answers = unpackAnswers(codes, reader);
  const card = bytes.readUIntBE(cardAt, cardBytes);
  const flags = bytes[flagsAt] ?? 0;
  return {
    answers,
    view: unpackView(codes, reader),
    lang: unpackLang(bytes.readUInt16BE(langAt)),
    agreed: (flags & agreedFlag) !== 0,
    showing: showings[(flags >> showingShift) & 3] ?? 'kept',
    worry: worries[(flags >> worryShift) & 3] ?? 'none',
    card: card === 0 ? null : String(card),
  };
}
