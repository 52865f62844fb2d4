/**
 * Chance that falls the same way each time: for walks that are to be walked again.
 */

export interface Chance {
  /** A whole number from 0 up to `below`. */
  number(below: number): number;
  /** One of these. @throws when there is none */
  oneOf<T>(list: readonly T[]): T;
}

/** mulberry32, from this seed. */
export function chance(seed: number): Chance {
  let state = seed;
  const number = (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
  return {
    number,
    oneOf(list) {
      if (list.length === 0) throw new Error('there is nothing to choose from');
      // The number lies within the list.
      return list[number(list.length)] as (typeof list)[number];
    },
  };
}
