/**
 * The HSDS endpoints as an OpenAPI 3.1 document, and the profile as JSON Schema: both made from the same schemas as the
 * answers.
 */
import { z } from 'zod';
import { hsdsVersion, organizationSchema, serviceSchema } from '../content/hsds/shapes.ts';
import { once } from '../content/once.ts';
import { hsdsAnswers } from './hsds-answers.ts';
import { headOf, type Json } from './openapi.ts';

type AnswerName = keyof typeof hsdsAnswers;

const about = `The referral data of Wegwijzer by the Human Services Data Specification ${hsdsVersion}: municipalities
and their teams, Veilig Thuis by region, and national services. It holds what a visitor may see, says of each value where it
was read and when, and bears an assured_date only where a person checked all of it. It names no person, no address of a
shelter and no organisation of key persons.`;

/** The JSON Schema of a shape, without the mark of its dialect: the document names that once. */
function schemaOf(shape: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape);
  return schema;
}

/** The profile: which parts of HSDS we write, and in which form. */
export const hsdsProfile = once(
  (): Json => ({
    name: 'Wegwijzer',
    version: '1.0.0',
    hsds_version: hsdsVersion,
    description: about,
    schemas: { organization: schemaOf(organizationSchema), service: schemaOf(serviceSchema) },
  }),
);

const parameters = {
  page: ['The number of the page, from 1.', { type: 'integer', minimum: 1, default: 1 }],
  per_page: ['How many things a page holds.', { type: 'integer', minimum: 1, maximum: 500, default: 50 }],
  format: ['The form of the answer.', { type: 'string', enum: ['json'] }],
  full: ['Things with all that belongs to them.', { type: 'boolean', default: false }],
  minimal: ['Only identifier, name and status.', { type: 'boolean', default: false }],
  full_service: ['Organisations with their services whole.', { type: 'boolean', default: false }],
  organization_id: ['Only what this organisation gives.', { type: 'string', format: 'uuid' }],
} as const;
type ParameterName = keyof typeof parameters;

interface Endpoint {
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly answer: AnswerName | null;
  readonly parameters: readonly ParameterName[];
}

const paging = ['page', 'per_page', 'format', 'full'] as const;

const endpoints: readonly Endpoint[] = [
  {
    path: '/',
    id: 'getAbout',
    summary: 'The version of HSDS and where the profile is',
    answer: 'About',
    parameters: [],
  },
  { path: '/profile', id: 'getProfile', summary: 'The profile as JSON Schema', answer: null, parameters: [] },
  { path: '/openapi.json', id: 'getDocument', summary: 'This document', answer: null, parameters: [] },
  {
    path: '/services',
    id: 'listServices',
    summary: 'Services, a page at a time',
    answer: 'Services',
    parameters: [...paging, 'minimal', 'organization_id'],
  },
  { path: '/services/{id}', id: 'getService', summary: 'One service, whole', answer: 'Service', parameters: [] },
  {
    path: '/organizations',
    id: 'listOrganizations',
    summary: 'Organisations, a page at a time',
    answer: 'Organizations',
    parameters: [...paging, 'full_service'],
  },
  {
    path: '/organizations/{id}',
    id: 'getOrganization',
    summary: 'One organisation, whole, with its services',
    answer: 'Organization',
    parameters: ['full_service'],
  },
  {
    path: '/service_at_locations',
    id: 'listServiceAtLocations',
    summary: 'Services where they are given: a municipality, or a chat',
    answer: 'ServiceAtLocations',
    parameters: [...paging, 'organization_id'],
  },
  {
    path: '/service_at_locations/{id}',
    id: 'getServiceAtLocation',
    summary: 'One service where it is given, whole',
    answer: 'ServiceAtLocation',
    parameters: [],
  },
];

function problemResponse(description: string): Json {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function operationOf({ path, id, summary, answer, parameters: names }: Endpoint): Json {
  const inPath = path.endsWith('{id}')
    ? [{ name: 'id', in: 'path', required: true, description: 'Its identifier.', schema: { type: 'string' } }]
    : [];
  const inQuery = names.map((name) => {
    const [description, schema] = parameters[name];
    return { name, in: 'query', required: false, description, schema };
  });
  const schema = answer === null ? { type: 'object' } : { $ref: `#/components/schemas/${answer}` };
  return {
    operationId: id,
    tags: ['hsds'],
    summary,
    ...(inPath.length + inQuery.length > 0 && { parameters: [...inPath, ...inQuery] }),
    responses: {
      200: { description: summary, content: { 'application/json': { schema } } },
      304: { description: 'The caller has it already.' },
      400: problemResponse('What stands behind the "?" cannot be answered.'),
      ...(inPath.length > 0 && { 404: problemResponse('There is nothing with this identifier.') }),
      429: problemResponse('Too many requests came from this address.'),
    },
  };
}

const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() });

/** The document, the same for everybody. */
export const hsdsDocument = once(
  (): Json => ({
    ...headOf('Wegwijzer, Human Services Data Specification', about, '/api/v1/hsds'),
    tags: [{ name: 'hsds', description: 'Public data, the same for everybody.' }],
    paths: Object.fromEntries(endpoints.map((endpoint) => [endpoint.path, { get: operationOf(endpoint) }])),
    components: {
      schemas: Object.fromEntries(
        Object.entries({ ...hsdsAnswers, Problem: problemSchema }).map(([name, shape]) => [name, schemaOf(shape)]),
      ),
    },
  }),
);
