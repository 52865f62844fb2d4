/**
 * Compares rows of a sheet with the data as they are: what they would change, and what is wrong with them.
 */
import type { ReferralFiles } from '../referral-files.ts';
import { type Entry, entriesOf, fieldForms, type TrustedField } from './entries.ts';
import type { SheetFault, Wrong } from './fault.ts';
import type { EntryEdit } from './field-edit.ts';
import type { PlacedRow } from './format.ts';
import { type CellFault, faultsOf, isVital, newSourceOf, valueFrom } from './proposal.ts';
import { type Change, leansOn, type Told } from './readable.ts';
import type { Column, SheetRow } from './row.ts';
import { noteField, rowOf } from './rows.ts';

export interface NewSource {
  readonly title: string;
  readonly seenOn: string | null;
}

/**
 * What a sheet may change. A contact of the whole country is on everybody's screen, and that of a region stands in the
 * place of Veilig Thuis: only whoever runs the server changes those, with the command.
 */
export type SheetReach = 'everything' | 'local-contacts';

export interface PlannedRows {
  readonly faults: readonly SheetFault[];
  readonly changes: readonly Change[];
  readonly edits: readonly EntryEdit[];
  readonly sources: ReadonlyMap<string, NewSource>;
  /** The rows that change something. */
  readonly changedRows: readonly PlacedRow[];
}

class CellProblem extends Error {
  readonly fault: CellFault;

  constructor(column: Column, wrong: Wrong) {
    super(wrong.code);
    this.fault = { column, wrong };
  }
}

/** The cells of a field itself; the others name it or speak of something else. */
const fieldColumns = ['value', 'status', 'source', 'seen on', 'checked on', 'checked by'] as const;

function isEqual(column: Column, one: SheetRow, other: SheetRow): boolean {
  return one[column] === other[column].replace(/\r\n?/g, '\n').trim();
}

/** The field as the row has it. What the row leaves alone stays as the file has it. */
function fieldFrom(cells: SheetRow, before: TrustedField | undefined): TrustedField {
  const { source, status } = cells;
  const seenOn = cells['seen on'];
  const isUndated = seenOn === '' && (before === undefined ? source === '' : before.seenOn === undefined);
  return {
    value: valueFrom(cells.value, cells.field),
    // Its form decides whether this is one of the words.
    status: status as TrustedField['status'],
    ...(source === '' ? {} : { source }),
    ...(isUndated ? {} : { seenOn: seenOn === '' ? null : seenOn }),
    checkedOn: cells['checked on'] === '' ? null : cells['checked on'],
    ...(cells['checked by'] === '' ? {} : { checkedBy: cells['checked by'] }),
  };
}

function isNational({ kind }: Entry): boolean {
  return kind === 'service' || kind === 'region';
}

class Planner {
  private readonly files: ReferralFiles;
  private readonly today: string;
  private readonly reach: SheetReach;
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly seen = new Map<string, PlacedRow>();
  private readonly changedRows: PlacedRow[] = [];
  private readonly edits = new Map<Entry, { fields: Map<string, TrustedField | null>; note?: string }>();
  readonly faults: SheetFault[] = [];
  readonly changes: Change[] = [];
  readonly sources = new Map<string, NewSource>();

  constructor(files: ReferralFiles, today: string, reach: SheetReach) {
    this.files = files;
    this.today = today;
    this.reach = reach;
    this.entries = new Map(entriesOf(files).map((entry) => [entry.of, entry]));
  }

  add(placed: PlacedRow): void {
    try {
      const entry = this.entryOf(placed);
      const before = this.changes.length;
      this.note(entry, placed.cells);
      this.field(entry, placed);
      if (this.changes.length > before) this.changedRows.push(placed);
    } catch (error) {
      if (!(error instanceof CellProblem)) throw error;
      this.tell(placed, error.fault);
    }
  }

  private tell({ sheet, row, heads }: PlacedRow, { column, wrong }: CellFault): void {
    this.faults.push({ sheet, row, column: heads?.[column] ?? column, wrong });
  }

  private entryOf(placed: PlacedRow): Entry {
    const { of, name, field } = placed.cells;
    const entry = this.entries.get(of);
    if (entry === undefined || entry.deskOnly) throw new CellProblem('of', { code: 'entry-unknown' });
    const forms = fieldForms[entry.kind];
    if (!Object.hasOwn(forms, field))
      throw new CellProblem('field', { code: 'field-unknown', values: { fields: Object.keys(forms).join(', ') } });
    if (name !== '' && name !== entry.name.trim()) throw new CellProblem('name', { code: 'entry-name' });
    const key = `${of} ${field}`;
    const first = this.seen.get(key);
    if (first !== undefined) throw new CellProblem('field', { code: 'field-twice', values: { row: first.row } });
    this.seen.set(key, placed);
    return entry;
  }

