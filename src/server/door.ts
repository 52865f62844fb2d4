/**
 * The door of the server, before any request is one: how long somebody may take to say what she wants, how much she may say,
 * how many may stand there at once. Whoever holds connections open to keep others out is shown out by these.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { householdPlaces } from './rate-limit.ts';
import { transportSecurity } from './security-headers.ts';

export interface DoorLimits {
  /** From the opening of a connection, or the first byte of a further request, to the end of the headers. */
  readonly headersMs: number;
  /** To the end of the body, where the whole page is for sending one: `longBodies`. */
  readonly requestMs: number;
  /** From the headers to the end of any other body. */
  readonly bodyMs: number;
  /** A connection that carries a request, without a byte in either direction. */
  readonly silentMs: number;
  /** A connection between two requests. */
  readonly idleMs: number;
  /**
   * The same where all connections are a proxy's. A line that is hung up just as a request comes along it is a request that
   * nobody answers, and a proxy may not send a form a second time. Many proxies keep their lines for up to a minute; one that
   * keeps them longer has to be told (operate.md).
   */
  readonly idleBehindProxyMs: number;
  /** How often it is looked who takes too long. */
  readonly lookEveryMs: number;
  /** Of all headers of a request together. */
  readonly headerBytes: number;
  readonly connections: number;
  /** Of one address; null where each connection is the proxy's, which has to count itself. */
  readonly connectionsEach: number | null;
}

/**
 * A phone on a bad line has its headers here in a second or two. A sheet of an editor is the longest body there is, and its
 * check the longest wait for an answer. Tokens of Entra are the longest headers. A class or a mosque behind one address, thirty
 * browsers with six connections each, comes in whole; 25 such addresses together fill the house.
 */
export const usualLimits: DoorLimits = {
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
};

/** Behind a proxy all connections are the proxy's: it counts them, and lets go of them first. */
export function behindProxy(limits: DoorLimits): DoorLimits {
  return { ...limits, connectionsEach: null, idleMs: limits.idleBehindProxyMs };
}

/** How long an answer may lie on the line before the line is cut. */
const lingerMs = 1_000;

/** Sheets of editors are sent to these addresses, which are as little about capitals as the router. */
const longBodies = /^\/desk\/data(?:[/?]|$)/i;

const badRequest = 400;
const tooLate = 408;
const notExpected = 417;
const statuses: { readonly [code: string]: number } = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: tooLate,
};

function statusOf({ code }: Error & { readonly code?: unknown }): number {
  return statuses[String(code)] ?? badRequest;
}

function headersFor(text: string): { readonly [name: string]: string } {
  return {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(text)),
    Connection: 'close',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'Strict-Transport-Security': transportSecurity,
    'X-Content-Type-Options': 'nosniff',
  };
}

/** The answer to what is no request that can be read: there is no telling in which language, nor for which page. */
function refusal(status: number, text: string): string {
  const headers = Object.entries(headersFor(text)).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers, '', text].join('\r\n');
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Somebody must say for which site her request is (RFC 9112, 3.2). */
function namesNoHost({ headers, httpVersion }: IncomingMessage): boolean {
  return httpVersion === '1.1' && headers.host === undefined;
}

/** A server with these limits; `unreadable` is what somebody is told whose request cannot be read. */
export function openDoor(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  unreadable: () => string,
  limits: DoorLimits = usualLimits,
): Server {
  const answering = new WeakMap<Duplex, ServerResponse>();
  const bodies = new WeakMap<Duplex, NodeJS.Timeout>();
  const turnAway = (socket: Duplex, status: number): void => {
    // In the midst of an answer another one would be read as part of it.
    if (!socket.writable || answering.get(socket)?.headersSent === true) return void socket.destroy();
    socket.end(refusal(status, unreadable()));
    const impatient = setTimeout(() => socket.destroy(), lingerMs).unref();
    // With the line goes all that it still knew of the request.
    socket.once('close', () => clearTimeout(impatient));
  };
  const refuse = (status: number, response: ServerResponse): void => {
    const text = unreadable();
    response.writeHead(status, headersFor(text)).end(text);
  };
  const stopWaiting = (socket: Duplex): void => {
    clearTimeout(bodies.get(socket));
    bodies.delete(socket);
  };
  const waitForBody = (request: IncomingMessage): void => {
    const { socket } = request;
    stopWaiting(socket);
    const late = setTimeout(() => {
      bodies.delete(socket);
      // It may have come, and nobody have read it yet.
      if (!request.complete) turnAway(socket, tooLate);
    }, limits.bodyMs).unref();
    bodies.set(socket, late);
    request.once('end', () => bodies.get(socket) === late && stopWaiting(socket));
  };
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: limits.lookEveryMs,
      maxHeaderSize: limits.headerBytes,
      // Its own refusal is an empty page.
      requireHostHeader: false,
    },
    (request, response) => {
      const { socket } = request;
      answering.set(socket, response);
      response.once('close', () => answering.delete(socket));
      if (namesNoHost(request)) return refuse(badRequest, response);
      if (hasBody(request)) {
        if (!longBodies.test(request.url ?? '')) waitForBody(request);
        // Who was answered before she had said it all was refused.
        else response.once('finish', () => request.complete || socket.destroyed || waitForBody(request));
      }
      handle(request, response);
    },
  );
  server.timeout = limits.silentMs;
  server.maxConnections = limits.connections;
  const takePlace = limits.connectionsEach === null ? null : householdPlaces(limits.connectionsEach);
  server.on('connection', (socket: Socket) => {
    const leave = takePlace?.(socket.remoteAddress);
    if (leave === null) return void socket.destroy();
    socket.once('close', () => {
      stopWaiting(socket);
      leave?.();
    });
  });
  server.on('clientError', (error, socket) => turnAway(socket, statusOf(error)));
  server.on('checkExpectation', (_request, response) => refuse(notExpected, response));
  return server;
}
