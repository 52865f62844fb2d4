/**
 * Who gives out the tokens of Microsoft, played by a small server on this machine.
 */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const appId = '11111111-1111-4111-8111-111111111111';
export const tenant = '22222222-2222-4222-8222-222222222222';
const keyId = 'the-key';

/** What is otherwise than in a good token. */
export interface TokenChanges {
  readonly claims?: object;
  readonly header?: object;
  readonly key?: KeyObject;
  readonly signature?: (signed: string) => string;
}

export interface Authority {
  /** Settings of a bot that trusts it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly issuer: string;
  /** How often it was asked for its keys. */
  readonly asked: () => number;
  /** A token that is meant for the bot, but for the changes. */
  token(changes?: TokenChanges): string;
  close(): Promise<void>;
}

/** A private key that the authority does not know. */
export function strangeKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

/** A part of a token. */
export function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function rsaSignature(signed: string, key: KeyObject): string {
  return createSign('RSA-SHA256').update(signed).sign(key).toString('base64url');
}

/** Opens one with a key of its own. */
export async function anAuthority(): Promise<Authority> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const published = { ...keys.publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'RS256' };
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [published] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `${url}/${tenant}/v2.0`;
  return {
    issuer,
    settings: {
      BOT_APP_ID: appId,
      BOT_APP_SECRET: 'not a real one',
      BOT_TENANT_ID: tenant,
      BOT_AUTHORITY: url,
      BOT_ISSUERS: issuer,
    },
    asked: () => asked,
    token({ claims = {}, header = {}, key = keys.privateKey, signature }: TokenChanges = {}) {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: issuer, aud: appId, iat: now, nbf: now - 60, exp: now + 3600, tid: tenant };
      const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: keyId, ...header })}.${part({ ...usual, ...claims })}`;
      return `${signed}.${signature?.(signed) ?? rsaSignature(signed, key)}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
