/**
 * The directory, packed for the way to a browser. How old a field is is the same for hundreds of fields, and
 * municipalities are alike in form: the packed form names each age once, and lists municipalities by column.
 */
import type { DirectoryData, Municipality, Seen } from '../../core/directory.ts';

/** Where a field was read stays behind: no card names it. How old it is comes along. */
type Origin = Pick<Seen, 'seenOn' | 'checkedOn'>;
/** A field: its value and the place of its origin in the list. */
type PackedSeen = readonly [value: unknown, origin: number];

/** The fields that carry an origin, wherever they stand. */
const seenFields = [
  'name',
  'phone',
  'phoneAbroad',
  'whatsapp',
  'chat',
  'website',
  'hours',
  'free',
  'anonymous',
  'chatHours',
] as const;
const isSeenField = (field: string): boolean => (seenFields as readonly string[]).includes(field);

type Entry = { readonly [field: string]: unknown };

export interface PackedDirectory {
  readonly origins: readonly Origin[];
  readonly services: readonly Entry[];
  readonly regions: readonly Entry[];
  readonly organisations: readonly Entry[];
  /** One list a field, as long as there are municipalities; null where one has no such field. */
  readonly municipalities: Columns;
  readonly wijkteams: Columns;
  readonly standIn: DirectoryData['standIn'];
}

class Origins {
  readonly list: Origin[] = [];
  private readonly places = new Map<string, number>();

  of({ seenOn, checkedOn }: Origin): number {
    const name = JSON.stringify([seenOn, checkedOn]);
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.places.set(name, this.list.length);
    return this.list.push({ seenOn, checkedOn }) - 1;
  }
}

/** A name of a municipality is plain text; all other fields of these names carry an origin. */
function isSeen(value: unknown): value is Seen<unknown> {
  return typeof value === 'object' && value !== null && 'source' in value && 'value' in value;
}

function packEntry(entry: object, origins: Origins): Entry {
  return Object.fromEntries(
    Object.entries(entry)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, isSeen(value) ? [value.value, origins.of(value)] : value]),
  );
}

function unpackEntry(entry: Entry, origins: readonly Origin[]): Entry {
  return Object.fromEntries(
    Object.entries(entry).map(([field, value]) => {
      if (!isSeenField(field) || !Array.isArray(value)) return [field, value];
      const [plain, origin] = value as unknown as PackedSeen;
      return [field, { value: plain, source: '', ...origins[origin] }];
    }),
  );
}

/** Most municipalities have a site of their own name: then the name is enough. */
function usualSite(name: unknown): string {
  return `https://www.${String(name)
    .toLowerCase()
    .replace(/[^a-z]+/g, '')}.nl`;
}

/** Says the usual site as an empty text, or the other way round. */
function swapSite({ website, ...entry }: Entry, from: 'full' | 'short'): Entry {
  if (!Array.isArray(website)) return entry;
  const [site, origin] = website as unknown as PackedSeen;
  const usual = usualSite(entry.name);
  const [long, short] = from === 'full' ? [usual, ''] : ['', usual];
  return { ...entry, website: [site === long ? short : site, origin] };
}

type Columns = { readonly [field: string]: readonly unknown[] };

/** The column beside a field that holds the places of its origins: lists of one kind pack better than pairs. */
const originsOf = (field: string): string => `${field}@`;

/** What a field holds, and where that is from: an entry without it holds nothing in both columns. */
function columnsOf(rows: readonly Entry[]): Columns {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = fields.flatMap((field): readonly (readonly [string, readonly unknown[]])[] => {
    const values = rows.map((row) => row[field] ?? null);
    if (!isSeenField(field) || !values.some(Array.isArray)) return [[field, values]];
    const part = (index: 0 | 1) => values.map((value) => (Array.isArray(value) ? value[index] : null));
    return [
      [field, part(0)],
      [originsOf(field), part(1)],
    ];
  });
  return Object.fromEntries(columns);
}

