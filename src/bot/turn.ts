/**
 * One turn in a chat program: what was remembered and what came in give what is remembered next, and what is shown. Clock
 * and channel come from outside.
 */
import type { Library } from '../content/library.ts';
import { languageOfTag, offeredLanguage } from '../content/offered-language.ts';
import { type Answers, encodeAnswers } from '../core/answers.ts';
import { notice } from '../core/compose.ts';
import { type Turn, talk } from '../core/converse.ts';
import { screenFor } from '../core/dialog.ts';
import { decodeInput, type Input } from '../core/input.ts';
import type { Option, Part, Reply } from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import { listenerIn, replyTo, turnBy, understandingIn } from '../core/turn.ts';
import { namedByNumber, optionNamed, takeTyped } from '../core/typed.ts';
import type { Understood } from '../core/understand/understood.ts';
import { wordsOf } from '../core/understand/words.ts';
import type { TapData } from '../render/adaptive-card.ts';
import { numberedOptions } from '../render/terminal.ts';
import { codeOfText } from './answer-codes.ts';
import { commandReader, type Steering } from './command-reader.ts';
import type { Said } from './incoming.ts';
import { routeLineReader } from './route-line.ts';
import { routeParts } from './route-parts.ts';
import {
  controls,
  decodeOwn,
  groupScreen,
  type KeptBy,
  keptNotice,
  keptScreen,
  languagesScreen,
  type OwnInput,
  routeScreen,
  stoppedScreen,
} from './screens.ts';
import { mostAnswers, type Session, type Worry } from './session.ts';
import { wallClock } from './wall-clock.ts';

/** Where and when somebody writes. */
export interface Setting {
  readonly teams: boolean;
  /** The options have numbers to type: where no cards are shown. */
  readonly numbered: boolean;
  /** What the program says of the language, such as `tr-TR`. */
  readonly locale: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface BotTurn {
  /** To be remembered; null: nothing is. */
  readonly session: Session | null;
  readonly reply: Reply;
  /** The texts of the language that it is in. */
  readonly texts: Texts;
  /** Which screen its buttons stand on. */
  readonly at: string;
}

export interface BotTalk {
  /** The first words, to whoever has just come. */
  greet(setting: Setting): BotTurn;
  hear(session: Session | null, said: Said, setting: Setting): BotTurn;
  /** In a group: an invitation to a talk of her own, whatever was said. */
  inGroup(setting: Setting): BotTurn;
  /** Whether it ends the talk: by the button, or in words of any language. */
  asksToStop(said: Said): boolean;
}

/** Which answers a screen stood on: a number and a fingerprint. */
export function markOf(answers: Answers): string {
  return `${answers.length}-${codeOfText(encodeAnswers(answers)).toString(36)}`;
}

/** Nothing but digits: what somebody types who reads numbers. */
function isNumber(text: string): boolean {
  return /^\s*\d{1,2}\s*[.)]?\s*$/.test(text);
}

const safeties = ['none', 'ask', 'emergency'] as const;

/** Of two readings of one line the one that hears more danger; the first when both hear as much. */
function worse(one: Understood, other: Understood): Understood {
  return safeties.indexOf(other.safety) > safeties.indexOf(one.safety) ? other : one;
}

/** A line of so many words says what language it is in. */
const leastWordsOfLanguage = 4;

export interface BotTalkOptions {
  readonly library: Library;
  /** The address of the page on which the answers stay on the device; null while there is none. */
  readonly page: () => string | null;
}

/** What the next screen shows, before it is made into a reply. */
interface Next {
  readonly session: Session;
  readonly notices?: readonly Part[];
}

export function botTalk(options: BotTalkOptions): BotTalk {
  return new Conversing(options);
}

class Conversing implements BotTalk {
  private readonly library: Library;
  private readonly page: () => string | null;
  private readonly wallAt = wallClock();
  private readonly steeringOf: (text: string) => Steering | null;
  private readonly routeLineOf: ReturnType<typeof routeLineReader>;

  constructor({ library, page }: BotTalkOptions) {
    this.library = library;
    this.page = page;
    this.steeringOf = commandReader(library);
    this.routeLineOf = routeLineReader(library);
  }

