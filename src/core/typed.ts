/**
 * Typed text, at any step: the number or the words of an option, a place or an age where one is asked for, alarm, or what
 * it is all about. Alarm is acted on at once; everything else is taken when it is sure to be an answer, and otherwise
 * proposed. The text itself goes no further than this file.
 */
import type { Answer, Answers } from './answers.ts';
import { type Choice, type Turn, take, talk, type View, type Visitable } from './converse.ts';
import { type CompiledDialogs, type Screen, screenFor } from './dialog.ts';
import { decodeInput } from './input.ts';
import type { PlaceSearch } from './place.ts';
import type { Option } from './reply.ts';
import { questionSearch } from './understand/question.ts';
import { type Topic, themeOf, type Understood } from './understand/understood.ts';
import { wordsOf } from './understand/words.ts';

/** Longer texts are cut: nobody answers a question in more, and nothing may take long to read. */
export const maxTyped = 500;

/** What a typed line is read with. */
export interface Listener {
  readonly dialogs: CompiledDialogs;
  readonly visitable: Visitable;
  readonly searchPlace: PlaceSearch;
  /** Null where nothing is known of the language: then only options and places are understood. */
  readonly understand: ((text: string) => Understood) | null;
  /** The options have numbers on the screen. */
  readonly numbered: boolean;
}

