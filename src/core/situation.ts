/**
 * The words a situation is described in, and nothing else: closed vocabularies, no free text, no identity.
 * Every other part of the system speaks in these codes; a change here is a change of contract.
 */

/** The facts that hold one value each. The order of `urgency` matters: it ascends. */
export const vocabulary = {
  theme: [
    'forced-marriage',
    'abandonment',
    'honour-violence',
    'coming-out',
    'domestic-violence',
    'fgm',
    'marital-captivity',
    'unknown',
  ],
  urgency: ['calm', 'unknown', 'urgent', 'emergency'],
  who: ['self', 'bystander', 'parent', 'key-person', 'professional', 'unknown'],
  age: ['minor', 'adult', 'unknown'],
  where: ['nl', 'eu', 'abroad', 'unknown'],
  caller: ['nl', 'eu', 'abroad'],
  parent: ['pressured', 'intends', 'fears-other', 'child-came-out', 'unknown'],
  keyPersonSafe: ['yes', 'no', 'unsure'],
  selfHarm: ['false', 'true'],
} as const;

/** Circumstances: any number of them may hold at once. */
export const circumstances = [
  'trip-soon',
  'at-airport',
  'unregistered',
  'dependent-permit',
  'undocumented',
  'asylum-centre',
  'sexual-violence',
  'orthodox-christian',
  'trans',
] as const;

/** What a route leads to. A kind is served by one or more services; see `referral-data/services.yaml`. */
export const routeKinds = [
  'emergency-112',
  'veilig-thuis',
  'lkha',
  'consular',
  'police',
  'wijkteam',
  'key-person',
  'lgbt-support',
  'suicide-prevention',
  'child-helpline',
  'shelter-specialist',
  'legal-aid',
  'sexual-violence',
  'medical',
  'asylum-support',
  'listening-line',
  'victim-support',
] as const;

/** Whom a text speaks to. `unknown` users are spoken to as `self`. */
export const voices = ['self', 'bystander', 'parent', 'key-person', 'professional'] as const;

export type FactName = keyof typeof vocabulary;
export type FactValue<F extends FactName> = (typeof vocabulary)[F][number];
export type Theme = FactValue<'theme'>;
export type Urgency = FactValue<'urgency'>;
export type Who = FactValue<'who'>;
export type Age = FactValue<'age'>;
export type Where = FactValue<'where'>;
export type Caller = FactValue<'caller'>;
export type ParentKind = FactValue<'parent'>;
export type KeyPersonSafe = FactValue<'keyPersonSafe'>;
export type Circumstance = (typeof circumstances)[number];
export type RouteKind = (typeof routeKinds)[number];
export type Voice = (typeof voices)[number];

/** The answers as one value. Policy and directory see this and nothing else of a person. */
export interface Situation {
  readonly theme: Theme;
  readonly urgency: Urgency;
  readonly who: Who;
  /** Of the person at risk, as are `where` and the municipality. */
  readonly age: Age;
  readonly where: Where;
  /** Where the phone is that will dial; the only thing that decides which numbers work. */
  readonly caller: Caller;
  readonly parent: ParentKind;
  /** Guide B4, "could someone of this organisation know your family?": `yes` means nobody there could. */
  readonly keyPersonSafe: KeyPersonSafe;
  readonly selfHarm: boolean;
  readonly circumstance: readonly Circumstance[];
  /** A municipality code such as `GM0363`; absent when not said. */
  readonly municipality?: string;
}

export const factNames = Object.keys(vocabulary) as readonly FactName[];

/** The voice in which this user is addressed. */
export function voiceOf(who: Who): Voice {
  return who === 'unknown' ? 'self' : who;
}

/**
 * Completes what is known to a whole situation. Left-out facts become the value that keeps most doors open and
 * most limits on: unknown urgency is treated as urgent by the policy, unknown age as a minor.
 * The caller is where the person is when she asks for herself, otherwise in the Netherlands.
 */
export function completeSituation(known: Partial<Situation>): Situation {
  const who = known.who ?? 'unknown';
  const where = known.where ?? 'unknown';
  const { municipality } = known;
  return {
    theme: known.theme ?? 'unknown',
    urgency: known.urgency ?? 'unknown',
    who,
    age: known.age ?? 'unknown',
    where,
    caller: known.caller ?? defaultCaller(who, where),
    parent: known.parent ?? 'unknown',
    keyPersonSafe: known.keyPersonSafe ?? 'unsure',
    selfHarm: known.selfHarm ?? false,
    circumstance: known.circumstance ?? [],
    ...(municipality === undefined ? {} : { municipality }),
  };
}

function defaultCaller(who: Who, where: Where): Caller {
  const speaksForHerself = who === 'self' || who === 'unknown';
  return speaksForHerself && where !== 'unknown' ? where : 'nl';
}
