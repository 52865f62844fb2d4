/**
 * The Express app: wires content, talk, seal and renderer to addresses. Nothing of a visitor is kept or written down.
 */
import { randomBytes } from 'node:crypto';
import compression from 'compression';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { KeysOf } from '../access/tenant-tokens.ts';
import { hsdsRouter } from '../api/hsds.ts';
import { apiRouter } from '../api/router.ts';
import type { Library } from '../content/library.ts';
import { askedAs, offeredLanguage } from '../content/offered-language.ts';
import { encodeAnswers } from '../core/answers.ts';
import type { NoticePart, Reply } from '../core/reply.ts';
import { deskLanguageOf } from '../desk/language.ts';
import { strangerPage } from '../desk/sign-in/page.ts';
import { type PageDocument, renderArticlePage, renderPage, renderProblemPage } from '../render/document.ts';
import { type ArticleName, articleNames, articlePath, readArticle } from '../render/html.ts';
import type { ServerConfig } from './config.ts';
import { deskPages } from './desk.ts';
import { deskFiles } from './desk-files.ts';
import { type Form, readForm } from './form.ts';
import { health, type Standing } from './health.ts';
import { failureOf, type ServerLog } from './log.ts';
import { type OpenAccess, openAccess } from './open-access.ts';
import { partnersPage } from './partners.ts';
import { type PublicFiles, publicFiles } from './public-files.ts';
import { requestLimit } from './rate-limit.ts';
import { makeSeal, type Seal, type Session } from './seal.ts';
import { ownKeys, sharedKeys } from './seal-keys.ts';
import { mayBeFramedBy, mayShowFrame, securityHeaders } from './security-headers.ts';
import { serveFiles, servePublicFiles } from './serve-files.ts';
import { noSession, pageReply, takeForm } from './talk.ts';

export interface ServerParts {
  readonly config: ServerConfig;
  readonly library: Library;
  readonly logger: ServerLog;
  /** Milliseconds since 1970; the real clock when left out. */
  readonly now?: () => number;
  /** Milliseconds on a clock that nobody sets, for whatever lives so long and no longer; that of `now` when left out. */
  readonly elapsed?: () => number;
  /** That many unpredictable bytes; the system's when left out. */
  readonly random?: (bytes: number) => Uint8Array;
  /** What answers at `/api/messages`; without it that address does not exist. */
  readonly bot?: RequestHandler | undefined;
  /** The keys with which a tenant signs, for the desk in Teams; those that it publishes when left out. */
  readonly keysOf?: KeysOf | undefined;
  /** The page of the editors, below `/desk/data`; without it there is none. */
  readonly upload?: RequestHandler | undefined;
  /** What is older than this content; made anew when left out. */
  readonly lasting?: Lasting;
  /** How the content stands, for `/healthz`; when left out it is taken now, and nothing is to be said of it. */
  readonly standing?: () => Standing;
}

/** What outlives a change of the content: a talk that goes on can be opened, and who asked too often has still done so. */
export interface Lasting {
  readonly seal: Seal;
  /** Given what refuses a request that is one too many: the limit. */
  readonly limit: (refuse: RequestHandler) => RequestHandler;
  /** The same for `/api/v1`. */
  readonly apiLimit: (refuse: RequestHandler) => RequestHandler;
  /** Who signed in to the desk. */
  readonly access: OpenAccess;
}

type LastingParts = Pick<ServerParts, 'config' | 'logger' | 'now' | 'elapsed' | 'random' | 'keysOf'> & {
  /** The content of the moment. */
  readonly library: () => Library;
};

/** Makes what outlives a change of the content. */
export function lastingParts({
  config,
  library,
  logger,
  now = Date.now,
  elapsed = now,
  random = randomBytes,
  keysOf,
}: LastingParts): Lasting {
  const { pageSecret } = config;
  const keys = pageSecret === null ? ownKeys({ elapsed, random }) : sharedKeys({ secret: pageSecret, now });
  return {
    seal: makeSeal({ keys, random }),
    limit: requestLimit({ perMinute: config.requestsPerMinute, elapsed, random }),
    apiLimit: requestLimit({ perMinute: config.apiRequestsPerMinute, elapsed, random }),
    access: openAccess({
      config,
      library,
      logger,
      now,
      elapsed,
      random,
      strangerPage: (request) => strangerPage(library().texts(deskLanguageOf(request)), config.exitUrl),
      ...(keysOf === undefined ? {} : { keysOf }),
    }),
  };
}

const formType = 'application/x-www-form-urlencoded';
/** A sealed talk and a typed line fit many times over. */
const mostBytes = 32 * 1024;

/** What went wrong, as `ui:errors` has words for it. */
const problems = ['bad-request', 'too-large', 'not-found', 'too-many', 'broken'] as const;
type Problem = (typeof problems)[number];

/** The two addresses of the talk: a page of its own, and the same in the frame of a partner. */
const doors = ['/', '/embed'] as const;
type Door = (typeof doors)[number];

