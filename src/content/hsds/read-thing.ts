/**
 * One organisation or service of an HSDS file, back to the rows it was made from.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { SheetFault, Wrong } from '../referral-sheet/fault.ts';
import type { PlacedRow } from '../referral-sheet/format.ts';
import { type Column, columns, type SheetRow } from '../referral-sheet/row.ts';
import { idOf } from './ids.ts';
import { cellName, followingFrom, labelOf, phoneFieldNames, phoneId } from './mapping.ts';
import { isEntryName, type Part, partsOf } from './parts.ts';

/** The two lists of a file; each is named as a sheet is. */
export const lists = { organizations: 'organization', services: 'service' } as const;
export type List = keyof typeof lists;

/** The columns that an attribute of a field can hold. */
const cellColumns: readonly Column[] = columns.filter((column) => column !== 'of' && column !== 'field');

const thingSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  /** Of an organisation. */
  website: z.string().optional(),
  /** Of a service. */
  url: z.string().optional(),
  phones: z.array(z.looseObject({ id: z.string(), number: z.string().min(1) })).default([]),
  attributes: z.array(z.looseObject({ link_type: z.string(), value: z.string() })),
});
type Thing = z.infer<typeof thingSchema>;

/** One thing while it is read. Faults are collected, so that somebody can mend them all at once. */
export class Reading {
  readonly sheet: List;
  readonly row: number;
  readonly faults: SheetFault[] = [];

  constructor(sheet: List, row: number) {
    this.sheet = sheet;
    this.row = row;
  }

  fault(column: string | null, wrong: Wrong): void {
    this.faults.push({ sheet: this.sheet, row: this.row, column, wrong });
  }

  thing(raw: unknown): Thing | null {
    const result = thingSchema.safeParse(raw);
    if (result.success) return result.data;
    for (const { path } of result.error.issues)
      this.fault(path.length === 0 ? null : path.join('.'), { code: 'hsds-form' });
    return null;
  }

  /** The attributes by name, each of which may stand there once. */
  attributes({ attributes }: Thing): ReadonlyMap<string, string> {
    const cells = new Map<string, string>();
    for (const [index, { link_type: name, value }] of attributes.entries()) {
      if (cells.has(name)) this.fault(`attributes.${index}.link_type`, { code: 'hsds-attribute-twice' });
      else cells.set(name, value);
    }
    return cells;
  }

  /** The entry it belongs to, without rows; null when that cannot be told. */
  part({ id }: Thing, cells: ReadonlyMap<string, string>): Part | null {
    const of = cells.get('of');
    const called = cells.get('called');
    if (of === undefined || called === undefined) {
      this.fault('attributes', { code: 'hsds-entry-missing' });
      return null;
    }
    const entity = lists[this.sheet];
    const part = isEntryName(of) ? partsOf(of, called, []).find((one) => one.entity === entity) : undefined;
    if (part === undefined) {
      this.fault('attributes', { code: 'hsds-entry-unknown', values: { list: this.sheet } });
      return null;
    }
    if (id !== idOf(entity, of)) this.fault('id', { code: 'hsds-id-other' });
    return part;
  }

  /** The fields that attributes name, with what their columns hold. */
  fields(part: Part, cells: ReadonlyMap<string, string>): Map<string, Partial<Record<Column, string>>> {
    const fields = new Map<string, Partial<Record<Column, string>>>();
    for (const [index, [name, value]] of [...cells].entries()) {
      if (name === 'of' || name === 'called') continue;
      const split = name.lastIndexOf('/');
      const field = name.slice(0, Math.max(split, 0));
      const column = cellColumns.find((one) => one === name.slice(split + 1));
      const isOurs = field !== '' && (part.entity === 'service' ? field.startsWith(part.prefix) : !isOfTeam(field));
      if (column === undefined || !isOurs) {
        this.fault(`attributes.${index}.link_type`, { code: 'hsds-attribute-unknown' });
        continue;
      }
      fields.set(field, { ...fields.get(field), [column]: value });
    }
    return fields;
  }

