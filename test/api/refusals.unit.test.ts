import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import request from 'supertest';
import { circumstances, vocabulary } from '../../src/core/situation.ts';
import { aServer, library } from '../server/a-server.ts';
import { everything } from '../support/extent.ts';
import { type Contract, theContract } from './the-document.ts';

const { app, log } = aServer();
let contract: Contract;

beforeAll(async () => {
  contract = await theContract();
});

/** Something that must never come back, and would be easy to find. */
const secret = 'zwaluw7391';

function post(path: string, body: string | Buffer, type = 'application/json') {
  const sent = request(app).post(`/api/v1${path}`).set('Content-Type', type);
  return (typeof body === 'string' ? sent.serialize(String) : sent.serialize((bytes) => bytes)).send(body);
}

describe('a body that cannot be used', () => {
  const bodies: readonly (readonly [what: string, body: unknown, pointers: readonly string[]])[] = [
    ['a theme that does not exist', { theme: secret }, ['/theme']],
    ['a list where one value belongs', { age: ['minor', secret] }, ['/age']],
    ['a circumstance that does not exist', { circumstance: ['trans', secret] }, ['/circumstance/1']],
    ['more circumstances than there are', { circumstance: Array(10).fill('trans') }, ['/circumstance']],
    ['a word where a yes or no belongs', { selfHarm: secret }, ['/selfHarm']],
    ['a misspelt fact', { urgncy: 'emergency' }, ['']],
    ['a name in the place of a fact', { [secret]: secret }, ['']],
    ['a property of every object', JSON.parse(`{ "__proto__": { "theme": "${secret}" } }`), ['']],
    ['a code that is none', { municipality: secret }, ['/municipality']],
    ['a code that does not exist', { municipality: 'GM9999' }, ['/municipality']],
    ['a code and a place', { municipality: 'GM0153', place: secret }, ['/place']],
    ['a place that is none', { place: secret }, ['/place']],
    ['a place that may be two', { place: 'Bergen' }, ['/place']],
    ['a place longer than any', { place: secret.repeat(30) }, ['/place']],
    ['an empty place', { place: '' }, ['/place']],
    ['a language that is not offered', { lang: secret }, ['/lang']],
    ['a moment that is none', { at: `2026-13-45 ${secret}` }, ['/at']],
    ['a day that does not exist', { at: '2026-02-30T10:00' }, ['/at']],
    ['several faults at once', { theme: 1, age: null, cards: 'yes' }, ['/theme', '/age', '/cards']],
    ['a list', [secret], ['']],
    ['a text', secret, ['']],
    ['nothing', null, ['']],
  ];

  it.each(bodies)(
    '%s: 422, where it stands, what to write, and nothing of what was sent',
    async (_what, body, pointers) => {
      const answer = await post('/routes', JSON.stringify(body));
      expect([answer.status, contract.departures('/routes', 'post', answer)]).toEqual([422, []]);
      const { errors, type, title, status } = JSON.parse(answer.text);
      expect([type, title, status]).toEqual(['about:blank', 'Unprocessable Content', 422]);
      expect(errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
      for (const { detail } of errors) expect(detail).toMatch(/write|leave it out|codes are at|ask POST|not both/);
      expect(answer.text).not.toContain(secret);
      expect(answer.text).not.toMatch(/urgncy|Bergen/);
    },
  );

  it.each([
    ['no JSON', 'theme=unknown'],
    ['half of it', '{"theme":"unknown"'],
    ['empty', ''],
    ['not in UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    ['brackets as deep as fits', '['.repeat(32_000)],
  ])('%s: 400', async (_what, body) => {
    for (const path of ['/routes', '/places']) {
      const answer = await post(path, body);
      expect([answer.status, contract.departures(path, 'post', answer)]).toEqual([400, []]);
    }
  });

  it('of another type, or compressed: 415', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      'multipart/form-data',
    ]) {
      const answer = await post('/routes', '{}', type);
      expect([answer.status, contract.departures('/routes', 'post', answer)]).toEqual([415, []]);
    }
    const packed = await post('/routes', '{}').set('Content-Encoding', 'gzip');
    expect([packed.status, contract.departures('/routes', 'post', packed)]).toEqual([415, []]);
    const none = await request(app).post('/api/v1/routes');
    expect([none.status, contract.departures('/routes', 'post', none)]).toEqual([415, []]);
  });

  it('of more than 32 kB: 413', async () => {
    const answer = await post('/places', JSON.stringify({ text: secret.repeat(4000) }));
    expect([answer.status, contract.departures('/places', 'post', answer)]).toEqual([413, []]);
  });
});

describe('an address that cannot be asked', () => {
  it.each([
    ['post', '/municipalities', 'GET, HEAD, OPTIONS'],
    ['put', '/services/lkha', 'GET, HEAD, OPTIONS'],
    ['delete', '/', 'GET, HEAD, OPTIONS'],
    ['get', '/routes', 'POST, OPTIONS'],
    ['get', '/places', 'POST, OPTIONS'],
    ['patch', '/places', 'POST, OPTIONS'],
  ] as const)('%s %s: 405 and what may be done', async (method, path, allowed) => {
    const answer = await request(app)[method](`/api/v1${path}`);
    expect([answer.status, answer.headers.allow, answer.body.status]).toEqual([405, allowed, 405]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('with something behind a “?”: 400, so that nobody gets used to it', async () => {
    for (const path of [`/municipalities?place=${secret}`, `/?${secret}`]) {
      const answer = await request(app).get(`/api/v1${path}`);
      expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining('Send it in the body')]);
      expect(answer.text).not.toContain(secret);
    }
  });

  it('that does not exist: 404; that is unreadable: 400', async () => {
    for (const [path, status] of [
      [`/${secret}`, 404],
      [`/municipalities/${secret}`, 404],
      ['/services/lkha/phone', 404],
      ['/municipalities/%zz', 400],
    ] as const) {
      const answer = await request(app).get(`/api/v1${path}`);
      expect([answer.status, answer.body.status]).toEqual([status, status]);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.text).not.toContain(secret);
    }
  });

  it('too often: 429 as a problem, counted apart from the page', async () => {
    const { app: narrow } = aServer({ apiRequestsPerMinute: 10, partners: ['https://example.org'] });
    for (let turn = 0; turn < 10; turn++) expect((await request(narrow).get('/api/v1/')).status).toBe(200);
    const answer = await request(narrow).get('/api/v1/').set('Origin', 'https://example.org');
    expect([answer.status, contract.departures('/', 'get', answer)]).toEqual([429, []]);
    expect([answer.headers['retry-after'], answer.headers['access-control-allow-origin']]).toEqual([
      '60',
      'https://example.org',
    ]);
    expect((await request(narrow).get('/')).status).toBe(200);
  });

  it('and none of all this was written down', () => {
    expect(log).toEqual([]);
  });
});

