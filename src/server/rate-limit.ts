/**
 * A limit on requests from one address that keeps no address: only a keyed fingerprint of it, in memory, and the key
 * is thrown away every ten minutes.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit';

const keyLivesMs = 10 * 60_000;
const windowMs = 60_000;

/** Clock and randomness of the fingerprints. */
export interface RateLimitSource {
  /** Milliseconds on a clock that nobody sets: one that is put back would shut people out until it is there again. */
  readonly elapsed: () => number;
  /** That many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

export interface RateLimitOptions extends RateLimitSource {
  readonly perMinute: number;
}

/** The fingerprints that one key gives; the key goes after its time, whether or not anybody comes. */
function fingerprints({ elapsed, random }: RateLimitSource): (name: string) => string {
  let current: { readonly key: Uint8Array; readonly madeAt: number } | null = null;
  const livingKey = (): Uint8Array => {
    if (current !== null && elapsed() - current.madeAt < keyLivesMs) return current.key;
    const made = { key: random(32), madeAt: elapsed() };
    current = made;
    setTimeout(() => {
      if (current === made) current = null;
    }, keyLivesMs).unref();
    return made.key;
  };
  return (name) => createHmac('sha256', livingKey()).update(name).digest('base64');
}

/** Counts by fingerprint, begun anew each minute, and gone after it whether or not anybody comes. */
class MinuteCounts {
  private readonly elapsed: () => number;
  private counts = new Map<string, number>();
  private begun: number;

  constructor(elapsed: () => number) {
    this.elapsed = elapsed;
    this.begun = elapsed() - windowMs;
  }

  of(name: string): number {
    if (this.elapsed() - this.begun >= windowMs) this.begin();
    return this.counts.get(name) ?? 0;
  }

  private begin(): void {
    const begun = new Map<string, number>();
    this.counts = begun;
    this.begun = this.elapsed();
    setTimeout(() => begun.clear(), windowMs).unref();
  }

  /** One more; how many that makes. */
  add(name: string): number {
    const count = this.of(name) + 1;
    this.counts.set(name, count);
    return count;
  }

  drop(name: string): void {
    this.counts.delete(name);
  }
}

/** The counts in the form that the library wants. Its own go by the clock on the wall, and keep who asks on and on. */
function storeOf(counts: MinuteCounts): Store {
  const still = (key: string): void => counts.drop(key);
  return {
    localKeys: true,
    increment: (key) => ({ totalHits: counts.add(key), resetTime: undefined }),
    decrement: still,
    resetKey: still,
  };
}

/** `refuse` answers a request that is one too many; the status is set already. */
function answeredBy(refuse: RequestHandler): RequestHandler {
  return (request, response, next) => {
    response.status(429).set('Retry-After', String(windowMs / 1000));
    refuse(request, response, next);
  };
}

/** Some proxies write the port too, which is another one for each connection: `192.0.2.1:50000`, `[2001:db8::1]:50000`. */
const withPort = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/;
/** What is no address counts as one, or each word would be somebody new. */
const nobodyKnows = 'no address';

/** What counts as one: an address of IPv4, or the addresses of a household (IPv6 /56). */
export function householdOf(forwarded: string | undefined): string {
  const [, bracketed, plain] = withPort.exec(forwarded ?? '') ?? [];
  const [address = ''] = (bracketed ?? plain ?? forwarded ?? '').split('%');
  return isIP(address) === 0 ? nobodyKnows : ipKeyGenerator(address);
}

function byAddress(source: RateLimitSource): (request: Request) => string {
  const fingerprint = fingerprints(source);
  return ({ ip }) => fingerprint(householdOf(ip));
}

/**
 * So many requests a minute from one address. The counts go on when pages are made anew: for each making there is a
 * handler with its own refusal.
 */
export function requestLimit({ perMinute, ...source }: RateLimitOptions): (refuse: RequestHandler) => RequestHandler {
  const refusals = new WeakMap<Request, RequestHandler>();
  const refuseAsAsked: RequestHandler = (request, response, next) => {
    const refuse = refusals.get(request);
    if (refuse === undefined) return next();
    refuse(request, response, next);
  };
  const limit = rateLimit({
    windowMs,
    limit: perMinute,
    legacyHeaders: false,
    standardHeaders: false,
    // Its warnings name addresses on the console.
    validate: false,
    keyGenerator: byAddress(source),
    store: storeOf(new MinuteCounts(source.elapsed)),
    handler: answeredBy(refuseAsAsked),
  });
  return (refuse) => (request, response, next) => {
    refusals.set(request, refuse);
    return limit(request, response, next);
  };
}

/**
 * So many answers of 401 a minute to one address, and no more: whoever is let in counts for nothing, and nobody has to pay
 * for a stranger at her address whose request is `promising`. To look at such a one must cost little.
 */
export function limitStrangers(
  source: RateLimitSource,
  perMinute: number,
  refuse: RequestHandler,
  promising: (request: Request) => boolean,
): RequestHandler {
  const nameOf = byAddress(source);
  const refuseMore = answeredBy(refuse);
  const refused = new MinuteCounts(source.elapsed);
  return (request, response, next) => {
    const name = nameOf(request);
    if (refused.of(name) >= perMinute && !promising(request)) return refuseMore(request, response, next);
    response.once('finish', () => {
      if (response.statusCode === 401) refused.add(name);
    });
    next();
  };
}

/**
 * Refuses, and refuses otherwise whoever was refused so often in this minute. It goes where it is known already that
 * somebody is a stranger, so that nobody else at that address has to pay for it.
 */
export function refuseStrangers(
  source: RateLimitSource,
  perMinute: number,
  refuse: RequestHandler,
  refuseMore: RequestHandler,
): RequestHandler {
  const nameOf = byAddress(source);
  const tooMany = answeredBy(refuseMore);
  const refused = new MinuteCounts(source.elapsed);
  return (request, response, next) => {
    const name = nameOf(request);
    if (refused.of(name) >= perMinute) return tooMany(request, response, next);
    refused.add(name);
    refuse(request, response, next);
  };
}

/**
 * So many places for each household at a time. Asked by address, it gives what frees the place again, or null where there is
 * none. The fingerprint of an address is kept while somebody from there has a place, which the system knows by address too.
 */
export function householdPlaces(most: number): (address: string | undefined) => (() => void) | null {
  const key = randomBytes(32);
  const taken = new Map<string, number>();
  return (address) => {
    const name = createHmac('sha256', key).update(householdOf(address)).digest('base64');
    const count = (taken.get(name) ?? 0) + 1;
    if (count > most) return null;
    taken.set(name, count);
    return () => {
      const left = (taken.get(name) ?? 1) - 1;
      if (left > 0) taken.set(name, left);
      else taken.delete(name);
    };
  };
}

/** So many messages a minute in one conversation; given its id, the limit for a request. */
export function limitMessages(
  source: RateLimitSource,
  perMinute: number,
  refuse: RequestHandler,
): (conversation: string) => RequestHandler {
  const fingerprint = fingerprints(source);
  const refuseMore = answeredBy(refuse);
  const sent = new MinuteCounts(source.elapsed);
  return (conversation) => (request, response, next) => {
    const name = fingerprint(conversation);
    if (sent.of(name) >= perMinute) return refuseMore(request, response, next);
    sent.add(name);
    next();
  };
}
