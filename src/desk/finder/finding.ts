/**
 * What the desk finds for a situation: the routes of the same policy and directory as every talk, and beside them what
 * the dialogs tell a key person or a professional about it.
 */
import { compose, composeRoutes } from '../../core/compose.ts';
import { talk } from '../../core/converse.ts';
import { type Screen, screenFor } from '../../core/dialog.ts';
import type { WallTime } from '../../core/hours.ts';
import type { ListPart, NoticePart, RoutesPart } from '../../core/reply.ts';
import type { Situation } from '../../core/situation.ts';
import type { Texts } from '../../core/texts.ts';
import type { Talk } from '../../core/turn.ts';
import { answersOf } from './choices.ts';

/** A piece of guidance to unfold, with its name in the dialogs. */
export interface Topic {
  readonly id: string;
  readonly parts: readonly (NoticePart | ListPart)[];
}

export interface Finding {
  readonly situation: Situation;
  /** What must be read before anything else. */
  readonly urgent: readonly NoticePart[];
  readonly routes: RoutesPart;
  /** What to do, and what not. */
  readonly guidance: readonly ListPart[];
  readonly topics: readonly Topic[];
}

function topicsOf(screen: Screen, { content }: Talk, texts: Texts, at: WallTime): readonly Topic[] {
  return screen.topics.map(({ id }) => {
    const { parts } = compose(content, texts, screen, { type: 'visit', to: id }, at);
    return { id, parts: parts.filter((part) => part.type === 'notice' || part.type === 'list') };
  });
}

/** What the five steps of the meldcode are, for whoever is not bound by them and works with those who are. */
function meldcodeFor(situation: Situation, content: Talk, texts: Texts, at: WallTime): readonly Topic[] {
  if (situation.who !== 'key-person') return [];
  const screen = screenFor(content.content.dialogs, answersOf({ ...situation, who: 'professional' }));
  return topicsOf(screen, content, texts, at).filter(({ id }) => id === 'meldcode');
}

/** What somebody with five minutes opens first; the others follow in the order of the dialogs. */
const first: readonly string[] = ['before-a-trip', 'key-person-talk', 'advice-or-report', 'warm-referral', 'meldcode'];

function inReach(topics: readonly Topic[]): readonly Topic[] {
  const place = ({ id }: Topic): number => (first.includes(id) ? first.indexOf(id) : first.length);
  return [...topics].sort((one, other) => place(one) - place(other));
}

/** What is found for this situation at this moment. */
export function findingFor(content: Talk, texts: Texts, situation: Situation, at: WallTime): Finding {
  const screen = screenFor(content.content.dialogs, answersOf(situation));
  const { parts } = compose(content.content, texts, screen, talk, at);
  return {
    situation,
    urgent: parts.filter((part) => part.type === 'notice'),
    routes: composeRoutes(content.content, texts, situation, at),
    guidance: parts.filter((part) => part.type === 'list'),
    topics: inReach([...topicsOf(screen, content, texts, at), ...meldcodeFor(situation, content, texts, at)]),
  };
}
