/**
 * A proxy that notes down what leaves the browser. The browser itself does not tell everything: what a page sends while
 * it is being left (`sendBeacon` on `pagehide`) reaches a server without any tool of the browser reporting it.
 *
 * Requests over http are seen whole; of https only that a connection to a host was opened.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface Witness {
  readonly address: string;
  /** Everything so far, such as `POST http://127.0.0.1:3978/`; it grows. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

/** Hop by hop: meant for the proxy, not for the server behind it. */
const forProxies = ['proxy-connection', 'proxy-authorization'];

function forward(from: IncomingMessage, to: ServerResponse): void {
  const headers = Object.fromEntries(Object.entries(from.headers).filter(([name]) => !forProxies.includes(name)));
  const onward = request(from.url ?? '', { method: from.method ?? 'GET', headers }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(to);
  });
  onward.on('error', () => to.destroy());
  from.pipe(onward);
}

function tunnel(from: IncomingMessage, browser: Socket): void {
  const { hostname, port } = new URL(`https://${from.url}`);
  const server = connect(Number(port || 443), hostname, () => {
    browser.write('HTTP/1.1 200 OK\r\n\r\n');
    server.pipe(browser).pipe(server);
  });
  server.on('error', () => browser.destroy());
  browser.on('error', () => server.destroy());
}

export async function startWitness(): Promise<Witness> {
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((from, to) => {
    seen.push(`${from.method} ${from.url}`);
    forward(from, to);
  });
  server.on('connect', (from: IncomingMessage, browser: Socket) => {
    seen.push(`CONNECT ${from.url}`);
    tunnel(from, browser);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { address: `http://127.0.0.1:${port}`, seen, close };
}
