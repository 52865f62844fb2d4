/**
 * The seal: what a page must carry from one turn to the next, so that only this server, or one that shares its keys, can
 * read it, and only for a while.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { z } from 'zod';
import { type Answers, decodeAnswers, encodeAnswers } from '../core/answers.ts';
import { talk, type View } from '../core/converse.ts';
import { topicNames } from '../core/understand/understood.ts';
import { keyIdBytes, type SealKeys } from './seal-keys.ts';

/** A talk between two turns. */
export interface Session {
  readonly answers: Answers;
  /** What was on the screen, so that a change of language shows the same, and a number typed means what was read. */
  readonly view: View;
}

export type Opened =
  | { readonly type: 'session'; readonly session: Session }
  /** Well formed, but the key is gone: the page stood open too long, or the server was restarted. */
  | { readonly type: 'expired' }
  /** Not made by this server, or changed. */
  | { readonly type: 'forged' };

export interface Seal {
  /** A text for a form field, safe in a URL too. */
  seal(session: Session): string;
  open(sealed: string): Opened;
}

export interface SealOptions {
  readonly keys: SealKeys;
  /** That many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

/** All sealed texts are as long as the next multiple of this many bytes, so that length does not tell how far one is. */
const blockBytes = 256;

const nonceBytes = 12;
const tagBytes = 16;

const viewSchema: z.ZodType<View> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('talk') }),
  z.strictObject({ type: z.literal('visit'), to: z.string() }),
  z.strictObject({
    type: z.literal('places'),
    found: z.array(
      z.strictObject({ municipality: z.string(), name: z.string(), match: z.string(), score: z.number() }),
    ),
  }),
  z.strictObject({ type: z.literal('place-not-found') }),
  z.strictObject({ type: z.literal('not-understood'), again: z.literal(true).exactOptional() }),
  z.strictObject({
    type: z.literal('proposal'),
    ask: z.boolean(),
    selfHarm: z.boolean(),
    choices: z.array(
      z.strictObject({
        topic: z.enum(topicNames),
        facts: z.array(z.strictObject({ fact: z.string(), value: z.string() })),
      }),
    ),
    question: z.string().nullable(),
  }),
  z.strictObject({ type: z.literal('alarmed'), keep: z.number() }),
]);

/** Answers and view as padded bytes: a newline ends the answers, spaces fill up behind the view. */
function pack({ answers, view }: Session): Buffer {
  const text = Buffer.from(`${encodeAnswers(answers)}\n${view.type === 'talk' ? '' : JSON.stringify(view)}`);
  const packed = Buffer.alloc(Math.ceil((text.length + 1) / blockBytes) * blockBytes, ' ');
  text.copy(packed);
  return packed;
}

function unpack(packed: Buffer): Session | null {
  const text = packed.toString('utf8');
  const end = text.indexOf('\n');
  const answers = decodeAnswers(text.slice(0, Math.max(end, 0)));
  const rest = text.slice(end + 1).trim();
  const view = rest === '' ? talk : viewSchema.safeParse(JSON.parse(rest)).data;
  return answers === null || view === undefined ? null : { answers, view };
}

/** Makes a seal. Keys and randomness come from outside, so that tests can hold them still. */
export function makeSeal({ keys, random }: SealOptions): Seal {
  return {
    seal(session) {
      const { id, secret } = keys.sealing();
      const nonce = random(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      const body = Buffer.concat([cipher.update(pack(session)), cipher.final()]);
      return Buffer.concat([Buffer.from(id, 'hex'), nonce, body, cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed) {
      if (!/^[\w-]+$/.test(sealed)) return { type: 'forged' };
      const bytes = Buffer.from(sealed, 'base64url');
      const length = bytes.length - keyIdBytes - nonceBytes - tagBytes;
      if (length < blockBytes || length % blockBytes !== 0) return { type: 'forged' };
      const id = bytes.subarray(0, keyIdBytes).toString('hex');
      const key = keys.opening().find((one) => one.id === id);
      if (key === undefined) return { type: 'expired' };
      const nonce = bytes.subarray(keyIdBytes, keyIdBytes + nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: tagBytes });
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        const body = decipher.update(bytes.subarray(keyIdBytes + nonceBytes, -tagBytes));
        const session = unpack(Buffer.concat([body, decipher.final()]));
        return session === null ? { type: 'forged' } : { type: 'session', session };
      } catch {
        return { type: 'forged' };
      }
    },
  };
}
