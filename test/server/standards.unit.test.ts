/** What security standards ask of every answer, wherever it comes from (evidence/asvs). */
import { afterAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { aBot, closeAll } from '../bot/a-bot.ts';
import { aServer } from './a-server.ts';

const { app } = aServer({ publicOrigin: 'https://wegwijzer.example' });

/** An address of each kind of answer: page, frame, file, data, refusal. */
const addresses = [
  '/',
  '/embed',
  '/privacy',
  '/partners',
  '/desk',
  '/desk/map',
  '/desk/sign-in',
  '/desk/api/session',
  '/app.js',
  '/embed.js',
  '/embed.json',
  '/texts-nl.js',
  '/desk/desk.js',
  '/api/v1',
  '/api/v1/openapi.json',
  '/api/v1/themes',
  '/api/v1/hsds',
  '/healthz',
  '/no-such-page',
  '/api/v1/no-such-thing',
] as const;

afterAll(closeAll);

describe('every answer', () => {
  it.each(addresses)('at %s has the headers that no browser should be without', async (address) => {
    const { headers } = await request(app).get(address);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("base-uri 'none'");
    expect(headers['content-security-policy']).toContain('frame-ancestors');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it.each(addresses)('at %s says what it is, and in which letters', async (address) => {
    const { headers, text } = await request(app).get(address);
    const type = headers['content-type'] ?? '';
    expect(type).toMatch(/^(text\/html|text\/javascript|application\/(?:problem\+)?json); charset=utf-8$/);
    if (type.startsWith('text/html')) expect(text).toMatch(/^<!doctype html>/i);
    if (type.includes('json')) expect(() => JSON.parse(text)).not.toThrow();
  });

  it('to a program that calls the bot has them too', async () => {
    const { url } = await aBot();
    for (const method of ['POST', 'GET']) {
      const { headers, status } = await fetch(`${url}/api/messages`, { method });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    }
  });
});

describe('the method TRACE', () => {
  it.each(['/', '/desk', '/api/v1/themes', '/app.js'])('at %s repeats nothing', async (path) => {
    const { status, text } = await request(app).trace(path).set('Cookie', 'planted=in-a-cookie');
    expect([404, 405]).toContain(status);
    expect(text).not.toContain('in-a-cookie');
  });
});

describe('a parameter that is sent twice', () => {
  it('is refused in a form of the talk', async () => {
    const { status } = await request(app).post('/').type('form').send('lang=nl&lang=en');
    expect(status).toBe(400);
  });
});
