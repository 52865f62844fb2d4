/**
 * The desk on this server: its pages, its scripts, and what its pages may do.
 */
import { type Request, type RequestHandler, Router } from 'express';
import { deskDocument } from '../desk/document.ts';
import type { AskedBy } from '../desk/finder/route-page.ts';
import { deskLanguageOf } from '../desk/language.ts';
import { mapPath, mapRouter } from '../desk/map/router.ts';
import { mapStyle } from '../desk/map/style.ts';
import type { DeskPageParts } from '../desk/page.ts';
import { type DeskPage, deskPath, pagesFor } from '../desk/pages.ts';
import { deskRouter } from '../desk/router.ts';
import { signInPath, signInRouter } from '../desk/sign-in/router.ts';
import { uploadStyle } from '../desk/upload/style.ts';
import { html } from '../render/html-escape.ts';
import type { OpenAccess } from './open-access.ts';
import { deskHeaders, mayBeFramedByTeams } from './security-headers.ts';

export interface DeskParts extends DeskPageParts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether Microsoft's hosts may show these pages in a frame. */
  readonly inTeams: boolean;
  /** Who signed in. */
  readonly access: OpenAccess;
  /** The page of the editors; without it there is none. */
  readonly upload?: RequestHandler | undefined;
  /** Answers a method that a page does not know. */
  readonly wrongMethod: (allowed: string) => RequestHandler;
}

/** Everything below `/desk`; an address that is none of its own passes on. */
export function deskPages(parts: DeskParts): Router {
  const { library, numbers, exitUrl, now, inTeams, access, upload, wrongMethod } = parts;
  const router = Router();
  router.use('/desk', (inTeams ? mayBeFramedByTeams : deskHeaders)([mapStyle]));
  // What takes a link or a file is never shown in a frame.
  router.use(signInPath, deskHeaders());
  router.use('/desk/data', deskHeaders([uploadStyle]));
  if (upload !== undefined) router.use('/desk/data', upload);
  const page = (here: DeskPage | null) => (lang: string) => {
    const texts = library.texts(lang);
    return { texts, numbers: numbers(lang), exitUrl, pages: pagesFor(texts, here) };
  };
  const ask = (request: Request): readonly AskedBy[] => [
    ...(access.carriesCookie(request) ? ['cookie' as const] : []),
    ...(access.takesTokens ? ['token' as const] : []),
  ];
  router.use(deskRouter({ ...parts, ask }));
  router.use(mapRouter({ library: () => library, now, page: page('map') }));
  router.use(signInRouter((lang) => ({ ...page('sign-in')(lang), takesLinks: access.takesLinks })));
  router.all(deskPath.route, wrongMethod('GET, HEAD, POST'));
  for (const path of [deskPath.bridge, mapPath, signInPath]) router.all(path, wrongMethod('GET, HEAD'));
  // It answers everything.
  router.use('/desk/api', access.router);
  router.use('/desk', (request, response) => {
    const around = page(null)(deskLanguageOf(request));
    const main = html`<p>${around.texts.say('desk:page.not-found')}</p>`;
    const title = around.texts.say('desk:page.title');
    response
      .status(404)
      .type('html')
      .send(deskDocument({ ...around, title, scripts: [], main }));
  });
  return router;
}
