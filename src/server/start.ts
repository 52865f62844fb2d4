/**
 * Starts and stops the server.
 */
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Library } from '../content/library.ts';
import type { ServerConfig } from './config.ts';
import type { ServerLog } from './log.ts';
import { createServer } from './server.ts';

export interface RunningServer {
  readonly port: number;
  /** Takes no new requests and resolves when those under way have been answered. */
  close(): Promise<void>;
}

const stopSignals = ['SIGTERM', 'SIGINT'] as const;
/** Requests take milliseconds; what is still there after this long is a connection that nobody uses. */
const patienceMs = 5_000;

/** Starts listening. Rejects when the port is taken. The signals to stop close it. */
export async function startServer(config: ServerConfig, library: Library, logger: ServerLog): Promise<RunningServer> {
  const server = createHttpServer(createServer({ config, library, logger }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  // A server that listens on a port has an address with that port.
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => {
    for (const signal of stopSignals) process.off(signal, stop);
    return new Promise((resolve) => {
      const impatient = setTimeout(() => server.closeAllConnections(), patienceMs);
      server.close(() => {
        clearTimeout(impatient);
        logger.info('stopped');
        resolve();
      });
      server.closeIdleConnections();
    });
  };
  const stop = (): void => void close();
  for (const signal of stopSignals) process.once(signal, stop);
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  logger.info(`open http://${host}:${port}/`);
  return { port, close };
}
