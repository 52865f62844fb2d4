/**
 * The document of the API (OpenAPI 3.1), made from the list of operations and from the shapes that the server itself reads with.
 */
import { z } from 'zod';
import { answerSchemas } from './answer-schemas.ts';
import { methodOf, type Operation, tags } from './operation.ts';
import { type ProblemStatus, problem } from './problem.ts';
import type { RequestSchemas } from './request-schemas.ts';

export type Json = { readonly [name: string]: unknown };

function ref(kind: 'schemas' | 'responses' | 'headers', name: string): Json {
  return { $ref: `#/components/${kind}/${name}` };
}

/** All shapes, each once under its name. */
function schemaComponents(requests: RequestSchemas): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({ ...answerSchemas, ...requests })) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}` });
  const named = Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]);
  return Object.fromEntries(named);
}

/** Which problems each kind of operation can answer with, besides those of every operation. */
const ownProblems: { readonly [T in Operation['type']]: readonly ProblemStatus[] } = {
  data: [],
  entry: [404],
  'look-up': [413, 415, 422],
};
const problemsOfAll: readonly ProblemStatus[] = [400, 429, 500];
const allProblems: readonly ProblemStatus[] = [...problemsOfAll, ...Object.values(ownProblems).flat()];

function problemResponse(status: ProblemStatus): Json {
  const example = problem(
    status,
    status === 422 ? { errors: [{ pointer: '/age', detail: 'write one of: minor, adult, unknown' }] } : {},
  );
  return {
    description: example.title,
    ...(status === 429 ? { headers: { 'Retry-After': ref('headers', 'RetryAfter') } } : {}),
    content: { 'application/problem+json': { schema: ref('schemas', 'Problem'), example } },
  };
}

function responsesOf(operation: Operation): Json {
  const problems = [...problemsOfAll, ...ownProblems[operation.type]].sort((a, b) => a - b);
  const kept = operation.type !== 'look-up';
  return {
    200: {
      description: answerSchemas[operation.answer].description ?? operation.summary,
      headers: { 'Cache-Control': ref('headers', 'CacheControl'), ...(kept ? { ETag: ref('headers', 'ETag') } : {}) },
      content: { 'application/json': { schema: ref('schemas', operation.answer), ...answerExamples(operation) } },
    },
    ...(kept ? { 304: { description: 'It is still what If-None-Match names.' } } : {}),
    ...Object.fromEntries(problems.map((status) => [status, ref('responses', `Problem${status}`)])),
  };
}

/** True answers, so that no example can grow old: made by the operation itself. */
function answerExamples(operation: Operation): Json {
  switch (operation.type) {
    case 'data':
      return operation.example === undefined ? {} : { example: operation.example() };
    case 'entry':
      return { example: operation.entries.get(operation.parameter.example) };
    case 'look-up': {
      const examples = Object.entries(operation.examples).map(([name, { summary, value }]) => {
        // Each example names its moment, or does not depend on one.
        const looked = operation.lookUp(value, 0);
        return [name, { summary, value: looked.type === 'answer' ? looked.answer : null }];
      });
      return { examples: Object.fromEntries(examples) };
    }
  }
}

function operationOf(operation: Operation): Json {
  const { id, tag, summary, description } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    ...(operation.type === 'entry'
      ? { parameters: [{ ...operation.parameter, in: 'path', required: true, schema: { type: 'string' } }] }
      : {}),
    ...(operation.type === 'look-up'
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: ref('schemas', operation.body), examples: operation.examples },
            },
          },
        }
      : {}),
    responses: responsesOf(operation),
  };
}

const about = `Wegwijzer shows the way to people who can help with forced marriage, abandonment abroad, honour-related
violence and coming out, in the Netherlands. Everything here is public data.

A wrong number or a careless sentence can get somebody hurt: show what you fetched unchanged, with its age, and fetch it
again within a day. What is sent to this server is seen by it while it answers, and not kept. For somebody in trouble use the
page: there her answers stay on her device.

Nothing about anyone's situation may stand in an address, so an address with a query is refused.

Within v1, properties, values of lists and operations may be added; nothing is renamed, removed or given another meaning.`;

/** What any document of ours begins with. */
export function headOf(title: string, description: string, address: string): Json {
  return {
    openapi: '3.1.0',
    info: { title, version: '1.0.0', description, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    servers: [{ url: address }],
    security: [],
  };
}

/** The document. */
export function openApiOf(operations: readonly Operation[], requests: RequestSchemas): Json {
  return {
    ...headOf('Wegwijzer', about, '/api/v1'),
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(operations.map((one) => [one.path, { [methodOf(one).toLowerCase()]: operationOf(one) }])),
    components: {
      schemas: schemaComponents(requests),
      responses: Object.fromEntries(allProblems.map((status) => [`Problem${status}`, problemResponse(status)])),
      headers: {
        CacheControl: {
          description: '`public, max-age=300` for data; `no-store` for what was looked up.',
          schema: { type: 'string' },
        },
        ETag: {
          description: 'Names this very answer. Send it as If-None-Match.',
          schema: { type: 'string' },
        },
        RetryAfter: { description: 'How many seconds to wait.', schema: { type: 'integer' } },
      },
    },
  };
}
