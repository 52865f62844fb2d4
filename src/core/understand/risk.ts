/**
 * The second look: whether a life may be at risk. A long line may be calm but for one clause, and words of danger may be
 * taken back by the rest; so the whole line and every stretch of it are weighed together.
 */
import type { Named } from './concepts.ts';
import { chancesWithin, type Line, type Model, outputs } from './model.ts';
import { topicNames } from './understood.ts';

/** What is weighed, each with a weight of its own for every feature of `riskFeatures`. */
export interface RiskWeights {
  /** An emergency or self-harm of any kind. */
  readonly alarm: readonly number[];
  readonly emergency: readonly number[];
  readonly selfHarm: readonly number[];
}

/** Stretches have so many words, and each begins so many after the one before. */
const stretches = [
  { length: 10, stride: 5 },
  { length: 6, stride: 3 },
] as const;

function stretchesOf(model: Model, line: Line): readonly Float32Array[] {
  const words = line.words.length;
  const found: Float32Array[] = [];
  for (const { length, stride } of stretches)
    for (let from = 0; words > length && from + length - stride < words; from += stride)
      found.push(chancesWithin(model, line, from, Math.min(from + length, words)));
  return found;
}

const least = 1e-4;

/** A chance on the scale on which evidence adds up. */
function evidence(chance: number | undefined): number {
  const sure = Math.min(1 - least, Math.max(least, chance ?? 0));
  return Math.log(sure / (1 - sure));
}

const [referral, person, none] = [
  topicNames.indexOf('find-referral'),
  topicNames.indexOf('find-person'),
  topicNames.indexOf('none'),
];

const { urgency: emergency, selfHarm, alarm } = outputs;
const [urgent, calm] = [emergency + 1, emergency + 2];

/** What the second look goes by, its concepts by their numbers. */
export interface RiskConcepts {
  readonly floor: Floor;
  /** How many of each are named is weighed. */
  readonly groups: readonly (readonly number[])[];
}

/** Concepts that nobody names without being asked about danger, whatever was learned. */
export interface Floor {
  readonly selfHarm: readonly number[];
  readonly ask: readonly number[];
  /** One of these is named as well, and the line is about something else. */
  readonly unless: readonly number[];
}

/** The least that must be done about a line, however sure the second look is of anything else. */
export type Least = 'selfHarm' | 'ask' | 'none';

/** By what the line names, and by how urgent its whole is: something that will happen soon is never clearly harmless. */
export function leastFor(floor: Floor, named: readonly Named[], whole: Float32Array): Least {
  const names = (concepts: readonly number[]): boolean => named.some(({ concept }) => concepts.includes(concept));
  const isFrame = names(floor.unless);
  if (!isFrame && names(floor.selfHarm)) return 'selfHarm';
  const isUrgent = (whole[urgent] ?? 0) > (whole[calm] ?? 0);
  return isUrgent || (!isFrame && names(floor.ask)) ? 'ask' : 'none';
}

/** A line of so few words says little by itself. */
const fewWords = 4;
/** Naming more of a group than this says nothing more. */
const mostOfGroup = 3;

/** What the words are about counts beside what was learned of them. */
function namedFeatures(named: readonly Named[], groups: RiskConcepts['groups'], words: number): readonly number[] {
  const concepts = new Set(named.map(({ concept }) => concept));
  const counts = groups.map((group) => Math.min(mostOfGroup, group.filter((concept) => concepts.has(concept)).length));
  return [...counts, words <= fewWords ? 1 : 0, concepts.size === 0 ? 1 : 0];
}

/** What the second look weighs, `whole` being the chances of the whole line; the first is always 1. */
export function riskFeatures(
  model: Model,
  groups: RiskConcepts['groups'],
  line: Line,
  whole: Float32Array,
): readonly number[] {
  const { words, named } = line;
  const all = [whole, ...stretchesOf(model, line)];
  const most = (output: number): number => Math.max(...all.map((one) => evidence(one[output])));
  const fewest = (output: number): number => Math.min(...all.map((one) => evidence(one[output])));
  const of = (output: number): number => evidence(whole[output]);
  const worst = Math.max(...all.map((one) => evidence(one[emergency]) + evidence(one[alarm]) - evidence(one[calm])));
  return [
    1,
    of(emergency),
    of(urgent),
    of(calm),
    of(alarm),
    of(selfHarm),
    of(none),
    of(referral),
    of(person),
    most(emergency),
    most(alarm),
    most(selfHarm),
    fewest(none),
    fewest(calm),
    worst,
    Math.log(words.length + 1),
    ...namedFeatures(named, groups, words.length),
  ];
}

/** How much speaks for it: 0 is as much for as against. */
export function weigh(weights: readonly number[], features: readonly number[]): number {
  return features.reduce((sum, feature, at) => sum + feature * (weights[at] ?? 0), 0);
}
