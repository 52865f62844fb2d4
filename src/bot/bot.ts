/**
 * The bot: reads what an activity is, takes the turn on what is remembered of the conversation, and answers.
 */
import { amsterdamTime } from '../content/amsterdam.ts';
import type { Library } from '../content/library.ts';
import { languageOfTag, offeredLanguage } from '../content/offered-language.ts';
import { visitMenu } from '../core/converse.ts';
import type { Conversations } from '../storage/conversations.ts';
import type { Answerer, Channel } from './agents.ts';
import { type AnswerCodes, answerCodes } from './answer-codes.ts';
import { failureMessages } from './failure.ts';
import { type IncomingActivity, incomingOf, isGroup, isTeams, type Said } from './incoming.ts';
import { type Looks, type Outgoing, outgoing } from './outgoing.ts';
import { encodeOwn } from './screens.ts';
import { searchResult } from './service-card.ts';
import { deskTexts, serviceSearch } from './service-search.ts';
import { isCardId, packSession, type Session, unpackSession } from './session.ts';
import { type BotTurn, botTalk, type Setting } from './turn.ts';

export interface BotParts {
  readonly library: Library;
  readonly conversations: Conversations;
  /** The address of the page on which the answers stay on the device; null while there is none. */
  readonly page: () => string | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told what went wrong with an answer. Whoever wrote was told that something did, with the numbers. */
  readonly failed: (error: unknown) => void;
}

/** The codes of everything that may have to be remembered. @throws SameCode */
export function codesOf({ content, visitable }: Pick<Library, 'content' | 'visitable'>): AnswerCodes {
  const { start, themes } = content.dialogs;
  const topics = [start, ...Object.values(themes)].flatMap(({ steps }) =>
    steps.flatMap((step) => (step.type === 'topic' ? [step.id] : [])),
  );
  return answerCodes(content.dialogs, [visitMenu, ...visitable.visits.keys(), ...topics]);
}

/** Several messages at the same moment: each is taken after the others, so many times over. */
const mostAttempts = 20;

const stop: Said = { type: 'tap', tap: { input: encodeOwn('stop'), at: '' } };

/** A turn that was taken, and what shows it: `tapped` is the message whose button was pressed. */
interface Taken {
  readonly before: Session | null;
  readonly turn: BotTurn;
  readonly tapped: string | null;
  readonly message: Outgoing;
}

/** Makes the bot. */
export function bot(parts: BotParts): Answerer {
  const answering = new Answering(parts);
  return (activity, channel) => answering.answer(activity, channel);
}

class Answering {
  private readonly library: Library;
  private readonly conversations: Conversations;
  private readonly codes: AnswerCodes;
  private readonly talk: ReturnType<typeof botTalk>;
  private readonly search: ReturnType<typeof serviceSearch>;
  private readonly now: () => number;
  private readonly failed: (error: unknown) => void;
  private readonly failures: ReturnType<typeof failureMessages>;

  constructor({ library, conversations, page, now, failed }: BotParts) {
    this.library = library;
    this.conversations = conversations;
    this.codes = codesOf(library);
    this.talk = botTalk({ library, page });
    this.search = serviceSearch(library);
    this.now = now;
    this.failed = failed;
    this.failures = failureMessages(library);
  }

  async answer(activity: IncomingActivity, channel: Channel): Promise<void> {
    const incoming = incomingOf(activity);
    switch (incoming.type) {
      case 'said':
        return this.said(activity, incoming.said, channel);
      case 'joined':
        return this.joined(activity, channel);
      case 'ended':
        return this.conversations.forget(activity.conversation.id);
      case 'search':
        return this.searched(activity, incoming.text, channel);
      case 'unknown-call':
        return channel.answerCall(400, { error: { code: 'BadArgument', message: 'this call is not known here' } });
      case 'ignored':
        return;
    }
  }

  private settingOf(activity: IncomingActivity): Setting {
    return {
      teams: isTeams(activity),
      numbered: !hasCards(activity),
      locale: activity.locale ?? '',
      now: this.now(),
    };
  }

  private message({ reply, texts, at }: BotTurn, activity: IncomingActivity): Outgoing {
    return outgoing(reply, texts, at, looksOf(activity));
  }

  private async joined(activity: IncomingActivity, channel: Channel): Promise<void> {
    const { id } = activity.conversation;
    // Programs tell of each member apart: one greeting is enough.
    if (!(await this.conversations.isFirst(id, 'greeting'))) return;
    const setting = this.settingOf(activity);
    if (isGroup(activity)) {
      await channel.send(this.message(this.talk.inGroup(setting), activity));
      return;
    }
    const opened = await this.conversations.open(id);
    // A talk goes on; whoever speaks in it needs no greeting.
    if (opened.kept !== null) return;
    const turn = this.talk.greet(setting);
    const message = this.message(turn, activity);
    if (turn.session !== null) await opened.save(packSession(this.codes, turn.session));
    await this.deliver(activity, channel, { before: null, turn, tapped: null, message });
  }

  private async said(activity: IncomingActivity, said: Said, channel: Channel): Promise<void> {
    const { id, conversation } = activity;
    if (id !== undefined && !(await this.conversations.isFirst(conversation.id, id))) return;
    try {
      await this.answerTo(activity, said, channel);
    } catch (error) {
      // Who sends it again must be answered then.
      if (id !== undefined) await this.conversations.letAgain(conversation.id, id);
      throw error;
    }
  }

