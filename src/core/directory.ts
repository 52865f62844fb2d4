/**
 * The directory: from a route kind to the contact for this municipality, this caller and this hour.
 * It decides no order, and of the situation it sees only who a service or an organisation is for.
 */
import {
  type CompiledCondition,
  type Condition,
  compile,
  evaluate,
  type Knowledge,
  type Truth,
  type When,
} from './condition.ts';
import { type Hours, type OpenState, openingAt, type WallTime } from './hours.ts';
import { knowledgeOf } from './knowledge.ts';
import { internationalForm, reachOf } from './phone.ts';
import { type Caller, type RouteKind, type Situation, vocabulary } from './situation.ts';

/** A fact about a contact together with how far it goes back. Only what may be shown to anyone gets this far. */
export interface Seen<T = string> {
  readonly value: T;
  /** Where it was read: a title or address a person can look up. */
  readonly source: string;
  /** The date of that source: a day, a month, a year, or null where it bears none. */
  readonly seenOn: string | null;
  /** The day a person called or visited; null until then. */
  readonly checkedOn: string | null;
}

/** Ways to reach somebody. `phone` is as dialled in the Netherlands, `phoneAbroad` with +31. */
export interface Channels {
  readonly phone?: Seen | undefined;
  readonly phoneAbroad?: Seen | undefined;
  readonly whatsapp?: Seen | undefined;
  readonly chat?: Seen | undefined;
  readonly website?: Seen | undefined;
}

export interface Service extends Channels {
  readonly id: string;
  readonly kind: RouteKind;
  readonly name: Seen;
  readonly hours?: Seen<Hours> | undefined;
  readonly free?: Seen<boolean> | undefined;
  readonly anonymous?: Seen<boolean> | undefined;
  /** From where the chat can be used; absent: from everywhere. */
  readonly chatReach?: readonly Caller[] | undefined;
  /** The usual hours of the chat as written (`Mo-Fr 09:00-17:00`), where they differ from those of the service. */
  readonly chatHours?: Seen<Hours> | undefined;
  /** Whom it is for. */
  readonly when?: When;
  /** For whom it comes before the others of its kind. */
  readonly first?: When;
  /** No contact is known; a text says how to find one. */
  readonly generic: boolean;
  readonly menu: boolean;
  readonly say: boolean;
  /** From where whoever answers understands Dutch; absent: from everywhere. */
  readonly sayReach?: readonly Caller[] | undefined;
}

/** A Veilig Thuis region. */
export interface Region extends Channels {
  readonly id: string;
  readonly name: Seen;
}

export interface Municipality extends Channels {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  /** The last day on which the code is in use (`2026-12-31`), and the one that takes over. */
  readonly validTo: string | null;
  readonly successor: string | null;
  readonly wijkteam: Channels & { readonly name?: Seen | undefined };
}

/** A key-person organisation; never a person. */
export interface Organisation extends Channels {
  readonly id: string;
  readonly name: Seen;
  readonly community: string;
  /** Where a local one works; null for a national one. */
  readonly municipality: string | null;
  readonly when: When;
  readonly safeguarding: boolean;
  readonly lgbtSafe: boolean;
}

/** Everything that can be looked up, as plain data. */
export interface DirectoryData {
  readonly services: readonly Service[];
  readonly regions: readonly Region[];
  readonly municipalities: readonly Municipality[];
  readonly organisations: readonly Organisation[];
  /** Kinds that answer day and night in place of another, best first. `default` serves the kinds not named. */
  readonly standIn: { readonly [kind in RouteKind | 'default']?: readonly RouteKind[] };
}

interface Entry {
  readonly service: Service;
  readonly when: CompiledCondition;
  /** Null: it keeps its place. */
  readonly first: CompiledCondition | null;
}

interface NamedOrganisation {
  readonly organisation: Organisation;
  readonly when: CompiledCondition;
  readonly limits: CompiledCondition;
}

export interface Directory {
  readonly byKind: ReadonlyMap<RouteKind, readonly Entry[]>;
  readonly regions: ReadonlyMap<string, Region>;
  readonly municipalities: ReadonlyMap<string, Municipality>;
  readonly organisations: readonly NamedOrganisation[];
  readonly standIn: DirectoryData['standIn'];
}

export function openDirectory(data: DirectoryData): Directory {
  const byKind = new Map<RouteKind, Entry[]>();
  for (const service of data.services) {
    const first = service.first === undefined ? null : compile(service.first);
    const entry: Entry = { service, when: compile(service.when), first };
    const entries = byKind.get(service.kind);
    if (entries === undefined) byKind.set(service.kind, [entry]);
    else entries.push(entry);
  }
  return {
    byKind,
    regions: new Map(data.regions.map((region) => [region.id, region])),
    municipalities: new Map(data.municipalities.map((municipality) => [municipality.code, municipality])),
    organisations: data.organisations.map((organisation) => ({
      organisation,
      when: compile(organisation.when),
      limits: compile(limitsOf(organisation)),
    })),
    standIn: data.standIn,
  };
}

/** Kinds whose contact depends on the municipality. */
export const localKinds: ReadonlySet<RouteKind> = new Set(['veilig-thuis', 'wijkteam']);

