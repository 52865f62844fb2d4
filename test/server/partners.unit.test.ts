import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { aServer, library } from './a-server.ts';

const partner = 'https://www.moskee.example';
const { app } = aServer({ partners: [partner] });

async function policyOf(path: string): Promise<string> {
  return (await request(app).get(path)).headers['content-security-policy'] ?? '';
}

describe('the page for frames', () => {
  it('may be framed by exactly the partners and by ourselves', async () => {
    expect(await policyOf('/embed')).toContain(`frame-ancestors 'self' ${partner}`);
    expect((await request(app).get('/embed')).headers['x-frame-options']).toBeUndefined();
  });

  it('is the only one that may be: every other page refuses every frame', async () => {
    for (const path of ['/', '/privacy', '/accessibility', '/partners', '/nothing-here']) {
      expect(await policyOf(path)).toContain("frame-ancestors 'none'");
      expect((await request(app).get(path)).headers['x-frame-options']).toBe('DENY');
    }
  });

  it('keeps its forms and its articles in the frame', async () => {
    const { text } = await request(app).get('/embed');
    expect(text).toContain('method="post" action="/embed"');
    expect(text).toContain('formaction="/embed/privacy"');
    expect((await request(app).get('/embed/privacy')).status).toBe(200);
    expect(await policyOf('/embed/privacy')).toContain(partner);
  });

  it('lets nothing that leads elsewhere open in the frame', async () => {
    const answers = ['who=self', 'theme=forced-marriage', 'where=nl', 'marriage-now=cannot-refuse'];
    let page = (await request(app).get('/embed')).text;
    for (const answer of answers) {
      const state = /name="state" value="([^"]*)"/.exec(page)?.[1] ?? '';
      const sent = request(app)
        .post('/embed')
        .type('form')
        .send({ state, lang: 'nl', input: `choose:${answer}` });
      page = (await sent).text;
    }
    const outside = page.match(/<a [^>]*href="https?:[^>]*>/g) ?? [];
    expect(outside.length).toBeGreaterThan(1);
    for (const link of outside) expect(link).toMatch(/target="_(?:top|blank)"/);
  });
});

describe('the files for browsers', () => {
  it('are never kept, but for the loader whose name says what it holds', async () => {
    const { loader } = (await request(app).get('/embed.json')).body;
    for (const path of ['/app.js', ...library.languages.map(({ code }) => `/texts-${code}.js`)]) {
      expect((await request(app).get(path)).headers['cache-control']).toBe('no-store');
    }
    expect((await request(app).get('/embed.js')).headers['cache-control']).toBe('public, max-age=300');
    expect((await request(app).get(loader)).headers['cache-control']).toContain('immutable');
  });

  it('have the hash that the snippet tells browsers to check', async () => {
    const { createHash } = await import('node:crypto');
    const { loader, integrity } = (await request(app).get('/embed.json')).body;
    const { text } = await request(app).get(loader);
    expect(`sha384-${createHash('sha384').update(text).digest('base64')}`).toBe(integrity);
  });

  it('may be read by partners and by nobody else', async () => {
    const { loader } = (await request(app).get('/embed.json')).body;
    const asked = (origin: string) => request(app).get(loader).set('Origin', origin);
    expect((await asked(partner)).headers['access-control-allow-origin']).toBe(partner);
    for (const other of ['https://evil.example', `${partner}.evil.example`, 'null']) {
      expect((await asked(other)).headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('are the same for everybody, packed by whatever the browser takes', async () => {
    const plain = await request(app).get('/app.js').set('Accept-Encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const encoding of ['br', 'gzip']) {
      const packed = await request(app).get('/app.js').set('Accept-Encoding', encoding);
      expect(packed.headers['content-encoding']).toBe(encoding);
      expect(packed.text).toBe(plain.text);
    }
  });
});

describe('the page for partners', () => {
  it('shows the two lines and the frame with what was chosen, and nothing that was not', async () => {
    const sent = { page: 'en', lang: 'en', municipality: 'GM0363', exit: 'https://weather.example/' };
    const { text } = await request(app).post('/partners').type('form').send(sent);
    expect(text).toContain(
      '&lt;weg-wijzer lang=&quot;en&quot; municipality=&quot;GM0363&quot; exit-url=&quot;https://weather.example/&quot;',
    );
    expect(text).toContain(
      '/embed#lang=en&amp;amp;municipality=GM0363&amp;amp;exit-url=https%3A%2F%2Fweather.example%2F',
    );
    expect(text).toMatch(/integrity=&quot;sha384-/);
    expect(text).toContain('<option value="GM0363" selected>Amsterdam</option>');
  });

  it('leaves out what cannot be used', async () => {
    const sent = { page: 'xx', lang: '"><script>', municipality: 'GM1', exit: 'http://weather.example/' };
    const { status, text } = await request(app).post('/partners').type('form').send(sent);
    expect(status).toBe(200);
    expect(['GM1&quot;', 'http://weather', '"><script>'].filter((left) => text.includes(left))).toEqual([]);
  });

  it.each(['tr', 'ti', 'ar;q=0.9, en;q=0.5', 'kmr', 'xx'])(
    'is in Dutch or English for who asks for %s',
    async (lang) => {
      const { status, text } = await request(app).get('/partners').set('Accept-Language', lang);
      expect([status, /<html lang="(?:nl|en)"/.test(text)]).toEqual([200, true]);
      // The talk of a partner may be in any language; the page itself is not offered in them.
      for (const { code } of library.languages) expect(text).toContain(`<option value="${code}"`);
      expect(text).not.toContain('value="language:tr"');
    },
  );

  it('lists every municipality', async () => {
    const { text } = await request(app).get('/partners');
    for (const { code } of library.content.directory.municipalities.values()) expect(text).toContain(`value="${code}"`);
  });
});