  private async answerTo(activity: IncomingActivity, said: Said, channel: Channel): Promise<void> {
    let send: () => Promise<unknown>;
    let isHeard = true;
    try {
      send = await this.prepare(activity, said, channel);
    } catch (error) {
      // Nobody who writes in need is left without an answer: this one was made at the start.
      this.failed(error);
      const company = isGroup(activity) ? 'group' : 'alone';
      const failure = this.failures(await this.langOf(activity), looksOf(activity), company);
      // Whoever wants nothing to stay gets that, whatever else is broken.
      if (this.talk.asksToStop(said)) isHeard = await this.couldEnd(activity, channel);
      send = () => channel.send(failure);
    }
    await send();
    // Her talk is still there: the same message sent again may yet end it.
    if (!isHeard) await this.hearAgain(activity);
  }

  private async couldEnd(activity: IncomingActivity, channel: Channel): Promise<boolean> {
    try {
      await this.end(activity, channel);
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    }
  }

  private async hearAgain({ id, conversation }: IncomingActivity): Promise<void> {
    if (id !== undefined) await this.conversations.letAgain(conversation.id, id).catch(this.failed);
  }

  private async end(activity: IncomingActivity, channel: Channel): Promise<void> {
    const { id } = activity.conversation;
    const { kept } = await this.conversations.open(id);
    await this.conversations.forget(id);
    const card = kept === null ? null : unpackSession(this.codes, kept).card;
    if (card !== null && channel.canChange) await succeeds(channel.remove(card));
  }

  /** The language of the talk, as far as that is known. */
  private async langOf({ conversation, locale = '' }: IncomingActivity): Promise<string> {
    try {
      const { kept } = await this.conversations.open(conversation.id);
      if (kept !== null) return offeredLanguage(this.library, unpackSession(this.codes, kept).lang);
    } catch {
      // That may be what is broken.
    }
    return languageOfTag(this.library, locale);
  }

  /** Takes the turn; what it gives sends the answer. */
  private async prepare(activity: IncomingActivity, said: Said, channel: Channel): Promise<() => Promise<unknown>> {
    const setting = this.settingOf(activity);
    if (isGroup(activity)) {
      const message = this.message(this.talk.inGroup(setting), activity);
      return () => channel.send(message);
    }
    // A button tells which message it stands in; what is typed may answer any.
    const isTap = said.type === 'tap' || said.type === 'unknown-tap';
    const tapped = isTap ? (activity.replyToId ?? null) : null;
    const taken = await this.take(activity, said, setting, tapped);
    return () => this.deliver(activity, channel, taken);
  }

  /** The turn on what is remembered now; when somebody else was faster, on what is remembered then. */
  private async take(activity: IncomingActivity, said: Said, setting: Setting, tapped: string | null): Promise<Taken> {
    const { id } = activity.conversation;
    for (let attempt = 1; ; attempt++) {
      const opened = await this.conversations.open(id);
      const before = opened.kept === null ? null : unpackSession(this.codes, opened.kept);
      const turn = this.talk.hear(before, said, setting);
      // Made first: nothing is remembered of a turn for which no message could be made.
      const taken: Taken = { before, turn, tapped, message: this.message(turn, activity) };
      if (turn.session === null) {
        await this.conversations.forget(id);
        return taken;
      }
      const card = tapped !== null && isTeams(activity) && isCardId(tapped) ? tapped : turn.session.card;
      const session = { ...turn.session, card };
      const saved = await opened.save(packSession(this.codes, session));
      if (saved || attempt === mostAttempts) return taken;
    }
  }

  // --- One card, changed in place where the program can -----------------------------------------------------------------

  private async deliver(
    activity: IncomingActivity,
    channel: Channel,
    { before, turn, tapped, message }: Taken,
  ): Promise<void> {
    if (!isTeams(activity) || !channel.canChange) {
      await channel.send(message);
      return;
    }
    const known = before?.card ?? null;
    // The card whose button was pressed; when the talk was stopped by a word, the one that is there.
    const there = tapped ?? (turn.session === null ? known : null);
    const isChanged = there !== null && (await succeeds(channel.change(there, message)));
    const id = isChanged ? null : await channel.send(message);
    // No card of before stays: not the one below an older card, nor one that could not be changed.
    for (const card of new Set([known, there]))
      if (card !== null && !(isChanged && card === there)) await succeeds(channel.remove(card));
    if (turn.session !== null && id !== null && isCardId(id)) await this.rememberCard(activity, channel, id);
  }

  private async rememberCard(activity: IncomingActivity, channel: Channel, card: string): Promise<void> {
    const opened = await this.conversations.open(activity.conversation.id);
    if (opened.kept !== null) {
      // Whoever was faster has a newer card.
      await opened.save(packSession(this.codes, { ...unpackSession(this.codes, opened.kept), card }));
      return;
    }
    // It was stopped while this was on its way: nothing of it stays.
    const stopped = this.talk.hear(null, stop, this.settingOf(activity));
    await succeeds(channel.change(card, this.message(stopped, activity)));
  }

  // --- The search for a service -----------------------------------------------------------------------------------------

  private async searched(activity: IncomingActivity, text: string, channel: Channel): Promise<void> {
    const texts = deskTexts(this.library, activity.locale ?? '');
    const found = this.search(text, amsterdamTime(this.now()));
    await channel.answerCall(200, searchResult(texts, found, text.trim() === ''));
  }
}

/** Teams and the programs of Direct Line show cards; of the others some do, and all show text. */
const withCards: readonly string[] = ['msteams', 'directline', 'webchat', 'emulator', 'test', 'agents'];

function hasCards({ channelId, channelData }: IncomingActivity): boolean {
  return channelData?.wegwijzer?.cards ?? withCards.includes(channelId.split(':')[0] ?? '');
}

function looksOf(activity: IncomingActivity): Looks {
  return { cards: hasCards(activity), teams: isTeams(activity) };
}

/** What may fail without harm: a card that is gone already. */
async function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
