/**
 * The profile: the part of HSDS 3.0 that we write, property by property. What is not named here is never written.
 */
import { z } from 'zod';

export const hsdsVersion = '3.0';

const text = z.string().min(1);
const id = z.uuid({ version: 'v5' });
const day = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const linkEntity = z.enum(['organization', 'service', 'phone', 'location']);

const taxonomyTerm = z.strictObject({ id, code: text, name: text, description: text, taxonomy: text });

/** `link_type` says what of the thing it tells: `phone/seen on`, `kind`, `of`. */
const attribute = z.strictObject({
  id,
  link_id: id,
  link_entity: linkEntity,
  link_type: text,
  value: z.string(),
  taxonomy_term: taxonomyTerm.optional(),
});

const phone = z.strictObject({ id, number: text, type: z.enum(['voice', 'text']), description: text.optional() });

/** Times are those of a clock in Amsterdam: an offset would be wrong for half of the year. */
const schedule = z.strictObject({
  id,
  valid_from: day.optional(),
  freq: z.literal('WEEKLY'),
  wkst: z.literal('MO'),
  byday: z.string().regex(/^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$/),
  opens_at: time,
  closes_at: time,
  description: text,
  notes: text,
});

const language = z.strictObject({ id, code: z.string().regex(/^[a-z]{2,3}$/) });

/** Never a polygon, never an address: the code of a municipality or a region, or `NL`. */
const serviceArea = z.strictObject({
  id,
  name: text,
  extent: z.string().regex(/^(NL|GM\d{4}|VT\d{2})$/),
  extent_type: z.literal('text'),
});

/** Only ever virtual: no house, no desk, no shelter. Coordinates are the middle of a municipality. */
const location = z.strictObject({
  id,
  location_type: z.literal('virtual'),
  name: text,
  description: text.optional(),
  url: z.url().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  external_identifier: z
    .string()
    .regex(/^GM\d{4}$/)
    .optional(),
  external_identifier_type: text.optional(),
});

export const serviceAtLocationSchema = z.strictObject({
  id,
  service_id: id,
  location_id: id,
  description: text.optional(),
  schedules: z.array(schedule).optional(),
  location,
});

const costOption = z.strictObject({
  id,
  option: text,
  amount: z.literal(0),
  currency: z.literal('EUR'),
});

export const organizationSchema = z.strictObject({
  id,
  name: text,
  description: text,
  website: z.url().optional(),
  phones: z.array(phone).optional(),
  locations: z.array(location).optional(),
  attributes: z.array(attribute),
});

export const serviceSchema = z.strictObject({
  id,
  organization_id: id,
  name: text,
  description: text.optional(),
  url: z.url().optional(),
  status: z.enum(['active', 'inactive']),
  application_process: text.optional(),
  fees_description: text.optional(),
  eligibility_description: text.optional(),
  minimum_age: z.number().optional(),
  maximum_age: z.number().optional(),
  assured_date: day.optional(),
  phones: z.array(phone).optional(),
  schedules: z.array(schedule).optional(),
  service_areas: z.array(serviceArea).optional(),
  service_at_locations: z.array(serviceAtLocationSchema).optional(),
  languages: z.array(language).optional(),
  cost_options: z.array(costOption).optional(),
  attributes: z.array(attribute),
});

export type Attribute = z.infer<typeof attribute>;
export type Phone = z.infer<typeof phone>;
export type Schedule = z.infer<typeof schedule>;
export type Location = z.infer<typeof location>;
export type ServiceAtLocation = z.infer<typeof serviceAtLocationSchema>;
export type ServiceArea = z.infer<typeof serviceArea>;
export type Organization = z.infer<typeof organizationSchema>;
export type Service = z.infer<typeof serviceSchema>;
