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
  /** Answers a request that is one too many; the status is set already. */
  readonly refuse: RequestHandler;
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

/** What every limit of ours has in common. */
const quiet = {
  windowMs,
  legacyHeaders: false,
  standardHeaders: false,
  // Its warnings name addresses on the console.
  validate: false,
} as const;

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

/** So many requests a minute from one address. */
export function limitRequests({ perMinute, refuse, ...source }: RateLimitOptions): RequestHandler {
  return rateLimit({ ...quiet, limit: perMinute, keyGenerator: byAddress(source), handler: answeredBy(refuse) });
}

/** So many requests a minute from one address that show no good token: whoever is let in counts for nothing. */
export function limitStrangers(source: RateLimitSource, perMinute: number, refuse: RequestHandler): RequestHandler {
  return rateLimit({
    ...quiet,
    limit: perMinute,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode !== 401,
    keyGenerator: byAddress(source),
    handler: answeredBy(refuse),
  });
}

/** So many messages a minute in one conversation; given its id, the limit for a request. */
export function limitMessages(
  source: RateLimitSource,
  perMinute: number,
  refuse: RequestHandler,
): (conversation: string) => RequestHandler {
  const fingerprint = fingerprints(source);
  const named = new WeakMap<Request, string>();
  const limit = rateLimit({
    ...quiet,
    limit: perMinute,
    keyGenerator: (request) => fingerprint(named.get(request) ?? ''),
    handler: answeredBy(refuse),
  });
  return (conversation) => (request, response, next) => {
    named.set(request, conversation);
    return limit(request, response, next);
  };
}
