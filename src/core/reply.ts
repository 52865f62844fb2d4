/**
 * `Reply`: the one value every renderer shows. Plain data, whole sentences, no decisions left to make.
 */
import type { Contact } from './directory.ts';
import type { RouteKind } from './situation.ts';

export interface Reply {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** What is said, in order. */
  readonly parts: readonly Part[];
  /** What can be answered. Within a group the order is the order on screen. */
  readonly options: readonly Option[];
  /** The step back, or null at the start. */
  readonly back: Option | null;
  /** The three numbers that are on every screen. */
  readonly numbers: readonly NumberLine[];
  /** Earlier answers, oldest first, each with the option that goes back to change it. */
  readonly answered: readonly AnsweredLine[];
  /** The line to type in: what it is for, or null where typing makes no sense (emergency). */
  readonly typing: TypingLine | null;
  /** True on an emergency screen: nothing is asked, 112 stands first and large. */
  readonly emergency: boolean;
}

export type Part = TextPart | NoticePart | RoutesPart | ListPart;

/** Running text. `question` is the one sentence that is asked now; a renderer gives it most weight. */
export interface TextPart {
  readonly type: 'text';
  readonly role: 'say' | 'question';
  readonly paragraphs: readonly string[];
}

/** Something that must not be missed. */
export interface NoticePart {
  readonly type: 'notice';
  readonly tone: 'danger' | 'care' | 'plain';
  readonly title?: string;
  readonly paragraphs: readonly string[];
  /** The same in Dutch, while this language is too unsure to stand alone where danger is spoken of. */
  readonly beside?: Beside;
}

export interface Beside {
  /** "In Dutch", in the reader's language. */
  readonly label: string;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The ways to people, most important first. */
export interface RoutesPart {
  readonly type: 'routes';
  readonly title: string;
  readonly routes: readonly RouteCard[];
}

/** A titled piece of guidance in steps. `warn` lists what is better not done. */
export interface ListPart {
  readonly type: 'list';
  readonly tone: 'do' | 'warn' | 'plain';
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly items: readonly string[];
}

/** One way to one person, ready to show. Texts are in the reader's language unless marked Dutch. */
export interface RouteCard {
  readonly kind: RouteKind;
  readonly service: string;
  readonly name: string;
  /** Why this one, for this situation. */
  readonly because: string;
  /** What they do and for whom; empty where no text is needed. A renderer may fold it away under `more`. */
  readonly what: string;
  /** The words on that fold. */
  readonly more: string;
  /** Short facts: open or when, region, cost. */
  readonly facts: readonly string[];
  readonly links: readonly CardLink[];
  readonly say: SentenceToSay | null;
  /** What the voice menu asks, where known. */
  readonly menu: string | null;
  /** Whom to turn to when nobody answers here or opening hours are not known. */
  readonly standIn: { readonly text: string; readonly links: readonly CardLink[] } | null;
  /** Others of the same kind. */
  readonly also: readonly { readonly name: string; readonly text: string; readonly links: readonly CardLink[] }[];
  /** How old this is and whether a person has checked it. */
  readonly provenance: string;
  /** The same, as data. */
  readonly contact: Contact;
}

/** The Dutch sentence to say on the phone; for who reads Dutch, nothing but that. */
export interface SentenceToSay {
  readonly title: string;
  readonly dutch: string;
  /** How it sounds, in the script of the reader's language. */
  readonly sound: string | null;
  /** What it means in the reader's language. */
  readonly meaning: string | null;
}

/** `label` is what is read (a number as it is written), `href` a `tel:` or `https:` address. */
export interface CardLink {
  readonly type: 'phone' | 'whatsapp' | 'chat' | 'website';
  readonly label: string;
  readonly text: string;
  readonly href: string;
  /** What this way of reaching somebody leaves behind on the device. */
  readonly trace: string;
}

/** `input` is the code of one of the five inputs (see `input.ts`): the value a form button sends. */
export interface Option {
  readonly input: string;
  readonly label: string;
  /** `first` comes before everything else there is to choose; `alarm` is the one that says: it is dangerous now. */
  readonly group: 'first' | 'answer' | 'skip' | 'alarm' | 'door' | 'topic' | 'restart';
}

export interface AnsweredLine {
  readonly question: string;
  readonly answer: string;
  readonly change: Option;
}

export interface NumberLine {
  readonly label: string;
  readonly number: string;
  readonly href: string;
}

export interface TypingLine {
  readonly label: string;
  readonly hint: string;
}
