/**
 * Sentences by key, as core needs them. Where they come from (i18next on a server, a compiled file in a browser) is
 * somebody else's affair.
 */
import type { Rendering } from './place.ts';
import type { Voice } from './situation.ts';
import type { Learned } from './understand/understand.ts';

/** The language every text is first written in, and that the phone is answered in. */
export const sourceLanguage = 'nl';

export interface Texts {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /**
   * One sentence or short text. `key` has the form `file:path.to.text`; a value named `count` chooses the plural form. A
   * missing text is an error, never blank.
   */
  say(key: string, values?: { readonly [name: string]: string | number }): string;
  /** A list of sentences; empty when there is none under that key. */
  lines(key: string): readonly string[];
  has(key: string): boolean;
  /**
   * The Dutch texts that stand beside these where danger is spoken of, while the words of this language are too unsure to
   * stand alone; null where they are not.
   */
  readonly beside: Texts | null;
  /** How this language writes the largest municipalities, where it is not as Dutch does. */
  readonly renderings: readonly Rendering[];
  /** What was learned of typed sentences in this language; null where nothing was. */
  readonly learned: () => Learned | null;
}

/** The key of a text for a voice: `what` for herself, `what_bystander` for the others. */
export function voiced(key: string, voice: Voice): string {
  return voice === 'self' ? key : `${key}_${voice}`;
}
