/**
 * The dialog of a theme as a picture needs it: what stands on the line from top to bottom, and what beside it.
 */
import { findRoutes } from '../../core/compose.ts';
import type { When } from '../../core/condition.ts';
import { type Dialogs, type Step, spokenVoice, type Tone, type VoiceTable } from '../../core/dialog.ts';
import type { Facts } from '../../core/knowledge.ts';
import { knowledgeOf } from '../../core/knowledge.ts';
import { routesFor } from '../../core/policy.ts';
import {
  completeSituation,
  type RouteKind,
  type Situation,
  type Theme,
  type Urgency,
  voices,
} from '../../core/situation.ts';
import { type Texts, voiced } from '../../core/texts.ts';
import type { Library } from '../library.ts';
import { alternativesIn, circumstancesOf, conditionInWords } from './in-words.ts';
import type { Words } from './words.ts';

export interface DrawnOption {
  /** Its place among the options, from 1. */
  readonly number: number;
  readonly text: string;
  readonly urgency: Urgency | null;
  readonly skips: boolean;
  /** Small print: when it is there, what it marks, to which theme it leads. */
  readonly tags: readonly string[];
  /** In the question about the theme: whether it leads to this one. */
  readonly leadsHere: boolean | null;
}

export interface DrawnQuestion {
  readonly type: 'question';
  /** A name for nodes: letters and digits only, unique in the outline. */
  readonly node: string;
  readonly text: string;
  /** For whom or when it is asked; empty: for everyone. */
  readonly when: string;
  /** Asked only after this option of an earlier question; null: follows the one before. */
  readonly after: { readonly node: string; readonly option: number } | null;
  readonly options: readonly DrawnOption[];
  /** It stands earlier in the talk too, with the same options. */
  readonly repeats: boolean;
}

export interface DrawnNote {
  readonly title: string;
  readonly when: string;
  readonly tone: Tone;
  readonly voices: VoiceTable;
}

export interface DrawnOffer {
  readonly text: string;
  readonly when: string;
  readonly urgency: Urgency | null;
  readonly tags: readonly string[];
}

/** Routes shown in a situation that stands as an example. */
export interface DrawnRoutes {
  readonly label: string;
  readonly urgency: Urgency;
  readonly kinds: readonly string[];
}

export interface Outline {
  readonly theme: Theme;
  readonly opening: string;
  readonly closing: string;
  /** Questions in order, and the place where the routes first appear. */
  readonly line: readonly (DrawnQuestion | { readonly type: 'routes'; readonly node: string })[];
  readonly everywhere: readonly DrawnOffer[];
  readonly offers: readonly DrawnOffer[];
  /** Shown as soon as they hold. */
  readonly atOnce: readonly DrawnNote[];
  /** Shown with the first routes. */
  readonly warnings: readonly DrawnNote[];
  /** Shown on the last screen. */
  readonly tells: readonly DrawnNote[];
  readonly topics: readonly DrawnNote[];
  readonly emergencyRoutes: readonly DrawnRoutes[];
  readonly firstRoutes: readonly DrawnRoutes[];
}

/** The steps of a talk about this theme, those of the start before and after it. */
export function stepsOf({ start, themes }: Dialogs, theme: Theme): readonly Step[] {
  return start.flatMap((step) => (step.type === 'theme' ? themes[theme] : [step]));
}

type Asked = Extract<Step, { type: 'ask' }>;
type Told = Extract<Step, { type: 'tell' | 'topic' }>;
type Offered = Extract<Step, { type: 'offer' }>;

/** Names do not depend on the hour, but looking contacts up asks for one. */
const anyHour = { year: 2026, month: 11, day: 23, minutes: 600 };

class Outlining {
  private readonly library: Library;
  private readonly theme: Theme;
  private readonly texts: Texts;
  private readonly words: Words;

  constructor(library: Library, theme: Theme, texts: Texts, words: Words) {
    this.library = library;
    this.theme = theme;
    this.texts = texts;
    this.words = words;
  }

  private tags(sets: Facts, id: string): readonly string[] {
    const { picture, circumstance, facts } = this.words;
    const tags = circumstancesOf(sets).map((one) => `${picture.mark} ${circumstance[one]}`);
    if (sets.theme !== undefined && sets.theme !== this.theme && sets.theme !== id)
      tags.push(`${picture.becomes} ${facts.theme[sets.theme]}`);
    if (sets.selfHarm === true) tags.push(`${picture.mark} ${facts.selfHarm.true}`);
    if (sets.urgency === 'unknown') tags.push(picture.countsAs);
    return tags;
  }

  private only({ when }: { readonly when: When }): string {
    return conditionInWords(when, this.words, this.theme);
  }

  private option(step: Asked, { id, sets, when }: Asked['options'][number], index: number): DrawnOption {
    const only = this.only({ when });
    const isTheme = step.about === 'theme';
    return {
      number: index + 1,
      text: this.texts.say(`questions:${step.id}.options.${id}`),
      urgency: sets.urgency ?? null,
      skips: id === 'unknown',
      tags: [...(only === '' ? [] : [`${this.words.picture.only} ${only}`]), ...(isTheme ? [] : this.tags(sets, id))],
      leadsHere: isTheme ? sets.theme === this.theme : null,
    };
  }

