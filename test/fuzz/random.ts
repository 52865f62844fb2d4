/**
 * Choices that can be made again: the same seed and number give the same input.
 */
import { seeded } from '../../src/content/check/door-check.ts';

export class Random {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = seeded(seed);
  }

  /** From 0 up to, and without, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** True that often, from 0 to 1. */
  chance(often: number): boolean {
    return this.next() < often;
  }

  pick<T>(from: readonly T[]): T {
    const one = from[this.below(from.length)];
    // Lists of nothing are a mistake of a test, told where it was made.
    if (one === undefined && from.length === 0) throw new Error('nothing to pick from');
    return one as T; // `below` stays within the list.
  }

  /** That many at most, each made anew. */
  some<T>(most: number, make: () => T): readonly T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}

/** Two numbers as one seed, far from those of their neighbours. */
export function seedOf(seed: number, index: number): number {
  return (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) | 0;
}
