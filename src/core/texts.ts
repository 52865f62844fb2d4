/**
 * Sentences by key, as core needs them. Where they come from (i18next on a server, a compiled file in a browser) is
 * somebody else's affair.
 */
import type { Voice } from './situation.ts';

export interface Texts {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** One sentence or short text. `key` has the form `file:path.to.text`. A missing text is an error, never blank. */
  say(key: string, values?: { readonly [name: string]: string | number }): string;
  /** A list of sentences; empty when there is none under that key. */
  lines(key: string): readonly string[];
  has(key: string): boolean;
}

/** The key of a text for a voice: `what` for herself, `what_bystander` for the others. */
export function voiced(key: string, voice: Voice): string {
  return voice === 'self' ? key : `${key}_${voice}`;
}
