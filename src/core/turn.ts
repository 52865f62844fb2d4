/**
 * One turn from end to end, the same wherever the talk runs: an input or a typed line gives the next turn, and a turn
 * gives its reply.
 */
import { type Content, compose } from './compose.ts';
import { type Turn, take, type Visitable } from './converse.ts';
import { screenFor } from './dialog.ts';
import type { WallTime } from './hours.ts';
import type { Input } from './input.ts';
import type { PlaceSearchIn } from './place.ts';
import type { Reply } from './reply.ts';
import type { Texts } from './texts.ts';
import { type Listener, takeTyped } from './typed.ts';
import { openModel } from './understand/model.ts';
import { questionSearch } from './understand/question.ts';
import { type Knowledge, understand } from './understand/understand.ts';
import type { Understood } from './understand/understood.ts';

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

/** Made when somebody first types, once for each language. */
const knowledge = new WeakMap<Texts, Knowledge>();

/** What understands typed lines in the language of these texts; null where nothing was learned of it. */
export function understandingIn(talk: Talk, texts: Texts): ((text: string) => Understood) | null {
  const known = knowledge.get(texts) ?? knowledgeOf(talk, texts);
  if (known === null) return null;
  knowledge.set(texts, known);
  return (text) => understand(known, text);
}

function knowledgeOf({ content, searchPlace }: Talk, texts: Texts): Knowledge | null {
  const learned = texts.learned();
  if (learned === null) return null;
  const questions = content.visits.map(({ id }) => ({ id, text: texts.say(`visits:${id}.question`) }));
  return {
    model: openModel(learned.model),
    risk: learned.risk,
    cuts: learned.cuts,
    concepts: learned.concepts,
    searchPlace: (text) => searchPlace(text, texts.renderings),
    findQuestion: questionSearch(questions),
  };
}

/** What typed lines are read with in the language of these texts. */
export function listenerIn(talk: Talk, texts: Texts): Listener {
  return {
    dialogs: talk.content.dialogs,
    visitable: talk.visitable,
    searchPlace: (text) => talk.searchPlace(text, texts.renderings),
    understand: understandingIn(talk, texts),
    numbered: false,
  };
}

/** The turn that a typed line leads to; an empty line leads nowhere. */
export function turnByTyping(talk: Talk, texts: Texts, turn: Turn, typed: string, at: WallTime): Turn {
  if (typed.trim() === '') return turn;
  return takeTyped(listenerIn(talk, texts), turn, replyTo(talk, texts, turn, at).options, typed);
}
