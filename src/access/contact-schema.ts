/**
 * The form of `contacts.yaml` in the overlay: contacts that must not be public. Trust stands per field, as everywhere in
 * the referral data; a source is named in words, because the public list of sources must not know of it.
 */
import { z } from 'zod';
import { parseOpeningHours } from '../content/opening-hours.ts';
import { field, hours, municipalityCode, name, phone, website } from '../content/referral-schema.ts';
import { routeKinds, vocabulary } from '../core/situation.ts';

/** Hours in the form that pages can show as open or closed. The message names no hours: they are not public either. */
const readableHours = hours.refine((text) => {
  try {
    parseOpeningHours(text);
    return true;
  } catch {
    return false;
  }
}, 'write the hours as Mo-Fr 09:00-17:00; PH off, each day once');

export const contactSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'write small letters, digits and dashes'),
  /** Stands there so that nobody takes the file for one that may be published. */
  visibility: z.literal('desk'),
  name: field(name),
  /** The route that it belongs to; left out: to none in particular. */
  kind: z.enum(routeKinds).optional(),
  /** Where it works: codes of municipalities, and ids of Veilig Thuis regions. Both left out: everywhere. */
  municipality: z.array(municipalityCode).min(1).optional(),
  region: z
    .array(z.string().regex(/^[a-z0-9-]+$/, 'write the id of a region as in veilig-thuis.yaml'))
    .min(1)
    .optional(),
  /** What it is for; left out: any theme. */
  themes: z
    .array(z.enum(vocabulary.theme).exclude(['unknown']))
    .min(1)
    .optional(),
  phone: field(phone).optional(),
  email: field(z.email()).optional(),
  website: field(website).optional(),
  hours: field(readableHours).optional(),
  languages: field(z.array(z.string().min(2)).min(1)).optional(),
  /** For editors. */
  note: z.string().min(1).max(2000).optional(),
});

export const contactsSchema = z.strictObject({ contacts: z.array(contactSchema) });

export type ContactEntry = z.infer<typeof contactSchema>;
