/**
 * The file for editors: out and back it is the same; what is wrong in it is told with list, place, property and cure.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hsdsFormat, readHsds } from '../../../src/content/hsds/exchange.ts';
import { organizationSchema, serviceSchema } from '../../../src/content/hsds/shapes.ts';
import { writeHsds } from '../../../src/content/hsds/write.ts';
import { trust } from '../../../src/content/referral-schema.ts';
import { entriesOf, fieldForms } from '../../../src/content/referral-sheet/entries.ts';
import { SheetError, type SheetFault } from '../../../src/content/referral-sheet/fault.ts';
import { readRows } from '../../../src/content/referral-sheet/formats.ts';
import type { SheetRow } from '../../../src/content/referral-sheet/row.ts';
import { rowsOf } from '../../../src/content/referral-sheet/rows.ts';
import { everything } from '../../support/extent.ts';
import { inWords } from '../../support/fault-words.ts';
import { byPlace, files } from './content.ts';

const rows = rowsOf(files);

function back(bytes: Uint8Array): readonly SheetRow[] {
  return readHsds(bytes).map(({ cells }) => cells);
}

describe('the whole of the referral data', () => {
  it('comes back as it went out: every cell of every row, in the same order', async () => {
    const again = await hsdsFormat.read(await hsdsFormat.write(rows, files));
    expect(rows.length).toBeGreaterThan(1_700);
    expect(again.map(({ cells }) => cells)).toEqual(rows);
  });

  it('is the same file when it is written again', () => {
    const file = writeHsds(rows);
    expect(writeHsds(back(file)).equals(file)).toBe(true);
    expect(file.length).toBeLessThan(8 * 1024 * 1024);
  });

  it('comes back for each of the 342 municipalities alone', () => {
    const codes = files.rows.map(({ code }) => code);
    const some = everything ? codes : codes.filter((_, index) => index % 10 === 0);
    const changed = some.filter((code) => {
      const own = rowsOf(files, code);
      return JSON.stringify(back(writeHsds(own))) !== JSON.stringify(own);
    });
    expect(codes).toHaveLength(342);
    expect(changed).toEqual([]);
  });

  it('has the form of our profile', () => {
    const file = JSON.parse(String(writeHsds(rows)));
    for (const organization of file.organizations)
      expect(organizationSchema.safeParse(organization).error).toBeUndefined();
    for (const service of file.services) expect(serviceSchema.safeParse(service).error).toBeUndefined();
  });

  it('puts no weak value where a program would take it for a number or an address to use', () => {
    const file = JSON.parse(String(writeHsds(rows)));
    const usable = new Set(
      [...file.organizations, ...file.services].flatMap((thing) => [
        thing.website,
        thing.url,
        ...(thing.phones ?? []).map(({ number }: { number: string }) => number),
      ]),
    );
    const strong = new Set(rows.filter(({ status }) => status === 'verified-source').map(({ value }) => value));
    const weak = rows.filter(({ value, status }) => value !== '' && status !== 'verified-source' && !strong.has(value));
    expect(weak.length).toBeGreaterThan(50);
    expect(weak.filter(({ value }) => usable.has(value))).toEqual([]);
  });
});

/** Any row that an entry can have, whatever stands in its cells. */
const cell = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.string({ unit: 'grapheme', maxLength: 20 }));
const values = fc.oneof(
  cell,
  fc.constantFrom('0900-0000', '+31 20 000 00 00', '24/7', 'Mo-Fr 09:00-17:00; PH off', 'nl en', 'yes', 'no'),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
);
const entries = entriesOf(files);
const anyRow = fc.constantFrom(...entries).chain(({ of, kind, name }) =>
  fc.record({
    of: fc.constant(of),
    name: fc.oneof({ weight: 5, arbitrary: fc.constant(name) }, cell),
    field: fc.constantFrom(...Object.keys(fieldForms[kind])),
    value: values,
    status: fc.oneof(fc.constantFrom(...trust.options), cell),
    source: cell,
    'source title': cell,
    'seen on': fc.oneof(fc.constantFrom('2026', '2026-03-21'), cell),
    'checked on': fc.oneof(fc.constantFrom('2026-03-21'), cell),
    'checked by': cell,
    note: cell,
  }),
);
const anyRows = fc.uniqueArray(anyRow, { maxLength: 25, selector: ({ of, field }) => `${of} ${field}` });

