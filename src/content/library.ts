/**
 * The library: everything that is said and shown, read from the three content folders and ready for use.
 */
import type { DirectoryData } from '../core/directory.ts';
import type { PlaceData } from '../core/place.ts';
import type { Texts } from '../core/texts.ts';
import type { Talk } from '../core/turn.ts';
import type { LanguageGuess } from '../core/understand/language.ts';
import type { CommandWords } from './command-words.ts';
import type { Hsds } from './hsds/everyone.ts';
import type { TextPlace } from './packed/said-in.ts';
import type { PackedTalk } from './packed/talk.ts';
import type { BrowserPlace, PackedTexts, TextTree } from './packed/texts.ts';
import type { MunicipalityRow } from './referral-schema.ts';

export interface Language {
  /** Code such as `nl`. */
  readonly code: string;
  /** Its own name for itself. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  /** A native speaker has read all of its texts. */
  readonly reviewed: boolean;
}

export interface Library extends Talk {
  /** In the order in which they are offered; the first is the source language. */
  readonly languages: readonly Language[];
  /**
   * The texts of a language as they are said in one place, or else on the pages of a server; those of the source
   * language for a code that does not exist.
   */
  texts(code: string, place?: TextPlace): Texts;
  /** Everything that anyone may look up, as plain data, with where each field was read. */
  readonly directoryData: DirectoryData;
  /** The places and postcodes that are known. */
  readonly places: PlaceData;
  /** The lines of `municipalities.csv`: what is known of a municipality besides its contacts, which the directory has. */
  readonly geography: readonly MunicipalityRow[];
  /** What people type to steer the talk in a chat program, by language. */
  readonly commands: ReadonlyMap<string, CommandWords>;
  /** Which language a typed line is in. */
  readonly guessLanguage: LanguageGuess;
  /** What partners may have of the referral data, in the form of the Human Services Data Specification. */
  hsds(): Hsds;
  /** The same content as it travels to a browser: once for everybody, and once for each language. */
  packTalk(): PackedTalk;
  packTexts(code: string, place?: BrowserPlace): PackedTexts;
  /** The file of the desk in a language; empty where the desk does not speak it. */
  deskTexts(code: string): TextTree;
}
