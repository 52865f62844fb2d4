/**
 * Talks by chance, tapped and typed: what every screen of them shows.
 */
import { type Answers, encodeAnswers, maxAnswers } from '../../../src/core/answers.ts';
import { composeRoutes } from '../../../src/core/compose.ts';
import { stillShown, type Turn, take, talk, type View } from '../../../src/core/converse.ts';
import { screenFor } from '../../../src/core/dialog.ts';
import type { WallTime } from '../../../src/core/hours.ts';
import { decodeInput } from '../../../src/core/input.ts';
import type { Option, Reply } from '../../../src/core/reply.ts';
import { routeAsData, routesOf } from '../../../src/core/routes-as-data.ts';
import { circumstances, completeSituation, type Situation, vocabulary } from '../../../src/core/situation.ts';
import { replyTo, type Talk, turnBy } from '../../../src/core/turn.ts';
import { takeTyped } from '../../../src/core/typed.ts';
import { topicNames, type Understood } from '../../../src/core/understand/understood.ts';
import { type Chance, chance } from './chance.ts';
import { dutch, openWorld, unsure } from './world.ts';

/** Numbers each different text once, so that a screen is a short line that names what is on it. */
export class Once {
  private readonly numbers = new Map<string, number>();

  /** `#12` for what this is: JSON without room. */
  of(value: unknown): string {
    const text = JSON.stringify(value) ?? 'undefined';
    const number = this.numbers.get(text) ?? this.numbers.size + 1;
    this.numbers.set(text, number);
    return `#${number}`;
  }

  lines(): readonly string[] {
    return [...this.numbers].map(([text, number]) => `#${number} ${text}`);
  }
}

/** Any quarter of an hour of three years. */
export function momentBy({ number }: Chance): WallTime {
  return { year: 2026 + number(3), month: 1 + number(12), day: 1 + number(28), minutes: 15 * number(96) };
}

/** What a line might be understood as. */
function understoodBy({ number, oneOf }: Chance): Understood {
  const topics = [0, 1, 2].map(() => ({
    topic: oneOf(topicNames),
    score: [0.6, 0.5, 0.3, 0.05, 0.04, 0.02][number(6)] ?? 0,
  }));
  const [best] = topics;
  return {
    lang: 'nl',
    topic: number(3) === 0 ? 'none' : (best?.topic ?? 'none'),
    topics,
    question: number(3) === 0 ? oneOf(['come-back', 'one', 'two', 'menu', 'no-such']) : null,
    urgency: oneOf(['calm', 'urgent', 'emergency'] as const),
    safety: oneOf(['none', 'none', 'ask', 'emergency'] as const),
    selfHarm: number(4) === 0,
    who: oneOf(vocabulary.who),
    age: oneOf([null, 'minor', 'adult'] as const),
    place: oneOf([null, 'GM0153', 'GM9999']),
    confidence: best?.score ?? 0,
  };
}

const typedLines = [
  '',
  ' ',
  '1',
  '2',
  '02',
  '12',
  '100',
  'a1',
  '1a',
  '17',
  ' 18 ',
  'x17',
  '17x',
  '99',
  'ja',
  'Enschede',
  'Bergen',
  'Enscede',
  'Parijs',
  'لاهاي',
  'mijn ouders willen dat ik trouw met mijn neef',
  'nergens',
];

const typedPlaces = [
  'Enschede',
  'Enscede',
  'in Den Haag',
  'Bergen',
  'Bergen aan Zee',
  'Parijs',
  'nergens heen',
  '1012',
  '1184',
  'لاهاي',
  'ik woon in Utrecht en daar slaat hij mij',
  'Alphen',
];

/** A label as somebody might type it. */
function wordsOf(label: string, { oneOf }: Chance): string {
  const [first = '', second = ''] = label.split(' ');
  return oneOf([
    label,
    label.toUpperCase(),
    `  ${label}!`,
    first,
    `${first} ${second}`,
    `${second} ${first}`,
    `${label} ${label}`,
    `niet ${label}`,
  ]);
}

