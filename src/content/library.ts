/**
 * The library: everything that is said and shown, read from the three content folders and ready for use.
 */
import type { Content } from '../core/compose.ts';
import type { Visitable } from '../core/converse.ts';
import type { PlaceSearch } from '../core/place.ts';
import type { Texts } from '../core/texts.ts';

export interface Language {
  /** Code such as `nl`. */
  readonly code: string;
  /** Its own name for itself. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  /** A native speaker has read all of its texts. */
  readonly reviewed: boolean;
}

export interface Library {
  readonly content: Content;
  readonly visitable: Visitable;
  readonly searchPlace: PlaceSearch;
  /** In the order in which they are offered; the first is the source language. */
  readonly languages: readonly Language[];
  /** The texts of a language; those of the source language for a code that does not exist. */
  texts(code: string): Texts;
}
