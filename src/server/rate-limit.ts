/**
 * A limit on requests from one address that keeps no address: only a keyed fingerprint of it, in memory, and the key
 * is thrown away every ten minutes.
 */
import { createHmac } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';

const keyLivesMs = 10 * 60_000;
const windowMs = 60_000;

export interface RateLimitOptions {
  readonly perMinute: number;
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** Answers a request that is one too many; the status is set already. */
  readonly refuse: RequestHandler;
}

/** The fingerprints that one key gives. Addresses of one household (IPv6 /56) count as one. */
function fingerprints({ now, random }: Pick<RateLimitOptions, 'now' | 'random'>): (address: string) => string {
  let key = random(32);
  let madeAt = now();
  return (address) => {
    if (now() - madeAt >= keyLivesMs) {
      key = random(32);
      madeAt = now();
    }
    return createHmac('sha256', key).update(ipKeyGenerator(address)).digest('base64');
  };
}

export function limitRequests(options: RateLimitOptions): RequestHandler {
  const fingerprint = fingerprints(options);
  return rateLimit({
    windowMs,
    limit: options.perMinute,
    legacyHeaders: false,
    standardHeaders: false,
    // Its warnings name addresses on the console.
    validate: false,
    keyGenerator: ({ ip }) => fingerprint(ip ?? ''),
    handler: (request, response, next) => {
      response.status(429).set('Retry-After', String(windowMs / 1000));
      options.refuse(request, response, next);
    },
  });
}
