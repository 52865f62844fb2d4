/**
 * The real referral data, read once, with changes that a test makes to a copy.
 */
import { Reader } from '../../../src/content/reader.ts';
import { type ReferralFiles, readReferralFiles } from '../../../src/content/referral-files.ts';
import type { SheetRow } from '../../../src/content/referral-sheet/row.ts';
import { projectRoot } from '../../support/content.ts';

function readFiles(): ReferralFiles {
  const files = readReferralFiles(new Reader(projectRoot));
  if (files === null) throw new Error('the referral data cannot be read: run `wegwijzer check`');
  return files;
}

export const files = readFiles();

/** Files with one service only, as an editor might add it. Every value is made up. */
export function withService(entry: Partial<ReferralFiles['services'][number]>): ReferralFiles {
  const [first] = files.services;
  if (first === undefined) throw new Error('there are no services');
  const made = { id: 'made-up', kind: first.kind, name: field('Made-up line'), visibility: 'public' } as const;
  const rest = { menu: false, say: false, generic: false };
  const none = { regions: [], rows: [], municipalities: [], organisations: [] };
  return { ...files, ...none, services: [{ ...made, ...rest, ...entry }] };
}

/** A field that was read in a source. */
export function field<T>(value: T, more: { readonly status?: 'old-source'; readonly checkedOn?: string } = {}) {
  return { value, status: 'verified-source' as const, source: 'everyday-word', seenOn: null, checkedOn: null, ...more };
}

/** Rows by entry and field: the order between entries says nothing. */
export function byPlace(rows: readonly SheetRow[]): readonly SheetRow[] {
  const place = ({ of, field: name }: SheetRow): string => `${of} ${name}`;
  return [...rows].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
