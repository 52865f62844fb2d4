/**
 * A talk that runs in the browser: answers in memory, nowhere else. Knows nothing of the page.
 */
import { decodeAnswers } from '../core/answers.ts';
import { type Turn, talk as talkView } from '../core/converse.ts';
import type { WallTime } from '../core/hours.ts';
import { decodeInput } from '../core/input.ts';
import type { Reply } from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import { replyTo, type Talk, turnBy, turnByTyping } from '../core/turn.ts';

export interface LocalTalkOptions {
  readonly talk: Talk;
  readonly texts: Texts;
  /** The clock on a wall in Amsterdam. */
  readonly now: () => WallTime;
  /** The municipality that the site around is for: offered first where a place is asked, never taken for granted. */
  readonly nearby: string | null;
}

const atStart: Turn = { answers: [], view: talkView };

export class LocalTalk {
  texts: Texts;
  private turn = atStart;
  private readonly options: LocalTalkOptions;

  constructor(options: LocalTalkOptions) {
    this.options = options;
    this.texts = options.texts;
  }

  /** Carries on from a page of the server. What cannot be read is a fresh start. */
  carryOn(said: string, view: string): void {
    // Made by our server for this page, in the words of the same edition.
    this.turn = { answers: decodeAnswers(said) ?? [], view: JSON.parse(view) as Turn['view'] };
  }

  get hasBegun(): boolean {
    return this.turn.answers.length > 0 || this.turn.view.type !== 'talk';
  }

  reply(): Reply {
    const { talk, now, nearby } = this.options;
    const { answers, view } = this.turn;
    const seen = view.type === 'talk' && nearby !== null ? { ...view, nearby } : view;
    return replyTo(talk, this.texts, { answers, view: seen }, now());
  }

  /** Takes the code of an input; a code that is none changes nothing. */
  take(code: string): void {
    const input = decodeInput(code);
    if (input !== null) this.turn = turnBy(this.options.talk, this.turn, input);
  }

  type(text: string): void {
    this.turn = turnByTyping(this.options.talk, this.texts, this.turn, text, this.options.now());
  }

  wipe(): void {
    this.turn = atStart;
  }
}
