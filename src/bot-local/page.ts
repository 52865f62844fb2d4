/**
 * Serves the page to try the bot on. For developers on this machine; it asks nobody else for anything.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { pageDocument, pageStyle } from './page/document.ts';
import { loopbackOnly } from './refusal.ts';

/** The library sets styles through the object model, which this allows; nothing may come from anywhere else. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join(';');

/** Makes the page; its script is bundled now. */
export async function tryingPage(): Promise<Router> {
  const files = [
    ['/', 'html', pageDocument],
    ['/page.css', 'css', pageStyle],
    ['/page.js', 'js', await bundledScript()],
    ['/adaptivecards.js', 'js', await cardLibrary()],
  ] as const;
  const router = Router();
  for (const [path, type, content] of files)
    router.get(path, loopbackOnly, (_request, response) => {
      response
        .set({
          'Content-Security-Policy': policy,
          'Cache-Control': 'no-store',
          'Referrer-Policy': 'no-referrer',
          'X-Content-Type-Options': 'nosniff',
        })
        .type(type)
        .send(content);
    });
  return router;
}

/** From the source when that runs, from the compiled files otherwise. */
async function bundledScript(): Promise<string> {
  const own = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  // Loaded only here: whoever runs the server alone need not have it.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`./page/script.${own}`, import.meta.url))],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

/** The library that draws cards, as its package ships it; empty when it is not installed, and then cards are not drawn. */
async function cardLibrary(): Promise<string> {
  try {
    return await readFile(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8');
  } catch {
    return '';
  }
}
