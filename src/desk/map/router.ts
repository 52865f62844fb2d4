/**
 * `/desk/map`: the data of all municipalities at a glance. The same page for everybody; nothing is asked and nothing kept.
 */
import { Router } from 'express';
import { amsterdamDay } from '../../content/amsterdam.ts';
import type { Library } from '../../content/library.ts';
import type { Html } from '../../render/html-escape.ts';
import { type DeskDocument, deskDocument } from '../document.ts';
import { deskLanguageOf } from '../language.ts';
import { type DeskMap, mapOf } from './map.ts';
import { renderMap } from './page.ts';
import { mapStyle } from './style.ts';

export const mapPath = '/desk/map';
const mapScriptPath = '/desk/map.js';

export interface MapOptions {
  /** The content as it is now: another one when the data changed. */
  readonly library: () => Library;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** What stands around the map, in a language of the desk. */
  readonly page: (lang: string) => Pick<DeskDocument, 'numbers' | 'exitUrl' | 'pages'>;
}

interface Drawn {
  readonly library: Library;
  readonly day: string;
  readonly map: DeskMap;
  readonly pages: Map<string, Html>;
}

/** Draws the map once a day, and anew when the data changed: to find out what lies beside what takes a moment. */
function drawing({ library, now }: MapOptions): (lang: string) => Html {
  let drawn: Drawn | null = null;
  return (lang) => {
    const [today, content] = [amsterdamDay(now()), library()];
    if (drawn === null || drawn.library !== content || drawn.day !== today) {
      const map = mapOf(content.content.directory, content.geography, today);
      drawn = { library: content, day: today, map, pages: new Map() };
    }
    const page = drawn.pages.get(lang) ?? renderMap(content.texts(lang), drawn.map, today);
    drawn.pages.set(lang, page);
    return page;
  };
}

/** Answers `/desk/map`. The security headers must allow `mapStyle` and scripts of our own. */
export function mapRouter(options: MapOptions): Router {
  const { library, page } = options;
  const draw = drawing(options);
  const router = Router();
  router.get(mapPath, (request, response) => {
    const lang = deskLanguageOf(request);
    const texts = library().texts(lang);
    const around = page(lang);
    const scripts = [mapScriptPath];
    const document = { ...around, texts, title: texts.say('desk:map.title'), scripts, styles: [mapStyle] };
    response
      .vary('Accept-Language')
      .type('html')
      .send(deskDocument({ ...document, main: draw(lang) }));
  });
  return router;
}
