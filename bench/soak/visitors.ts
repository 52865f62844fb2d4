/**
 * People who never stop coming: talks on the page without scripts, messages to the bot, questions to the API and the
 * desk, first visits. Each answer is looked at: it has to be a 200, and the three numbers have to stand in it to be tapped.
 */
import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Asked {
  readonly path: string;
  readonly type?: 'form' | 'json';
  readonly body?: string;
  /** What has to stand in the answer. */
  readonly shows: readonly string[];
}

/** One of those who come: asks the next thing, given what she was answered last. */
type Visitor = (before: Answer | null) => Asked;

const addresses = ['tel:112', 'tel:08002000', 'tel:+31247247247'] as const;
/** As a page and the API have them, and as a card of the bot has them. A bare 112 stands in many a hash. */
const links = addresses.map((address) => `"${address}"`);
const cardLinks = addresses.map((address) => `](${address})`);
const contentTypes = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const;

const steps: readonly (readonly [string, string])[] = [
  ['input', 'choose:who=self'],
  ['input', 'choose:theme=forced-marriage'],
  ['input', 'choose:where=nl'],
  ['typed', 'ik moet trouwen met mijn neef'],
  ['input', 'back:2'],
  ['input', 'facts:danger=yes'],
];

/** A talk on the page without scripts, from the first screen to an emergency, and again from the start. */
function onThePage(lang: string): Visitor {
  let step = -1;
  return (before) => {
    step = before === null || before.status !== 200 ? 0 : (step + 1) % (steps.length + 1);
    const said = steps[step - 1];
    if (said === undefined) return { path: `/?lang=${lang}`, shows: links };
    // The first screen has none yet.
    const state = /name="state" value="([^"]*)"/.exec(before?.text ?? '')?.[1] ?? '';
    return {
      path: '/',
      type: 'form',
      body: String(new URLSearchParams({ state, lang, [said[0]]: said[1] })),
      shows: links,
    };
  };
}

const toTheBot: readonly object[] = [
  { text: 'hallo' },
  { value: { input: 'bot:agree', at: '0' } },
  { text: '1' },
  { text: '2' },
  { text: 'route Enschede coming-out' },
  { text: '112' },
  { text: 'stop' },
];
let messages = 0;

/** The same person speaks with the bot again and again, so that what is remembered of her stays one entry. */
function withTheBot(who: number): Visitor {
  let said = 0;
  return () => {
    const saying = toTheBot[said++ % toTheBot.length] ?? {};
    return {
      path: '/api/messages',
      type: 'json',
      body: JSON.stringify({
        type: 'message',
        id: `m${++messages}`,
        ...saying,
        channelId: 'directline',
        deliveryMode: 'expectReplies',
        locale: 'nl',
        from: { id: `u${who}` },
        recipient: { id: 'bot' },
        conversation: { id: `c${who}` },
      }),
      // The card that is left of a talk says nothing of what it was about.
      shows: 'text' in saying && saying.text === 'stop' ? [] : cardLinks,
    };
  };
}

const situations = ['forced-marriage', 'abandonment', 'honour-violence', 'coming-out'].flatMap((theme) =>
  ['urgent', 'calm'].map((urgency) => ({ theme, urgency, place: 'Enschede', lang: 'nl', cards: true })),
);

function atTheApi(): Visitor {
  let asked = 0;
  return () => ({
    path: '/api/v1/routes',
    type: 'json',
    body: JSON.stringify(situations[asked++ % situations.length]),
    shows: links,
  });
}

function atTheDesk(): Visitor {
  const body = String(
    new URLSearchParams({ place: 'Enschede', theme: 'forced-marriage', urgency: 'urgent', age: 'minor' }),
  );
  return () => ({ path: '/desk', type: 'form', body, shows: links });
}

const languages = ['nl', 'en', 'ar', 'tr', 'so', 'ti', 'fa', 'kmr', 'fr', 'uk'];

/** A crowd; of ten who ask, five are on the page, two with the bot, two at the API, one at the desk. */
export function crowd(people: number): readonly Visitor[] {
  return Array.from({ length: people }, (_, one) => {
    const at = one % 10;
    if (at < 5) return onThePage(languages[Math.floor(one / 10) % languages.length] ?? 'nl');
    if (at < 7) return withTheBot(one);
    return at < 9 ? atTheApi() : atTheDesk();
  });
}

/** One question and its answer. */
export interface Turn {
  readonly ms: number;
  /** What was wrong with the answer; null: nothing. */
  readonly wrong: string | null;
  readonly answer: Answer;
}

const lines = new Agent({ keepAlive: true, maxSockets: 64 });

/** Asks, and looks at the answer. Never throws: what broke is what was wrong. */
export function ask(port: number, asked: Asked, again = false): Promise<Turn> {
  const { path, type, body, shows } = asked;
  const started = performance.now();
  return new Promise((resolve) => {
    const done = (answer: Answer, broke: string | null): void => {
      const lacking = shows.filter((one) => !answer.text.includes(one));
      const wrong = broke ?? (answer.status !== 200 ? `${path.split('?')[0]} ${answer.status}` : null);
      resolve({
        ms: performance.now() - started,
        wrong: wrong ?? (lacking.length === 0 ? null : `${path.split('?')[0]} without ${lacking.join(', ')}`),
        answer,
      });
    };
    const call = request(
      {
        // Another line that lay idle may be hung up in the same moment.
        agent: again ? false : lines,
        host: '127.0.0.1',
        port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers:
          type === undefined || body === undefined
            ? {}
            : {
                'content-type': contentTypes[type],
                'content-length': Buffer.byteLength(body),
                'sec-fetch-site': 'same-origin',
              },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
        });
        response.on('end', () => done({ status: response.statusCode ?? 0, text }, null));
      },
    );
    call.setTimeout(30_000, () => call.destroy(new Error('no answer in 30 s')));
    call.on('error', (error) => {
      // The server hung up a line that had been silent, just as it was taken again: browsers then ask once more, on a new one.
      if (call.reusedSocket && !again) {
        askedAgain++;
        resolve(ask(port, asked, true));
      } else done({ status: 0, text: '' }, `${path.split('?')[0]} ${error.message}`);
    });
    call.end(body);
  });
}

let askedAgain = 0;

/** How often a line was hung up and the question asked again. */
export function countAskedAgain(): number {
  return askedAgain;
}

/** Lets go of the lines. */
export function hangUp(): void {
  lines.destroy();
}
