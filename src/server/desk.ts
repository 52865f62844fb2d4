/**
 * The desk on this server: its pages, its scripts, and what its pages may do.
 */
import { type RequestHandler, Router } from 'express';
import { mapPath, mapRouter } from '../desk/map/router.ts';
import { mapStyle } from '../desk/map/style.ts';
import { type DeskPageParts, deskPath, pagesFor } from '../desk/page.ts';
import { deskRouter } from '../desk/router.ts';
import { deskHeaders, mayBeFramedByTeams } from './security-headers.ts';

export interface DeskParts extends DeskPageParts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether Microsoft's hosts may show these pages in a frame. */
  readonly inTeams: boolean;
  /** Answers a method that a page does not know. */
  readonly wrongMethod: (allowed: string) => RequestHandler;
}

/** Everything below `/desk`; an address that is none of its own passes on. */
export function deskPages(parts: DeskParts): Router {
  const { library, numbers, exitUrl, now, inTeams, wrongMethod } = parts;
  const router = Router();
  router.use('/desk', (inTeams ? mayBeFramedByTeams : deskHeaders)([mapStyle]));
  router.use(deskRouter(parts));
  const page = (lang: string) => ({
    numbers: numbers(lang),
    exitUrl,
    pages: pagesFor(library.texts(lang), 'map'),
  });
  router.use(mapRouter({ library: () => library, now, page }));
  router.all(deskPath.route, wrongMethod('GET, HEAD, POST'));
  for (const path of [deskPath.bridge, mapPath]) router.all(path, wrongMethod('GET, HEAD'));
  return router;
}
