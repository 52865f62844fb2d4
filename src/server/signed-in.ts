/**
 * Who makes a request, by the cookie or the token that it carries: a role or nobody. No name, no address, no trace.
 */
import { parseCookie } from 'cookie';
import type { CookieOptions, Request } from 'express';
import { type Entries, roleOf } from '../access/links.ts';
import { mayActAs, type Role } from '../access/role.ts';
import type { TenantTokens } from '../access/tenant-tokens.ts';
import { failureOf, type ServerLog } from './log.ts';
import { isFromOwnPage } from './own-origin.ts';

const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** The cookie of the desk: sent to the desk only, and never by a page of somebody else's. */
export interface DeskCookie {
  readonly name: string;
  readonly options: CookieOptions;
}

/** On this machine there is no https in development, and browsers keep secure cookies only with it. */
export function deskCookie(publicOrigin: string | null): DeskCookie {
  const secure = publicOrigin?.startsWith('https://') === true;
  return {
    name: secure ? '__Secure-desk' : 'desk',
    options: { path: '/desk', httpOnly: true, secure, sameSite: 'strict' },
  };
}

/** The secret in the cookie, or an empty text. */
export function secretIn({ headers }: Request, { name }: DeskCookie): string {
  return parseCookie(headers.cookie ?? '')[name] ?? '';
}

/** Something that may stop working and work again. */
export interface Watched {
  fails(error: unknown): void;
  works(): void;
}

/** Says once in the log that something does not work, and once that it does again. */
export function watched(logger: ServerLog, lost: string, back: string): Watched {
  let isLost = false;
  return {
    fails(error) {
      if (!isLost) logger.error(failureOf(error), lost);
      isLost = true;
    },
    works() {
      if (isLost) logger.info(back);
      isLost = false;
    },
  };
}

function isReading({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

export interface SignedInOptions {
  readonly publicOrigin: string | null;
  readonly cookie: DeskCookie;
  /** What is in the register now. */
  readonly entries: () => Promise<Entries>;
  readonly tokens: TenantTokens;
  readonly logger: ServerLog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly register: Watched;
}

/** The role in which a request may do what needs a role, or null: whatever the reason is. */
export type RoleFor = (request: Request, needed: Role) => Promise<Role | null>;

/** Never rejects: where something of ours fails, nobody has signed in, and the log says why. */
export function signedIn(options: SignedInOptions): RoleFor {
  const { publicOrigin, cookie, entries, tokens, logger, now, register } = options;
  const keys = watched(
    logger,
    'the keys of Entra cannot be fetched: nobody can sign in through Teams',
    'the keys of Entra can be fetched again',
  );

  /** Takes as long for no cookie as for a wrong one. */
  async function byCookie(secret: string): Promise<Role | null> {
    try {
      const role = roleOf(await entries(), secret, now());
      register.works();
      return role;
    } catch (error) {
      register.fails(error);
      return null;
    }
  }

  async function byToken(token: string): Promise<Role | null> {
    try {
      const role = await tokens(token, now());
      if (role !== null) keys.works();
      return role;
    } catch (error) {
      keys.fails(error);
      return null;
    }
  }

  return async (request, needed) => {
    const { authorization } = request.headers;
    const role =
      authorization === undefined
        ? await byCookie(secretIn(request, cookie))
        : await byToken(bearer.exec(authorization)?.[1] ?? '');
    const isMeant = isReading(request) || isFromOwnPage(request.headers, publicOrigin);
    return role !== null && isMeant && mayActAs(role, needed) ? role : null;
  };
}
