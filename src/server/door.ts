/**
 * The door of the server, before any request is one: how long somebody may take to say what she wants, how much she may say,
 * how many may stand there at once. Whoever holds connections open to keep others out is shown out by these.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { transportSecurity } from './security-headers.ts';

export interface DoorLimits {
  /** From the opening of a connection, or the end of the answer before, to the end of the headers. */
  readonly headersMs: number;
  /** To the end of the body. */
  readonly requestMs: number;
  /** A connection that carries a request, without a byte in either direction. */
  readonly silentMs: number;
  /** A connection between two requests. */
  readonly idleMs: number;
  /** How often it is looked who takes too long. */
  readonly lookEveryMs: number;
  /** Of all headers of a request together. */
  readonly headerBytes: number;
  readonly connections: number;
}

/**
 * A phone on a bad line has its headers here in a second or two. A sheet of an editor is the longest body there is, and its
 * check the longest wait for an answer. Tokens of Entra are the longest headers.
 */
export const usualLimits: DoorLimits = {
  headersMs: 10_000,
  requestMs: 60_000,
  silentMs: 120_000,
  idleMs: 5_000,
  lookEveryMs: 2_000,
  headerBytes: 16 * 1024,
  connections: 5_000,
};

/** How long an answer may lie on the line before the line is cut. */
const lingerMs = 1_000;

const refusals: { readonly [code: string]: string } = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** The answer to what is no request that can be read: there is no telling in which language, nor for which page. */
function refusal(error: Error & { readonly code?: unknown }, text: string): string {
  const status = refusals[String(error.code)] ?? '400 Bad Request';
  return [
    `HTTP/1.1 ${status}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
    'Cache-Control: no-store',
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
    'Referrer-Policy: no-referrer',
    `Strict-Transport-Security: ${transportSecurity}`,
    'X-Content-Type-Options: nosniff',
    '',
    text,
  ].join('\r\n');
}

/** A server with these limits; `unreadable` is what somebody is told whose request cannot be read. */
export function openDoor(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  unreadable: () => string,
  limits: DoorLimits = usualLimits,
): Server {
  const answering = new WeakMap<Duplex, ServerResponse>();
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: limits.lookEveryMs,
      maxHeaderSize: limits.headerBytes,
    },
    (request, response) => {
      answering.set(request.socket, response);
      response.once('close', () => answering.delete(request.socket));
      handle(request, response);
    },
  );
  server.timeout = limits.silentMs;
  server.maxConnections = limits.connections;
  server.on('clientError', (error, socket) => {
    // In the midst of an answer another one would be read as part of it.
    if (!socket.writable || answering.get(socket)?.headersSent === true) return void socket.destroy();
    socket.end(refusal(error, unreadable()));
    const impatient = setTimeout(() => socket.destroy(), lingerMs).unref();
    // With the line goes all that it still knew of the request.
    socket.once('close', () => clearTimeout(impatient));
  });
  return server;
}