function typedBy(options: readonly Option[], by: Chance): string {
  return by.number(2) === 0 && options.length > 0 ? wordsOf(by.oneOf(options).label, by) : by.oneOf(typedLines);
}

function screenLine(once: Once, reply: Reply): string {
  const { parts, options, back, numbers, answered, typing, ...rest } = reply;
  const list = (name: string, values: readonly unknown[]): string =>
    `${name} ${values.map((one) => once.of(one)).join(' ')}`;
  return [
    list('says', parts),
    list('asks', options),
    list('after', answered),
    list('and', [back, numbers, typing, rest]),
  ].join('; ');
}

/** One more turn: mostly a button of the screen, now and then something typed, or what no screen of ours would send. */
function nextTurn(talking: Talk, turn: Turn, reply: Reply, by: Chance): readonly [what: string, next: Turn] {
  const { number, oneOf } = by;
  const { dialogs } = talking.content;
  const asksPlace = reply.typing?.label.startsWith('place-label') === true;
  const kind = asksPlace && number(4) > 0 ? 8 : number(12);
  if (kind < 8 && reply.options.length > 0) {
    const { input } = oneOf(reply.options);
    const decoded = decodeInput(input);
    return [input, decoded === null ? turn : turnBy(talking, turn, decoded)];
  }
  if (kind < 10) {
    const text = asksPlace ? oneOf(typedPlaces) : typedBy(reply.options, by);
    const understood = number(3) === 0 ? null : understoodBy(by);
    const listener = {
      dialogs,
      visitable: talking.visitable,
      searchPlace: talking.searchPlace,
      understand: understood === null ? null : () => understood,
      numbered: number(2) === 0,
    };
    return [
      `"${text}" ${JSON.stringify(understood)} ${listener.numbered}`,
      takeTyped(listener, turn, reply.options, text),
    ];
  }
  const stray = oneOf([
    'back:0',
    `back:${turn.answers.length}`,
    'choose:who=self',
    'choose:theme=coming-out',
    'choose:municipality=GM0153',
    'choose:municipality=GM9999',
    'choose:place=GM0518',
    'choose:ask-1=option-1',
    'choose:ask-2=GM0002',
    'facts:age=minor',
    'facts:selfHarm=true',
    'facts:circumstance=pregnant,who=self',
    'facts:urgency=emergency',
    'facts:no-such=yes',
    'visit:menu',
    'visit:no-such',
    'language:en',
    'nothing',
  ]);
  const decoded = decodeInput(stray);
  return [stray, decoded === null ? turn : take(dialogs, talking.visitable, turn.answers, decoded)];
}

/** So many talks of so many turns, each in the world that is opened for it. */
export function talksIn(open: (seed: number) => Talk, count: number, turns: number): readonly string[] {
  const once = new Once();
  const screens: string[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const talking = open(seed);
    const by = chance(seed);
    const texts = seed % 3 === 0 ? unsure : dutch;
    // Some came from the site of a municipality.
    const usual: View = seed % 5 === 0 ? { type: 'talk', nearby: by.oneOf(['GM0153', 'GM0002', 'GM9999']) } : talk;
    let turn: Turn = { answers: [], view: usual };
    screens.push(`talk ${seed}`);
    for (let at = 0; at < turns; at++) {
      const moment = momentBy(by);
      const reply = replyTo(talking, texts, turn, moment);
      screens.push(`  ${encodeAnswers(turn.answers)} ${once.of(turn.view)}: ${screenLine(once, reply)}`);
      const [what, next] = nextTurn(talking, turn, reply, by);
      screens.push(`  > ${what}`);
      const shown = stillShown(talking.content.dialogs, talking.visitable, next);
      turn = shown.view.type === 'talk' ? { ...shown, view: usual } : shown;
    }
  }
  return [...screens, ...once.lines()];
}

