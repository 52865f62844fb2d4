/**
 * What nobody has checked for a long time, by who has to check it.
 */
import type { ReferralFiles } from '../referral-files.ts';
import { type Entry, entriesFor, entriesOf } from './entries.ts';
import type { SheetRow } from './row.ts';
import { rowOf } from './rows.ts';

export interface StaleGroup {
  /** Who can tell whether it is right: `gemeente Amsterdam (GM0363)`, `Veilig Thuis Drenthe`. */
  readonly who: string;
  readonly rows: readonly SheetRow[];
}

export interface StaleQuery {
  /** A check that is longer ago counts as none. */
  readonly days: number;
  /** `2026-11-22`. */
  readonly today: string;
  /** The code of one municipality; left out: everybody, the national services first. */
  readonly municipality?: string | undefined;
}

const dayLength = 86_400_000;

function whoChecks({ kind, name, of }: Entry): string {
  if (kind === 'municipality') return `gemeente ${name} (${of})`;
  return kind === 'organisation' ? `organisation ${name}` : name;
}

/** Fields that hold a value and that no person checked in the last so many days. */
export function staleIn(files: ReferralFiles, { days, today, municipality }: StaleQuery): readonly StaleGroup[] {
  const since = new Date(Date.parse(`${today}T00:00:00Z`) - days * dayLength).toISOString().slice(0, 10);
  // "The huisarts" and the like: a word of the language, with nobody to call.
  const generic = new Set(files.services.flatMap(({ id, generic: is }) => (is ? [`service:${id}`] : [])));
  const entries = municipality === undefined ? entriesOf(files) : entriesFor(files, municipality);
  const first = (entry: Entry): number => (entry.kind === 'service' ? 0 : 1);
  return entries
    .filter(({ of, deskOnly }) => !deskOnly && !generic.has(of))
    .toSorted((a, b) => first(a) - first(b))
    .flatMap((entry) => {
      const rows = [...entry.fields]
        .filter(([, { checkedOn }]) => checkedOn === null || checkedOn < since)
        .map(([name]) => rowOf(entry, name, files.sources));
      return rows.length === 0 ? [] : [{ who: whoChecks(entry), rows }];
    });
}