/** What a number names: what has one on the screen; where there are none an answer, unless an age is asked for. */
export function namedByNumber(screen: Screen, options: readonly Option[], numbered: boolean): readonly Option[] {
  if (numbered) return options;
  return screen.question?.about === 'age' ? [] : options.filter(isAnswer);
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The option that was named: by its number among `byNumber` (1 for the first), or by its words. */
export function optionNamed(text: string, options: readonly Option[], byNumber: readonly Option[]): Option | null {
  const said = plain(text);
  if (/^\d{1,2}$/.test(said)) return byNumber[Number(said) - 1] ?? null;
  return said === '' ? null : (options.find(({ label }) => plain(label) === said) ?? null);
}

function isAnswer({ group }: Option): boolean {
  return group === 'answer' || group === 'skip';
}

/** The option that was meant by other words: the only one that begins so ("yes"), or the one most like it. */
function optionMeant(text: string, options: readonly Option[]): Option | null {
  const answers = options.filter(isAnswer);
  const said = plain(text);
  const begun = answers.filter(({ label }) => said !== '' && `${plain(label)} `.startsWith(`${said} `));
  if (begun.length === 1) return begun[0] ?? null;
  const search = questionSearch(answers.map(({ input, label }) => ({ id: input, text: label })));
  const like = search(wordsOf(text));
  return answers.find(({ input }) => input === like) ?? null;
}

/** From this score on a single match is taken without asking; below it (a typing error) it is offered as a choice. */
const surePlace = 0.95;

/** "Alphen aan den Rijn" has four. */
const mostWordsOfPlace = 4;

/** An alarm: what the line says of danger counts at once, without a question. */
function alarm({ dialogs, visitable }: Listener, answers: Answers, { selfHarm, urgency }: Understood): Turn {
  const facts: Answer[] = [
    ...(selfHarm ? [{ fact: 'selfHarm', value: 'true' }] : []),
    ...(urgency === 'emergency' ? [{ fact: 'urgency', value: 'emergency' }] : []),
  ];
  const turn = take(dialogs, visitable, answers, { type: 'facts', answers: facts });
  return { ...turn, view: { type: 'alarmed', keep: answers.length } };
}

/** Facts besides the topic that the line told and that nobody has said yet. */
function newFacts({ who, age, place }: Understood, { situation }: Screen): readonly Answer[] {
  return [
    ...(who !== 'unknown' && situation.who === 'unknown' ? [{ fact: 'who', value: who }] : []),
    ...(age !== null && situation.age === 'unknown' ? [{ fact: 'age', value: age }] : []),
    ...(place !== null && situation.municipality === undefined ? [{ fact: 'municipality', value: place }] : []),
  ];
}

/** Topics less likely than this are no help to choose from. */
const leastTopic = 0.04;

const helpers: readonly string[] = ['key-person', 'professional'];

/**
 * What a topic makes of the talk when it is confirmed. A search for somebody goes the way of "something else"; who helps
 * others is asked what it is about, because the route depends on it.
 */
function choiceOf(topic: Topic, facts: readonly Answer[]): Choice {
  if (topic === 'find-referral' && facts.some(({ fact, value }) => fact === 'who' && helpers.includes(value)))
    return { topic, facts };
  return { topic, facts: [...facts, { fact: 'theme', value: themeOf(topic) ?? 'unknown' }] };
}

/** Clearly about nothing that is known here. */
function isElsewhere({ topic, confidence, safety, question }: Understood): boolean {
  return topic === 'none' && confidence >= 0.5 && safety !== 'ask' && question === null;
}

function notUnderstood(before: View): View {
  return { type: 'not-understood', ...(before.type === 'not-understood' ? { again: true } : {}) };
}

/** What the line may be about, to be confirmed by a tap. */
function proposal(understood: Understood, screen: Screen, { visits }: Visitable): View | null {
  const facts = newFacts(understood, screen);
  const { topics, safety, selfHarm, question } = understood;
  const choices = topics
    .filter(({ topic, score }) => topic !== 'none' && score >= leastTopic)
    .map(({ topic }) => choiceOf(topic, facts));
  const asked = question !== null && visits.has(question) ? question : null;
  if (choices.length === 0 && asked === null && safety === 'none') return null;
  return { type: 'proposal', ask: safety === 'ask', selfHarm, choices, question: asked };
}

/** The answer to the question that is asked now, where the line gives one beyond doubt. */
function answerIn(
  text: string,
  understood: Understood | null,
  screen: Screen,
  options: readonly Option[],
): Answer | null {
  const { question } = screen;
  const age = /^\s*\d{1,2}\s*$/.test(text) ? (Number(text) < 18 ? 'minor' : 'adult') : (understood?.age ?? null);
  if (question?.about === 'age' && age !== null && screen.options.some(({ id }) => id === age))
    return { fact: question.id, value: age };
  const meant = optionMeant(text, options);
  const input = meant === null ? null : decodeInput(meant.input);
  return input?.type === 'choose' ? input.answer : null;
}

function placeTurn(listener: Listener, answers: Answers, screen: Screen, text: string): Turn | null {
  const found = listener.searchPlace(text);
  const [only] = found;
  if (only === undefined) return null;
  if (found.length > 1 || only.score < surePlace) return { answers, view: { type: 'places', found } };
  const answer = { fact: screen.question?.id ?? '', value: only.municipality };
  return take(listener.dialogs, listener.visitable, answers, { type: 'choose', answer });
}

/**
 * Applies a typed text. `options` are those on the screen, in order; `before` is what was on it. Where a place is asked
 * for, one place is taken when it is sure, several are offered, and a text that is no place in the Netherlands is
 * answered kindly.
 */
export function takeTyped(
  listener: Listener,
  { answers, view: before }: Turn,
  options: readonly Option[],
  typed: string,
): Turn {
  const { dialogs, visitable, understand, numbered } = listener;
  const text = typed.slice(0, maxTyped);
  const screen = screenFor(dialogs, answers);
  const option = optionNamed(text, options, namedByNumber(screen, options, numbered));
  const input = option === null ? null : decodeInput(option.input);
  if (input !== null) return take(dialogs, visitable, answers, input);
  // Nothing is asked there; where it shows options they can be typed all the same.
  if (screen.emergency) return { answers, view: talk };
  const understood = understand?.(text) ?? null;
  if (understood?.safety === 'emergency') return alarm(listener, answers, understood);
  const asksPlace = screen.question?.about === 'municipality';
  // Few words are a place, however they sound; a sentence that sounds like danger is more than the place it names.
  const isStory = understood?.safety === 'ask' && wordsOf(text).length > mostWordsOfPlace;
  const place = asksPlace && !isStory ? placeTurn(listener, answers, screen, text) : null;
  if (place !== null) return place;
  const answer = answerIn(text, understood, screen, options);
  if (answer !== null) return take(dialogs, visitable, answers, { type: 'choose', answer });
  const isElse = understood === null || isElsewhere(understood);
  // A name that no list has is more likely than a story that says nothing.
  if (asksPlace && (isElse || understood.safety === 'none')) return { answers, view: { type: 'place-not-found' } };
  const proposed = isElse ? null : proposal(understood, screen, visitable);
  return { answers, view: proposed ?? notUnderstood(before) };
}
