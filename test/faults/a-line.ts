/**
 * A line between two programs on this machine that can be made bad.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What the line does with what comes back: hands it over at once, or after so many milliseconds. One that is dead gives
 * nothing back any more, and nobody is told; only connections that are made when it is good again are good.
 */
export type LineState = 'good' | 'dead' | { readonly delayMs: number };

export interface BadLine {
  readonly port: number;
  /** How it is from now on. */
  become(state: LineState): void;
  close(): Promise<void>;
}

/** Opens one to a port of this machine. */
export function aLine(to: number): Promise<BadLine> {
  let state: LineState = 'good';
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    const far = keep(connect({ host: '127.0.0.1', port: to }));
    keep(near);
    let isDead = false;
    let last: Promise<void> = Promise.resolve();
    near.on('data', (bytes) => void far.write(bytes));
    far.on('data', (bytes) => {
      isDead ||= state === 'dead';
      if (isDead) return;
      // What came first is handed over first, however the line was then.
      const waited = typeof state === 'object' ? pause(state.delayMs) : Promise.resolve();
      last = Promise.all([last, waited]).then(() => void (near.writable && near.write(bytes)));
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        // A server that listens on a port has an address with that port.
        port: (server.address() as AddressInfo).port,
        become(next) {
          state = next;
        },
        async close() {
          for (const socket of sockets) socket.destroy();
          await new Promise((closed) => server.close(closed));
        },
      }),
    );
  });
}
