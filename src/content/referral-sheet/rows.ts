/**
 * The referral data as rows of a sheet.
 */
import type { ReferralFiles } from '../referral-files.ts';
import { type Entry, entriesFor, entriesOf, fieldForms, type TrustedField } from './entries.ts';
import type { SheetRow } from './row.ts';

/** A value as it stands in one cell: `yes` or `no`, and several words side by side. */
export function cellOf(value: TrustedField['value']): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value.join(' ');
}

/** One field of an entry as a row; without a field, the empty row in which it can be filled in. */
export function rowOf(entry: Entry, name: string, sources: ReferralFiles['sources']): SheetRow {
  const field = entry.fields.get(name);
  const source = field?.source ?? '';
  return {
    of: entry.of,
    name: entry.name,
    field: name,
    value: field === undefined ? '' : cellOf(field.value),
    status: field?.status ?? '',
    source,
    'source title': sources[source]?.title ?? '',
    'seen on': field?.seenOn ?? '',
    'checked on': field?.checkedOn ?? '',
    'checked by': field?.checkedBy ?? '',
    note: name === noteField(entry) ? entry.note : '',
  };
}

/** The field in whose row the note of the entry stands: the first of its kind. */
export function noteField({ kind }: Entry): string {
  return Object.keys(fieldForms[kind])[0] ?? '';
}

/** Of a municipality what is missing, too: an employee sees it there and can fill it in. */
function fieldsOnSheet({ kind, fields }: Entry): readonly string[] {
  return kind === 'municipality' ? Object.keys(fieldForms.municipality) : [...fields.keys()];
}

/**
 * A row for each field, in the order of the files; what only those who signed in may see is left out. With the code of
 * a `municipality` its rows, those of its region of Veilig Thuis and of the organisations that work there.
 */
export function rowsOf(files: ReferralFiles, municipality?: string): readonly SheetRow[] {
  const entries = municipality === undefined ? entriesOf(files) : entriesFor(files, municipality);
  return entries
    .filter(({ deskOnly }) => !deskOnly)
    .flatMap((entry) => fieldsOnSheet(entry).map((name) => rowOf(entry, name, files.sources)));
}
