/**
 * `/api/messages`: where the Bot Framework brings what people write in Teams and over Direct Line. Everything is looked at
 * before the bot sees it: who calls, for which organisation, how much, in what form.
 */
import express, { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import { allowsTenants, type BotAccess } from '../bot/access.ts';
import { type Agents, type Answerer, tokenKey, tokenTenant } from '../bot/agents.ts';
import { type IncomingActivity, isTeams, readActivity, tenantsOf } from '../bot/incoming.ts';
import { failureOf, type ServerLog } from './log.ts';
import { limitMessages, limitStrangers, type RateLimitSource } from './rate-limit.ts';

export interface MessagesOptions extends RateLimitSource {
  readonly agents: Agents;
  readonly answerer: Answerer;
  readonly access: BotAccess;
  readonly messagesPerMinute: number;
  readonly logger: ServerLog;
}

/** A message of 20,000 characters in any script, with all that Teams puts around it, fits. */
const mostBytes = 256 * 1024;
/** Calls from one address without a good token; more of them cost nothing any more. */
const strangersPerMinute = 120;
/** Microsoft signs with a handful of keys, and changes one now and then. */
const mostKeys = 50;

/** What is said to a program that calls wrongly: never anything of what it sent. */
const refusals = {
  BadRequest: [400, 'this is no activity that can be answered'],
  Unauthorized: [401, 'the token is missing, or is not meant for this bot'],
  Forbidden: [403, 'this organisation may not use this bot'],
  MethodNotAllowed: [405, 'activities are posted'],
  TooLarge: [413, 'this activity is too large'],
  WrongType: [415, 'activities are sent as JSON'],
  TooMany: [429, 'too many messages; wait a minute'],
  NotDelivered: [424, 'the answer could not be delivered'],
} as const;
type Refusal = keyof typeof refusals;

function refuse(name: Refusal): RequestHandler {
  return (_request, response) => {
    const [status, message] = refusals[name];
    response.status(status).json({ error: { code: name, message } });
  };
}

/** What a body that cannot be read is refused with. */
function refusalOf(error: unknown): Refusal {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 413) return 'TooLarge';
  return status === 415 ? 'WrongType' : 'BadRequest';
}

const refuseBody: ErrorRequestHandler = (error, request, response, next) => {
  refuse(refusalOf(error))(request, response, next);
};

/** Whoever is answered in the response. */
const inTheResponse = 'expectReplies';

/**
 * The fields that the protocol needs for an answer, filled in where a program left them out; what was said goes no further
 * than our own reading of it.
 */
function envelope(activity: IncomingActivity): IncomingActivity {
  const { type, id, channelId, serviceUrl, conversation, replyToId, locale, name } = activity;
  return {
    type,
    channelId,
    conversation,
    from: activity.from ?? { id: 'user' },
    recipient: activity.recipient ?? { id: 'bot' },
    ...(activity.deliveryMode === inTheResponse ? { deliveryMode: inTheResponse } : {}),
    ...(id === undefined ? {} : { id }),
    ...(serviceUrl === undefined ? {} : { serviceUrl }),
    ...(replyToId === undefined ? {} : { replyToId }),
    ...(locale === undefined ? {} : { locale }),
    ...(name === undefined ? {} : { name }),
  };
}

/** Teams always says whose it is; other channels have no organisations. */
function isOfOurs(access: BotAccess, activity: IncomingActivity): boolean {
  const named = tenantsOf(activity);
  const isNamed = named.length > 0 || !isTeams(activity) || access.app === null;
  return isNamed && allowsTenants(access, named);
}

/** The router, for its own address. */
export function messages(options: MessagesOptions): Router {
  const { agents, answerer, access, messagesPerMinute, logger } = options;
  const router = Router();
  // A token of a key that is known costs no call to Microsoft: it is looked at however many strangers call from there.
  const knownKeys = new Set<string>();
  const isPromising = (request: Request): boolean => knownKeys.has(tokenKey(request) ?? '');
  router.use(limitStrangers(options, strangersPerMinute, refuse('TooMany'), isPromising));
  router.use((request, response, next) => {
    if (request.method === 'POST') return next();
    response.set('Allow', 'POST');
    refuse('MethodNotAllowed')(request, response, next);
  });
  // Strangers are turned away before anything they sent is read.
  router.use(agents.authorize);
  router.use((request, response, next) => {
    const tenant = tokenTenant(request);
    if (tenant !== null && !allowsTenants(access, [tenant])) return refuse('Unauthorized')(request, response, next);
    const key = tokenKey(request);
    if (knownKeys.size >= mostKeys) knownKeys.clear();
    if (key !== null) knownKeys.add(key);
    next();
  });
  router.use(express.json({ limit: mostBytes, inflate: false, type: 'application/json' }), refuseBody);
  const limit = limitMessages(options, messagesPerMinute, refuse('TooMany'));
  router.use((request, response, next) => {
    const activity = readActivity(request.body);
    if (activity === null) return refuse('BadRequest')(request, response, next);
    if (!isOfOurs(access, activity)) return refuse('Forbidden')(request, response, next);
    limit(activity.conversation.id)(request, response, async (stopped?: unknown) => {
      if (stopped !== undefined) return next(stopped);
      try {
        await agents.answer(request, response, envelope(activity), (_envelope, channel) => answerer(activity, channel));
      } catch (error) {
        logger.error(failureOf(error), 'not answered');
        if (response.headersSent) response.end();
        else refuse('NotDelivered')(request, response, next);
      }
    });
  });
  return router;
}
