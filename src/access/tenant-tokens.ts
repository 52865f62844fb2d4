/**
 * Tokens of Entra, as Teams hands them to the tab for whoever is signed in there: who may have made one, for whom, and what
 * role it gives. Nothing of what else is in it (name, address, id) is looked at.
 */
import { createRemoteJWKSet, decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Role } from './role.ts';

export interface TenantAccess {
  /** The organisations whose people may sign in; empty: nobody. */
  readonly tenants: readonly string[];
  /** Whom a token must be meant for: any of these. */
  readonly audiences: readonly string[];
  /** `required`: only whom an administrator gave an app role. `none`: everybody of these organisations is a key person. */
  readonly roles: 'required' | 'none';
  /** The apps that may ask for one: Teams, and nobody else's program. */
  readonly clients: readonly string[];
  /** The organisations whose administrators may make somebody an editor: she edits the data of everybody. */
  readonly editorTenants: readonly string[];
}

/** Says what role a token gives, or null for a token that gives none. Rejects only where the keys cannot be had. */
export type TenantTokens = (token: string, now: number) => Promise<Role | null>;

/** The keys with which a tenant signs. */
export type KeysOf = (tenant: string) => JWTVerifyGetKey;

const authority = 'https://login.microsoftonline.com';
/** A key that is not known is looked for again, and no more often than this: strangers cannot make us ask all the time. */
const cooldownMs = 30_000;
/** By so many seconds the clocks of two honest machines may differ. */
const toleranceSeconds = 60;
/** The scope that the tab asks for (docs/access.md). */
const scope = 'access_as_user';

const timeoutDuration = 5_000;

function keysAt(root: string, tenant: string): URL {
  return new URL(`${root}/${tenant}/discovery/v2.0/keys`);
}

/** The keys as the tenant publishes them, fetched when they are first needed and when a new one turns up. */
export function publishedKeys(root = authority, cooldownDuration = cooldownMs): KeysOf {
  return (tenant) => createRemoteJWKSet(keysAt(root, tenant), { cooldownDuration, timeoutDuration });
}

/** Whether a tenant publishes keys that can be fetched from here. */
export async function fetchesKeys(tenant: string, root = authority): Promise<boolean> {
  try {
    await createRemoteJWKSet(keysAt(root, tenant), { timeoutDuration }).reload();
    return true;
  } catch {
    return false;
  }
}

/** The app roles of docs/access.md; the mightiest first. */
const appRoles: readonly (readonly [string, Role])[] = [
  ['Desk.Editor', 'editor'],
  ['Desk.KeyPerson', 'key-person'],
];

const claims = z.object({
  tid: z.string(),
  /** Which app asked for it. */
  azp: z.string(),
  ver: z.literal('2.0'),
  /** Only a person has scopes; a program that signs in by itself has none. */
  scp: z.string().refine((text) => text.split(' ').includes(scope)),
  roles: z.array(z.string()).default([]),
});

/** Faults of the token. Everything else that goes wrong is a fault of ours, or of the way to the keys. */
function isFaultOfToken(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return false;
  // Its own class, and not one below it, is what an answer without keys is thrown as.
  return error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC';
}

/** The issuer that a token names, before anybody knows whether that is true. */
function namedIssuer(token: string): string | null {
  try {
    return decodeJwt(token).iss ?? null;
  } catch {
    return null;
  }
}

interface Issuer {
  readonly tenant: string;
  readonly keys: JWTVerifyGetKey;
}

/** Looks at tokens of these organisations. Keys are asked for at addresses that we know, never at one that a token names. */
export function tenantTokens(
  { tenants, audiences, roles, clients, editorTenants }: TenantAccess,
  keysOf: KeysOf,
): TenantTokens {
  const issuers = new Map<string, Issuer>(
    tenants.map((tenant) => [`${authority}/${tenant}/v2.0`, { tenant, keys: keysOf(tenant) }]),
  );

  function roleIn(payload: unknown, tenant: string): Role | null {
    const read = claims.safeParse(payload);
    if (!read.success || read.data.tid !== tenant || !clients.includes(read.data.azp)) return null;
    const given = read.data.roles;
    const role = appRoles.find(([name]) => given.includes(name))?.[1] ?? (roles === 'none' ? 'key-person' : null);
    return role === 'editor' && !editorTenants.includes(tenant) ? 'key-person' : role;
  }

  return async (token, now) => {
    const name = namedIssuer(token);
    const issuer = name === null ? undefined : issuers.get(name);
    if (name === null || issuer === undefined) return null;
    try {
      const { payload } = await jwtVerify(token, issuer.keys, {
        algorithms: ['RS256'],
        typ: 'JWT',
        issuer: name,
        audience: [...audiences],
        requiredClaims: ['iat', 'nbf', 'exp'],
        clockTolerance: toleranceSeconds,
        currentDate: new Date(now),
      });
      return roleIn(payload, issuer.tenant);
    } catch (error) {
      if (isFaultOfToken(error)) return null;
      throw error;
    }
  };
}
