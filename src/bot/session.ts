/**
 * What is remembered between two messages, in a few bytes: the answers, the language, and a mark of what was on the screen,
 * so that a number somebody types means what she read.
 */
import { type Answer, type Answers, maxAnswers } from '../core/answers.ts';
import { type Choice, talk, type View } from '../core/converse.ts';
import { type Topic, topicNames } from '../core/understand/understood.ts';
import { roomBytes } from '../storage/conversations.ts';
import { type AnswerCodes, codeBytes, codeOfText } from './answer-codes.ts';

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
const countAt = cardAt + cardBytes;
const answersAt = countAt + 1;
const agreedFlag = 1;
/** The screen stands in the next two bits. */
const showingShift = 1;
const worryShift = 3;

/** Nobody gives so many; more would not fit. */
export const mostAnswers = Math.min(maxAnswers, Math.floor((roomBytes - answersAt - 1) / codeBytes));

/** Two or three small letters in two bytes. */
function packLang(lang: string): number {
  return [...lang.padEnd(3, '`')].reduce((sum, letter) => sum * 27 + (letter.charCodeAt(0) - 96), 0);
}

function unpackLang(packed: number): string {
  return [Math.floor(packed / 729), Math.floor(packed / 27) % 27, packed % 27]
    .map((letter) => (letter === 0 ? '' : String.fromCharCode(letter + 96)))
    .join('');
}

/** Of the views, in this order for ever. */
const viewKinds = [
  'talk',
  'visit',
  'places',
  'place-not-found',
  'not-understood',
  'not-understood-again',
  'proposal',
  'alarmed',
] as const;

class Writer {
  private readonly bytes: number[] = [];

  byte(value: number): this {
    this.bytes.push(value);
    return this;
  }

  code(value: number): this {
    this.bytes.push((value >>> 16) & 255, (value >>> 8) & 255, value & 255);
    return this;
  }

  done(): readonly number[] {
    return this.bytes;
  }
}

class Reader {
  private at: number;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  code(): number {
    return (this.byte() << 16) | (this.byte() << 8) | this.byte();
  }

  list<T>(read: () => T): readonly T[] {
    return Array.from({ length: Math.min(this.byte(), roomBytes) }, read);
  }
}

function codesOf(codes: AnswerCodes, answers: readonly Answer[]): readonly number[] {
  return answers.flatMap((answer) => codes.codeOf(answer) ?? []);
}

const asksFlag = 1;
const selfHarmFlag = 2;

function packView(codes: AnswerCodes, view: View): readonly number[] {
  const kind = (name: (typeof viewKinds)[number]): Writer => new Writer().byte(viewKinds.indexOf(name));
  switch (view.type) {
    case 'visit':
      return kind('visit').code(codeOfText(view.to)).done();
    case 'places': {
      const writer = kind('places').byte(view.found.length);
      for (const { municipality } of view.found)
        writer.code(codes.codeOf({ fact: 'municipality', value: municipality }) ?? 0);
      return writer.done();
    }
    case 'not-understood':
      return kind(view.again === true ? 'not-understood-again' : 'not-understood').done();
    case 'proposal':
      return packProposal(codes, view, kind('proposal'));
    case 'alarmed':
      return kind('alarmed').byte(view.keep).done();
    default:
      return kind(view.type).done();
  }
}

type Proposal = Extract<View, { readonly type: 'proposal' }>;

function packProposal(
  codes: AnswerCodes,
  { ask, selfHarm, choices, question }: Proposal,
  writer: Writer,
): readonly number[] {
  writer.byte((ask ? asksFlag : 0) | (selfHarm ? selfHarmFlag : 0)).code(question === null ? 0 : codeOfText(question));
  writer.byte(choices.length);
  for (const { topic, facts } of choices) {
    const known = codesOf(codes, facts);
    writer.byte(topicNames.indexOf(topic)).byte(known.length);
    for (const code of known) writer.code(code);
  }
  return writer.done();
}

function unpackProposal(codes: AnswerCodes, reader: Reader): View {
  const flags = reader.byte();
  const question = codes.idOf(reader.code());
  const choices = reader.list((): Choice => {
    const topic: Topic = topicNames[reader.byte()] ?? 'none';
    return { topic, facts: reader.list(() => codes.answerOf(reader.code())).flatMap((answer) => answer ?? []) };
  });
  return {
    type: 'proposal',
    ask: (flags & asksFlag) !== 0,
    selfHarm: (flags & selfHarmFlag) !== 0,
    choices,
    question,
  };
}

function unpackView(codes: AnswerCodes, reader: Reader): View {
  const kind = viewKinds[reader.byte()] ?? 'talk';
  switch (kind) {
    case 'visit': {
      const to = codes.idOf(reader.code());
      return to === null ? talk : { type: 'visit', to };
    }
    case 'places': {
      const found = reader.list(() => codes.answerOf(reader.code())).flatMap((answer) => answer ?? []);
      // What was typed is not kept: the name of the municipality stands for it.
      return {
        type: 'places',
        found: found.map(({ value }) => ({ municipality: value, name: '', match: '', score: 0 })),
      };
    }
    case 'place-not-found':
      return { type: 'place-not-found' };
    case 'not-understood':
      return { type: 'not-understood' };
    case 'not-understood-again':
      return { type: 'not-understood', again: true };
    case 'proposal':
      return unpackProposal(codes, reader);
    case 'alarmed':
      return { type: 'alarmed', keep: reader.byte() };
    case 'talk':
      return talk;
  }
}

/** The session in bytes, at most as many as there is room for. A view that does not fit is left out: then the talk is shown. */
export function packSession(
  codes: AnswerCodes,
  { answers, view, lang, agreed, showing, worry, card }: Session,
): Uint8Array {
  const bytes = Buffer.alloc(roomBytes);
  const known = codesOf(codes, answers).slice(0, mostAnswers);
  bytes[flagsAt] =
    (agreed ? agreedFlag : 0) | (showings.indexOf(showing) << showingShift) | (worries.indexOf(worry) << worryShift);
  bytes.writeUInt16BE(packLang(lang), langAt);
  if (card !== null && isCardId(card)) bytes.writeUIntBE(Number(card), cardAt, cardBytes);
  bytes[countAt] = known.length;
  known.forEach((code, index) => {
    bytes.writeUIntBE(code, answersAt + index * codeBytes, codeBytes);
  });
  const end = answersAt + known.length * codeBytes;
  const packed = packView(codes, view);
  if (end + packed.length <= roomBytes) bytes.set(packed, end);
  return bytes;
}

/** Ids of messages in Teams are moments in milliseconds. */
export function isCardId(id: string): boolean {
  return /^[1-9]\d{0,13}$/.test(id);
}

/** The session in these bytes. */
export function unpackSession(codes: AnswerCodes, kept: Uint8Array): Session {
  const bytes = Buffer.from(kept);
  const reader = new Reader(bytes, countAt);
  const answers = reader.list(() => codes.answerOf(reader.code())).flatMap((answer) => answer ?? []);
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
