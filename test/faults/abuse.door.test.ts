/**
 * People who hold the door of the server so that nobody else comes in. Each time a decent visitor is answered meanwhile, and
 * the connections of the others are gone when their time is over.
 */
import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/server/config.ts';
import { openDoor, usualLimits } from '../../src/server/door.ts';
import { startServer } from '../../src/server/start.ts';
import { library } from '../support/content.ts';
import { links, numbers } from '../support/numbers.ts';
import { aPlace, ask, aWire, littlePatience, type Place, pause, type Wire } from './a-place.ts';

/** A machine that is busy otherwise is late; a connection that is never cut is later than this. */
const muchLater = 20_000;
const crowd = 150;

let place: Place;
beforeAll(async () => {
  place = await aPlace({ REQUESTS_PER_MINUTE: '600' });
}, 60_000);
afterAll(() => place.close());

let visitors = 0;

/** Visitors with browsers come one after another until the work is done; how many were answered. */
async function answeredDuring(work: Promise<unknown>): Promise<number> {
  let isDone = false;
  void work.finally(() => {
    isDone = true;
  });
  let answered = 0;
  do {
    const { status, text } = await ask(place.port, '/', {
      headers: { 'x-forwarded-for': `198.51.100.${++visitors % 256}` },
    });
    expect(status).toBe(200);
    for (const link of links) expect(text).toContain(link);
    answered++;
    await pause(100);
  } while (!isDone);
  return answered;
}

/** Each of these keeps its connection open for as long as it may. */
function many(bytes: string, drip?: string, at: Place = place): readonly Wire[] {
  return Array.from({ length: crowd }, () => {
    const wire = aWire(at.port, bytes);
    if (drip === undefined) return wire;
    const dripping = setInterval(() => wire.socket.write(drip), 100);
    wire.socket.once('close', () => clearInterval(dripping));
    return wire;
  });
}

async function allClosed(wires: readonly Wire[]): Promise<boolean> {
  const closed = await Promise.all(wires.map((wire) => wire.isClosedWithin(muchLater)));
  return closed.every(Boolean);
}

const form = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n';

