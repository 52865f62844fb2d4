/**
 * What becomes of a personal link, from issue to sign-out: rules over the entries of the register, without any I/O. An entry
 * holds a label, a role, a hash, a state and a last day, and nothing that tells what anybody did.
 */
import { z } from 'zod';
import { dayOf, lastOfDays } from './day.ts';
import { type Role, roles } from './role.ts';
import { hashOf, newSecret, sameHash } from './secret.ts';

/** Days on which a link can be used, the day of issue counted. */
export const linkDays = 7;
/** Days on which somebody stays signed in, the day on which she did so counted. */
export const signedInDays = 30;

/** What an operator calls an entry, so that she knows which to revoke. */
export const labelSchema = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u, 'write 1 to 60 letters, digits, spaces and . _ -')
  .refine((label) => !label.endsWith(' '), 'write no space at the end');

export const entrySchema = z.strictObject({
  label: labelSchema,
  role: z.enum(roles),
  /** `link`: issued and not used yet, the hash is that of the link. `signed-in`: used, the hash is that of a cookie. */
  state: z.enum(['link', 'signed-in']),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The last day on which it holds. */
  until: z.iso.date(),
});

export type Entry = z.infer<typeof entrySchema>;
export type Entries = readonly Entry[];

/** What to keep instead, and what came of it; null entries: nothing changes. */
export interface Change<T> {
  readonly entries: Entries | null;
  readonly result: T;
}

/** Clock and randomness of what is issued. */
export interface Issuing {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** That many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

/** Those that still hold. What has ended is not kept: with the next change it is gone from the file. */
export function livingOn(entries: Entries, today: string): Entries {
  return entries.filter(({ until }) => until >= today);
}

function without(entries: Entries, entry: Entry): Entries {
  return entries.filter((one) => one !== entry);
}

/** The entry with this secret in this state, if it holds today. */
function heldBy(entries: Entries, state: Entry['state'], secret: string, today: string): Entry | undefined {
  const hash = hashOf(secret);
  return livingOn(entries, today).find((entry) => entry.state === state && sameHash(entry.hash, hash));
}

/** A new link under a new label; null where the label is taken. */
export function issue(
  entries: Entries,
  { label, role }: Pick<Entry, 'label' | 'role'>,
  { now, random }: Issuing,
): Change<string | null> {
  const living = livingOn(entries, dayOf(now()));
  if (living.some((entry) => entry.label === label)) return { entries: null, result: null };
  const secret = newSecret(random);
  const entry: Entry = { label, role, state: 'link', hash: hashOf(secret), until: lastOfDays(now(), linkDays) };
  return { entries: [...living, entry], result: secret };
}

/** Takes away what stands under a label, link and cookie alike; false where nothing does. */
export function revoke(entries: Entries, label: string): Change<boolean> {
  const rest = entries.filter((entry) => entry.label !== label);
  return rest.length === entries.length ? { entries: null, result: false } : { entries: rest, result: true };
}

export interface SignedIn {
  /** For the cookie. */
  readonly secret: string;
  readonly role: Role;
}

/** Uses a link up: from now on the entry is that of a cookie with another secret. Null where no such link holds. */
export function redeem(entries: Entries, link: string, { now, random }: Issuing): Change<SignedIn | null> {
  const today = dayOf(now());
  const entry = heldBy(entries, 'link', link, today);
  if (entry === undefined) return { entries: null, result: null };
  const secret = newSecret(random);
  const used: Entry = { ...entry, state: 'signed-in', hash: hashOf(secret), until: lastOfDays(now(), signedInDays) };
  const rest = without(livingOn(entries, today), entry);
  return { entries: [...rest, used], result: { secret, role: entry.role } };
}

/** The role of whoever has this cookie, or null. */
export function roleOf(entries: Entries, cookie: string, now: number): Role | null {
  return heldBy(entries, 'signed-in', cookie, dayOf(now))?.role ?? null;
}

/** Forgets whoever has this cookie; false where nobody does. */
export function signOut(entries: Entries, cookie: string, now: number): Change<boolean> {
  const today = dayOf(now);
  const entry = heldBy(entries, 'signed-in', cookie, today);
  if (entry === undefined) return { entries: null, result: false };
  return { entries: without(livingOn(entries, today), entry), result: true };
}
