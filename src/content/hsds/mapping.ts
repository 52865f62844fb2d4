/**
 * From rows to HSDS and what follows from them, the same for everybody and for editors. A value that may be shown stands
 * where HSDS has a place for it. What HSDS has no place for stands in attributes, each named after its field and column:
 * `phone/seen on`, `wijkteam.name/status`.
 */
import { internationalForm, reachOf } from '../../core/phone.ts';
import { isShown } from '../referral-files.ts';
import { trust } from '../referral-schema.ts';
import type { Column, SheetRow } from '../referral-sheet/row.ts';
import { idOf } from './ids.ts';
import { type Entity, isMunicipality, type Part, rowOfField } from './parts.ts';
import { schedulesOf } from './schedules.ts';
import type { Attribute, Organization, Phone, Service, ServiceAtLocation } from './shapes.ts';
import { words } from './words.ts';

/** `everyone`: only what a visitor may see, and where it was read. `editors`: every cell, so that it can come back. */
export type View = 'everyone' | 'editors';

const cellsIn: { readonly [V in View]: readonly Column[] } = {
  everyone: ['source title', 'seen on', 'checked on'],
  editors: ['status', 'source', 'source title', 'seen on', 'checked on', 'checked by', 'note'],
};

/** The numbers that HSDS has a place for, and what kind of line each is. */
const phoneFields = { phone: 'voice', phoneAbroad: 'voice', whatsapp: 'text' } as const;
type PhoneField = keyof typeof phoneFields;
// Object.keys forgets the names of a closed object.
export const phoneFieldNames = Object.keys(phoneFields) as readonly PhoneField[];

/** What the public export says in another form than an attribute. */
const saidElsewhere: readonly string[] = ['hours', 'chat', 'chatHours', 'languages'];

/** Narrower than the standard of web addresses: what does not fit stays in an attribute. */
const plainAddress = /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?(\/[\w\-.~/:@!$&'()*+,;=]*)?(\?[\w\-.~/:@!$&'()*+,;=?]*)?$/;

/** The name of an attribute. */
export function cellName(field: string, column: Column): string {
  return `${field}/${column}`;
}

/** Whether a visitor may see the value of this row. */
export function mayBeShown({ field, value, status }: SheetRow): boolean {
  const known = trust.options.find((one) => one === status);
  const part = field.endsWith('name') ? 'name' : 'value';
  return value !== '' && known !== undefined && isShown(known, part);
}

/** Whether the value stands in a property of its own. */
function hasPlace({ prefix }: Part, row: SheetRow): boolean {
  const field = row.field.slice(prefix.length);
  if (!mayBeShown(row)) return false;
  if (field === 'website') return plainAddress.test(row.value);
  return field === 'name' || phoneFieldNames.some((name) => name === field);
}

function valueInPlace(part: Part, field: string): string | undefined {
  const row = rowOfField(part, field);
  return row !== undefined && hasPlace(part, row) ? row.value : undefined;
}

function shownRow(part: Part, field: string): SheetRow | undefined {
  const row = rowOfField(part, field);
  return row !== undefined && mayBeShown(row) ? row : undefined;
}

/** What a part without a name that may be shown is called; the place of a name is never empty. */
export function labelOf({ entity, of, called }: Part): string {
  const name = called === '' ? of : called;
  return entity === 'service' && isMunicipality(of) ? `${words.team}, ${name}` : name;
}

export function attributeOf(entity: Entity, of: string, name: string, value: string): Attribute {
  return {
    id: idOf('attribute', entity, of, name),
    link_id: idOf(entity, of),
    link_entity: entity,
    link_type: name,
    value,
  };
}

function cellsOf(part: Part, row: SheetRow, view: View): readonly (readonly [Column, string])[] {
  const field = row.field.slice(part.prefix.length);
  const written = cellsIn[view].map((column) => [column, row[column]] as const).filter(([, cell]) => cell !== '');
  const hasValue = !hasPlace(part, row) && (view === 'editors' || !saidElsewhere.includes(field));
  return [
    ...(hasValue ? [['value', row.value] as const] : []),
    ...(view === 'editors' && row.name !== part.called ? [['name', row.name] as const] : []),
    ...written,
  ];
}

function attributesOf(part: Part, view: View): Attribute[] {
  const { entity, of, called, rows } = part;
  return [
    attributeOf(entity, of, 'of', of),
    ...(view === 'editors' ? [attributeOf(entity, of, 'called', called)] : []),
    ...rows.flatMap((row) =>
      cellsOf(part, row, view).map(([column, cell]) => attributeOf(entity, of, cellName(row.field, column), cell)),
    ),
  ];
}

