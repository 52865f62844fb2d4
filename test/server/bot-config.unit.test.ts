import { describe, expect, it } from '@jest/globals';
import { examine } from '../../src/cli/doctor.ts';
import { ConfigError, readConfig } from '../../src/server/config.ts';

const id = '11111111-1111-4111-8111-111111111111';
const secret = 'a secret that is long enough for this test';
const whole = {
  NODE_ENV: 'production',
  BOT_APP_ID: id,
  BOT_TENANT_ID: id,
  BOT_APP_SECRET: 'x',
  PUBLIC_ORIGIN: 'https://wegwijzer.example',
  TRUST_PROXY: '1',
  BOT_SECRET: secret,
  REDIS_URL: 'rediss://user:word@redis.example:6380',
};

describe('the settings of the bot', () => {
  it('are whole for a server in production', () => {
    const { bot } = readConfig(whole);
    expect(bot?.access.app).toEqual({ id, tenant: id, proof: { clientSecret: 'x' } });
    expect(bot?.redis?.address).toEqual({ urls: [whole.REDIS_URL], kind: 'single' });
    expect(bot?.secrets).toEqual([secret]);
  });

  it.each([
    ['production without an app', { NODE_ENV: 'production' }, 'BOT_APP_ID'],
    ['an open address without an app', { HOST: '0.0.0.0' }, 'BOT_APP_ID'],
    ['an app without a proof', { ...whole, BOT_APP_SECRET: '' }, 'BOT_APP_SECRET'],
    ['half a certificate', { ...whole, BOT_APP_SECRET: '', BOT_APP_CERTIFICATE: 'a.pem' }, 'BOT_APP_SECRET'],
    ['an app without a tenant', { ...whole, BOT_TENANT_ID: '' }, 'BOT_TENANT_ID'],
    ['an app without a page to name', { ...whole, PUBLIC_ORIGIN: '' }, 'PUBLIC_ORIGIN'],
    ['Redis without a secret', { REDIS_URL: 'redis://127.0.0.1' }, 'BOT_SECRET'],
    ['a short secret', { BOT_SECRET: 'short' }, 'BOT_SECRET'],
    [
      'a Sentinel without a name',
      { BOT_SECRET: secret, REDIS_URL: 'redis://a', REDIS_KIND: 'sentinel' },
      'REDIS_SENTINEL_NAME',
    ],
    ['several addresses of one Redis', { BOT_SECRET: secret, REDIS_URL: 'redis://a redis://b' }, 'REDIS_KIND'],
    ['an id that is none', { BOT_APP_ID: 'wegwijzer' }, 'BOT_APP_ID'],
    ['an address that is none', { REDIS_URL: 'http://a' }, 'REDIS_URL'],
    ['tokens over a line that anybody can read', { BOT_AUTHORITY: 'http://login.example' }, 'BOT_AUTHORITY'],
    ['an authority that is none', { BOT_AUTHORITY: 'login' }, 'BOT_AUTHORITY'],
    ['the notes of the SDK, which hold what people send', { DEBUG: 'agents:*' }, 'DEBUG'],
    ['all notes', { DEBUG: '*' }, 'DEBUG'],
  ])('stop the start at %s, and name %3$s', (_what, env, name) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(new RegExp(`^ {2}${name}: `, 'm'));
  });

  it('may leave the bot out, in production too', () => {
    expect(readConfig({ NODE_ENV: 'production', BOT: 'off', HOST: '0.0.0.0' }).bot).toBeNull();
  });

  it('never stand in a message', () => {
    for (const env of [
      { ...whole, BOT_TENANT_ID: 'my tenant' },
      { ...whole, BOT_SECRET: 'my short word' },
    ])
      try {
        readConfig(env);
      } catch (error) {
        expect(String(error)).not.toMatch(/my |user:word/);
      }
  });
});

describe('the doctor', () => {
  it('finds nothing wrong with a developer machine', async () => {
    expect((await examine({})).filter(({ wrong }) => wrong !== null)).toEqual([]);
  });

  it('names the setting that is wrong, and nothing that stands in it', async () => {
    const [wrong] = (await examine({ ...whole, BOT_SECRET: 'too short' })).filter((finding) => finding.wrong !== null);
    expect(wrong?.wrong).toContain('BOT_SECRET');
    expect(wrong?.wrong).not.toContain('too short');
  });

  it('says that Redis and Microsoft do not answer', async () => {
    const env = { ...whole, REDIS_URL: 'redis://127.0.0.1:1', BOT_AUTHORITY: 'http://127.0.0.1:1' };
    const wrong = (await examine(env)).filter((finding) => finding.wrong !== null);
    expect(wrong.map(({ about }) => about)).toEqual(['memory', 'bot']);
  });
});
