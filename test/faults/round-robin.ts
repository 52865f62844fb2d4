/**
 * What stands in front of several servers and gives each new connection to the next of them.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface RoundRobin {
  readonly port: number;
  close(): Promise<void>;
}

/** Opens one in front of these ports of this machine. */
export function roundRobin(ports: readonly number[]): Promise<RoundRobin> {
  const sockets = new Set<Socket>();
  let turn = 0;
  const server = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port: ports[turn++ % ports.length] ?? 0 });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        // A server that listens on a port has an address with that port.
        port: (server.address() as AddressInfo).port,
        async close() {
          for (const socket of sockets) socket.destroy();
          await new Promise((closed) => server.close(closed));
        },
      }),
    );
  });
}
