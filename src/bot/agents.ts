/**
 * The Microsoft 365 Agents SDK, which speaks the Bot Framework protocol: the only file that knows it. Its defaults are not
 * ours: issuers, tenants and the addresses it answers to are checked, and what goes wrong is never told to a user.
 */
import { Activity } from '@microsoft/agents-activity';
import {
  type AuthConfiguration,
  CloudAdapter,
  OutboundHostValidator,
  type TurnContext,
} from '@microsoft/agents-hosting';
import type { RequestHandler, Response } from 'express';
import { inTime } from '../storage/patience.ts';
import type { BotAccess } from './access.ts';
import type { IncomingActivity } from './incoming.ts';
import type { Outgoing } from './outgoing.ts';

/** How to answer one activity. Ids are those of the channel. */
export interface Channel {
  /** The id of the message, where the channel gives one. @throws Error when it could not be delivered */
  send(message: Outgoing): Promise<string | null>;
  /** True where messages that were sent can be changed: not where the answers travel in the response. */
  readonly canChange: boolean;
  change(id: string, message: Outgoing): Promise<void>;
  remove(id: string): Promise<void>;
  /** The answer to a call, such as that of a search. */
  answerCall(status: number, body: unknown): Promise<void>;
}

export type Answerer = (activity: IncomingActivity, channel: Channel) => Promise<void>;

export interface Agents {
  /** Lets through who shows a token that is meant for us; 401 for all others. Then `tokenTenant` knows its tenant. */
  readonly authorize: RequestHandler;
  /** Whether Microsoft accepts our proof that we are this app. @throws Error when it does not, or cannot be reached */
  prove(): Promise<void>;
  /** Reads who is answered from the activity, and answers. @throws Error when an answer could not be delivered */
  answer(request: AuthorizedRequest, response: Response, activity: IncomingActivity, answerer: Answerer): Promise<void>;
}

/** What the SDK puts on a request that it let through. */
export type AuthorizedRequest = Parameters<RequestHandler>[0] & { readonly user?: { readonly tid?: unknown } };

/** The tenant that a token was made in; null for those of the Bot Framework itself, which name none. */
export function tokenTenant({ user }: AuthorizedRequest): string | null {
  return typeof user?.tid === 'string' ? user.tid : null;
}

const tokenHeader = /^Bearer\s+([\w-]{1,2000})\./i;

/** The name of the key with which a token says that it was signed; nothing of it is proved by that. Null: it says none. */
export function tokenKey({ headers }: Pick<AuthorizedRequest, 'headers'>): string | null {
  const [, header = ''] = tokenHeader.exec(headers.authorization ?? '') ?? [];
  try {
    const said: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    const named = typeof said === 'object' && said !== null && 'kid' in said ? said.kid : null;
    return typeof named === 'string' ? named : null;
  } catch {
    return null;
  }
}

/** Where the Bot Framework and Teams take answers, with all hosts below these. */
const connectorHosts = ['botframework.com', 'smba.trafficmanager.net'] as const;

/** The one connection that the SDK is to know. */
const connection = 'serviceConnection';
const everyService = '*';
/** For whom a proof is made. */
const botFramework = 'https://api.botframework.com';

function authConfiguration({ app, authority, issuers }: BotAccess): AuthConfiguration {
  if (app === null) return {};
  const settings: AuthConfiguration = {
    clientId: app.id,
    tenantId: app.tenant,
    ...app.proof,
    ...(authority === null ? {} : { authorityEndpoint: authority }),
    ...(issuers.length === 0 ? {} : { issuers: [...issuers] }),
    validateIssuer: true,
  };
  return {
    ...settings,
    connections: new Map([[connection, settings]]),
    connectionsMap: [{ serviceUrl: everyService, connection }],
  };
}

/** A channel that takes longer is lost: whoever waits must be told by the program she writes in. */
const deliveryMs = 10_000;

/** The message as the protocol has it. The SDK reads it once more by itself: made an `Activity` here, it would be read twice. */
function asActivity({ summary, lang, card, text, suggested }: Outgoing, to: string | undefined): Activity {
  const message = {
    type: 'message',
    locale: lang,
    summary,
    inputHint: 'acceptingInput',
    ...(card === null
      ? { text, textFormat: 'plain' }
      : { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] }),
    ...(suggested.length === 0 ? {} : { suggestedActions: { to: to === undefined ? [] : [to], actions: suggested } }),
  };
  return message as unknown as Activity;
}

function channelOf(context: TurnContext, activity: IncomingActivity): Channel {
  const to = activity.from?.id;
  return {
    canChange: activity.deliveryMode !== 'expectReplies',
    async send(message) {
      const sent = await inTime(context.sendActivity(asActivity(message, to)), deliveryMs);
      return sent?.id || null;
    },
    async change(id, message) {
      const changed = asActivity(message, to);
      changed.id = id;
      await inTime(context.updateActivity(changed), deliveryMs);
    },
    async remove(id) {
      await inTime(context.deleteActivity(id), deliveryMs);
    },
    async answerCall(status, body) {
      await context.sendActivity(Activity.fromObject({ type: 'invokeResponse', value: { status, body } }));
    },
  };
}

/** Who gets the answer in the response needs no line back, nor the token for one. */
class AdapterWithoutNeedlessLines extends CloudAdapter {
  protected override resolveIfConnectorClientIsNeeded({ deliveryMode, type }: Activity): boolean {
    return deliveryMode !== 'expectReplies' && type !== 'invoke';
  }
}

/** Prepares the SDK with our settings and none from its own environment variables. */
export function agents(access: BotAccess): Agents {
  const configuration = authConfiguration(access);
  const hosts = new OutboundHostValidator({
    enabled: true,
    // Its own list has hosts where anybody may put a file.
    includeDefaultMicrosoftHosts: false,
    hosts: [...connectorHosts, ...access.serviceHosts],
  });
  const adapter = new AdapterWithoutNeedlessLines(
    configuration,
    undefined,
    undefined,
    { validateServiceUrl: true },
    hosts,
  );
  // Its own answer tells people to mend the source code. What failed is for the log, and for nobody who asks for help.
  adapter.onTurnError = async (_context, error) => {
    throw error;
  };
  return {
    authorize: (request, response, next) => void adapter.authorizeRequest(request, response, next),
    async prove() {
      const line = adapter.connectionManager.getDefaultConnection();
      await inTime(line.getAccessToken(botFramework), deliveryMs);
    },
    async answer(request, response, activity, answerer) {
      request.body = activity;
      await adapter.process(request, response, async (context) => answerer(activity, channelOf(context, activity)));
    },
  };
}
