/**
 * Reading a screen aloud, for who reads little. Only by a voice that is on the device itself, only after a tap, and not
 * before the visitor was told once that others can hear it. Keeps nothing.
 */
import type { Texts } from '../core/texts.ts';
import { chunksOf } from '../render/number-chunks.ts';

// --- Which voice ------------------------------------------------------------------------------------------------------

/** What of a browser's voice matters here. */
export interface LocalOrNot {
  readonly lang: string;
  readonly localService: boolean;
  readonly name: string;
}

/** `nl` of `nl-NL`, and of `nl_NL` as Android writes it. */
function languageOf(tag: string): string | undefined {
  return tag.toLowerCase().split(/[-_]/)[0];
}

/**
 * The first voice that speaks a language on the device itself; undefined when there is none. A voice of a network would
 * send what she reads to somebody, so one whose name says so is refused whatever the browser says of it.
 */
export function voiceFor<V extends LocalOrNot>(voices: readonly V[], lang: string): V | undefined {
  return voices.find(
    (voice) =>
      voice.localService === true && languageOf(voice.lang) === languageOf(lang) && !/network|online/i.test(voice.name),
  );
}

/**
 * Whether a browser's word on its voices can be taken. Chromium on Android calls every voice local and leaves the choice
 * to the speech service of the phone, which may well ask its servers (`tts_android.cc` fills in no `remote`).
 */
export function tellsLocalVoices(userAgent: string): boolean {
  return !/Android.*Chrom/.test(userAgent);
}

// --- What is said -----------------------------------------------------------------------------------------------------

/** As much of a DOM node as reading it takes. */
export interface Tree {
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<Tree>;
  readonly classList?: Pick<DOMTokenList, 'add' | 'remove' | 'contains'>;
  getAttribute?(name: string): string | null;
}

/** Words in one language; `part` is the paragraph, heading, line or button that they stand in. */
export interface Piece {
  readonly text: string;
  readonly lang: string;
  readonly part: Tree;
}

/** `0800-2000` → `0 8 0 0, 2 0 0 0`: digit by digit, with a pause between the groups. Other words stay as they are. */
export function spokenNumbers(text: string): string {
  return text.replace(/\+?\(?\d([\d ()-]*\d)?/g, (number) =>
    chunksOf(number)
      .map((chunk) => chunk.replace(/\d(?=\d)/g, '$& '))
      .join(', '),
  );
}

function has(node: Tree, ...names: readonly string[]): boolean {
  return names.some((name) => node.classList?.contains(name));
}

function isSet(node: Tree, attribute: string): boolean {
  return (node.getAttribute?.(attribute) ?? null) !== null;
}

/** What is not to be seen is not said either; nor are words that only tell links apart for who hears them singly. */
function isSilent(node: Tree, parent: Tree): boolean {
  const folded = parent.nodeName === 'DETAILS' && !isSet(parent, 'open') && node.nodeName !== 'SUMMARY';
  return folded || has(node, 'hid', 'jump', 'veiled') || isSet(node, 'hidden') || isSet(node, 'aria-hidden');
}

/** Links in a row and groups of a number are said one by one; in a sentence they belong to the sentence. */
function isPart(node: Tree, parent: Tree): boolean {
  return has(parent, 'links', 'chunks') || !/^(A|B|BDI|BR|SMALL|SPAN|STRONG)$/.test(node.nodeName);
}

/**
 * The words of a tree in order, one piece for each part and language. `lang` is the language of what is not marked
 * otherwise. The renderer marks telephone numbers, and nothing else, with `bdi`.
 */
export function piecesOf(tree: Tree, lang: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const add = (piece: Piece): void => {
    const last = pieces[pieces.length - 1];
    if (last?.part !== piece.part || last.lang !== piece.lang) pieces.push(piece);
    else pieces[pieces.length - 1] = { ...piece, text: last.text + piece.text };
  };
  const walk = (parent: Tree, language: string, part: Tree): void => {
    for (const node of parent.childNodes) {
      const value = node.nodeName === 'BR' ? ' ' : node.nodeName === '#text' && node.nodeValue;
      if (value) add({ text: parent.nodeName === 'BDI' ? spokenNumbers(value) : value, lang: language, part });
      else if (!isSilent(node, parent)) {
        walk(node, node.getAttribute?.('lang') || language, isPart(node, parent) ? node : part);
      }
    }
  };
  walk(tree, lang, tree);
  return pieces
    .map((piece) => ({ ...piece, text: piece.text.replace(/\s+/g, ' ').trim() }))
    .filter(({ text }) => /[\p{L}\d]/u.test(text));
}

// --- The control ------------------------------------------------------------------------------------------------------

/** Of the sentences: the language, and how to get one. */
export type Saying = Pick<Texts, 'lang' | 'say'>;

export interface Listening {
  /** A new `<main>` stands in the page, in the language of `texts`. Reading stops; the control stands in `.tools`. */
  turn(main: Element, texts: Saying): void;
  /** Silence at once, and the control as it was at first. For every turn, leaving, covering, hiding. Never throws. */
  stop(): void;
  /** As `stop`, and warns again before the next reading: whoever comes now may be another, or not alone. */
  forget(): void;
}

function made<K extends 'button' | 'div' | 'p'>(
  tag: K,
  className: string,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...content);
  return element;
}

