/**
 * What partners may have of the referral data: what a visitor may see, and nothing else.
 */
import { describe, expect, it } from '@jest/globals';
import { type Hsds, hsdsOf } from '../../../src/content/hsds/everyone.ts';
import { idOf, uuidOf } from '../../../src/content/hsds/ids.ts';
import { organizationSchema, type Service, serviceSchema } from '../../../src/content/hsds/shapes.ts';
import { publicDirectory } from '../../../src/content/referral-files.ts';
import { library } from '../../support/content.ts';
import { field, files, withService } from './content.ts';

const hsds = library().hsds();
const shown = publicDirectory(files);

function serviceIn({ services }: Hsds, of: string): Service {
  const found = services.find(({ id }) => id === idOf('service', of));
  if (found === undefined) throw new Error(`no service of ${of}`);
  return found;
}

function made(entry: Parameters<typeof withService>[0]): Service {
  return serviceIn(
    hsdsOf(withService(entry), () => null),
    'service:made-up',
  );
}

function numbersOf(channels: { readonly [name: string]: unknown }): readonly string[] {
  return [channels.phone, channels.phoneAbroad, channels.whatsapp].flatMap((seen) =>
    typeof seen === 'object' && seen !== null && 'value' in seen ? [String(seen.value)] : [],
  );
}

function numberOf({ number }: { readonly number: string }): string {
  return number;
}

/** Every value below a thing, wherever it stands. */
function valuesIn(thing: unknown): readonly unknown[] {
  if (typeof thing !== 'object' || thing === null) return [thing];
  return Object.values(thing).flatMap(valuesIn);
}

interface WithStatus {
  readonly value: unknown;
  readonly status: unknown;
}

/** The fields of an entry that carry a status. */
function fieldsOf(entry: object): readonly WithStatus[] {
  return Object.values(entry).flatMap((value: unknown): readonly WithStatus[] => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return 'status' in value && 'value' in value ? [{ value: value.value, status: value.status }] : fieldsOf(value);
  });
}

