/**
 * The public pages as plain files, for any web server: no server of ours stands behind them, so the talk needs scripts,
 * and what our server says with headers stands in the pages as well.
 */
import type { Library } from '../content/library.ts';
import type { WallTime } from '../core/hours.ts';
import { replyTo } from '../core/turn.ts';
import { type PageDocument, renderArticlePage, renderPage, type Standalone } from '../render/document.ts';
import { type ArticleName, articleNames, readArticle } from '../render/html.ts';
import { type PublicFiles, publicFiles } from './public-files.ts';
import { frameFolder, headersFile, nginxExample, rulesFor, type SiteRules } from './static-headers.ts';
import { siteReadme } from './static-readme.ts';
import { noSession } from './talk.ts';

export interface StaticSettings {
  /** The neutral page that leads away. */
  readonly exitUrl: string;
  /** Where people can report that something does not work for them. */
  readonly contact: string | null;
  /** The origins of the sites that may show `embed/` in a frame. */
  readonly partners: readonly string[];
  /** The language of the page at the root; the others lie in folders of their own. */
  readonly lang: string;
}

/** A page among the files: its folder, such as `en/privacy/`, empty for the root. */
interface Place {
  readonly folder: string;
  readonly lang: string;
  readonly article: ArticleName | null;
  readonly framed: boolean;
}

/** The way from a page to the folder of the site, wherever that lies on a server. */
function rootFrom(folder: string): string {
  return folder === '' ? './' : '../'.repeat(folder.split('/').length - 1);
}

function placesOf({ languages }: Library, lang: string): readonly Place[] {
  const pages = languages.flatMap(({ code }): readonly Place[] => {
    const folder = code === lang ? '' : `${code}/`;
    const articles = articleNames.map((article) => ({
      folder: `${folder}${article}/`,
      lang: code,
      article,
      framed: false,
    }));
    return [{ folder, lang: code, article: null, framed: false }, ...articles];
  });
  // One frame for all languages: a partner says in the fragment which one.
  return [...pages, { folder: frameFolder, lang, article: null, framed: true }];
}

interface Site {
  readonly library: Library;
  readonly settings: StaticSettings;
  readonly at: WallTime;
  readonly scripts: PublicFiles;
  readonly rules: SiteRules;
  readonly places: readonly Place[];
}

function linksFrom({ library, places }: Site, here: Place): Standalone['links'] {
  // Only the page for frames may stand in one.
  if (here.framed) return [];
  const way = ({ folder }: Place): string => `${rootFrom(here.folder)}${folder}`;
  const same = places.filter(({ lang, article, framed }) => !framed && article === here.article && lang !== here.lang);
  const toRead = places.filter(
    ({ lang, article }) => lang === here.lang && article !== null && article !== here.article,
  );
  return [
    ...same.map((place) => ({
      href: way(place),
      label: library.languages.find(({ code }) => code === place.lang)?.name ?? place.lang,
      lang: place.lang,
    })),
    ...toRead.map((place) => ({
      href: way(place),
      label: library.texts(place.lang, 'static').say(`pages:${place.article}.title`),
      lang: place.lang,
    })),
  ];
}

function pageAt(site: Site, place: Place): string {
  const { library, settings, at, scripts, rules } = site;
  const { folder, lang, article, framed } = place;
  const texts = library.texts(lang, 'static');
  const page: PageDocument = {
    texts,
    languages: library.languages,
    exitUrl: settings.exitUrl,
    framed,
    answer: false,
    state: '',
    action: null,
    script: scripts.boot,
    // On a page of running text too: its buttons need the talk, for nobody else answers them.
    takeover: { root: rootFrom(folder), edition: scripts.edition, said: '', view: '' },
    standalone: {
      policy: rules.policyInPage,
      notice: article === null ? texts.say('ui:no-scripts') : null,
      links: linksFrom(site, place),
    },
  };
  const opening = replyTo(library, texts, noSession, at);
  if (article === null) return renderPage(opening, page);
  return renderArticlePage(readArticle(texts, article, settings.contact), opening, page, null);
}

/**
 * All files by their path, as in `en/privacy/index.html`. The same content and settings give the same files, but for
 * what `at` changes on a first screen. @throws NotBuilt when the scripts have not been built
 */
export function staticSite(library: Library, settings: StaticSettings, at: WallTime): ReadonlyMap<string, Buffer> {
  // What is read in the page is what is true without a server.
  const alone: Library = { ...library, packTexts: (code) => library.packTexts(code, 'static') };
  const scripts = publicFiles(alone, settings);
  const rules = rulesFor(scripts, settings.partners);
  const places = placesOf(library, settings.lang);
  const site: Site = { library, settings, at, scripts, rules, places };
  const { name, integrity } = scripts.loader;
  const folders = [...new Set(places.map(({ folder }) => folder))];
  const shown = { rules, folders, scripts };
  return new Map<string, Buffer>([
    ...[...scripts.files].map(([path, { body }]) => [path, body] as const),
    ['embed.json', Buffer.from(`${JSON.stringify({ loader: name, integrity })}\n`)],
    ...places.map((place) => [`${place.folder}index.html`, Buffer.from(pageAt(site, place))] as const),
    ['_headers', Buffer.from(headersFile(shown))],
    ['nginx.conf.example', Buffer.from(nginxExample(shown))],
    ['README.txt', Buffer.from(siteReadme(scripts, settings.partners))],
  ]);
}
