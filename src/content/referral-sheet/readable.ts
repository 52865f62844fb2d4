/**
 * A field in one line, for whoever reads what a sheet changes.
 */
import type { TrustedField } from './entries.ts';
import { cellOf } from './rows.ts';

/** For example `14 020 (verified-source; overheid-register, 2026-04-12; not checked)`. */
export function readable({ value, status, source, seenOn, checkedOn, checkedBy }: TrustedField): string {
  const from = source === undefined ? 'no source' : [source, seenOn].filter((part) => part != null).join(', ');
  const checked = checkedOn === null ? 'not checked' : `checked ${checkedOn} by ${checkedBy ?? 'nobody named'}`;
  return `${cellOf(value)} (${status}; ${from}; ${checked})`;
}

/** The field after a change. Says so where a new value leans on what was said of the one before. */
export function readableAfter(before: TrustedField | undefined, after: TrustedField): string {
  const isNewValue = before !== undefined && cellOf(before.value) !== cellOf(after.value);
  const leans = before?.source !== undefined && before.source === after.source && before.seenOn === after.seenOn;
  return `${readable(after)}${isNewValue && leans ? ' [new value, but source and date are those of the value before]' : ''}`;
}
