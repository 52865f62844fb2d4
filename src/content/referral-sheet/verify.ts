/**
 * Records that somebody called or looked, and that it was right.
 */
import type { ReferralFiles } from '../referral-files.ts';
import type { PlacedRow } from './format.ts';
import { rowsOf } from './rows.ts';

export interface Verification {
  /** The entry as the sheet names it: `GM0363`, `service:lkha`. */
  readonly of: string;
  /** One field (`wijkteam.phone`) or a part of the entry (`wijkteam`). */
  readonly part: string;
  /** An organisation or a function. */
  readonly by: string;
  /** `2026-11-22`. */
  readonly on: string;
}

/** The rows of each field of that part that holds a value, with the check filled in; none where nothing is known. */
export function verifiedRows(files: ReferralFiles, { of, part, by, on }: Verification): readonly PlacedRow[] {
  return rowsOf(files)
    .filter((row) => row.of === of && (row.field === part || row.field.startsWith(`${part}.`)) && row.value !== '')
    .map((row, index) => ({
      cells: { ...row, 'checked on': on, 'checked by': by },
      sheet: `${of} ${row.field}`,
      row: index + 1,
    }));
}
