/**
 * Secrets that somebody carries: in a link, later in a cookie. We keep their hashes only. They are random and long, so one
 * round of SHA-256 is enough: there is nothing to guess.
 */
import { createHash, timingSafeEqual } from 'node:crypto';

const secretBytes = 32;

/** How a secret is written: 32 bytes in base64url. */
export const secretForm = /^[\w-]{43}$/;

/** A new secret. `random` gives that many unpredictable bytes. */
export function newSecret(random: (bytes: number) => Uint8Array): string {
  return Buffer.from(random(secretBytes)).toString('base64url');
}

/** What is kept of a secret: 64 hexadecimal digits. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether two hashes of ours are the same; how long it takes tells nothing. */
export function sameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
