/**
 * The dialog: a tree as data, and the one rule that drives it. From the answers so far follows what is asked now, what
 * is told, and which routes are shown; nothing else is remembered. It knows no phone numbers.
 *
 * The rule: a question is asked only while some answer to it could still change what is shown. A fact matters while a
 * condition that the answers leave open (of a rule, a piece of guidance, a local contact) names it.
 */
import type { Answer, Answers } from './answers.ts';
import {
  type CompiledCondition,
  compile,
  evaluate,
  factIndex,
  type Knowledge,
  valueBit,
  type When,
} from './condition.ts';
import { localKinds } from './directory.ts';
import { addUp, type CompiledFacts, compileFacts, type Facts, knowledgeFrom, situationFrom } from './knowledge.ts';
import { type CompiledPolicy, kindBit, type Route, routesFor, type Showable, undecided } from './policy.ts';
import {
  circumstances,
  type FactName,
  factNames,
  type RouteKind,
  type Situation,
  type Theme,
  type Voice,
  vocabulary,
  voiceOf,
  voices,
} from './situation.ts';

/** What a voice is given: a text of its own, nothing, or the text of another voice. */
export type VoiceTable = { readonly [V in Voice]: 'own' | 'none' | Voice };

export interface OptionEntry {
  readonly id: string;
  readonly when: When;
  readonly sets: Facts;
}

/** A step as the content has it, parts already put in place. */
export type Step =
  | {
      readonly type: 'ask';
      readonly id: string;
      /** The fact that must be known for this question to count as answered. */
      readonly about: FactName | 'municipality';
      readonly when: When;
      readonly voices: VoiceTable;
      /** Options read the same for everyone. */
      readonly sameLabels: boolean;
      readonly options: readonly OptionEntry[];
    }
  | {
      readonly type: 'tell' | 'topic';
      readonly id: string;
      readonly when: When;
      /** Shown only together with this route; null: whenever its condition holds. */
      readonly beside: RouteKind | null;
      readonly voices: VoiceTable;
      readonly tone: Tone;
      readonly suggests: readonly string[];
      readonly warns: readonly string[];
    }
  | { readonly type: 'offer'; readonly id: string; readonly when: When; readonly sets: Facts }
  | { readonly type: 'routes' }
  /** Here the steps of the theme's own dialog go. */
  | { readonly type: 'theme' };

/** `danger` and `care` are shown as soon as they hold; the others with the routes. */
export type Tone = 'danger' | 'care' | 'warn' | 'plain';

export interface Dialogs {
  readonly start: readonly Step[];
  readonly themes: { readonly [T in Theme]: readonly Step[] };
}

export interface Question {
  readonly type: 'ask';
  readonly id: string;
  /** Its place in the talk. */
  readonly at: number;
  readonly about: FactName | 'municipality';
  /** The bit of the fact it is about; 0 for the municipality, which is no fact of the vocabulary. */
  readonly settledBy: number;
  readonly voices: VoiceTable;
  readonly sameLabels: boolean;
  readonly when: CompiledCondition;
  readonly options: readonly CompiledOption[];
  /** Every fact and circumstance that some option establishes. */
  readonly facts: number;
  readonly circumstances: number;
}

export interface CompiledOption {
  readonly id: string;
  readonly when: CompiledCondition;
  readonly sets: CompiledFacts;
}

export interface Guidance {
  readonly type: 'tell' | 'topic';
  readonly id: string;
  readonly when: CompiledCondition;
  readonly beside: RouteKind | null;
  readonly voices: VoiceTable;
  readonly tone: Tone;
  readonly suggests: readonly string[];
  readonly warns: readonly string[];
}

export interface Offer {
  readonly type: 'offer';
  readonly id: string;
  readonly when: CompiledCondition;
  readonly sets: CompiledFacts;
}

type CompiledStep = Question | Guidance | Offer | { readonly type: 'routes' };