  greet(setting: Setting): BotTurn {
    return this.show({ session: this.fresh(setting) }, setting);
  }

  inGroup(setting: Setting): BotTurn {
    const session = this.fresh(setting);
    const { texts } = this.spoken(session.lang);
    return { session: null, reply: groupScreen(texts, this.replyFor(session, setting).numbers), texts, at: '' };
  }

  hear(known: Session | null, said: Said, setting: Setting): BotTurn {
    const session = known ?? this.fresh(setting);
    const { texts } = this.spoken(session.lang);
    switch (said.type) {
      case 'tap':
        return this.tapped(known, session, said.tap, setting);
      case 'unknown-tap':
        return this.show(
          { session, notices: [notice('plain', [texts.say(known === null ? 'bot:lost' : 'bot:older')])] },
          setting,
        );
      case 'attachment':
        return this.show(
          { session: this.talking(session), notices: [notice('plain', [texts.say('bot:only-text')])] },
          setting,
        );
      case 'nothing':
        return this.show({ session: this.talking(session) }, setting);
      case 'text':
        return this.typed(known, session, said.text, said.cut, setting);
    }
  }

  private fresh({ locale }: Setting): Session {
    const lang = languageOfTag(this.library, locale);
    return { answers: [], view: talk, lang, agreed: false, showing: 'kept', worry: 'none', card: null };
  }

  private spoken(lang: string): { readonly texts: Texts; readonly isReviewed: boolean } {
    const code = offeredLanguage(this.library, lang);
    const language = this.library.languages.find((one) => one.code === code);
    return { texts: this.library.texts(code, 'bot'), isReviewed: language?.reviewed ?? false };
  }

  // --- What is shown --------------------------------------------------------------------------------------------------

  private show({ session, notices = [] }: Next, setting: Setting): BotTurn {
    const { texts } = this.spoken(session.lang);
    const reply = this.replyFor(session, setting);
    return { session, reply: { ...reply, parts: [...notices, ...reply.parts] }, texts, at: markOf(session.answers) };
  }

  private keptBy({ teams }: Setting): KeptBy {
    return { teams, page: this.page() };
  }

  private replyFor(session: Session, setting: Setting): Reply {
    const { texts, isReviewed } = this.spoken(session.lang);
    const reply = replyTo(this.library, texts, session, this.wallAt(setting.now));
    if (session.showing === 'languages') return languagesScreen(texts, this.library.languages, reply.numbers);
    if (session.showing === 'route')
      return routeScreen(texts, reply.numbers, session.agreed ? null : this.keptBy(setting));
    if (session.showing === 'kept')
      return keptScreen(texts, this.keptBy(setting), isReviewed, reply.numbers, session.worry);
    // Danger was answered before anybody was told what is kept: that is told now.
    const told = session.agreed ? [] : [keptNotice(texts, this.keptBy(setting))];
    return { ...reply, parts: [...reply.parts, ...told], options: [...reply.options, ...controls(texts)] };
  }

  asksToStop(said: Said): boolean {
    if (said.type === 'tap') return decodeOwn(said.tap.input) === 'stop';
    return said.type === 'text' && this.steeringOf(said.text)?.type === 'stop';
  }

  private stopped(session: Session): BotTurn {
    const { texts } = this.spoken(session.lang);
    return { session: null, reply: stoppedScreen(texts), texts, at: markOf([]) };
  }

  /** The talk itself for who went on, or said that there is danger; for the others first what is kept. */
  private talking(session: Session): Session {
    const mayTalk = session.agreed || this.isInDanger(session.answers);
    return { ...session, showing: mayTalk ? 'talk' : 'kept', worry: 'none' };
  }

  private isInDanger(answers: Answers): boolean {
    const { emergency, situation } = screenFor(this.library.content.dialogs, answers);
    return emergency || situation.selfHarm;
  }

  private after(session: Session, turn: Turn): Session {
    // More cannot be remembered, and nobody gives so many: what is there stays there.
    const { answers, view } = turn.answers.length > mostAnswers ? { answers: session.answers, view: talk } : turn;
    return this.talking({ ...session, answers, view });
  }

  // --- A button -------------------------------------------------------------------------------------------------------

