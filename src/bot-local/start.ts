/**
 * Puts together what one needs to try a bot: the page, and behind it a stand-in for Direct Line and one for Teams.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { directLine } from './direct-line.ts';
import { behaviours } from './page/behaviour.ts';
import { tryingPage } from './page.ts';

export interface RunningPage {
  readonly port: number;
  close(): Promise<void>;
}

/** The page and its stubs, in front of a bot on this machine. */
export async function tryingApp(botUrl: string): Promise<Express> {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(behaviours['direct-line'].path, directLine({ botUrl }).router);
  app.use(behaviours.teams.path, directLine({ botUrl, channel: 'msteams' }).router);
  app.use(await tryingPage());
  return app;
}

/** Starts it on a port of this machine; 0 takes any that is free. Rejects when the port is taken. */
export async function startPage(botUrl: string, port: number): Promise<RunningPage> {
  const server = createServer(await tryingApp(botUrl));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address with that port.
  const address = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      // The page keeps asking: it is not waited for.
      server.closeAllConnections();
    });
  return { port: address.port, close };
}
