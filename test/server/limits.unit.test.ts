/**
 * Whom the limits on requests take for one visitor, and what a setting may not be.
 */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { examine } from '../../src/cli/doctor.ts';
import { ConfigError, readConfig } from '../../src/server/config.ts';
import { requestLimit } from '../../src/server/rate-limit.ts';

/** How many of these visitors, as the proxy names them, are let in where one address may ask three times. */
async function letIn(...forwarded: readonly string[]): Promise<number> {
  const limit = requestLimit({ perMinute: 3, elapsed: () => 0, random: randomBytes });
  const app = express();
  app.set('trust proxy', 1);
  app.use(limit((_request, response) => void response.send('no')));
  app.get('/', (_request, response) => void response.send('yes'));
  let count = 0;
  for (const one of forwarded) {
    const { text } = await request(app).get('/').set('X-Forwarded-For', one);
    if (text === 'yes') count++;
  }
  return count;
}

const ten = (make: (index: number) => string): readonly string[] =>
  Array.from({ length: 10 }, (_, index) => make(index));

describe('a visitor', () => {
  it.each([
    ['an address and a port, as Azure writes it', ten((index) => `203.0.113.7:${50_000 + index}`)],
    ['IPv6 with a port', ten((index) => `[2001:db8::1]:${50_000 + index}`)],
    ['IPv6 in brackets, or without', ten((index) => (index % 2 === 0 ? '[2001:db8::1]' : '2001:db8::2'))],
    ['IPv6 with the name of a card', ten((index) => `fe80::1%eth${index}`)],
    ['IPv4 in IPv6, and as it is', ten((index) => (index % 2 === 0 ? '::ffff:203.0.113.7' : '203.0.113.7'))],
    ['words', ten((index) => `unknown${index}`)],
    ['what looks like an address', ten((index) => `203.0.113.${256 + index}`)],
    ['half a bracket', ten((index) => `[2001:db8::${index}`)],
  ])('is one, named by %s', async (_what, forwarded) => {
    expect(await letIn(...forwarded)).toBe(3);
  });

  it('is not taken for a neighbour', async () => {
    expect(await letIn(...ten((index) => `203.0.113.${index}:50000`))).toBe(10);
    expect(await letIn(...ten((index) => `[2001:db8:0:${index}00::1]:50000`))).toBe(10);
    expect(await letIn(...ten((index) => `2001:db8:0:${index}00::1`))).toBe(10);
  });
});

describe('a secret', () => {
  const good = 'a secret that is long enough for this test';
  const once = 'another-secret-that-is-long-enough';

  it.each([
    ['of one letter', 'PAGE_SECRET', { PAGE_SECRET: 'a'.repeat(32) }],
    ['of one word over and over', 'BOT_SECRET', { BOT_SECRET: 'geheim'.repeat(6) }],
    ['of the page that is the one of the bot', 'PAGE_SECRET', { PAGE_SECRET: good, BOT_SECRET: good }],
    ['of the page that was the one of the bot', 'PAGE_SECRET', { PAGE_SECRET: once, BOT_SECRETS_BEFORE: once }],
  ])('%s is refused, and does not stand in the message', (_what, name, env) => {
    const refused = (): unknown => readConfig(env);
    expect(refused).toThrow(ConfigError);
    expect(refused).toThrow(new RegExp(`^ {2}${name}: .*write`, 'm'));
    for (const value of Object.values(env)) expect(refused).not.toThrow(value);
  });

  it('of hexadecimal digits is taken, and so are two that differ', () => {
    const hexadecimal = randomBytes(32).toString('hex');
    expect(readConfig({ PAGE_SECRET: hexadecimal, BOT_SECRET: good }).pageSecret).toBe(hexadecimal);
  });
});

describe('the doctor', () => {
  const proxyOf = async (env: Readonly<Record<string, string>>): Promise<string | null | undefined> =>
    (await examine({ BOT: 'off', ...env })).find(({ about }) => about === 'proxy')?.wrong;

  it('says that behind a proxy, by which all visitors count as one, TRUST_PROXY is needed', async () => {
    expect(await proxyOf({ PUBLIC_ORIGIN: 'https://wegwijzer.example' })).toContain('TRUST_PROXY');
    expect(await proxyOf({ PUBLIC_ORIGIN: 'https://wegwijzer.example', TRUST_PROXY: '1' })).toBeNull();
    expect(await proxyOf({ PUBLIC_ORIGIN: 'http://localhost:3978' })).toBeNull();
  });
});