function button(label: string, press: () => void): HTMLButtonElement {
  const pressed = made('button', 'line', label);
  pressed.type = 'button';
  pressed.onclick = press;
  return pressed;
}

/** The talk, the answers to it, a page of running text, and what went wrong; not the line to type in, nor what was said. */
const readable = 'main>.note,main>.list,.talk,.reply';

const silent: Listening = { turn: () => {}, stop: () => {}, forget: () => {} };

/**
 * One for the life of a page: it remembers that the warning was answered with "start", and nothing else. In a browser
 * without speech, or without a local voice in the language of the screen, no control appears.
 */
export function listening(speech: SpeechSynthesis | undefined = globalThis.speechSynthesis): Listening {
  if (speech === undefined || !tellsLocalVoices(navigator.userAgent)) return silent;

  const place = made('div', '');
  let screen: { readonly main: Element; readonly texts: Saying } | null = null;
  let warned = false;
  /** What is being said. It is kept here because some browsers forget an utterance that nobody holds. */
  let utterance: SpeechSynthesisUtterance | null = null;
  let marked: Tree | null = null;

  const say = (key: string): string => screen?.texts.say(key) ?? '';

  const mark = (part: Tree | null): void => {
    marked?.classList?.remove('reading');
    part?.classList?.add('reading');
    marked = part;
  };

  /** The place holds one thing at a time; who was in it with the keyboard or a screen reader stays in it. */
  const show = (content: HTMLElement): void => {
    const inside = place.contains(document.activeElement);
    place.replaceChildren(content);
    if (inside) content.focus();
  };

  const stop = (): void => {
    if (utterance !== null) {
      utterance = null;
      speech.cancel();
    }
    mark(null);
    if (screen !== null) show(button(say('ui:listen.open'), warned ? read : warn));
  };

  const speak = ([piece, ...others]: readonly Piece[]): void => {
    const voice = piece && voiceFor(speech.getVoices(), piece.lang);
    if (piece === undefined) stop();
    else if (voice === undefined) speak(others);
    else {
      const saying = new SpeechSynthesisUtterance(piece.text);
      saying.voice = voice;
      // Where a browser cannot choose a voice it goes by the language.
      saying.lang = voice.lang;
      // One that was cancelled ends too, later; it has no say any more.
      saying.onend = () => saying === utterance && speak(others);
      saying.onerror = () => saying === utterance && stop();
      utterance = saying;
      mark(piece.part);
      speech.speak(saying);
    }
  };

  const read = (): void => {
    if (screen === null) return;
    const { main, texts } = screen;
    // What is not on the screen any more is not for these ears.
    if (!main.isConnected) return;
    warned = true;
    show(button(say('ui:listen.stop'), stop));
    speak([...main.querySelectorAll(readable)].flatMap((part) => piecesOf(part, texts.lang)));
  };

  const warn = (): void => {
    const choice = made('div', 'row', button(say('ui:listen.start'), read), button(say('ui:listen.not-now'), stop));
    const words = made('p', '', say('ui:listen.warning'));
    words.id = 'listen-warning';
    const box = made('div', 'note plain', words, choice);
    box.tabIndex = -1;
    // Said as one thing when it takes the focus: its name, then the warning.
    box.setAttribute('role', 'dialog');
    box.setAttribute('aria-label', say('ui:listen.open'));
    box.setAttribute('aria-describedby', 'listen-warning');
    show(box);
    box.focus();
  };

  const offer = (): void => {
    if (screen === null) return;
    if (voiceFor(speech.getVoices(), screen.texts.lang) === undefined) place.remove();
    else if (!place.isConnected) document.querySelector('.tools')?.prepend(place);
  };

  // Not every browser that speaks lets one listen to this event in another way.
  speech.onvoiceschanged = offer;

  return {
    turn(main, texts) {
      screen = { main, texts };
      stop();
      offer();
    },
    stop,
    forget() {
      warned = false;
      stop();
      // What was on the screen must not stay in memory either.
      if (screen !== null) screen = { main: place, texts: screen.texts };
    },
  };
}