describe('connections that are held open', () => {
  it.each([
    ['say nothing at all', '', undefined],
    ['never end their headers', 'GET / HTTP/1.1\r\nHost: a\r\n', undefined],
    ['send their headers byte by byte', 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ', 'a'],
    ['never end their body', `${form}Content-Length: 1000\r\n\r\nlang=nl`, undefined],
    ['send their body byte by byte', `${form}Content-Length: 1000\r\n\r\nlang=`, 'a'],
    ['send their body in small pieces without end', `${form}Transfer-Encoding: chunked\r\n\r\n`, '1\r\na\r\n'],
    ['were answered and stay', 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n', undefined],
  ])('and %s keep nobody out, and are cut', async (_what, bytes, drip) => {
    const closing = allClosed(many(bytes, drip));
    expect(await answeredDuring(closing)).toBeGreaterThan(0);
    expect(await closing).toBe(true);
  });

  it('are told why, with the numbers', async () => {
    const wire = aWire(place.port, 'GET / HTTP/1.1\r\nHost: a\r\n');
    expect(await wire.isClosedWithin(muchLater)).toBe(true);
    expect(wire.heard()).toMatch(/^HTTP\/1\.1 408/);
    for (const number of numbers) expect(wire.heard()).toContain(number);
  });

  it('and never read their answer are cut', async () => {
    // More than any line holds by itself.
    const server = openDoor((_request, response) => void response.end(Buffer.alloc(64 * 1024 * 1024)), String, {
      ...littlePatience,
      silentMs: 600,
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const connections = (): Promise<number> =>
      new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
    // A server that listens on a port has an address with that port.
    const wire = aWire((server.address() as AddressInfo).port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    wire.socket.pause();
    for (const end = Date.now() + muchLater; (await connections()) === 0 && Date.now() < end; ) await pause(5);
    expect(await connections()).toBe(1);
    for (const end = Date.now() + muchLater; (await connections()) > 0 && Date.now() < end; ) await pause(50);
    expect(await connections()).toBe(0);
    wire.socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }, 60_000);

  it('are no more than there is room for, and then people come in again', async () => {
    const room = 20;
    // Time enough to look while they stand there, on a machine that is busy otherwise too.
    const small = await aPlace(
      {},
      { ...littlePatience, headersMs: 6_000, requestMs: 7_000, silentMs: 60_000, connections: room },
    );
    const wires = many('GET / HTTP/1.1\r\nHost: a\r\n', undefined, small);
    const stillOpen = (): number => wires.filter(({ socket }) => !socket.destroyed).length;
    for (const end = Date.now() + muchLater; stillOpen() > room && Date.now() < end; ) await pause(20);
    expect(stillOpen()).toBe(room);
    // Who comes now is not answered.
    await expect(ask(small.port, '/')).rejects.toThrow();
    expect(stillOpen()).toBe(room);
    expect(await allClosed(wires)).toBe(true);
    // Only who was let in is told why she is shown out.
    expect(wires.filter((wire) => wire.heard().startsWith('HTTP/1.1 408'))).toHaveLength(room);
    expect((await ask(small.port, '/')).status).toBe(200);
    await small.close();
  }, 60_000);
});

describe('the door as it is started', () => {
  it('has the limits that docs/faults.md and docs/operate.md name', async () => {
    expect(usualLimits).toEqual({
      headersMs: 10_000,
      requestMs: 60_000,
      bodyMs: 15_000,
      silentMs: 120_000,
      idleMs: 5_000,
      idleBehindProxyMs: 75_000,
      lookEveryMs: 2_000,
      headerBytes: 16 * 1024,
      connections: 5_000,
      connectionsEach: 200,
    });
    const listening = jest.spyOn(Server.prototype, 'listen');
    const { close } = await startServer(readConfig({ PORT: '0', BOT: 'off' }), library(), pino({ enabled: false }));
    // What listens is the server of the door; Node has this property, its types do not.
    const server = listening.mock.contexts[0] as HttpServer & { readonly maxHeaderSize: number };
    listening.mockRestore();
    await close();
    // What Node hides, and what the door counts itself (test/server/door.unit.test.ts).
    const {
      lookEveryMs: _hidden,
      bodyMs: _body,
      connectionsEach: _each,
      idleBehindProxyMs: _proxy,
      ...ofNode
    } = usualLimits;
    expect({
      headersMs: server.headersTimeout,
      requestMs: server.requestTimeout,
      silentMs: server.timeout,
      idleMs: server.keepAliveTimeout,
      headerBytes: server.maxHeaderSize,
      connections: server.maxConnections,
    }).toEqual(ofNode);
  });
});

describe('a flood from one address', () => {
  it('is answered with the numbers and no more, and others come through', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    const statuses = new Map<number, number>();
    const flood = async (): Promise<void> => {
      for (let times = 0; times < 3_000 / 30; times++) {
        const { status, text } = await ask(place.port, '/', { headers });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        for (const link of links) if (!text.includes(link)) throw new Error(`${status} without ${link}`);
      }
    };
    const flooding = Promise.all(Array.from({ length: 30 }, flood));
    expect(await answeredDuring(flooding)).toBeGreaterThan(0);
    await flooding;
    expect([...statuses.keys()].sort()).toEqual([200, 429]);
    // On a slow machine a second minute may have begun.
    expect(statuses.get(429)).toBeGreaterThanOrEqual(1_800);
  }, 60_000);
});

const big = 'a'.repeat(40_000);

describe('what is no request', () => {
  const lines = (...all: readonly string[]): string => `${all.join('\r\n')}\r\n\r\n`;
  const post = ['POST / HTTP/1.1', 'Host: a', 'Content-Type: application/x-www-form-urlencoded'] as const;
  const second = lines('GET /privacy HTTP/1.1', 'Host: a');

  it.each([
    [431, 'headers that are too long', lines('GET / HTTP/1.1', 'Host: a', `X: ${big}`)],
    [431, 'an address that is too long', lines(`GET /${big} HTTP/1.1`, 'Host: a')],
    [431, 'very many headers', lines('GET / HTTP/1.1', 'Host: a', ...Array.from({ length: 5_000 }, () => 'abc: b'))],
    [431, 'eight million bytes of headers', lines('GET / HTTP/1.1', 'Host: a', `X: ${big.repeat(200)}`)],
    [400, 'two lengths in two ways', lines(...post, 'Content-Length: 6', 'Transfer-Encoding: chunked') + second],
    [400, 'the same the other way round', lines(...post, 'Transfer-Encoding: chunked', 'Content-Length: 6') + second],
    [400, 'two lengths', lines(...post, 'Content-Length: 6', 'Content-Length: 7') + second],
    [400, 'a length below nothing', lines(...post, 'Content-Length: -6') + second],
    [400, 'a length with a sign', lines(...post, 'Content-Length: +6') + second],
    [400, 'a length that is no number', lines(...post, 'Content-Length: 6x') + second],
    [400, 'pieces that are not the last coding', lines(...post, 'Transfer-Encoding: chunked, identity') + second],
    [400, 'a coding that nobody knows', lines(...post, 'Transfer-Encoding: xchunked') + second],
    [400, 'a coding on two lines', lines(...post, 'Transfer-Encoding:', ' chunked', 'Content-Length: 6') + second],
    [400, 'a space before the colon', lines(...post, 'Content-Length : 6') + second],
    [400, 'a header on two lines', lines(...post, 'X: b', ' Content-Length: 6') + second],
    [400, 'lines that end in half', `GET / HTTP/1.1\nHost: a\n\n${second}`],
    [400, 'a piece of no length', `${lines(...post, 'Transfer-Encoding: chunked')}zz\r\nabc\r\n0\r\n\r\n${second}`],
    [400, 'a body that is longer than it says', `${lines(...post, 'Content-Length: 3')}lang=nl${second}`],
    [400, 'another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    [400, 'a beginning of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ])(
    'gets %i and the numbers for %s, and nothing that is smuggled behind it is answered',
    async (status, _w, bytes) => {
      const wire = aWire(place.port, bytes);
      expect(await wire.isClosedWithin(muchLater)).toBe(true);
      const heard = wire.heard();
      expect([...heard.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, code]) => Number(code))).toEqual([status]);
      for (const number of numbers) expect(heard).toContain(number);
      expect(heard).toContain('Cache-Control: no-store');
      expect(heard).toContain('Strict-Transport-Security: max-age=63072000; includeSubDomains');
      expect((await ask(place.port, '/')).status).toBe(200);
      // Who did that is written down nowhere.
      expect(place.log).toHaveLength(1);
    },
  );

  it('behind a request ends the connection after its answer', async () => {
    const wire = aWire(place.port, `${lines('GET /healthz HTTP/1.1', 'Host: a')}garbage\r\n\r\n`);
    expect(await wire.isClosedWithin(muchLater)).toBe(true);
    expect(wire.heard()).toContain('HTTP/1.1 200');
    expect(wire.heard()).not.toContain('privacy');
  });

  it('and yet one of an old program, or with many short headers, is answered and closed', async () => {
    for (const bytes of [
      lines('GET / HTTP/1.0'),
      lines('GET / HTTP/1.1', 'Host: a', 'Connection: close', ...Array.from({ length: 1_500 }, () => 'a: b')),
    ]) {
      const wire = aWire(place.port, bytes);
      expect(await wire.isClosedWithin(muchLater)).toBe(true);
      expect(wire.heard()).toMatch(/^HTTP\/1\.1 200/);
      for (const link of links) expect(wire.heard()).toContain(link);
    }
  });

  it('says the numbers in every language, for nobody knows in which it was meant', async () => {
    const wire = aWire(place.port, 'nonsense\r\n\r\n');
    await wire.isClosedWithin(muchLater);
    for (const { code } of library().languages)
      for (const key of ['emergency', 'veilig-thuis', 'abroad'])
        expect(wire.heard()).toContain(library().texts(code).say(`ui:numbers.${key}`));
  });
});
