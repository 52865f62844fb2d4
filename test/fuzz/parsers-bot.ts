/** What comes in from chat programs, before and behind the door. */
import { randomBytes } from 'node:crypto';
import { codesOf } from '../../src/bot/bot.ts';
import { commandReader } from '../../src/bot/command-reader.ts';
import {
  type IncomingActivity,
  incomingOf,
  isGroup,
  isTeams,
  readActivity,
  tenantsOf,
} from '../../src/bot/incoming.ts';
import { routeLineReader } from '../../src/bot/route-line.ts';
import { serviceSearch } from '../../src/bot/service-search.ts';
import { unpackSession } from '../../src/bot/session.ts';
import type { Who } from '../../src/core/situation.ts';
import { conversationsIn, roomBytes } from '../../src/storage/conversations.ts';
import { memoryStore } from '../../src/storage/memory.ts';
import type { Store } from '../../src/storage/store.ts';
import { library, monday } from '../support/content.ts';
import { brokenBytes, brokenValue } from './breaking.ts';
import { type Outcome, type Parser, parser } from './parser.ts';
import type { Random } from './random.ts';
import { anyValues, languages, nearly, typedLine, typedPlaces, writtenInput } from './shapes.ts';

const outcome = (isTaken: boolean): Outcome => (isTaken ? 'taken' : 'refused');

const commandWords = [...library().commands.values()].flatMap((words) =>
  (['stop', 'back', 'restart', 'language', 'route'] as const).flatMap((name) => words[name]),
);
const aboutWords = [...library().commands.values()].flatMap(({ about = {}, years = [] }) => [
  ...Object.values(about).flat(),
  ...years,
]);

function routeLine(random: Random): string {
  const words = [random.pick(typedPlaces), ...random.some(4, () => random.pick(aboutWords)), String(random.below(40))];
  return words.join(random.pick([' ', ', ', '  ']));
}

/** An activity as Teams or Direct Line sends it, answered in the response. */
export function anActivity(random: Random): Record<string, unknown> {
  const teams = random.chance(0.4);
  const type = random.pick([
    'message',
    'message',
    'message',
    'invoke',
    'conversationUpdate',
    'endOfConversation',
    'installationUpdate',
    'typing',
  ]);
  const said: readonly (() => object)[] = [
    () => ({ text: typedLine(random) }),
    () => ({ text: `route ${routeLine(random)}` }),
    () => ({ text: random.pick(commandWords) }),
    () => ({ text: `<at>Wegwijzer</at>&nbsp;${typedLine(random)}` }),
    () => ({ value: { input: writtenInput(random), at: 'none' } }),
    () => ({ text: JSON.stringify({ input: writtenInput(random), at: '0-0' }) }),
    () => ({ attachments: [{ contentType: random.pick(['image/png', 'text/html']) }] }),
    () => ({
      name: 'composeExtension/query',
      value: { commandId: 'findService', parameters: [{ name: 'search', value: random.pick(typedPlaces) }] },
    }),
    () => ({ membersAdded: [{ id: 'user' }], action: random.pick(['add', 'remove']) }),
  ];
  return {
    type,
    id: `activity-${random.below(1000)}`,
    channelId: teams ? random.pick(['msteams', 'msteams:COPILOT']) : 'directline',
    conversation: {
      id: `talk-${random.below(500)}`,
      ...(teams
        ? { conversationType: random.pick(['personal', 'channel']), tenantId: 'a-tenant', isGroup: false }
        : {}),
    },
    from: { id: 'user' },
    recipient: { id: 'bot' },
    deliveryMode: 'expectReplies',
    locale: random.pick(languages),
    ...(teams ? { channelData: { tenant: { id: 'a-tenant' } } } : {}),
    ...random.pick(said)(),
  };
}

/**
 * The same, broken. Where it names an address for the answer it is one that the bot does not know: a real answer would go
 * out into the network.
 */
export function aBrokenActivity(random: Random): unknown {
  const value = brokenValue(random, anActivity(random), 0.05);
  return random.chance(0.02) && typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value, serviceUrl: 'https://stranger.example/' }
    : value;
}

function readWhole(activity: IncomingActivity): void {
  incomingOf(activity);
  isTeams(activity);
  isGroup(activity);
  tenantsOf(activity);
}

const secret = randomBytes(32);

/** What is written of a conversation, and the store it was written to. */
async function anEntry(): Promise<{ readonly entry: Buffer; readonly store: Store }> {
  const store = memoryStore({ now: () => 0 });
  let entry: Buffer = Buffer.alloc(0);
  const watched: Store = {
    ...store,
    replace: async (_name, _before, after) => {
      entry = after ?? entry;
      return true;
    },
  };
  const { save } = await conversationsIn({ store: watched, secrets: [secret], random: randomBytes }).open('talk');
  await save(Buffer.alloc(roomBytes, 7));
  return { entry, store };
}

const helpers: readonly Who[] = ['key-person', 'professional', 'unknown'];

export const botParsers: readonly Parser[] = [
  parser('activities', [2_000, 60_000], () => ({
    make: (random) => (random.chance(0.1) ? random.pick(anyValues) : aBrokenActivity(random)),
    take: (value) => {
      const activity = readActivity(value);
      if (activity !== null) readWhole(activity);
      return outcome(activity !== null);
    },
  })),
  parser('words that steer a talk', [2_000, 50_000], () => {
    const read = commandReader(library());
    return {
      make: (random) =>
        nearly(random, [random.pick(commandWords), `route ${routeLine(random)}`, '112', typedLine(random)], 2_000),
      take: (text) => outcome(read(text) !== null),
    };
  }),
  parser('routes asked for in one line', [500, 20_000], () => {
    const read = routeLineReader(library());
    return {
      make: (random) => ({
        line: nearly(random, [routeLine(random)], 2_000),
        lang: random.pick(languages),
        usual: random.pick(helpers),
      }),
      take: ({ line, lang, usual }) => outcome(read(line, lang, usual).situation !== null),
    };
  }),
  parser(
    'searches for a service',
    [300, 10_000],
    () => {
      const search = serviceSearch(library());
      return {
        make: (random) => nearly(random, [...typedPlaces, 'Veilig Thuis', 'LKHA'], 500),
        take: (text) => outcome(search(text, monday).length > 0),
      };
    },
    false,
  ),
  parser(
    'what is kept of a conversation, read back',
    [1_000, 30_000],
    () => {
      const codes = codesOf(library());
      return {
        make: (random) => Buffer.alloc(roomBytes).map(() => (random.chance(0.5) ? random.below(256) : random.below(4))),
        take: (kept) => {
          unpackSession(codes, kept);
          return 'taken';
        },
      };
    },
    false,
  ),
  parser('what is kept of a conversation, as it lies in the store', [500, 20_000], async () => {
    const honest = await anEntry();
    let entry: Buffer | null = null;
    const store: Store = { ...honest.store, read: async () => entry };
    const conversations = conversationsIn({ store, secrets: [secret], random: randomBytes });
    return {
      make: (random) => brokenBytes(random, honest.entry),
      take: async (bytes) => {
        entry = bytes;
        return outcome((await conversations.open('talk')).kept !== null);
      },
    };
  }),
];
