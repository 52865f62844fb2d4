/**
 * The answers of the HSDS endpoints: the same things, whole or only with what they have one of. Made once for a library.
 */
import { z } from 'zod';
import type { Hsds } from '../content/hsds/everyone.ts';
import {
  type Organization,
  organizationSchema,
  type Service,
  serviceAtLocationSchema,
  serviceSchema,
} from '../content/hsds/shapes.ts';

const basicOrganization = organizationSchema.omit({ phones: true, locations: true, attributes: true });
const basicService = serviceSchema
  .omit({
    phones: true,
    schedules: true,
    service_areas: true,
    service_at_locations: true,
    languages: true,
    cost_options: true,
    attributes: true,
  })
  .extend({ organization: basicOrganization });
const minimalService = serviceSchema.pick({ id: true, name: true, status: true });
const fullService = serviceSchema.extend({ organization: basicOrganization });
const fullOrganization = organizationSchema.extend({ services: z.array(z.union([minimalService, fullService])) });
const basicServiceAtLocation = serviceAtLocationSchema.omit({ schedules: true }).extend({ service: basicService });
const fullServiceAtLocation = serviceAtLocationSchema.extend({
  service: fullService.omit({ service_at_locations: true }),
});

function pageOf<T extends z.ZodType>(items: T) {
  const count = z.int().min(0);
  return z.strictObject({
    total_items: count,
    total_pages: count,
    page_number: z.int().min(1),
    size: count,
    first_page: z.boolean(),
    last_page: z.boolean(),
    empty: z.boolean(),
    contents: z.array(items),
  });
}

/** What each endpoint answers, for its document and its tests. */
export const hsdsAnswers = {
  About: z.strictObject({ version: z.string(), profile: z.url(), openapi_url: z.url() }),
  Service: fullService,
  Services: pageOf(z.union([minimalService, basicService, fullService])),
  Organization: fullOrganization,
  Organizations: pageOf(z.union([basicOrganization, fullOrganization])),
  ServiceAtLocation: fullServiceAtLocation,
  ServiceAtLocations: pageOf(z.union([basicServiceAtLocation, fullServiceAtLocation])),
};

export type Page<T> = Omit<z.infer<ReturnType<typeof pageOf>>, 'contents'> & { readonly contents: readonly T[] };

/** One page of a list, in the envelope of HSDS. Pages count from 1; one after the last is empty. */
export function pageFrom<T>(items: readonly T[], number: number, perPage: number): Page<T> {
  const contents = items.slice((number - 1) * perPage, number * perPage);
  const pages = Math.ceil(items.length / perPage);
  return {
    total_items: items.length,
    total_pages: pages,
    page_number: number,
    size: contents.length,
    first_page: number === 1,
    last_page: number >= pages,
    empty: contents.length === 0,
    contents,
  };
}

/** A thing of a list, in each size in which it can be had. */
export interface Listed<Size extends string> {
  readonly id: string;
  /** The organisation it belongs to. */
  readonly owner: string;
  readonly sizes: { readonly [S in Size]: unknown };
}

export interface HsdsLists {
  readonly services: readonly Listed<'minimal' | 'basic' | 'full'>[];
  readonly organizations: readonly Listed<'basic' | 'full' | 'withServices'>[];
  readonly serviceAtLocations: readonly Listed<'basic' | 'full'>[];
}

function withoutLists<T extends object>(thing: T): object {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => !Array.isArray(value)));
}

/** All lists of the endpoints. */
export function hsdsLists({ organizations, services }: Hsds): HsdsLists {
  const byId = new Map(organizations.map((one) => [one.id, one]));
  const owner = ({ organization_id: id }: Service): object => withoutLists(byId.get(id) ?? {});
  const fullServiceOf = (service: Service): object => ({ ...service, organization: owner(service) });
  const basicServiceOf = (service: Service): object => ({ ...withoutLists(service), organization: owner(service) });
  const minimalOf = ({ id, name, status }: Service): object => ({ id, name, status });

  const byOwner = new Map<string, readonly Service[]>();
  for (const service of services)
    byOwner.set(service.organization_id, [...(byOwner.get(service.organization_id) ?? []), service]);
  const organizationWith = (one: Organization, make: (service: Service) => object): object => ({
    ...one,
    services: (byOwner.get(one.id) ?? []).map(make),
  });
  return {
    services: services.map((one) => ({
      id: one.id,
      owner: one.organization_id,
      sizes: { minimal: minimalOf(one), basic: basicServiceOf(one), full: fullServiceOf(one) },
    })),
    organizations: organizations.map((one) => ({
      id: one.id,
      owner: one.id,
      sizes: {
        basic: withoutLists(one),
        full: organizationWith(one, minimalOf),
        withServices: organizationWith(one, fullServiceOf),
      },
    })),
    serviceAtLocations: services.flatMap((service) => {
      const { service_at_locations: places = [], ...rest } = service;
      return places.map((one) => ({
        id: one.id,
        owner: service.organization_id,
        sizes: {
          basic: { ...withoutLists(one), service: basicServiceOf(service) },
          full: { ...one, service: fullServiceOf(rest) },
        },
      }));
    }),
  };
}