interface Talk {
  readonly steps: readonly CompiledStep[];
  readonly questions: readonly Question[];
  /** What each voice may be told. */
  readonly guidance: { readonly [V in Voice]: readonly Guidance[] };
  readonly offers: readonly { readonly offer: Offer; readonly at: number }[];
  /** Where the routes begin. */
  readonly routesAt: number;
  /** Questions and offers by their id. */
  readonly named: ReadonlyMap<string, Question | Offer>;
}

export interface CompiledDialogs {
  /** While the theme is not known. */
  readonly start: Talk;
  readonly themes: { readonly [T in Theme]: Talk };
  readonly policy: CompiledPolicy;
  readonly showable: Showable;
}

function compileStep(step: Exclude<Step, { type: 'theme' }>, at: number): CompiledStep {
  switch (step.type) {
    case 'ask': {
      const options = step.options.map(({ id, when, sets }) => ({ id, when: compile(when), sets: compileFacts(sets) }));
      const { id, about, voices: table, sameLabels } = step;
      const all = addUp(options.map(({ sets }) => sets));
      const when = compile(step.when);
      const settledBy = about === 'municipality' ? 0 : 1 << factIndex(about);
      const { named: facts, circumstances: some } = all;
      return {
        type: 'ask',
        id,
        at,
        about,
        settledBy,
        voices: table,
        sameLabels,
        when,
        options,
        facts,
        circumstances: some,
      };
    }
    case 'offer':
      return { type: 'offer', id: step.id, when: compile(step.when), sets: compileFacts(step.sets) };
    case 'routes':
      return step;
    default:
      return { ...step, when: compile(step.when) };
  }
}

function compileTalk(steps: readonly Step[]): Talk {
  const compiled = steps.filter((step) => step.type !== 'theme').map(compileStep);
  const named = new Map<string, Question | Offer>();
  for (const step of compiled) {
    // A question may stand in two places, for different people; the first is where its answers are understood.
    if ((step.type === 'ask' || step.type === 'offer') && !named.has(step.id)) named.set(step.id, step);
  }
  const guidanceFor = (voice: Voice): readonly Guidance[] =>
    compiled.filter(
      (step) => (step.type === 'tell' || step.type === 'topic') && step.voices[voice] !== 'none',
    ) as Guidance[];
  return {
    steps: compiled,
    questions: compiled.filter((step) => step.type === 'ask'),
    // One entry for each voice.
    guidance: Object.fromEntries(voices.map((voice) => [voice, guidanceFor(voice)])) as Talk['guidance'],
    offers: compiled.flatMap((step, at) => (step.type === 'offer' ? [{ offer: step, at }] : [])),
    routesAt: compiled.findIndex(({ type }) => type === 'routes'),
    named,
  };
}

/** Prepares the content for `screenFor`. */
export function compileDialogs(dialogs: Dialogs, policy: CompiledPolicy, showable: Showable): CompiledDialogs {
  const within = (theme: Theme): Talk =>
    compileTalk(dialogs.start.flatMap((step) => (step.type === 'theme' ? dialogs.themes[theme] : [step])));
  const themes = Object.fromEntries(vocabulary.theme.map((theme) => [theme, within(theme)]));
  // One entry for each theme was made just above.
  return { start: compileTalk(dialogs.start), themes: themes as CompiledDialogs['themes'], policy, showable };
}

/** An answer that this dialog still understands, and what it established. */
export interface Given {
  readonly answer: Answer;
  /** Its place among all answers, for going back to it. */
  readonly index: number;
  readonly step: Question | Offer | null;
  readonly sets: CompiledFacts;
}

const nothing = compileFacts({});
const municipalityCode = /^GM\d{4}$/;
const themeIndex = factIndex('theme');
const urgencyIndex = factIndex('urgency');
const whoIndex = factIndex('who');
const emergencyBit = valueBit('urgency', 'emergency');

