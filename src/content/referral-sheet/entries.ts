/**
 * Whose contacts are kept: municipalities, regions of Veilig Thuis, national services and organisations, and which of
 * their fields stand on the sheet.
 */
import type { z } from 'zod';
import type { ReferralFiles } from '../referral-files.ts';
import { folder } from '../referral-files.ts';
import {
  municipalityFileSchema,
  organisationSchema,
  regionSchema,
  serviceSchema,
  type Trust,
} from '../referral-schema.ts';

/** One value with what it rests on, as the files have it. */
export interface TrustedField {
  readonly value: string | boolean | readonly string[];
  readonly status: Trust;
  readonly source?: string | undefined;
  readonly seenOn?: string | null | undefined;
  readonly checkedOn: string | null;
  readonly checkedBy?: string | undefined;
}

export const entryKinds = ['municipality', 'region', 'service', 'organisation'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface Entry {
  readonly kind: EntryKind;
  /** As the sheet names it: `GM0363`, `region:drenthe`, `service:lkha`, `organisation:iot`. */
  readonly of: string;
  /** What it is called, for people. */
  readonly name: string;
  /** Its file, and where in that file it stands. */
  readonly file: string;
  readonly path: readonly (string | number)[];
  /** The fields that hold something, by the name the sheet gives them. */
  readonly fields: ReadonlyMap<string, TrustedField>;
  readonly note: string;
  /** Only for whoever signed in: never on a sheet. */
  readonly deskOnly: boolean;
  /** Where it works, when that is one place: a municipality itself, or a local organisation. */
  readonly municipality: string | null;
}

/** The fields a kind of entry may have, in the order of the sheet, each with its form. */
export type FieldForms = Readonly<Record<string, z.ZodType<TrustedField>>>;

const { wijkteam, ...municipality } = municipalityFileSchema.shape;
const team = wijkteam.unwrap().shape;

export const fieldForms: Readonly<Record<EntryKind, FieldForms>> = {
  municipality: {
    phone: municipality.phone.unwrap(),
    website: municipality.website.unwrap(),
    'wijkteam.name': team.name.unwrap(),
    'wijkteam.phone': team.phone.unwrap(),
    'wijkteam.website': team.website.unwrap(),
  },
  region: {
    name: regionSchema.shape.name,
    website: regionSchema.shape.website.unwrap(),
    phone: regionSchema.shape.phone.unwrap(),
    phoneAbroad: regionSchema.shape.phoneAbroad.unwrap(),
  },
  service: {
    name: serviceSchema.shape.name,
    phone: serviceSchema.shape.phone.unwrap(),
    phoneAlso: serviceSchema.shape.phoneAlso.unwrap(),
    phoneAbroad: serviceSchema.shape.phoneAbroad.unwrap(),
    whatsapp: serviceSchema.shape.whatsapp.unwrap(),
    chat: serviceSchema.shape.chat.unwrap(),
    chatHours: serviceSchema.shape.chatHours.unwrap(),
    website: serviceSchema.shape.website.unwrap(),
    email: serviceSchema.shape.email.unwrap(),
    hours: serviceSchema.shape.hours.unwrap(),
    free: serviceSchema.shape.free.unwrap(),
    anonymous: serviceSchema.shape.anonymous.unwrap(),
    languages: serviceSchema.shape.languages.unwrap(),
  },
  organisation: {
    name: organisationSchema.shape.name,
    city: organisationSchema.shape.city.unwrap(),
    website: organisationSchema.shape.website.unwrap(),
    languages: organisationSchema.shape.languages.unwrap(),
  },
};

type Fields = Readonly<Record<string, TrustedField | undefined>>;

/** What is there, in the order of the sheet. */
function known(kind: EntryKind, fields: Fields): ReadonlyMap<string, TrustedField> {
  return new Map(
    Object.keys(fieldForms[kind]).flatMap((name) => {
      const field = fields[name];
      return field === undefined ? [] : [[name, field] as const];
    }),
  );
}

/** The trusted fields of an entry that keeps them side by side. Whatever else it holds is left out by `known`. */
function besideEachOther(kind: EntryKind, entry: object): ReadonlyMap<string, TrustedField> {
  return known(kind, entry as Fields);
}

/** Every entry, each kind in the order of its files. */
export function entriesOf(files: ReferralFiles): readonly Entry[] {
  const services = files.services.map(
    (entry, index): Entry => ({
      kind: 'service',
      of: `service:${entry.id}`,
      name: entry.name.value,
      file: `${folder}/services.yaml`,
      path: ['services', index],
      fields: besideEachOther('service', entry),
      note: entry.note ?? '',
      deskOnly: entry.visibility === 'desk',
      municipality: null,
    }),
  );
  const regions = files.regions.map(
    (entry, index): Entry => ({
      kind: 'region',
      of: `region:${entry.id}`,
      name: entry.name.value,
      file: `${folder}/veilig-thuis.yaml`,
      path: ['regions', index],
      fields: besideEachOther('region', entry),
      note: entry.note ?? '',
      deskOnly: false,
      municipality: null,
    }),
  );
  const municipalities = files.municipalities.map(
    ({ municipality: code, name, phone, website, wijkteam: local, note = '', file }): Entry => ({
      kind: 'municipality',
      of: code,
      name,
      file,
      path: [],
      fields: known('municipality', {
        phone,
        website,
        'wijkteam.name': local?.name,
        'wijkteam.phone': local?.phone,
        'wijkteam.website': local?.website,
      }),
      note,
      deskOnly: false,
      municipality: code,
    }),
  );
  const organisations = files.organisations.map(
    (entry, index): Entry => ({
      kind: 'organisation',
      of: `organisation:${entry.id}`,
      name: entry.name.value,
      file: `${folder}/organisations.yaml`,
      path: ['organisations', index],
      fields: besideEachOther('organisation', entry),
      note: entry.note ?? '',
      deskOnly: false,
      municipality: entry.municipality ?? null,
    }),
  );
  return [...municipalities, ...regions, ...services, ...organisations];
}

/** What concerns one municipality: itself, its region of Veilig Thuis, and the organisations that work there. */
export function entriesFor(files: ReferralFiles, code: string): readonly Entry[] {
  const region = files.rows.find((row) => row.code === code)?.region;
  return entriesOf(files).filter((entry) => entry.municipality === code || entry.of === `region:${region}`);
}
