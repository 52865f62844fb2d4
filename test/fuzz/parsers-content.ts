/** Files: what editors, translators and municipalities write and send. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { z } from 'zod';
import { contactsFile, readContacts } from '../../src/access/overlay.ts';
import { RegisterError, registerIn } from '../../src/access/register.ts';
import { commandsFile, commandsSchema } from '../../src/content/command-words.ts';
import { readDialogs } from '../../src/content/dialog-files.ts';
import { policyPath, readPolicy } from '../../src/content/policy-file.ts';
import { Reader } from '../../src/content/reader.ts';
import { type ReferralFiles, readReferralFiles } from '../../src/content/referral-files.ts';
import {
  municipalityFileSchema,
  municipalityRowSchema,
  organisationsSchema,
  placeRowSchema,
  regionsSchema,
  servicesSchema,
} from '../../src/content/referral-schema.ts';
import { SheetError } from '../../src/content/referral-sheet/fault.ts';
import type { ExchangeFormat } from '../../src/content/referral-sheet/format.ts';
import { formatOf, readRows } from '../../src/content/referral-sheet/formats.ts';
import { planRows } from '../../src/content/referral-sheet/plan-rows.ts';
import { rowsOf } from '../../src/content/referral-sheet/rows.ts';
import { writeCsvTable } from '../../src/content/table-file/csv.ts';
import { TableError } from '../../src/content/table-file/table-error.ts';
import { unpacked } from '../../src/content/table-file/unpacked.ts';
import { writeXlsxTables } from '../../src/content/table-file/xlsx.ts';
import { namespaces, readLocale } from '../../src/content/text-files.ts';
import { readCsv } from '../../src/content/text-sheet/csv.ts';
import { columns } from '../../src/content/text-sheet/row.ts';
import { readXlsx } from '../../src/content/text-sheet/xlsx.ts';
import { projectRoot } from '../support/content.ts';
import { broken, brokenBytes, brokenJson } from './breaking.ts';
import { type Opened, type Outcome, type Parser, parser } from './parser.ts';
import type { Random } from './random.ts';
import { municipalityCodes, nearly } from './shapes.ts';

const outcome = (isTaken: boolean): Outcome => (isTaken ? 'taken' : 'refused');

const textOf = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');

/** Some lines of a file side by side, as small as an editor's fault is; the whole of it now and then. */
function someLines(random: Random, text: string): string {
  const lines = text.split('\n');
  if (lines.length < 40 || random.chance(0.2)) return text;
  const from = random.below(lines.length - 10);
  return [lines[0], ...lines.slice(from, from + 10 + random.below(20))].join('\n');
}

function laid(file: string, text: string): Reader {
  return new Reader(projectRoot, new Map([[file, text]]));
}

/** Whether the reader took the file; where it did not, each fault names the file, and a cure. */
function tookIt(reader: Reader, file: string, read: unknown): Outcome {
  for (const problem of reader.problems)
    if (problem.file === '' || problem.cure === '') throw new Error('a fault without a place or a cure');
  if (read === null && reader.problems.length === 0) throw new Error('not taken, and nothing said');
  return outcome(read !== null && !reader.problems.some((problem) => problem.file === file));
}

interface File {
  readonly file: string;
  readonly text: string;
}

/** A file of the content of which one is broken at a time. */
function contentFiles(files: readonly string[], read: (reader: Reader, file: string) => unknown): () => Opened<File> {
  return () => {
    const texts = new Map(files.map((file) => [file, textOf(file)]));
    return {
      make: (random) => {
        const file = random.pick(files);
        return { file, text: nearly(random, [someLines(random, texts.get(file) ?? '')], 60_000) };
      },
      take: ({ file, text }) => {
        const reader = laid(file, text);
        return tookIt(reader, file, read(reader, file));
      },
    };
  };
}

const municipalityFiles = readdirSync(join(projectRoot, 'referral-data/municipalities'))
  .slice(0, 20)
  .map((name) => `referral-data/municipalities/${name}`);

const schemas: { readonly [file: string]: z.ZodType } = {
  'referral-data/services.yaml': servicesSchema,
  'referral-data/veilig-thuis.yaml': regionsSchema,
  'referral-data/organisations.yaml': organisationsSchema,
  [commandsFile('en')]: commandsSchema,
};

