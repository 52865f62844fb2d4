/**
 * The HSDS endpoints: what they answer, in the form they promise, and what they refuse.
 */
import { describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import express from 'express';
import fc from 'fast-check';
import request from 'supertest';
import type { z } from 'zod';
import { hsdsRouter } from '../../src/api/hsds.ts';
import { hsdsAnswers } from '../../src/api/hsds-answers.ts';
import { hsdsOf } from '../../src/content/hsds/everyone.ts';
import { field, withService } from '../content/hsds/content.ts';
import { itPublished, type PublishedName, published } from '../content/hsds/published.ts';
import { aServer, library } from '../server/a-server.ts';

const root = '/api/v1/hsds';
const { app, log } = aServer();

async function answerAt(address: string): Promise<{ readonly body: unknown; readonly text: string }> {
  const response = await request(app).get(`${root}${address}`);
  expect([address, response.status, response.type]).toEqual([address, 200, 'application/json']);
  return response;
}

async function read<T extends z.ZodType>(address: string, shape: T): Promise<z.output<T>> {
  return shape.parse((await answerAt(address)).body);
}

async function idsIn(list: string): Promise<readonly string[]> {
  const { body } = await answerAt(`/${list}?per_page=500`);
  return (body as { contents: { id: string }[] }).contents.map(({ id }) => id);
}

/** Every way to ask for a list, with the form of one thing in it by the published schemas. */
const lists: readonly (readonly [address: string, shape: z.ZodType, thing: PublishedName])[] = [
  ['/services', hsdsAnswers.Services, 'service_list'],
  ['/services?per_page=500&page=1&format=json', hsdsAnswers.Services, 'service_list'],
  ['/services?per_page=500&minimal=true', hsdsAnswers.Services, 'service_list'],
  ['/services?per_page=500&full=true', hsdsAnswers.Services, 'service'],
  ['/organizations?per_page=500', hsdsAnswers.Organizations, 'organization_list'],
  ['/organizations?per_page=500&full=true', hsdsAnswers.Organizations, 'organization'],
  ['/organizations?per_page=500&full_service=true', hsdsAnswers.Organizations, 'organization'],
  ['/service_at_locations?per_page=500', hsdsAnswers.ServiceAtLocations, 'service_at_location_list'],
  ['/service_at_locations?per_page=500&full=true', hsdsAnswers.ServiceAtLocations, 'service_at_location'],
];

const things = [
  ['services', hsdsAnswers.Service, 'service'],
  ['organizations', hsdsAnswers.Organization, 'organization'],
  ['service_at_locations', hsdsAnswers.ServiceAtLocation, 'service_at_location'],
] as const;

describe('the list at', () => {
  it.each(lists)('%s has the form that our document promises', async (address, shape) => {
    expect(shape.safeParse((await answerAt(address)).body).error).toBeUndefined();
  });

  itPublished.each(lists)('%s has the form that the specification publishes', async (address, _, thing) => {
    const { contents } = (await answerAt(address)).body as { contents: unknown[] };
    expect(contents.length).toBeGreaterThan(0);
    expect(published(thing, contents)).toEqual([]);
  });
});

describe.each(things)('each of the %s', (list, shape, thing) => {
  it('is found by its identifier, in the form that our document promises', async () => {
    const ids = await idsIn(list);
    expect(ids.length).toBeGreaterThan(300);
    for (const id of ids) expect((await read(`/${list}/${id}`, shape)).id).toBe(id);
  });

  itPublished('has the form that the specification publishes', async () => {
    const found = [];
    for (const id of await idsIn(list)) found.push((await answerAt(`/${list}/${id}`)).body);
    expect(published(thing, found)).toEqual([]);
  });
});

describe('pages', () => {
  it('hold together every thing once, in order, whatever their size', async () => {
    const all = await idsIn('services');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 60, max: 500 }), async (perPage) => {
        const found: string[] = [];
        for (let number = 1; ; number += 1) {
          const page = await read(`/services?minimal=true&per_page=${perPage}&page=${number}`, hsdsAnswers.Services);
          found.push(...page.contents.map(({ id }) => id));
          expect(page).toMatchObject({ total_items: all.length, page_number: number, first_page: number === 1 });
          expect(page.size).toBe(page.contents.length);
          if (page.last_page) break;
        }
        expect(found).toEqual(all);
      }),
      { numRuns: 10 },
    );
  });

  it('after the last one are empty', async () => {
    const page = await read('/services?page=999', hsdsAnswers.Services);
    expect(page).toMatchObject({ size: 0, empty: true, last_page: true, contents: [] });
  });

  it('of one organisation hold what it gives', async () => {
    const all = await read('/services?per_page=500&full=true', hsdsAnswers.Services);
    const owners = all.contents.flatMap((one) => ('organization_id' in one ? [one.organization_id] : []));
    const owner = owners[40] ?? '';
    const own = await read(`/services?organization_id=${owner}&full=true`, hsdsAnswers.Services);
    expect(own.contents).toEqual(
      all.contents.filter((one) => 'organization_id' in one && one.organization_id === owner),
    );
    expect(own.contents).toHaveLength(1);
    const organization = await read(`/organizations/${owner}?full_service=true`, hsdsAnswers.Organization);
    expect(organization.services).toEqual(own.contents);
  });
});

