/**
 * What was on the screen, in a few bytes: enough for a number that somebody types to mean what she read.
 */
import type { Answer } from '../core/answers.ts';
import { type Choice, talk, type View } from '../core/converse.ts';
import { topicNames } from '../core/understand/understood.ts';
import { type AnswerCodes, codeOfText } from './answer-codes.ts';

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
type ViewKind = (typeof viewKinds)[number];

const asksFlag = 1;
const selfHarmFlag = 2;

/** Bytes one after the other. */
export class ByteReader {
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

  /** As many as the next byte says, and never more than there are bytes. */
  list<T>(read: () => T | null): readonly T[] {
    const all = Array.from({ length: Math.min(this.byte(), this.bytes.length) }, read);
    return all.filter((one) => one !== null);
  }
}

function bytesOf(code: number): readonly number[] {
  return [(code >>> 16) & 255, (code >>> 8) & 255, code & 255];
}

/** The answers that have a number, after how many there are. */
export function packAnswers(codes: AnswerCodes, answers: readonly Answer[], most = answers.length): readonly number[] {
  const known = answers.flatMap((answer) => codes.codeOf(answer) ?? []).slice(0, most);
  return [known.length, ...known.flatMap(bytesOf)];
}

export function unpackAnswers(codes: AnswerCodes, reader: ByteReader): readonly Answer[] {
  return reader.list(() => codes.answerOf(reader.code()));
}

type Proposal = Extract<View, { readonly type: 'proposal' }>;

function packProposal(codes: AnswerCodes, { ask, selfHarm, choices, question }: Proposal): readonly number[] {
  return [
    (ask ? asksFlag : 0) | (selfHarm ? selfHarmFlag : 0),
    ...bytesOf(question === null ? 0 : codeOfText(question)),
    choices.length,
    ...choices.flatMap(({ topic, facts }) => [topicNames.indexOf(topic), ...packAnswers(codes, facts)]),
  ];
}

function unpackProposal(codes: AnswerCodes, reader: ByteReader): Proposal {
  const flags = reader.byte();
  const question = codes.idOf(reader.code());
  const choices = reader.list(
    (): Choice => ({ topic: topicNames[reader.byte()] ?? 'none', facts: unpackAnswers(codes, reader) }),
  );
  return {
    type: 'proposal',
    ask: (flags & asksFlag) !== 0,
    selfHarm: (flags & selfHarmFlag) !== 0,
    choices,
    question,
  };
}

export function packView(codes: AnswerCodes, view: View): readonly number[] {
  const packed = (kind: ViewKind, ...rest: readonly number[]): readonly number[] => [viewKinds.indexOf(kind), ...rest];
  switch (view.type) {
    case 'visit':
      return packed('visit', ...bytesOf(codeOfText(view.to)));
    case 'places': {
      const places = view.found.map(({ municipality }) => ({ fact: 'municipality', value: municipality }));
      return packed('places', ...packAnswers(codes, places));
    }
    case 'not-understood':
      return packed(view.again === true ? 'not-understood-again' : 'not-understood');
    case 'proposal':
      return packed('proposal', ...packProposal(codes, view));
    case 'alarmed':
      return packed('alarmed', view.keep);
    default:
      return packed(view.type);
  }
}

export function unpackView(codes: AnswerCodes, reader: ByteReader): View {
  const kind = viewKinds[reader.byte()] ?? 'talk';
  switch (kind) {
    case 'visit': {
      const to = codes.idOf(reader.code());
      return to === null ? talk : { type: 'visit', to };
    }
    case 'places': {
      // What was typed is not kept: the name of the municipality stands for it.
      const found = unpackAnswers(codes, reader).map(({ value }) => ({
        municipality: value,
        name: '',
        match: '',
        score: 0,
      }));
      return { type: 'places', found };
    }
    case 'not-understood-again':
      return { type: 'not-understood', again: true };
    case 'proposal':
      return unpackProposal(codes, reader);
    case 'alarmed':
      return { type: 'alarmed', keep: reader.byte() };
    case 'talk':
      return talk;
    default:
      return { type: kind };
  }
}
