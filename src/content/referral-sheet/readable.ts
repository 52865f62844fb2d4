/**
 * A field in one line, for whoever reads what a sheet changes.
 */
import type { Texts } from '../../core/texts.ts';
import type { TrustedField } from './entries.ts';
import { cellOf } from './rows.ts';

/** A field, or the note of an entry. */
export type Told = TrustedField | string;

/** What a sheet changes about one field or note; null where there is or will be none. */
export interface Change {
  readonly entry: string;
  readonly name: string;
  readonly field: string;
  readonly before: Told | null;
  readonly after: Told | null;
  /** A new value leans on the source and date of the one before. */
  readonly leans: boolean;
}

/** Whether the value is new, and what it rests on is not. */
export function leansOn(before: TrustedField | undefined, after: TrustedField): boolean {
  if (before?.source === undefined || cellOf(before.value) === cellOf(after.value)) return false;
  return before.source === after.source && before.seenOn === after.seenOn;
}

/** In English for example `14 020 (verified-source; overheid-register, 2026-04-12; not checked)`. */
function readable(told: Told, texts: Texts): string {
  if (typeof told === 'string') return told;
  const { value, status, source, seenOn, checkedOn, checkedBy } = told;
  const say = (name: string): string => texts.say(`desk:change.${name}`);
  const from = source === undefined ? say('no-source') : [source, seenOn].filter((part) => part != null).join(', ');
  // What somebody wrote is put beside the words, never into them.
  const checked =
    checkedOn === null ? say('not-checked') : `${say('checked')} ${checkedOn}, ${checkedBy ?? say('nobody-named')}`;
  return `${cellOf(value)} (${status}; ${from}; ${checked})`;
}

/** What was there and what will be, in the language of `texts`, which is one of the desk. */
export function readableChange(
  { before, after, leans }: Change,
  texts: Texts,
): { readonly before: string | null; readonly after: string | null } {
  const words = after === null ? null : readable(after, texts);
  return {
    before: before === null ? null : readable(before, texts),
    after: words !== null && leans ? `${words} [${texts.say('desk:change.leans')}]` : words,
  };
}