/** Everything that `fact=value` can say by itself, without any question: the desk and a confirmed sentence speak like this. */
const plainFacts: ReadonlyMap<string, ReadonlyMap<string, CompiledFacts>> = new Map([
  ...factNames.map((fact) => {
    const values = vocabulary[fact].map((value) => {
      const facts: Facts = fact === 'selfHarm' ? { selfHarm: value === 'true' } : { [fact]: value };
      return [value, compileFacts(facts)] as const;
    });
    return [fact, new Map<string, CompiledFacts>(values)] as const;
  }),
  [
    'circumstance',
    new Map<string, CompiledFacts>(circumstances.map((one) => [one, compileFacts({ circumstance: one })])),
  ] as const,
]);

function plainFact({ fact, value }: Answer): CompiledFacts | null {
  if (fact === 'municipality') return municipalityCode.test(value) ? nothing : null;
  return plainFacts.get(fact)?.get(value) ?? null;
}

function give(talk: Talk, answer: Answer, index: number): Given | null {
  const step = talk.named.get(answer.fact) ?? null;
  if (step?.type === 'offer') return answer.value === 'yes' ? { answer, index, step, sets: step.sets } : null;
  const option = step?.options.find(({ id }) => id === answer.value);
  const sets = option?.sets ?? plainFact(answer);
  return sets === null ? null : { answer, index, step, sets };
}

interface Told {
  readonly talk: Talk;
  readonly given: readonly Given[];
  readonly said: CompiledFacts;
  readonly municipality: string | null;
}

function themeOf(said: CompiledFacts): Theme | null {
  const bit = said.values[themeIndex] ?? 0;
  return bit === 0 ? null : (vocabulary.theme[31 - Math.clz32(bit)] ?? null);
}

/** The talk these answers belong to: that of the last theme they name, which only the start can settle. */
function talkOf(dialogs: CompiledDialogs, answers: Answers): Talk {
  for (let index = answers.length - 1; index >= 0; index--) {
    const given = give(dialogs.start, answers[index] as Answer, index);
    const theme = given === null ? null : themeOf(given.sets);
    if (theme !== null) return dialogs.themes[theme];
  }
  return dialogs.start;
}

/** Reads the answers in the dialog of the theme that they name. */
function listen(dialogs: CompiledDialogs, answers: Answers): Told {
  const talk = talkOf(dialogs, answers);
  const given: Given[] = [];
  answers.forEach((answer, index) => {
    const one = give(talk, answer, index);
    if (one !== null) given.push(one);
  });
  const said = addUp(given.map(({ sets }) => sets));
  const place = given.findLast(({ answer }) => answer.fact === 'municipality' && municipalityCode.test(answer.value));
  return { talk, given, said, municipality: place?.answer.value ?? null };
}

/** A question is answered when it was, or when its fact is known from elsewhere. */
function isAnswered({ id, settledBy }: Question, { given, said }: Told): boolean {
  if ((said.named & settledBy) !== 0) return true;
  for (const { answer } of given) if (answer.fact === id) return true;
  return false;
}

interface Openness {
  readonly questions: readonly Question[];
  readonly known: Knowledge;
}

/** What the questions that may still be asked leave open. */
function opennessOf(questions: readonly Question[], said: CompiledFacts): Openness {
  let facts = 0;
  let some = 0;
  for (const question of questions) {
    facts |= question.facts;
    some |= question.circumstances;
  }
  return { questions, known: knowledgeFrom(said, facts, some) };
}

/** Everything is open while the theme, and with it the rest of the talk, is unknown. */
const everyFact = (1 << factNames.length) - 1;

function stillOpen(told: Told): Openness {
  const unanswered = told.talk.questions.filter((question) => !isAnswered(question, told));
  if (themeOf(told.said) === null) {
    return { questions: unanswered, known: knowledgeFrom(told.said, everyFact, (1 << circumstances.length) - 1) };
  }
  const first = opennessOf(unanswered, told.said);
  // A question whose own condition has failed opens nothing.
  const possible = unanswered.filter(({ when }) => evaluate(when, first.known) !== 'no');
  return possible.length === unanswered.length ? first : opennessOf(possible, told.said);
}

interface Relevance {
  readonly facts: number;
  readonly circumstances: number;
  readonly place: boolean;
}