  question(step: Asked, index: number, earlier: readonly DrawnQuestion[], asks: readonly Asked[]): DrawnQuestion {
    return {
      type: 'question',
      node: `q${index}`,
      text: this.texts.say(`questions:${step.id}.ask`),
      when: this.only(step),
      after: this.detour(step, earlier, asks),
      options: step.options.map((option, at) => this.option(step, option, at)),
      repeats: asks.slice(0, earlier.length).some(({ id }) => id === step.id),
    };
  }

  /** Where a question belongs to one answer of the question just before it, such as the kind of parent. */
  private detour({ when }: Asked, earlier: readonly DrawnQuestion[], asks: readonly Asked[]): DrawnQuestion['after'] {
    const before = earlier.at(-1);
    const step = asks[earlier.length - 1];
    const [condition, ...others] = alternativesIn(when, this.theme);
    if (before === undefined || step === undefined || condition === undefined || others.length > 0) return null;
    if (step.about === 'municipality' || Object.keys(condition).length !== 1) return null;
    const option = step.options.findIndex(({ id }) => id === condition[step.about as 'who']);
    return option < 0 ? null : { node: before.node, option: option + 1 };
  }

  /** When a block is shown: its condition, and the card it stands beside. */
  private whenOf(step: Told): string {
    const { picture, kind } = this.words;
    const beside = step.beside === null ? [] : [`${picture.besideCard} ${kind[step.beside]}`];
    return [this.only(step), ...beside].filter((part) => part !== '').join('; ');
  }

  note(step: Told): DrawnNote {
    const voice = voices.find((one) => step.voices[one] === 'own') ?? 'self';
    const key = `guidance:${step.id}.title`;
    const own = voiced(key, spokenVoice(step.voices, voice) ?? 'self');
    return {
      title: this.texts.say(this.texts.has(own) ? own : key),
      when: this.whenOf(step),
      tone: step.tone,
      voices: step.voices,
    };
  }

  offer(step: Offered): DrawnOffer {
    const text = this.texts.say(`questions:offers.${step.id}`);
    return { text, when: this.only(step), urgency: step.sets.urgency ?? null, tags: this.tags(step.sets, step.id) };
  }

  routes(label: string, known: Partial<Situation> & { readonly urgency: Urgency }): DrawnRoutes {
    const situation = completeSituation({ theme: this.theme, who: 'self', ...known });
    const { dialogs, directory } = this.library.content;
    const found = findRoutes(
      directory,
      { routes: routesFor(dialogs.policy, knowledgeOf(situation)), situation },
      anyHour,
    );
    const name = (kind: RouteKind): string => this.words.kind[kind];
    return { label, urgency: known.urgency, kinds: found.map(({ route }) => name(route.kind)) };
  }
}

/** Whether a block of guidance can ever be shown in a talk about this theme. */
function belongs(step: Told, theme: Theme): boolean {
  return step.when === undefined || alternativesIn(step.when, theme).length > 0;
}

/** What is drawn of the talk about a theme, with the texts of one language and the words of its reviewers. */
export function outlineOf(library: Library, dialogs: Dialogs, theme: Theme, texts: Texts, words: Words): Outline {
  const outlining = new Outlining(library, theme, texts, words);
  const steps = stepsOf(dialogs, theme);
  const asks = steps.filter((step): step is Asked => step.type === 'ask');
  const questions: DrawnQuestion[] = [];
  const line = steps.flatMap((step): Outline['line'] => {
    if (step.type === 'routes') return [{ type: 'routes', node: 'routes' }];
    if (step.type !== 'ask') return [];
    const question = outlining.question(step, questions.length + 1, questions, asks);
    questions.push(question);
    return [question];
  });
  const told = steps.filter(
    (step): step is Told => (step.type === 'tell' || step.type === 'topic') && belongs(step, theme),
  );
  const notes = (which: (step: Told) => boolean): readonly DrawnNote[] =>
    told.filter(which).map((step) => outlining.note(step));
  const isAtOnce = ({ tone }: Told): boolean => tone === 'danger' || tone === 'care';
  const offered = (all: readonly Step[]): readonly DrawnOffer[] =>
    all
      .filter(
        (step): step is Offered =>
          step.type === 'offer' && (step.when === undefined || alternativesIn(step.when, theme).length > 0),
      )
      .map((step) => outlining.offer(step));
  const { where } = words.facts;
  return {
    theme,
    opening: texts.say('questions:opening'),
    closing: texts.say('ui:closing'),
    line,
    everywhere: offered(dialogs.start),
    offers: offered(dialogs.themes[theme]),
    atOnce: notes(isAtOnce),
    warnings: notes((step) => step.type === 'tell' && step.tone === 'warn'),
    tells: notes((step) => step.type === 'tell' && step.tone === 'plain'),
    topics: notes((step) => step.type === 'topic'),
    emergencyRoutes: (['nl', 'eu', 'abroad'] as const).map((place) =>
      outlining.routes(where[place], { urgency: 'emergency', where: place }),
    ),
    firstRoutes: (['urgent', 'calm'] as const).map((urgency) =>
      outlining.routes(words.colour[urgency], { urgency, where: 'nl' }),
    ),
  };
}
