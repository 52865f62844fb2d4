/**
 * Everybody who comes to the server, by every door it has, each with a canary in everything she sends.
 */
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { Canaries } from './canaries.ts';

interface Sent {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** One request over the wire, on a connection of its own. */
export function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ port, host: '127.0.0.1', path, method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** What every visitor tells without wanting to. */
function traces(birds: Canaries, door: string): OutgoingHttpHeaders {
  return {
    'x-forwarded-for': birds.address(`address of ${door}`),
    'user-agent': birds.word(`user agent of ${door}`),
    referer: `https://${birds.word(`site before ${door}`)}.example/`,
    cookie: `desk=${birds.word(`cookie of ${door}`)}; other=${birds.word(`other cookie of ${door}`)}`,
    'accept-language': `nl, ${birds.tag(`language of ${door}`)}`,
    'x-request-id': birds.word(`request id of ${door}`),
  };
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };

function fields(values: { readonly [name: string]: string }): string {
  return new URLSearchParams(values).toString();
}

/** A whole talk on the page without scripts, and what goes wrong there. */
async function pageWithoutScripts(port: number, birds: Canaries, door: '/' | '/embed'): Promise<void> {
  const seal = ({ text }: Answer): string => /name="state" value="([^"]*)"/.exec(text)?.[1] ?? '';
  const send = (body: string): Promise<Answer> =>
    ask(port, door, { method: 'POST', headers: { ...traces(birds, door), ...form }, body });
  let page = await ask(port, `${door}?q=${birds.word('query')}`, { headers: traces(birds, door) });
  for (const input of ['choose:who=self', 'choose:theme=coming-out', 'choose:where=nl'])
    page = await send(fields({ state: seal(page), lang: 'nl', input }));
  page = await send(
    fields({ state: seal(page), lang: 'nl', typed: `ik heet ${birds.word('typed text')} en ben bang` }),
  );
  await send(fields({ state: birds.word('a seal of her own making'), lang: birds.word('language code'), typed: 'x' }));
  await send(`${birds.word('a body that is no form')}\0%%%`);
  await send(fields({ typed: birds.word('typed text too long').repeat(4_000) }));
  await ask(port, `/${birds.word('path')}`, { headers: traces(birds, 'a page that is not there') });
  await ask(port, `${door}%E0%A4%A${birds.word('broken path')}`, { headers: traces(birds, 'a broken path') });
  const deleted = birds.word('deleted');
  await ask(port, door, {
    method: 'DELETE',
    // Without its length Node does not say that there is a body.
    headers: { ...traces(birds, door), ...form, 'content-length': String(deleted.length) },
    body: deleted,
  });
}

async function api(port: number, birds: Canaries): Promise<void> {
  const post = (path: string, body: string): Promise<Answer> =>
    ask(port, `/api/v1${path}`, { method: 'POST', headers: { ...traces(birds, 'the API'), ...json }, body });
  await post('/places', JSON.stringify({ text: `${birds.word('typed place')} Enschede` }));
  await post('/routes', JSON.stringify({ theme: birds.word('theme'), [birds.word('property')]: 1 }));
  await post('/routes', JSON.stringify({ theme: 'coming-out', place: birds.word('place of a route') }));
  await post('/routes', `{"theme": "${birds.word('broken JSON')}`);
  await post('/places', JSON.stringify({ text: birds.word('oversized text').repeat(4_000) }));
  await ask(port, `/api/v1/services/${birds.word('id of a service')}`, { headers: traces(birds, 'the API') });
  await ask(port, `/api/v1/hsds/services?page=${birds.word('page')}`, { headers: traces(birds, 'HSDS') });
}

async function desk(port: number, birds: Canaries): Promise<void> {
  const headers = traces(birds, 'the desk');
  const post = (path: string, type: OutgoingHttpHeaders, body: string): Promise<Answer> =>
    ask(port, path, { method: 'POST', headers: { ...headers, ...type, 'sec-fetch-site': 'same-origin' }, body });
  await ask(port, '/desk', { headers });
  await post('/desk', form, fields({ place: birds.word('place at the desk'), theme: birds.word('theme at the desk') }));
  await post('/desk/api/link', json, JSON.stringify({ token: birds.word('link').padEnd(43, 'a') }));
  await post('/desk/api/link', json, `{"token": "${birds.word('broken link')}`);
  await ask(port, '/desk/api/contacts', {
    headers: { ...headers, authorization: `Bearer ${birds.word('token')}.a.b` },
  });
  await post(
    '/desk/data/look',
    { 'content-type': 'multipart/form-data; boundary=b' },
    birds.word('a sheet of a stranger'),
  );
}

/** An activity as Teams sends it, with a name and an id for everybody and everything. */
function activity(birds: Canaries, text: string, conversation: string): string {
  return JSON.stringify({
    type: 'message',
    id: birds.word('id of a message'),
    text,
    channelId: 'directline',
    deliveryMode: 'expectReplies',
    locale: 'nl',
    from: { id: birds.word('id in Teams'), name: birds.word('name in Teams'), aadObjectId: birds.word('account') },
    recipient: { id: 'bot', name: 'bot' },
    conversation: { id: conversation, tenantId: birds.word('tenant'), name: birds.word('name of a conversation') },
    channelData: { tenant: { id: birds.word('tenant in the data') }, note: birds.word('data of the channel') },
  });
}

/** Gives the status of its answer to what a person says in the end. */
async function bot(port: number, birds: Canaries): Promise<number> {
  const post = (body: string): Promise<Answer> =>
    ask(port, '/api/messages', { method: 'POST', headers: { ...traces(birds, 'the bot'), ...json }, body });
  const conversation = birds.word('id of a conversation');
  for (const text of ['hallo', `ik heet ${birds.word('text to the bot')}`, 'route Enschede coming-out', 'stop'])
    await post(activity(birds, text, conversation));
  await post(`{"type": "message", "text": "${birds.word('half an activity')}`);
  await post(JSON.stringify({ type: birds.word('type of an activity') }));
  // A conversation that nobody ends.
  return (await post(activity(birds, 'hallo', birds.word('id of an open conversation')))).status;
}

/** Every door once. Gives the status of the last answer of the bot: what it refuses, it could not have kept. */
export async function visitAllDoors(port: number, birds: Canaries): Promise<number> {
  for (const door of ['/', '/embed'] as const) await pageWithoutScripts(port, birds, door);
  await api(port, birds);
  await desk(port, birds);
  return bot(port, birds);
}

/** A request that never becomes whole: the caller ends it. */
export function half(port: number, birds: Canaries): { readonly end: () => void } {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    `POST / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${birds.address('address of half a request')}\r\nContent-Type: ${form['content-type']}\r\nContent-Length: 900\r\n\r\nlang=nl&typed=${birds.word('half a request')}`,
  );
  return { end: () => socket.destroy() };
}
