/**
 * What only the desk may see, and what may be shown to nobody yet, is in no byte that the API sends.
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { loadLibrary } from '../../src/content/load.ts';
import { routeKinds, vocabulary } from '../../src/core/situation.ts';
import { aServer } from '../server/a-server.ts';
import { Sandbox } from '../support/planted.ts';

/** Names, numbers and addresses that are easy to find and exist nowhere. */
const planted = {
  name: 'Zwaluwnest Achterkamer',
  phone: '0900-0000',
  website: 'https://zwaluwnest.example.org',
  weak: '0900-0001',
  municipal: '0900-0002',
} as const;

const seen = 'status: verified-source, source: care-directory-2026-09-112, checkedOn: null';
const services = routeKinds.map(
  (kind) => `  - id: desk-${kind}
    kind: ${kind}
    visibility: desk
    name: { value: "${planted.name}", ${seen} }
    phone: { value: "${planted.phone}", ${seen} }
    website: { value: "${planted.website}", ${seen} }
    hours: { value: "24/7", ${seen} }
`,
);
/** Anybody may know the name; the number is from memory. */
const weak = `  - id: weak-one
    kind: legal-aid
    name: { value: "Open Voorbeeld", ${seen} }
    phone: { value: "${planted.weak}", status: unverified-memory, checkedOn: null }
`;

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());
sandbox.plant('referral-data/services.yaml', (text) => `${text.trimEnd()}\n${services.join('')}${weak}`);
const municipality = 'GM0014';
sandbox.plant('referral-data/municipalities/GM0014-groningen.yaml', (text) =>
  text.replace(/^phone:.*$/m, `phone: { value: "${planted.municipal}", status: single-weak-source, checkedOn: null }`),
);
const { app, log } = aServer({ partners: ['https://example.org'] }, loadLibrary(sandbox.root));

/** Body and headers, as they travel. */
async function bytes(sent: request.Test): Promise<string> {
  const { text, headers } = await sent.set('Accept-Encoding', 'identity');
  return `${text} ${JSON.stringify(headers)}`;
}

function leaked(text: string): readonly string[] {
  return Object.values(planted).filter((one) => text.includes(one));
}

describe('what is kept for the desk', () => {
  it('was planted: the same service without the mark is shown', async () => {
    const open = new Sandbox();
    try {
      const shown = services.join('').replaceAll('    visibility: desk\n', '');
      open.plant('referral-data/services.yaml', (text) => `${text.trimEnd()}\n${shown}`);
      const text = await bytes(request(aServer({}, loadLibrary(open.root)).app).get('/api/v1/services'));
      expect(leaked(text)).toEqual([planted.name, planted.phone, planted.website]);
      expect(await bytes(request(app).get('/api/v1/services'))).toContain('Open Voorbeeld');
    } finally {
      open.remove();
    }
  });

  it('is in no answer to a GET', async () => {
    const paths = [
      '/',
      '/municipalities',
      '/services',
      '/themes',
      '/openapi.json',
      `/municipalities/${municipality}`,
      '/services/weak-one',
      ...routeKinds.map((kind) => `/services/desk-${kind}`),
    ];
    for (const path of paths) {
      expect([path, leaked(await bytes(request(app).get(`/api/v1${path}`)))]).toEqual([path, []]);
      const told = await bytes(request(app).get(`/api/v1${path}`).set('Origin', 'https://example.org'));
      expect(leaked(told)).toEqual([]);
    }
  });

  it('is on no page and in no file that goes to a browser', async () => {
    const paths = ['/', '/app.js', '/texts-nl.js', '/desk', '/desk/bridge', '/desk/map', '/desk/desk.js'];
    for (const path of [...paths, '/api/v1/hsds/services', '/api/v1/hsds/organizations'])
      expect([path, leaked(await bytes(request(app).get(path)))]).toEqual([path, []]);
  });

  it('does not exist to who guesses its id', async () => {
    const hidden = await request(app).get('/api/v1/services/desk-lkha');
    const none = await request(app).get('/api/v1/services/no-such-service');
    expect([hidden.status, hidden.text]).toEqual([404, none.text]);
  });

  it('is in no answer about any theme, urgency, user or caller', async () => {
    for (const theme of vocabulary.theme)
      for (const urgency of vocabulary.urgency)
        for (const who of vocabulary.who)
          for (const caller of vocabulary.caller) {
            const body = { theme, urgency, who, caller, cards: true, keyPersonSafe: 'yes', age: 'adult', municipality };
            const text = await bytes(request(app).post('/api/v1/routes').send(body));
            expect([body, leaked(text)]).toEqual([body, []]);
          }
  });

  it('is in no refusal and not in the log', async () => {
    for (const body of [{ theme: 'desk' }, { place: 'desk-lkha' }, { municipality: 'GM9999' }, [], { lang: 'xx' }])
      expect(leaked(await bytes(request(app).post('/api/v1/routes').send(body)))).toEqual([]);
    for (const text of ['Zwaluwnest', 'Achterkamer', 'desk-lkha'])
      expect(leaked(await bytes(request(app).post('/api/v1/places').send({ text })))).toEqual([]);
    expect(log).toEqual([]);
  });
});