  private tapped(known: Session | null, session: Session, { input: code, at }: TapData, setting: Setting): BotTurn {
    const own = decodeOwn(code);
    if (own !== null) return this.tappedOwn(session, own, setting);
    const input = decodeInput(code);
    if (input === null) return this.hear(known, { type: 'unknown-tap' }, setting);
    if (input.type === 'language') return this.show({ session: this.speaking(session, input.lang) }, setting);
    if (this.saysDanger(input)) return this.show({ session: this.inDanger(session, input) }, setting);
    if (!session.agreed && !this.isInDanger(session.answers)) {
      const { texts } = this.spoken(session.lang);
      // She went on before, and that is forgotten by now.
      const notices = known === null ? [notice('plain', [texts.say('bot:lost')])] : [];
      return this.show({ session: this.talking(session), notices }, setting);
    }
    const from = this.standingAt(session, input, at);
    if (from === null) return this.hear(session, { type: 'unknown-tap' }, setting);
    return this.show({ session: this.after(session, turnBy(this.library, from, input)) }, setting);
  }

  private tappedOwn(session: Session, input: OwnInput, setting: Setting): BotTurn {
    switch (input) {
      case 'stop':
        return this.stopped(session);
      case 'languages':
        return this.show({ session: { ...session, showing: 'languages' } }, setting);
      case 'agree':
        return this.show({ session: { ...session, agreed: true, showing: 'talk' } }, setting);
      case 'show':
        return this.show({ session: this.talking(session) }, setting);
    }
  }

  /**
   * The answers that the button's screen stood on, when they are still the first of the present ones: then a button of an
   * older message changes what was answered there. Null when the talk has gone another way since. Facts only add.
   */
  private standingAt({ answers, view }: Session, input: Input, at: string): Turn | null {
    if (input.type === 'facts' || input.type === 'visit') return { answers, view };
    const count = Number(/^(\d{1,2})-/.exec(at)?.[1] ?? -1);
    const before = answers.slice(0, count);
    return count >= 0 && markOf(before) === at ? { answers: before, view } : null;
  }

  private saysDanger(input: Input): boolean {
    if (input.type !== 'facts') return false;
    return this.isInDanger(turnBy(this.library, { answers: [], view: talk }, input).answers);
  }

  /** Danger comes before everything else, also before anybody went on. */
  private inDanger(session: Session, input: Input): Session {
    return { ...this.after(session, turnBy(this.library, session, input)), showing: 'talk' };
  }

  /** What stood around the talk only in the other language gives way to the talk. */
  private speaking(session: Session, lang: string): Session {
    const spoken = { ...session, lang: offeredLanguage(this.library, lang) };
    return session.showing === 'talk' || session.showing === 'kept' ? spoken : this.talking(spoken);
  }

  // --- A typed message ------------------------------------------------------------------------------------------------

  private typed(known: Session | null, session: Session, text: string, cut: boolean, setting: Setting): BotTurn {
    const steering = this.steeringOf(text);
    if (steering !== null && steering.type !== 'route') return this.steered(session, steering, setting);
    // Of a screen that is forgotten nobody knows what its numbers meant.
    if (known === null && isNumber(text)) return this.hear(null, { type: 'unknown-tap' }, setting);
    const options = this.optionsFor(session, text, setting);
    const option = optionNamed(text, options, this.byNumber(session, options, setting));
    if (option !== null)
      return this.tapped(session, session, { input: option.input, at: markOf(session.answers) }, setting);
    if (steering !== null) {
      const looked = this.lookedUp(session, text, steering.line, setting);
      if (looked !== null) return looked;
    }
    const speaker = this.spokenTo(session, text);
    const { texts } = this.spoken(speaker.lang);
    const notices = cut ? [notice('plain', [texts.say('bot:long')])] : [];
    const shown = speaker === session ? options : this.optionsOn(speaker, setting);
    return this.show({ notices, session: this.understood(speaker, text, shown, setting.numbered) }, setting);
  }

  /** Which options a number can name: on a screen of ours those that have one. */
  private byNumber(
    { answers, showing }: Session,
    options: readonly Option[],
    { numbered }: Setting,
  ): readonly Option[] {
    if (showing !== 'talk') return numbered ? options : [];
    return namedByNumber(screenFor(this.library.content.dialogs, answers), options, numbered);
  }

