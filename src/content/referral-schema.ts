/**
 * The form of the files in `referral-data/`, as the people who keep them write them.
 * Trust stands per field: see `referral-data/README.md` for what each status means.
 */
import { z } from 'zod';
import { circumstances, routeKinds, vocabulary } from '../core/situation.ts';
import { isPlainName } from './card-marks.ts';

/** How far a value may be trusted. Only `verified-source` values and names marked `verified-name` are ever shown. */
export const trust = z.enum([
  'verified-source',
  'verified-name',
  'single-weak-source',
  'old-source',
  'unverified-memory',
]);

export type Trust = z.infer<typeof trust>;

/** A day, a month or a year: as precise as the source is. */
export const sourceDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'write a date as 2026, 2026-03 or 2026-03-21');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write the day as 2026-03-21');

/** `source` names an entry of `sources.yaml`; `seenOn` may be left out where that entry has the date. */
export function field<T extends z.ZodType>(value: T) {
  return z.strictObject({
    value,
    status: trust,
    source: z.string().min(1).optional(),
    seenOn: sourceDate.nullable().optional(),
    checkedOn: day.nullable(),
    checkedBy: z.string().min(1).optional(),
  });
}

/** Marks that nobody sees: among them those that turn the letters behind them around. */
const unseen = /[\p{Cc}\p{Cf}]/u;
/** A name is no place for a number to call: nobody would look for a false one there. */
const numberInName = /(?:\d[ .-]?){6}/;

export const name = z
  .string()
  .min(2)
  .max(120)
  .refine((text) => !unseen.test(text), 'write it without marks that cannot be seen')
  .refine((text) => !numberInName.test(text), 'write the number where numbers belong, and not in a name')
  .refine(isPlainName, 'write it without an address, and without marks that stand for links, lists or heavy type');
export const phone = z
  .string()
  .regex(
    /^(\+\d{1,3} [\d ]{4,16}|14 0\d{2,3}|1\d{2}|\(?0\d{1,4}\)?[- ]?[\d ]{3,12})$/,
    'write the number as the organisation writes it, for example 0800-2000, (0599) 63 16 31, 14 020 or +31 70 345 43 19',
  );
/** `https://name@host/` shows one address and leads to another; a machine's own names lead nowhere. */
function leadsElsewhere(text: string): boolean {
  const { username, password, hostname } = new URL(text);
  return username !== '' || password !== '' || !hostname.includes('.') || /^[\d.[\]:]+$/.test(hostname);
}

export const website = z
  .url({ protocol: /^https?$/, error: 'write a whole address that begins with https://' })
  .max(300, 'write a shorter address: at most 300 characters')
  .refine(
    (text) => !URL.canParse(text) || !leadsElsewhere(text),
    'write an address with the name of a site and nothing before it',
  );
/** A small part of the OpenStreetMap form: `24/7`, or `Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off`. */
export const hours = z
  .string()
  .max(200)
  .regex(/^(24\/7|((Mo|Tu|We|Th|Fr|Sa|Su|PH)[^;]*)(;[^;]+)*)$/);

const one = <T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.enum(values), z.array(z.enum(values)).min(1)]);

/** Which situations: every named fact must fit; a list means any of these. */
export const conditionSchema = z.strictObject({
  theme: one(vocabulary.theme).optional(),
  urgency: one(vocabulary.urgency).optional(),
  who: one(vocabulary.who).optional(),
  age: one(vocabulary.age).optional(),
  where: one(vocabulary.where).optional(),
  caller: one(vocabulary.caller).optional(),
  parent: one(vocabulary.parent).optional(),
  keyPersonSafe: one(vocabulary.keyPersonSafe).optional(),
  selfHarm: z.boolean().optional(),
  circumstance: one(circumstances).optional(),
});
/** One condition, or a list of which any may hold. */
export const whenSchema = z.union([conditionSchema, z.array(conditionSchema).min(1)]);

export const sourcesSchema = z.record(
  z.string(),
  z.strictObject({
    /** What a person can look up: an address, or the title of a publication. */
    title: z.string().min(3),
    seenOn: sourceDate.nullable(),
    note: z.string().optional(),
  }),
);

export const channelReach = z.array(z.enum(vocabulary.caller)).min(1);