/** What the routes share. */
interface Site {
  readonly config: ServerConfig;
  readonly library: Library;
  readonly publicFiles: PublicFiles;
  readonly seal: Seal;
  readonly now: () => number;
  /** The first screen in each language: made at the start, so that what is on every screen can always be shown. */
  readonly openings: ReadonlyMap<string, Reply>;
  /** Pages for what went wrong, each made once: to refuse must cost less than to ask. */
  readonly refusals: Map<string, string>;
}

function takenAt(now: number): () => Standing {
  const since = new Date(now).toISOString();
  return () => ({ since });
}

/** The app for one library. */
export function createServer({
  config,
  library,
  logger,
  now = Date.now,
  elapsed = now,
  random = randomBytes,
  bot,
  upload,
  keysOf,
  lasting = lastingParts({ config, library: () => library, logger, now, elapsed, random, keysOf }),
  standing = takenAt(now()),
}: ServerParts): Express {
  const openings = new Map(library.languages.map(({ code }) => [code, pageReply(library, noSession, code, now())]));
  const scripts = publicFiles(library, config);
  const { seal, limit } = lasting;
  const site: Site = { config, library, publicFiles: scripts, seal, now, openings, refusals: new Map() };
  // Made now, so that a text that is missing stops the start and never the answer to somebody in need.
  for (const { code } of library.languages) for (const problem of problems) refusalPage(site, problem, code);

  const app = express();
  app.disable('x-powered-by');
  // An ETag is a fingerprint of what was on somebody's screen.
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);
  app.use(...securityHeaders(scripts));
  // Everybody who writes in Teams comes from the same few addresses: this door has limits of its own, and none of what
  // follows.
  if (bot !== undefined) app.use('/api/messages', bot);
  app.use(servePublicFiles(scripts, config.partners));
  app.use(serveFiles(deskFiles(library, scripts.edition)));
  app.use(
    '/api/v1',
    apiRouter({
      library,
      partners: config.partners,
      now,
      limit: lasting.apiLimit,
      failed: (error) => logger.error(failureOf(error), 'failed'),
      parts: { '/hsds': hsdsRouter({ library, origin: config.publicOrigin }) },
    }),
  );
  // Nothing typed is ever repeated on a page, and the seal is another one each time: a page's length tells no secret of it.
  app.use(compression());
  app.get('/healthz', (_request, response) => {
    response.json(health(scripts.edition, standing()));
  });
  const refuse: RequestHandler = (request, response) => sendProblem(site, request, response, 'too-many');
  app.use(limit(refuse));
  app.use(addressMustBeReadable(site));

  const body = express.raw({ type: formType, limit: mostBytes, inflate: false });
  app.use('/embed', mayBeFramedBy(config.partners, scripts));
  for (const door of doors) {
    app.route(door).get(showOpening(site, door)).post(body, takeTurn(site, door)).all(wrongMethod(site));
    for (const name of articleNames) {
      const path = articlePath(door, name);
      const show = showArticle(site, door, name);
      app.route(path).get(show).post(body, show).all(wrongMethod(site));
    }
  }
  app.use('/partners', mayShowFrame(scripts));
  app.use(
    partnersPage({
      library,
      publicFiles: scripts,
      contact: config.contact,
      publicOrigin: config.publicOrigin,
      page: (lang) => stillPage(site, lang, '/', null, false),
      numbers: (lang) => openingIn(site, lang),
    }),
  );
  app.use(
    deskPages({
      library,
      numbers: (lang) => openingIn(site, lang).numbers,
      exitUrl: config.exitUrl,
      now,
      inTeams: config.deskInTeams,
      access: lasting.access,
      upload,
      wrongMethod: (allowed) => wrongMethod(site, allowed),
    }),
  );
  app.all('/partners', wrongMethod(site));
  app.all('/healthz', wrongMethod(site, 'GET, HEAD'));
  app.use((request, response) => sendProblem(site, request, response.status(404), 'not-found'));
  app.use(answerFailure(site, logger));
  return app;
}

// --- Pages ------------------------------------------------------------------------------------------------------------

/** The talk that a page carries: sealed for the server, and plain for the script that may carry on in the browser. */
interface Carried {
  readonly state: string;
  readonly session: Session;
}

function pageIn(site: Site, lang: string, door: Door, carried: Carried | null, answer: boolean): PageDocument {
  const { config, library, publicFiles: scripts } = site;
  const { answers, view } = carried?.session ?? noSession;
  return {
    texts: library.texts(lang),
    languages: library.languages,
    exitUrl: config.exitUrl,
    framed: door === '/embed',
    state: carried?.state ?? '',
    answer,
    action: door,
    script: scripts.boot,
    takeover: { root: '/', edition: scripts.edition, said: encodeAnswers(answers), view: JSON.stringify(view) },
  };
}

/** A page on which no talk goes on. */
function stillPage(site: Site, lang: string, door: Door, carried: Carried | null, answer: boolean): PageDocument {
  return { ...pageIn(site, lang, door, carried, answer), takeover: null };
}

