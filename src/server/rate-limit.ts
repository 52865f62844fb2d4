/**
 * A limit on requests from one address that keeps no address: only a keyed fingerprint of it, in memory, and the key
 * is thrown away every ten minutes.
 */
import { createHmac } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';

const keyLivesMs = 10 * 60_000;
const windowMs = 60_000;

/** Clock and randomness of the fingerprints. */
export interface RateLimitSource {
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
}

export interface RateLimitOptions extends RateLimitSource {
  readonly perMinute: number;
}

/** The fingerprints that one key gives. */
function fingerprints({ now, random }: RateLimitSource): (name: string) => string {
  let key = random(32);
  let madeAt = now();
  return (name) => {
    if (now() - madeAt >= keyLivesMs) {
      key = random(32);
      madeAt = now();
    }
    return createHmac('sha256', key).update(name).digest('base64');
  };
}

/** `refuse` answers a request that is one too many; the status is set already. */
function answeredBy(refuse: RequestHandler): RequestHandler {
  return (request, response, next) => {
    response.status(429).set('Retry-After', String(windowMs / 1000));
    refuse(request, response, next);
  };
}

/** Addresses of one household (IPv6 /56) count as one. */
function byAddress(source: RateLimitSource): (request: Request) => string {
  const fingerprint = fingerprints(source);
  return ({ ip }) => fingerprint(ipKeyGenerator(ip ?? ''));
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
    handler: answeredBy(refuseAsAsked),
  });
  return (refuse) => (request, response, next) => {
    refusals.set(request, refuse);
    return limit(request, response, next);
  };
}

/** Counts by fingerprint, begun anew each minute. */
class MinuteCounts {
  private readonly counts = new Map<string, number>();
  private readonly now: () => number;
  private begun: number;

  constructor(now: () => number) {
    this.now = now;
    this.begun = now();
  }

  of(name: string): number {
    if (this.now() - this.begun >= windowMs) {
      this.counts.clear();
      this.begun = this.now();
    }
    return this.counts.get(name) ?? 0;
  }

  add(name: string): void {
    this.counts.set(name, this.of(name) + 1);
  }
}

/** So many answers of 401 a minute to one address, and no more: whoever is let in counts for nothing. */
export function limitStrangers(source: RateLimitSource, perMinute: number, refuse: RequestHandler): RequestHandler {
  const nameOf = byAddress(source);
  const refuseMore = answeredBy(refuse);
  const refused = new MinuteCounts(source.now);
  return (request, response, next) => {
    const name = nameOf(request);
    if (refused.of(name) >= perMinute) return refuseMore(request, response, next);
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
  const refused = new MinuteCounts(source.now);
  return (request, response, next) => {
    const name = nameOf(request);
    if (refused.of(name) >= perMinute) return tooMany(request, response, next);
    refused.add(name);
    refuse(request, response, next);
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
  const sent = new MinuteCounts(source.now);
  return (conversation) => (request, response, next) => {
    const name = fingerprint(conversation);
    if (sent.of(name) >= perMinute) return refuseMore(request, response, next);
    sent.add(name);
    next();
  };
}
