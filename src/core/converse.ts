/**
 * One turn: the answers so far and one input give the next answers, and what to look at.
 */
import { type Answer, type Answers, maxAnswers } from './answers.ts';
import { type CompiledCondition, evaluate } from './condition.ts';
import { type CompiledDialogs, mayChoose, mayState, type Screen, screenFor } from './dialog.ts';
import type { Input } from './input.ts';
import type { PlaceMatch } from './place.ts';
import type { Topic } from './understand/understood.ts';

/** What is shown besides the screen that the answers lead to; gone with the next input. */
export type View =
  /** Where a place is asked for, `nearby` (a municipality) is offered first: the site one came from is for it. */
  | { readonly type: 'talk'; readonly nearby?: string }
  /** Something to read; `menu` is the list of questions people ask. */
  | { readonly type: 'visit'; readonly to: string }
  /** A typed place that may mean several municipalities. */
  | { readonly type: 'places'; readonly found: readonly PlaceMatch[] }
  | { readonly type: 'place-not-found' }
  /** `again`: so was the line before. */
  | { readonly type: 'not-understood'; readonly again?: true }
  /** What a typed line may be about, to be confirmed by a tap; `ask`: whether there is danger comes first. */
  | {
      readonly type: 'proposal';
      readonly ask: boolean;
      readonly selfHarm: boolean;
      readonly choices: readonly Choice[];
      /** A question people ask that it may be. */
      readonly question: string | null;
    }
  /** A typed line sounded like danger, and that is what the screen is about; going back to `keep` answers takes it back. */
  | { readonly type: 'alarmed'; readonly keep: number };

/** What one tap would confirm. */
export interface Choice {
  readonly topic: Topic;
  readonly facts: readonly Answer[];
}

export interface Turn {
  readonly answers: Answers;
  readonly view: View;
}

export const talk: View = { type: 'talk' };

/** The visit that lists all questions people ask. */
export const visitMenu = 'menu';

/** Which questions people ask can be opened, and in which talks. */
export interface Visitable {
  readonly visits: ReadonlyMap<string, CompiledCondition>;
}

function mayVisit(screen: Screen, { visits }: Visitable, to: string): boolean {
  if (to === visitMenu || screen.topics.some(({ id }) => id === to)) return true;
  const when = visits.get(to);
  return when !== undefined && evaluate(when, screen.known) === 'yes';
}

/**
 * The turn as it can be shown now. The content may have changed since the last one: what it no longer has to be read, or to
 * be proposed, is left out, and the talk shows where it is.
 */
export function stillShown(dialogs: CompiledDialogs, visitable: Visitable, turn: Turn): Turn {
  const { answers, view } = turn;
  const asked = view.type === 'visit' ? view.to : view.type === 'proposal' ? view.question : null;
  const isThere =
    asked === null ||
    asked === visitMenu ||
    visitable.visits.has(asked) ||
    screenFor(dialogs, answers).topics.some(({ id }) => id === asked);
  return isThere ? turn : { answers, view: talk };
}

/**
 * Applies an input. An input that does not belong to the present screen (a stale page, a forged form) changes nothing:
 * the talk simply shows where it is.
 */
export function take(dialogs: CompiledDialogs, visitable: Visitable, answers: Answers, input: Input): Turn {
  const stay: Turn = { answers, view: talk };
  switch (input.type) {
    case 'back':
      return { answers: answers.slice(0, input.keep), view: talk };
    case 'language':
      return stay;
    case 'visit':
      return mayVisit(screenFor(dialogs, answers), visitable, input.to)
        ? { answers, view: { type: 'visit', to: input.to } }
        : stay;
    case 'choose':
      return mayChoose(dialogs, answers, input.answer) && answers.length < maxAnswers
        ? { answers: [...answers, input.answer], view: talk }
        : stay;
    case 'facts': {
      const screen = screenFor(dialogs, answers);
      const said = (one: Answer): boolean =>
        answers.some(({ fact, value }) => fact === one.fact && value === one.value);
      const allowed = input.answers.filter((answer) => !said(answer) && mayState(screen, answer));
      return allowed.length === 0 || answers.length + allowed.length > maxAnswers
        ? stay
        : { answers: [...answers, ...allowed], view: talk };
    }
  }
}