/** Talks in the world that stands still. */
export function talks(count: number, turns: number): readonly string[] {
  const world = openWorld();
  return talksIn(() => world, count, turns);
}

/** Any situation, and now and then one in a municipality. */
export function situationBy({ oneOf, number }: Chance): Situation {
  const known = Object.fromEntries(
    Object.entries(vocabulary).map(([fact, values]) => [
      fact,
      fact === 'selfHarm' ? number(5) === 0 : oneOf<string | boolean>(values),
    ]),
  );
  const municipality = oneOf([undefined, 'GM0153', 'GM0518', 'GM0014', 'GM9999']);
  return completeSituation({
    // Every value was taken from the vocabulary of its fact.
    ...(known as Partial<Situation>),
    circumstance: number(2) === 0 ? [] : [oneOf(circumstances), oneOf(circumstances)],
    ...(municipality === undefined ? {} : { municipality }),
  });
}

/** The routes of so many situations, as data and as cards; and what their screens know. */
export function routes(count: number): readonly string[] {
  const { content } = openWorld();
  const once = new Once();
  const by = chance(2026);
  const lines = Array.from({ length: count }, () => {
    const situation = situationBy(by);
    const at = momentBy(by);
    const data = routesOf(content, situation, at).map((route) => once.of(routeAsData(route, dutch)));
    const cards = composeRoutes(content, by.oneOf([dutch, unsure]), situation, at).routes.map((card) => once.of(card));
    return `${JSON.stringify(situation)} ${JSON.stringify(at)}: ${data.join(' ')}; ${cards.join(' ')}`;
  });
  return [...lines, ...once.lines()];
}

/** Answers up to the bound and over it: what is still taken. */
export function longTalks(): readonly string[] {
  const { content, visitable } = openWorld();
  const said = (count: number): Answers => Array.from({ length: count }, () => ({ fact: 'who', value: 'self' }));
  return [maxAnswers - 2, maxAnswers - 1, maxAnswers, maxAnswers + 1].flatMap((count) =>
    ['choose:theme=coming-out', 'facts:age=minor', 'facts:age=minor,where=nl', 'facts:who=self', `back:${count}`].map(
      (input) => {
        const decoded = decodeInput(input);
        const turn = decoded === null ? null : take(content.dialogs, visitable, said(count), decoded);
        return `${count} ${input}: ${turn === null ? 'none' : `${turn.answers.length} ${JSON.stringify(turn.answers.at(-1))}`}`;
      },
    ),
  );
}

/** What is known and still open at each step of talks in which the answers come in any order, known or not. */
export function positions(count: number): readonly string[] {
  const { content } = openWorld();
  const by = chance(7);
  return Array.from({ length: count }, () => {
    const answers = Array.from({ length: by.number(7) }, () => {
      const fact = by.oneOf([
        ...Object.keys(vocabulary),
        'circumstance',
        'municipality',
        'danger',
        'dark-thoughts',
        'no-such',
      ]);
      // Among the names are some that are no facts.
      const values: readonly string[] = (vocabulary as Readonly<Record<string, readonly string[]>>)[fact] ?? [
        'yes',
        'GM0153',
        'pregnant',
        'no',
      ];
      return { fact, value: by.oneOf(values) };
    });
    const {
      situation,
      known,
      emergency,
      question,
      options,
      tells,
      topics,
      offers,
      routes: shown,
      routesAreNew,
      given,
    } = screenFor(content.dialogs, answers);
    return JSON.stringify([
      encodeAnswers(answers),
      situation,
      known,
      emergency,
      question?.id ?? null,
      options.map(({ id }) => id),
      tells.map(({ id }) => id),
      topics.map(({ id }) => id),
      offers.map(({ id }) => id),
      shown,
      routesAreNew,
      given.map(({ index }) => index),
    ]);
  });
}
