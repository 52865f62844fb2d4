import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { View } from '../../src/core/converse.ts';
import { makeSeal, type Session } from '../../src/server/seal.ts';
import { keyOpensMs, keySealsMs, ownKeys } from '../../src/server/seal-keys.ts';

const session: Session = { answers: [{ fact: 'theme', value: 'coming-out' }], view: { type: 'talk' } };

function aSeal() {
  const clock = { now: 0 };
  return {
    clock,
    seal: makeSeal({ keys: ownKeys({ elapsed: () => clock.now, random: randomBytes }), random: randomBytes }),
  };
}

const code = fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/);
const view: fc.Arbitrary<View> = fc.oneof(
  fc.constant({ type: 'talk' } as const),
  code.map((to) => ({ type: 'visit', to }) as const),
  fc
    .array(
      fc.record({
        municipality: code,
        name: fc.string(),
        match: fc.string(),
        score: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
      }),
      { maxLength: 8 },
    )
    .map((found) => ({ type: 'places', found }) as const),
);

describe('the seal', () => {
  it('gives back what was sealed, whatever that was', () => {
    const { seal } = aSeal();
    fc.assert(
      fc.property(fc.array(fc.record({ fact: code, value: code }), { maxLength: 40 }), view, (answers, shown) => {
        expect(seal.open(seal.seal({ answers, view: shown }))).toEqual({
          type: 'session',
          session: { answers, view: shown },
        });
      }),
    );
  });

  it('shows nothing of what is inside, not even by its length or by sealing the same again', () => {
    const { seal } = aSeal();
    const sealed = seal.seal(session);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('coming');
    expect(sealed).toHaveLength(seal.seal({ answers: [], view: { type: 'talk' } }).length);
    expect(seal.seal(session)).not.toBe(sealed);
  });

  it('refuses a text in which one bit was changed', () => {
    const { seal } = aSeal();
    const bytes = Buffer.from(seal.seal(session), 'base64url');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(seal.open(changed.toString('base64url')).type).not.toBe('session');
      }),
    );
  });

  it('refuses anything else that is no seal, and never throws', () => {
    const { seal } = aSeal();
    seal.seal(session);
    fc.assert(fc.property(fc.string(), (text) => expect(seal.open(text)).toEqual({ type: 'forged' })));
    const changed = seal.seal(session).slice(0, -4);
    expect(seal.open(`${changed}AAAA`)).toEqual({ type: 'forged' });
  });

  it('opens a page of three quarters of an hour, and none of an hour', () => {
    const { seal, clock } = aSeal();
    seal.seal(session);
    clock.now = keySealsMs - 1;
    const last = seal.seal(session);
    clock.now = keySealsMs - 1 + 45 * 60_000;
    expect(seal.open(last).type).toBe('session');
    clock.now = keyOpensMs;
    expect(seal.open(last)).toEqual({ type: 'expired' });
  });

  it('takes a new key every quarter of an hour', () => {
    const { seal, clock } = aSeal();
    const keyOf = (sealed: string): string => Buffer.from(sealed, 'base64url').subarray(0, 8).toString('hex');
    const first = keyOf(seal.seal(session));
    clock.now = keySealsMs - 1;
    expect(keyOf(seal.seal(session))).toBe(first);
    clock.now = keySealsMs;
    expect(keyOf(seal.seal(session))).not.toBe(first);
  });

  it('of another server opens nothing', () => {
    expect(aSeal().seal.open(aSeal().seal.seal(session))).toEqual({ type: 'expired' });
  });
});
