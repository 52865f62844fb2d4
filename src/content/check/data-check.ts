/**
 * The referral data: complete, sourced, honest about its age, and every number reachable from where it is shown.
 */
import { screenNumbers } from '../../core/compose.ts';
import { type Directory, find, openDirectory } from '../../core/directory.ts';
import type { WallTime } from '../../core/hours.ts';
import { completeSituation, type RouteKind, routeKinds, vocabulary } from '../../core/situation.ts';
import { parseOpeningHours } from '../opening-hours.ts';
import type { Reader } from '../reader.ts';
import { folder, isShown, publicDirectory, type ReferralFiles } from '../referral-files.ts';
import type { MunicipalityFile, Trust } from '../referral-schema.ts';
import type { Findings } from './findings.ts';

/** Numbers that have not been checked for so many months must be checked before a release. */
const freshMonths = 12;

interface AnyField {
  readonly value: unknown;
  readonly status: Trust;
  readonly source?: string | undefined;
  readonly seenOn?: string | null | undefined;
  readonly checkedOn: string | null;
}

function isField(value: unknown): value is AnyField {
  return typeof value === 'object' && value !== null && 'status' in value && 'checkedOn' in value;
}

type Visit = (field: AnyField, path: readonly (string | number)[]) => void;

/** Visits every field of an entry, however deep. */
function fieldsOf(entry: unknown, path: readonly (string | number)[], visit: Visit): void {
  if (typeof entry !== 'object' || entry === null) return;
  if (isField(entry)) {
    visit(entry, path);
    return;
  }
  for (const [key, value] of Object.entries(entry))
    fieldsOf(value, [...path, Array.isArray(entry) ? Number(key) : key], visit);
}

function monthsBetween(from: string, to: string): number {
  const [year = 0, month = 1] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 1] = to.split('-').map(Number);
  return (toYear - year) * 12 + toMonth - month;
}

class DataCheck {
  private readonly files: ReferralFiles;
  private readonly reader: Reader;
  private readonly findings: Findings;
  private readonly today: string;
  private fields = 0;
  private stale = 0;
  private shown = 0;

  constructor(files: ReferralFiles, reader: Reader, findings: Findings, today: string) {
    this.files = files;
    this.reader = reader;
    this.findings = findings;
    this.today = today;
  }

  private tell(file: string, path: readonly (string | number)[], message: string, cure: string): void {
    this.findings.report({ file, line: this.reader.lineOf(file, path), message, cure });
  }

  everyField(): void {
    const { services, regions, organisations, municipalities } = this.files;
    const look = (file: string, top: string, entries: readonly unknown[]): void =>
      entries.forEach((entry, index) => {
        fieldsOf(entry, [top, index], (field, path) => this.field(file, field, path));
      });
    look(`${folder}/services.yaml`, 'services', services);
    look(`${folder}/veilig-thuis.yaml`, 'regions', regions);
    look(`${folder}/organisations.yaml`, 'organisations', organisations);
    for (const { file, ...entry } of municipalities)
      fieldsOf(entry, [], (field, path) => this.field(file, field, path));
    const share = `${this.shown.toLocaleString('en')} of them may be shown to anyone`;
    this.findings.tally('fields of contacts, with source and dates', this.fields, share);
    this.findings.tally(
      `shown fields undated or older than ${freshMonths} months that no person has checked`,
      this.stale,
      this.stale === 0 ? 'release gate passed' : 'release gate NOT passed: they keep being shown, with their age',
    );
  }

  private field(
    file: string,
    { value, status, source, seenOn, checkedOn }: AnyField,
    path: readonly (string | number)[],
  ): void {
    this.fields++;
    const name = String(path.at(-1));
    const entry = source === undefined ? undefined : this.files.sources[source];
    if (source === undefined && status !== 'unverified-memory') {
      this.tell(
        file,
        path,
        `"${name}" has no source`,
        'name the source (an entry of sources.yaml), or set the status to unverified-memory: it is then not shown',
      );
    }
    if (source !== undefined && entry === undefined) {
      this.tell(
        file,
        path,
        `"${name}" names the source "${source}", which sources.yaml does not have`,
        'add the source there, or correct the name',
      );
    }
    for (const [what, date] of [
      ['seenOn', seenOn],
      ['checkedOn', checkedOn],
    ] as const) {
      if (date != null && date > this.today)
        this.tell(file, path, `"${name}" was ${what} ${date}: that is in the future`, 'correct the date');
    }
    if (name === 'hours' || name === 'chatHours') this.hours(file, path, String(value));
    if (name === 'phoneAbroad' && !String(value).startsWith('+')) {
      this.tell(
        file,
        path,
        `the number from abroad, ${String(value)}, does not start with +`,
        'write it as +31 …; 0800, 0900 and 14 0xx numbers cannot be dialled from abroad',
      );
    }
    if (!isShown(status, name === 'name' ? 'name' : 'value')) return;
    this.shown++;
    const age = checkedOn ?? seenOn ?? entry?.seenOn ?? null;
    if (name !== 'name' && (age === null || monthsBetween(age, this.today) > freshMonths)) this.stale++;
  }

