/**
 * A small stand-in for the service between a person and a bot, for trying and testing on one machine: to the client it
 * speaks Direct Line 3.0 (by asking again and again; no WebSocket, no uploads), to the bot it is the connector that the
 * SDK answers to. It can also stand in for Teams, which lets a bot replace and delete what it has sent.
 *
 * For loopback only: it answers nobody else, asks nobody for a secret, and signs nothing that it sends to the bot. What
 * it keeps is in memory, bounded, and gone after a while. The production server has no part in it.
 */
import { randomBytes } from 'node:crypto';
import { json, Router } from 'express';
import type { Activity } from './activity.ts';
import { type ChannelId, channels } from './channels.ts';
import { addClientRoutes } from './client-routes.ts';
import { addConnectorRoutes } from './connector-routes.ts';
import { historyOf, type Limits, makeConversations, usualLimits } from './conversations.ts';
import type { ConnectorCall, Line } from './line.ts';
import { answerRefusals, isLoopback, loopbackOnly } from './refusal.ts';
import { makeTokens } from './tokens.ts';

export type { ConnectorCall };

export interface DirectLineOptions {
  /** Where the bot takes activities, such as `http://127.0.0.1:3978/api/messages`. */
  readonly botUrl: string;
  /** What the bot is told to answer to; left out: the address under which the client reached this. */
  readonly serviceUrl?: string;
  /** Which channel it stands in for; Direct Line when left out. */
  readonly channel?: ChannelId;
  /** Whether the bot may replace and delete; left out: as the channel does. */
  readonly updates?: boolean;
  readonly limits?: Partial<Limits>;
  /** That many unpredictable bytes; the system's when left out. */
  readonly random?: (bytes: number) => Uint8Array;
  /** Milliseconds since 1970; the real clock when left out. */
  readonly now?: () => number;
}

export interface DirectLine {
  /** To be mounted in an app, under any path. */
  readonly router: Router;
  /** What the bot has called, oldest first; the last thousand. */
  readonly calls: readonly ConnectorCall[];
  /** What stands in a conversation now; empty when there is none. */
  history(conversationId: string): readonly Activity[];
}

/** Makes a stand-in in front of a bot. @throws Error when the bot is not on this machine */
export function directLine(options: DirectLineOptions): DirectLine {
  const {
    botUrl,
    serviceUrl = null,
    channel: channelId = 'directline',
    random = randomBytes,
    now = Date.now,
  } = options;
  if (!isLoopback(botUrl)) throw new Error('The bot must be on this machine: write http://127.0.0.1:PORT/api/messages');
  const limits = { ...usualLimits, ...options.limits };
  const channel = channels[channelId];
  const line: Line = {
    botUrl,
    serviceUrl,
    channelId,
    channel,
    updates: options.updates ?? channel.updates,
    limits,
    conversations: makeConversations(limits, now, channel.activityId),
    tokens: makeTokens(limits.tokenMs, now, random),
    calls: [],
    newId: () => Buffer.from(random(16)).toString('base64url'),
    now,
  };

  const router = Router();
  router.use('/v3', loopbackOnly, json({ limit: limits.bodyBytes }));
  addClientRoutes(router, line);
  addConnectorRoutes(router, line);
  router.use(answerRefusals);
  const history = (id: string): readonly Activity[] => {
    const conversation = line.conversations.find(id);
    return conversation === null ? [] : historyOf(conversation);
  };
  return { router, calls: line.calls, history };
}
