/**
 * The side of the bot: the part of the connector that the SDK calls to send, replace and delete.
 */
import type { Request, Response, Router } from 'express';
import { type Activity, activityShape } from './activity.ts';
import { botAccount } from './channels.ts';
import { type Conversation, deleteActivity, replaceActivity } from './conversations.ts';
import { around, existing, isKept, type Line, read } from './line.ts';
import { Refusal } from './refusal.ts';

type ActivityRequest = Request<{ conversationId: string; activityId: string }>;

/** Adds what bots call, under `/v3/conversations`. */
export function addConnectorRoutes(router: Router, line: Line): void {
  router.post('/v3/conversations/:conversationId/activities', (request, response) => {
    remember(line, request);
    answerBot(line, request.params.conversationId, read(activityShape, request), response);
  });

  const one = router.route('/v3/conversations/:conversationId/activities/:activityId');
  one.post((request, response) => {
    remember(line, request);
    const { conversationId, activityId } = request.params;
    answerBot(line, conversationId, { ...read(activityShape, request), replyToId: activityId }, response);
  });
  one.put((request, response) => {
    const { conversation, id } = changeable(line, request);
    const activity = around(line, conversation, { from: botAccount, ...read(activityShape, request) });
    if (!replaceActivity(conversation, id, activity)) throw noActivity();
    response.json({ id });
  });
  one.delete((request, response) => {
    const { conversation, id } = changeable(line, request);
    if (!deleteActivity(conversation, id, botAccount)) throw noActivity();
    response.json({});
  });
}

/** Adds to the log, which forgets the oldest. */
function remember({ calls, limits }: Line, request: Request): void {
  calls.push({ method: request.method, path: decodeURIComponent(request.path), body: request.body });
  if (calls.length > limits.calls) calls.shift();
}

function answerBot(line: Line, conversationId: string, activity: Activity, response: Response): void {
  const conversation = existing(line, conversationId);
  const whole = around(line, conversation, { from: botAccount, ...activity });
  response.json({ id: isKept(activity) ? line.conversations.append(conversation, whole) : line.newId() });
}

/** What the bot wants to replace or delete. @throws Refusal: 405 on a channel that cannot, 404 */
function changeable(
  line: Line,
  request: ActivityRequest,
): { readonly conversation: Conversation; readonly id: string } {
  remember(line, request);
  if (!line.updates) throw new Refusal(405, 'BadArgument', 'This channel does not support this operation');
  return { conversation: existing(line, request.params.conversationId), id: request.params.activityId };
}

function noActivity(): Refusal {
  return new Refusal(404, 'ActivityNotFoundInConversation', 'Activity not found in conversation');
}