  /** What stands in properties of HSDS, by field. */
  inPlace(part: Part, { phones, website, url }: Thing): ReadonlyMap<string, Place> {
    const places = new Map<string, Place>();
    const address = part.entity === 'service' ? url : website;
    const head = part.entity === 'service' ? 'url' : 'website';
    if (address !== undefined) places.set(`${part.prefix}website`, { value: address, head });
    for (const [index, { id, number }] of phones.entries()) {
      const field = phoneFieldNames.find((name) => phoneId(part.of, part.prefix + name) === id);
      const column = `phones.${index}.id`;
      if (field === undefined) this.fault(column, { code: 'hsds-number-unknown' });
      else if (places.has(part.prefix + field)) this.fault(column, { code: 'hsds-number-twice' });
      else places.set(part.prefix + field, { value: number, head: `phones.${index}.number` });
    }
    return places;
  }

  /**
   * A place for a name is never empty. It holds the name when that may be shown, else what the entry is called; a name
   * that is neither was changed in the wrong place.
   */
  nameInPlace(part: Part, { name }: Thing, written: string | undefined, isField: boolean): Place | null {
    if (isField && written === undefined) return { value: name, head: 'name' };
    if (name !== labelOf(part) && name !== written) {
      const attribute = `${part.prefix}name/value`;
      this.fault('name', isField ? { code: 'hsds-name-attribute', values: { attribute } } : { code: 'hsds-name-kept' });
    }
    return null;
  }

  /** What follows from the rows may be left out, but must not contradict them: a change there would be lost. */
  agrees(part: Part, thing: Thing): void {
    if (part.entity !== 'service') return;
    const following: { readonly [property: string]: unknown } = followingFrom(part);
    for (const property of followingNames) {
      if (thing[property] === undefined || isDeepStrictEqual(thing[property], following[property])) continue;
      this.fault(property, { code: 'hsds-follows', values: { property } });
    }
  }
}

export interface EntryRows {
  readonly of: string;
  readonly rows: readonly PlacedRow[];
}

interface Place {
  readonly value: string;
  readonly head: string;
}

const followingNames = [
  'assured_date',
  'fees_description',
  'cost_options',
  'schedules',
  'languages',
  'service_at_locations',
] as const;

function isOfTeam(field: string): boolean {
  return field.startsWith('wijkteam.');
}

const emptyRow: SheetRow = Object.fromEntries(columns.map((column) => [column, ''])) as SheetRow; // one entry a column

function placedRow(reading: Reading, cells: SheetRow, place: Place | undefined): PlacedRow {
  const heads = Object.fromEntries(
    cellColumns.map((column) => [column, `attributes: ${cellName(cells.field, column)}`] as const),
  );
  const value = place === undefined ? {} : { value: place.head };
  return {
    cells,
    sheet: reading.sheet,
    row: reading.row,
    heads: { ...heads, of: 'attributes: of', field: 'attributes', ...value },
  };
}

/** The entry of one organisation or service with its rows, which may be none; null when there are faults in the way. */
export function rowsIn(reading: Reading, raw: unknown): EntryRows | null {
  const thing = reading.thing(raw);
  if (thing === null) return null;
  const cells = reading.attributes(thing);
  const part = reading.part(thing, cells);
  if (part === null) return null;
  const fields = reading.fields(part, cells);
  const places = new Map(reading.inPlace(part, thing));
  const nameField = `${part.prefix}name`;
  const name = fields.get(nameField);
  const shownName = reading.nameInPlace(part, thing, name?.value, name !== undefined);
  if (shownName !== null) places.set(nameField, shownName);
  const rows = [...new Set([...fields.keys(), ...places.keys()])].map((field) => {
    const place = places.get(field);
    const written = fields.get(field) ?? {};
    if (place !== undefined && written.value !== undefined && written.value !== '' && written.value !== place.value)
      reading.fault(place.head, { code: 'hsds-two-values', values: { attribute: cellName(field, 'value') } });
    const value = place?.value ?? written.value ?? '';
    return placedRow(reading, { ...emptyRow, of: part.of, name: part.called, field, ...written, value }, place);
  });
  reading.agrees({ ...part, rows: rows.map((row) => row.cells) }, thing);
  return { of: part.of, rows };
}
