import { pino } from 'pino';
import { readConfig } from '../server/config.ts';
import { startServer } from '../server/start.ts';
import { openLibrary } from './content.ts';

/** `wegwijzer serve`: runs until it is told to stop. */
export async function serve(): Promise<void> {
  const config = readConfig(process.env);
  await startServer(config, openLibrary(), pino());
}
