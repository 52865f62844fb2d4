/**
 * The screens around the talk in a chat program, each a `Reply` like any other: what is kept, languages, the end.
 */
import { notice } from '../core/compose.ts';
import { encodeInput } from '../core/input.ts';
import type { NoticePart, Option, Part, Reply } from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import type { LanguageChoice } from '../render/html.ts';
import type { Worry } from './session.ts';

/** What a button of ours sends that is no input of the talk. */
export const ownInputs = ['agree', 'show', 'languages', 'stop'] as const;
export type OwnInput = (typeof ownInputs)[number];

const ownMark = 'bot:';

export function encodeOwn(input: OwnInput): string {
  return ownMark + input;
}

/** Null for what is an input of the talk, or nothing. */
export function decodeOwn(code: string): OwnInput | null {
  return ownInputs.find((input) => encodeOwn(input) === code) ?? null;
}

function own(input: OwnInput, label: string, group: Option['group']): Option {
  return { input: encodeOwn(input), label, group };
}

/** On every screen: another language, and the end. */
export function controls(texts: Texts): readonly Option[] {
  return [own('languages', texts.say('ui:language'), 'restart'), own('stop', texts.say('bot:stop.button'), 'restart')];
}

type Frame = Pick<Reply, 'parts' | 'options'> & Partial<Pick<Reply, 'numbers'>>;

function screen(texts: Texts, { parts, options, numbers = [] }: Frame): Reply {
  const { lang, dir } = texts;
  return { lang, dir, parts, options, numbers, back: null, answered: [], typing: null, emergency: false };
}

/** What is different here from a page, for whoever writes in Teams or in another program. */
export interface KeptBy {
  readonly teams: boolean;
  /** The address of the page on which the answers stay on the device; null where there is none. */
  readonly page: string | null;
}

/** Who keeps what is written here. */
export function keptNotice(texts: Texts, { teams, page }: KeptBy): NoticePart {
  return notice(
    'care',
    [
      texts.say(teams ? 'bot:kept.teams' : 'bot:kept.elsewhere'),
      texts.say('bot:kept.ours'),
      ...(page === null ? [] : [texts.say('bot:kept.web', { address: page }), texts.say('bot:kept.device')]),
    ],
    texts.say('bot:kept.title'),
  );
}

/** Danger can be said before anything else. */
function dangerOption(texts: Texts, first: boolean): Option {
  const input = encodeInput({ type: 'facts', answers: [{ fact: 'urgency', value: 'emergency' }] });
  return { input, label: texts.say('questions:offers.danger'), group: first ? 'first' : 'alarm' };
}

function darkThoughtsOption(texts: Texts): Option {
  const input = encodeInput({ type: 'facts', answers: [{ fact: 'selfHarm', value: 'true' }] });
  return { input, label: texts.say('questions:offers.dark-thoughts'), group: 'first' };
}

/** The first screen: before any theme it says who keeps what is written here. */
export function keptScreen(
  texts: Texts,
  by: KeptBy,
  isReviewed: boolean,
  numbers: Reply['numbers'],
  worry: Worry,
): Reply {
  const isWorried = worry !== 'none';
  const parts: Part[] = [
    ...(isWorried ? [notice('care', [texts.say('ui:understood.danger-first')])] : []),
    keptNotice(texts, by),
    { type: 'text', role: 'say', paragraphs: [texts.say('bot:commands')] },
    ...(isReviewed ? [] : [{ type: 'text', role: 'say', paragraphs: [texts.say('ui:unreviewed')] } as const]),
  ];
  const options: Option[] = [
    ...(isWorried ? [dangerOption(texts, true)] : []),
    ...(worry === 'dark-thoughts' ? [darkThoughtsOption(texts)] : []),
    own('agree', texts.say('bot:kept.go-on'), 'answer'),
    ...(isWorried ? [] : [dangerOption(texts, false)]),
    ...controls(texts),
  ];
  return screen(texts, { parts, options, numbers });
}

/** All languages by their own names. */
export function languagesScreen(texts: Texts, languages: readonly LanguageChoice[], numbers: Reply['numbers']): Reply {
  const options: Option[] = languages.map(({ code, name }) => ({
    input: encodeInput({ type: 'language', lang: code }),
    label: name,
    group: 'answer',
  }));
  return screen(texts, {
    parts: [{ type: 'text', role: 'question', paragraphs: [texts.say('ui:language')] }],
    options: [
      ...options,
      own('show', texts.say('ui:visit-return'), 'skip'),
      own('stop', texts.say('bot:stop.button'), 'restart'),
    ],
    numbers,
  });
}

/** What stands where the talk was: nothing that says what it was about. */
export function stoppedScreen(texts: Texts): Reply {
  return screen(texts, {
    parts: [{ type: 'text', role: 'say', paragraphs: [texts.say('bot:stop.done'), texts.say('bot:stop.typed')] }],
    options: [own('show', texts.say('ui:restart'), 'restart')],
  });
}

/** When something of ours is broken: the numbers, and the way out. */
export function failureScreen(texts: Texts, numbers: Reply['numbers']): Reply {
  return screen(texts, {
    parts: [notice('plain', [texts.say('ui:errors.broken')])],
    options: controls(texts),
    numbers,
  });
}

/** Where others read along nothing is spoken of; the number for danger says nothing of anybody. */
export function groupScreen(texts: Texts, numbers: Reply['numbers']): Reply {
  return screen(texts, {
    parts: [{ type: 'text', role: 'say', paragraphs: [texts.say('bot:group')] }],
    options: [],
    numbers: numbers.slice(0, 1),
  });
}

/** What stands around a route that was asked for in one line. `by`: for who has not been told yet what is kept. */
export function routeScreen(texts: Texts, numbers: Reply['numbers'], by: KeptBy | null): Reply {
  const on =
    by === null
      ? own('show', texts.say('bot:route.step-by-step'), 'skip')
      : own('agree', texts.say('bot:kept.go-on'), 'skip');
  const parts = by === null ? [] : [keptNotice(texts, by)];
  return screen(texts, { parts, options: [on, ...controls(texts)], numbers });
}
