import { beforeAll, describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import request from 'supertest';
import { aServer, library } from '../server/a-server.ts';
import { at, type Contract, theContract } from './the-document.ts';

const { app, log } = aServer();
const json = 'application/json';
let contract: Contract;

beforeAll(async () => {
  contract = await theContract();
});

/** Every GET with an address to ask it at. */
const addresses: readonly (readonly [path: string, address: string])[] = [
  ['/', '/'],
  ['/municipalities', '/municipalities'],
  ...library.geography.map(({ code }) => ['/municipalities/{code}', `/municipalities/${code}`] as const),
  ['/services', '/services'],
  ...[...library.content.directory.byKind.values()]
    .flat()
    .map(({ service }) => ['/services/{id}', `/services/${service.id}`] as const),
  ['/themes', '/themes'],
  ['/openapi.json', '/openapi.json'],
];

describe('the document of the API', () => {
  it('is without a fault to the linter, by its recommended rules', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: JSON.stringify(contract.document), config });
    expect(problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual(
      [],
    );
  });

  it('describes every operation in words, with a true example wherever an answer is small enough to show', () => {
    const paths = Object.entries(contract.document.paths as Record<string, Record<string, unknown>>);
    const operations = paths.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => ({ path, method, one })),
    );
    expect(operations.map(({ path, method }) => `${method} ${path}`).sort()).toEqual([
      'get /',
      'get /municipalities',
      'get /municipalities/{code}',
      'get /openapi.json',
      'get /services',
      'get /services/{id}',
      'get /themes',
      'post /places',
      'post /routes',
    ]);
    for (const { path, method, one } of operations) {
      for (const part of ['operationId', 'summary', 'description']) expect(at(one, `/${part}`)).toMatch(/\w{3}/);
      expect(at(one, '/responses/429')).toBeDefined();
      const content = at(one, '/responses/200/content/application~1json') as Record<string, unknown>;
      const examples = content.examples ?? (content.example === undefined ? {} : { one: { value: content.example } });
      for (const { value } of Object.values(examples as Record<string, { value: unknown }>)) {
        const answer = { status: 200, headers: { 'content-type': json }, text: JSON.stringify(value) };
        expect(contract.departures(path, method === 'get' ? 'get' : 'post', answer)).toEqual([]);
      }
      if (method === 'post') {
        const bodies = at(one, '/requestBody/content/application~1json/examples') as Record<string, { value: unknown }>;
        expect(Object.keys(bodies)).toEqual(Object.keys(examples as object));
        for (const { value } of Object.values(bodies)) expect(contract.departuresOfBody(path, value)).toEqual([]);
      }
    }
  });
});

describe('every answer is what the document says', () => {
  it('of data, whole and one by one', async () => {
    for (const [path, address] of addresses) {
      const answer = await request(app).get(`/api/v1${address}`);
      expect([address, answer.status, contract.departures(path, 'get', answer)]).toEqual([address, 200, []]);
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    }
  });

  it('of places and routes, in each language, with and without sentences', async () => {
    for (const { code: lang } of library.languages) {
      for (const body of [{ lang }, { lang, cards: true, theme: 'coming-out', caller: 'abroad', age: 'minor' }]) {
        const answer = await request(app).post('/api/v1/routes').send(body);
        expect([answer.status, contract.departures('/routes', 'post', answer)]).toEqual([200, []]);
      }
    }
    for (const text of ['Enschede', 'Damascus', '5021 AB', 'Bergen']) {
      const answer = await request(app).post('/api/v1/places').send({ text });
      expect([answer.status, contract.departures('/places', 'post', answer)]).toEqual([200, []]);
      expect(JSON.parse(answer.text)).toEqual({ matches: library.searchPlace(text) });
    }
  });

  it('of an address that does not exist', async () => {
    for (const [path, address] of [
      ['/municipalities/{code}', '/municipalities/GM9999'],
      ['/municipalities/{code}', '/municipalities/__proto__'],
      ['/services/{id}', '/services/nobody'],
    ] as const) {
      const answer = await request(app).get(`/api/v1${address}`);
      expect([answer.status, contract.departures(path, 'get', answer)]).toEqual([404, []]);
    }
  });

  it('and nothing of it was written down', () => {
    expect(log).toEqual([]);
  });
});

describe('the data', () => {
  it('has a contact for each municipality that the directory has one for, with source and age', async () => {
    const { municipalities } = JSON.parse((await request(app).get('/api/v1/municipalities')).text);
    expect(municipalities).toHaveLength(library.geography.length);
    const { directory } = library.content;
    for (const one of municipalities) {
      const own = directory.municipalities.get(one.code);
      expect([one.code, one.contacts.phone, one.wijkteam.name]).toEqual([
        one.code,
        own?.phone ?? null,
        own?.wijkteam.name ?? null,
      ]);
      expect(one.veiligThuis.phone ?? one.veiligThuis.website).toEqual(
        directory.regions.get(one.veiligThuis.region)?.phone ??
          directory.regions.get(one.veiligThuis.region)?.website ??
          null,
      );
    }
    expect(
      municipalities.filter((one: { contacts: { phone: unknown } }) => one.contacts.phone !== null).length,
    ).toBeGreaterThan(100);
  });

  it('names every theme in each language, and every value that a body may hold', async () => {
    const { themes, facts, languages } = JSON.parse((await request(app).get('/api/v1/themes')).text);
    const codes = library.languages.map(({ code }) => code);
    expect(languages).toEqual(library.languages);
    for (const { labels, labelsOfOthers } of themes)
      expect([Object.keys(labels), Object.keys(labelsOfOthers)]).toEqual([codes, codes]);
    for (const { fact, several, values } of facts)
      for (const { value } of values) {
        const said = fact === 'selfHarm' ? value === 'true' : value;
        const body = { [fact]: several ? [said] : said };
        expect([body, contract.departuresOfBody('/routes', body)]).toEqual([body, []]);
      }
  });

  it('says “nobody could know the family” in the words of that option', async () => {
    const { facts } = JSON.parse((await request(app).get('/api/v1/themes')).text);
    const { values } = facts.find(({ fact }: { fact: string }) => fact === 'keyPersonSafe');
    const label = values.find(({ value }: { value: string }) => value === 'yes').labels.nl;
    expect(label).toBe(library.texts('nl').say('questions:key-person-safe.options.nobody'));
  });
});
