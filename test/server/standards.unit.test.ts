/**
 * What security standards ask of every answer, wherever it comes from (evidence/asvs), besides its headers
 * (headers-table.unit.test.ts).
 */
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
  it.each(addresses)('at %s says what it is, and in which letters', async (address) => {
    const { headers, text } = await request(app).get(address);
    const type = headers['content-type'] ?? '';
    expect(type).toMatch(/^(text\/html|text\/javascript|application\/(?:problem\+)?json); charset=utf-8$/);
    if (type.startsWith('text/html')) expect(text).toMatch(/^<!doctype html>/i);
    if (type.includes('json')) expect(() => JSON.parse(text)).not.toThrow();
  });

  it.each(['POST', 'GET'])('to a program that calls the bot by %s says so too', async (method) => {
    const { url } = await aBot();
    const { headers, status } = await fetch(`${url}/api/messages`, { method });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
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

describe('what lies beside the program', () => {
  it.each([
    '/.git/HEAD',
    '/.env',
    '/.env.example',
    '/package.json',
    '/package-lock.json',
    '/dist/cli/main.js',
    '/src/server/server.ts',
    '/locales/nl/ui.json',
    '/locales/',
    '/desk/../package.json',
    '/%2e%2e/package.json',
    '/desk/..%2fpackage.json',
    '/app.js/../../package.json',
  ])('is not handed out at %s, and no folder is listed', async (path) => {
    const { status, text } = await request(app).get(path);
    expect([400, 404]).toContain(status);
    expect(text).not.toMatch(/"dependencies"|ref: refs|Index of/);
  });
});

describe('names that mean something to the language', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
  const bodies = names.flatMap((name) => [
    `{"${name}":{"planted":true}}`,
    `{"theme":"${name}","${name}":"yes"}`,
    `{"type":"message","value":{"${name}":{"planted":true}},"text":"${name}"}`,
  ]);
  const forms = names.map((name) => `lang=${name}&typed=${name}&${name}=planted&${name}%5Bplanted%5D=1`);

  it.each(['/api/v1/routes', '/api/v1/places', '/desk/api/link'])('change nothing as JSON at %s', async (path) => {
    for (const body of bodies) {
      const { status } = await request(app).post(path).type('json').send(body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('planted' in {}).toBe(false);
  });

  it.each(['/', '/embed', '/desk', '/privacy'])('change nothing in a form at %s', async (path) => {
    for (const form of forms) {
      const { status } = await request(app).post(path).type('form').send(form);
      expect(status).toBeLessThan(500);
    }
    expect('planted' in {}).toBe(false);
  });

  it('change nothing in what is sent to the bot', async () => {
    const { url } = await aBot();
    for (const body of bodies) {
      const { status } = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(status).toBeLessThan(500);
    }
    expect('planted' in {}).toBe(false);
  });
});