describe('any rows', () => {
  it('come back cell by cell, whatever stands in them', () => {
    fc.assert(
      fc.property(anyRows, (some) => {
        if (some.length > 0) expect(byPlace(back(writeHsds(some)))).toEqual(byPlace(some));
      }),
      { numRuns: everything ? 2_000 : 200 },
    );
  });

  it('bring along a change of any one cell of a file', () => {
    const file = String(writeHsds(rows));
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('source title', 'seen on', 'note'), (place, column) => {
        const changed = JSON.parse(file);
        const cells = [...changed.organizations, ...changed.services]
          .flatMap(({ attributes }) => attributes)
          .filter(({ link_type: name }) => name.endsWith(`/${column}`));
        const one = cells[place % cells.length];
        one.value = `${one.value} (another)`;
        const again = back(Buffer.from(JSON.stringify(changed)));
        const different = again.filter((row, index) => JSON.stringify(row) !== JSON.stringify(rows[index]));
        expect(different.map((row) => row[column as 'note'])).toEqual([one.value]);
      }),
      { numRuns: everything ? 100 : 5 },
    );
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a broken file has no type, and tests break it in every place
type Broken = any;

/** The file of one municipality, with something wrong in it. Both lists begin with it; its region comes second. */
function broken(change: (file: Broken) => void): Uint8Array {
  const file = JSON.parse(String(writeHsds(byPlace(rowsOf(files, 'GM0153')))));
  change(file);
  return Buffer.from(JSON.stringify(file));
}

async function faultsOf(bytes: Uint8Array): Promise<readonly SheetFault[]> {
  try {
    await readRows(bytes, 'hsds');
  } catch (error) {
    if (error instanceof SheetError) return error.faults;
    throw error;
  }
  return [];
}

function attribute(thing: Broken, name: string): Broken {
  return thing.attributes.find(({ link_type: one }: Broken) => one === name);
}

const secret = 'typed-by-somebody';
const brokenFiles: readonly (readonly [string, Uint8Array, Partial<SheetFault>])[] = [
  ['is empty', Buffer.alloc(0), { sheet: 'HSDS', row: null, column: null }],
  ['is too large', Buffer.alloc(8 * 1024 * 1024 + 1, ' '), { sheet: 'HSDS', row: null, column: null }],
  ['is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), { sheet: 'HSDS', row: null }],
  ['is not JSON', Buffer.from(`{ "${secret}": [`), { sheet: 'HSDS', row: null }],
  ['is nested without end', Buffer.from('['.repeat(100_000)), { sheet: 'HSDS', row: null }],
  ['holds no object', Buffer.from(`"${secret}"`), { sheet: 'HSDS', row: null }],
  ['holds nothing', Buffer.from('{"organizations":[],"services":[]}'), { sheet: 'HSDS', row: null }],
  ['lacks a list', broken((file) => delete file.services), { sheet: 'services', row: null, column: null }],
  [
    'has a list that is none',
    broken((file) => Object.assign(file, { organizations: secret })),
    { sheet: 'organizations', row: null },
  ],
  [
    'has a thing that is none',
    broken((file) => file.services.push(secret)),
    { sheet: 'services', row: 3, column: null },
  ],
  ['lacks a name', broken((file) => delete file.services[0].name), { sheet: 'services', row: 1, column: 'name' }],
  [
    'has a number that is no text',
    broken((file) => Object.assign(file.organizations[0].phones[0], { number: 112 })),
    { sheet: 'organizations', row: 1, column: 'phones.0.number' },
  ],
  [
    'is the public list',
    broken((file) => {
      const { attributes } = file.services[1];
      attributes.splice(
        attributes.findIndex(({ link_type: name }: Broken) => name === 'called'),
        1,
      );
    }),
    { sheet: 'services', row: 2, column: 'attributes' },
  ],
  [
    'names an entry of another kind',
    broken((file) => Object.assign(attribute(file.services[1], 'of'), { value: 'organisation:iot' })),
    { sheet: 'services', row: 2, column: 'attributes' },
  ],
  [
    'has the identifier of another entry',
    broken((file) => Object.assign(file.services[1], { id: file.organizations[1].id })),
    { sheet: 'services', row: 2, column: 'id' },
  ],
  [
    'names an entry twice',
    broken((file) => file.organizations.push(file.organizations[0])),
    { sheet: 'organizations', row: 3, column: 'id' },
  ],
  [
    'has an attribute twice',
    broken((file) => file.services[0].attributes.push(attribute(file.services[0], 'wijkteam.name/status'))),
    { sheet: 'services', row: 1 },
  ],
  [
    'has an attribute that nothing is kept under',
    broken((file) => Object.assign(attribute(file.services[0], 'wijkteam.name/status'), { link_type: secret })),
    { sheet: 'services', row: 1 },
  ],
  [
    'has a field where it does not belong',
    broken((file) =>
      Object.assign(attribute(file.organizations[0], 'phone/status'), { link_type: 'wijkteam.phone/status' }),
    ),
    { sheet: 'organizations', row: 1 },
  ],
  [
    'has a number under a new identifier',
    broken((file) => Object.assign(file.organizations[0].phones[0], { id: file.services[1].id })),
    { sheet: 'organizations', row: 1, column: 'phones.0.id' },
  ],
  [
    'has a number twice',
    broken((file) => file.organizations[0].phones.push(file.organizations[0].phones[0])),
    { sheet: 'organizations', row: 1, column: 'phones.1.id' },
  ],
  [
    'says an address in two ways',
    broken((file) => Object.assign(file.services[0], { url: 'https://example.org' })),
    { sheet: 'services', row: 1, column: 'url' },
  ],
  [
    'has a name in the wrong place',
    broken((file) => Object.assign(file.organizations[0], { name: secret })),
    { sheet: 'organizations', row: 1, column: 'name' },
  ],
  [
    'says that somebody checked what nobody checked',
    broken((file) => Object.assign(file.services[1], { assured_date: '2026-01-01' })),
    { sheet: 'services', row: 2, column: 'assured_date' },
  ],
  [
    'has opening times that follow from nothing',
    broken((file) => Object.assign(file.services[1], { schedules: [{ opens_at: '09:00' }] })),
    { sheet: 'services', row: 2, column: 'schedules' },
  ],
];

describe('a broken file', () => {
  it.each(brokenFiles)('that %s is refused, with the place and a cure', async (_, bytes, where) => {
    const [fault, ...others] = await faultsOf(bytes);
    expect(fault).toMatchObject(where);
    const told = [fault, ...others].flatMap((one) => (one === undefined ? [] : inWords(one)));
    expect(told[0]?.message.length).toBeGreaterThan(10);
    expect(told[0]?.cure.length).toBeGreaterThan(10);
    expect(JSON.stringify(told)).not.toContain(secret);
  });

  it('tells all that is wrong at once', async () => {
    const faults = await faultsOf(
      broken((file) => {
        delete file.services[1].name;
        delete file.organizations[1].id;
      }),
    );
    expect(faults.map(({ sheet, row, column }) => [sheet, row, column])).toEqual([
      ['organizations', 2, 'id'],
      ['services', 2, 'name'],
    ]);
  });
});

describe('a file in which somebody', () => {
  const place = (row: SheetRow): string => `${row.of} ${row.field}`;
  const before = new Map(rowsOf(files, 'GM0153').map((row) => [place(row), row]));
  const changesIn = (bytes: Uint8Array) =>
    back(bytes).flatMap((row) => {
      const old = before.get(place(row));
      const cells = Object.entries(row).filter(([column, text]) => old?.[column as 'note'] !== text);
      return cells.map(([column, text]) => [place(row), column, text]);
    });

  it('writes another number brings that number', () => {
    const file = broken(({ organizations }) => Object.assign(organizations[0].phones[0], { number: '0900-0000' }));
    expect(changesIn(file)).toEqual([['GM0153 phone', 'value', '0900-0000']]);
  });

  it('fills in what was missing brings it', () => {
    const file = broken(({ services }) =>
      Object.assign(attribute(services[0], 'wijkteam.phone/value'), { value: '0900-0000' }),
    );
    expect(changesIn(file)).toEqual([['GM0153 wijkteam.phone', 'value', '0900-0000']]);
  });

  it('takes a number away brings an empty value, and no other change', () => {
    expect(changesIn(broken(({ organizations }) => delete organizations[0].phones))).toEqual([
      ['GM0153 phone', 'value', ''],
    ]);
  });

  it('adds what we do not keep changes nothing', () => {
    const file = broken(({ services }) => Object.assign(services[1], { wait_time: 'none', description: 'another' }));
    expect(changesIn(file)).toEqual([]);
  });

  it('finds each cell of a row by its name in the file', () => {
    const phone = readHsds(broken(() => undefined)).find(({ cells }) => place(cells) === 'GM0153 phone');
    expect([phone?.sheet, phone?.row, phone?.heads?.value, phone?.heads?.status]).toEqual([
      'organizations',
      1,
      'phones.0.number',
      'attributes: phone/status',
    ]);
  });
});
