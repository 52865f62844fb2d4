/**
 * The referral data by the endpoints of HSDS 3.0, to be read only. There is no search: what somebody looks for, and above
 * all a postcode, must not stand in an address that every proxy on the way keeps. Partners fetch whole lists.
 */
import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { hsdsVersion } from '../content/hsds/shapes.ts';
import type { Library } from '../content/library.ts';
import { once } from '../content/once.ts';
import { hsdsLists, type Listed, pageFrom } from './hsds-answers.ts';
import { hsdsDocument, hsdsProfile } from './hsds-document.ts';
import { type KeptAnswer, keptAnswer } from './kept-answer.ts';
import { type Problem, problem, sendProblem } from './problem.ts';

export interface HsdsParts {
  readonly library: Pick<Library, 'hsds'>;
  /** Where this server is found (`https://wegwijzer.example`); null: where it was asked. */
  readonly origin: string | null;
}

/** Enough for all services at once: the specification asks for that where `minimal` is. */
const mostPerPage = 500;
const usualPerPage = 50;
/** Pages that stay packed. Partners ask for the same few; whoever asks for others waits a little longer. */
const mostKept = 16;

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const pageNumber = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number);

const paging = {
  page: pageNumber.default(1),
  per_page: pageNumber.pipe(z.number().max(mostPerPage)).default(usualPerPage),
  format: z.literal('json').default('json'),
  full: flag.default(false),
};

/** What may stand behind the "?", by the names of the specification. */
const questions = {
  nothing: z.strictObject({}),
  services: z.strictObject({ ...paging, minimal: flag.default(false), organization_id: z.uuid().optional() }),
  organizations: z.strictObject({ ...paging, full_service: flag.default(false) }),
  organization: z.strictObject({ full_service: flag.default(false) }),
  serviceAtLocations: z.strictObject({ ...paging, organization_id: z.uuid().optional() }),
};

/** Null: there is no such thing. */
type Answer<T extends z.ZodObject> = (question: z.output<T>, request: Request) => KeptAnswer | null;

/** The router for `/api/v1/hsds`. It answers everything below it. */
export function hsdsRouter({ library, origin }: HsdsParts): Router {
  const lists = once(() => hsdsLists(library.hsds()));
  const pages = keptPages();
  const profile = keptAnswer(hsdsProfile);
  const document = keptAnswer(hsdsDocument);
  const router = Router();
  const get = <T extends z.ZodObject>(path: string, question: T, answer: Answer<T>): void => {
    router.route(path).get(answerWith(question, answer)).all(otherMethods);
  };

  get('/', questions.nothing, (_, request) => about(origin, request));
  get('/profile', questions.nothing, () => profile);
  get('/openapi.json', questions.nothing, () => document);
  get('/services', questions.services, (question) => {
    const size = question.minimal ? 'minimal' : question.full ? 'full' : 'basic';
    return pages('services', question, () => belongingTo(question.organization_id, lists().services), size);
  });
  get('/organizations', questions.organizations, (question) => {
    const size = question.full_service ? 'withServices' : question.full ? 'full' : 'basic';
    return pages('organizations', question, () => lists().organizations, size);
  });
  get('/service_at_locations', questions.serviceAtLocations, (question) => {
    const list = () => belongingTo(question.organization_id, lists().serviceAtLocations);
    return pages('service_at_locations', question, list, question.full ? 'full' : 'basic');
  });
  get('/services/:id', questions.nothing, (_, request) => oneOf(lists().services, request, 'full'));
  get('/organizations/:id', questions.organization, ({ full_service: whole }, request) =>
    oneOf(lists().organizations, request, whole ? 'withServices' : 'full'),
  );
  get('/service_at_locations/:id', questions.nothing, (_, request) =>
    oneOf(lists().serviceAtLocations, request, 'full'),
  );
  router.use((_request, response) => sendProblem(response, problem(404)));
  return router;
}

function answerWith<T extends z.ZodObject>(question: T, answer: Answer<T>): RequestHandler {
  return async (request, response) => {
    const read = question.safeParse(request.query);
    if (!read.success) return sendProblem(response, refusal(question));
    const found = answer(read.data, request);
    if (found === null) return sendProblem(response, problem(404));
    await found.send(request, response);
  };
}

/** What may be asked instead. What was asked is not repeated. */
function refusal({ shape }: z.ZodObject): Problem {
  const names = Object.keys(shape);
  const known = names.length === 0 ? 'Nothing may stand behind the "?" here.' : `Known here: ${names.join(', ')}.`;
  const detail = `${known} Pages count from 1, per_page is at most ${mostPerPage}, format is json, the others are true or \
false or an identifier. There is no search and no postcode: fetch the whole list and search in it.`;
  return problem(400, { detail });
}

function about(origin: string | null, request: Request): KeptAnswer {
  const address = `${origin ?? `${request.protocol}://${request.host}`}${request.baseUrl}`;
  const answer = { version: hsdsVersion, profile: `${address}/profile`, openapi_url: `${address}/openapi.json` };
  if (origin !== null) return keptAnswer(() => answer);
  // It names the address at which it was asked, which anybody can make up: nobody keeps it for others.
  return {
    send: async (_request, response) =>
      void response.type('application/json').send(Buffer.from(JSON.stringify(answer))),
  };
}

function belongingTo<S extends string>(owner: string | undefined, list: readonly Listed<S>[]): readonly Listed<S>[] {
  return owner === undefined ? list : list.filter((one) => one.owner === owner);
}

function oneOf<S extends string>(list: readonly Listed<S>[], { params }: Request, size: S): KeptAnswer | null {
  const one = list.find(({ id }) => id === params.id);
  return one === undefined ? null : keptAnswer(() => one.sizes[size]);
}

type Pages = <S extends string>(
  name: string,
  question: { readonly page: number; readonly per_page: number },
  list: () => readonly Listed<S>[],
  size: S,
) => KeptAnswer;

/** Pages of lists, of which the last ones asked for are kept. */
function keptPages(): Pages {
  const kept = new Map<string, KeptAnswer>();
  return (name, question, list, size) => {
    const key = JSON.stringify([name, question]);
    const answer =
      kept.get(key) ??
      keptAnswer(() => {
        const page = pageFrom(list(), question.page, question.per_page);
        return { ...page, contents: page.contents.map((one) => one.sizes[size]) };
      });
    // Put behind the others, so that the first one is the one asked for longest ago.
    kept.delete(key);
    kept.set(key, answer);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return answer;
  };
}

const otherMethods: RequestHandler = (request, response) => {
  response.set('Allow', 'GET, HEAD, OPTIONS');
  if (request.method === 'OPTIONS') return void response.status(204).end();
  sendProblem(response, problem(405));
};
