/**
 * What a web server that is not ours should say with each file of the exported site: the same as our own, in the formats
 * of those who take one. The rules come from the handlers of our server, so that there is one place to change them.
 */
import { createHash } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express, { type RequestHandler } from 'express';
import { styleStandalone } from '../render/document.ts';
import type { PublicFile, PublicFiles } from './public-files.ts';
import { mayBeFramedBy, securityHeaders } from './security-headers.ts';
import { keeping } from './serve-files.ts';

export type Headers = { readonly [name: string]: string };

export interface SiteRules {
  /** For a page's own `<meta>`: a policy cannot say there who may frame it. */
  readonly policyInPage: string;
  readonly page: Headers;
  /** For the page that partners show in a frame. */
  readonly frame: Headers;
  readonly script: { readonly [K in PublicFile['keep']]: Headers };
  readonly partners: readonly string[];
}

/** What these handlers of our server put on an answer. */
function headersFrom(handlers: readonly RequestHandler[]): Headers {
  let headers: Headers = {};
  const app = express().disable('x-powered-by');
  app.use(...handlers, (_request, response) => {
    headers = Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
  });
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.url = '/';
  app(request, new ServerResponse(request));
  return headers;
}

/** No form goes anywhere, and one more style sheet hides what needs scripts while there are none. */
function withoutServer(policy: string): string {
  const hash = createHash('sha256').update(styleStandalone).digest('base64');
  return policy
    .split(';')
    .map((directive) => {
      if (directive.startsWith('form-action ')) return "form-action 'none'";
      return directive.startsWith('style-src ') ? `${directive} 'sha256-${hash}'` : directive;
    })
    .join(';');
}

const policyName = 'content-security-policy';

function standing(headers: Headers): Headers {
  return { ...headers, [policyName]: withoutServer(headers[policyName] ?? '') };
}

export function rulesFor(scripts: PublicFiles, partners: readonly string[]): SiteRules {
  const ours = securityHeaders(scripts);
  const page = standing(headersFrom(ours));
  const inPage = (page[policyName] ?? '').split(';').filter((directive) => !directive.startsWith('frame-ancestors '));
  const script = (keep: PublicFile['keep']): Headers => ({
    ...page,
    'cache-control': keeping[keep],
    // In the frame of a partner our own page counts as nobody's.
    'cross-origin-resource-policy': 'cross-origin',
    'content-type': 'text/javascript; charset=utf-8',
  });
  return {
    policyInPage: inPage.join(';'),
    page,
    frame: standing(headersFrom([...ours, mayBeFramedBy(partners, scripts)])),
    script: { never: script('never'), minutes: script('minutes'), forever: script('forever') },
    partners,
  };
}

// --- Formats ----------------------------------------------------------------------------------------------------------

/** What the formats speak of: the folders with pages, and the scripts. */
export interface Shown {
  readonly rules: SiteRules;
  readonly folders: readonly string[];
  readonly scripts: PublicFiles;
}

export const frameFolder = 'embed/';

/** The file `_headers` as Netlify and Cloudflare Pages read it. Both join what two rules say, so no two meet. */
export function headersFile({ rules, folders, scripts }: Shown): string {
  // `/en/*` holds `/en/privacy/` too.
  const tops = [...new Set(folders.map((folder) => folder.split('/')[0] ?? ''))];
  const pages = tops.flatMap((top): readonly (readonly [string, Headers])[] => {
    if (top === '') return ['/', '/index.html'].map((path) => [path, rules.page] as const);
    return [[`/${top}/*`, `${top}/` === frameFolder ? rules.frame : rules.page]];
  });
  const files = [...scripts.files].map(([name, { keep }]) => {
    // Only for those who check that it is the script they know; it is the same for everyone.
    const open: Headers = name.startsWith('embed') ? { 'access-control-allow-origin': '*' } : {};
    return [`/${name}`, { ...rules.script[keep], ...open }] as const;
  });
  return [...pages, ...files]
    .map(([path, headers]) => {
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
      return `${[path, ...lines].join('\n')}\n`;
    })
    .join('\n');
}

/** Files of one kind by their address, with their headers. The first that fits counts. */
type Kind = readonly [pattern: string, headers: Headers];

/** What one header is, by address. Kinds at the end that are as all others need no word. */
function mapOf(name: string, usual: Headers, kinds: readonly Kind[]): string {
  const last = kinds.findLastIndex(([, headers]) => headers[name] !== usual[name]);
  const lines = [['default', usual] as const, ...kinds.slice(0, last + 1)].map(
    ([pattern, headers]) => `  ${pattern} "${headers[name] ?? ''}";`,
  );
  return `map $uri $wegwijzer_${name.replaceAll('-', '_')} {\n${lines.join('\n')}\n}`;
}

/** An example for nginx, which has to be told everything once for each file that differs. */
export function nginxExample({ rules }: Shown): string {
  const { page, frame, script } = rules;
  const kinds: readonly Kind[] = [
    ['~/embed/(index\\.html)?$', frame],
    ['~/embed\\.js$', script.minutes],
    ['~/embed-[0-9a-f]+\\.js$', script.forever],
    ['~\\.js$', script.never],
  ];
  const differing = Object.keys(page).filter((name) => kinds.some(([, headers]) => headers[name] !== page[name]));
  const added = Object.entries(page).map(([name, value]) =>
    differing.includes(name)
      ? `  add_header ${name} $wegwijzer_${name.replaceAll('-', '_')} always;`
      : `  add_header ${name} "${value}" always;`,
  );
  const partners = rules.partners.map((origin) => `  "${origin}" $http_origin;`);
  return `# An example: put it where nginx reads its "http" part, and change what is in capitals.
# A value that is empty adds no header.

${differing.map((name) => mapOf(name, page, kinds)).join('\n\n')}

# Who may read the loader to check that it is the one they know.
map $http_origin $wegwijzer_partner {
${['  default "";', ...partners].join('\n')}
}
map $uri $wegwijzer_cors {
  default "";
  ~/embed(-[0-9a-f]+)?\\.js$ $wegwijzer_partner;
}

server {
  listen 443 ssl;
  server_name HOST;
  ssl_certificate CERTIFICATE;
  ssl_certificate_key KEY;

  root FOLDER;
  index index.html;
  # /embed leads to /embed/, whatever stands in front of this server.
  absolute_redirect off;

  # Who comes here is written down nowhere. The error log would hold addresses too.
  access_log off;
  error_log /dev/null crit;

  charset utf-8;
  charset_types text/html text/javascript application/javascript application/json;
  gzip_static on;
  # With the module ngx_brotli: brotli_static on;

${added.join('\n')}
  add_header access-control-allow-origin $wegwijzer_cors always;
  add_header vary "accept-encoding, origin" always;
}
`;
}