  private editOf(entry: Entry): { fields: Map<string, TrustedField | null>; note?: string } {
    const edit = this.edits.get(entry) ?? { fields: new Map() };
    this.edits.set(entry, edit);
    return edit;
  }

  private change(entry: Entry, field: string, before: Told | null, after: Told | null, leans = false): void {
    this.changes.push({ entry: entry.of, name: entry.name, field, before, after, leans });
  }

  private note(entry: Entry, cells: SheetRow): void {
    if (cells.field !== noteField(entry)) {
      if (cells.note !== '')
        throw new CellProblem('note', { code: 'note-elsewhere', values: { field: noteField(entry) } });
      return;
    }
    if (isEqual('note', cells, rowOf(entry, cells.field, this.files.sources))) return;
    this.editOf(entry).note = cells.note;
    this.change(entry, 'note', entry.note === '' ? null : entry.note, cells.note === '' ? null : cells.note);
  }

  private field(entry: Entry, placed: PlacedRow): void {
    const { cells } = placed;
    const before = entry.fields.get(cells.field);
    const present = rowOf(entry, cells.field, this.files.sources);
    const isSame = fieldColumns.every((column) => isEqual(column, cells, present));
    if (isSame && (isEqual('source title', cells, present) || cells['source title'] === '')) return;
    if (this.reach === 'local-contacts' && isNational(entry)) this.keepNational(cells, present);
    if (cells.value === '') this.empty(entry, cells, before);
    else this.fill(entry, placed, before);
  }

  /** Of these, who checked it and when may be filled in; what people see stays. */
  private keepNational(cells: SheetRow, present: SheetRow): void {
    const changed = (['value', 'status'] as const).find((column) => !isEqual(column, cells, present));
    if (changed !== undefined) throw new CellProblem(changed, { code: 'national-fixed' });
  }

  private empty(entry: Entry, { field }: SheetRow, before: TrustedField | undefined): void {
    if (before === undefined) throw new CellProblem('value', { code: 'value-missing' });
    if (isVital(entry)) throw new CellProblem('value', { code: 'vital-removed' });
    if (field === 'name') throw new CellProblem('value', { code: 'name-removed' });
    this.editOf(entry).fields.set(field, null);
    this.change(entry, field, before, null);
  }

  private fill(entry: Entry, placed: PlacedRow, before: TrustedField | undefined): void {
    const { cells } = placed;
    const after = fieldFrom(cells, before);
    const source = this.source(cells, before);
    const faults = faultsOf({ entry, cells, before, after, today: this.today });
    if (source !== null || faults.length > 0) {
      for (const fault of [...(source === null ? [] : [source]), ...faults]) this.tell(placed, fault);
      return;
    }
    this.editOf(entry).fields.set(cells.field, after);
    this.change(entry, cells.field, before ?? null, after, leansOn(before, after));
  }

  /** Takes note of a new source; a fault where it is not told well enough. */
  private source(cells: SheetRow, before: TrustedField | undefined): CellFault | null {
    const told = newSourceOf(cells, this.files.sources, before);
    if (told === null || 'wrong' in told) return told;
    const known = this.sources.get(cells.source);
    if (known !== undefined && known.title !== told.title)
      return { column: 'source title', wrong: { code: 'source-title-twice' } };
    if (known === undefined)
      this.sources.set(cells.source, { title: told.title, seenOn: cells['seen on'] === '' ? null : cells['seen on'] });
    return null;
  }

  planned(): PlannedRows {
    return {
      faults: this.faults,
      changes: this.changes,
      edits: [...this.edits].map(([entry, edit]) => ({ entry, ...edit })),
      sources: this.sources,
      changedRows: this.changedRows,
    };
  }
}

/** Decides everything before anything is written. What is not on the sheet stays as it is. `today`: `2026-11-22`. */
export function planRows(
  rows: readonly PlacedRow[],
  files: ReferralFiles,
  today: string,
  reach: SheetReach = 'everything',
): PlannedRows {
  const planner = new Planner(files, today, reach);
  for (const row of rows) planner.add(row);
  return planner.planned();
}
