/**
 * The door, before any request is one: how many places one address has, how long a body may take, and that nobody is turned
 * away without the numbers.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/server/config.ts';
import { type DoorLimits, openDoor, usualLimits } from '../../src/server/door.ts';
import { startServer } from '../../src/server/start.ts';
import { library } from '../support/content.ts';

const numbers = '112, 0800-2000 and the one from abroad';
/** A machine that is busy otherwise is late; what never comes is later than this. */
const muchLater = 20_000;
/** Two visitors: on this machine a connection may come from any of its addresses. */
const [one, other] = ['127.0.0.1', '127.0.0.2'] as const;

const limits: DoorLimits = { ...usualLimits, connectionsEach: 10, lookEveryMs: 50, bodyMs: 300, requestMs: 60_000 };

type Handle = (request: IncomingMessage, response: ServerResponse) => void;
const open: { close(): Promise<unknown> }[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const it of open.splice(0)) await it.close();
});

async function aDoor(handle: Handle = (_request, response) => void response.end('yes'), changes = limits) {
  const server: Server = openDoor(handle, () => numbers, changes);
  await new Promise<void>((resolve) => server.listen(0, one, resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  // A server that listens on a port has an address with that port.
  return (server.address() as AddressInfo).port;
}

interface Line {
  readonly socket: Socket;
  heard(): string;
  /** True as soon as the other side has closed it, or this has been said; false when neither comes. */
  until(said: string): Promise<boolean>;
}

function aLine(port: number, bytes: string, from: string = one): Line {
  const socket = connect({ host: one, port, localAddress: from });
  sockets.add(socket);
  let text = '';
  socket.on('data', (more) => {
    text += more;
  });
  // To be cut off may be what is meant to happen.
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  if (bytes !== '') socket.write(bytes);
  return {
    socket,
    heard: () => text,
    async until(said) {
      for (const end = Date.now() + muchLater; Date.now() < end; ) {
        if (said !== '' && text.includes(said)) return true;
        if (await Promise.race([closed.then(() => true), pause(20, false)])) return true;
      }
      return false;
    },
  };
}

const lines = (...all: readonly string[]): string => `${all.join('\r\n')}\r\n\r\n`;
const get = lines('GET / HTTP/1.1', 'Host: a', 'Connection: close');
const post = (path: string): string => lines(`POST ${path} HTTP/1.1`, 'Host: a', 'Content-Length: 9');
const closed = '';

describe('one address', () => {
  it('has so many places and no more, however often it comes again; others come in all the while', async () => {
    const port = await aDoor(undefined, { ...limits, connections: 20, bodyMs: 60_000 });
    let isOver = false;
    const hold = (): void => {
      if (isOver) return;
      const { socket } = aLine(port, post('/'));
      socket.once('close', () => void setTimeout(hold, 5));
    };
    for (let times = 0; times < 30; times++) hold();
    await pause(200);
    for (let times = 0; times < 20; times++) {
      const visitor = aLine(port, get, other);
      expect(await visitor.until('yes')).toBe(true);
      expect(visitor.heard()).toContain('yes');
    }
    const crowded = aLine(port, get);
    await crowded.until(closed);
    expect(crowded.heard()).toBe('');
    isOver = true;
  });

  it('has its places again when its connections are closed', async () => {
    const port = await aDoor();
    const first = Array.from({ length: 10 }, () => aLine(port, post('/')));
    for (const line of first) expect(await line.until('yes')).toBe(true);
    for (const { socket } of first) socket.destroy();
    for (let times = 0; times < 30; times++) {
      const again = aLine(port, get);
      await again.until(closed);
      if (again.heard().includes('yes')) return;
    }
    throw new Error('none of its places was freed');
  });

  it.each([
    ['0', false],
    ['1', true],
  ] as const)('with TRUST_PROXY=%s is counted by us unless it is the proxy (%s)', async (trusted, isProxy) => {
    const config = readConfig({ PORT: '0', BOT: 'off', TRUST_PROXY: trusted });
    const place = await startServer(config, library(), pino({ level: 'silent' }), { limits });
    open.push(place);
    const held = Array.from({ length: 20 }, () => aLine(place.port, 'GET / HTTP/1.1\r\n'));
    await pause(300);
    const gone = held.filter(({ socket }) => socket.destroyed || socket.readableEnded).length;
    expect(gone).toBe(isProxy ? 0 : 10);
    for (const { socket } of held) socket.destroy();
  });

  it.each([
    ['0', 5],
    ['1', 75],
  ] as const)('with TRUST_PROXY=%s is told that its line may be idle for %i seconds', async (trusted, seconds) => {
    const config = readConfig({ PORT: '0', BOT: 'off', TRUST_PROXY: trusted });
    const place = await startServer(config, library(), pino({ level: 'silent' }));
    open.push(place);
    const line = aLine(place.port, lines('GET /healthz HTTP/1.1', 'Host: a'));
    expect(await line.until(`Keep-Alive: timeout=${seconds}\r\n`)).toBe(true);
    expect(line.heard()).toContain(`Keep-Alive: timeout=${seconds}\r\n`);
  });
});

describe('a line between two requests', () => {
  const twice = lines('GET / HTTP/1.1', 'Host: a');

  it('may be idle for longer than headers may take', async () => {
    const line = aLine(await aDoor(undefined, { ...limits, headersMs: 200, idleMs: 60_000 }), twice);
    expect(await line.until('yes')).toBe(true);
    await pause(900);
    line.socket.write(get);
    expect(await line.until(closed)).toBe(true);
    expect(line.heard().match(/yes/g)).toHaveLength(2);
  });

  it('is hung up when it was idle for too long', async () => {
    const line = aLine(await aDoor(undefined, { ...limits, idleMs: 100 }), twice);
    expect(await line.until(closed)).toBe(true);
    expect(line.heard()).toContain('yes');
  });
});

describe('a body', () => {
  /** Answers when the body is there. */
  const reading: Handle = (request, response) => {
    request.resume().once('end', () => response.end('read'));
  };

  it('that never comes is not waited for on public pages, and the reason is said with the numbers', async () => {
    const line = aLine(await aDoor(reading), post('/'));
    expect(await line.until(closed)).toBe(true);
    expect(line.heard()).toMatch(/^HTTP\/1\.1 408 /);
    expect(line.heard()).toContain(numbers);
  });

  it('of an editor may take longer, until she is refused', async () => {
    const patient = aLine(await aDoor(reading), post('/desk/data?x'));
    await pause(900);
    expect(patient.socket.readableEnded).toBe(false);
    patient.socket.write('123456789');
    expect(await patient.until('read')).toBe(true);
    const refused = aLine(await aDoor(), post('/Desk/Data'));
    expect(await refused.until(closed)).toBe(true);
    expect(refused.heard()).toContain('yes');
  });

  it('that has come is no reason to cut the answer, nor the request behind it', async () => {
    const slow: Handle = (request, response) => {
      request.resume().once('end', () => setTimeout(() => response.end('read'), 700));
    };
    const line = aLine(await aDoor(slow), `${post('/')}123456789`);
    expect(await line.until('read')).toBe(true);
    expect(line.heard()).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('what Node would refuse with an empty page', () => {
  it.each([
    [400, 'a request for no site', lines('GET / HTTP/1.1')],
    [417, 'a wish that nobody knows', lines('GET / HTTP/1.1', 'Host: a', 'Expect: x')],
  ])('is refused with %i and the numbers: %s', async (status, _what, bytes) => {
    const line = aLine(await aDoor(), bytes);
    expect(await line.until(closed)).toBe(true);
    const heard = line.heard();
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(heard).toContain(numbers);
    expect(heard).not.toContain('yes');
    for (const header of ['Cache-Control: no-store', "default-src 'none'", 'X-Content-Type-Options: nosniff'])
      expect(heard).toContain(header);
  });

  it('and a program of HTTP/1.0, which names no site, is answered', async () => {
    const line = aLine(await aDoor(), lines('GET / HTTP/1.0'));
    expect(await line.until('yes')).toBe(true);
    expect(line.heard()).toContain('yes');
  });
});