describe('the start', () => {
  it('names the version of HSDS, the profile and the document, and both are there', async () => {
    const start = await read('/', hsdsAnswers.About);
    expect(start.version).toBe('3.0');
    for (const address of [start.profile, start.openapi_url]) {
      expect(new URL(address).pathname.startsWith(`${root}/`)).toBe(true);
      await answerAt(new URL(address).pathname.slice(root.length));
    }
  });

  it('names the site of the operator where that is known, and is kept by nobody where it is not', async () => {
    const known = aServer({ publicOrigin: 'https://wegwijzer.example' }).app;
    const { body, headers } = await request(known).get(`${root}/`);
    expect(body.profile).toBe(`https://wegwijzer.example${root}/profile`);
    expect(headers['cache-control']).toBe('public, max-age=300');
    expect((await request(app).get(`${root}/`)).headers['cache-control']).toBe('no-store');
  });
});

describe('the document of the endpoints', () => {
  it('is without a fault to the linter, by its recommended rules', async () => {
    const { text } = await answerAt('/openapi.json');
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: text, config });
    expect(problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual(
      [],
    );
  });
});

const someId = '2c35c539-8ce6-58ed-99e8-728ad31bacdd';
const typed = 'typed-by-somebody';

describe('refused is', () => {
  it.each([
    ['a page that is none', '/services?page=0', 400],
    ['a page that is no number', `/services?page=${typed}`, 400],
    ['a page below none', '/services?page=-1', 400],
    ['two pages at once', '/services?page=1&page=2', 400],
    ['a page too large', '/services?per_page=501', 400],
    ['a page of nothing', '/services?per_page=0', 400],
    ['another form', `/services?format=${typed}`, 400],
    ['neither yes nor no', `/services?full=${typed}`, 400],
    ['an organisation that is no identifier', `/services?organization_id=${typed}`, 400],
    ['a search', `/services?search=${typed}`, 400],
    ['a postcode', '/service_at_locations?postcode=7511', 400],
    ['a distance', '/service_at_locations?proximity=500', 400],
    ['a day since when, which nobody knows', '/services?modified_after=2026-01-01', 400],
    ['a question about one thing', `/services/${someId}?full=true`, 400],
    ['an unknown service', `/services/${typed}`, 404],
    ['an organisation that is a service', `/organizations/${someId}`, 404],
    ['an unknown place', `/service_at_locations/${someId}`, 404],
    ['an unknown address', `/${typed}`, 404],
  ])('%s', async (_, address, status) => {
    const response = await request(app).get(`${root}${address}`);
    expect([response.status, response.type]).toEqual([status, 'application/problem+json']);
    expect(response.body).toMatchObject({ status });
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.text).not.toContain(typed);
    expect(log.join()).not.toContain(typed);
  });

  it.each(['post', 'put', 'delete'] as const)('to %s anything', async (method) => {
    const response = await request(app)[method](`${root}/services`).send('{}');
    expect([response.status, response.type]).toEqual([405, 'application/problem+json']);
    expect(response.headers.allow).toBe('GET, HEAD, OPTIONS');
  });
});

describe('an answer', () => {
  it.each(['/services?full=true', `/services/${someId}`, '/profile'])('at %s is not sent twice', async (address) => {
    const first = await request(app).get(`${root}${address}`);
    const { etag } = first.headers;
    expect(etag).toMatch(/^"[\w-]{27}/);
    expect(first.headers['cache-control']).toBe('public, max-age=300');
    const again = await request(app)
      .get(`${root}${address}`)
      .set('If-None-Match', etag ?? '');
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('has another mark on another page', async () => {
    const marks = await Promise.all(
      [1, 2, 3].map(async (page) => (await request(app).get(`${root}/services?page=${page}`)).headers.etag),
    );
    expect(new Set(marks).size).toBe(3);
  });

  it('to HEAD is its heads alone', async () => {
    const response = await request(app).head(`${root}/services`);
    expect([response.status, response.text ?? '']).toEqual([200, '']);
  });

  it('stays the same when many other pages were asked for since', async () => {
    const first = await answerAt('/services?per_page=7');
    for (let size = 10; size < 40; size += 1) await answerAt(`/services?minimal=true&per_page=${size}`);
    expect((await answerAt('/services?per_page=7')).text).toBe(first.text);
  });

  it('holds no service for signed-in people', async () => {
    const content = withService({ visibility: 'desk', phone: field('0900-0000') });
    const desk = express().use(hsdsRouter({ library: { hsds: () => hsdsOf(content, () => null) }, origin: null }));
    for (const list of ['services', 'organizations', 'service_at_locations']) {
      const { body, text } = await request(desk).get(`/${list}`);
      expect(body.total_items).toBe(0);
      expect(text).not.toContain('Made-up line');
    }
  });

  it('tells what the public profile holds, and nothing else', async () => {
    const { services, organizations } = library.hsds();
    expect(await idsIn('services')).toEqual(services.map(({ id }) => id));
    expect(await idsIn('organizations')).toEqual(organizations.map(({ id }) => id));
  });
});
