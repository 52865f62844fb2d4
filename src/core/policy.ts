/**
 * The policy: from a situation to the kinds of routes, in order, each with its reason.
 * Exactly one base rule, then every matching amendment in order, then the bans. It knows no municipality.
 */
import { type CompiledCondition, compile, evaluate, type Knowledge, type When } from './condition.ts';
import { type RouteKind, routeKinds } from './situation.ts';

/** As written in `referral-data/policy.yaml`. */
export interface Policy {
  readonly base: readonly BaseRule[];
  readonly amend: readonly Amendment[];
  readonly never: readonly Ban[];
}

export interface BaseRule {
  readonly id: string;
  readonly when: When;
  /** Kind to reason, in order. */
  readonly routes: readonly { readonly kind: RouteKind; readonly because: string }[];
}

/** Where an amendment places its kind: beside another, or at an end when the other is not there. */
export interface Place {
  readonly beside: { readonly kind: RouteKind; readonly side: 'before' | 'after' } | null;
  /** Where to go without that neighbour; null: the amendment then does nothing. */
  readonly otherwise: 'first' | 'last' | null;
}

export interface Amendment {
  readonly id: string;
  readonly when: When;
  /** `add`: only when absent; `move`: only when present; `put`: either way. */
  readonly does: 'add' | 'move' | 'put';
  readonly kind: RouteKind;
  /** The reason; null with `move`, which keeps the one it had. */
  readonly because: string | null;
  readonly place: Place;
}

export interface Ban {
  readonly id: string;
  readonly kind: RouteKind;
  readonly unless: When;
}

/** One way to people: its kind, why it is there (a text key) and the rule that put it there. */
export interface Route {
  readonly kind: RouteKind;
  readonly because: string;
  readonly rule: string;
}

interface Rule<R> {
  readonly rule: R;
  readonly when: CompiledCondition;
}

/** `kinds` and `kind` are bits, see `kindBit`. */
export interface CompiledPolicy {
  readonly base: readonly (Rule<BaseRule> & { readonly routes: readonly Route[]; readonly kinds: number })[];
  readonly amend: readonly (Rule<Amendment> & { readonly kind: number })[];
  readonly never: readonly (Rule<Ban> & { readonly kind: number })[];
}

export function compilePolicy(policy: Policy): CompiledPolicy {
  return {
    base: policy.base.map((rule) => ({
      rule,
      when: compile(rule.when),
      routes: rule.routes.map(({ kind, because }) => ({ kind, because, rule: rule.id })),
      kinds: rule.routes.reduce((bits, { kind }) => bits | kindBit(kind), 0),
    })),
    amend: policy.amend.map((rule) => ({ rule, kind: kindBit(rule.kind), when: compile(rule.when) })),
    never: policy.never.map((rule) => ({ rule, kind: kindBit(rule.kind), when: compile(rule.unless) })),
  };
}

function indexOfKind(routes: readonly Route[], kind: RouteKind): number {
  return routes.findIndex((route) => route.kind === kind);
}

/** Where `place` points in a list that does not hold the kind itself, or -1 for nowhere. */
function target(routes: readonly Route[], { beside, otherwise }: Place): number {
  if (beside !== null) {
    const neighbour = indexOfKind(routes, beside.kind);
    if (neighbour >= 0) return beside.side === 'before' ? neighbour : neighbour + 1;
  }
  if (otherwise === 'first') return 0;
  return otherwise === 'last' ? routes.length : -1;
}

function amended(routes: readonly Route[], { id, does, kind, because, place }: Amendment): readonly Route[] {
  const at = indexOfKind(routes, kind);
  const present = routes[at];
  if (does === 'add' && present !== undefined) return routes;
  const others = routes.filter((one) => one !== present);
  const to = target(others, place);
  if (to < 0) return routes;
  // What is moved and is not there, is not.
  const route = because === null ? present : { kind, because, rule: id };
  return route === undefined ? routes : [...others.slice(0, to), route, ...others.slice(to)];
}

/**
 * The routes for what is known. What is still open counts as not matching, so that a list shown early never rests on
 * a guess; for a whole situation nothing is open. Empty only where no base rule fits (`check` refuses such a policy).
 */
export function routesFor(policy: CompiledPolicy, known: Knowledge): readonly Route[] {
  let routes: readonly Route[] = policy.base.find(({ when }) => evaluate(when, known) === 'yes')?.routes ?? [];
  for (const { rule, when } of policy.amend) if (evaluate(when, known) === 'yes') routes = amended(routes, rule);
  for (const { rule, when } of policy.never) {
    if (indexOfKind(routes, rule.kind) >= 0 && evaluate(when, known) !== 'yes') {
      routes = routes.filter(({ kind }) => kind !== rule.kind);
    }
  }
  return routes;
}

/** Whether a kind could be shown at all, where that is not always so: a kind without a contact settles no question. */
export type Showable = readonly { readonly kind: RouteKind; readonly possible: (known: Knowledge) => boolean }[];

/** What further answers could still do to the routes, as sets of bits. */
export interface Undecided {
  /** Every kind that may yet be shown; see `kindBit`. */
  readonly kinds: number;
  /** The facts and circumstances named by conditions that are open and could still change the list. */
  readonly facts: number;
  readonly circumstances: number;
}

export function kindBit(kind: RouteKind): number {
  return 1 << routeKinds.indexOf(kind);
}

/**
 * The open conditions that still matter: base rules up to the first that certainly fits, amendments, and bans on a
 * kind that may be shown. Three-valued evaluation decides; there is no look-ahead.
 */
export function undecided(policy: CompiledPolicy, showable: Showable, known: Knowledge): Undecided {
  let kinds = 0;
  let facts = 0;
  let circumstances = 0;
  for (const { when, kinds: listed } of policy.base) {
    const truth = evaluate(when, known);
    if (truth === 'no') continue;
    kinds |= listed;
    if (truth === 'yes') break;
    facts |= when.facts;
    circumstances |= when.circumstances;
  }
  for (const { rule, kind, when } of policy.amend) {
    const settled = (kinds & kind) !== 0 && (when.facts & ~facts) === 0 && (when.circumstances & ~circumstances) === 0;
    // It could add neither a kind nor a fact.
    if (settled) continue;
    const truth = rule.does === 'move' && (kinds & kind) === 0 ? 'no' : evaluate(when, known);
    if (truth === 'no') continue;
    kinds |= kind;
    if (truth === 'yes') continue;
    facts |= when.facts;
    circumstances |= when.circumstances;
  }
  for (const { kind, possible } of showable) {
    if ((kinds & kindBit(kind)) !== 0 && !possible(known)) kinds &= ~kindBit(kind);
  }
  for (const { kind, when } of policy.never) {
    const truth = (kinds & kind) === 0 ? 'yes' : evaluate(when, known);
    if (truth === 'no') kinds &= ~kind;
    if (truth !== 'open') continue;
    facts |= when.facts;
    circumstances |= when.circumstances;
  }
  return { kinds, facts, circumstances };
}
