import { pino } from 'pino';
import { startPage } from '../bot-local/start.ts';
import { readConfig } from '../server/config.ts';
import { startServer } from '../server/start.ts';
import { openLibrary } from './content.ts';
import { UsageError } from './usage-error.ts';

/**
 * What the server is told instead of what the environment says: on this machine, with a bot that needs no sign-in, that
 * answers to the stubs here and keeps what it is told in memory. Empty counts as left out.
 */
export const botLocalEnvironment = {
  HOST: '127.0.0.1',
  PORT: '0',
  BOT: 'on',
  BOT_APP_ID: '',
  BOT_SERVICE_HOSTS: '127.0.0.1',
  REDIS_URL: '',
} as const;

const stopSignals = ['SIGTERM', 'SIGINT'] as const;

/** `wegwijzer bot-local`: the server, and a page to try its bot on; runs until it is told to stop. Port 0: any. */
export async function botLocal({ port }: { readonly port: number }): Promise<void> {
  if (process.env.NODE_ENV === 'production')
    throw new UsageError('bot-local is for trying, without any sign-in: not with NODE_ENV=production');
  const config = readConfig({ ...process.env, ...botLocalEnvironment });
  // What the server says of itself is not what somebody looks for here; what goes wrong is.
  const logger = pino({ level: 'error' }, pino.destination(2));
  const server = await startServer(config, openLibrary(), logger);
  const page = await startPage(`http://${botLocalEnvironment.HOST}:${server.port}/api/messages`, port).catch(
    async (error: unknown) => {
      await server.close();
      throw error;
    },
  );
  // The server listens to these signals itself.
  for (const signal of stopSignals) process.once(signal, () => void page.close());
  process.stdout.write(`Try the bot: http://127.0.0.1:${page.port}/\n`);
}
