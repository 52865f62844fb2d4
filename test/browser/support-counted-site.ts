/**
 * The real site, counted: every request that reaches it and every byte on the wire, and with a clock that tests may set.
 */
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { readConfig } from '../../src/server/config.ts';
import { createServer } from '../../src/server/server.ts';
import { library } from '../support/content.ts';

export interface CountedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  /** Of its first line, its headers and its body. */
  readonly bytesIn: number;
  /** Of the answer as it went over the wire. */
  readonly bytesOut: number;
  readonly body: string;
}

export interface CountedSite {
  /** Ends with a slash. */
  readonly url: string;
  /** In the order in which they were answered. */
  readonly requests: CountedRequest[];
  /** Bytes that connections have sent to the site so far, be they a request or not. */
  received(): number;
  /** Milliseconds since 1970, as the site tells the time; null for the real clock. */
  clock: { now: number | null };
  close(): Promise<void>;
}

function headBytes({ method, url, rawHeaders }: IncomingMessage): number {
  const lines = rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text) + 2, 0);
  return `${method} ${url} HTTP/1.1\r\n`.length + lines + 2;
}

/** Starts it on a free port. `env` as for the server. */
export async function startCountedSite(env: { readonly [name: string]: string } = {}): Promise<CountedSite> {
  const clock: CountedSite['clock'] = { now: null };
  const silent = { info: () => {}, error: () => {} };
  const config = readConfig({ PORT: '0', REQUESTS_PER_MINUTE: '1000000', ...env });
  const app = createServer({ config, library: library(), logger: silent, now: () => clock.now ?? Date.now() });
  const requests: CountedRequest[] = [];
  const sockets = new Set<Socket>();
  let closedBytes = 0;
  const server = createHttpServer((request, response) => {
    const { socket } = request;
    const before = socket.bytesWritten;
    const body: Buffer[] = [];
    // Only looked at on its way: to listen for it would take it from the app.
    const push = request.push.bind(request);
    request.push = (chunk: Buffer | null, encoding) => {
      if (chunk !== null) body.push(chunk);
      return push(chunk, encoding);
    };
    response.on('finish', () => {
      const sent = Buffer.concat(body);
      requests.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        bytesIn: headBytes(request) + sent.length,
        bytesOut: socket.bytesWritten - before,
        body: sent.toString('utf8'),
      });
    });
    app(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      closedBytes += socket.bytesRead;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    clock,
    received: () => [...sockets].reduce((sum, { bytesRead }) => sum + bytesRead, closedBytes),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
