/**
 * Text → what it is about, how urgent, from whom, and whether a life may be at risk. Pure and deterministic: the same in
 * a browser, on a server, in the bot and in the command. What a language knows comes in as data.
 */
import type { PlaceSearch } from '../place.ts';
import { type Age, voices, type Who } from '../situation.ts';
import type { Named } from './concepts.ts';
import { chancesOf, type Line, type Model, type ModelData, outputs, readLine } from './model.ts';
import type { QuestionSearch } from './question.ts';
import { type Least, leastFor, type RiskConcepts, type RiskWeights, riskFeatures, weigh } from './risk.ts';
import { type Safety, topicNames, type Understood } from './understood.ts';
import { wordsOf } from './words.ts';

/**
 * From how much evidence on something is done; set on sentences that nothing was learned from (`training/calibrate.ts`).
 * Below `ask` a line counts as clearly harmless.
 */
export interface Cuts {
  readonly emergency: number;
  readonly ask: number;
  readonly selfHarm: number;
  /** From here on a sign of self-harm is acted on at once. */
  readonly selfHarmNow: number;
}

/** What training gives for one language. */
export interface Learned {
  readonly model: ModelData;
  readonly risk: RiskWeights;
  readonly cuts: Cuts;
  readonly concepts: RiskConcepts;
}

/** What understanding rests on, in one language. */
export interface Knowledge {
  readonly model: Model;
  readonly risk: RiskWeights;
  readonly cuts: Cuts;
  readonly concepts: RiskConcepts;
  readonly searchPlace: PlaceSearch;
  readonly findQuestion: QuestionSearch;
}

function safetyOf(evidence: Evidence, cuts: Cuts, least: Least): Safety {
  if (evidence.emergency >= cuts.emergency || evidence.selfHarm >= cuts.selfHarmNow) return 'emergency';
  return least !== 'none' || evidence.alarm >= cuts.ask || evidence.selfHarm >= cuts.selfHarm ? 'ask' : 'none';
}

/** How much speaks for each kind of risk. */
type Evidence = { readonly [R in keyof RiskWeights]: number };

function evidenceOf({ model, risk, concepts }: Knowledge, line: Line, whole: Float32Array): Evidence {
  const features = riskFeatures(model, concepts.groups, line, whole);
  return {
    alarm: weigh(risk.alarm, features),
    emergency: weigh(risk.emergency, features),
    selfHarm: weigh(risk.selfHarm, features),
  };
}

/** Below this the words do not tell who is asking. Most people ask for themselves, and a helper must not be taken for one. */
const sureSpeaker = { self: 0.85, other: 0.6 } as const;

function whoOf(chances: Float32Array): Who {
  let best = 0;
  voices.forEach((_, at) => {
    if ((chances[outputs.who + at] ?? 0) > (chances[outputs.who + best] ?? 0)) best = at;
  });
  const who = voices[best] ?? 'unknown';
  return (chances[outputs.who + best] ?? 0) < sureSpeaker[who === 'self' ? 'self' : 'other'] ? 'unknown' : who;
}

/** In a longer line a number of years may be anything: how long they are married, how long ago it was. */
const mostWordsWithAge = 5;
const leastAge = 4;

function ageOf(words: readonly string[], named: readonly Named[], years: number): Exclude<Age, 'unknown'> | null {
  if (words.length > mostWordsWithAge || !named.some(({ concept }) => concept === years)) return null;
  const ages = words.filter((word) => /^\d{1,2}$/.test(word)).map(Number);
  const [only, ...more] = ages;
  if (only === undefined || more.length > 0 || only < leastAge) return null;
  // "Younger than 18" holds the same number as "18 years".
  const isUnclear = only === 18 && words.length > 2;
  return isUnclear ? null : only < 18 ? 'minor' : 'adult';
}

/** A place that stood in a sentence and nothing else it could be. */
const surePlace = 0.8;

/** In a longer line a place counts only where it is written as a name, with what follows it, or as a whole postcode. */
const mostWordsWithPlace = 6;
const names = /\p{Ll},? (\p{Lu}\p{Ll}\S*(?: \S+){0,3})|\b(\d{4} ?[A-Z]{2})\b/gu;

function placeOf(searchPlace: PlaceSearch, text: string, words: number): string | null {
  const named =
    words > mostWordsWithPlace ? [...text.matchAll(names)].map(([, name, code]) => name ?? code ?? '') : [text];
  const found = named.flatMap(searchPlace);
  const [only, ...others] = new Set(found.map(({ municipality }) => municipality));
  const isSure = found.every(({ score }) => score >= surePlace);
  return only === undefined || others.length > 0 || !isSure ? null : only;
}

/** What a typed text tells. Never throws; of an empty text it understands nothing. */
export function understand(knowledge: Knowledge, text: string): Understood {
  const { model, cuts, concepts, searchPlace, findQuestion } = knowledge;
  const words = wordsOf(text);
  const line = readLine(model, words);
  const whole = chancesOf(model, line);
  const topics = topicNames
    .map((topic, at) => ({ topic, score: Number((whole[outputs.topic + at] ?? 0).toFixed(3)) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, 3);
  const best = topics[0] ?? { topic: 'none', score: 0 };
  const evidence = evidenceOf(knowledge, line, whole);
  const least = leastFor(concepts.floor, line.named, whole);
  const safety = words.length === 0 ? 'none' : safetyOf(evidence, cuts, least);
  return {
    lang: model.lang,
    topic: best.topic,
    topics,
    question: findQuestion(words),
    urgency: urgencyOf(whole, safety, evidence.emergency >= cuts.emergency),
    safety,
    selfHarm: safety !== 'none' && (least === 'selfHarm' || evidence.selfHarm >= cuts.selfHarm),
    who: whoOf(whole),
    age: ageOf(words, line.named, model.conceptCount - 1),
    place: placeOf(searchPlace, text, words.length),
    confidence: best.score,
  };
}

/** Of a life at risk by her own hand an act is an emergency and a thought is urgent. */
function urgencyOf(whole: Float32Array, safety: Safety, isSure: boolean): Understood['urgency'] {
  const [now = 0, soon = 0, calm = 0] = whole.subarray(outputs.urgency, outputs.selfHarm);
  if (safety === 'emergency') return isSure || now > soon ? 'emergency' : 'urgent';
  return soon > calm ? 'urgent' : 'calm';
}
