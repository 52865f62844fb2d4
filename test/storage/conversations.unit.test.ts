/**
 * What is kept of a conversation, and what somebody sees who looks into the store.
 */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { conversationsIn, entryBytes, keptMs, roomBytes } from '../../src/storage/conversations.ts';
import { memoryStore } from '../../src/storage/memory.ts';
import type { Store } from '../../src/storage/store.ts';

const random = randomBytes;
const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

/** A store that tells what was written. */
function watched(now = (): number => 0): {
  readonly store: Store;
  readonly written: Map<string, Buffer>;
  readonly lives: number[];
} {
  const memory = memoryStore({ now });
  const written = new Map<string, Buffer>();
  const lives: number[] = [];
  const store: Store = {
    ...memory,
    async replace(name, before, after, livesMs) {
      if (after !== null) written.set(name, after);
      lives.push(livesMs);
      return memory.replace(name, before, after, livesMs);
    },
  };
  return { store, written, lives };
}

const session = Buffer.from('who=self,theme=forced-marriage');

describe('what is kept of a conversation', () => {
  it('is found again by its id, and by no other', async () => {
    const conversations = conversationsIn({ store: memoryStore({ now: () => 0 }), secrets: [first], random });
    expect(await (await conversations.open('a')).save(session)).toBe(true);
    expect((await conversations.open('a')).kept?.subarray(0, session.length)).toEqual(session);
    expect((await conversations.open('b')).kept).toBeNull();
  });

  it('is a hundred bytes, whatever was said, for half an hour', async () => {
    const { store, written, lives } = watched();
    const conversations = conversationsIn({ store, secrets: [first], random });
    for (const kept of [Buffer.alloc(0), session, Buffer.alloc(roomBytes, 7)]) {
      const opened = await conversations.open(`of ${kept.length}`);
      await opened.save(kept);
    }
    expect([...written.values()].map((value) => value.length)).toEqual([100, 100, 100]);
    expect(entryBytes).toBe(100);
    expect(new Set(lives)).toEqual(new Set([keptMs]));
    expect(keptMs).toBe(30 * 60_000);
  });

  it('tells neither the id nor the answers, and never looks the same twice', async () => {
    const { store, written } = watched();
    const conversations = conversationsIn({ store, secrets: [first], random });
    const values: string[] = [];
    for (let times = 0; times < 3; times++) {
      await (await conversations.open('19:meeting_secret@thread.v2')).save(session);
      values.push([...written.values()].map((value) => value.toString('hex')).join());
    }
    const seen = [...written].map(([name, value]) => name + value.toString('latin1')).join();
    expect(seen).not.toMatch(/meeting|thread|self|marriage/);
    expect(new Set(values).size).toBe(3);
  });

  it('cannot be put in the place of another conversation', async () => {
    const { store, written } = watched();
    const conversations = conversationsIn({ store, secrets: [first], random });
    await (await conversations.open('a')).save(session);
    const [value] = written.values();
    await (await conversations.open('b')).save(Buffer.alloc(1));
    const name = [...written.keys()][1] ?? '';
    await store.remove(name);
    await store.replace(name, null, value ?? null, keptMs);
    expect((await conversations.open('b')).kept).toBeNull();
  });

  it('is gone after half an hour without a message', async () => {
    const clock = { now: 0 };
    const conversations = conversationsIn({ store: memoryStore({ now: () => clock.now }), secrets: [first], random });
    await (await conversations.open('a')).save(session);
    clock.now = keptMs - 1;
    await (await conversations.open('a')).save(session);
    clock.now += keptMs - 1;
    expect((await conversations.open('a')).kept).not.toBeNull();
    clock.now += 1;
    expect((await conversations.open('a')).kept).toBeNull();
  });

  it('is written by one of two who read the same', async () => {
    const conversations = conversationsIn({ store: memoryStore({ now: () => 0 }), secrets: [first], random });
    const [one, other] = [await conversations.open('a'), await conversations.open('a')];
    expect([await one.save(session), await other.save(session)]).toEqual([true, false]);
  });
});

describe('a new secret', () => {
  it('still reads what the one before wrote, and leaves nothing of it behind', async () => {
    const store = memoryStore({ now: () => 0 });
    await (await conversationsIn({ store, secrets: [first], random }).open('a')).save(session);
    const rotated = conversationsIn({ store, secrets: [second, first], random });
    const opened = await rotated.open('a');
    expect(opened.kept?.subarray(0, session.length)).toEqual(session);
    expect(await opened.save(session)).toBe(true);
    expect((await conversationsIn({ store, secrets: [first], random }).open('a')).kept).toBeNull();
    expect((await conversationsIn({ store, secrets: [second], random }).open('a')).kept).not.toBeNull();
    expect(store.size).toBe(1);
  });

  it('brings nothing back that was forgotten while somebody wrote', async () => {
    const store = memoryStore({ now: () => 0 });
    await (await conversationsIn({ store, secrets: [first], random }).open('a')).save(session);
    const rotated = conversationsIn({ store, secrets: [second, first], random });
    const late = await rotated.open('a');
    await rotated.forget('a');
    expect(await late.save(session)).toBe(false);
    expect((await rotated.open('a')).kept).toBeNull();
  });

  it('forgets under both', async () => {
    const store = memoryStore({ now: () => 0 });
    await (await conversationsIn({ store, secrets: [first], random }).open('a')).save(session);
    await conversationsIn({ store, secrets: [second, first], random }).forget('a');
    expect(store.size).toBe(0);
  });

  it('alone reads nothing of before', async () => {
    const store = memoryStore({ now: () => 0 });
    await (await conversationsIn({ store, secrets: [first], random }).open('a')).save(session);
    expect((await conversationsIn({ store, secrets: [second], random }).open('a')).kept).toBeNull();
  });
});
