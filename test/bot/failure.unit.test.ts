/**
 * When our own code fails: nobody is left without an answer, nobody who reads along learns anything, and what was to be
 * forgotten is forgotten all the same.
 */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Channel } from '../../src/bot/agents.ts';
import { bot } from '../../src/bot/bot.ts';
import { type IncomingActivity, readActivity } from '../../src/bot/incoming.ts';
import type { Outgoing } from '../../src/bot/outgoing.ts';
import type { Library } from '../../src/content/library.ts';
import { conversationsIn } from '../../src/storage/conversations.ts';
import { memoryStore } from '../../src/storage/memory.ts';
import { library } from '../support/content.ts';

let broken: string | null = null;
const sound = library();
/** The library, of which one text cannot be had. */
const fragile: Library = {
  ...sound,
  texts(code, place) {
    const good = sound.texts(code, place);
    return {
      ...good,
      say(key, values) {
        if (key === broken) throw new RangeError('broken on purpose');
        return good.say(key, values);
      },
    };
  },
};

const store = memoryStore({ now: () => 0 });
let brokenCalls: readonly ('read' | 'forget')[] = [];
const unlessBroken = <T>(call: 'read' | 'forget', work: () => Promise<T>): Promise<T> =>
  brokenCalls.includes(call) ? Promise.reject(new Error('broken on purpose')) : work();
const conversations = conversationsIn({
  store: {
    ...store,
    read: (name) => unlessBroken('read', () => store.read(name)),
    forget: (name) => unlessBroken('forget', () => store.forget(name)),
  },
  secrets: [randomBytes(32)],
  random: randomBytes,
});
afterAll(() => conversations.close());
const answer = bot({
  library: fragile,
  conversations,
  page: () => null,
  now: () => 0,
  failed: () => undefined,
});

const sent: Outgoing[] = [];
const removed: string[] = [];
const channel: Channel = {
  canChange: true,
  async send(message) {
    sent.push(message);
    return String(1_700_000_000_000 + sent.length);
  },
  change: async () => undefined,
  async remove(card) {
    removed.push(card);
  },
  answerCall: async () => undefined,
};

async function say(fields: Readonly<Record<string, unknown>>): Promise<void> {
  const activity: IncomingActivity | null = readActivity({
    type: 'message',
    channelId: 'msteams',
    conversation: { id: 'talk' },
    from: { id: 'somebody' },
    recipient: { id: 'bot' },
    serviceUrl: 'https://teams.example/',
    locale: 'nl-NL',
    ...fields,
  });
  if (activity === null) throw new Error('the bot does not read this');
  await answer(activity, channel);
}

beforeEach(() => {
  broken = null;
  brokenCalls = [];
  sent.length = 0;
  removed.length = 0;
});

describe('a bot that fails', () => {
  it('says in a group no more than it ever says there', async () => {
    const group = { conversation: { id: 'group', isGroup: true }, text: 'hallo' };
    await say(group);
    const usual = JSON.stringify(sent[0]);
    expect(usual).not.toContain('Veilig Thuis');
    broken = 'bot:group';
    await say(group);
    expect(sent).toHaveLength(2);
    expect(JSON.stringify(sent[1])).toBe(usual);
  });

  it.each([
    ['by its button', { value: { input: 'bot:stop', at: '' } }],
    ['in words', { text: 'stop' }],
  ])('forgets the talk that somebody stops %s, and takes its card away', async (_how, stopping) => {
    await say({ text: 'hallo' });
    await say({ value: { input: 'bot:agree', at: '0' } });
    expect(store.size).toBeGreaterThan(0);
    const card = String(1_700_000_000_000 + sent.length);
    broken = 'bot:stop.done';
    await say(stopping);
    broken = null;
    expect(JSON.stringify(sent.at(-1))).toContain('0800-2000');
    expect((await conversations.open('talk')).kept).toBeNull();
    expect(removed).toContain(card);
  });

  it.each([
    ['forget', ['forget']],
    ['read', ['read', 'forget']],
  ] as const)('answers "stop" also when the store cannot %s, and hears the same message again', async (what, calls) => {
    await say({ text: 'hallo' });
    sent.length = 0;
    brokenCalls = calls;
    await say({ id: `stop ${what}`, text: 'stop' });
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(sent[0])).toContain('0800-2000');
    brokenCalls = [];
    expect((await conversations.open('talk')).kept).not.toBeNull();
    await say({ id: `stop ${what}`, text: 'stop' });
    expect((await conversations.open('talk')).kept).toBeNull();
  });

  it('remembers nothing of a turn for which it could make no message', async () => {
    await say({ text: 'hallo' });
    const before = (await conversations.open('talk')).kept;
    expect(before).not.toBeNull();
    sent.length = 0;
    broken = 'ui:answered';
    await say({ value: { input: 'bot:agree', at: '0' } });
    broken = null;
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(sent[0])).toContain('0800-2000');
    expect((await conversations.open('talk')).kept).toEqual(before);
  });
});
