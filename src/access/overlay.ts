/**
 * The overlay: a folder outside the project with contacts for signed-in people only. A name or a private number may stand
 * there, so what is wrong with it is told by line, and never by what stands on that line.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../content/problem.ts';
import { Reader } from '../content/reader.ts';
import { isShown } from '../content/referral-files.ts';
import type { Trust } from '../content/referral-schema.ts';
import type { RouteKind, Theme } from '../core/situation.ts';
import { type ContactEntry, contactsSchema } from './contact-schema.ts';
import { mayActAs, type Role } from './role.ts';

/** The file in the folder. */
export const contactsFile = 'contacts.yaml';

/** What is known of one field, and how far it may be trusted. */
export interface DeskField<T> {
  readonly value: T;
  readonly status: Trust;
  /** In words; empty where none was written down. */
  readonly source: string;
  readonly seenOn: string | null;
  readonly checkedOn: string | null;
}

/** A contact as it goes to whoever signed in. */
export interface DeskContact {
  readonly id: string;
  readonly name: DeskField<string>;
  readonly kind: RouteKind | null;
  /** Codes; empty with empty `region`: everywhere. */
  readonly municipality: readonly string[];
  /** Ids of Veilig Thuis regions. */
  readonly region: readonly string[];
  /** Empty: any theme. */
  readonly themes: readonly Theme[];
  readonly phone: DeskField<string> | null;
  readonly email: DeskField<string> | null;
  readonly website: DeskField<string> | null;
  /** As written: `Mo-Fr 09:00-17:00; PH off`. */
  readonly hours: DeskField<string> | null;
  readonly languages: DeskField<readonly string[]> | null;
  /** For editors; null for others. */
  readonly note: string | null;
}

export interface Contacts {
  /** `current`: as the file stands. `earlier`: the file cannot be used, and this is the last good one. `none`: there is none. */
  readonly state: 'current' | 'earlier' | 'none';
  readonly contacts: readonly DeskContact[];
}

/** Which places there are. */
export interface KnownPlaces {
  municipality(code: string): boolean;
  region(id: string): boolean;
}

interface Written<T> {
  readonly value: T;
  readonly status: Trust;
  readonly source?: string | undefined;
  readonly seenOn?: string | null | undefined;
  readonly checkedOn: string | null;
}

// --- For whom -----------------------------------------------------------------------------------------------------------

/** What is not verified is for editors, who are to find out. */
function fieldFor<T>(role: Role, field: Written<T> | undefined, part: 'name' | 'value' = 'value'): DeskField<T> | null {
  if (field === undefined || !(mayActAs(role, 'editor') || isShown(field.status, part))) return null;
  const { value, status, source = '', seenOn = null, checkedOn } = field;
  return { value, status, source, seenOn, checkedOn };
}

function contactFor(role: Role, entry: ContactEntry): readonly DeskContact[] {
  const name = fieldFor(role, entry.name, 'name');
  if (name === null) return [];
  const { id, kind = null, municipality = [], region = [], themes = [], note = null } = entry;
  return [
    {
      id,
      name,
      kind,
      municipality,
      region,
      themes,
      phone: fieldFor(role, entry.phone),
      email: fieldFor(role, entry.email),
      website: fieldFor(role, entry.website),
      hours: fieldFor(role, entry.hours),
      languages: fieldFor(role, entry.languages),
      note: mayActAs(role, 'editor') ? note : null,
    },
  ];
}

// --- Reading ------------------------------------------------------------------------------------------------------------

const cure = 'write it as docs/access.md shows; nothing of what stands there is repeated here';

/** What zod says is about the form, with one exception: it repeats a key that it does not know. */
function messageOf(issue: z.core.$ZodIssue): string {
  const where = issue.path.map(String).join('.');
  const what = issue.code === 'unrecognized_keys' ? 'there is a field that is not known here' : issue.message;
  return `${where === '' ? 'the file' : `"${where}"`} is not right: ${what}`;
}

