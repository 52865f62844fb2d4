/**
 * `/desk/api`: signing in, signing out, and what is there for signed-in people. To everybody else it says one thing, always
 * in the same words: whether a link was used, a cookie revoked or an organisation unknown is not told.
 */
import express, { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import {
  type Change,
  type Entries,
  type Issuing,
  redeem,
  type SignedIn,
  signedInDays,
  signOut,
} from '../access/links.ts';
import { type Contacts, openOverlay } from '../access/overlay.ts';
import { type Register, registerIn } from '../access/register.ts';
import type { Role } from '../access/role.ts';
import { secretForm } from '../access/secret.ts';
import { type KeysOf, publishedKeys, tenantTokens } from '../access/tenant-tokens.ts';
import type { Library } from '../content/library.ts';
import { placeConflicts } from './access-places.ts';
import { ConfigError, type ServerConfig } from './config.ts';
import type { ServerLog } from './log.ts';
import { isFromOwnPage } from './own-origin.ts';
import { type RateLimitSource, refuseStrangers } from './rate-limit.ts';
import { type DeskCookie, deskCookie, type RoleFor, secretIn, signedIn, type Watched, watched } from './signed-in.ts';

export interface OpenAccessOptions extends RateLimitSource {
  readonly config: Pick<ServerConfig, 'access' | 'publicOrigin'>;
  /** The content of the moment: which municipalities there are may change while the server runs. */
  readonly library: () => Pick<Library, 'content'>;
  readonly logger: ServerLog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The keys with which a tenant signs; those that it publishes when left out. */
  readonly keysOf?: KeysOf;
  /** What a stranger reads who opened a page and not an address for programs; JSON when left out. */
  readonly strangerPage?: (request: Request) => string;
}

export interface OpenAccess {
  /** For `/desk/api`, behind whatever else is there: it answers everything. */
  readonly router: Router;
  /** Whether people can sign in here by a link. */
  readonly takesLinks: boolean;
  /** Whether people can sign in here through Teams. */
  readonly takesTokens: boolean;
  /** Whether a request carries a cookie of the desk, good or not: only then is it worth asking who that is. */
  carriesCookie(request: Request): boolean;
  /**
   * Goes before what is for this role only. Whoever has not signed in, has another role, or changes something from a page
   * that is not ours is answered 401, all in the same words.
   */
  require(role: Role): RequestHandler;
}

const dayMs = 24 * 60 * 60_000;
/** A link is 43 characters. */
const mostBytes = 1024;
/** Calls from one address that are answered 401. An office shares one, and each visit to the page may ask once. */
const strangersPerMinute = 120;

const linkBody = z.strictObject({ token: z.string().regex(secretForm) });

// --- What is said instead of an answer ----------------------------------------------------------------------------------

/** Never anything of what was sent. */
const refusals = {
  Unauthorized: [401, 'sign in first'],
  TooMany: [429, 'too many requests; wait a minute'],
  Unavailable: [503, 'this does not work at the moment; try again later'],
} as const;

function refuse(name: keyof typeof refusals): RequestHandler {
  return (_request, response) => {
    const [status, message] = refusals[name];
    if (status === 401) response.set('WWW-Authenticate', 'Bearer');
    response
      .status(status)
      .set('Cache-Control', 'no-store')
      .json({ error: { code: name, message } });
  };
}

/** What is wrong with a body is told no more than anything else. */
function refuseBody({ refuseStranger }: Desk): ErrorRequestHandler {
  return (error, request, response, next) => {
    const isTheirs = error instanceof Error && 'status' in error && Number(error.status) < 500;
    if (isTheirs) refuseStranger(request, response, next);
    else next(error);
  };
}

/** The same 401 as a page, for a browser that asked for one. */
function refusePage(page: OpenAccessOptions['strangerPage']): RequestHandler {
  const refuseProgram = refuse('Unauthorized');
  return (request, response, next) => {
    if (page === undefined || request.accepts(['json', 'html']) !== 'html')
      return refuseProgram(request, response, next);
    response.status(401).set({ 'Cache-Control': 'no-store', 'WWW-Authenticate': 'Bearer' });
    response.type('html').send(page(request));
  };
}

// --- Signing in and out -------------------------------------------------------------------------------------------------

/** What the routes share. */
interface Desk extends Issuing {
  readonly publicOrigin: string | null;
  readonly register: Register;
  readonly file: Watched;
  readonly cookie: DeskCookie;
  readonly roleFor: RoleFor;
  readonly contactsFor: (role: Role) => Contacts;
  /** Answers whoever is none of ours. */
  readonly refuseStranger: RequestHandler;
}

/** Does something for whoever has this role. */
function forRole(
  { roleFor, refuseStranger }: Pick<Desk, 'roleFor' | 'refuseStranger'>,
  needed: Role,
  work: (role: Role, ...call: Parameters<RequestHandler>) => unknown,
): RequestHandler {
  return async (request, response, next) => {
    const role = await roleFor(request, needed);
    return role === null ? refuseStranger(request, response, next) : work(role, request, response, next);
  };
}

function fromOwnPage({ publicOrigin, refuseStranger }: Desk): RequestHandler {
  return (request, response, next) =>
    isFromOwnPage(request.headers, publicOrigin) ? next() : refuseStranger(request, response, next);
}

/** The link is used up, and whoever was signed in in this browser before is so no longer: her cookie is about to be lost. */
function redeemInstead(entries: Entries, link: string, before: string, issuing: Issuing): Change<SignedIn | null> {
  const used = redeem(entries, link, issuing);
  if (used.entries === null) return used;
  const left = signOut(used.entries, before, issuing.now());
  return { ...used, entries: left.entries ?? used.entries };
}

/** The link in the body becomes a cookie, once. */
function takeLink(desk: Desk): RequestHandler {
  const { register, file, cookie, refuseStranger } = desk;
  return async (request, response, next) => {
    const body = linkBody.safeParse(request.body);
    if (!body.success) return refuseStranger(request, response, next);
    const { token } = body.data;
    const before = secretIn(request, cookie);
    try {
      // Only a link that holds is worth keeping others from the register.
      const isGood = redeem(await register.read(), token, desk).result !== null;
      const taken = isGood ? await register.change((entries) => redeemInstead(entries, token, before, desk)) : null;
      file.works();
      if (taken === null) return refuseStranger(request, response, next);
      response
        .cookie(cookie.name, taken.secret, { ...cookie.options, maxAge: signedInDays * dayMs })
        .set('Cache-Control', 'no-store')
        .json({ role: taken.role });
    } catch (error) {
      file.fails(error);
      refuse('Unavailable')(request, response, next);
    }
  };
}

function leave({ register, file, cookie, now }: Desk): RequestHandler {
  return async (request, response, next) => {
    try {
      const secret = secretIn(request, cookie);
      await register.change((entries) => signOut(entries, secret, now()));
      response.clearCookie(cookie.name, cookie.options).set('Cache-Control', 'no-store').status(204).end();
    } catch (error) {
      file.fails(error);
      refuse('Unavailable')(request, response, next);
    }
  };
}

function routes(desk: Desk): Router {
  const json = (what: (role: Role) => unknown): RequestHandler =>
    forRole(desk, 'key-person', (role, _request, response) =>
      response.set('Cache-Control', 'no-store').json(what(role)),
    );
  const signOutNow = leave(desk);
  const router = Router();
  router.get(
    '/session',
    json((role) => ({ role })),
  );
  // Always all of it: which municipality or theme somebody looks for is no request.
  router.get('/contacts', json(desk.contactsFor));
  const body = express.json({ limit: mostBytes, inflate: false, type: 'application/json' });
  router.post('/link', fromOwnPage(desk), body, takeLink(desk));
  router.post(
    '/sign-out',
    forRole(desk, 'key-person', (_role, ...call) => signOutNow(...call)),
  );
  router.use(desk.refuseStranger);
  router.use(refuseBody(desk));
  return router;
}

// --- Opening ------------------------------------------------------------------------------------------------------------

/** Without a file nobody was ever issued a link. */
const emptyRegister: Register = {
  read: async () => [],
  change: async (work) => work([]).result,
};

function contactsOf({ config, library, logger }: OpenAccessOptions): Desk['contactsFor'] {
  const { directory: folder } = config.access;
  if (folder === null) return () => ({ state: 'none', contacts: [] });
  const directory = (): Library['content']['directory'] => library().content.directory;
  const overlay = openOverlay({
    folder,
    known: {
      municipality: (code) => directory().municipalities.has(code),
      region: (id) => directory().regions.has(id),
    },
    tell: (state) =>
      state === 'unusable'
        ? logger.error('the contacts of the desk cannot be read: the last good ones stay; see "wegwijzer doctor"')
        : logger.info('the contacts of the desk can be read again'),
  });
  return (role) => overlay.contactsFor(role);
}

function deskOf(options: OpenAccessOptions): Desk {
  const { config, logger, now, random, keysOf = publishedKeys() } = options;
  const { access, publicOrigin } = config;
  const register = access.register === null ? emptyRegister : registerIn(access.register);
  const cookie = deskCookie(publicOrigin);
  const file = watched(
    logger,
    'the register of the desk cannot be used: nobody can sign in by a link; see "wegwijzer doctor"',
    'the register of the desk can be used again',
  );
  const tokens = access.tenants === null ? async () => null : tenantTokens(access.tenants, keysOf);
  const roleFor = signedIn({ publicOrigin, cookie, entries: register.read, tokens, logger, now, register: file });
  const refuseStranger = refuseStrangers(
    options,
    strangersPerMinute,
    refusePage(options.strangerPage),
    refuse('TooMany'),
  );
  return {
    publicOrigin,
    register,
    file,
    cookie,
    roleFor,
    contactsFor: contactsOf(options),
    refuseStranger,
    now,
    random,
  };
}

/** Opens it. @throws ConfigError when overlay or register lie where others can look in */
export function openAccess(options: OpenAccessOptions): OpenAccess {
  const { access } = options.config;
  const conflicts = placeConflicts(access);
  if (conflicts.length > 0) throw new ConfigError(conflicts.map(([name, cure]) => `${name}: ${cure}`));
  const desk = deskOf(options);
  return {
    router: routes(desk),
    takesLinks: access.register !== null,
    takesTokens: access.tenants !== null,
    carriesCookie: (request) => secretIn(request, desk.cookie) !== '',
    require: (role) => forRole(desk, role, (_role, _request, _response, next) => next()),
  };
}
