/**
 * The whole server with its bot on a free port, and people who speak with it: in the response, over a line of a stand-in for
 * Teams, and over Direct Line.
 */
import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { startConversation } from '../../src/bot-local/client.ts';
import { type DirectLine, directLine } from '../../src/bot-local/direct-line.ts';
import { readConfig } from '../../src/server/config.ts';
import { openBot } from '../../src/server/open-bot.ts';
import { createServer } from '../../src/server/server.ts';
import { library } from '../support/content.ts';
import { type Message, messageIn } from './a-message.ts';

export interface TestBot {
  readonly url: string;
  readonly clock: { now: number };
  /** What was logged, as it would stand in the log file. */
  readonly log: string[];
  close(): Promise<void>;
}

const open = new Set<{ close(): Promise<void> }>();

/** Closes what a test has opened: a server that stays open keeps the runner waiting. */
export async function closeAll(): Promise<void> {
  for (const one of [...open].reverse()) await one.close();
}

function closing<T extends { close(): Promise<void> }>(one: T): T {
  const closed = {
    ...one,
    async close() {
      if (open.delete(closed)) await one.close();
    },
  };
  open.add(closed);
  return closed;
}

/** A Monday morning on which offices are open. */
export const monday = Date.UTC(2026, 10, 23, 9);

function listen(app: express.Express): Promise<Server> {
  return new Promise((resolve) => {
    const server = createHttpServer(app);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

function addressOf(server: Server): string {
  // A server that listens on a port has an address with that port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const page = 'https://wegwijzer.example';

/** Starts one with these settings of the environment. */
export async function aBot(settings: Readonly<Record<string, string>> = {}): Promise<TestBot> {
  const config = readConfig({
    BOT_SERVICE_HOSTS: '127.0.0.1',
    BOT_MESSAGES_PER_MINUTE: '1000000',
    PUBLIC_ORIGIN: page,
    ...settings,
  });
  if (config.bot === null) throw new Error('a test of the bot needs one');
  const clock = { now: monday };
  const log: string[] = [];
  const logger = pino({}, { write: (line: string) => void log.push(line) });
  const now = (): number => clock.now;
  const bot = openBot({
    config: config.bot,
    library: library(),
    logger,
    page: () => `${page}/`,
    now,
    random: randomBytes,
  });
  const app = createServer({ config, library: library(), logger, now, random: randomBytes, bot: bot.router });
  const server = await listen(app);
  return closing({
    url: addressOf(server),
    clock,
    log,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await bot.close();
    },
  });
}

/** Anything at all, posted as the service would. */
export function post(
  bot: Pick<TestBot, 'url'>,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`${bot.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: json,
    // An answer that never comes is a failure, and says so.
    signal: AbortSignal.timeout(15_000),
  });
}

let made = 0;

/** A name that no other has. */
export function fresh(what: string): string {
  return `${what}-${process.pid}-${++made}`;
}

/** Somebody who speaks with the bot. What she is answered is null where nothing was. */
export interface Person {
  readonly conversation: string;
  says(text: string): Promise<Message | null>;
  /** Presses the button that sends this input, on the last card or on the one given. */
  taps(input: string, card?: Message): Promise<Message | null>;
  sends(activity: object): Promise<Message | null>;
}

function withTaps(
  conversation: string,
  send: (activity: object) => Promise<Message | null>,
  replyTo: (card: Message) => object = () => ({}),
): Person {
  let last: Message | null = null;
  const sends = async (activity: object): Promise<Message | null> => {
    const answer = await send(activity);
    last = answer ?? last;
    return answer;
  };
  return {
    conversation,
    sends,
    says: (text) => sends({ type: 'message', text }),
    taps: (input, card = last ?? undefined) => {
      const data = card?.taps.find((tap) => tap.input === input)?.data ?? { input, at: 'none' };
      return sends({ type: 'message', value: data, ...(card === undefined ? {} : replyTo(card)) });
    },
  };
}

export interface PersonOptions {
  readonly locale?: string;
  readonly conversation?: string;
  readonly channel?: string;
  /** Further fields of each activity. */
  readonly fields?: object;
}

/** An activity with all that belongs around it. */
export function anActivity(conversation: string, fields: object = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: fresh('activity'),
    channelId: 'directline',
    conversation: { id: conversation },
    from: { id: 'user' },
    recipient: { id: 'bot' },
    locale: 'nl-NL',
    ...fields,
  };
}

/** Is answered in the response. */
export function inTheResponse(bot: Pick<TestBot, 'url'>, options: PersonOptions = {}): Person {
  const { locale = 'nl-NL', conversation = fresh('talk'), channel = 'directline', fields = {} } = options;
  return withTaps(conversation, async (said) => {
    const usual = { locale, channelId: channel, deliveryMode: 'expectReplies', ...fields };
    const response = await post(bot, anActivity(conversation, { ...usual, ...said }));
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    const { activities } = (await response.json()) as { readonly activities: readonly object[] };
    return messageIn(activities.at(-1));
  });
}

export interface Line {
  readonly stub: DirectLine;
  readonly root: string;
  close(): Promise<void>;
}

/** A stand-in for the service in front of a bot. */
export async function aLine(bot: Pick<TestBot, 'url'>, channel: 'directline' | 'msteams'): Promise<Line> {
  const stub = directLine({ botUrl: `${bot.url}/api/messages`, channel });
  const app = express();
  app.use(stub.router);
  const server = await listen(app);
  return closing({
    stub,
    root: addressOf(server),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** Speaks over such a line and is answered over it. */
export async function overTheLine({ root, stub }: Line, locale = 'nl-NL'): Promise<Person> {
  const client = await startConversation({ root, locale, user: { id: fresh('dl_user') } });
  const id = client.conversationId;
  return withTaps(
    id,
    async (said) => {
      const before = stub.calls.length;
      await client.send({ type: 'message', from: { id: 'user' }, locale, ...said });
      // The bot answers before the call that brought the message ends.
      const written = stub.calls.slice(before).filter(({ method }) => method === 'POST' || method === 'PUT');
      return written.length === 0 ? null : messageIn(stub.history(id).findLast(({ from }) => from?.id === 'bot'));
    },
    ({ id: replyToId }) => ({ replyToId }),
  );
}
