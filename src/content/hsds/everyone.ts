/**
 * The public profile: what any partner may have. It shows exactly what a visitor may see, without the organisations of
 * key persons: who may be sent to those depends on the situation (guide B4), and a list knows none.
 */
import { type Condition, conditionsOf } from '../../core/condition.ts';
import { conditionInWords } from '../drawing/in-words.ts';
import { wordsFor } from '../drawing/words.ts';
import type { ReferralFiles } from '../referral-files.ts';
import type { MunicipalityRow, RegionEntry, ServiceEntry } from '../referral-schema.ts';
import type { SheetRow } from '../referral-sheet/row.ts';
import { rowsOf } from '../referral-sheet/rows.ts';
import { idOf } from './ids.ts';
import { attributeOf, mayBeShown, organizationOf, serviceOf } from './mapping.ts';
import { type Part, partsOf } from './parts.ts';
import type { Attribute, Location, Organization, Service, ServiceArea, ServiceAtLocation } from './shapes.ts';
import { words } from './words.ts';

/** The public data, each thing once. */
export interface Hsds {
  readonly organizations: readonly Organization[];
  readonly services: readonly Service[];
}

/** What a service does, in Dutch; null where no text says it. */
export type WhatItDoes = (service: string) => string | null;

/** Fields that a visitor is never shown, whatever their status. */
const neverShown: readonly string[] = ['email', 'phoneAlso', 'city'];
const nationalVeiligThuis = 'veilig-thuis';
const dutch = wordsFor('nl');

/** The rows that everyone may see, by entry. A source says when it was seen where the field itself does not. */
function shownRows(files: ReferralFiles): ReadonlyMap<string, readonly SheetRow[]> {
  const entries = new Map<string, SheetRow[]>();
  for (const row of rowsOf(files)) {
    if (!mayBeShown(row) || neverShown.includes(row.field)) continue;
    const shown = { ...row, 'seen on': row['seen on'] || (files.sources[row.source]?.seenOn ?? '') };
    const known = entries.get(row.of);
    if (known === undefined) entries.set(row.of, [shown]);
    else known.push(shown);
  }
  return entries;
}

interface Making {
  readonly files: ReferralFiles;
  readonly rows: ReadonlyMap<string, readonly SheetRow[]>;
  readonly what: WhatItDoes;
}

function areaOf(service: string, extent: string, name: string): ServiceArea {
  return { id: idOf('service_area', service, extent), name, extent, extent_type: 'text' };
}

/** The kind of help, as a term that says what it means. */
function kindOf(service: string, kind: ServiceEntry['kind']): Attribute {
  const name = dutch.kind[kind];
  return {
    ...attributeOf('service', service, 'kind', kind),
    taxonomy_term: { id: idOf('taxonomy_term', kind), code: kind, name, description: name, taxonomy: words.kinds },
  };
}

function described(what: string | null): Pick<Service, 'description'> {
  return what === null ? {} : { description: what };
}

// --- National services ------------------------------------------------------------------------------------------------

/** Whom a service is for: its subject, circumstances and ages. Who asks, and how urgently, is a matter of the talk. */
function audiencesOf({ when }: ServiceEntry): readonly Condition[] {
  return conditionsOf(when).map(({ theme, circumstance, age }) => {
    // Nobody's age is `unknown`: that is only what a talk knows of it.
    const ages = age === undefined ? [] : [age].flat().filter((one) => one !== 'unknown');
    return {
      ...(theme !== undefined && { theme }),
      ...(ages.length > 0 && { age: ages }),
      ...(circumstance !== undefined && { circumstance }),
    };
  });
}

function agesOf(audiences: readonly Condition[]): Pick<Service, 'minimum_age' | 'maximum_age'> {
  const isFor = (age: 'minor' | 'adult'): boolean =>
    audiences.length === 0 || audiences.some((one) => one.age === undefined || [one.age].flat().includes(age));
  if (isFor('minor') === isFor('adult')) return {};
  return isFor('minor') ? { maximum_age: 17 } : { minimum_age: 18 };
}

function eligibilityOf(entry: ServiceEntry): Partial<Service> {
  const audiences = audiencesOf(entry);
  const whom = conditionInWords(audiences, dutch);
  return { ...(whom !== '' && { eligibility_description: `${words.onlyFor} ${whom}.` }), ...agesOf(audiences) };
}

/** A chat that does not work from everywhere says so: in another country it is no way to reach anybody. */
function withReach(service: Service, { chatReach }: ServiceEntry): Pick<Service, 'service_at_locations'> {
  if (chatReach === undefined || chatReach.includes('abroad') || service.service_at_locations === undefined) return {};
  const description = chatReach.includes('eu') ? words.fromNlAndEu : words.onlyFromNl;
  return {
    service_at_locations: service.service_at_locations.map((one) => ({
      ...one,
      location: { ...one.location, description },
    })),
  };
}