/** A service as it stands for one caller at one hour. Plain data: this is what `routes` prints and the API gives. */
export interface Contact {
  readonly kind: RouteKind;
  readonly service: string;
  readonly name: string;
  /** The number this caller can dial, or null. */
  readonly phone: string | null;
  readonly whatsapp: string | null;
  readonly chat: string | null;
  readonly website: string | null;
  readonly open: OpenState;
  /** Day and night. */
  readonly always: boolean;
  /** Amsterdam wall time such as `2026-12-28T09:00`, when closed now and that is known. */
  readonly opensAt: string | null;
  /** The usual hours of the chat, where they differ from those of the service. */
  readonly chatHours: Hours | null;
  readonly free: boolean;
  readonly anonymous: boolean;
  /** The Veilig Thuis region or the municipality this contact belongs to, or null for a national one. */
  readonly area: string | null;
  readonly generic: boolean;
  readonly menu: boolean;
  readonly say: boolean;
  readonly source: string;
  readonly seenOn: string | null;
  readonly checkedOn: string | null;
}

/** A contact with what belongs beside it. */
export interface Found extends Contact {
  /** Who answers day and night when this one is not known to be open; null when it is open. */
  readonly standIn: Contact | null;
  /** Others of the same kind, best first. */
  readonly also: readonly Contact[];
}

/**
 * The municipality that a code stands for on a day: itself, or the one that took over. Null for an unknown code.
 */
export function municipalityOn(directory: Directory, code: string, at: WallTime): Municipality | null {
  const day = dayOf(at);
  let found = directory.municipalities.get(code);
  // A chain of mergers is short; the bound only keeps a wrong file from looping.
  for (let step = 0; step < 5 && found?.validTo != null && found.validTo < day; step++) {
    found = found.successor === null ? undefined : directory.municipalities.get(found.successor);
  }
  return found ?? null;
}

function dayOf({ year, month, day }: WallTime): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The phone number a caller can dial, in the form that works from there. */
function phoneFor(caller: Caller, { phone, phoneAbroad }: Channels): Seen | null {
  if (phone !== undefined && reachOf(phone.value).includes(caller)) return phone;
  if (phoneAbroad !== undefined) return phoneAbroad;
  const converted = phone === undefined ? null : internationalForm(phone.value);
  return phone === undefined || converted === null ? null : { ...phone, value: converted };
}

/** The channels of a local part over those of a wider one: what the narrower one lacks, the wider one fills. */
function over(narrow: Channels, wide: Channels): Channels {
  return {
    phone: narrow.phone ?? wide.phone,
    phoneAbroad: narrow.phoneAbroad ?? wide.phoneAbroad,
    whatsapp: narrow.whatsapp ?? wide.whatsapp,
    chat: narrow.chat ?? wide.chat,
    website: narrow.website ?? wide.website,
  };
}

interface Local {
  readonly name: Seen;
  readonly channels: Channels;
  readonly area: string | null;
}

/** The service as this municipality has it. */
function localise(directory: Directory, service: Service, municipality: Municipality | null): Local {
  const national: Local = { name: service.name, channels: service, area: null };
  if (municipality === null) return national;
  if (service.kind === 'veilig-thuis') {
    const region = directory.regions.get(municipality.region);
    return region === undefined
      ? national
      : { name: service.name, channels: over(region, service), area: region.name.value };
  }
  if (service.kind === 'wijkteam') {
    const { wijkteam } = municipality;
    const own = municipality.phone ?? municipality.website ?? service.name;
    return {
      name: wijkteam.name ?? { ...own, value: `Gemeente ${municipality.name}` },
      channels: over(wijkteam, municipality),
      area: municipality.name,
    };
  }
  return national;
}

/**
 * The contact of a service for this caller at this hour, or null when the caller cannot reach it. A service of which
 * nothing but the name may be shown is a contact without any channel.
 */
function contactOf(
  directory: Directory,
  service: Service,
  municipality: Municipality | null,
  caller: Caller,
  at: WallTime,
): Contact | null {
  const { name, channels, area } = localise(directory, service, municipality);
  const phone = phoneFor(caller, channels);
  const chat = (service.chatReach ?? [caller]).includes(caller) ? (channels.chat ?? null) : null;
  const dialled = channels.phone !== undefined || channels.phoneAbroad !== undefined;
  const spoken = phone ?? channels.whatsapp ?? chat;
  // Where people are meant to call, a website alone does not make them reachable.
  if (dialled && spoken === null) return null;
  const shown = spoken ?? channels.website ?? null;
  const opening = openingAt(service.hours?.value, at);
  const { source, seenOn, checkedOn } = shown ?? name;
  return {
    kind: service.kind,
    service: service.id,
    name: name.value,
    phone: phone?.value ?? null,
    whatsapp: channels.whatsapp?.value ?? null,
    chat: chat?.value ?? null,
    website: channels.website?.value ?? null,
    open: opening.open,
    always: service.hours?.value === 'always',
    opensAt: opening.opensAt,
    chatHours: chat === null ? null : (service.chatHours?.value ?? null),
    free: phone !== null && service.free?.value === true && reachOf(phone.value).length < 3,
    anonymous: service.anonymous?.value === true,
    area,
    generic: service.generic && shown === null,
    menu: service.menu && phone !== null && phone.value === service.phone?.value,
    say: service.say && (service.sayReach ?? [caller]).includes(caller) && (phone !== null || service.generic),
    source,
    seenOn,
    checkedOn,
  };
}

