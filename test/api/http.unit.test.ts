import { describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { apiRouter } from '../../src/api/router.ts';
import { aServer, library } from '../server/a-server.ts';

const partner = 'https://www.example.org';
const { app } = aServer({ partners: [partner, 'https://other.example.org:8443'] });

function get(path: string, headers: Readonly<Record<string, string>> = {}) {
  return request(app)
    .get(`/api/v1${path}`)
    .set({ 'Accept-Encoding': 'identity', ...headers });
}

describe('data that somebody has already', () => {
  const paths = ['/', '/municipalities', '/municipalities/GM0153', '/services', '/themes', '/openapi.json'];

  it.each(paths)('%s is not sent again', async (path) => {
    const first = await get(path);
    const { etag = '' } = first.headers;
    expect([first.status, first.headers['cache-control']]).toEqual([200, 'public, max-age=300']);
    // Strong: no W/ before it.
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    for (const known of [etag, `"another", ${etag}`, '*']) {
      const again = await get(path, { 'If-None-Match': known });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
      expect(again.headers['cache-control']).toBe('public, max-age=300');
    }
    expect((await get(path, { 'If-None-Match': '"another"' })).text).toBe(first.text);
  });

  it('has a mark of its own for each content, the same on another server', async () => {
    const marks = await Promise.all(paths.map(async (path) => (await get(path)).headers.etag));
    expect(new Set(marks).size).toBe(paths.length);
    const elsewhere = await request(aServer().app).get('/api/v1/services').set('Accept-Encoding', 'identity');
    expect(elsewhere.headers.etag).toBe((await get('/services')).headers.etag);
  });

  it('is packed as the caller can take it, under another mark', async () => {
    const plain = await get('/municipalities');
    for (const encoding of ['gzip', 'br']) {
      const packed = await get('/municipalities', { 'Accept-Encoding': encoding });
      expect([packed.headers['content-encoding'], packed.text]).toEqual([encoding, plain.text]);
      expect(packed.headers.etag).toBe(plain.headers.etag?.replace(/"$/, `-${encoding}"`));
      expect(Number(packed.headers['content-length'])).toBeLessThan(plain.text.length / 5);
      expect(packed.headers.vary).toMatch(/Accept-Encoding/);
      const again = await get('/municipalities', {
        'Accept-Encoding': encoding,
        'If-None-Match': packed.headers.etag ?? '',
      });
      expect(again.status).toBe(304);
    }
  });

  it('is promised by HEAD, and not sent', async () => {
    for (const path of paths) {
      const whole = await get(path);
      const head = await request(app).head(`/api/v1${path}`).set('Accept-Encoding', 'identity');
      expect([head.status, head.text ?? '']).toEqual([200, '']);
      expect([head.headers.etag, head.headers['content-length']]).toEqual([
        whole.headers.etag,
        String(Buffer.byteLength(whole.text)),
      ]);
    }
  });
});

describe('what was looked up', () => {
  it.each([
    ['/routes', { theme: 'coming-out', cards: true }],
    ['/places', { text: 'Enschede' }],
    ['/places', { text: 7 }],
  ])('at %s is kept by nobody and bears no mark', async (path, body) => {
    const answer = await request(app).post(`/api/v1${path}`).send(body);
    expect([answer.headers['cache-control'], answer.headers.etag, answer.headers['last-modified']]).toEqual([
      'no-store',
      undefined,
      undefined,
    ]);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('who may read an answer in a browser', () => {
  const origins: readonly (readonly [origin: string, allowed: boolean])[] = [
    [partner, true],
    ['https://other.example.org:8443', true],
    ['https://other.example.org', false],
    ['http://www.example.org', false],
    ['https://example.org', false],
    ['https://www.example.org.evil.example', false],
    ['https://www.example.org/', false],
    ['HTTPS://WWW.EXAMPLE.ORG', false],
    ['null', false],
    ['*', false],
    ['', false],
  ];

  it.each(origins)('with an origin of %s: may be read there, %s', async (origin, allowed) => {
    const answers = [
      await get('/services/lkha', { Origin: origin }),
      await get('/nothing', { Origin: origin }),
      await request(app).post('/api/v1/routes').set('Origin', origin).send({}),
      await request(app).options('/api/v1/routes').set({
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
      }),
    ];
    for (const { headers } of answers) {
      expect(headers['access-control-allow-origin']).toBe(allowed ? origin : undefined);
      expect(headers['access-control-allow-credentials']).toBeUndefined();
      expect(headers.vary).toMatch(/\bOrigin\b/);
    }
    const asked = answers[3];
    expect([asked?.status, asked?.text]).toEqual([204, '']);
    expect(asked?.headers['access-control-allow-methods']).toBe(allowed ? 'GET, HEAD, POST' : undefined);
    expect(asked?.headers['access-control-allow-headers']).toBe(allowed ? 'Content-Type, If-None-Match' : undefined);
  });

  it('is not asked of whoever comes without a browser', async () => {
    const answer = await get('/services/lkha');
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, undefined]);
  });

  it('may keep an answer to one site from being taken for that to another', async () => {
    const again = await get('/services', { Origin: partner, 'If-None-Match': '*' });
    expect([again.status, again.headers['access-control-allow-origin']]).toEqual([304, partner]);
    expect(again.headers.vary).toMatch(/\bOrigin\b/);
  });
});

describe('opened as a page', () => {
  it('an answer runs nothing, is framed by nobody and passes nothing on', async () => {
    for (const path of ['/', '/nothing', '/routes']) {
      const { headers } = await get(path);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      );
      expect([headers['x-content-type-options'], headers['referrer-policy']]).toEqual(['nosniff', 'no-referrer']);
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('and says with OPTIONS what may be done', async () => {
    const answer = await request(app).options('/api/v1/routes');
    expect([answer.status, answer.headers.allow]).toEqual([204, 'POST, OPTIONS']);
  });
});

describe('a further part of the API', () => {
  it('stands under the same headers, limit and partners, reads its own query, and cannot reach past the API', async () => {
    let asked = 0;
    const router = apiRouter({
      library,
      partners: [partner],
      now: () => 0,
      limit: () => (_request, _response, next) => {
        asked++;
        next();
      },
      failed: () => undefined,
      parts: { '/more': (request, response, next) => (request.path === '/' ? response.json(request.query) : next()) },
    });
    const answer = await request(express().use('/api/v1', router)).get('/api/v1/more?page=2').set('Origin', partner);
    expect([answer.body, asked, answer.headers['access-control-allow-origin']]).toEqual([{ page: '2' }, 1, partner]);
    expect(answer.headers['cache-control']).toBe('no-store');
    const past = await request(express().use('/api/v1', router)).get('/api/v1/more/nothing');
    expect([past.status, past.body.status]).toEqual([404, 404]);
  });
});
