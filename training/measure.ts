/**
 * How well understanding does on sentences it has not learned from: each figure with its interval, and the misses.
 */
import type { Understood } from '../src/core/understand/understood.ts';
import type { Sentence } from './sentences.ts';

/** A share of so many, with the interval that holds the true share 19 times out of 20 (Wilson). */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

const z = 1.96;

export function shareOf(hits: number, of: number): Share {
  if (of === 0) return { hits, of, low: 0, high: 1 };
  const share = hits / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { hits, of, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** A sentence with what was understood of it. */
export interface Judged {
  readonly sentence: Sentence;
  readonly understood: Understood;
}

function isHarmless({ sentence: { urgency, selfHarm } }: Judged): boolean {
  return (urgency === 'none' || urgency === 'calm') && selfHarm === undefined;
}

function isEmergency({ sentence: { urgency } }: Judged): boolean {
  return urgency === 'emergency';
}

function isSelfHarm({ sentence: { selfHarm } }: Judged): boolean {
  return selfHarm !== undefined;
}

/** The figures that are asked for, in the order of the report: among which sentences, and which of them count. */
export const figures = {
  'emergency or self-harm → not `none`': {
    among: (one: Judged): boolean => isEmergency(one) || isSelfHarm(one),
    counts: ({ understood }: Judged): boolean => understood.safety !== 'none',
  },
  'emergency → `emergency`': { among: isEmergency, counts: ({ understood }: Judged) => understood.safety === 'emergency' },
  'self-harm recognised': { among: isSelfHarm, counts: ({ understood }: Judged) => understood.selfHarm },
  'harmless → `emergency`': { among: isHarmless, counts: ({ understood }: Judged) => understood.safety === 'emergency' },
  'harmless → `ask`': { among: isHarmless, counts: ({ understood }: Judged) => understood.safety === 'ask' },
  'topic right first': {
    among: (): boolean => true,
    counts: ({ sentence, understood }: Judged): boolean => understood.topic === sentence.topic,
  },
  'topic among three': {
    among: (): boolean => true,
    counts: ({ sentence, understood }: Judged): boolean =>
      understood.topics.some(({ topic }) => topic === sentence.topic),
  },
} as const satisfies Record<string, { among: (one: Judged) => boolean; counts: (one: Judged) => boolean }>;

export type Figure = keyof typeof figures;
export const figureNames = Object.keys(figures) as readonly Figure[];

export function measure(judged: readonly Judged[], figure: Figure): Share {
  const { among, counts } = figures[figure];
  const some = judged.filter(among);
  return shareOf(some.filter(counts).length, some.length);
}
