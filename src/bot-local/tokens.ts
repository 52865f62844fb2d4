/**
 * Tokens that open one conversation for a while. They carry what they grant under a signature, so nothing is kept.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { accountShape } from './activity.ts';
import { Refusal } from './refusal.ts';

const grantShape = z.object({ conversationId: z.string(), user: accountShape.optional(), until: z.number() });

/** What a token opens, and for whom. */
export type Grant = Omit<z.infer<typeof grantShape>, 'until'>;

export interface Tokens {
  issue(grant: Grant): { readonly token: string; readonly expires_in: number };
  /**
   * What the header of a request grants; null: it holds no token (none at all, or what may be the secret of a bot, which
   * nobody checks here). @throws Refusal for a token that cannot be used
   */
  read(authorization: string | undefined): Grant | null;
}

export function makeTokens(lifeMs: number, now: () => number, random: (bytes: number) => Uint8Array): Tokens {
  const key = random(32);
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');

  return {
    issue(grant) {
      const content = Buffer.from(JSON.stringify({ ...grant, until: now() + lifeMs })).toString('base64url');
      return { token: `${content}.${sign(content)}`, expires_in: Math.floor(lifeMs / 1_000) };
    },
    read(authorization) {
      const [, content, signature] = /^Bearer ([\w-]+)\.([\w-]+)$/i.exec(authorization ?? '') ?? [];
      if (content === undefined || signature === undefined) return null;
      const own = Buffer.from(sign(content));
      const given = Buffer.from(signature);
      if (own.length !== given.length || !timingSafeEqual(own, given))
        throw new Refusal(403, 'BadArgument', 'Invalid token');
      const { until, ...grant } = grantShape.parse(JSON.parse(Buffer.from(content, 'base64url').toString()));
      if (now() >= until) throw new Refusal(403, 'TokenExpired', 'Token has expired');
      return grant;
    },
  };
}
