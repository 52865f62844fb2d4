/**
 * Writes changed fields and notes of entries into their files.
 */
import type { Reader } from '../reader.ts';
import { isShown } from '../referral-files.ts';
import { type Entry, type EntryKind, fieldForms, type TrustedField } from './entries.ts';
import { inYaml, YamlEdit } from './yaml-edit.ts';

/** What becomes of one entry: a field or note that is not named stays as it is. */
export interface EntryEdit {
  readonly entry: Entry;
  /** Name of the field → what it becomes; null takes it out. */
  readonly fields: ReadonlyMap<string, TrustedField | null>;
  /** Empty: taken out. */
  readonly note?: string;
}

const parts = ['value', 'status', 'source', 'seenOn', 'checkedOn', 'checkedBy'] as const;

/** Words of a closed list and short names stand without quotation marks in these files. */
function partInYaml(part: (typeof parts)[number], value: NonNullable<TrustedField['value']> | null): string {
  const isWord =
    (part === 'status' || part === 'source') && typeof value === 'string' && /^[a-z][a-z0-9-]*$/.test(value);
  return isWord ? value : inYaml(value);
}

function fieldInYaml(field: TrustedField): string {
  const pairs = parts.flatMap((part) => {
    const value = field[part];
    return value === undefined ? [] : [`${part}: ${partInYaml(part, value)}`];
  });
  return `{ ${pairs.join(', ')} }`;
}

/** The keys of an entry in the order in which these files have them, as far as a sheet may add one. */
const keyOrder: Readonly<Record<EntryKind, readonly string[]>> = {
  municipality: ['municipality', 'name', 'phone', 'website', 'wijkteam', 'missing', 'note'],
  region: ['id', 'cbs', ...Object.keys(fieldForms.region), 'note'],
  service: [
    'id',
    'kind',
    'visibility',
    ...Object.keys(fieldForms.service),
    'menu',
    'say',
    'sayReach',
    'generic',
    'note',
  ],
  organisation: [
    ...['id', 'name', 'community', 'scope', 'municipality', 'when', 'city', 'website', 'languages'],
    ...['safeguarding', 'lgbtSafe', 'note'],
  ],
};
const teamOrder = ['name', 'phone', 'website'];

function changeField(edit: YamlEdit, path: Entry['path'], before: TrustedField, after: TrustedField): void {
  for (const part of parts) {
    const value = after[part];
    if (JSON.stringify(before[part]) === JSON.stringify(value)) continue;
    edit.set(path, part, value === undefined ? null : partInYaml(part, value), parts);
  }
}

function setField(
  edit: YamlEdit,
  path: Entry['path'],
  key: string,
  before: TrustedField | undefined,
  after: TrustedField | null,
  order: readonly string[],
): void {
  if (before !== undefined && after !== null) changeField(edit, [...path, key], before, after);
  else edit.set(path, key, after === null ? null : fieldInYaml(after), order);
}

/** The wijkteam is an entry within the entry: it comes with its first field and goes with its last. */
function setTeam(edit: YamlEdit, { entry, fields }: EntryEdit, after: Entry['fields']): void {
  const changed = [...fields].filter(([name]) => name.startsWith('wijkteam.'));
  if (changed.length === 0) return;
  const left = teamOrder.flatMap((key) => {
    const field = after.get(`wijkteam.${key}`);
    return field === undefined ? [] : [`\n  ${key}: ${fieldInYaml(field)}`];
  });
  if (left.length === 0 || !edit.has(['wijkteam'])) {
    edit.set([], 'wijkteam', left.length === 0 ? null : left.join(''), keyOrder.municipality);
    return;
  }
  for (const [name, field] of changed)
    setField(edit, ['wijkteam'], name.slice('wijkteam.'.length), entry.fields.get(name), field, teamOrder);
}

/** What is absent or may not be shown: the list must say so, also where it did not before. */
function setMissing(edit: YamlEdit, after: Entry['fields']): void {
  const missing = Object.keys(fieldForms.municipality).filter((name) => {
    const field = after.get(name);
    return field === undefined || !isShown(field.status, name.endsWith('name') ? 'name' : 'value');
  });
  const listed = edit.listAt(['missing']);
  if (missing.length === listed.length && missing.every((name) => listed.includes(name))) return;
  // As these files have it: first what is missing of the wijkteam.
  missing.sort((a, b) => Number(b.includes('.')) - Number(a.includes('.')));
  edit.set([], 'missing', `[${missing.join(', ')}]`, keyOrder.municipality);
}

/** The fields of the entry after the edit. */
export function fieldsAfter({ entry, fields }: EntryEdit): Entry['fields'] {
  const after = new Map(entry.fields);
  for (const [name, field] of fields) {
    if (field === null) after.delete(name);
    else after.set(name, field);
  }
  return after;
}

function editEntry(edit: YamlEdit, change: EntryEdit): void {
  const { entry, fields, note } = change;
  const order = keyOrder[entry.kind];
  // In their own order, so that two new ones stand as the others do.
  for (const name of Object.keys(fieldForms[entry.kind])) {
    const field = fields.get(name);
    if (field !== undefined && !name.startsWith('wijkteam.'))
      setField(edit, entry.path, name, entry.fields.get(name), field, order);
  }
  if (entry.kind === 'municipality') {
    const after = fieldsAfter(change);
    setTeam(edit, change, after);
    setMissing(edit, after);
  }
  if (note !== undefined) edit.set(entry.path, 'note', note === '' ? null : inYaml(note), order);
}

/** The whole new text of every file that these edits touch. */
export function editedFiles(reader: Reader, edits: readonly EntryEdit[]): ReadonlyMap<string, string> {
  const open = new Map<string, YamlEdit>();
  for (const change of edits) {
    const { file } = change.entry;
    const edit = open.get(file) ?? new YamlEdit(reader.text(file) ?? '');
    open.set(file, edit);
    editEntry(edit, change);
  }
  return new Map([...open].map(([file, edit]) => [file, edit.toString()]));
}
