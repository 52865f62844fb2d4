/**
 * The paper that lies beside the exported files, for whoever puts them on a web server.
 */
import type { PublicFiles } from './public-files.ts';

export function siteReadme({ loader }: PublicFiles, partners: readonly string[]): string {
  const framers =
    partners.length === 0 ? 'nobody but this site itself (export again with --partners)' : partners.join(' ');
  return `These files are a whole site: the talk, the same for the frames of partners, and two pages to read. Any web server can
hand them out, also from a folder of a larger site. No program runs on the server. What visitors answer never leaves
their device.

The folder was made by "wegwijzer export-static". Change nothing in it: the pages allow exactly the scripts and styles
that they hold. Export again instead, into the same folder, and copy it whole.

KEEP IT FRESH
  Numbers and opening hours change. Export and copy again whenever the content changes. Files named embed-….js of
  earlier exports stay: partners point at them.

WHAT THE SERVER MUST DO
  1. https only.
  2. Write down nothing about visitors: no access log, no addresses in the error log, no statistics. The page about
     privacy tells visitors that the operator must switch this off.
  3. Send the headers below. _headers says them for Netlify and Cloudflare Pages (where it has to lie at the root of
     what is published; in a folder, write that folder before each path), nginx.conf.example for nginx.
  4. An address without "/" at its end leads to the folder: /embed to /embed/, so that partners' frames find it.
  5. Files that end in .br and .gz are the same, packed: hand them out with content-encoding br or gzip, or delete them.

THE HEADERS
  content-security-policy        What the pages may do. They say it themselves too, all but frame-ancestors: who may show
                                 them in a frame. For all pages: nobody. For embed/: ${framers}
  x-frame-options                DENY for all pages but embed/: the same for older browsers.
  cache-control                  no-store for pages, app.js and texts-….js: a number that was wrong is then right
                                 everywhere at once. Five minutes for embed.js. For ever for embed-….js.
  cross-origin-resource-policy   cross-origin for all .js files: a frame without an origin must be able to load them.
  access-control-allow-origin    For embed.js and embed-….js: the partners, or * where the server cannot choose. They
                                 are the same for everyone.
  strict-transport-security      Binds the whole host for two years, and all below it. Leave it out where that is not
                                 yours to say.
  The others are the same for all files; the two examples hold them.

FOR PARTNERS (change HOST into the address of this folder)
  <script src="https://HOST/${loader.name}" integrity="${loader.integrity}" crossorigin defer></script>
  <weg-wijzer><a href="https://HOST/">Informatie en hulp</a></weg-wijzer>

  Attributes of <weg-wijzer>: lang="en", municipality="GM0363", exit-url="https://…".
  embed.json names the loader of this export.

WITHOUT JAVASCRIPT
  The talk does not work then. The pages show the numbers to call, and say so. Only the server ("wegwijzer serve") has a
  talk without JavaScript.
`;
}
