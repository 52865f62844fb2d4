/**
 * The document of the API as a test reads it: what it says of an answer, and whether the answer is that.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import request from 'supertest';
import { aServer } from '../server/a-server.ts';

type Json = { readonly [name: string]: unknown };

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a JSON pointer. */
export function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, name) => (isJson(value) ? value[name] : undefined), document);
}

/** The same with every object closed, so that an answer with a property nobody described is found. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (!isJson(value)) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, closed(part)]));
  const isOpen = value.type === 'object' && isJson(value.properties) && value.additionalProperties === undefined;
  return isOpen ? { ...parts, additionalProperties: false } : parts;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Contract {
  readonly document: Json;
  /** What is wrong with an answer, by the document: an empty list where nothing is. */
  departures(path: string, method: 'get' | 'post', answer: Answer): readonly string[];
  /** The same for a body that is sent. */
  departuresOfBody(path: string, body: unknown): readonly string[];
}

/** Reads the document from a server of its own. */
export async function theContract(): Promise<Contract> {
  const { text } = await request(aServer().app).get('/api/v1/openapi.json');
  const document: unknown = JSON.parse(text);
  if (!isJson(document)) throw new Error('the document is no object');
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // The type of the default export is that of the module in which it stands.
  (addFormats as unknown as (one: Ajv2020) => void)(ajv);
  const { OpenApi: _, ...schemas } = at(document, '/components/schemas') as Json;
  const OpenApi = at(document, '/components/schemas/OpenApi');
  ajv.addSchema({ $id: 'api', components: { schemas: { ...(closed(schemas) as Json), OpenApi } } });

  const valid = (schema: unknown, value: unknown): readonly string[] => {
    const pointer = at(schema, '/$ref');
    if (typeof pointer !== 'string') return ['no schema is named'];
    const validate = ajv.getSchema(`api${pointer}`);
    if (validate === undefined) return [`there is no ${pointer}`];
    if (validate(value) === true) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  const resolved = (value: unknown): unknown => {
    const pointer = at(value, '/$ref');
    return typeof pointer === 'string' ? at(document, pointer.slice(1)) : value;
  };
  return {
    document,
    departures(path, method, { status, headers, text: body }) {
      const name = path.replaceAll('/', '~1');
      const response = resolved(at(document, `/paths/${name}/${method}/responses/${status}`));
      if (response === undefined) return [`${status} stands nowhere in the document`];
      const content = at(response, '/content');
      if (content === undefined) return body === '' ? [] : ['a body that the document does not know'];
      const type = (headers['content-type'] ?? '').split(';')[0] ?? '';
      const schema = at(content, `/${type.replaceAll('/', '~1')}/schema`);
      return schema === undefined ? [`the type ${type} is not in the document`] : valid(schema, JSON.parse(body));
    },
    departuresOfBody(path, body) {
      const name = path.replaceAll('/', '~1');
      return valid(at(document, `/paths/${name}/post/requestBody/content/application~1json/schema`), body);
    },
  };
}
