/**
 * Everything the API can be asked, as one list: the addresses and the document are both made from it.
 */
import type { Library } from '../content/library.ts';
import { placeLookUp, routesLookUp } from './look-up.ts';
import { municipalitiesOf } from './municipalities.ts';
import { openApiOf } from './openapi.ts';
import { methodOf, type Operation } from './operation.ts';
import { type RequestSchemas, requestSchemas } from './request-schemas.ts';
import { servicesOf } from './services.ts';
import { themesOf } from './themes.ts';

/** The moment of the examples in the document: a Monday morning on which offices are open. */
export const exampleMoment = '2026-11-23T10:00';

function directoryOperations(library: Library): readonly Operation[] {
  const municipalities = municipalitiesOf(library);
  const services = servicesOf(library);
  return [
    {
      id: 'listMunicipalities',
      path: '/municipalities',
      tag: 'directory',
      summary: 'All municipalities with their public contacts',
      description: 'Each value says where it was read, how old that is, and when a person checked it.',
      answer: 'Municipalities',
      type: 'data',
      data: () => ({ municipalities }),
      example: () => ({ municipalities: municipalities.slice(0, 1) }),
    },
    {
      id: 'getMunicipality',
      path: '/municipalities/{code}',
      tag: 'directory',
      summary: 'One municipality',
      description:
        'A municipality is no secret; where somebody lives is. Fetch the whole list when it is about somebody.',
      answer: 'Municipality',
      type: 'entry',
      parameter: {
        name: 'code',
        description: 'The code of Statistics Netherlands (CBS).',
        example: municipalities[0]?.code ?? '',
      },
      entries: new Map(municipalities.map((one) => [one.code, one])),
    },
    {
      id: 'listServices',
      path: '/services',
      tag: 'directory',
      summary: 'All national services',
      description: 'Which of them is for whom, and in which order, is what POST /routes answers.',
      answer: 'Services',
      type: 'data',
      data: () => ({ services }),
      example: () => ({ services: services.slice(0, 1) }),
    },
    {
      id: 'getService',
      path: '/services/{id}',
      tag: 'directory',
      summary: 'One national service',
      description: 'As it stands in the list.',
      answer: 'Service',
      type: 'entry',
      parameter: { name: 'id', description: 'The id of the service.', example: services[0]?.id ?? '' },
      entries: new Map(services.map((one) => [one.id, one])),
    },
    {
      id: 'listThemes',
      path: '/themes',
      tag: 'directory',
      summary: 'The words in which a situation is described',
      description: 'Themes and all other facts, with the labels and questions of the talk in each of its languages.',
      answer: 'Themes',
      type: 'data',
      data: () => themesOf(library),
    },
  ];
}

function situationOperations(library: Library, schemas: RequestSchemas): readonly Operation[] {
  const [first] = library.geography;
  return [
    {
      id: 'findPlaces',
      path: '/places',
      tag: 'situation',
      summary: 'The municipalities that a typed place may mean',
      description: 'A place that somebody typed must not stand in an address, so it is sent in the body.',
      answer: 'Places',
      type: 'look-up',
      body: 'PlaceRequest',
      examples: { name: { summary: 'The name of a place', value: { text: first?.name ?? '' } } },
      lookUp: placeLookUp(library, schemas.PlaceRequest),
    },
    {
      id: 'findRoutes',
      path: '/routes',
      tag: 'situation',
      summary: 'The ways to people in a situation, in order',
      description:
        'Made by the same rules as every talk. Keep the order, and show the three numbers on every screen. Send facts only: never a name or a story.',
      answer: 'Routes',
      type: 'look-up',
      body: 'RoutesRequest',
      examples: {
        professional: {
          summary: 'A professional asks about a minor who is pressed to marry',
          value: {
            theme: 'forced-marriage',
            urgency: 'urgent',
            who: 'professional',
            age: 'minor',
            where: 'nl',
            municipality: first?.code,
            lang: 'en',
            at: exampleMoment,
          },
        },
        sentences: {
          summary: 'Nothing is known but where the phone is; in whole sentences',
          value: { caller: 'abroad', lang: 'en', at: exampleMoment, cards: true },
        },
      },
      lookUp: routesLookUp(library, schemas.RoutesRequest),
    },
  ];
}

function documentOperations(asked: readonly Operation[], schemas: RequestSchemas): readonly Operation[] {
  const operations: Operation[] = [
    {
      id: 'getIndex',
      path: '/',
      tag: 'document',
      summary: 'What there is to ask for',
      description: 'A short list of the addresses.',
      answer: 'Index',
      type: 'data',
      data: () => indexOf(operations),
      example: () => indexOf(operations),
    },
    ...asked,
    {
      id: 'getOpenApi',
      path: '/openapi.json',
      tag: 'document',
      summary: 'The document of this API',
      description: 'OpenAPI 3.1, made from the same shapes by which the server reads what is sent.',
      answer: 'OpenApi',
      type: 'data',
      data: () => openApiOf(operations, schemas),
    },
  ];
  return operations;
}

function indexOf(operations: readonly Operation[]) {
  return {
    name: 'Wegwijzer',
    version: 'v1',
    description:
      'The way to people who can help with forced marriage, abandonment abroad, honour-related violence and coming out, in the Netherlands.',
    openapi: '/api/v1/openapi.json',
    operations: operations.map((one) => ({ method: methodOf(one), path: `/api/v1${one.path}`, summary: one.summary })),
  };
}

/** Every operation on this library. What depends on the library alone is made here or when first asked for, then kept. */
export function operationsOf(library: Library): readonly Operation[] {
  const schemas = requestSchemas(library);
  return documentOperations([...directoryOperations(library), ...situationOperations(library, schemas)], schemas);
}
