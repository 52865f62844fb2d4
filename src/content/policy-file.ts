/**
 * The form of `referral-data/policy.yaml`.
 */
import { z } from 'zod';
import type { Place, Policy } from '../core/policy.ts';
import { type RouteKind, routeKinds } from '../core/situation.ts';
import type { Reader } from './reader.ts';
import { whenSchema } from './referral-schema.ts';

export const policyPath = 'referral-data/policy.yaml';

const ruleId = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9.+-]*$/, 'name the row of the guide (B2.5), or G and a number for a rule of ours');
const kind = z.enum(routeKinds);
const reason = z.string().regex(/^[a-z0-9-]+$/);

const amendmentSchema = z
  .strictObject({
    id: ruleId,
    when: whenSchema,
    add: kind.optional(),
    move: kind.optional(),
    put: kind.optional(),
    because: reason.optional(),
    before: kind.optional(),
    after: kind.optional(),
    at: z.enum(['first', 'last']).optional(),
    else: z.enum(['first', 'last']).optional(),
  })
  .refine(
    ({ add, move, put }) => [add, move, put].filter((one) => one !== undefined).length === 1,
    'name exactly one of add, move and put',
  )
  .refine(
    ({ before, after, at }) => [before, after, at].filter((one) => one !== undefined).length === 1,
    'say where: exactly one of before, after and at',
  )
  .refine(
    ({ move, because }) => (move === undefined) === (because !== undefined),
    'give a reason with "because" (not with move, which keeps its own)',
  );

const policySchema = z.strictObject({
  base: z.array(z.strictObject({ id: ruleId, when: whenSchema, routes: z.partialRecord(kind, reason) })).min(1),
  amend: z.array(amendmentSchema),
  never: z.array(z.strictObject({ id: ruleId, kind, unless: whenSchema })),
});

type AmendmentEntry = z.output<typeof amendmentSchema>;

function placeOf({ before, after, at, else: otherwise }: AmendmentEntry): Place {
  if (before !== undefined) return { beside: { kind: before, side: 'before' }, otherwise: otherwise ?? null };
  if (after !== undefined) return { beside: { kind: after, side: 'after' }, otherwise: otherwise ?? null };
  return { beside: null, otherwise: at ?? null };
}

function kindOf({ add, move, put }: AmendmentEntry): {
  readonly does: 'add' | 'move' | 'put';
  readonly kind: RouteKind;
} {
  if (add !== undefined) return { does: 'add', kind: add };
  if (move !== undefined) return { does: 'move', kind: move };
  // The schema lets exactly one of the three through.
  return { does: 'put', kind: put as RouteKind };
}

/** Reads the policy; null with problems noted when it cannot be used. */
export function readPolicy(reader: Reader): Policy | null {
  const file = reader.yaml(policyPath, policySchema);
  if (file === null) return null;
  return {
    base: file.base.map(({ id, when, routes }) => ({
      id,
      when,
      // Keys were checked to be kinds; Object.entries forgets that.
      routes: Object.entries(routes).map(([name, because]) => ({ kind: name as RouteKind, because })),
    })),
    amend: file.amend.map((entry) => ({
      id: entry.id,
      when: entry.when,
      ...kindOf(entry),
      because: entry.because ?? null,
      place: placeOf(entry),
    })),
    never: file.never.map(({ id, kind: banned, unless }) => ({ id, kind: banned, unless })),
  };
}
