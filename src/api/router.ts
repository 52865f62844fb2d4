/**
 * The public API: data that anybody may see, and the ways to people in a situation. It keeps nothing of what is sent, and
 * neither logs nor repeats it.
 */
import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { Library } from '../content/library.ts';
import { partnersMayRead } from './cors.ts';
import { keptAnswer } from './kept-answer.ts';
import {
  type DataOperation,
  type EntryOperation,
  type LookUpOperation,
  methodOf,
  type Operation,
} from './operation.ts';
import { operationsOf } from './operations.ts';
import { problem, refusedStatus, sendProblem } from './problem.ts';

export interface ApiParts {
  readonly library: Library;
  /** The origins of the sites that may read answers in a browser. */
  readonly partners: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Makes the limit on requests; `refuse` answers one that is too many, whose status and Retry-After are set. */
  readonly limit: (refuse: RequestHandler) => RequestHandler;
  /** Told where our own code failed, never with what was sent. */
  readonly failed: (error: unknown) => void;
  /** Further parts of the API by their path (`/hsds`), under the same headers and limit. They answer with their own problems. */
  readonly parts?: { readonly [path: string]: RequestHandler };
}

/** The facts of a situation fit many times over. */
const mostBytes = 32 * 1024;

/** The router for `/api/v1`. It answers everything below it: nothing passes on. */
export function apiRouter({ library, partners, now, limit, failed, parts = {} }: ApiParts): Router {
  const router = Router();
  router.use(apiHeaders);
  router.use(partnersMayRead(partners));
  router.use(limit((_request, response) => sendProblem(response, problem(429))));
  for (const [path, part] of Object.entries(parts)) router.use(path, part);
  router.use(refuseQuery);
  for (const operation of operationsOf(library)) addOperation(router, operation, now);
  router.use((_request, response) => sendProblem(response, problem(404)));
  router.use(answerFailure(failed));
  return router;
}

const apiHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    // Whoever opens an answer as a page gets text and nothing that runs.
    'Content-Security-Policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    'Cache-Control': 'no-store',
  });
  next();
};

/** What stands in an address is kept by every proxy on the way, so nothing may be asked there. */
const refuseQuery: RequestHandler = (request, response, next) => {
  if (!request.originalUrl.includes('?')) return next();
  sendProblem(
    response,
    problem(400, { detail: 'Nothing may stand in the address behind a "?". Send it in the body.' }),
  );
};

function addOperation(router: Router, operation: Operation, now: () => number): void {
  const route = router.route(operation.path.replace(/\{(\w+)\}/, ':$1'));
  switch (operation.type) {
    case 'data':
      route.get(answerData(operation));
      break;
    case 'entry':
      route.get(answerEntry(operation));
      break;
    case 'look-up':
      route.post(
        express.raw({ type: 'application/json', limit: mostBytes, inflate: false }),
        answerLookUp(operation, now),
      );
      break;
  }
  route.all(otherMethods(methodOf(operation) === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS'));
}

function answerData({ data }: DataOperation): RequestHandler {
  const kept = keptAnswer(data);
  return (request, response) => kept.send(request, response);
}

function answerEntry({ entries, parameter }: EntryOperation): RequestHandler {
  const kept = new Map([...entries].map(([name, entry]) => [name, keptAnswer(() => entry)]));
  return async (request, response) => {
    const entry = kept.get(String(request.params[parameter.name]));
    if (entry === undefined) return sendProblem(response, problem(404));
    await entry.send(request, response);
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The value that was sent; undefined where it is not JSON. */
function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    return undefined;
  }
}

function answerLookUp({ lookUp }: LookUpOperation, now: () => number): RequestHandler {
  return (request, response) => {
    if (!Buffer.isBuffer(request.body)) return sendProblem(response, problem(415));
    const body = readJson(request.body);
    if (body === undefined) return sendProblem(response, problem(400));
    const looked = lookUp(body, now());
    if (looked.type === 'faults') return sendProblem(response, problem(422, { errors: looked.faults }));
    // Sent as bytes and without a mark: an ETag would be a fingerprint of what was on somebody's screen.
    response.type('application/json').send(Buffer.from(JSON.stringify(looked.answer)));
  };
}

function otherMethods(allowed: string): RequestHandler {
  return (request, response) => {
    response.set('Allow', allowed);
    if (request.method === 'OPTIONS') return void response.status(204).end();
    sendProblem(response, problem(405));
  };
}

function answerFailure(failed: (error: unknown) => void): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    const status = refusedStatus(error);
    if (status === null) failed(error);
    if (response.headersSent) return void response.end();
    sendProblem(response, problem(status ?? 500));
  };
}
