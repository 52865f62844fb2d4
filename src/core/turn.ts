/**
 * One turn from end to end, the same wherever the talk runs: an input or a typed line gives the next turn, and a turn
 * gives its reply.
 */
import { type Content, compose } from './compose.ts';
import { type Turn, take, type Visitable } from './converse.ts';
import { screenFor } from './dialog.ts';
import type { WallTime } from './hours.ts';
import type { Input } from './input.ts';
import type { PlaceSearch, PlaceSearchIn } from './place.ts';
import type { Reply } from './reply.ts';
import type { Texts } from './texts.ts';
import { takeTyped } from './typed.ts';

/** All that a talk rests on, in any language. */
export interface Talk {
  readonly content: Content;
  readonly visitable: Visitable;
  readonly searchPlace: PlaceSearchIn;
}

/** What is shown after this turn, at this moment. */
export function replyTo({ content }: Talk, texts: Texts, { answers, view }: Turn, at: WallTime): Reply {
  return compose(content, texts, screenFor(content.dialogs, answers), view, at);
}

/** The turn that an input leads to. A change of language changes nothing: what was on the screen stays there. */
export function turnBy({ content, visitable }: Talk, turn: Turn, input: Input): Turn {
  return input.type === 'language' ? turn : take(content.dialogs, visitable, turn.answers, input);
}

/** The turn that a typed line leads to; an empty line leads nowhere. */
export function turnByTyping(talk: Talk, texts: Texts, turn: Turn, typed: string, at: WallTime): Turn {
  if (typed.trim() === '') return turn;
  const { content, visitable, searchPlace } = talk;
  const { options } = replyTo(talk, texts, turn, at);
  const search: PlaceSearch = (text) => searchPlace(text, texts.renderings);
  return takeTyped(content.dialogs, visitable, search, turn.answers, options, typed);
}
