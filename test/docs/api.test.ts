/**
 * The page for partners shows calls and the beginnings of their answers; both must be true.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { aServer } from '../server/a-server.ts';
import { projectRoot } from '../support/content.ts';

const page = readFileSync(join(projectRoot, 'docs/api.md'), 'utf8');
const { app } = aServer();

interface Example {
  readonly address: string;
  readonly body: string | null;
  readonly shown: unknown;
}

/** The blocks of one `curl` line and what it answers. */
const examples: readonly Example[] = [
  ...page.matchAll(/```console\n\$ curl https:\/\/HOST(\S+)([^\n]*)\n([\s\S]*?)```/g),
].map(([, address = '', flags = '', shown = '']) => ({
  address,
  body: /^ -H 'Content-Type: application\/json' -d '([^']*)'$/.exec(flags)?.[1] ?? null,
  shown: JSON.parse(shown),
}));

/** Leaves of an answer only what the page shows of it. */
function shortened(answer: unknown, shown: unknown): unknown {
  if (Array.isArray(shown))
    return shown.map((one, index) => shortened(Array.isArray(answer) ? answer[index] : null, one));
  if (typeof shown !== 'object' || shown === null || typeof answer !== 'object' || answer === null) return answer;
  const found = new Map(Object.entries(answer));
  return Object.fromEntries(Object.entries(shown).map(([name, one]) => [name, shortened(found.get(name), one)]));
}

describe('the page for partners', () => {
  it('shows an example of every kind of answer', () => {
    expect(examples.map(({ address, body }) => `${body === null ? 'GET' : 'POST'} ${address}`)).toEqual([
      'GET /api/v1/municipalities/GM0153',
      'GET /api/v1/services/veilig-thuis',
      'POST /api/v1/places',
      'POST /api/v1/routes',
      'POST /api/v1/routes',
    ]);
  });

  it.each(examples)('shows what $address answers', async ({ address, body, shown }) => {
    const { text } =
      body === null
        ? await request(app).get(address)
        : await request(app).post(address).set('Content-Type', 'application/json').send(body);
    expect(shortened(JSON.parse(text), shown)).toEqual(shown);
  });

  it('names every operation there is', async () => {
    const { operations } = JSON.parse((await request(app).get('/api/v1')).text);
    for (const { method, path } of operations) {
      if (path === '/api/v1/') continue;
      const [whole = ''] = path.split('/{');
      expect(page).toContain(`\`${method} ${whole}\``);
    }
  });
});
