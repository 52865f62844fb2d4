import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { checkApart } from '../server/check-apart.ts';
import { readConfig } from '../server/config.ts';
import { openLiveContent } from '../server/live-content.ts';
import { startServer } from '../server/start.ts';
import { uploadDesk } from '../server/upload-desk.ts';
import { contentRoot, openLibrary } from './content.ts';

/** `wegwijzer serve`: runs until it is told to stop. */
export async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const logger = pino();
  const root = contentRoot();
  const upload = uploadDesk({ root, config, logger, now: Date.now, random: randomBytes });
  if (config.contentEverySeconds === 0) {
    await startServer(config, openLibrary(), logger, { upload });
    return;
  }
  const { content, library } = await openLiveContent({ root, check: checkApart, logger, now: Date.now });
  try {
    await startServer(config, library, logger, { content, upload });
  } catch (error) {
    await content.close();
    throw error;
  }
}
