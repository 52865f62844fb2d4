/**
 * A Chromium for tests and pictures, and a server for it to look at.
 */
import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import type { Library } from '../../src/content/library.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { readConfig } from '../../src/server/config.ts';
import { type RunningServer, startServer } from '../../src/server/start.ts';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A browser that is installed (`CHROMIUM_PATH` or the usual places), otherwise the one that comes as a package. */
export async function launchBrowser(): Promise<Browser> {
  const own = [process.env.CHROMIUM_PATH ?? '', ...installed].find((path) => path !== '' && existsSync(path));
  return chromium.launch({
    executablePath: own ?? (await sparticuz.executablePath()),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

export interface Site extends RunningServer {
  readonly url: string;
}

/** The real server with the real content, or with other content, on a free port. */
export async function startSite(
  env: { readonly [name: string]: string } = {},
  library: Library = loadLibrary(process.cwd()),
): Promise<Site> {
  const silent = { info: () => {}, error: () => {} };
  const running = await startServer(readConfig({ PORT: '0', ...env }), library, silent);
  return { ...running, url: `http://127.0.0.1:${running.port}/` };
}