export const serviceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.enum(routeKinds),
  /** `desk`: for professionals and key persons who signed in only; never in a public answer. */
  visibility: z.enum(['public', 'desk']).default('public'),
  name: field(name),
  /** As dialled in the Netherlands. */
  phone: field(phone).optional(),
  /** A further number with the same hours, for example 0800-0113 beside 113. */
  phoneAlso: field(phone).optional(),
  /** As dialled from other countries, always with +31. */
  phoneAbroad: field(phone).optional(),
  whatsapp: field(phone).optional(),
  chat: field(website).optional(),
  chatHours: field(hours).optional(),
  website: field(website).optional(),
  email: field(z.email()).optional(),
  hours: field(hours).optional(),
  free: field(z.boolean()).optional(),
  anonymous: field(z.boolean()).optional(),
  languages: field(z.array(z.string())).optional(),
  /** Where the chat can be used from, when that is not everywhere. */
  chatReach: channelReach.optional(),
  /** Whom this service is for; left out: everyone. */
  when: whenSchema.optional(),
  /** For whom it comes before the others of its kind; left out: it keeps its place in the file. */
  first: whenSchema.optional(),
  /** A text of its own stands in `locales/<lang>/services.json` under this id. */
  menu: z.boolean().default(false),
  say: z.boolean().default(false),
  /** From where whoever answers understands the Dutch sentence to say, when that is not everywhere. */
  sayReach: channelReach.optional(),
  /** No contact is known for this kind; the texts say how to find one (your own huisarts, the COA contact person). */
  generic: z.boolean().default(false),
  /** For editors; never shown. */
  note: z.string().optional(),
});
export const servicesSchema = z.strictObject({
  /** Who answers day and night in place of a kind that is not known to be open, best first. */
  standIn: z.partialRecord(z.enum([...routeKinds, 'default']), z.array(z.enum(routeKinds)).min(1)),
  services: z.array(serviceSchema),
});

export const regionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Code of the Veilig Thuis region in the CBS division of 2025. */
  cbs: z.string().regex(/^VT\d{2}$/),
  name: field(name),
  website: field(website).optional(),
  phone: field(phone).optional(),
  phoneAbroad: field(phone).optional(),
  note: z.string().optional(),
});
export const regionsSchema = z.strictObject({ regions: z.array(regionSchema) });

export const municipalityCode = z.string().regex(/^GM\d{4}$/, 'a municipality code has the form GM0363');
export const municipalityFileSchema = z.strictObject({
  municipality: municipalityCode,
  name,
  phone: field(phone).optional(),
  website: field(website).optional(),
  wijkteam: z
    .strictObject({
      name: field(name).optional(),
      phone: field(phone).optional(),
      website: field(website).optional(),
    })
    .optional(),
  /** What is still to be found; `check` keeps this list honest. */
  missing: z.array(z.enum(['wijkteam.name', 'wijkteam.phone', 'wijkteam.website', 'phone', 'website'])),
  note: z.string().optional(),
});

/** One line of `municipalities.csv`: geography only. */
export const municipalityRowSchema = z.strictObject({
  code: municipalityCode,
  name,
  province: z.string().min(3),
  region: z.string().min(3),
  validFrom: day,
  /** The last day the code is in use, or empty. */
  validTo: z.union([day, z.literal('')]),
  /** The code that takes over, required with `validTo`. */
  successor: z.union([municipalityCode, z.literal('')]),
  lat: z.coerce.number().min(50.7).max(53.7),
  lon: z.coerce.number().min(3.3).max(7.3),
});

/** One line of `places.csv`: a name by which a municipality may be meant. */
export const placeRowSchema = z.strictObject({
  name,
  municipality: municipalityCode,
  kind: z.enum(['gemeente', 'woonplaats', 'former_gemeente', 'spelling', 'alias']),
});

/** One line of `postcodes.csv`; `alternatives` are further codes where the four digits lie in several municipalities. */
export const postcodeRowSchema = z
  .strictObject({
    postcode: z.string().regex(/^\d{4}$/),
    municipality: municipalityCode,
    place: z.string(),
    alternatives: z.string().regex(/^(GM\d{4}( GM\d{4})*)?$/),
  })
  .transform(({ postcode, municipality, alternatives }) => ({
    postcode,
    municipality,
    alternatives: alternatives === '' ? [] : alternatives.split(' '),
  }));

/** The key-person network: organisations only, never a person. */
export const organisationSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: field(name),
  /** In plain Dutch, for editors and the desk. */
  community: z.string().min(2),
  scope: z.enum(['national', 'local']),
  /** Where a local organisation works; without it a local one is named nowhere. */
  municipality: municipalityCode.optional(),
  /** In which situations it may be named; left out: in any. */
  when: whenSchema.optional(),
  city: field(name).optional(),
  website: field(website).optional(),
  languages: field(z.array(z.string())).optional(),
  /** Has written rules for the safety of children. Without it never shown to or about minors. */
  safeguarding: z.boolean().default(false),
  /** Known as safe for LGBTQ+ people. Without it never shown in coming-out. */
  lgbtSafe: z.boolean().default(false),
  note: z.string().optional(),
});
export const organisationsSchema = z.strictObject({ organisations: z.array(organisationSchema) });

export type ServiceEntry = z.infer<typeof serviceSchema>;
export type RegionEntry = z.infer<typeof regionSchema>;
export type MunicipalityFile = z.infer<typeof municipalityFileSchema>;
export type MunicipalityRow = z.infer<typeof municipalityRowSchema>;
export type OrganisationEntry = z.infer<typeof organisationSchema>;
