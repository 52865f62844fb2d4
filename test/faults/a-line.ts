/**
 * A line between two programs on this machine that can be made bad.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What the line does with what comes back: hands it over at once, after so many milliseconds, or never. */
export type LineState = 'good' | 'swallows' | { readonly delayMs: number };

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
    near.on('data', (bytes) => void far.write(bytes));
    far.on('data', (bytes) => {
      if (state === 'swallows') return;
      if (state === 'good') near.write(bytes);
      else setTimeout(() => near.writable && near.write(bytes), state.delayMs);
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
