/**
 * Our bot with its memory, without a server around it. Its memory may hold as many conversations as are measured; as it is
 * shipped it keeps 50,000 and lets go of the oldest.
 */
import { randomBytes } from 'node:crypto';
import type { Channel } from '../../src/bot/agents.ts';
import { bot } from '../../src/bot/bot.ts';
import { readActivity } from '../../src/bot/incoming.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { conversationsIn } from '../../src/storage/conversations.ts';
import { memoryStore } from '../../src/storage/memory.ts';
import { saidBy } from '../bot/load.ts';
import { tellHeld } from './held.ts';

const store = memoryStore({ now: Date.now, most: 200_000 });
const conversations = conversationsIn({ store, secrets: [randomBytes(32)], random: randomBytes });
const answerer = bot({
  library: loadLibrary(`${process.cwd()}/`),
  conversations,
  page: () => null,
  now: Date.now,
  failed(error) {
    throw error;
  },
});

let sent = 0;
const channel: Channel = {
  send: async () => {
    sent++;
    return null;
  },
  canChange: false,
  change: async () => undefined,
  remove: async () => undefined,
  answerCall: async () => undefined,
};

await tellHeld({
  async hear(conversation, turn) {
    const activity = readActivity(saidBy(`c${conversation}`, turn));
    const before = sent;
    if (activity !== null) await answerer(activity, channel);
    if (sent === before) throw new Error(`turn ${turn} was not answered`);
  },
});
