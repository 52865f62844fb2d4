/**
 * The side of the client: Direct Line 3.0, without WebSocket and uploads.
 */
import type { Request, Router } from 'express';
import { type Activity, activityShape, openingShape } from './activity.ts';
import { joined } from './channels.ts';
import { activitiesSince, type Conversation } from './conversations.ts';
import { around, existing, isKept, type Line, read, toBot } from './line.ts';
import { Refusal } from './refusal.ts';
import type { Grant } from './tokens.ts';

type ConversationRequest = Request<{ conversationId: string }>;

/** Adds what clients ask for, under `/v3/directline`. */
export function addClientRoutes(router: Router, line: Line): void {
  const { tokens, conversations, newId } = line;

  router.post('/v3/directline/tokens/generate', (request, response) => {
    const { user } = read(openingShape, request);
    const conversationId = newId();
    response.json({ conversationId, ...tokens.issue({ conversationId, user }) });
  });

  router.post('/v3/directline/tokens/refresh', (request, response) => {
    const grant = granted(line, request);
    response.json({ conversationId: grant.conversationId, ...tokens.issue(grant) });
  });

  router.post('/v3/directline/conversations', async (request, response) => {
    const { user, locale } = read(openingShape, request);
    const grant = tokens.read(request.headers.authorization) ?? { conversationId: newId(), user };
    const known = conversations.find(grant.conversationId) !== null;
    if (!known) await startConversation(line, grant, locale, serviceUrlOf(line, request));
    const { conversationId } = grant;
    // A token that has started its conversation before starts no other.
    response.status(known ? 200 : 201).json({ conversationId, ...tokens.issue(grant) });
  });

  router.get('/v3/directline/conversations/:conversationId', (request, response) => {
    const { conversation, grant } = joinedConversation(line, request);
    response.json({ conversationId: conversation.id, ...tokens.issue(grant) });
  });

  const activities = router.route('/v3/directline/conversations/:conversationId/activities');
  activities.get((request, response) => {
    const { conversation } = joinedConversation(line, request);
    const seen = watermarkOf(request.query.watermark);
    response.json({ activities: activitiesSince(conversation, seen), watermark: String(conversation.changes) });
  });
  activities.post(async (request, response) => {
    const { conversation, grant } = joinedConversation(line, request);
    response.json({ id: await takeActivity(line, conversation, grant, read(activityShape, request)) });
  });
}

/** What the token of a request grants. @throws Refusal: 401 without a token, 403 with a wrong one */
function granted({ tokens }: Line, request: Request): Grant {
  const grant = tokens.read(request.headers.authorization);
  if (grant === null) throw new Refusal(401, 'Unauthorized', 'Send the token in the header Authorization: Bearer …');
  return grant;
}

/** The conversation that a client asks for. @throws Refusal: 403 with the token of another, 404 when it is gone */
function joinedConversation(line: Line, request: ConversationRequest) {
  const grant = granted(line, request);
  const { conversationId } = request.params;
  if (grant.conversationId !== conversationId)
    throw new Refusal(403, 'BadArgument', 'The token is of another conversation');
  return { grant, conversation: existing(line, conversationId) };
}

/** Clients that have seen nothing yet leave it out or send `-`. */
function watermarkOf(text: unknown): number {
  if (text === undefined || text === '' || text === '-') return 0;
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text))
    throw new Refusal(400, 'BadArgument', 'A watermark is repeated as it was received');
  return Number(text);
}

/** The address under which this was reached; only names of this machine get here. */
function serviceUrlOf({ serviceUrl }: Line, { headers, baseUrl }: Request): string {
  return serviceUrl ?? `http://${headers.host}${baseUrl}/`;
}

/** Opens a conversation and tells the bot. A bot that is away shows when something is said, not here. */
async function startConversation(line: Line, grant: Grant, locale: string | undefined, url: string): Promise<void> {
  const { conversations, channel, newId } = line;
  const { conversationId, user } = grant;
  const conversation = conversations.open(conversationId, url);
  if (user !== undefined) conversation.members.add(user.id);
  for (const activity of channel.opening(conversation, { user, locale }))
    await toBot(line, conversation, newId(), activity).catch(unlessRefused);
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

/** Takes what a client says, and brings it to the bot. @throws Refusal: 400 from nobody, 502 when the bot fails */
async function takeActivity(line: Line, conversation: Conversation, grant: Grant, said: Activity): Promise<string> {
  // Who is named in the token cannot speak as somebody else.
  const from = grant.user ?? said.from;
  if (from === undefined) throw new Refusal(400, 'MissingProperty', 'Say in "from" who speaks');
  if (!conversation.members.has(from.id)) {
    await toBot(line, conversation, line.newId(), joined([from], from, said.locale));
    conversation.members.add(from.id);
  }
  const activity = around(line, conversation, { ...said, from });
  // Kept before the bot has it: what the bot answers comes after it.
  const id = isKept(said) ? line.conversations.append(conversation, activity) : line.newId();
  await toBot(line, conversation, id, activity);
  return id;
}
