/**
 * Strangers who call from the address that Microsoft's calls seem to come from, as they all do behind a proxy that is not
 * believed (`TRUST_PROXY=0`). A small authority on this machine plays Microsoft.
 */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBot, anActivity, closeAll, fresh, post, type TestBot } from './a-bot.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const tenant = '22222222-2222-4222-8222-222222222222';
const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strange = generateKeyPairSync('rsa', { modulusLength: 2048 });

let authority: Server;
let issuer: string;
let bot: TestBot;
/** How often the authority was asked for its keys. */
let asked = 0;

beforeAll(async () => {
  const jwk = { ...ours.publicKey.export({ format: 'jwk' }), kid: 'ours', use: 'sig', alg: 'RS256' };
  authority = createServer((_request, response) => {
    asked++;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => authority.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  const { port } = authority.address() as AddressInfo;
  issuer = `http://127.0.0.1:${port}/${tenant}/v2.0`;
  bot = await aBot({
    BOT_APP_ID: appId,
    BOT_APP_SECRET: 'not a real one',
    BOT_TENANT_ID: tenant,
    BOT_AUTHORITY: `http://127.0.0.1:${port}`,
    BOT_ISSUERS: issuer,
    TRUST_PROXY: '0',
  });
});
afterAll(async () => {
  await closeAll();
  authority.closeAllConnections();
  await new Promise((resolve) => authority.close(resolve));
});

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function token(kid: string, key: KeyObject): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: appId, iat: now, nbf: now - 60, exp: now + 3600, tid: tenant };
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid })}.${part(claims)}`;
  return `Bearer ${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}

async function knock(authorization: string): Promise<number> {
  const fields = { channelId: 'msteams', deliveryMode: 'expectReplies', text: 'hallo' };
  const body = anActivity(fresh('talk'), { ...fields, channelData: { tenant: { id: tenant } } });
  return (await post(bot, body, { authorization })).status;
}

describe('strangers without number at the address of Microsoft', () => {
  it('do not silence the bot, cost Microsoft no calls, and are not let in by the name of a key', async () => {
    const good = (): string => token('ours', ours.privateKey);
    expect(await knock(good())).toBe(200);
    const statuses = [];
    for (let times = 0; times < 140; times++) statuses.push(await knock(token(`key ${times}`, strange.privateKey)));
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(statuses.at(-1)).toBe(429);
    const before = asked;
    expect(await knock(token('another', strange.privateKey))).toBe(429);
    expect(await knock('Bearer junk')).toBe(429);
    expect(await knock(good())).toBe(200);
    expect(await knock(token('ours', strange.privateKey))).toBe(401);
    expect(asked).toBe(before);
  });
});