/** The entry and who gives it. Our data do not say which organisation that is, so it bears the name of its service. */
function national(making: Making, entry: ServiceEntry): Hsds {
  const of = `service:${entry.id}`;
  const rows = making.rows.get(of) ?? [];
  const name = rows.find(({ field }) => field === 'name')?.value;
  if (entry.generic || entry.visibility === 'desk' || name === undefined) return { organizations: [], services: [] };
  const [organization, service] = partsOf(of, name, rows);
  if (organization === undefined || service === undefined) throw new Error(`${of} gives no service`);
  const made = serviceOf(service, 'everyone');
  return {
    organizations: [organizationOf(organization, 'everyone')],
    services: [
      {
        ...made,
        ...withReach(made, entry),
        ...described(making.what(entry.id)),
        ...eligibilityOf(entry),
        // The consular line is for people who are elsewhere.
        ...(entry.kind !== 'consular' && { service_areas: [areaOf(of, 'NL', words.country)] }),
        attributes: [...made.attributes, kindOf(of, entry.kind)],
      },
    ],
  };
}

// --- Veilig Thuis -----------------------------------------------------------------------------------------------------

/** What a region does not have of its own, it has from the national line: that is what a card shows, too. */
function overNational(region: Part, line: Part): readonly SheetRow[] {
  const own = new Set(region.rows.map(({ field }) => field));
  return [...region.rows, ...line.rows.filter(({ field }) => !own.has(field))];
}

function regional(making: Making, region: RegionEntry): Hsds {
  const of = `region:${region.id}`;
  const rows = making.rows.get(of) ?? [];
  const name = rows.find(({ field }) => field === 'name')?.value;
  if (name === undefined) return { organizations: [], services: [] };
  const [organization, own] = partsOf(of, name, rows);
  const [, line] = partsOf(of, name, making.rows.get(`service:${nationalVeiligThuis}`) ?? []);
  if (organization === undefined || own === undefined || line === undefined) throw new Error(`${of} gives no service`);
  const service: Part = { ...own, rows: overNational(own, line) };
  const made = serviceOf(service, 'everyone');
  const entry = making.files.services.find(({ id }) => id === nationalVeiligThuis);
  const municipalities = making.files.rows.filter((row) => row.region === region.id);
  return {
    organizations: [organizationOf(organization, 'everyone')],
    services: [
      {
        ...made,
        ...(entry !== undefined && withReach(made, entry)),
        ...described(making.what(nationalVeiligThuis)),
        service_areas: [areaOf(of, region.cbs, name), ...municipalities.map((row) => areaOf(of, row.code, row.name))],
        attributes: [...made.attributes, kindOf(of, 'veilig-thuis')],
      },
    ],
  };
}

// --- Municipalities ---------------------------------------------------------------------------------------------------

function middleOf({ code, name, lat, lon }: MunicipalityRow): Location {
  return {
    id: idOf('location', code),
    location_type: 'virtual',
    name: `${words.municipality} ${name}`,
    description: words.middle,
    latitude: lat,
    longitude: lon,
    external_identifier: code,
    external_identifier_type: words.municipalityCode,
  };
}

function teamAt(code: string, location: Location): ServiceAtLocation {
  return {
    id: idOf('service_at_location', code),
    service_id: idOf('service', code),
    location_id: location.id,
    location,
  };
}

/** What the list of municipalities says of one; a code that ends is told with the day and who takes over. */
function geographyOf({ code, province, region, validTo, successor }: MunicipalityRow): readonly Attribute[] {
  const told = { province, 'veilig thuis': `region:${region}`, 'valid to': validTo, successor };
  return Object.entries(told)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => attributeOf('organization', code, name, value));
}

/** A municipality and its wijkteam. Of a wijkteam without contacts of its own it says to ask the municipality. */
function local(making: Making, row: MunicipalityRow): Hsds {
  const { code } = row;
  const [municipality, team] = partsOf(code, row.name, making.rows.get(code) ?? []);
  if (municipality === undefined || team === undefined) throw new Error(`${code} gives no service`);
  const location = middleOf(row);
  const organization = organizationOf(municipality, 'everyone');
  const service = serviceOf(team, 'everyone');
  return {
    organizations: [
      {
        ...organization,
        description: `${words.municipality} ${row.name}`,
        locations: [location],
        attributes: [...organization.attributes, ...geographyOf(row)],
      },
    ],
    services: [
      {
        ...service,
        ...described(making.what('wijkteam')),
        ...(service.phones === undefined && { application_process: words.askMunicipality }),
        service_areas: [areaOf(code, code, row.name)],
        service_at_locations: [teamAt(code, location)],
        attributes: [...service.attributes, kindOf(code, 'wijkteam')],
      },
    ],
  };
}

/** The public profile of these files. */
export function hsdsOf(files: ReferralFiles, what: WhatItDoes): Hsds {
  const making: Making = { files, rows: shownRows(files), what };
  const made = [
    ...files.services.map((entry) => national(making, entry)),
    ...files.regions.map((region) => regional(making, region)),
    ...files.rows.map((row) => local(making, row)),
  ];
  return {
    organizations: made.flatMap(({ organizations }) => organizations),
    services: made.flatMap(({ services }) => services),
  };
}
