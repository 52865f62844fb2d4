/**
 * The keys of the seal, which are replaced all the time. One server throws dice for its own; several that stand behind one
 * address make the same ones from a secret that they share.
 */
import { hkdfSync } from 'node:crypto';

export interface SealKey {
  /** Stands in front of what it sealed, so that it is found again. */
  readonly id: string;
  readonly secret: Uint8Array;
}

export interface SealKeys {
  /** The key of this moment. */
  sealing(): SealKey;
  /** All that still open something. */
  opening(): readonly SealKey[];
}

const minute = 60_000;
/** A key seals for a quarter of an hour, and opens for an hour: a page lives for 45 to 60 minutes. */
export const keySealsMs = 15 * minute;
export const keyOpensMs = 60 * minute;

export const keyIdBytes = 8;
const keyBytes = 32;

export interface OwnKeysOptions {
  /** Milliseconds on a clock that nobody sets: a clock that is put back must not make a key live longer. */
  readonly elapsed: () => number;
  /** That many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

/** Keys of this process alone, in memory alone: nothing that is kept can open an old page. */
export function ownKeys({ elapsed, random }: OwnKeysOptions): SealKeys {
  let keys: readonly (SealKey & { readonly madeAt: number })[] = [];

  function living(): typeof keys {
    keys = keys.filter(({ madeAt }) => elapsed() - madeAt < keyOpensMs);
    return keys;
  }

  return {
    sealing() {
      const [newest] = living();
      if (newest !== undefined && elapsed() - newest.madeAt < keySealsMs) return newest;
      const id = Buffer.from(random(keyIdBytes)).toString('hex');
      const made = { id, secret: random(keyBytes), madeAt: elapsed() };
      keys = [made, ...keys];
      // Also when nobody comes any more.
      setTimeout(() => {
        keys = keys.filter((one) => one !== made);
      }, keyOpensMs).unref();
      return made;
    },
    opening: living,
  };
}

export interface SharedKeysOptions {
  /** The same on every server. Who has it can make every key again, those of old pages too. */
  readonly secret: string;
  /** Milliseconds since 1970: on this the servers agree. */
  readonly now: () => number;
}

/** Quarters of an hour whose keys still open something; the first is that of a server whose clock goes ahead of ours. */
const openQuarters = [1, 0, ...Array.from({ length: keyOpensMs / keySealsMs - 1 }, (_, at) => -1 - at)] as const;

function derived(secret: string, quarter: number): SealKey {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', `page without scripts\n${quarter}`, keyIdBytes + keyBytes));
  return { id: bytes.subarray(0, keyIdBytes).toString('hex'), secret: bytes.subarray(keyIdBytes) };
}

/** Keys made from a secret and the quarter of an hour, so that whichever server is asked opens what another has sealed. */
export function sharedKeys({ secret, now }: SharedKeysOptions): SealKeys {
  let made: ReadonlyMap<number, SealKey> = new Map();

  function living(): ReadonlyMap<number, SealKey> {
    const quarter = Math.floor(now() / keySealsMs);
    if (!made.has(quarter) || !made.has(quarter + 1))
      made = new Map(openQuarters.map((ahead) => [quarter + ahead, derived(secret, quarter + ahead)]));
    return made;
  }

  return {
    sealing() {
      const quarter = Math.floor(now() / keySealsMs);
      return living().get(quarter) ?? derived(secret, quarter);
    },
    opening: () => [...living().values()],
  };
}
