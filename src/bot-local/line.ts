/**
 * What both sides of the stub share: its parts, and how an activity gets to the bot.
 */
import type { Request } from 'express';
import type { z } from 'zod';
import type { Activity } from './activity.ts';
import { botAccount, type Channel, type ChannelId } from './channels.ts';
import type { Conversation, Conversations, Limits } from './conversations.ts';
import { deliver } from './deliver.ts';
import { Refusal } from './refusal.ts';
import type { Tokens } from './tokens.ts';

/** A call of the bot to the connector. */
export interface ConnectorCall {
  readonly method: string;
  /** Decoded: `/v3/conversations/abc/activities/abc|0000001`. */
  readonly path: string;
  readonly body: unknown;
}

export interface Line {
  readonly botUrl: string;
  /** Null: the address under which the client reached this. */
  readonly serviceUrl: string | null;
  readonly channelId: ChannelId;
  readonly channel: Channel;
  /** Whether the bot may replace and delete what it has sent. */
  readonly updates: boolean;
  readonly limits: Limits;
  readonly conversations: Conversations;
  readonly tokens: Tokens;
  readonly calls: ConnectorCall[];
  readonly newId: () => string;
  readonly now: () => number;
}

/** The body of a request. @throws Refusal when it has not the shape it should have */
export function read<Shape extends z.ZodType>(shape: Shape, request: Request): z.infer<Shape> {
  const { success, data } = shape.safeParse(request.body ?? {});
  if (!success) throw new Refusal(400, 'BadArgument', 'Not an activity, or not the parameters of a conversation');
  return data;
}

/** The conversation with that id. @throws Refusal: 404 when there is none, or none any more */
export function existing({ conversations }: Line, id: string): Conversation {
  const conversation = conversations.find(id);
  if (conversation === null) throw new Refusal(404, 'ConversationNotFound', 'Conversation not found');
  return conversation;
}

/** Typing is shown at once or never: who asks for activities afterwards does not get it. */
export function isKept({ type }: Activity): boolean {
  return type !== 'typing';
}

/** What the service adds to everything, whoever sends it. */
export function around(line: Line, { id, serviceUrl }: Conversation, activity: Activity): Activity {
  const { channelId, channel, now } = line;
  return {
    ...activity,
    channelId,
    serviceUrl,
    timestamp: new Date(now()).toISOString(),
    conversation: { ...channel.conversation, id },
  };
}

/** Brings an activity to the bot, under that id. @throws Refusal: 502 when the bot fails */
export function toBot(line: Line, conversation: Conversation, id: string, activity: Activity): Promise<void> {
  const { botUrl, channel, limits } = line;
  const whole = channel.dress({ ...around(line, conversation, activity), id, recipient: botAccount });
  return deliver(botUrl, whole, limits.botMs);
}