function meaningProblems(entries: readonly ContactEntry[], known: KnownPlaces, reader: Reader): readonly Problem[] {
  const ids = new Set<string>();
  return entries.flatMap(({ id, municipality = [], region = [] }, index) => {
    const at = (path: readonly PropertyKey[], message: string): Problem => ({
      file: contactsFile,
      line: reader.lineOf(contactsFile, ['contacts', index, ...path]),
      message,
      cure,
    });
    const isTwice = ids.has(id);
    ids.add(id);
    return [
      ...(isTwice ? [at(['id'], 'another contact has this id')] : []),
      ...municipality.flatMap((code, place) =>
        known.municipality(code) ? [] : [at(['municipality', place], 'there is no municipality with this code')],
      ),
      ...region.flatMap((name, place) =>
        known.region(name) ? [] : [at(['region', place], 'there is no region with this id')],
      ),
    ];
  });
}

/** The contacts in the folder, or what is wrong with them: by line, without anything that stands there. */
export function readContacts(
  folder: string,
  known: KnownPlaces,
): { readonly entries: readonly ContactEntry[]; readonly problems: readonly Problem[] } {
  const reader = new Reader(folder);
  const raw = reader.yaml(contactsFile, z.unknown());
  if (reader.problems.length > 0) {
    // Its reasons may name what stands on a line.
    const problems = reader.problems.map(({ file, line }) => ({
      file,
      line,
      message: line === null ? 'the file cannot be read' : 'this is not YAML',
      cure:
        line === null
          ? 'put a file under this name that the server may read'
          : 'look at the indentation, colons and quotes on and above this line',
    }));
    return { entries: [], problems };
  }
  const read = contactsSchema.safeParse(raw);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => ({
      file: contactsFile,
      line: reader.lineOf(contactsFile, issue.path),
      message: messageOf(issue),
      cure,
    }));
    return { entries: [], problems };
  }
  const problems = meaningProblems(read.data.contacts, known, reader);
  return { entries: problems.length === 0 ? read.data.contacts : [], problems };
}

// --- Keeping up with the file -------------------------------------------------------------------------------------------

/** Something that is another one when the file has changed; null: there is no file. */
function fileMark(folder: string): string | null {
  try {
    const { mtimeMs, ctimeMs, size, ino } = statSync(join(folder, contactsFile));
    return [mtimeMs, ctimeMs, size, ino].join(' ');
  } catch {
    return null;
  }
}

export interface OverlayOptions {
  readonly folder: string;
  readonly known: KnownPlaces;
  /** Told once when the file cannot be used, and once when it can be again. */
  readonly tell: (state: 'unusable' | 'usable') => void;
  /** Something that is another one when the file has changed; null: there is no file. Looked at with each call. */
  readonly mark?: () => string | null;
}

export interface Overlay {
  /** What this role may see of it, as the file stands now. The same for everybody of that role. */
  contactsFor(role: Role): Contacts;
}

/**
 * Keeps up with the folder. A file with a mistake leaves the last good one in place. A file that was taken away is meant to
 * be gone: then there are no contacts.
 */
export function openOverlay({ folder, known, tell, mark = () => fileMark(folder) }: OverlayOptions): Overlay {
  let seen: string | null = null;
  let isUsable = true;
  let good: readonly ContactEntry[] | null = null;

  function keepUp(): void {
    const now = mark();
    if (now === seen) return;
    seen = now;
    if (now === null) {
      good = null;
      isUsable = true;
      return;
    }
    const { entries, problems } = readContacts(folder, known);
    const was = isUsable;
    isUsable = problems.length === 0;
    if (isUsable) good = entries;
    if (was !== isUsable) tell(isUsable ? 'usable' : 'unusable');
  }

  return {
    contactsFor(role) {
      keepUp();
      if (good === null) return { state: 'none', contacts: [] };
      const contacts = good.flatMap((entry) => contactFor(role, entry));
      return { state: isUsable ? 'current' : 'earlier', contacts };
    },
  };
}
