/**
 * Strangers who call from the address that Microsoft's calls seem to come from, as they all do behind a proxy that is not
 * believed (`TRUST_PROXY=0`). A small authority on this machine plays Microsoft.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBot, anActivity, closeAll, fresh, post, type TestBot } from './a-bot.ts';
import { type Authority, anAuthority, strangeKey, tenant } from './an-authority.ts';

let authority: Authority;
let bot: TestBot;

beforeAll(async () => {
  authority = await anAuthority();
  bot = await aBot({ ...authority.settings, TRUST_PROXY: '0' });
});
afterAll(async () => {
  await closeAll();
  await authority.close();
});

async function knock(authorization: string): Promise<number> {
  const fields = { channelId: 'msteams', deliveryMode: 'expectReplies', text: 'hallo' };
  const body = anActivity(fresh('talk'), { ...fields, channelData: { tenant: { id: tenant } } });
  return (await post(bot, body, { authorization })).status;
}

describe('strangers without number at the address of Microsoft', () => {
  it('do not silence the bot, cost Microsoft no calls, and are not let in by the name of a key', async () => {
    const key = strangeKey();
    const good = (): string => `Bearer ${authority.token()}`;
    const strange = (header: object = {}): string => `Bearer ${authority.token({ header, key })}`;
    expect(await knock(good())).toBe(200);
    const statuses = [];
    for (let times = 0; times < 140; times++) statuses.push(await knock(strange({ kid: `key ${times}` })));
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(statuses.at(-1)).toBe(429);
    const before = authority.asked();
    expect(await knock(strange({ kid: 'another' }))).toBe(429);
    expect(await knock('Bearer junk')).toBe(429);
    expect(await knock(good())).toBe(200);
    expect(await knock(strange())).toBe(401);
    expect(authority.asked()).toBe(before);
  });
});