const dialogFiles = readdirSync(join(projectRoot, 'dialogs')).map((name) => `dialogs/${name}`);
const localeFiles = namespaces.filter((name) => name !== 'desk').map((name) => `locales/so/${name}.json`);

// --- Sheets -----------------------------------------------------------------------------------------------------------

/** Reads a sheet of data, and plans what it would change. */
async function dataSheet(bytes: Uint8Array, format: ExchangeFormat, files: ReferralFiles): Promise<Outcome> {
  try {
    const rows = await readRows(bytes, format);
    return outcome(planRows(rows, files, '2026-11-22').faults.length === 0);
  } catch (error) {
    if (error instanceof SheetError || error instanceof TableError) return 'refused';
    throw error;
  }
}

async function textSheet(read: () => unknown): Promise<Outcome> {
  try {
    await read();
    return 'taken';
  } catch (error) {
    // It says in a plain error which columns it lacks.
    const isRefusal = error instanceof TableError || (error instanceof Error && error.constructor === Error);
    if (isRefusal) return 'refused';
    throw error;
  }
}

function referral() {
  const files = readReferralFiles(new Reader(projectRoot));
  if (files === null) throw new Error('the data cannot be read: run `wegwijzer check`');
  return files;
}

/** A sheet of one municipality as it goes out. */
async function aSheet(format: ExchangeFormat): Promise<Buffer> {
  const files = referral();
  return (await formatOf(format)).write(rowsOf(files, 'GM0153'), files);
}

function texts(): readonly Readonly<Record<(typeof columns)[number], string>>[] {
  const cells = (key: string) =>
    Object.fromEntries(columns.map((column) => [column, column === 'key' ? key : `=${column}`]));
  // One cell for each column.
  return ['ui:title', 'ui:back'].map((key) => cells(key) as Record<(typeof columns)[number], string>);
}

/** The parts of a packed file, of which some are broken as text, and the whole as bytes. */
function brokenXlsx(random: Random, parts: ReadonlyMap<string, string>): Buffer {
  const kept = [...parts].filter(() => !random.chance(0.02));
  const files = kept.map(([name, text]) => {
    const isBroken = random.chance(/worksheets|sharedStrings|workbook\.xml$/.test(name) ? 0.6 : 0.1);
    const cells = text.replace(/ r="[A-Z]*\d+"/, (found) =>
      random.chance(0.1) ? ` r="${random.pick(['ZZZ1', 'A99999999', 'A0', '-1', 'A1:B2'])}"` : found,
    );
    return [
      random.chance(0.01) ? broken(random, name) : name,
      Buffer.from(isBroken ? broken(random, cells, 60_000) : cells),
    ] as const;
  });
  // Packed lightly: what is in it is what counts here.
  const whole = Buffer.from(zipSync(Object.fromEntries(files.filter(([name]) => name !== '')), { level: 1 }));
  return random.chance(0.3) ? brokenBytes(random, whole) : whole;
}

function partsOf(bytes: Buffer): ReadonlyMap<string, string> {
  return new Map([...unpacked(bytes)].map((part) => [part.name, Buffer.from(part.bytes).toString('utf8')]));
}

// --- Files outside the content ----------------------------------------------------------------------------------------

