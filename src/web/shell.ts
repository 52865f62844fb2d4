/**
 * What the script in the page and the talk that arrives later know of each other. It hangs on the window, which nobody
 * but our own files can reach: a partner's page sees a frame of another origin.
 */
import type { PackedTexts } from '../content/packed/texts.ts';

/** The texts of a language, with the edition they belong to. */
export interface ArrivedTexts extends PackedTexts {
  readonly edition: string;
}

/** A form that was sent before the talk could take it. */
export interface HeldForm {
  readonly form: HTMLFormElement;
  readonly submitter: HTMLElement | null;
}

/** What the talk can do, once it is here. */
export interface RunningTalk {
  /** Takes over the page; true when it did. `held` is what was asked for meanwhile. */
  begin(texts: ArrivedTexts, held: HeldForm | null): boolean;
  /** Drops all answers. */
  wipe(): void;
  /** Shows the beginning of a talk on an empty page. */
  reopen(): void;
}

export interface Shell {
  /** Called by the files with texts. */
  texts(texts: ArrivedTexts): void;
  /** Set by the talk when its file has arrived. */
  talk: RunningTalk | undefined;
  /** Fetches the texts of a language. */
  fetchTexts(lang: string, then: (texts: ArrivedTexts | null) => void): void;
}

declare global {
  interface Window {
    wegwijzer: Shell;
  }
}
