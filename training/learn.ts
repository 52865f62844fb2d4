/**
 * Learning: logistic regression by stochastic gradient steps (AdaGrad). The weights of concepts are shared by all
 * languages, those of letters belong to one. Seeded: the same sentences give the same weights.
 */
import { seeded } from '../src/content/check/door-check.ts';
import { voices } from '../src/core/situation.ts';
import { addWeights, outputs, toChances } from '../src/core/understand/model.ts';
import { topicNames } from '../src/core/understand/understood.ts';
import type { Sentence } from './sentences.ts';

/** A sentence as numbers. */
export interface Example {
  /** Which language, by its place in the list of all. */
  readonly language: number;
  readonly concepts: readonly number[];
  readonly letters: readonly number[];
  /** What one letter feature counts. */
  readonly share: number;
  /** What should come out, in the order of `outputs`. */
  readonly truth: Float32Array;
}

export interface Learning {
  readonly bias: Float32Array;
  readonly concepts: Float32Array;
  /** By language. */
  readonly letters: readonly Float32Array[];
}

export interface LearnOptions {
  readonly conceptFeatures: number;
  readonly buckets: number;
  readonly languages: number;
  readonly rounds: number;
  readonly seed: number;
  /** How strongly weights are pulled to nothing. */
  readonly conceptDecay: number;
  readonly letterDecay: number;
  /** The share of features that is left out at random each time, so that none is relied on alone. */
  readonly dropout: number;
}

const firstStep = 0.05;
/** Missing a life at risk costs more than missing a topic. */
const weightOf = Float32Array.from({ length: outputs.count }, (_, output) =>
  output === outputs.selfHarm || output === outputs.alarm ? 2 : 1,
);

export function truthOf({ topic, urgency, who, selfHarm }: Sentence): Float32Array {
  const truth = new Float32Array(outputs.count);
  truth[outputs.topic + topicNames.indexOf(topic)] = 1;
  truth[outputs.urgency + (urgency === 'emergency' ? 0 : urgency === 'urgent' ? 1 : 2)] = 1;
  truth[outputs.selfHarm] = selfHarm === undefined ? 0 : 1;
  truth[outputs.alarm] = urgency === 'emergency' || selfHarm !== undefined ? 1 : 0;
  truth[outputs.who + voices.indexOf(who)] = 1;
  return truth;
}

/** Another order, in place. */
export function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
}

/** One weight after another in one block, with how much each has moved already. */
class Block {
  readonly weights: Float32Array;
  private readonly moved: Float32Array;
  private readonly decay: number;
  private readonly width: number;

  constructor(features: number, decay: number, width: number = outputs.count) {
    this.weights = new Float32Array(features * width);
    this.moved = new Float32Array(features * width).fill(0.1);
    this.decay = decay;
    this.width = width;
  }

  addTo(scores: Float32Array, features: readonly number[], share: number): void {
    addWeights(scores, this.weights, this.width, features, share);
  }

  step(features: readonly number[], errors: Float32Array, share: number): void {
    for (const feature of features) {
      const from = feature * this.width;
      for (let output = 0; output < this.width; output++) {
        const at = from + output;
        const weight = this.weights[at] ?? 0;
        const slope = (errors[output] ?? 0) * share + this.decay * weight;
        const moved = (this.moved[at] ?? 0) + slope * slope;
        this.moved[at] = moved;
        this.weights[at] = weight - (firstStep * slope) / Math.sqrt(moved);
      }
    }
  }
}

/** Learns from the examples. */
export function learn(examples: readonly Example[], options: LearnOptions): Learning {
  const random = seeded(options.seed);
  const bias = new Block(1, 0);
  const concepts = new Block(options.conceptFeatures, options.conceptDecay);
  const letters = Array.from({ length: options.languages }, () =>
    new Block(options.buckets, options.letterDecay, outputs.ofLetters),
  );
  const order = examples.map((_, at) => at);
  const keep = (features: readonly number[]): readonly number[] =>
    features.filter(() => random() >= options.dropout);
  const scores = new Float32Array(outputs.count);
  const always = [0];
  for (let round = 0; round < options.rounds; round++) {
    shuffle(order, random);
    for (const at of order) {
      const example = examples[at];
      const own = example === undefined ? undefined : letters[example.language];
      if (example === undefined || own === undefined) continue;
      const [some, pieces] = [keep(example.concepts), keep(example.letters)];
      scores.fill(0);
      bias.addTo(scores, always, 1);
      concepts.addTo(scores, some, 1);
      own.addTo(scores, pieces, example.share);
      toChances(scores);
      for (let output = 0; output < outputs.count; output++)
        scores[output] = ((scores[output] ?? 0) - (example.truth[output] ?? 0)) * (weightOf[output] ?? 1);
      bias.step(always, scores, 1);
      concepts.step(some, scores, 1);
      own.step(pieces, scores, example.share);
    }
  }
  return { bias: bias.weights, concepts: concepts.weights, letters: letters.map(({ weights }) => weights) };
}
