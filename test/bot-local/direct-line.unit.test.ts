import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import express, { type Express, type RequestHandler } from 'express';
import request from 'supertest';
import { type Activity, activityShape } from '../../src/bot-local/activity.ts';
import { startConversation } from '../../src/bot-local/client.ts';
import { type DirectLine, type DirectLineOptions, directLine } from '../../src/bot-local/direct-line.ts';

const running: Server[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** On any free port of this machine; the address without a slash at the end. */
async function serve(app: Express): Promise<string> {
  const server = createServer(app);
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

/** A bot that greets who comes and repeats what is said, by calling back as the SDK does. */
interface EchoBot {
  readonly url: string;
  /** What it was sent, oldest first. */
  readonly heard: Activity[];
  /** What it answers requests with from now on; 200 at first. */
  status: number;
}

async function anEchoBot(): Promise<EchoBot> {
  const heard: Activity[] = [];
  const take: RequestHandler = async (received, response) => {
    const activity = activityShape.parse(received.body);
    heard.push(activity);
    if (bot.status === 200) await answer(activity);
    response.status(bot.status).end();
  };
  const url = await serve(express().use(express.json()).post('/api/messages', take));
  const bot: EchoBot = { url: `${url}/api/messages`, heard, status: 200 };
  return bot;
}

async function answer(activity: Activity): Promise<void> {
  const { type, text, membersAdded, from } = activity;
  const people = Array.isArray(membersAdded) ? membersAdded.filter(({ id }) => id !== 'bot') : [];
  if (people.length > 0) await callBack(activity, 'POST', '/activities', { type: 'message', text: 'welcome' });
  if (type === 'message')
    await callBack(activity, 'POST', `/activities/${encodeURIComponent(String(activity.id))}`, {
      type: 'message',
      text: `${from?.id} said ${text}`,
    });
}

/** A call of the bot to where the activity came from. */
async function callBack(activity: Activity, method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${activity.serviceUrl}v3/conversations/${conversationOf(activity)}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function conversationOf({ conversation }: Activity): string {
  return typeof conversation === 'object' && conversation !== null && 'id' in conversation
    ? String(conversation.id)
    : '';
}

interface Setup {
  readonly root: string;
  readonly line: DirectLine;
  readonly bot: EchoBot;
  readonly clock: { now: number };
}

const minute = 60_000;

async function aLine(options: Partial<DirectLineOptions> = {}): Promise<Setup> {
  const bot = await anEchoBot();
  const clock = { now: Date.UTC(2026, 10, 23, 12) };
  const line = directLine({ botUrl: bot.url, now: () => clock.now, ...options });
  return { root: await serve(express().use(line.router)), line, bot, clock };
}

const alice = { id: 'dl_alice', name: 'Alice' };
const says = (text: string, from = alice): Activity => ({ type: 'message', text, from });
const textsOf = (activities: readonly Activity[]) => activities.map(({ text }) => text);
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

describe('a conversation over Direct Line', () => {
  it('starts with a token, and once only', async () => {
    const { root } = await aLine();
    const generated = await request(root).post('/v3/directline/tokens/generate').send({ user: alice });
    expect(generated.status).toBe(200);
    expect(generated.body).toEqual({
      conversationId: expect.stringMatching(/^[\w-]{22}$/),
      token: expect.any(String),
      expires_in: 1_800,
    });
    const start = () => request(root).post('/v3/directline/conversations').set(bearer(generated.body.token));
    const started = await start();
    expect(started.status).toBe(201);
    expect(started.body.conversationId).toBe(generated.body.conversationId);
    expect(started.body).not.toHaveProperty('streamUrl');
    expect((await start()).status).toBe(200);
  });

  it('starts without a token too, each time another one', async () => {
    const { root } = await aLine();
    const one = await request(root).post('/v3/directline/conversations');
    const other = await request(root).post('/v3/directline/conversations').set(bearer('SECRET'));
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(one.body.conversationId).not.toBe(other.body.conversationId);
  });

  it('tells the bot at once of itself and of a person whom the token names', async () => {
    const { root, bot } = await aLine();
    const client = await startConversation({ root, user: alice, locale: 'ti' });
    expect(bot.heard).toHaveLength(1);
    expect(bot.heard[0]).toMatchObject({
      type: 'conversationUpdate',
      channelId: 'directline',
      serviceUrl: `${root}/`,
      conversation: { id: client.conversationId },
      recipient: { id: 'bot' },
      from: alice,
      locale: 'ti',
      timestamp: '2026-11-23T12:00:00.000Z',
      membersAdded: [{ id: 'bot' }, alice],
    });
    expect(textsOf(await client.receive())).toEqual(['welcome']);
  });

  it('tells the bot of a person nobody named before the first thing she says', async () => {
    const { root, bot } = await aLine();
    const client = await startConversation({ root });
    const [alone] = bot.heard;
    expect(alone).toMatchObject({ from: { id: client.conversationId }, membersAdded: [{ id: 'bot' }] });
    expect(await client.receive()).toEqual([]);
    await client.send(says('hello'));
    await client.send(says('again'));
    expect(bot.heard.slice(1).map(({ type }) => type)).toEqual(['conversationUpdate', 'message', 'message']);
    expect(bot.heard[1]?.membersAdded).toEqual([alice]);
    expect(textsOf(await client.receive())).toEqual([
      'welcome',
      'hello',
      'dl_alice said hello',
      'again',
      'dl_alice said again',
    ]);
  });

  it('passes on what is said as a whole activity, and numbers what comes', async () => {
    const { root, bot } = await aLine();
    const client = await startConversation({ root, user: alice });
    const value = { opaque: ['1', 2] };
    const channelData = { wegwijzer: { cards: false } };
    const id = await client.send({ type: 'message', value, channelData, locale: 'fa', replyToId: 'x', from: alice });
    expect(id).toBe(`${client.conversationId}|0000001`);
    expect(bot.heard.at(-1)).toMatchObject({
      id,
      type: 'message',
      value,
      channelData,
      locale: 'fa',
      replyToId: 'x',
      channelId: 'directline',
      conversation: { id: client.conversationId },
      recipient: { id: 'bot' },
      from: alice,
    });
    const [, , reply] = await client.receive();
    expect(reply).toMatchObject({ id: `${client.conversationId}|0000002`, replyToId: id, from: { id: 'bot' } });
  });

  it('lets nobody speak as somebody other than the token names', async () => {
    const { root, bot } = await aLine();
    const client = await startConversation({ root, user: alice });
    await client.send(says('hello', { id: 'mallory', name: 'Mallory' }));
    expect(bot.heard.at(-1)?.from).toEqual(alice);
  });

  it('gives what came after a watermark, and everything without one', async () => {
    const { root } = await aLine();
    const { body } = await request(root).post('/v3/directline/conversations').send({ user: alice });
    const activities = `/v3/directline/conversations/${body.conversationId}/activities`;
    const poll = (query: string) => request(root).get(`${activities}${query}`).set(bearer(body.token));
    const first = await poll('');
    expect(first.body).toMatchObject({ watermark: '1', activities: [{ text: 'welcome' }] });
    await request(root).post(activities).set(bearer(body.token)).send(says('hello'));
    const second = await poll(`?watermark=${first.body.watermark}`);
    expect(second.body.watermark).toBe('3');
    expect(textsOf(second.body.activities)).toEqual(['hello', 'dl_alice said hello']);
    expect((await poll('?watermark=3')).body).toEqual({ activities: [], watermark: '3' });
    expect((await poll('?watermark=-')).body.activities).toHaveLength(3);
    expect((await poll('?watermark=half')).status).toBe(400);
  });

  it('keeps conversations apart', async () => {
    const { root } = await aLine();
    const bob = { id: 'dl_bob', name: 'Bob' };
    const [one, other] = await Promise.all([alice, bob].map((user) => startConversation({ root, user })));
    if (one === undefined || other === undefined) throw new Error('two were started');
    await Promise.all([one.send(says('a secret')), other.send(says('something', bob))]);
    expect(textsOf(await one.receive())).toEqual(['welcome', 'a secret', 'dl_alice said a secret']);
    expect(textsOf(await other.receive())).toEqual(['welcome', 'something', 'dl_bob said something']);
  });

  it('does not keep typing, which nobody gets by asking', async () => {
    const { root, bot, line } = await aLine();
    const client = await startConversation({ root, user: alice });
    await client.send({ type: 'typing', from: alice });
    expect(bot.heard.at(-1)?.type).toBe('typing');
    const [update] = bot.heard;
    if (update === undefined) throw new Error('the bot heard nothing');
    await callBack(update, 'POST', '/activities', { type: 'typing' });
    expect(textsOf(await client.receive())).toEqual(['welcome']);
    expect(line.calls.map(({ body }) => activityShape.parse(body).type)).toEqual(['message', 'typing']);
  });

  it('can be taken up again', async () => {
    const { root } = await aLine();
    const { body } = await request(root).post('/v3/directline/conversations').send({ user: alice });
    const again = await request(root)
      .get(`/v3/directline/conversations/${body.conversationId}?watermark=1`)
      .set(bearer(body.token));
    expect(again.body).toMatchObject({ conversationId: body.conversationId, token: expect.any(String) });
  });
});

describe('a bot that fails', () => {
  it('gives 502 when it refuses, with what it said', async () => {
    const { root, bot } = await aLine();
    const client = await startConversation({ root, user: alice });
    bot.status = 500;
    await expect(client.send(says('hello'))).rejects.toMatchObject({ status: 502, code: 'BotError' });
    const { body } = await request(root).post('/v3/directline/conversations').send({ user: alice });
    const posted = await request(root)
      .post(`/v3/directline/conversations/${body.conversationId}/activities`)
      .set(bearer(body.token))
      .send(says('hello'));
    expect(posted.body).toEqual({
      error: { code: 'BotError', message: 'Failed to send activity: bot returned an error' },
      httpStatusCode: 500,
    });
  });

  it('gives 502 when it is away; the conversation itself starts', async () => {
    const { root } = await aLine({ botUrl: 'http://127.0.0.1:9/api/messages' });
    const client = await startConversation({ root });
    await expect(client.send(says('hello'))).rejects.toMatchObject({ status: 502, code: 'BotError' });
  });

  it('gives 502 when it takes too long', async () => {
    const silent = await serve(express().post('/api/messages', () => undefined));
    const { root } = await aLine({ botUrl: `${silent}/api/messages`, limits: { botMs: 50 } });
    const client = await startConversation({ root, user: alice });
    await expect(client.send(says('hello'))).rejects.toThrow('bot timed out');
  });

  it('hears again of a person whose coming it did not take', async () => {
    const { root, bot } = await aLine();
    const client = await startConversation({ root });
    bot.status = 503;
    await expect(client.send(says('hello'))).rejects.toMatchObject({ status: 502 });
    bot.status = 200;
    await client.send(says('hello'));
    expect(bot.heard.map(({ type }) => type)).toEqual([
      'conversationUpdate',
      'conversationUpdate',
      'conversationUpdate',
      'message',
    ]);
  });

  it('must be on this machine', () => {
    expect(() => directLine({ botUrl: 'https://bot.example/api/messages' })).toThrow('on this machine');
  });
});

describe('what the bot sent', () => {
  it('cannot be replaced or deleted over Direct Line', async () => {
    const { root, bot, line } = await aLine();
    const client = await startConversation({ root, user: alice });
    const [{ id = '' } = {}] = await client.receive();
    const [update] = bot.heard;
    if (update === undefined) throw new Error('the bot heard nothing');
    for (const method of ['PUT', 'DELETE']) {
      const refused = await callBack(update, method, `/activities/${id}`, { type: 'message', text: 'other' });
      expect(refused.status).toBe(405);
      expect(await refused.json()).toEqual({
        error: { code: 'BadArgument', message: 'This channel does not support this operation' },
      });
    }
    expect(textsOf(line.history(client.conversationId))).toEqual(['welcome']);
    expect(await client.receive()).toEqual([]);
  });

  it('can be replaced and deleted in Teams, and who looks again learns of it', async () => {
    const { root, bot, line } = await aLine({ channel: 'msteams' });
    const client = await startConversation({ root, user: alice });
    const before = await client.send(says('hello'));
    const [update] = bot.heard;
    if (update === undefined) throw new Error('the bot heard nothing');
    const id = line.history(client.conversationId).find(({ from }) => from?.id === 'bot')?.id ?? '';
    await client.receive();

    const replaced = await callBack(update, 'PUT', `/activities/${id}`, { type: 'message', text: 'changed' });
    expect([replaced.status, await replaced.json()]).toEqual([200, { id }]);
    expect(textsOf(line.history(client.conversationId))).toEqual(['hello', 'changed']);
    expect(await client.receive()).toMatchObject([{ id, text: 'changed', from: { id: 'bot' } }]);

    expect((await callBack(update, 'DELETE', `/activities/${id}`)).status).toBe(200);
    expect(line.history(client.conversationId).map((activity) => activity.id)).toEqual([before]);
    expect(await client.receive()).toMatchObject([{ id, type: 'messageDelete' }]);

    expect((await callBack(update, 'DELETE', `/activities/${id}`)).status).toBe(404);
    expect((await callBack(update, 'PUT', '/activities/none', { type: 'message' })).status).toBe(404);
    expect(line.calls.map(({ method, path }) => `${method} ${path.replaceAll(client.conversationId, 'C')}`)).toEqual([
      `POST /v3/conversations/C/activities/${before}`,
      `PUT /v3/conversations/C/activities/${id}`,
      `DELETE /v3/conversations/C/activities/${id}`,
      `DELETE /v3/conversations/C/activities/${id}`,
      'PUT /v3/conversations/C/activities/none',
    ]);
  });

  it('goes nowhere when there is no such conversation', async () => {
    const { root } = await aLine();
    const sent = await request(root).post('/v3/conversations/none/activities').send({ type: 'message' });
    expect([sent.status, sent.body.error.code]).toEqual([404, 'ConversationNotFound']);
  });
});

describe('Teams', () => {
  it('says that the bot was added, and by whom, and what stands around each message', async () => {
    const { root, bot } = await aLine({ channel: 'msteams', serviceUrl: 'http://127.0.0.1:1/teams/' });
    // It takes what comes and answers nothing: nobody listens at that address.
    bot.status = 202;
    const client = await startConversation({ root, user: alice, locale: 'nl' });
    await client.send({ ...says('hello'), locale: 'nl' });
    expect(bot.heard.map(({ type }) => type)).toEqual(['conversationUpdate', 'installationUpdate', 'message']);
    expect(bot.heard[0]).toMatchObject({ channelId: 'msteams', membersAdded: [{ id: 'bot' }] });
    expect(bot.heard[2]).toMatchObject({
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1:1/teams/',
      conversation: { id: client.conversationId, conversationType: 'personal', tenantId: expect.any(String) },
      channelData: { tenant: { id: expect.any(String) } },
      from: { ...alice, aadObjectId: expect.any(String) },
      entities: [{ type: 'clientInfo', locale: 'nl' }],
    });
  });
});

describe('what is refused', () => {
  it('is a conversation without its own token', async () => {
    const { root } = await aLine();
    const { body: one } = await request(root).post('/v3/directline/conversations');
    const { body: other } = await request(root).post('/v3/directline/conversations');
    const path = `/v3/directline/conversations/${one.conversationId}/activities`;
    const withHeader = (headers: Record<string, string>) => request(root).get(path).set(headers);
    expect((await withHeader({})).status).toBe(401);
    expect((await withHeader(bearer('SECRET'))).status).toBe(401);
    expect((await withHeader(bearer(other.token))).status).toBe(403);
    expect((await withHeader(bearer(`${one.token}x`))).status).toBe(403);
    expect((await withHeader(bearer(one.token))).status).toBe(200);
  });

  it('is a token whose time is over; before, it can be renewed', async () => {
    const { root, clock } = await aLine({ limits: { idleMs: 600 * minute } });
    const { body } = await request(root).post('/v3/directline/conversations');
    const path = `/v3/directline/conversations/${body.conversationId}/activities`;
    const refresh = (token: string) => request(root).post('/v3/directline/tokens/refresh').set(bearer(token));
    clock.now += 29 * minute;
    const renewed = await refresh(body.token);
    expect(renewed.body).toMatchObject({ conversationId: body.conversationId, expires_in: 1_800 });
    clock.now += minute;
    const late = await request(root).get(path).set(bearer(body.token));
    expect([late.status, late.body.error.code]).toEqual([403, 'TokenExpired']);
    expect((await refresh(body.token)).status).toBe(403);
    expect((await request(root).get(path).set(bearer(renewed.body.token))).status).toBe(200);
  });

  it('is a body that is too large or cannot be read', async () => {
    const { root, bot } = await aLine({ limits: { bodyBytes: 1_000 } });
    const { body } = await request(root).post('/v3/directline/conversations');
    const path = `/v3/directline/conversations/${body.conversationId}/activities`;
    const send = (sent: string | object, type = 'application/json') =>
      request(root).post(path).set(bearer(body.token)).set('Content-Type', type).send(sent);
    const large = await send(says('x'.repeat(1_000)));
    expect([large.status, large.body.error.code]).toEqual([413, 'MessageSizeTooBig']);
    expect((await send('{')).status).toBe(400);
    expect((await send('{}')).status).toBe(400);
    expect((await send('[]')).status).toBe(400);
    expect((await send('type=message', 'text/plain')).status).toBe(400);
    const nobody = await send({ type: 'message', text: 'hello' });
    expect([nobody.status, nobody.body.error.code]).toEqual([400, 'MissingProperty']);
    const fromBot = await request(root)
      .post(`/v3/conversations/${body.conversationId}/activities`)
      .send(says('x'.repeat(1_000)));
    expect(fromBot.status).toBe(413);
    expect(bot.heard).toHaveLength(1);
  });

  it('is everybody who does not ask for this machine by its own names', async () => {
    const { root } = await aLine();
    const asked = await request(root).post('/v3/directline/conversations').set('Host', 'wegwijzer.example');
    expect([asked.status, asked.body.error.code]).toEqual([403, 'Forbidden']);
  });
});

describe('what is kept', () => {
  it('is so many conversations; the one unused for longest makes room', async () => {
    const { root } = await aLine({ limits: { conversations: 2 } });
    const first = await startConversation({ root, user: alice });
    const second = await startConversation({ root, user: alice });
    await first.receive();
    await startConversation({ root, user: alice });
    await expect(second.receive()).rejects.toMatchObject({ status: 404, code: 'ConversationNotFound' });
    expect(textsOf(await first.receive())).toEqual([]);
  });

  it('is so many activities of each, and so many calls', async () => {
    const { root, line } = await aLine({ limits: { activities: 3, calls: 2 } });
    const client = await startConversation({ root, user: alice });
    for (const text of ['one', 'two', 'three']) await client.send(says(text));
    expect(textsOf(await client.receive())).toEqual(['dl_alice said two', 'three', 'dl_alice said three']);
    expect(await client.send(says('four'))).toBe(`${client.conversationId}|0000007`);
    expect(line.calls).toHaveLength(2);
  });

  it('is gone when nobody used it for a while', async () => {
    const { root, clock, line } = await aLine();
    const used = await startConversation({ root, user: alice });
    const unused = await startConversation({ root, user: alice });
    clock.now += 20 * minute;
    await used.receive();
    clock.now += 10 * minute - 1;
    await used.receive();
    // The clock of the client stands still, so its token is renewed by nobody: the history shows what is left.
    clock.now += 1;
    expect(line.history(unused.conversationId)).toEqual([]);
    expect(line.history(used.conversationId)).toHaveLength(1);
  });
});