function relevanceOf(
  dialogs: CompiledDialogs,
  { talk }: Told,
  { questions, known }: Openness,
  voice: Voice,
): Relevance {
  const { kinds, ...open } = undecided(dialogs.policy, dialogs.showable, known);
  let { facts } = open;
  let some = open.circumstances;
  let wanted = 0;
  for (const question of questions) wanted |= question.facts;
  for (const { beside, when } of talk.guidance[voice]) {
    // What names nothing new cannot make anything more relevant.
    if ((when.facts & wanted & ~facts) === 0 && (when.circumstances & ~some) === 0) continue;
    if ((beside !== null && (kinds & kindBit(beside)) === 0) || evaluate(when, known) !== 'open') continue;
    facts |= when.facts;
    some |= when.circumstances;
  }
  return { facts, circumstances: some, place: (kinds & localKindBits) !== 0 };
}

const localKindBits = [...localKinds].reduce((bits, kind) => bits | kindBit(kind), 0);

function isRelevant(question: Question, relevance: Relevance): boolean {
  if (question.about === 'municipality') return relevance.place;
  return (question.facts & relevance.facts) !== 0 || (question.circumstances & relevance.circumstances) !== 0;
}

/** Everything that is on one screen, in codes. */
export interface Screen {
  readonly situation: Situation;
  /** What is known and what is still open. */
  readonly known: Knowledge;
  readonly emergency: boolean;
  /** What is asked now; null when nothing is left to ask. */
  readonly question: Question | null;
  /** The options that fit what is known. */
  readonly options: readonly CompiledOption[];
  readonly tells: readonly Guidance[];
  readonly topics: readonly Guidance[];
  readonly offers: readonly Offer[];
  /** Null as long as it is too early to show any. */
  readonly routes: readonly Route[] | null;
  /** No question that stands after the routes has been answered yet: they are on the screen for the first time. */
  readonly routesAreNew: boolean;
  readonly given: readonly Given[];
  readonly answers: number;
}

/** Whom the texts speak to changes every screen, and without a theme there is no talk. */
const alwaysRelevant = (1 << whoIndex) | (1 << themeIndex);

/** Whether a piece of guidance that is still open names what this question settles. */
function isNamedInGuidance(question: Question, guidance: readonly Guidance[], known: Knowledge): boolean {
  for (const { beside, when } of guidance) {
    const names = (when.facts & question.facts) !== 0 || (when.circumstances & question.circumstances) !== 0;
    // What stands beside a route depends on the policy.
    if (names && beside === null && evaluate(when, known) === 'open') return true;
  }
  return false;
}

function nextQuestion(dialogs: CompiledDialogs, told: Told, openness: Openness, voice: Voice): Question | null {
  let relevance: Relevance | null = null;
  for (const question of openness.questions) {
    if (evaluate(question.when, openness.known) !== 'yes') continue;
    if ((question.facts & alwaysRelevant & ~told.said.named) !== 0) return question;
    // The cheap half of the rule first: what may be told often settles it without asking the policy.
    if (isNamedInGuidance(question, told.talk.guidance[voice], openness.known)) return question;
    relevance ??= relevanceOf(dialogs, told, openness, voice);
    if (isRelevant(question, relevance)) return question;
  }
  return null;
}

/** Where a talk stands: what is known, and what is asked next. The cheap half of a screen. */
interface Position {
  readonly told: Told;
  readonly known: Knowledge;
  readonly emergency: boolean;
  readonly voice: Voice;
  readonly question: Question | null;
  readonly options: readonly CompiledOption[];
}

function positionOf(dialogs: CompiledDialogs, answers: Answers): Position {
  const told = listen(dialogs, answers);
  const voice = voiceSaid(told.said);
  const isEmergency = told.said.values[urgencyIndex] === emergencyBit;
  const openness = stillOpen(told);
  const { known } = openness;
  // Emergency screens ask nothing further (guide B5.3).
  const question = isEmergency ? null : nextQuestion(dialogs, told, openness, voice);
  const options = question === null ? [] : question.options.filter(({ when }) => evaluate(when, known) !== 'no');
  return { told, known, emergency: isEmergency, voice, question, options };
}

