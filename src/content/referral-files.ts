/**
 * Reads `referral-data/` and keeps of it what anyone may see: trust decides per field, here and nowhere else.
 */
import { z } from 'zod';
import type { Channels, DirectoryData, Municipality, Organisation, Region, Seen, Service } from '../core/directory.ts';
import { nameMark, type PlaceData } from '../core/place.ts';
import { parseOpeningHours } from './opening-hours.ts';
import type { Reader } from './reader.ts';
import {
  type MunicipalityFile,
  type MunicipalityRow,
  municipalityFileSchema,
  municipalityRowSchema,
  type OrganisationEntry,
  organisationsSchema,
  placeRowSchema,
  postcodeRowSchema,
  type RegionEntry,
  regionsSchema,
  type ServiceEntry,
  servicesSchema,
  sourcesSchema,
  type Trust,
} from './referral-schema.ts';

export const folder = 'referral-data';

/** Everything in the folder as it was written, validated in form. */
export interface ReferralFiles {
  readonly sources: z.output<typeof sourcesSchema>;
  readonly standIn: z.output<typeof servicesSchema>['standIn'];
  readonly services: readonly ServiceEntry[];
  readonly regions: readonly RegionEntry[];
  readonly rows: readonly MunicipalityRow[];
  readonly municipalities: readonly (MunicipalityFile & { readonly file: string })[];
  readonly organisations: readonly OrganisationEntry[];
  readonly places: PlaceData;
}

const oneColumn = <K extends string>(column: K) => z.object({ [column]: z.string().min(1) } as Record<K, z.ZodString>);

/** Reads the folder; null when a file cannot be used (the reader then holds the problems). */
export function readReferralFiles(reader: Reader): ReferralFiles | null {
  const sources = reader.yaml(`${folder}/sources.yaml`, sourcesSchema);
  const services = reader.yaml(`${folder}/services.yaml`, servicesSchema);
  const regions = reader.yaml(`${folder}/veilig-thuis.yaml`, regionsSchema);
  const organisations = reader.yaml(`${folder}/organisations.yaml`, organisationsSchema);
  const rows = reader.csv(`${folder}/municipalities.csv`, municipalityRowSchema);
  const places = reader.csv(`${folder}/places.csv`, placeRowSchema);
  const postcodes = reader.csv(`${folder}/postcodes.csv`, postcodeRowSchema);
  const foreign = reader.csv(`${folder}/foreign-places.csv`, oneColumn('name'));
  const everyday = reader.csv(`${folder}/everyday-words.csv`, oneColumn('word'));
  const municipalities = reader.list(`${folder}/municipalities`, '.yaml').flatMap((file) => {
    const entry = reader.yaml(file, municipalityFileSchema);
    return entry === null ? [] : [{ ...entry, file }];
  });
  if (!sources || !services || !regions || !organisations || !rows || !places || !postcodes || !foreign || !everyday)
    return null;
  return {
    sources,
    standIn: services.standIn,
    services: services.services,
    regions: regions.regions,
    rows,
    municipalities,
    organisations: organisations.organisations,
    places: {
      municipalities: rows.map(({ code, name }) => ({ code, name })),
      places,
      postcodes,
      foreign: foreign.map(({ name }) => nameMark(name)),
      everyday: everyday.map(({ word }) => word),
    },
  };
}

interface Field<T> {
  readonly value: T;
  readonly status: Trust;
  readonly source?: string | undefined;
  readonly seenOn?: string | null | undefined;
  readonly checkedOn: string | null;
}

/** Whether a field with this status may be shown to anyone (design section 4). */
export function isShown(status: Trust, part: 'name' | 'value'): boolean {
  return status === 'verified-source' || (part === 'name' && status === 'verified-name');
}

class Showing {
  private readonly sources: ReferralFiles['sources'];

  constructor(sources: ReferralFiles['sources']) {
    this.sources = sources;
  }

  seen<T>(field: Field<T> | undefined, part: 'name' | 'value' = 'value'): Seen<T> | undefined {
    if (field === undefined || !isShown(field.status, part)) return undefined;
    const source = field.source === undefined ? undefined : this.sources[field.source];
    return {
      value: field.value,
      source: source?.title ?? '',
      seenOn: field.seenOn ?? source?.seenOn ?? null,
      checkedOn: field.checkedOn,
    };
  }

  channels(entry: {
    readonly phone?: Field<string> | undefined;
    readonly phoneAbroad?: Field<string> | undefined;
    readonly whatsapp?: Field<string> | undefined;
    readonly chat?: Field<string> | undefined;
    readonly website?: Field<string> | undefined;
  }): Channels {
    return {
      phone: this.seen(entry.phone),
      phoneAbroad: this.seen(entry.phoneAbroad),
      whatsapp: this.seen(entry.whatsapp),
      chat: this.seen(entry.chat),
      website: this.seen(entry.website),
    };
  }

  /** The entry as anyone may see it, or nothing when even its name may not be shown. */
  service(entry: ServiceEntry): readonly Service[] {
    const name = this.seen(entry.name, 'name');
    if (name === undefined || entry.visibility === 'desk') return [];
    const { id, kind, chatReach, when, first, generic, menu, say, sayReach } = entry;
    const hours = this.seen(entry.hours);
    const chatHours = this.seen(entry.chatHours);
    return [
      {
        id,
        kind,
        name,
        ...this.channels(entry),
        hours: hours && { ...hours, value: parseOpeningHours(hours.value) },
        chatHours: chatHours && { ...chatHours, value: parseOpeningHours(chatHours.value) },
        free: this.seen(entry.free),
        anonymous: this.seen(entry.anonymous),
        chatReach,
        when,
        first,
        generic,
        menu,
        say,
        sayReach,
      },
    ];
  }

  region(entry: RegionEntry): readonly Region[] {
    const name = this.seen(entry.name, 'name');
    return name === undefined ? [] : [{ id: entry.id, name, ...this.channels(entry) }];
  }

  organisation(entry: OrganisationEntry): readonly Organisation[] {
    const name = this.seen(entry.name, 'name');
    const { id, community, scope, municipality, when, safeguarding, lgbtSafe } = entry;
    if (name === undefined || (scope === 'local' && municipality === undefined)) return [];
    const place = municipality ?? null;
    return [{ id, name, community, municipality: place, when, safeguarding, lgbtSafe, ...this.channels(entry) }];
  }

  municipality(
    { code, name, region, validTo, successor }: MunicipalityRow,
    file: MunicipalityFile | undefined,
  ): Municipality {
    return {
      code,
      name,
      region,
      validTo: validTo === '' ? null : validTo,
      successor: successor === '' ? null : successor,
      ...this.channels(file ?? {}),
      wijkteam: { name: this.seen(file?.wijkteam?.name, 'name'), ...this.channels(file?.wijkteam ?? {}) },
    };
  }
}

/** The directory that anyone may see. */
export function publicDirectory(files: ReferralFiles): DirectoryData {
  const showing = new Showing(files.sources);
  const byCode = new Map(files.municipalities.map((entry) => [entry.municipality, entry]));
  return {
    services: files.services.flatMap((entry) => showing.service(entry)),
    regions: files.regions.flatMap((entry) => showing.region(entry)),
    municipalities: files.rows.map((row) => showing.municipality(row, byCode.get(row.code))),
    organisations: files.organisations.flatMap((entry) => showing.organisation(entry)),
    standIn: files.standIn,
  };
}
