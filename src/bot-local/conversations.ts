/**
 * The conversations of the stub: in memory, bounded, gone when nobody uses them for a while.
 */
import type { Account, Activity } from './activity.ts';

export interface Limits {
  /** The one that was used longest ago makes room. */
  readonly conversations: number;
  /** Of one conversation; the oldest goes. */
  readonly activities: number;
  /** A conversation that nobody used for this long is forgotten. */
  readonly idleMs: number;
  readonly tokenMs: number;
  readonly bodyBytes: number;
  /** How long the bot may take to answer. */
  readonly botMs: number;
  /** How many calls of the bot are remembered. */
  readonly calls: number;
}

const second = 1_000;
const minute = 60 * second;

/** Tokens live, and bots may take, as long as they do in Direct Line; the rest is what one person trying out needs. */
export const usualLimits: Limits = {
  conversations: 100,
  activities: 500,
  idleMs: 30 * minute,
  tokenMs: 30 * minute,
  bodyBytes: 256 * 1024,
  botMs: 15 * second,
  calls: 1_000,
};

interface Entry {
  readonly id: string;
  activity: Activity;
  /** At which change of the conversation it became what it is. */
  changed: number;
}

export interface Conversation {
  readonly id: string;
  /** Where the bot answers to. */
  readonly serviceUrl: string;
  /** Who the bot has been told of. */
  readonly members: Set<string>;
  readonly entries: Entry[];
  /** How many activities there have been. */
  count: number;
  /** How many times something was added, replaced or deleted: the watermark. */
  changes: number;
  lastUse: number;
}

export interface Conversations {
  open(id: string, serviceUrl: string): Conversation;
  /** Counts as use. Null: never opened, or forgotten. */
  find(id: string): Conversation | null;
  append(conversation: Conversation, activity: Activity): string;
}

export function makeConversations(
  limits: Limits,
  now: () => number,
  activityId: (conversation: string, count: number, now: number) => string,
): Conversations {
  // In order of use: whoever is used moves to the end.
  const open = new Map<string, Conversation>();

  const forgetIdle = (): void => {
    for (const [id, { lastUse }] of open) {
      if (now() - lastUse < limits.idleMs) return;
      open.delete(id);
    }
  };
  const use = (conversation: Conversation): Conversation => {
    conversation.lastUse = now();
    open.delete(conversation.id);
    open.set(conversation.id, conversation);
    return conversation;
  };

  return {
    open(id, serviceUrl) {
      forgetIdle();
      const [oldest] = open.keys();
      if (oldest !== undefined && open.size >= limits.conversations) open.delete(oldest);
      return use({ id, serviceUrl, members: new Set(), entries: [], count: 0, changes: 0, lastUse: now() });
    },
    find(id) {
      forgetIdle();
      const found = open.get(id);
      return found === undefined ? null : use(found);
    },
    append(conversation, activity) {
      const id = activityId(conversation.id, conversation.count, now());
      conversation.count += 1;
      conversation.changes += 1;
      conversation.entries.push({ id, activity: { ...activity, id }, changed: conversation.changes });
      if (conversation.entries.length > limits.activities) conversation.entries.shift();
      return id;
    },
  };
}

/** Puts another activity in the place of one; false: there is none with that id. */
export function replaceActivity(conversation: Conversation, id: string, activity: Activity): boolean {
  const entry = conversation.entries.find((each) => each.id === id);
  if (entry === undefined || isDeleted(entry)) return false;
  conversation.changes += 1;
  entry.activity = { ...activity, id };
  entry.changed = conversation.changes;
  return true;
}

/** Leaves a mark where it was, so that a client that shows it learns that it is gone. */
export function deleteActivity(conversation: Conversation, id: string, from: Account): boolean {
  return replaceActivity(conversation, id, { type: 'messageDelete', from });
}

function isDeleted({ activity }: Entry): boolean {
  return activity.type === 'messageDelete';
}

/** What came or changed after that many changes, in the order of the conversation. */
export function activitiesSince(conversation: Conversation, changes: number): readonly Activity[] {
  return conversation.entries.filter(({ changed }) => changed > changes).map(({ activity }) => activity);
}

/** The conversation as somebody who looks now sees it. */
export function historyOf(conversation: Conversation): readonly Activity[] {
  return conversation.entries.filter((entry) => !isDeleted(entry)).map(({ activity }) => activity);
}