/** The fields that are null, and not missing, where they hold nothing. */
const nullable: readonly string[] = ['validTo', 'successor'] satisfies readonly (keyof Municipality)[];

function rowsOf(columns: Columns, count: number): readonly Entry[] {
  const fields = Object.keys(columns).filter((field) => !field.endsWith('@'));
  const valueAt = (field: string, index: number): unknown => {
    const value = columns[field]?.[index] ?? null;
    const origins = columns[originsOf(field)];
    return value === null || origins === undefined ? value : [value, origins[index]];
  };
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(
      fields
        .map((field) => [field, valueAt(field, index)] as const)
        .filter(([field, value]) => value !== null || nullable.includes(field)),
    ),
  );
}

export function packDirectory(data: DirectoryData): PackedDirectory {
  const origins = new Origins();
  const pack = (entry: object): Entry => packEntry(entry, origins);
  const municipalities = columnsOf(
    data.municipalities.map(({ wijkteam: _wijkteam, ...rest }) => swapSite(pack(rest), 'full')),
  );
  return {
    origins: origins.list,
    services: data.services.map(pack),
    regions: data.regions.map(pack),
    organisations: data.organisations.map(pack),
    municipalities: {
      ...municipalities,
      code: packCodes(municipalities.code ?? []),
      phone: (municipalities.phone ?? []).map(packPhone),
    },
    wijkteams: columnsOf(data.municipalities.map(({ wijkteam }) => pack(wijkteam))),
    standIn: data.standIn,
  };
}

/** How most numbers of municipalities are written: `(0599) 63 16 31`, `(036) 522 95 22`. */
function usualNumber(short: string): string {
  const [area = '', rest = ''] = short.split('-');
  const groups = rest.length === 7 ? /(...)(..)(..)/ : /(..)(..)(..)/;
  return `(${area}) ${rest.replace(groups, '$1 $2 $3')}`;
}

function packPhone(phone: unknown): unknown {
  if (typeof phone !== 'string') return phone;
  const short = phone.replace(/^\((\d+)\) /, '$1-').replaceAll(' ', '');
  return usualNumber(short) === phone ? short : phone;
}

function unpackPhone(phone: unknown): unknown {
  return typeof phone === 'string' && /^0\d+-\d+$/.test(phone) ? usualNumber(phone) : phone;
}

/** Codes in order, each as how much it is more than the one before: `GM0014`, `GM0034` as 14, 20. */
function packCodes(codes: readonly unknown[]): readonly number[] {
  const numbers = codes.map((code) => Number(String(code).slice(2)));
  return numbers.map((one, index) => one - (numbers[index - 1] ?? 0));
}

function unpackCodes(steps: readonly unknown[]): readonly string[] {
  let code = 0;
  return steps.map((step) => {
    code += Number(step);
    return `GM${String(code).padStart(4, '0')}`;
  });
}

/** The same directory again, without the names of its sources. The packed form is trusted: it was made by `packDirectory` from content that was checked. */
export function unpackDirectory(packed: PackedDirectory): DirectoryData {
  const { origins, standIn } = packed;
  const unpack = (entry: Entry): Entry => unpackEntry(entry, origins);
  const count = packed.municipalities.code?.length ?? 0;
  const wijkteams = rowsOf(packed.wijkteams, count).map(unpack);
  const columns = {
    ...packed.municipalities,
    code: unpackCodes(packed.municipalities.code ?? []),
    phone: (packed.municipalities.phone ?? []).map(unpackPhone),
  };
  const municipalities = rowsOf(columns, count)
    .map((row) => unpack(swapSite(row, 'short')))
    .map((row, index) => ({ ...row, wijkteam: wijkteams[index] ?? {} }));
  const lists = {
    services: packed.services.map(unpack),
    regions: packed.regions.map(unpack),
    organisations: packed.organisations.map(unpack),
    municipalities,
  };
  // Entry for entry what `packDirectory` was given; a test compares them.
  return { ...(lists as unknown as Omit<DirectoryData, 'standIn'>), standIn };
}
