/**
 * Calibration: how the second look weighs what it sees, and from how much evidence on something is done. Set on sentences
 * by another hand that no weight was learned from: on what a model has learned it is always too sure of itself.
 */
import { chancesOf, type ModelData, openModel, readLine } from '../src/core/understand/model.ts';
import { type Least, leastFor, type RiskConcepts, type RiskWeights, riskFeatures, weigh } from '../src/core/understand/risk.ts';
import type { Cuts, Learned } from '../src/core/understand/understand.ts';
import { wordsOf } from '../src/core/understand/words.ts';
import { harder } from './languages.ts';
import type { Sentence } from './sentences.ts';

/** What the cuts are to reach on the calibration sentences. */
const goals = {
  /** The share of emergencies and self-harm that must at least be asked about. */
  alarm: { usual: 0.993, harder: 0.985 },
  /** The share of harmless lines that may show the emergency screen. */
  harmless: { usual: 0.03, harder: 0.045 },
  selfHarm: { usual: 0.94, harder: 0.92 },
  /** The share of lines without self-harm that may be taken for it at once. */
  notSelfHarm: { usual: 0.015, harder: 0.02 },
} as const;

/** Evidence: other people's sentences are never quite like these, and to ask too often does no harm. */
const askSooner = 0.15;

interface Weighed {
  readonly lang: string;
  readonly sentence: Sentence;
  readonly features: readonly number[];
  readonly least: Least;
}

function isEmergency({ sentence }: Weighed): boolean {
  return sentence.urgency === 'emergency';
}

function isSelfHarm({ sentence }: Weighed): boolean {
  return sentence.selfHarm !== undefined;
}

function isHarmless({ sentence: { urgency, selfHarm } }: Weighed): boolean {
  return (urgency === 'none' || urgency === 'calm') && selfHarm === undefined;
}

/** How much a sentence counts that is neither what is looked for nor harmless: asking about it is no mistake. */
const between = { alarm: 0.15, emergency: 0.3, selfHarm: 1 } as const;

const targets = {
  alarm: (one: Weighed): boolean => isEmergency(one) || isSelfHarm(one),
  emergency: isEmergency,
  selfHarm: isSelfHarm,
} as const satisfies Record<keyof RiskWeights, (one: Weighed) => boolean>;

const rounds = 1500;
const stepSize = 0.5;
const decay = 0.003;

/** Logistic regression on all sentences at once; features are brought to one scale and the weights back from it. */
function fit(all: readonly Weighed[], target: keyof RiskWeights): readonly number[] {
  const width = all[0]?.features.length ?? 0;
  const columns = Array.from({ length: width }, (_, at) => all.map(({ features }) => features[at] ?? 0));
  const middle = columns.map((column, at) => (at === 0 ? 0 : mean(column)));
  const spread = columns.map((column, at) =>
    at === 0 ? 1 : Math.sqrt(mean(column.map((value) => (value - (middle[at] ?? 0)) ** 2))) || 1,
  );
  const scaled = all.map(({ features }) =>
    features.map((value, at) => (value - (middle[at] ?? 0)) / (spread[at] ?? 1)),
  );
  const truth = all.map(targets[target]);
  const counts = all.map((one, at) => (truth[at] === true || isHarmless(one) ? 1 : between[target]));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let weights = new Array<number>(width).fill(0);
  for (let round = 0; round < rounds; round++) {
    const slope = new Array<number>(width).fill(0);
    scaled.forEach((features, row) => {
      const chance = 1 / (1 + Math.exp(-weigh(weights, features)));
      const error = (chance - (truth[row] === true ? 1 : 0)) * (counts[row] ?? 0);
      features.forEach((value, at) => {
        slope[at] = (slope[at] ?? 0) + error * value;
      });
    });
    weights = weights.map(
      (weight, at) => weight - stepSize * ((slope[at] ?? 0) / total + (at === 0 ? 0 : decay * weight)),
    );
  }
  const unscaled = weights.map((weight, at) => weight / (spread[at] ?? 1));
  const shift = unscaled.reduce((sum, weight, at) => (at === 0 ? sum : sum + weight * (middle[at] ?? 0)), 0);
  return unscaled.map((weight, at) => Number((at === 0 ? weight - shift : weight).toPrecision(3)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** The evidence that this share of the values reaches. */
function reachedBy(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => other - one);
  return Number((sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0).toPrecision(3));
}

function cutsFor(all: readonly Weighed[], risk: RiskWeights, group: 'usual' | 'harder'): Cuts {
  const of = (some: readonly Weighed[], target: keyof RiskWeights): readonly number[] =>
    some.map(({ features, least }) =>
      // What the floor takes care of needs no low cut.
      least === 'selfHarm' || (target === 'alarm' && least === 'ask') ? Number.MAX_VALUE : weigh(risk[target], features),
    );
  const harmful = all.filter(isSelfHarm);
  return {
    emergency: reachedBy(
      all.filter(isHarmless).map(({ features }) => weigh(risk.emergency, features)),
      goals.harmless[group],
    ),
    ask: reachedBy(of(all.filter(targets.alarm), 'alarm'), goals.alarm[group]) - askSooner,
    selfHarm: reachedBy(of(harmful, 'selfHarm'), goals.selfHarm[group]),
    selfHarmNow: reachedBy(
      all.filter((one) => !isSelfHarm(one)).map(({ features }) => weigh(risk.selfHarm, features)),
      goals.notSelfHarm[group],
    ),
  };
}

/** Adds the second look and its cuts to the models. */
export function calibrated(
  models: readonly ModelData[],
  concepts: RiskConcepts,
  sentencesOf: (lang: string) => readonly Sentence[],
): readonly Learned[] {
  const all = models.flatMap((data) => {
    const model = openModel(data);
    return sentencesOf(data.lang).map((sentence): Weighed => {
      const line = readLine(model, wordsOf(sentence.text));
      const whole = chancesOf(model, line);
      const least = leastFor(concepts.floor, line.named, whole);
      return { lang: data.lang, sentence, features: riskFeatures(model, concepts.groups, line, whole), least };
    });
  });
  const risk: RiskWeights = { alarm: fit(all, 'alarm'), emergency: fit(all, 'emergency'), selfHarm: fit(all, 'selfHarm') };
  const groups = {
    usual: cutsFor(all.filter(({ lang }) => !harder.includes(lang)), risk, 'usual'),
    harder: cutsFor(all.filter(({ lang }) => harder.includes(lang)), risk, 'harder'),
  };
  return models.map((model) => ({ model, risk, concepts, cuts: groups[harder.includes(model.lang) ? 'harder' : 'usual'] }));
}