/** Gives a file of its own to write, and takes it away afterwards. */
function ownFile(name: string): { readonly folder: string; readonly file: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  mkdirSync(folder, { recursive: true });
  return { folder, file: join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const contacts = `contacts:
  - id: example-contact
    visibility: desk
    name: { value: Example, status: verified-source, source: told by itself, seenOn: 2026-11-01, checkedOn: null }
    kind: key-person
    municipality: [GM0153]
    region: [twente]
    themes: [forced-marriage]
    phone: { value: "088 0767 000", status: verified-source, source: told by itself, checkedOn: null }
    hours: { value: "Mo-Fr 09:00-17:00; PH off", status: verified-source, checkedOn: null }
    note: for editors only
`;

const register = {
  entries: [
    { label: 'Key person 1', role: 'key-person', state: 'link', hash: 'a'.repeat(64), until: '2026-12-01' },
    { label: 'Editor', role: 'editor', state: 'signed-in', hash: 'b'.repeat(64), until: '2026-12-24' },
  ],
};

export const contentParsers: readonly Parser[] = [
  parser('YAML of dialogs', [12, 300], contentFiles(dialogFiles, readDialogs)),
  parser('YAML of the policy', [40, 1_500], contentFiles([policyPath], readPolicy)),
  parser(
    'YAML of municipalities',
    [150, 8_000],
    contentFiles(municipalityFiles, (reader, file) => reader.yaml(file, municipalityFileSchema)),
  ),
  parser(
    'YAML of services, regions, organisations, commands',
    [60, 2_500],
    // The files are the names of the table.
    contentFiles(Object.keys(schemas), (reader, file) => reader.yaml(file, schemas[file] ?? servicesSchema)),
  ),
  parser(
    'JSON of texts',
    [60, 700],
    contentFiles(localeFiles, (reader) => readLocale(reader, 'so')),
  ),
  parser(
    'CSV of municipalities and places',
    [100, 4_000],
    contentFiles(['referral-data/municipalities.csv', 'referral-data/places.csv'], (reader, file) =>
      reader.csv(file, file.endsWith('places.csv') ? placeRowSchema : municipalityRowSchema),
    ),
  ),
  parser('contacts that are not public', [150, 6_000], () => {
    const { folder, file, remove } = ownFile(contactsFile);
    const known = {
      municipality: (code: string) => municipalityCodes.includes(code),
      region: (id: string) => id === 'twente',
    };
    return {
      make: (random) => nearly(random, [contacts], 20_000),
      take: (text) => {
        writeFileSync(file, text);
        return outcome(readContacts(folder, known).problems.length === 0);
      },
      close: remove,
    };
  }),
  parser('the register of links', [150, 6_000], () => {
    const { file, remove } = ownFile('register.json');
    return {
      make: (random) => brokenJson(random, register),
      take: async (text) => {
        writeFileSync(file, text, { mode: 0o600 });
        try {
          await registerIn(file).read();
          return 'taken' as const;
        } catch (error) {
          if (error instanceof RegisterError) return 'refused' as const;
          throw error;
        }
      },
      close: remove,
    };
  }),
  parser('sheets of data as CSV, and what they would change', [80, 6_000], async () => {
    const sheet = await aSheet('csv');
    const files = referral();
    return {
      make: (random) =>
        random.chance(0.2)
          ? brokenBytes(random, sheet)
          : Buffer.from(nearly(random, [sheet.toString('utf8')], 200_000)),
      take: (bytes) => dataSheet(bytes, 'csv', files),
    };
  }),
  parser('sheets of data as XLSX, and what they would change', [30, 2_000], async () => {
    const parts = partsOf(await aSheet('xlsx'));
    const files = referral();
    return {
      make: (random) => brokenXlsx(random, parts),
      take: (bytes) => dataSheet(bytes, 'xlsx', files),
    };
  }),
  parser('sheets of data as HSDS, and what they would change', [150, 6_000], async () => {
    const value: unknown = JSON.parse((await aSheet('hsds')).toString('utf8'));
    const files = referral();
    return {
      make: (random) => Buffer.from(brokenJson(random, value, 200_000, 0.002)),
      take: (bytes) => dataSheet(bytes, 'hsds', files),
    };
  }),
  parser('sheets of texts as CSV', [300, 10_000], () => {
    const sheet = writeCsvTable(columns, texts());
    return {
      make: (random) => Buffer.from(nearly(random, [sheet.toString('utf8')], 60_000)),
      take: (bytes) => textSheet(() => readCsv(bytes)),
    };
  }),
  parser('sheets of texts as XLSX', [60, 3_000], async () => {
    const rows = texts().map((row) => columns.map((column) => row[column]));
    const heads = columns.map((head) => ({ head, width: 20 }));
    const parts = partsOf(await writeXlsxTables([{ sheet: 'so', columns: heads, rows }]));
    return {
      make: (random) => brokenXlsx(random, parts),
      take: (bytes) => textSheet(() => readXlsx(bytes)),
    };
  }),
];