const otherThemes = vocabulary.theme.filter((theme) => theme !== 'coming-out');
/** Key persons and professionals are the bridge themselves. */
const whoAskForOne = ['self', 'bystander', 'parent', 'unknown'] as const;

/** Whatever else holds: no organisation without safeguarding about a minor, none without `lgbtSafe` in coming-out. */
function limitsOf({ safeguarding, lgbtSafe }: Organisation): Condition {
  return {
    who: whoAskForOne,
    ...(safeguarding ? {} : { age: 'adult' }),
    ...(lgbtSafe ? {} : { theme: otherThemes }),
  };
}

function mayBeNamed({ when, limits }: NamedOrganisation, known: Knowledge): Truth {
  const one = evaluate(when, known);
  return one === 'yes' ? evaluate(limits, known) : one;
}

/**
 * Whether a key person could still be shown, given what is known: some organisation may be named, here or anywhere. The
 * dialog asks guide B4's question only then.
 */
export function canShowKeyPerson({ organisations }: Directory, known: Knowledge): boolean {
  return organisations.some((one) => evaluate(one.when, known) !== 'no' && evaluate(one.limits, known) !== 'no');
}

/** Those that may be named here, the local ones first. */
function organisationsFor(
  { organisations }: Directory,
  known: Knowledge,
  municipality: string | null,
): readonly Organisation[] {
  const named = organisations
    .filter((one) => mayBeNamed(one, known) === 'yes' && [null, municipality].includes(one.organisation.municipality))
    .map(({ organisation }) => organisation);
  return [...named.filter((one) => one.municipality !== null), ...named.filter((one) => one.municipality === null)];
}

function organisationContact({ id, name, ...channels }: Organisation): Contact {
  return {
    kind: 'key-person',
    service: id,
    name: name.value,
    phone: null,
    whatsapp: null,
    chat: null,
    website: channels.website?.value ?? null,
    open: 'unknown',
    always: false,
    opensAt: null,
    chatHours: null,
    free: false,
    anonymous: false,
    area: null,
    generic: false,
    menu: false,
    say: false,
    source: name.source,
    seenOn: name.seenOn,
    checkedOn: name.checkedOn,
  };
}

/** The services of a kind that are for this situation, those that come first in it before the others. */
function servicesFor(directory: Directory, kind: RouteKind, situation: Situation): readonly Service[] {
  const known = knowledgeOf(situation);
  const fitting = (directory.byKind.get(kind) ?? []).filter(({ when }) => evaluate(when, known) === 'yes');
  const leads = ({ first }: Entry): boolean => first !== null && evaluate(first, known) === 'yes';
  return [...fitting.filter(leads), ...fitting.filter((entry) => !leads(entry))].map(({ service }) => service);
}

function contactsOf(directory: Directory, kind: RouteKind, situation: Situation, at: WallTime): readonly Contact[] {
  const { caller } = situation;
  const municipality =
    situation.municipality === undefined ? null : municipalityOn(directory, situation.municipality, at);
  const contacts = servicesFor(directory, kind, situation).flatMap((service) => {
    const contact = contactOf(directory, service, municipality, caller, at);
    return contact === null ? [] : [contact];
  });
  if (kind !== 'key-person') return contacts;
  const organisations = organisationsFor(directory, knowledgeOf(situation), municipality?.code ?? null);
  // The general card is only for those to whom some organisation may be named.
  return organisations.length === 0 ? [] : [...contacts, ...organisations.map(organisationContact)];
}

/** Whether a contact can stand alone: it can be reached, or a text says how to find one. A mere name cannot. */
function leadsSomewhere({ phone, whatsapp, chat, website, generic }: Contact): boolean {
  return generic || (phone ?? whatsapp ?? chat ?? website) !== null;
}

/** Whoever answers day and night in place of this kind, for this caller. */
function standInFor(directory: Directory, kind: RouteKind, situation: Situation, at: WallTime): Contact | null {
  for (const other of directory.standIn[kind] ?? directory.standIn.default ?? []) {
    const [contact] = contactsOf(directory, other, situation, at);
    if (contact?.open === 'open') return contact;
  }
  return null;
}

/**
 * The contact to show for a kind, with its stand-in and the others of its kind. Null when nobody of this kind can be
 * reached by this caller: the route is then dropped.
 */
export function find(directory: Directory, kind: RouteKind, situation: Situation, at: WallTime): Found | null {
  const contacts = contactsOf(directory, kind, situation, at);
  const first = contacts.find(leadsSomewhere);
  if (first === undefined) return null;
  const also = contacts.filter((contact) => contact !== first);
  const standIn = first.open === 'open' ? null : standInFor(directory, kind, situation, at);
  return { ...first, standIn, also };
}
