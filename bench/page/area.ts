/**
 * A turn of the page without JavaScript: a form is posted and the next page comes back, packed. Beside servers that do
 * nothing but answer as many bytes.
 */
import { Agent, request } from 'node:http';
import { decodeAnswers } from '../../src/core/answers.ts';
import { encodeInput } from '../../src/core/input.ts';
import { end, inside, processorTime, start } from '../beside/child.ts';
import { type Row, roundsRow } from '../beside/row.ts';
import { spread } from '../beside/side-by-side.ts';

const rounds = 7;
const postsARound = 800;
/** Everybody sends the next form when the page of the last one has come. */
const people = 8;
const warmUpPosts = 800;

const answers =
  decodeAnswers(
    'who=self,theme=forced-marriage,where=nl,marriage-now=pressure,age=adult,key-person-safe=nobody,municipality=GM0855',
  ) ?? [];

const lines = new Agent({ keepAlive: true, maxSockets: people });

interface Answered {
  readonly body: Buffer;
  readonly milliseconds: number;
}

/** @throws Error when it is not answered with a page */
function post(port: number, form: string, encoding: 'br' | 'identity'): Promise<Answered> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(form),
      'accept-encoding': encoding,
      accept: 'text/html',
    };
    const call = request({ agent: lines, host: '127.0.0.1', port, path: '/', method: 'POST', headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const body = Buffer.concat(pieces);
        const milliseconds = performance.now() - started;
        if (response.statusCode === 200 && body.length > 0) resolve({ body, milliseconds });
        else reject(new Error(`a page turn was answered with ${response.statusCode}`));
      });
    });
    call.on('error', reject);
    call.end(form);
  });
}

/** The forms of one whole talk: what is sealed in them comes from the server, and may be sent again. */
async function formsOf(port: number): Promise<readonly string[]> {
  const forms: string[] = [];
  let state = '';
  for (const answer of answers) {
    const form = new URLSearchParams({ state, lang: 'nl', input: encodeInput({ type: 'choose', answer }) }).toString();
    const { body } = await post(port, form, 'identity');
    forms.push(form);
    const sealed = /name="state" value="([^"]+)"/.exec(body.toString())?.[1];
    if (sealed === undefined || sealed === state) throw new Error(`the page did not go on after ${answer.fact}`);
    state = sealed;
  }
  return forms;
}

interface Load {
  readonly perSecond: number;
  readonly times: readonly number[];
}

async function load(port: number, forms: readonly string[], posts: number): Promise<Load> {
  const started = performance.now();
  const times: number[] = [];
  let next = 0;
  const person = async (): Promise<void> => {
    while (next < posts) times.push((await post(port, forms[next++ % forms.length] ?? '', 'br')).milliseconds);
  };
  await Promise.all(Array.from({ length: people }, person));
  const seconds = (performance.now() - started) / 1000;
  // A server closes lines that stay silent while others are measured, perhaps just when one is to be used again.
  lines.destroy();
  return { perSecond: posts / seconds, times: times.sort((one, other) => one - other) };
}

interface Measured {
  readonly perSecond: number[];
  readonly p50: number[];
  readonly p99: number[];
  /** Milliseconds of processor a turn. */
  readonly processor: number[];
}

export async function pageRows(): Promise<readonly Row[]> {
  const ours = await start([...inside, '--enable-source-maps', 'dist/cli/main.js', 'serve'], {
    BOT: 'off',
    REQUESTS_PER_MINUTE: '1000000',
  });
  const forms = await formsOf(ours.port);
  const sizes = await Promise.all(forms.map(async (form) => (await post(ours.port, form, 'br')).body.length));
  const BYTES = String(Math.round(spread(sizes).median));
  const bare = [...inside, 'dist/bench/bare.mjs'];
  const running = [ours, await start(bare, { BYTES }), await start(bare, { BYTES, WITH: 'express' })];
  const figures = running.map((): Measured => ({ perSecond: [], p50: [], p99: [], processor: [] }));
  for (const { port } of running) await load(port, forms, warmUpPosts);
  for (let round = 0; round < rounds; round++)
    for (const [at, server] of running.entries()) {
      const before = await processorTime(server);
      const { perSecond, times } = await load(server.port, forms, postsARound);
      figures[at]?.processor.push(((await processorTime(server)) - before) / postsARound);
      figures[at]?.perSecond.push(perSecond);
      figures[at]?.p50.push(times[Math.floor(times.length * 0.5)] ?? Number.NaN);
      figures[at]?.p99.push(times[Math.floor(times.length * 0.99)] ?? Number.NaN);
    }
  await Promise.all(running.map(end));
  const [our, ...others] = figures;
  if (our === undefined) throw new Error('nothing was measured');
  return others.flatMap((their, at) => {
    const row = { area: 'page', peer: `${['node:http', 'express'][at]} with ${BYTES} bytes` } as const;
    return [
      roundsRow(
        { ...row, what: `${people} people without pause, turns/s`, better: 'more' },
        our.perSecond,
        their.perSecond,
      ),
      roundsRow({ ...row, what: 'a turn, median, ms', better: 'less' }, our.p50, their.p50),
      roundsRow({ ...row, what: 'a turn, p99, ms', better: 'less' }, our.p99, their.p99),
      roundsRow({ ...row, what: 'a turn, processor, ms', better: 'less' }, our.processor, their.processor),
    ];
  });
}
