/**
 * People who speak with a bot: so many turns as fast as they go, or at a steady pace whatever the bot does.
 */
import { Agent, request } from 'node:http';
import { markOf } from '../../src/bot/turn.ts';
import type { Answer } from '../../src/core/answers.ts';
import { encodeInput } from '../../src/core/input.ts';

export interface Target {
  readonly port: number;
  readonly authorization: string;
}

const lines = new Agent({ keepAlive: true, maxSockets: 64 });

/** One turn: how long it took, in milliseconds. @throws Error when it was not answered well */
function turn({ port, authorization }: Target, body: string): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(
      {
        agent: lines,
        host: '127.0.0.1',
        port,
        path: '/api/messages',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization },
      },
      (response) => {
        let bytes = 0;
        response.on('data', (piece: Buffer) => {
          bytes += piece.length;
        });
        response.on('end', () => {
          if (response.statusCode === 200 && bytes > 100) resolve(performance.now() - started);
          else reject(new Error(`a turn was answered with ${response.statusCode} and ${bytes} bytes`));
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

let made = 0;

const answers: readonly Answer[] = [
  { fact: 'who', value: 'self' },
  { fact: 'theme', value: 'forced-marriage' },
  { fact: 'where', value: 'nl' },
  { fact: 'marriage-now', value: 'pressure' },
  { fact: 'age', value: 'adult' },
];

/** What one person sends, turn after turn: a word, then buttons, the way to the routes. */
const said: readonly object[] = [
  { text: 'hallo' },
  { value: { input: 'bot:agree', at: '0' } },
  ...answers.map((answer, at) => ({
    value: { input: encodeInput({ type: 'choose', answer }), at: markOf(answers.slice(0, at)) },
  })),
];

/** What somebody sends in this turn of this conversation; `message` tells it from all others. */
export function saidBy(conversation: string, turn: number, message = `${conversation}-${turn}`, user = 'u'): object {
  return {
    type: 'message',
    id: message,
    channelId: 'directline',
    conversation: { id: conversation },
    from: { id: user },
    recipient: { id: 'bot' },
    deliveryMode: 'expectReplies',
    locale: 'nl-NL',
    ...said[turn % said.length],
  };
}

/** The messages of so many conversations, those of one in their order. */
export function messages(conversations: number, turns = said.length): readonly string[] {
  const run = ++made;
  return Array.from({ length: turns }, (_, at) =>
    Array.from({ length: conversations }, (_each, one) =>
      JSON.stringify(saidBy(`c${run}-${one}`, at, `m${run}-${one}-${at}`, `u${one}`)),
    ),
  ).flat();
}

/** Turns a second with so many at a time. */
export async function fastest(target: Target, bodies: readonly string[], atATime: number): Promise<number> {
  const started = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) await turn(target, body);
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  return bodies.length / ((performance.now() - started) / 1000);
}

/** How long turns take that come at a steady pace, sorted, in milliseconds. */
export async function steady(target: Target, bodies: readonly string[], perSecond: number): Promise<readonly number[]> {
  const started = performance.now();
  const under: Promise<number>[] = [];
  for (let at = 0; at < bodies.length; at++) {
    const due = started + (at * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    under.push(turn(target, bodies[at] ?? ''));
  }
  return (await Promise.all(under)).sort((one, other) => one - other);
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Lets go of the lines; the next turn opens new ones. */
export function hangUp(): void {
  lines.destroy();
}
