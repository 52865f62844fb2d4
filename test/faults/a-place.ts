/**
 * The server as it is started, with less patience than people are given, and bytes sent to it that no browser would send.
 */
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { pino } from 'pino';
import { readConfig } from '../../src/server/config.ts';
import { type DoorLimits, usualLimits } from '../../src/server/door.ts';
import { startServer } from '../../src/server/start.ts';
import { library } from '../support/content.ts';

export interface Place {
  readonly port: number;
  readonly log: readonly string[];
  close(): Promise<void>;
}

/** So little that a test takes a second or two. */
export const littlePatience: DoorLimits = {
  ...usualLimits,
  headersMs: 600,
  requestMs: 1_200,
  silentMs: 3_000,
  idleMs: 400,
  idleBehindProxyMs: 400,
  lookEveryMs: 100,
};

/** Starts one on a free port, behind one proxy. */
export async function aPlace(
  settings: Readonly<Record<string, string>> = {},
  limits: DoorLimits = littlePatience,
): Promise<Place> {
  const log: string[] = [];
  const logger = pino({}, { write: (line: string) => void log.push(line) });
  const config = readConfig({ PORT: '0', TRUST_PROXY: '1', BOT: 'off', ...settings });
  const { port, close } = await startServer(config, library(), logger, { limits });
  return { port, log, close };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export type Asked = Pick<RequestOptions, 'method' | 'headers'> & { readonly body?: string | Buffer };

/** One request as a browser makes it, on a connection of its own. Rejects when no answer comes within ten seconds. */
export function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, headers, agent: false, timeout: 10_000 };
    const asked = httpRequest(options, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(pieces).toString('utf8'),
        }),
      );
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer came')));
    asked.on('error', reject);
    asked.end(body);
  });
}

/** A turn of a talk without scripts. */
export function turn(port: number, fields: Readonly<Record<string, string>>, path = '/'): Promise<Answer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return ask(port, path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
}

/** A connection that sends whatever it is told to. */
export interface Wire {
  readonly socket: Socket;
  /** What has come back until now. */
  heard(): string;
  /** True when the other side has closed it within so many milliseconds. */
  isClosedWithin(milliseconds: number): Promise<boolean>;
}

/** Opens one and sends this first. */
export function aWire(port: number, bytes = ''): Wire {
  const socket = connect({ host: '127.0.0.1', port });
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => pieces.push(piece));
  // To be cut off is what is meant to happen.
  socket.on('error', () => undefined);
  const closed = new Promise<true>((resolve) => socket.once('close', () => resolve(true)));
  if (bytes !== '') socket.write(bytes, 'latin1');
  return {
    socket,
    heard: () => Buffer.concat(pieces).toString('utf8'),
    async isClosedWithin(milliseconds) {
      let late: NodeJS.Timeout | undefined;
      const waited = new Promise<false>((resolve) => {
        late = setTimeout(() => resolve(false), milliseconds);
      });
      const isClosed = await Promise.race([closed, waited]);
      clearTimeout(late);
      socket.destroy();
      return isClosed;
    },
  };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