describe('a failure of our own', () => {
  it('is a problem that names nothing, and the log holds its place in our code alone', async () => {
    const broken = {
      ...library,
      searchPlace: (text: string) => {
        throw new Error(`cannot find ${text}`);
      },
    };
    const { app: failing, log: written } = aServer({}, broken);
    const answer = await request(failing).post('/api/v1/places').send({ text: secret });
    expect([answer.status, contract.departures('/places', 'post', answer)]).toEqual([500, []]);
    expect(written).toHaveLength(1);
    expect(`${answer.text} ${written.join('')}`).not.toContain(secret);
  });
});

describe('whatever is sent', () => {
  /** A hundred thousand in `npm run test:full`; every run has enough to find a careless mistake. */
  const count = everything ? 100_000 : 6000;
  const handle: RequestListener = app;
  /** A connection that is open and leads nowhere. */
  const unplugged = Object.defineProperty(new Socket(), 'readable', { value: true });

  /** Hands a body to the app without a network between: many times faster. */
  function hand(url: string, body: Buffer): Promise<{ readonly status: number; readonly text: string }> {
    return new Promise((resolve) => {
      const incoming = new IncomingMessage(unplugged);
      const headers = { host: 'localhost', 'content-type': 'application/json', 'content-length': String(body.length) };
      Object.assign(incoming, { method: 'POST', url, headers });
      incoming.push(body);
      incoming.push(null);
      const outgoing = new ServerResponse(incoming);
      Object.assign(outgoing, {
        end: (text: Buffer | string) => resolve({ status: outgoing.statusCode, text: String(text) }),
      });
      handle(incoming, outgoing);
    });
  }

  const rubbish = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constant(secret),
  );
  const value = (honest: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 30, arbitrary: honest }, { weight: 1, arbitrary: rubbish });
  const facts = fc.record(
    {
      theme: value(fc.constantFrom(...vocabulary.theme)),
      urgency: value(fc.constantFrom(...vocabulary.urgency)),
      who: value(fc.constantFrom(...vocabulary.who)),
      age: value(fc.constantFrom(...vocabulary.age)),
      where: value(fc.constantFrom(...vocabulary.where)),
      caller: value(fc.constantFrom(...vocabulary.caller)),
      selfHarm: value(fc.boolean()),
      circumstance: value(fc.subarray([...circumstances])),
      place: value(fc.constantFrom('Enschede', 'Den Haag', '7511', 'Tilburg')),
      lang: value(fc.constantFrom('nl', 'en', 'ar')),
      at: value(fc.constantFrom('2026-12-25T03:00', '1900-01-01', '2199-12-31T23:59+14:00', '2026-03-29T02:30')),
      cards: value(fc.boolean()),
    },
    { requiredKeys: [] },
  );
  const places = fc.record({ text: value(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })) });
  const written = fc.oneof(
    { weight: 6, arbitrary: facts.map((body) => JSON.stringify(body)) },
    { weight: 2, arbitrary: places.map((body) => JSON.stringify(body)) },
    {
      weight: 1,
      arbitrary: fc.tuple(facts, fc.nat(200), fc.string({ maxLength: 4 })).map(([body, at, bit]) => {
        const text = JSON.stringify(body);
        return text.slice(0, at) + bit + text.slice(at);
      }),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  );

  it(`in ${count} bodies of all sorts, the server never fails, and refuses in the form of the document`, async () => {
    const bodies = fc.sample(written, { numRuns: Math.min(count, 20_000), seed: 20_261_123 });
    const counts = new Map<number, number>();
    const wrong: string[] = [];
    for (let turn = 0; turn < count; turn++) {
      const body = bodies[turn % bodies.length] ?? '';
      const path = body.includes('"text"') || turn % 11 === 0 ? '/places' : '/routes';
      const { status, text } = await hand(`/api/v1${path}`, Buffer.from(body));
      counts.set(status, (counts.get(status) ?? 0) + 1);
      if (status === 200) continue;
      const answer = { status, headers: { 'content-type': 'application/problem+json' }, text };
      wrong.push(...contract.departures(path, 'post', answer));
      if (text.includes(secret)) wrong.push(`a body of ${status} repeats what was sent`);
    }
    expect(wrong).toEqual([]);
    expect([...counts.keys()].filter((status) => ![200, 400, 422].includes(status))).toEqual([]);
    // Each door was tried often enough.
    for (const status of [200, 422]) expect(counts.get(status)).toBeGreaterThan(count * 0.1);
    expect(counts.get(400)).toBeGreaterThan(count * 0.05);
    expect(log).toEqual([]);
  }, 240_000);
});