  private optionsOn(session: Session, setting: Setting): readonly Option[] {
    return numberedOptions(this.replyFor(session, setting));
  }

  /** What a typed line may name: the age of a child is never a step that ends or undoes the talk. Those stand last. */
  private optionsFor(session: Session, text: string, setting: Setting): readonly Option[] {
    const options = this.optionsOn(session, setting);
    const { question } = screenFor(this.library.content.dialogs, session.answers);
    const mayBeAge = isNumber(text) && session.showing === 'talk' && question?.about === 'age';
    return mayBeAge ? options.filter(({ group }) => group !== 'restart') : options;
  }

  private steered(session: Session, steering: Exclude<Steering, { type: 'route' }>, setting: Setting): BotTurn {
    const { answers, view } = session;
    switch (steering.type) {
      case 'stop':
        return this.stopped(session);
      case 'language':
        return this.tappedOwn(session, 'languages', setting);
      case 'speak':
        return this.show({ session: this.speaking(session, steering.lang) }, setting);
      case 'danger':
        return this.show(
          { session: this.inDanger(session, { type: 'facts', answers: [{ fact: 'urgency', value: 'emergency' }] }) },
          setting,
        );
      case 'restart':
        return this.show({ session: this.after(session, { answers: [], view: talk }) }, setting);
      case 'back': {
        // From something to read, and from a screen of ours, back leads to where one came from.
        const stays = view.type === 'visit' || session.showing !== 'talk';
        const before = view.type === 'alarmed' ? view.keep : Math.max(answers.length - 1, 0);
        const keep = stays ? answers.length : before;
        return this.show({ session: this.after(session, { answers: answers.slice(0, keep), view: talk }) }, setting);
      }
    }
  }

  /** Who begins in another language is answered in it. */
  private spokenTo(session: Session, text: string): Session {
    if (session.answers.length > 0 || wordsOf(text).length < leastWordsOfLanguage) return session;
    return { ...session, lang: offeredLanguage(this.library, this.library.guessLanguage(text)) };
  }

  private understood(session: Session, text: string, options: readonly Option[], numbered: boolean): Session {
    const { texts } = this.spoken(session.lang);
    const understand = this.understandingOf(session, text);
    if (!session.agreed && !this.isInDanger(session.answers)) {
      const { safety, selfHarm } = understand(text);
      if (safety !== 'emergency') {
        const worry: Worry = safety === 'none' ? 'none' : selfHarm ? 'dark-thoughts' : 'danger';
        return { ...this.talking(session), worry };
      }
    }
    const listener = { ...listenerIn(this.library, texts), understand, numbered };
    return this.after(session, takeTyped(listener, session, options, text));
  }

  /** A sentence is understood in its own language, a few words in that of the screen; danger counts in either. */
  private understandingOf(session: Session, text: string): (text: string) => Understood {
    const guessed = this.library.guessLanguage(text);
    const other = this.understandingIn(guessed);
    if (guessed === session.lang) return other;
    const own = this.understandingIn(session.lang);
    const isSentence = wordsOf(text).length >= leastWordsOfLanguage;
    return (line) => (isSentence ? worse(other(line), own(line)) : worse(own(line), other(line)));
  }

  private understandingIn(lang: string): (text: string) => Understood {
    const understand = understandingIn(this.library, this.spoken(lang).texts);
    if (understand === null) throw new Error(`nothing was learned of "${lang}"; run "npm run train"`);
    return understand;
  }

  // --- A route in one line --------------------------------------------------------------------------------------------

  /** Null when the line names neither a topic nor a place: then it is a message like any other. */
  private lookedUp(session: Session, text: string, line: string, setting: Setting): BotTurn | null {
    const { texts } = this.spoken(session.lang);
    if (this.understandingOf(session, text)(text).safety === 'emergency') return null;
    const asked = this.routeLineOf(line, session.lang, setting.teams ? 'professional' : 'key-person');
    if (asked.said.length === 0 && asked.places.length === 0) return null;
    const { reply, ...turn } = this.show({ session: { ...session, showing: 'route' } }, setting);
    const parts = routeParts(this.library, texts, asked, this.wallAt(setting.now));
    return { ...turn, reply: { ...reply, parts: [...reply.parts, ...parts] } };
  }
}