  private hours(file: string, path: readonly (string | number)[], text: string): void {
    try {
      parseOpeningHours(text);
    } catch (error) {
      this.tell(
        file,
        path,
        error instanceof Error ? error.message : 'unreadable hours',
        'write them as 24/7 or Mo-Fr 09:00-17:00; PH off',
      );
    }
  }

  /** The numbers that stand on every screen and those on the cards are the same ones. */
  screenNumbers(): void {
    const onCards = [
      ['112', 'phone', screenNumbers.emergency],
      ['veilig-thuis', 'phone', screenNumbers['veilig-thuis']],
      ['bz', 'phoneAbroad', screenNumbers.abroad],
    ] as const;
    for (const [id, way, number] of onCards) {
      const index = this.files.services.findIndex((service) => service.id === id);
      if (this.files.services[index]?.[way]?.value === number) continue;
      this.tell(
        `${folder}/services.yaml`,
        ['services', Math.max(index, 0), way],
        `"${way}" of "${id}" is not ${number}, which stands on every screen`,
        'undo it; or, if the number has really changed, change src/core/compose.ts with it',
      );
    }
    // A number of a region would stand on its card in the place of the one on the screen.
    this.files.regions.forEach(({ id, phone }, index) => {
      if (phone === undefined || phone.value === screenNumbers['veilig-thuis']) return;
      this.tell(
        `${folder}/veilig-thuis.yaml`,
        ['regions', index, 'phone'],
        `"phone" of "${id}" is not ${screenNumbers['veilig-thuis']}, which stands on every screen`,
        'take it out: the number of Veilig Thuis is the same everywhere',
      );
    });
  }

  municipalities(): void {
    const { rows, regions, municipalities } = this.files;
    const regionIds = new Set(regions.map(({ id }) => id));
    const codes = new Set(rows.map(({ code }) => code));
    const byCode = new Map(municipalities.map((entry) => [entry.municipality, entry]));
    const csv = `${folder}/municipalities.csv`;
    rows.forEach(({ code, name, region, validTo, successor }, index) => {
      const line = index + 2;
      const tell = (message: string, cure: string): void =>
        this.findings.report({ file: csv, line, message: `${name} (${code}) ${message}`, cure });
      if (!regionIds.has(region))
        tell(`belongs to the Veilig Thuis region "${region}", which does not exist`, 'use an id of veilig-thuis.yaml');
      if ((validTo === '') !== (successor === ''))
        tell(
          'has an end without a successor, or a successor without an end',
          'fill in both validTo and successor, or neither',
        );
      if (successor !== '' && !codes.has(successor))
        tell(`is followed by ${successor}, which does not exist`, 'use a code of this file');
      if (!byCode.has(code)) tell('has no file of its own', `add ${folder}/municipalities/${code}-….yaml`);
    });
    for (const entry of municipalities) this.municipalityFile(entry, codes);
    for (const { id } of regions) {
      if (!rows.some(({ region }) => region === id))
        this.tell(
          `${folder}/veilig-thuis.yaml`,
          ['regions'],
          `no municipality belongs to region "${id}"`,
          'correct the id here or in municipalities.csv',
        );
    }
    this.findings.tally(
      'municipalities with region and contacts',
      rows.length,
      `${regions.length} Veilig Thuis regions`,
    );
    this.geography(codes);
  }

  private municipalityFile(entry: MunicipalityFile & { readonly file: string }, codes: ReadonlySet<string>): void {
    const { file, municipality: code, missing } = entry;
    if (!codes.has(code))
      this.tell(file, ['municipality'], `${code} is not a code of municipalities.csv`, 'correct the code');
    if (!file.includes(`/${code}-`))
      this.tell(file, ['municipality'], `the file name does not begin with ${code}`, 'rename the file');
    const parts = {
      phone: entry.phone,
      website: entry.website,
      'wijkteam.name': entry.wijkteam?.name,
      'wijkteam.phone': entry.wijkteam?.phone,
      'wijkteam.website': entry.wijkteam?.website,
    } as const;
    for (const [name, field] of Object.entries(parts)) {
      const known = field !== undefined && isShown(field.status, name.endsWith('name') ? 'name' : 'value');
      // The keys of `parts` are the values that `missing` may hold.
      const listed = missing.includes(name as (typeof missing)[number]);
      if (known === listed) {
        this.tell(
          file,
          ['missing'],
          known
            ? `"${name}" is known, yet listed as missing`
            : `"${name}" is not known (or may not be shown), yet not listed as missing`,
          known ? 'take it off the list' : 'add it to the list',
        );
      }
    }
  }

