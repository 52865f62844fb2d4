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
import type { Library } from '../content/library.ts';
import type { NoticePart, Reply } from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import { type Page, renderArticle, renderPage, renderProblem } from '../render/html.ts';
import type { ServerConfig } from './config.ts';
import { type Form, readForm } from './form.ts';
import { failureOf, type ServerLog } from './log.ts';
import { limitRequests } from './rate-limit.ts';
import { makeSeal, type Seal, type Session } from './seal.ts';
import { securityHeaders } from './security-headers.ts';
import { noSession, offeredLanguage, replyTo, takeForm } from './talk.ts';

export interface ServerParts {
  readonly config: ServerConfig;
  readonly library: Library;
  readonly logger: ServerLog;
  /** Milliseconds since 1970; the real clock when left out. */
  readonly now?: () => number;
  /** That many unpredictable bytes; the system's when left out. */
  readonly random?: (bytes: number) => Uint8Array;
}

const formType = 'application/x-www-form-urlencoded';
/** A sealed talk and a typed line fit many times over. */
const mostBytes = 32 * 1024;

/** What went wrong, as `ui:errors` has words for it. */
const problems = ['bad-request', 'too-large', 'not-found', 'too-many', 'broken'] as const;
type Problem = (typeof problems)[number];

const articles = ['privacy', 'accessibility'] as const;
type ArticleName = (typeof articles)[number];

/** What the routes share. */
interface Site {
  readonly config: ServerConfig;
  readonly library: Library;
  readonly seal: Seal;
  readonly now: () => number;
  /** The first screen in each language: made at the start, so that what is on every screen can always be shown. */
  readonly openings: ReadonlyMap<string, Reply>;
  /** Pages for what went wrong, each made once: to refuse must cost less than to ask. */
  readonly refusals: Map<string, string>;
}

export function createServer({ config, library, logger, now = Date.now, random = randomBytes }: ServerParts): Express {
  const openings = new Map(library.languages.map(({ code }) => [code, replyTo(library, noSession, code, now())]));
  const site: Site = { config, library, seal: makeSeal({ now, random }), now, openings, refusals: new Map() };
  // Made now, so that a text that is missing stops the start and never the answer to somebody in need.
  for (const { code } of library.languages) for (const problem of problems) refusalPage(site, problem, code);

  const app = express();
  app.disable('x-powered-by');
  // An ETag is a fingerprint of what was on somebody's screen.
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);
  app.use(...securityHeaders());
  // Nothing typed is ever repeated on a page, and the seal is another one each time: a page's length tells no secret of it.
  app.use(compression());
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  const refuse: RequestHandler = (request, response) => sendProblem(site, request, response, 'too-many');
  app.use(limitRequests({ perMinute: config.requestsPerMinute, now, random, refuse }));
  app.use(addressMustBeReadable(site));

  const body = express.raw({ type: formType, limit: mostBytes, inflate: false });
  app.route('/').get(showOpening(site)).post(body, takeTurn(site)).all(wrongMethod(site));
  for (const name of articles) {
    app.route(`/${name}`).get(showArticle(site, name)).post(body, showArticle(site, name)).all(wrongMethod(site));
  }
  app.all('/healthz', wrongMethod(site, 'GET, HEAD'));
  app.use((request, response) => sendProblem(site, request, response.status(404), 'not-found'));
  app.use(answerFailure(site, logger));
  return app;
}

// --- Pages ------------------------------------------------------------------------------------------------------------

function pageIn({ config, library }: Site, lang: string, state: string, answer: boolean): Page {
  return { texts: library.texts(lang), languages: library.languages, exitUrl: config.exitUrl, state, answer };
}

/** The language that the browser asks for, as far as we have it. */
function languageOf({ library }: Site, request: Request): string {
  const wanted = request.acceptsLanguages(library.languages.map(({ code }) => code));
  return offeredLanguage(library, wanted === false ? '' : wanted);
}

function openingIn({ openings }: Site, lang: string): Reply {
  const opening = openings.get(lang);
  if (opening === undefined) throw new Error('a language that is not offered');
  return opening;
}

function send(response: Response, page: string): void {
  response.type('html').send(page);
}

function showOpening(site: Site): RequestHandler {
  return (request, response) => {
    const lang = languageOf(site, request);
    send(response, renderPage(openingIn(site, lang), pageIn(site, lang, '', false)));
  };
}

function takeTurn(site: Site): RequestHandler {
  const { library, seal, now } = site;
  return (request, response) => {
    const form = formOf(site, request, response);
    if (form === null) return;
    const taken = takeForm(library, seal, form, now());
    if (taken.type === 'refused') return sendProblem(site, request, response.status(400), 'bad-request', taken.lang);
    if (taken.type === 'expired') return sendFreshStart(site, response, taken.lang);
    sendTurn(site, response, taken.session, taken.lang);
  };
}

function sendTurn(site: Site, response: Response, session: Session, lang: string): void {
  const reply = replyTo(site.library, session, lang, site.now());
  send(response, renderPage(reply, pageIn(site, lang, site.seal.seal(session), true)));
}

/** The page stood open too long: the talk begins again, and says so first. That is no mistake of anybody. */
function sendFreshStart(site: Site, response: Response, lang: string): void {
  const opening = openingIn(site, lang);
  const notice: NoticePart = {
    type: 'notice',
    tone: 'plain',
    paragraphs: [site.library.texts(lang).say('ui:errors.stale')],
  };
  const page = pageIn(site, lang, '', true);
  send(response, renderPage({ ...opening, parts: [notice, ...opening.parts] }, page));
}

/** Paragraphs of a page; one that names a contact is left out where no contact is set. */
function articleLines(texts: Texts, key: string, contact: string | null): readonly string[] {
  const nobody = '\0';
  return texts
    .lines(key)
    .map((_line, index) => texts.say(`${key}.${index}`, { contact: contact ?? nobody }))
    .filter((line) => !line.includes(nobody));
}

/** A page to read. Opened from a talk (POST) it brings the talk along, so that the way back leads into it. */
function showArticle(site: Site, name: ArticleName): RequestHandler {
  return (request, response) => {
    const posted = request.method === 'POST';
    const form = posted ? formOf(site, request, response) : null;
    if (posted && form === null) return;
    const taken = form === null ? null : takeForm(site.library, site.seal, form, site.now());
    const lang = taken?.lang ?? languageOf(site, request);
    const texts = site.library.texts(lang);
    const state = taken?.type === 'turn' && form?.state !== '' ? site.seal.seal(taken.session) : '';
    const paragraphs = articleLines(texts, `pages:${name}.paragraphs`, site.config.contact);
    const article = { path: `/${name}`, title: texts.say(`pages:${name}.title`), paragraphs };
    send(response, renderArticle(article, openingIn(site, lang), pageIn(site, lang, state, posted)));
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
  return renderProblem(text, openingIn(site, lang), pageIn(site, lang, '', false));
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
