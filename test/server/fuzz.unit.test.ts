import {
  Agent,
  createServer as createHttpServer,
  request as httpRequest,
  IncomingMessage,
  type RequestListener,
  ServerResponse,
} from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { everything } from '../support/extent.ts';
import { aServer, stateIn } from './a-server.ts';

const { app, log } = aServer();
const handleRequest: RequestListener = app;
const server = createHttpServer(app);
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  agent.destroy();
  return new Promise((resolve) => void server.close(resolve));
});

interface Sent {
  readonly path: string;
  readonly method: string;
  readonly type: string;
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly text: () => string;
}

function send({ path, method, type, body }: Sent): Promise<Answer> {
  // The server listens on a port, so its address is one with a port.
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': type, 'Content-Length': body.length };
    const sent = httpRequest({ agent, host: '127.0.0.1', port, path, method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: () => Buffer.concat(pieces).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A hundred thousand in `npm run test:full`; every run has enough to find a careless mistake. */
const bodies = everything ? 100_000 : 10_000;

const form = 'application/x-www-form-urlencoded';
/** A connection that is open and leads nowhere. */
const unplugged = Object.defineProperty(new Socket(), 'readable', { value: true });

/** Hands a form to the app with Node's own request and response, but without a network between: many times faster. */
function post(body: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const incoming = new IncomingMessage(unplugged);
    const headers = { host: 'localhost', 'content-type': form, 'content-length': String(body.length) };
    Object.assign(incoming, { method: 'POST', url: '/', headers });
    incoming.push(body);
    incoming.push(null);
    const outgoing = new ServerResponse(incoming);
    Object.assign(outgoing, {
      end: (text: Buffer) => resolve({ status: outgoing.statusCode, text: () => text.toString() }),
    });
    // Express makes its own request and response of these two, as it does of those of a server.
    handleRequest(incoming, outgoing);
  });
}

interface Seen {
  /** Sealed talks, from the first screen to one with routes. */
  readonly states: readonly string[];
  /** Every code of a button on the way. */
  readonly inputs: readonly string[];
}

/** A talk as it really goes, so that many of the bodies get past the seal and into the talk. */
async function realTalk(): Promise<Seen> {
  const states: string[] = [''];
  const inputs = new Set<string>();
  const taps = [
    'choose:who=self',
    'choose:theme=forced-marriage',
    'choose:where=nl',
    'choose:marriage-now=unknown',
    'choose:age=adult',
  ];
  for (const input of taps) {
    const fields = new URLSearchParams({ state: states.at(-1) ?? '', lang: 'nl', input });
    const page = (await post(Buffer.from(fields.toString()))).text();
    states.push(stateIn(page));
    for (const [, code = ''] of page.matchAll(/name="input" value="([^"]*)"/g)) inputs.add(code);
  }
  return { states, inputs: [...inputs] };
}

function field(name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return value.map((text) => new URLSearchParams({ [name]: text }).toString());
}

const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('self', 'nl', 'who', 'theme', 'municipality', 'GM0363', '__proto__'),
);
const spoiling = fc.constantFrom('%', '%zz', '&', '=', '%00', '%C0%80', '+', '&state=', '&typed=', '\uD800');

/** Which talk, in which language: a real one about as often as not. */
function firstHalves({ states }: Seen): fc.Arbitrary<string> {
  const state = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...states) },
    { weight: 3, arbitrary: fc.base64String({ maxLength: 600 }) },
    word,
  );
  const lang = fc.oneof({ weight: 4, arbitrary: fc.constantFrom('nl', 'en') }, word);
  return fc.tuple(field('state', state), field('lang', lang)).map((fields) => fields.join('&'));
}

/** What was done: a tap, a nearly right tap, something typed, or rubbish. */
function secondHalves({ inputs }: Seen): fc.Arbitrary<string> {
  const nearly = fc
    .tuple(fc.constantFrom('choose', 'facts', 'visit', 'back', 'language', 'x'), word, word)
    .map(([type, fact, value]) => `${type}:${fact}=${value}`);
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('Tilburg', '5021 AB', 'Bergen', '1', 'Damascus'),
  );
  const honest = fc.oneof(field('input', fc.constantFrom(...inputs)), field('input', nearly), field('typed', typed));
  const spoiled = fc
    .tuple(honest, fc.nat({ max: 80 }), spoiling)
    .map(([text, at, bit]) => text.slice(0, at) + bit + text.slice(at));
  return fc.oneof(honest, spoiled);
}

describe('the server', () => {
  it(`answers ${bodies} bodies of all sorts without one failure of its own`, async () => {
    const seen = await realTalk();
    // Making halves takes longer than answering, so each first half meets ten second halves.
    const sample = { numRuns: 10_000, seed: 20_261_122 };
    const [firsts, seconds] = [fc.sample(firstHalves(seen), sample), fc.sample(secondHalves(seen), sample)];
    const counts = new Map<number, number>();
    for (let turn = 0; turn < bodies; turn++) {
      const body = `${firsts[turn % 10_000]}&${seconds[(turn * 7 + Math.floor(turn / 10_000)) % 10_000]}`;
      const { status } = await post(Buffer.from(body));
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    expect([...counts.keys()].filter((status) => status >= 500)).toEqual([]);
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(bodies);
    // Both sides of the door were tried, so the test did not merely knock.
    for (const status of [200, 400]) expect(counts.get(status)).toBeGreaterThan(bodies * 0.15);
    expect(log).toEqual([]);
  }, 120_000);

  it('answers any method, address and content type without a failure of its own', async () => {
    const sent = fc.record({
      path: fc.webPath().map((path) => `/${path.replace(/^\/*/, '')}`),
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD'),
      type: fc.constantFrom(form, 'text/plain', 'application/json', `${form}; charset=utf-16`, 'x', ''),
      body: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    });
    await fc.assert(
      fc.asyncProperty(sent, async (one) => expect((await send(one)).status).toBeLessThan(500)),
      { numRuns: 500 },
    );
    expect(log).toEqual([]);
  });
});
