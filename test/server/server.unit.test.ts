import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { pageStyle } from '../../src/render/page-style.ts';
import { readConfig } from '../../src/server/config.ts';
import { links } from '../support/numbers.ts';
import { aServer, library, stateIn } from './a-server.ts';

const form = 'application/x-www-form-urlencoded';

function post(app: ReturnType<typeof aServer>['app'], fields: Readonly<Record<string, string>>, path = '/') {
  return request(app).post(path).type('form').send(fields);
}

/** Taps through from the opening; the last page. */
async function walk(app: ReturnType<typeof aServer>['app'], inputs: readonly string[], lang = 'nl'): Promise<string> {
  let page = (await request(app).get('/').set('Accept-Language', lang)).text;
  for (const input of inputs) page = (await post(app, { state: stateIn(page), lang, input })).text;
  return page;
}

describe('the page', () => {
  it('opens in the language that the browser asks for, and otherwise in the first', async () => {
    const { app } = aServer();
    const langOf = async (wanted: string) =>
      /<html lang="(\w+)"/.exec((await request(app).get('/').set('Accept-Language', wanted)).text)?.[1];
    expect(await langOf('en-GB,nl;q=0.5')).toBe('en');
    expect(await langOf('xx, zz')).toBe('nl');
    expect(await langOf('')).toBe('nl');
    // Browsers name some languages otherwise than we do.
    expect([await langOf('ku-TR'), await langOf('prs'), await langOf('ti-ER, nl;q=0.5')]).toEqual(['kmr', 'fa', 'ti']);
  });

  it('is at most 13,000 bytes at first, for browsers with the older compression too', async () => {
    const { app } = aServer();
    for (const { code } of library.languages) {
      const asked = request(app).get('/').set('Accept-Language', code).set('Accept-Encoding', 'identity');
      const { text, headers } = await asked;
      expect(gzipSync(text).length).toBeLessThanOrEqual(13_000);
      expect(headers['content-encoding']).toBeUndefined();
    }
  });

  it('leads by taps to people who can be called', async () => {
    const { app } = aServer();
    const page = await walk(app, [
      'choose:who=self',
      'choose:theme=forced-marriage',
      'choose:where=nl',
      'choose:marriage-now=cannot-refuse',
    ]);
    expect(page).toContain('<a class="call" href="tel:08002000">');
  });

  it('takes the words of an option as the tap on it', async () => {
    const { app } = aServer();
    const start = await walk(app, []);
    const label = library.texts('nl').say('questions:who.options.self').toUpperCase();
    const typed = await post(app, { state: stateIn(start), lang: 'nl', typed: label });
    expect(typed.text).toContain(library.texts('nl').say('questions:theme.ask'));
  });

  it('answers what it does not understand kindly, with the numbers and the choices', async () => {
    const { app } = aServer();
    const start = await walk(app, []);
    const { text, status } = await post(app, { state: stateIn(start), lang: 'nl', typed: 'blorp' });
    expect(status).toBe(200);
    for (const expected of ['Sorry, ik begrijp dit niet', 'choose:who=self', ...links])
      expect(text).toContain(expected);
    expect(text).not.toContain('blorp');
  });

  it('keeps the talk and what is read when the language changes', async () => {
    const { app } = aServer();
    const menu = await walk(app, ['choose:who=self', 'visit:menu']);
    const { text } = await post(app, { state: stateIn(menu), lang: 'nl', input: 'language:en' });
    expect(text).toContain('<html lang="en"');
    expect(text).toContain(library.texts('en').say('ui:visits'));
    expect((await post(app, { state: stateIn(text), lang: 'en', input: 'language:xx' })).text).toContain(
      '<html lang="nl"',
    );
  });

  it('brings the talk along to a page about privacy and back', async () => {
    const { app } = aServer();
    const question = await walk(app, ['choose:who=self']);
    const privacy = await post(app, { state: stateIn(question), lang: 'nl' }, '/privacy');
    expect(privacy.text).toContain(library.texts('nl').say('pages:privacy.title'));
    const back = await post(app, { state: stateIn(privacy.text), lang: 'nl', input: 'language:nl' });
    expect(back.text).toContain(library.texts('nl').say('questions:theme.ask'));
  });

  it('asks for reports about accessibility only where somebody reads them', async () => {
    const asked = await request(aServer({ contact: 'help@example.org' }).app).get('/accessibility');
    expect(asked.text).toContain('help@example.org');
    const silent = await request(aServer().app).get('/accessibility');
    expect(silent.text).not.toMatch(/contact|\{\{/);
  });

  it('tells a machine that it is up and with which content, and nothing else', async () => {
    const { app } = aServer();
    const edition = /data-edition="(\w+)"/.exec((await request(app).get('/')).text)?.[1];
    expect(edition).toMatch(/^[0-9a-f]{12}$/);
    expect((await request(app).get('/healthz')).body).toEqual({
      status: 'ok',
      content: { edition, since: '2026-11-23T12:00:00.000Z' },
    });
  });
});

describe('the policy of the page', () => {
  it('allows the style and the script of the page and no other', async () => {
    const { createHash } = await import('node:crypto');
    const policy = (await request(aServer().app).get('/')).headers['content-security-policy'];
    for (const text of [pageStyle, readFileSync('dist/web/boot.js', 'utf8').trim()]) {
      expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
  });
});

describe('bad input', () => {
  it('that was forged is refused, in the language of the page', async () => {
    const { text, status } = await post(aServer().app, { state: 'forged', lang: 'en', input: 'back:0' });
    expect(status).toBe(400);
    expect(text).toContain(library.texts('en').say('ui:errors.bad-request').slice(0, 20));
    for (const number of links) expect(text).toContain(number);
  });

  it('from a page that stood open too long begins again, and says so', async () => {
    const { app, clock } = aServer();
    const old = await walk(app, ['choose:who=self']);
    clock.now += 60 * 60_000;
    const { text, status } = await post(app, { state: stateIn(old), lang: 'nl', input: 'choose:theme=coming-out' });
    expect(status).toBe(200);
    expect(text).toContain('Deze pagina stond te lang open.');
    expect(text).toContain('choose:who=self');
  });

  it('that does not belong to the screen changes nothing', async () => {
    const { app } = aServer();
    const page = await walk(app, ['choose:who=self', 'choose:age=minor']);
    expect(page).toContain(library.texts('nl').say('questions:theme.ask'));
  });

  const broken = Buffer.from([116, 121, 112, 101, 100, 61, 0xc3, 0x28]);
  it.each([
    [400, form, 'input=nonsense'],
    [400, form, 'typed=%E0%A4%A'],
    [400, form, 'lang=nl&lang=en'],
    [400, form, broken],
    [415, 'application/json', '{}'],
    [415, 'text/plain', 'input=back:0'],
    [415, 'multipart/form-data; boundary=x', '--x--'],
    [413, form, `typed=${'a'.repeat(1024 * 1024)}`],
  ])('gets a clear page with %i for %s', async (expected, type, body) => {
    // As it is: supertest would write bytes out as text.
    const sent = request(aServer().app)
      .post('/')
      .set('Content-Type', type)
      .serialize((bytes) => bytes);
    const { status, text } = await sent.send(body);
    expect(status).toBe(expected);
    for (const number of links) expect(text).toContain(number);
    expect(text).not.toMatch(/Error|node_modules|at .*\.ts/);
  });

  it('that is packed is not unpacked', async () => {
    const { status } = await request(aServer().app)
      .post('/')
      .set('Content-Type', form)
      .set('Content-Encoding', 'gzip')
      .send('x');
    expect(status).toBe(415);
  });

  it('by a method that a page does not have is told which there are', async () => {
    const { app } = aServer();
    const { status, headers } = await request(app).delete('/');
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, POST']);
    expect((await request(app).post('/healthz')).status).toBe(405);
  });

  it('to an address that does not exist or cannot be read gets 404 or 400', async () => {
    expect((await request(aServer().app).get('/nothing')).status).toBe(404);
    expect((await request(aServer().app).get('/%E0%A4%A')).status).toBe(400);
  });
});

describe('too many requests', () => {
  it('get the numbers and are told when to try again, and another address is not held up', async () => {
    const { app } = aServer({ requestsPerMinute: 10, trustProxy: 1 });
    const from = (address: string) => request(app).get('/').set('X-Forwarded-For', address);
    for (let turn = 0; turn < 10; turn++) expect((await from('192.0.2.1')).status).toBe(200);
    const refused = await from('192.0.2.1');
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
    for (const number of links) expect(refused.text).toContain(number);
    expect((await from('192.0.2.2')).status).toBe(200);
  });

  it.each([0, 1, 2])(
    'are counted for who really asks, whatever address is forged: behind %i proxies',
    async (proxies) => {
      const { app } = aServer({ requestsPerMinute: 3, trustProxy: proxies });
      // What the proxies of ours add: the address that they saw, and that of the first of them.
      const added = ['192.0.2.1', '10.0.0.1'].slice(0, proxies);
      const statuses: number[] = [];
      for (let turn = 1; turn <= 4; turn++) {
        const forged = `203.0.113.${turn}`;
        const says = {
          'X-Forwarded-For': [forged, ...added].join(', '),
          'X-Real-IP': forged,
          Forwarded: `for=${forged}`,
        };
        statuses.push((await request(app).get('/').set(says)).status);
      }
      expect(statuses).toEqual([200, 200, 200, 429]);
    },
  );

  it('are believed to come from nowhere else, unless it is set', () => {
    expect(readConfig({}).trustProxy).toBe(0);
  });
});

describe('a failure of our own', () => {
  it('gets a calm page with the numbers, and a line in the log without a word of what was sent', async () => {
    // The opening is made at the start; what fails is the first turn.
    let failing = false;
    const texts: typeof library.texts = (code) => {
      const good = library.texts(code);
      return {
        ...good,
        say: (key, values) => (failing && key.startsWith('questions:') ? fail() : good.say(key, values)),
      };
    };
    const fail = (): never => {
      throw new RangeError('canary-message');
    };
    const { app, log } = aServer({}, { ...library, texts });
    const start = await walk(app, []);
    failing = true;
    const { status, text } = await post(
      app,
      { state: stateIn(start), lang: 'nl', input: 'choose:who=self', typed: 'canary-typed' },
      '/?canary-query',
    );
    expect(status).toBe(500);
    for (const number of links) expect(text).toContain(number);
    expect(text).not.toContain('canary');
    expect(log).toHaveLength(1);
    expect(log[0]).toContain('"error":"RangeError"');
    expect(log.join('')).not.toMatch(/canary|127\.0\.0\.1|choose|\?|cookie/);
  });

  it('is the only thing that is logged: a talk leaves nothing', async () => {
    const { app, log } = aServer();
    const page = await walk(app, ['choose:who=self', 'choose:theme=coming-out']);
    await post(app, { state: stateIn(page), lang: 'nl', typed: 'canary' });
    await post(app, { state: 'canary', lang: 'canary', input: 'canary' }, '/canary?canary');
    expect(log).toEqual([]);
  });
});