/** From where a number works, for whoever shows it. */
function reachInWords(number: string, hasOneForAbroad: boolean): string {
  const reach = reachOf(number);
  if (reach.includes('abroad')) return words.fromAbroad;
  if (reach.includes('eu')) return words.fromNlAndEu;
  const converted = hasOneForAbroad ? null : internationalForm(number);
  return converted === null ? words.onlyFromNl : `${words.onlyFromNl} ${words.asFromAbroad} ${converted}.`;
}

export function phoneId(of: string, field: string): string {
  return idOf('phone', of, field);
}

/** The numbers of a part. */
export function phonesOf(part: Part): Phone[] {
  const hasOneForAbroad = valueInPlace(part, 'phoneAbroad') !== undefined;
  return phoneFieldNames.flatMap((field) => {
    const number = valueInPlace(part, field);
    if (number === undefined) return [];
    const reach = reachInWords(number, hasOneForAbroad);
    return {
      id: phoneId(part.of, part.prefix + field),
      number,
      type: phoneFields[field],
      description: field === 'whatsapp' ? `${words.whatsapp} ${reach}` : reach,
    };
  });
}

/**
 * The day since which all that is shown has been checked by a person; undefined while anything has not. A promise about
 * the whole service, so the oldest day counts.
 */
export function assuredOn(rows: readonly SheetRow[]): string | undefined {
  const days = rows.filter(mayBeShown).map((row) => row['checked on']);
  return days.includes('') ? undefined : days.sort()[0];
}

function chatOf(part: Part): ServiceAtLocation[] {
  const { of } = part;
  const chat = shownRow(part, 'chat');
  if (chat === undefined || !plainAddress.test(chat.value)) return [];
  const hours = shownRow(part, 'chatHours');
  const schedules = hours === undefined ? [] : schedulesOf(hours.value, hours['seen on'], of, 'chatHours');
  const location = idOf('location', of, 'chat');
  return [
    {
      id: idOf('service_at_location', of, 'chat'),
      service_id: idOf('service', of),
      location_id: location,
      ...(schedules.length > 0 && { schedules }),
      location: { id: location, location_type: 'virtual', name: words.chat, url: chat.value },
    },
  ];
}

function languagesOf(part: Part): { id: string; code: string }[] {
  const codes = shownRow(part, 'languages')?.value.split(' ') ?? [];
  return codes.every((code) => /^[a-z]{2,3}$/.test(code))
    ? codes.map((code) => ({ id: idOf('language', part.of, code), code }))
    : [];
}

function list<K extends string, T>(name: K, items: readonly T[]): { readonly [N in K]?: T[] } {
  // A computed name of a type parameter loses its type.
  return (items.length === 0 ? {} : { [name]: [...items] }) as { readonly [N in K]?: T[] };
}

/** What follows from the rows of a service: it need not come back, and must not contradict them. */
export function followingFrom(part: Part): Partial<Service> {
  const hours = shownRow(part, 'hours');
  const assured = assuredOn(part.rows);
  const isFree = shownRow(part, 'free')?.value === 'yes';
  return {
    ...(assured !== undefined && { assured_date: assured }),
    ...(isFree && {
      fees_description: `${words.free}.`,
      cost_options: [{ id: idOf('cost_option', part.of), option: words.free, amount: 0, currency: 'EUR' }],
    }),
    ...list('schedules', hours === undefined ? [] : schedulesOf(hours.value, hours['seen on'], part.of, 'hours')),
    ...list('languages', languagesOf(part)),
    ...list('service_at_locations', chatOf(part)),
  };
}

const descriptions = [
  [/^GM/, words.municipality],
  [/^region:/, words.region],
  [/^service:/, words.national],
  [/^organisation:/, words.keyPersons],
] as const;

/** What kind of organisation it is: nothing that is not in its entry. */
function descriptionOf({ of }: Part): string {
  return descriptions.find(([pattern]) => pattern.test(of))?.[1] ?? words.national;
}

/** The organisation of a part. */
export function organizationOf(part: Part, view: View): Organization {
  const website = valueInPlace(part, 'website');
  return {
    id: idOf('organization', part.of),
    name: valueInPlace(part, 'name') ?? labelOf(part),
    description: descriptionOf(part),
    ...(website !== undefined && { website }),
    ...list('phones', phonesOf(part)),
    attributes: attributesOf(part, view),
  };
}

/** The service of a part. */
export function serviceOf(part: Part, view: View): Service {
  const url = valueInPlace(part, 'website');
  return {
    id: idOf('service', part.of),
    organization_id: idOf('organization', part.of),
    name: valueInPlace(part, 'name') ?? labelOf(part),
    ...(url !== undefined && { url }),
    status: 'active',
    ...list('phones', phonesOf(part)),
    ...followingFrom(part),
    attributes: attributesOf(part, view),
  };
}
