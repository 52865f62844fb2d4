/**
 * `/desk`: the pages of the desk. Nothing here is kept, and nothing that is chosen stands in an address.
 */
import express, { type Request, Router } from 'express';
import { amsterdamTime } from '../content/amsterdam.ts';
import { deskLanguages } from '../content/text-files.ts';
import type { AskedBy } from './finder/route-page.ts';
import { deskLanguageOf } from './language.ts';
import { bridgePage, type DeskPageParts, type Entry, routePage } from './page.ts';

export interface DeskOptions extends DeskPageParts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** By what it is worth asking the server who signed in. */
  readonly ask: (request: Request) => readonly AskedBy[];
}

const mostBytes = 8 * 1024;

function entriesOf(body: unknown): readonly Entry[] {
  return [...new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : '')];
}

/** The language that was asked for with a button, else the one of the form, else the browser's. */
function languageIn(entries: readonly Entry[], request: Request): string {
  const asked = ['speak', 'lang'].map((field) => entries.find(([name]) => name === field)?.[1]);
  return asked.find((code) => code !== undefined && deskLanguages.includes(code)) ?? deskLanguageOf(request);
}

/** Answers at `/desk` and `/desk/bridge`. */
export function deskRouter(options: DeskOptions): Router {
  const { now, ask } = options;
  const router = Router();
  router.get('/desk', (request, response) => {
    response.type('html').send(routePage(options, deskLanguageOf(request), null, amsterdamTime(now()), ask(request)));
  });
  const form = express.raw({ type: 'application/x-www-form-urlencoded', limit: mostBytes, inflate: false });
  router.post('/desk', form, (request, response) => {
    const entries = entriesOf(request.body);
    const again = entries.some(([name]) => name === 'again');
    const lang = languageIn(entries, request);
    response.type('html').send(routePage(options, lang, again ? null : entries, amsterdamTime(now()), ask(request)));
  });
  router.get('/desk/bridge', (request, response) => {
    response.type('html').send(bridgePage(options, deskLanguageOf(request)));
  });
  return router;
}
