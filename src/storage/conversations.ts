/**
 * What is kept of conversations: a few bytes each, under a name and with a key that only somebody who has both the secret
 * and the id of the conversation can make. Whoever sees the store sees neither; all entries are equally long.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Store } from './store.ts';

/** As long as somebody may put the phone away; each message begins it anew. */
export const keptMs = 30 * 60_000;
/** A channel that got no answer sends again within a minute or so. */
const repeatsMs = 5 * 60_000;

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
/** So much can be kept of a conversation. */
export const roomBytes = 71;
/** The whole entry: version, nonce, text, tag. */
export const entryBytes = 1 + nonceBytes + roomBytes + tagBytes;
const nameBytes = 16;

export interface ConversationsOptions {
  readonly store: Store;
  /** The present secret first, then those it has replaced: what they sealed is read, and sealed anew. */
  readonly secrets: readonly [Uint8Array, ...Uint8Array[]];
  /** That many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

/** A conversation as it was read, for writing it back. */
export interface Opened {
  /** `roomBytes` long; null: nothing is known of it. */
  readonly kept: Buffer | null;
  /** Writes at most `roomBytes`, unless somebody else has written or deleted in the meantime: then false. */
  save(kept: Uint8Array): Promise<boolean>;
}

export interface Conversations {
  open(id: string): Promise<Opened>;
  forget(id: string): Promise<void>;
  /** True for the first time that something of this name comes in. */
  isFirst(id: string, what: string): Promise<boolean>;
  /** Lets it come in again: it was not answered. */
  letAgain(id: string, what: string): Promise<void>;
  close(): Promise<void>;
}

interface Lock {
  readonly name: string;
  readonly key: Buffer;
}

function digest(secret: Uint8Array, purpose: string, id: string): Buffer {
  return createHmac('sha256', secret).update(`${purpose}\n${id}`).digest();
}

function nameOf(secret: Uint8Array, purpose: string, id: string): string {
  return digest(secret, purpose, id).subarray(0, nameBytes).toString('base64url');
}

function lockOf(secret: Uint8Array, id: string): Lock {
  return { name: nameOf(secret, 'name', id), key: digest(secret, 'key', id) };
}

function lock({ name, key }: Lock, kept: Uint8Array, nonce: Uint8Array): Buffer {
  const room = Buffer.alloc(roomBytes);
  room.set(kept);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  return Buffer.concat([Buffer.of(version), nonce, cipher.update(room), cipher.final(), cipher.getAuthTag()]);
}

/** Null for what this key did not lock: then nothing is known, as if it had expired. */
function unlock({ name, key }: Lock, entry: Buffer): Buffer | null {
  if (entry.length !== entryBytes || entry[0] !== version) return null;
  const nonce = entry.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(name)).setAuthTag(entry.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(entry.subarray(1 + nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

/** Opens the conversations in a store. */
export function conversationsIn({ store, secrets, random }: ConversationsOptions): Conversations {
  const [present, ...earlier] = secrets;

  /** The entry that an earlier secret made, when the present one has none. */
  async function openEarlier(id: string, now: Lock): Promise<Opened | null> {
    for (const secret of earlier) {
      const before = lockOf(secret, id);
      const entry = await store.read(before.name);
      const kept = entry === null ? null : unlock(before, entry);
      if (kept === null) continue;
      return {
        kept,
        async save(after) {
          // Only what still stands there: it may have been forgotten in the meantime.
          if (!(await store.replace(before.name, entry, null, keptMs))) return false;
          return store.replace(now.name, null, lock(now, after, random(nonceBytes)), keptMs);
        },
      };
    }
    return null;
  }

  return {
    async open(id) {
      const now = lockOf(present, id);
      const entry = await store.read(now.name);
      const found = entry === null ? await openEarlier(id, now) : null;
      if (found !== null) return found;
      return {
        kept: entry === null ? null : unlock(now, entry),
        save: (after) => store.replace(now.name, entry, lock(now, after, random(nonceBytes)), keptMs),
      };
    },
    async forget(id) {
      await Promise.all(secrets.map((secret) => store.forget(nameOf(secret, 'name', id))));
    },
    isFirst: (id, what) => store.isFirst(nameOf(present, 'seen', `${id}\n${what}`), repeatsMs),
    letAgain: (id, what) => store.remove(nameOf(present, 'seen', `${id}\n${what}`)),
    close: () => store.close(),
  };
}