/**
 * What to show after these answers. Total: answers that the content no longer knows are passed over, so a stale talk
 * asks again or goes on, and never silently means something else.
 */
export function screenFor(dialogs: CompiledDialogs, answers: Answers): Screen {
  const { told, known, emergency, voice, question, options } = positionOf(dialogs, answers);
  const { talk, said } = told;
  const situation = situationFrom(said, told.municipality);
  const here = question === null ? talk.steps.length : question.at;
  const showsRoutes = question === null || situation.selfHarm || (talk.routesAt >= 0 && talk.routesAt < here);
  // What is still open counts as not said: for the routes always, for the guidance once nothing more will be asked.
  const settled = knowledgeFrom(said, 0, 0);
  const routes = showsRoutes ? routesFor(dialogs.policy, settled) : null;
  const certain = question === null ? settled : known;
  const tells: Guidance[] = [];
  const topics: Guidance[] = [];
  for (const step of talk.guidance[voice]) {
    const atOnce = step.tone === 'danger' || step.tone === 'care';
    if (!(showsRoutes || atOnce) || evaluate(step.when, certain) !== 'yes') continue;
    if (step.beside !== null && routes?.some(({ kind }) => kind === step.beside) !== true) continue;
    (step.type === 'tell' ? tells : topics).push(step);
  }
  const offers: Offer[] = [];
  for (const { offer, at } of talk.offers) {
    if (at < here && isOffered(offer, known, said) && !isAmong(options, offer)) offers.push(offer);
  }
  const given = told.given;
  const routesAreNew = !given.some(({ step }) => step?.type === 'ask' && step.at > talk.routesAt);
  return {
    situation,
    known,
    emergency,
    question,
    options,
    tells,
    topics,
    offers,
    routes,
    routesAreNew,
    given,
    answers: answers.length,
  };
}

function isOffered({ when, sets }: Offer, known: Knowledge, said: CompiledFacts): boolean {
  const saysNothingNew =
    (sets.circumstances & ~said.circumstances) === 0 &&
    sets.values.every((value, i) => value === 0 || said.values[i] === value);
  return !saysNothingNew && evaluate(when, known) !== 'no';
}

/** Whether the question that is asked has an option that says the same. */
function isAmong(options: readonly CompiledOption[], { sets }: Offer): boolean {
  return options.some(
    (option) =>
      (sets.circumstances & ~option.sets.circumstances) === 0 &&
      sets.values.every((value, index) => value === 0 || option.sets.values[index] === value),
  );
}

/** The voice of whoever is asking, as far as that is said. */
function voiceSaid(said: CompiledFacts): Voice {
  const bit = said.values[whoIndex] ?? 0;
  const who = bit === 0 ? 'unknown' : vocabulary.who[31 - Math.clz32(bit)];
  return voiceOf(who ?? 'unknown');
}

/** The voice whose text a reader gets: her own, or the one her table points to; null when the text is not for her. */
export function spokenVoice(table: VoiceTable, voice: Voice): Voice | null {
  const given = table[voice];
  if (given === 'none') return null;
  return given === 'own' ? voice : given;
}

/** Whether this answer may be given now: an option of the question that is asked, or a place where one is asked for. */
export function mayChoose(dialogs: CompiledDialogs, answers: Answers, { fact, value }: Answer): boolean {
  const { question, options } = positionOf(dialogs, answers);
  if (question === null || question.id !== fact) return false;
  return options.some(({ id }) => id === value) || (question.about === 'municipality' && municipalityCode.test(value));
}

/** Whether a fact may be added now: an offer on the screen, or a plain fact of the vocabulary. */
export function mayState({ offers, emergency }: Screen, answer: Answer): boolean {
  if (emergency) return false;
  return answer.value === 'yes' ? offers.some(({ id }) => id === answer.fact) : plainFact(answer) !== null;
}