describe('an identifier', () => {
  it('is the UUID that RFC 9562 gives for its example', () => {
    expect(uuidOf('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('stays the same for ever: partners hold it', () => {
    expect(idOf('service', 'service:veilig-thuis')).toBe('2c35c539-8ce6-58ed-99e8-728ad31bacdd');
  });

  it('belongs to one thing only', () => {
    const ids = [...hsds.organizations, ...hsds.services].flatMap((thing) => [
      thing.id,
      ...(thing.phones ?? []).map(({ id }) => id),
      ...thing.attributes.map(({ id }) => id),
      ...('schedules' in thing ? (thing.schedules ?? []).map(({ id }) => id) : []),
      ...('service_areas' in thing ? (thing.service_areas ?? []).map(({ id }) => id) : []),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the public profile', () => {
  it('holds only what our profile names, in its form', () => {
    for (const organization of hsds.organizations)
      expect(organizationSchema.safeParse(organization).error).toBeUndefined();
    for (const service of hsds.services) expect(serviceSchema.safeParse(service).error).toBeUndefined();
  });

  it('has each municipality with its team, each region of Veilig Thuis, and each national service with a contact', () => {
    const named = shown.services.filter(({ generic }) => !generic);
    const expected = files.rows.length + shown.regions.length + named.length;
    expect(files.rows).toHaveLength(342);
    expect([hsds.organizations.length, hsds.services.length]).toEqual([expected, expected]);
    const owners = new Set(hsds.organizations.map(({ id }) => id));
    expect(hsds.services.filter(({ organization_id: owner }) => !owners.has(owner))).toEqual([]);
  });

  it.each(shown.services.filter(({ generic }) => !generic))('tells of $id what a card shows', (service) => {
    const told = serviceIn(hsds, `service:${service.id}`);
    expect(told.name).toBe(service.name.value);
    expect((told.phones ?? []).map(({ number }) => number)).toEqual(numbersOf({ ...service }));
    expect(told.url).toBe(service.website?.value);
    expect((told.service_at_locations ?? []).map(({ location }) => location.url)).toEqual(
      service.chat === undefined ? [] : [service.chat.value],
    );
    expect((told.schedules ?? []).length > 0).toBe(service.hours !== undefined);
  });

  it('tells of every municipality and team what a card shows', () => {
    const organizations = new Map(hsds.organizations.map((one) => [one.id, one]));
    const services = new Map(hsds.services.map((one) => [one.id, one]));
    const told = shown.municipalities.map(({ code }) => {
      const municipality = organizations.get(idOf('organization', code));
      const team = services.get(idOf('service', code));
      return {
        municipality: [municipality?.name, municipality?.website, ...(municipality?.phones ?? []).map(numberOf)],
        team: [team?.name, team?.url, ...(team?.phones ?? []).map(numberOf)],
        area: team?.service_areas?.map(({ extent }) => extent),
      };
    });
    const cards = shown.municipalities.map(({ code, name, wijkteam, ...own }) => ({
      municipality: [name, own.website?.value, ...numbersOf({ ...own })],
      team: [
        wijkteam.name?.value ?? `Wijkteam of sociaal team, ${name}`,
        wijkteam.website?.value,
        ...numbersOf({ ...wijkteam }),
      ],
      area: [code],
    }));
    expect(told).toEqual(cards);
  });

  it('gives a region of Veilig Thuis the national number where it has none, and the municipalities it serves', () => {
    const regions = files.regions.map(({ id }) => serviceIn(hsds, `region:${id}`));
    const national = serviceIn(hsds, 'service:veilig-thuis').phones?.[0]?.number;
    for (const region of regions) expect(region.phones?.[0]?.number).toBe(national);
    const areas = regions.flatMap((region) => region.service_areas ?? []).map(({ extent }) => extent);
    expect(areas.filter((extent) => extent.startsWith('GM')).sort()).toEqual(files.rows.map(({ code }) => code).sort());
    expect(areas.filter((extent) => extent.startsWith('VT'))).toHaveLength(25);
  });

  it('names no organisation of key persons, and no value that may not be shown', () => {
    const text = JSON.stringify(hsds);
    const ofServices = new Set(shown.services.map(({ name }) => name.value));
    for (const { name } of files.organisations) if (!ofServices.has(name.value)) expect(text).not.toContain(name.value);
    const told = new Set([...hsds.organizations, ...hsds.services].flatMap(valuesIn));
    const written = files.services.flatMap(fieldsOf).filter(({ status }) => status === 'verified-source');
    const mayTell = new Set([...valuesIn(shown), ...written.map(({ value }) => value)]);
    const hidden = [...files.services, ...files.regions, ...files.municipalities]
      .flatMap(fieldsOf)
      .flatMap(({ value }) => valuesIn(value))
      .filter((value) => typeof value === 'string' && !mayTell.has(value) && !/^[a-z]{2}$/.test(value));
    expect(hidden.length).toBeGreaterThan(50);
    expect(hidden.filter((value) => told.has(value))).toEqual([]);
  });

  it('has no address, no place of a shelter, and coordinates of municipalities only', () => {
    const locations = hsds.services.flatMap((service) =>
      (service.service_at_locations ?? []).map(({ location }) => ({ location, service })),
    );
    expect(locations.length).toBeGreaterThan(342);
    for (const { location, service } of locations) {
      expect(location.location_type).toBe('virtual');
      const isTeam = location.external_identifier !== undefined;
      expect(location.latitude !== undefined).toBe(isTeam);
      if (isTeam) expect(service.id).toBe(idOf('service', location.external_identifier ?? ''));
    }
    expect(JSON.stringify(hsds)).not.toContain('"addresses"');
    const shelters = files.services.filter(({ kind }) => kind === 'shelter-specialist');
    for (const { id } of shelters) {
      const told = hsds.services.find((service) => service.id === idOf('service', `service:${id}`));
      expect(told?.service_at_locations).toBeUndefined();
    }
  });

  it('does not say that anything was checked as long as nobody did', () => {
    expect(JSON.stringify(hsds)).not.toContain('assured_date');
    expect(JSON.stringify(hsds)).not.toContain('checked on');
    expect(JSON.stringify(hsds)).not.toContain('assurer_email');
  });
});

describe('a service', () => {
  it('is assured since its oldest check, once all that is shown was checked', () => {
    const name = field('Made-up line', { checkedOn: '2026-10-02' });
    const phone = field('0900-0000', { checkedOn: '2026-09-01' });
    expect(made({ name, phone }).assured_date).toBe('2026-09-01');
    expect(made({ name, phone: field('0900-0000') }).assured_date).toBeUndefined();
    const hidden = field('https://example.org', { status: 'old-source' });
    expect(made({ name, phone, website: hidden }).assured_date).toBe('2026-09-01');
  });

  it('for signed-in people is not in it, nor are its e-mail address and numbers that no card shows', () => {
    const text = JSON.stringify(hsdsOf(withService({ visibility: 'desk', phone: field('0900-0000') }), () => null));
    expect(text).not.toContain('Made-up line');
    expect(text).not.toContain('0900-0000');
    const open = JSON.stringify(made({ email: field('info@example.org'), phoneAlso: field('0900-0000') }));
    expect(open).not.toContain('info@example.org');
    expect(open).not.toContain('0900-0000');
  });

  it('has languages only where a source gave them', () => {
    expect(made({ languages: field(['nl', 'ti']) }).languages?.map(({ code }) => code)).toEqual(['nl', 'ti']);
    expect(made({ languages: field(['nl'], { status: 'old-source' }) }).languages).toBeUndefined();
  });

  it('says for which ages it is when its entry says so', () => {
    expect(made({ when: { age: 'minor' } })).toMatchObject({ maximum_age: 17 });
    expect(made({ when: { age: ['adult', 'unknown'] } })).toMatchObject({ minimum_age: 18 });
    for (const when of [
      undefined,
      { theme: 'coming-out' as const },
      [{ age: 'minor' as const }, { age: 'adult' as const }],
    ])
      expect(Object.keys(made({ when }))).not.toEqual(expect.arrayContaining(['minimum_age']));
    expect(made({ when: { theme: 'coming-out', who: 'self' } }).eligibility_description).toBe('Voor: coming-out.');
    expect(made({ when: { who: 'self' } }).eligibility_description).toBeUndefined();
  });

  it('costs nothing only where a source says so', () => {
    expect(made({ free: field(true) }).cost_options?.map(({ amount }) => amount)).toEqual([0]);
    expect(made({ free: field(false) }).cost_options).toBeUndefined();
    expect(made({}).cost_options).toBeUndefined();
  });

  it('says from where each number works, and the form for abroad where the numbering plan gives one', () => {
    const numbers = { phone: field('0900-0000'), phoneAbroad: field('+31 20 000 00 00') };
    expect(made(numbers).phones?.map(({ description }) => description)).toEqual([
      'Werkt alleen vanuit Nederland.',
      'Werkt ook vanuit het buitenland.',
    ]);
    expect(made({ phone: field('020-000 00 00') }).phones?.[0]?.description).toBe(
      'Werkt alleen vanuit Nederland. Vanuit het buitenland: +31 20 000 00 00.',
    );
  });

  it('says from where its chat works', () => {
    const chat = field('https://example.org/chat');
    const chatOf = (service: Service) => service.service_at_locations?.[0]?.location.description;
    expect(chatOf(made({ chat, chatReach: ['nl'] }))).toBe('Werkt alleen vanuit Nederland.');
    expect(chatOf(made({ chat }))).toBeUndefined();
  });

  it('opens and closes on the clock in Amsterdam', () => {
    const { schedules } = made({ hours: field('Mo-We 09:00-12:30,20:00-24:00; Sa 10:00-12:00; PH off') });
    expect(schedules?.map(({ byday, opens_at: from, closes_at: to }) => [byday, from, to])).toEqual([
      ['MO,TU,WE', '09:00', '12:30'],
      ['MO,TU,WE', '20:00', '23:59'],
      ['SA', '10:00', '12:00'],
    ]);
    expect(schedules?.[0]?.notes).toBe('Dicht op feestdagen. Tijden in Nederland.');
    const always = made({ hours: field('24/7') }).schedules;
    expect(always?.map(({ byday, opens_at: from, closes_at: to }) => [byday, from, to])).toEqual([
      ['MO,TU,WE,TH,FR,SA,SU', '00:00', '23:59'],
    ]);
  });
});