  private geography(codes: ReadonlySet<string>): void {
    const { places, postcodes } = this.files.places;
    const check = (file: string, line: number, what: string, code: string): void => {
      if (!codes.has(code))
        this.findings.reportSome(file, () => ({
          file,
          line,
          message: `"${what}" points to ${code}, which does not exist`,
          cure: 'use a code of municipalities.csv',
        }));
    };
    places.forEach(({ name, municipality }, index) => {
      check(`${folder}/places.csv`, index + 2, name, municipality);
    });
    postcodes.forEach(({ postcode, municipality, alternatives }, index) => {
      for (const code of [municipality, ...alternatives]) check(`${folder}/postcodes.csv`, index + 2, postcode, code);
    });
    this.findings.tally(
      'place names and postcodes',
      places.length + postcodes.length,
      'each points to a municipality that exists',
    );
  }

  /** Design, promise 2: whoever is shown can be reached from there, and somebody answers at any hour. */
  everyContact(): void {
    const directory = openDirectory(publicDirectory(this.files));
    const hours = hourClasses(directory);
    let looked = 0;
    for (const kind of routeKinds) {
      for (const place of [undefined, ...directory.municipalities.keys()]) {
        // Only local kinds depend on the place.
        if (place !== undefined && kind !== 'veilig-thuis' && kind !== 'wijkteam') continue;
        for (const caller of vocabulary.caller) {
          for (const at of hours) {
            looked++;
            this.contact(directory, kind, place, caller, at);
          }
        }
      }
    }
    const all = routeKinds.length * (directory.municipalities.size + 1) * vocabulary.caller.length * hours.length;
    this.findings.tally(
      'contacts by kind, municipality, caller and hour',
      looked,
      `all ${all.toLocaleString('en')} (kinds without local contacts are the same everywhere)`,
    );
  }

  private contact(
    directory: Directory,
    kind: RouteKind,
    place: string | undefined,
    caller: 'nl' | 'eu' | 'abroad',
    at: WallTime,
  ): void {
    const file = `${folder}/services.yaml`;
    const situation = completeSituation({
      theme: 'coming-out',
      age: 'minor',
      who: 'self',
      where: caller,
      caller,
      ...(place === undefined ? {} : { municipality: place }),
    });
    const found = find(directory, kind, situation, at);
    if (found === null) return;
    const tell = (what: string, message: string, cure: string): void =>
      this.findings.reportSome(`${what} ${kind}`, () => ({
        file,
        line: null,
        message: `${found.name}: ${message}`,
        cure,
      }));
    for (const { phone, name } of [found, ...found.also]) {
      if (phone !== null && caller !== 'nl' && !phone.startsWith('+') && !(phone === '112' && caller === 'eu')) {
        tell(
          'abroad',
          `${name} is shown with ${phone} to a caller ${caller}, where that number does not work`,
          'give a phoneAbroad that starts with +31, or none',
        );
      }
    }
    if (found.open !== 'open' && found.standIn === null) {
      tell(
        'stand-in',
        `nobody answers day and night in its place for a caller ${caller}`,
        'name a kind under "standIn" that is open 24/7 and can be reached from there',
      );
    }
  }
}

/** One moment in every stretch of a week in which nothing opens or closes, and one on a public holiday. */
function hourClasses({ byKind }: Directory): readonly WallTime[] {
  const edges = new Set<number>([0]);
  for (const entries of byKind.values()) {
    for (const { service } of entries) {
      for (const hours of [service.hours?.value, service.chatHours?.value]) {
        if (hours === undefined || hours === 'always') continue;
        for (const { from, to } of hours.periods) edges.add(from).add(to % 1440);
      }
    }
  }
  const week = [1, 2, 3, 4, 5, 6, 7].map((day) => day + 1);
  const moments = week.flatMap((day) => [...edges].map((minutes) => ({ year: 2026, month: 11, day, minutes })));
  return [...moments, { year: 2026, month: 12, day: 25, minutes: 600 }];
}

/** Which kinds some service can be shown for. */
export function servedKinds(files: ReferralFiles): ReadonlySet<RouteKind> {
  return new Set(publicDirectory(files).services.map(({ kind }) => kind));
}

/** Checks the referral data as on `today` (`2026-11-21`). */
export function checkData(files: ReferralFiles, reader: Reader, findings: Findings, today: string): void {
  const check = new DataCheck(files, reader, findings, today);
  check.everyField();
  check.screenNumbers();
  check.municipalities();
  if (findings.problems.length === 0) check.everyContact();
}