/** The language that the browser asks for, as far as we have it. */
function languageOf({ library }: Site, request: Request): string {
  const codes = library.languages.map(({ code }) => code);
  const wanted = request.acceptsLanguages([...codes, ...Object.keys(askedAs)]);
  return offeredLanguage(library, wanted === false ? '' : (askedAs[wanted] ?? wanted));
}

function openingIn({ openings }: Site, lang: string): Reply {
  const opening = openings.get(lang);
  if (opening === undefined) throw new Error('a language that is not offered');
  return opening;
}

function send(response: Response, page: string): void {
  response.type('html').send(page);
}

function showOpening(site: Site, door: Door): RequestHandler {
  return (request, response) => {
    const lang = languageOf(site, request);
    send(response, renderPage(openingIn(site, lang), pageIn(site, lang, door, null, false)));
  };
}

function takeTurn(site: Site, door: Door): RequestHandler {
  const { library, seal, now } = site;
  return (request, response) => {
    const form = formOf(site, request, response);
    if (form === null) return;
    const taken = takeForm(library, seal, form, now());
    if (taken.type === 'refused') return sendProblem(site, request, response.status(400), 'bad-request', taken.lang);
    if (taken.type === 'expired') return sendFreshStart(site, response, taken.lang, door);
    sendTurn(site, response, taken.session, taken.lang, door);
  };
}

function sendTurn(site: Site, response: Response, session: Session, lang: string, door: Door): void {
  const reply = pageReply(site.library, session, lang, site.now());
  send(response, renderPage(reply, pageIn(site, lang, door, { state: site.seal.seal(session), session }, true)));
}

/** The page stood open too long: the talk begins again, and says so first. That is no mistake of anybody. */
function sendFreshStart(site: Site, response: Response, lang: string, door: Door): void {
  const opening = openingIn(site, lang);
  const notice: NoticePart = {
    type: 'notice',
    tone: 'plain',
    paragraphs: [site.library.texts(lang).say('ui:errors.stale')],
  };
  const page = pageIn(site, lang, door, null, true);
  send(response, renderPage({ ...opening, parts: [notice, ...opening.parts] }, page));
}

/** A page to read. Opened from a talk (POST) it brings the talk along, so that the way back leads into it. */
function showArticle(site: Site, door: Door, name: ArticleName): RequestHandler {
  return (request, response) => {
    const posted = request.method === 'POST';
    const form = posted ? formOf(site, request, response) : null;
    if (posted && form === null) return;
    const taken = form === null ? null : takeForm(site.library, site.seal, form, site.now());
    const lang = taken?.lang ?? languageOf(site, request);
    const session = taken?.type === 'turn' && form?.state !== '' ? taken.session : null;
    const carried = session === null ? null : { state: site.seal.seal(session), session };
    const page = stillPage(site, lang, door, carried, posted);
    const article = readArticle(site.library.texts(lang), name, site.config.contact);
    send(response, renderArticlePage(article, openingIn(site, lang), page, articlePath(door, name)));
  };
}

// --- What may go wrong ------------------------------------------------------------------------------------------------

function sendProblem(
  site: Site,
  request: Request,
  response: Response,
  problem: Problem,
  lang = languageOf(site, request),
): void {
  send(response, refusalPage(site, problem, lang));
}

function refusalPage(site: Site, problem: Problem, lang: string): string {
  const name = `${lang} ${problem}`;
  const page = site.refusals.get(name) ?? problemPage(site, problem, lang);
  site.refusals.set(name, page);
  return page;
}

function problemPage(site: Site, problem: Problem, lang: string): string {
  const text = site.library.texts(lang).say(`ui:errors.${problem}`);
  return renderProblemPage(text, openingIn(site, lang), stillPage(site, lang, '/', null, false));
}

/** The form in the body. When there is none the request has been answered and the result is null. */
function formOf(site: Site, request: Request, response: Response): Form | null {
  if (!Buffer.isBuffer(request.body)) {
    sendProblem(site, request, response.status(415), 'bad-request');
    return null;
  }
  const form = readForm(request.body);
  if (form === null) sendProblem(site, request, response.status(400), 'bad-request');
  return form;
}

function addressMustBeReadable(site: Site): RequestHandler {
  return (request, response, next) => {
    try {
      decodeURIComponent(request.path);
      next();
    } catch {
      sendProblem(site, request, response.status(400), 'bad-request');
    }
  };
}

function wrongMethod(site: Site, allowed = 'GET, HEAD, POST'): RequestHandler {
  return (request, response) => {
    response.status(405).set('Allow', allowed);
    sendProblem(site, request, response, 'bad-request');
  };
}

/** The status that a refused body carries; anything else is our own failure. */
function refusedStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  return error.status >= 400 && error.status < 500 ? error.status : null;
}

function answerFailure(site: Site, logger: ServerLog): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const status = refusedStatus(error);
    if (status === null) logger.error(failureOf(error), 'failed');
    if (response.headersSent) return void response.end();
    const problem = status === null ? 'broken' : status === 413 ? 'too-large' : 'bad-request';
    sendProblem(site, request, response.status(status ?? 500), problem);
  };
}
