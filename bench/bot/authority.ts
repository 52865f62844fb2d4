/**
 * A stand-in for who gives out the tokens of the Bot Framework, on this machine: ours and the echo check every token.
 */
import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const appId = '11111111-1111-4111-8111-111111111111';
const tenant = '22222222-2222-4222-8222-222222222222';

export interface Authority {
  /** Settings of a bot that trusts it. */
  readonly env: NodeJS.ProcessEnv;
  /** The header of a request that comes from where it should. */
  readonly authorization: string;
  close(): void;
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export async function openAuthority(): Promise<Authority> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer((_request, response) => {
    const key = { ...keys.publicKey.export({ format: 'jwk' }), kid: 'bench', use: 'sig', alg: 'RS256' };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `${url}/${tenant}/v2.0`;
  const now = Math.floor(Date.now() / 1000);
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: 'bench' })}.${part({ iss: issuer, aud: appId, nbf: now - 60, exp: now + 36_000, tid: tenant })}`;
  const signature = createSign('RSA-SHA256').update(signed).sign(keys.privateKey).toString('base64url');
  return {
    authorization: `Bearer ${signed}.${signature}`,
    env: {
      BOT_APP_ID: appId,
      BOT_APP_SECRET: 'unused',
      BOT_TENANT_ID: tenant,
      BOT_AUTHORITY: url,
      BOT_ISSUERS: issuer,
      BOT_MESSAGES_PER_MINUTE: '1000000',
      BOT_SECRET: 'a secret that is long enough for a bench',
      PUBLIC_ORIGIN: 'https://wegwijzer.example',
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
