/**
 * What was understood of a typed line. It proposes and never answers: a person confirms it by a tap, and only alarm is
 * acted on at once.
 */
import { type Age, type Theme, vocabulary, type Who } from '../situation.ts';

type KnownTheme = Exclude<Theme, 'unknown'>;

/** What a line may be about: a theme, what somebody is looking for, or nothing that we know of. */
export type Topic = KnownTheme | 'find-referral' | 'find-person' | 'none';

const themes = vocabulary.theme.filter((theme) => theme !== 'unknown');
/** In the order in which a model knows them: another order needs other models. */
export const topicNames: readonly Topic[] = [...themes, 'find-referral', 'find-person', 'none'];

/** The theme that a topic is; null for the others. */
export function themeOf(topic: Topic): KnownTheme | null {
  return themes.find((theme) => theme === topic) ?? null;
}

/** What the system does: shows the emergency or 113 screen, asks about danger first, or neither. */
export type Safety = 'emergency' | 'ask' | 'none';

export interface Understood {
  readonly lang: string;
  readonly topic: Topic;
  /** The best three, best first; scores add up to at most 1. */
  readonly topics: readonly { readonly topic: Topic; readonly score: number }[];
  /** A question people ask that this is, or null. */
  readonly question: string | null;
  readonly urgency: 'emergency' | 'urgent' | 'calm';
  readonly safety: Safety;
  /** Somebody's life is at risk by her own hand: an act or a thought. */
  readonly selfHarm: boolean;
  readonly who: Who;
  /** Of the person it is about, where one age was named. */
  readonly age: Exclude<Age, 'unknown'> | null;
  /** A municipality code such as `GM0363`, where one place was named. */
  readonly place: string | null;
  /** How sure the topic is, 0 to 1. */
  readonly confidence: number;
}
