/**
 * Every row of the guide's route matrix (B2) as data, written from the guide and from the kinds of the design, never from
 * `referral-data/policy.yaml`.
 *
 * Where rows meet: emergency rows (1 to 3) before all others; rows of a user (21, 22, 24) before rows of a theme; asylum
 * centre, permit and self-harm change the lists of the others. An unknown urgency counts as urgent, an unknown age has
 * a minor's limits with child lines last, and for an unknown place the number from abroad is added (design 4).
 */
import type { FoundRoute } from '../../src/core/compose.ts';
import {
  type Age,
  completeSituation,
  type RouteKind,
  type Situation,
  type Theme,
  type Urgency,
  vocabulary,
  type Where,
  type Who,
} from '../../src/core/situation.ts';
import { kindsIn } from './content.ts';

/** One place in a list: a kind; several kinds in any order; or at least one of several. */
export type Slot = RouteKind | { readonly all: readonly RouteKind[] } | { readonly some: readonly RouteKind[] };

/** What a list is: these slots in this order, and nothing but `besides` between or after them. */
export interface List {
  readonly slots: readonly Slot[];
  /** Kinds that may stand there too, each with the place in guide or design that allows it. */
  readonly besides?: { readonly [kind in RouteKind]?: string };
}

export function kindsOf(slot: Slot): readonly RouteKind[] {
  if (typeof slot === 'string') return [slot];
  return 'all' in slot ? slot.all : slot.some;
}

/** What is wrong with a list, or null. */
export function departure(kinds: readonly RouteKind[], { slots, besides = {} }: List): string | null {
  const wanted = new Set(slots.flatMap(kindsOf));
  const rest = kinds.filter((kind) => wanted.has(kind) || besides[kind] === undefined);
  let at = 0;
  for (const slot of slots) {
    const group = kindsOf(slot);
    const start = at;
    while (at < rest.length && group.includes(rest[at] as RouteKind)) at++;
    const enough = typeof slot === 'object' && 'some' in slot ? 1 : group.length;
    if (at - start < enough) return `expected ${group.join('/')} at place ${start + 1}`;
  }
  return at === rest.length ? null : `${rest[at]} has no reason to be there`;
}

/** The card of a kind must name this service, first or among the others of its kind. */
export function names(found: readonly FoundRoute[], kind: RouteKind, service: string): string | null {
  const named = found.some(
    ({ route, contact }) => route.kind === kind && [contact, ...contact.also].some((one) => one.service === service),
  );
  return named ? null : `${kind} does not name ${service}`;
}

export interface Row {
  /** Its number in the guide. */
  readonly row: string;
  /** The guide's own words. */
  readonly says: string;
  readonly theme: readonly Theme[];
  readonly urgency: readonly Urgency[];
  readonly age: readonly Age[];
  readonly where: readonly Where[];
  readonly who: readonly Who[];
  /** What else is tried, each by itself; left out: nothing else is said. */
  readonly with?: readonly Partial<Situation>[];
  readonly list: (situation: Situation) => List;
  /** Anything else the row says; what is wrong, or null. */
  readonly also?: (found: readonly FoundRoute[], situation: Situation) => string | null;
  /** One case as it is typed. `area` is what the card of Veilig Thuis must then name. */
  readonly typed: {
    readonly flags: string;
    readonly place?: string;
    readonly area?: string;
    readonly is: Partial<Situation>;
  };
}

export const anyTheme = vocabulary.theme;
export const anyUrgency = vocabulary.urgency;
export const anyAge = vocabulary.age;
export const anyone = vocabulary.who;
export const red = ['emergency'] as const;
export const orange = ['urgent', 'unknown'] as const;
export const yellow = ['calm'] as const;
/** The person herself, and in danger those who refer for her: "same as victim rows" (row 25). */
export const forVictims = ['self', 'unknown', 'key-person', 'professional'] as const;
export const herself = ['self', 'unknown'] as const;
export const adult = ['adult'] as const;
export const minor = ['minor'] as const;
export const nl = ['nl'] as const;
export const outside = ['eu', 'abroad'] as const;
export const marriage = ['forced-marriage', 'abandonment'] as const;
export const keyPersonAnswers = vocabulary.keyPersonSafe.map((keyPersonSafe) => ({ keyPersonSafe }));

export const parentsToo: List['besides'] = {
  consular: 'design 4: where unknown',
  'child-helpline': 'X5: a minor may talk to the Kindertelefoon',
};

export const parentWhoFears: List['besides'] = { police: 'X9 (3)', 'legal-aid': 'X9 (3)' };

export const isRed = ({ urgency }: Situation): boolean => urgency === 'emergency';
export const mayBeKeyPerson = ({ keyPersonSafe }: Situation): readonly Slot[] =>
  keyPersonSafe === 'yes' ? ['key-person'] : [];

/** Row 6: "safe person in NL calls vt/lkha". Whoever phones from the Netherlands can. */
export function callsFromNl({ caller }: Situation): List['besides'] {
  return caller === 'nl'
    ? { 'veilig-thuis': 'B2.6: a safe person in NL calls vt', police: 'B2.22: missing report' }
    : {};
}

export function above(kinds: readonly RouteKind[], upper: RouteKind, lower: RouteKind): boolean {
  return kinds.includes(upper) && (!kinds.includes(lower) || kinds.indexOf(upper) < kinds.indexOf(lower));
}

export function kinds(found: readonly FoundRoute[]): readonly RouteKind[] {
  return found.map(({ route }) => route.kind);
}

/** The first contact of a kind must be this service. */
export function leads(found: readonly FoundRoute[], kind: RouteKind, service: string): string | null {
  const first = found.find(({ route }) => route.kind === kind)?.contact.service;
  return first === service ? null : `${kind} leads to ${first}, not to ${service}`;
}

export const rows: readonly Row[] = [
  {
    row: '1',
    says: 'any, RED, NL: 112 → vt',
    theme: anyTheme,
    urgency: red,
    age: anyAge,
    where: nl,
    who: anyone,
    with: keyPersonAnswers,
    list: () => ({ slots: ['emergency-112', 'veilig-thuis'] }),
    typed: {
      flags: '--theme honour-violence --urgency emergency --age adult --where nl --who self',
      place: 'Den Bosch',
      area: 'Veilig Thuis Oost-Brabant',
      is: {
        theme: 'honour-violence',
        urgency: 'emergency',
        age: 'adult',
        where: 'nl',
        who: 'self',
        municipality: 'GM0796',
      },
    },
  },
  {
    row: '1 with self-harm',
    says: 'any, RED, NL: 112 → vt → 113; B3 and B5.6 put 113 before the theme',
    theme: anyTheme,
    urgency: red,
    age: anyAge,
    where: nl,
    who: anyone,
    with: [{ selfHarm: true }],
    list: ({ age }) => ({
      slots: [
        'emergency-112',
        'suicide-prevention',
        ...(age === 'minor' ? (['child-helpline'] as const) : []),
        'veilig-thuis',
      ],
      besides: age === 'unknown' ? { 'child-helpline': 'design 4: unknown age' } : {},
    }),
    typed: {
      flags: '--theme coming-out --urgency emergency --age minor --where nl --who self --self-harm',
      place: '5021 AB',
      area: 'Veilig Thuis Midden-Brabant',
      is: {
        theme: 'coming-out',
        urgency: 'emergency',
        age: 'minor',
        where: 'nl',
        who: 'self',
        selfHarm: true,
        municipality: 'GM0855',
      },
    },
  },
  {
    row: '2',
    says: 'any, RED, abroad (EU): 112 → bz → lkha',
    theme: anyTheme,
    urgency: red,
    age: anyAge,
    where: ['eu'],
    who: anyone,
    list: (situation) => ({ slots: ['emergency-112', 'consular', 'lkha'], besides: callsFromNl(situation) ?? {} }),
    typed: {
      flags: '--theme abandonment --urgency emergency --age adult --where eu --who self',
      is: { theme: 'abandonment', urgency: 'emergency', age: 'adult', where: 'eu', who: 'self' },
    },
  },
  {
    row: '3',
    says: 'any, RED, abroad (outside EU): bz → lkha; no local number of ours',
    theme: anyTheme,
    urgency: red,
    age: anyAge,
    where: ['abroad'],
    who: anyone,
    list: (situation) => ({ slots: ['consular', 'lkha'], besides: callsFromNl(situation) ?? {} }),
    typed: {
      flags: '--theme forced-marriage --urgency emergency --age minor --where abroad --who self',
      is: { theme: 'forced-marriage', urgency: 'emergency', age: 'minor', where: 'abroad', who: 'self' },
    },
  },
  {
    row: '4',
    says: 'forced marriage, abandonment, ORANGE, 18+, NL: vt → lkha → pol → fff',
    theme: marriage,
    urgency: orange,
    age: adult,
    where: nl,
    who: forVictims,
    with: keyPersonAnswers,
    list: () => ({ slots: ['veilig-thuis', 'lkha', 'police', 'legal-aid'] }),
    also: (found) => leads(found, 'legal-aid', 'femmes-for-freedom'),
    typed: {
      flags: '--theme forced-marriage --urgency urgent --age adult --where nl --who self',
      place: "'s-gravenhage",
      area: 'Veilig Thuis Haaglanden',
      is: {
        theme: 'forced-marriage',
        urgency: 'urgent',
        age: 'adult',
        where: 'nl',
        who: 'self',
        municipality: 'GM0518',
      },
    },
  },
  {
    row: '5',
    says: 'forced marriage, abandonment, ORANGE, <18, NL: vt → lkha → kt (→ school mentor: guidance)',
    theme: marriage,
    urgency: orange,
    age: ['minor', 'unknown'],
    where: nl,
    who: forVictims,
    with: keyPersonAnswers,
    list: () => ({ slots: ['veilig-thuis', 'lkha', 'child-helpline'] }),
    typed: {
      flags: '--theme abandonment --urgency urgent --age minor --where nl --who self',
      place: 'volendam',
      area: 'Veilig Thuis Zaanstreek-Waterland',
      is: { theme: 'abandonment', urgency: 'urgent', age: 'minor', where: 'nl', who: 'self', municipality: 'GM0385' },
    },
  },
  {
    row: '6',
    says: 'forced marriage, abandonment, ORANGE, any age, abroad: bz → lkha → safe person in NL calls vt/lkha',
    theme: marriage,
    urgency: orange,
    age: anyAge,
    where: outside,
    who: forVictims,
    list: (situation) => ({ slots: ['consular', 'lkha'], besides: callsFromNl(situation) ?? {} }),
    typed: {
      flags: '--theme abandonment --urgency urgent --age adult --where abroad --who self',
      place: 'R’dam',
      is: {
        theme: 'abandonment',
        urgency: 'urgent',
        age: 'adult',
        where: 'abroad',
        who: 'self',
        municipality: 'GM0599',
      },
    },
  },
  {
    row: '7',
    says: 'honour violence, ORANGE, 18+, NL: vt → pol → fier; never family/wijkteam/key first',
    theme: ['honour-violence'],
    urgency: orange,
    age: adult,
    where: nl,
    who: forVictims,
    with: keyPersonAnswers,
    list: () => ({ slots: ['veilig-thuis', 'police', 'shelter-specialist'] }),
    also: (found) => leads(found, 'shelter-specialist', 'fier'),
    typed: {
      flags: '--theme honour-violence --urgency urgent --age adult --where nl --who professional',
      place: 'Ter Apel',
      area: 'Veilig Thuis Groningen',
      is: {
        theme: 'honour-violence',
        urgency: 'urgent',
        age: 'adult',
        where: 'nl',
        who: 'professional',
        municipality: 'GM1950',
      },
    },
  },
  {
    row: '8',
    says: 'honour violence, ORANGE, <18, NL: vt → fier → kt; police through vt',
    theme: ['honour-violence'],
    urgency: orange,
    age: ['minor', 'unknown'],
    where: nl,
    who: forVictims,
    with: keyPersonAnswers,
    list: () => ({ slots: ['veilig-thuis', 'shelter-specialist', 'child-helpline'] }),
    typed: {
      flags: '--theme honour-violence --urgency urgent --age minor --where nl --who self',
      place: '1012',
      area: 'Veilig Thuis Amsterdam-Amstelland',
      is: {
        theme: 'honour-violence',
        urgency: 'urgent',
        age: 'minor',
        where: 'nl',
        who: 'self',
        municipality: 'GM0363',
      },
    },
  },
  {
    row: '9',
    says: 'coming out, ORANGE, 18+, NL: vt → coc → key only after the B4 question (and an organisation safe for LGBTQ+)',
    theme: ['coming-out'],
    urgency: orange,
    age: adult,
    where: nl,
    who: forVictims,
    with: keyPersonAnswers,
    list: () => ({ slots: ['veilig-thuis', 'lgbt-support'] }),
    typed: {
      flags: '--theme coming-out --urgency urgent --age adult --where nl --who self --key-person-safe yes',
      place: 'utrecht',
      area: 'Veilig Thuis Utrecht',
      is: {
        theme: 'coming-out',
        urgency: 'urgent',
        age: 'adult',
        where: 'nl',
        who: 'self',
        keyPersonSafe: 'yes',
        municipality: 'GM0344',
      },
    },
  },
  {
    row: '10',
    says: 'coming out, ORANGE, <18, NL: vt → kt → coc/gp',
    theme: ['coming-out'],
    urgency: orange,
    age: ['minor', 'unknown'],
    where: nl,
    who: forVictims,
    with: keyPersonAnswers,
    list: ({ age }) => ({
      slots:
        age === 'minor'
          ? ['veilig-thuis', 'child-helpline', 'lgbt-support']
          : ['veilig-thuis', 'lgbt-support', 'child-helpline'],
    }),
    typed: {
      flags: '--theme coming-out --urgency urgent --age minor --where nl --who self',
      place: 'Maastricht',
      area: 'Veilig Thuis Zuid-Limburg',
      is: { theme: 'coming-out', urgency: 'urgent', age: 'minor', where: 'nl', who: 'self', municipality: 'GM0935' },
    },
  },
  {
    row: '11',
    says: 'coming out, any, abroad: bz → lkha → coc',
    theme: ['coming-out'],
    urgency: ['calm', 'urgent', 'unknown'],
    age: anyAge,
    where: outside,
    who: forVictims,
    list: (situation) => ({ slots: ['consular', 'lkha', 'lgbt-support'], besides: callsFromNl(situation) ?? {} }),
    typed: {
      flags: '--theme coming-out --urgency calm --age adult --where abroad --who self',
      is: { theme: 'coming-out', urgency: 'calm', age: 'adult', where: 'abroad', who: 'self' },
    },
  },
  {
    row: '12',
    says: 'forced marriage, abandonment, honour, YELLOW, 18+, NL: vt → key (if B4 says ok) → lkha/fff info → wijk only for practical help',
    theme: ['forced-marriage', 'abandonment', 'honour-violence'],
    urgency: yellow,
    age: adult,
    where: nl,
    who: herself,
    with: keyPersonAnswers,
    list: (situation) => ({
      slots: ['veilig-thuis', ...mayBeKeyPerson(situation), { some: ['lkha', 'legal-aid'] }, 'wijkteam'],
    }),
    typed: {
      flags: '--theme forced-marriage --urgency calm --age adult --where nl --who self --key-person-safe yes',
      place: 'Den Bosch',
      area: 'Veilig Thuis Oost-Brabant',
      is: {
        theme: 'forced-marriage',
        urgency: 'calm',
        age: 'adult',
        where: 'nl',
        who: 'self',
        keyPersonSafe: 'yes',
        municipality: 'GM0796',
      },
    },
  },
  {
    row: '13',
    says: 'the same, <18: vt advice → kt → school/huisarts → key only an organisation with safeguarding rules (none is known today)',
    theme: ['forced-marriage', 'abandonment', 'honour-violence'],
    urgency: yellow,
    age: ['minor', 'unknown'],
    where: nl,
    who: herself,
    with: keyPersonAnswers,
    list: ({ age }) => ({
      slots:
        age === 'minor' ? ['veilig-thuis', 'child-helpline', 'medical'] : ['veilig-thuis', 'medical', 'child-helpline'],
    }),
    typed: {
      flags: '--theme honour-violence --urgency calm --age minor --where nl --who self --key-person-safe yes',
      place: '5021 AB',
      area: 'Veilig Thuis Midden-Brabant',
      is: {
        theme: 'honour-violence',
        urgency: 'calm',
        age: 'minor',
        where: 'nl',
        who: 'self',
        keyPersonSafe: 'yes',
        municipality: 'GM0855',
      },
    },
  },
  {
    row: '14',
    says: 'coming out, YELLOW, NL: coc/gp/lcc/key (user picks) → kt (<18) → vt if it turns unsafe',
    theme: ['coming-out'],
    urgency: yellow,
    age: anyAge,
    where: nl,
    who: herself,
    with: keyPersonAnswers,
    list: ({ age }) => ({
      slots:
        age === 'adult'
          ? ['lgbt-support', 'veilig-thuis']
          : age === 'minor'
            ? ['lgbt-support', 'child-helpline', 'veilig-thuis']
            : ['lgbt-support', 'veilig-thuis', 'child-helpline'],
      besides:
        age === 'minor'
          ? {}
          : { 'listening-line': 'design 4: 24/7 stand-in where no line of the theme is known to be open' },
    }),
    typed: {
      flags: '--theme coming-out --urgency calm --age adult --where nl --who self',
      place: "'s-gravenhage",
      area: 'Veilig Thuis Haaglanden',
      is: { theme: 'coming-out', urgency: 'calm', age: 'adult', where: 'nl', who: 'self', municipality: 'GM0518' },
    },
  },
  {
    row: '15',
    says: 'any, YELLOW, abroad: bz / lkha info → coc (in coming out only: elsewhere it could give somebody away, A4)',
    theme: anyTheme,
    urgency: yellow,
    age: anyAge,
    where: outside,
    who: herself,
    list: (situation) => ({
      slots: [{ all: ['consular', 'lkha'] }, ...(situation.theme === 'coming-out' ? (['lgbt-support'] as const) : [])],
      besides: callsFromNl(situation) ?? {},
    }),
    typed: {
      flags: '--theme marital-captivity --urgency calm --age adult --where eu --who self',
      is: { theme: 'marital-captivity', urgency: 'calm', age: 'adult', where: 'eu', who: 'self' },
    },
  },
  {
    row: '16',
    says: 'FGM, ORANGE, <18, NL: vt → huisarts/JGZ → lkha (if trip)',
    theme: ['fgm'],
    urgency: orange,
    age: minor,
    where: nl,
    who: forVictims,
    with: [{}, { circumstance: ['trip-soon'] }],
    list: ({ circumstance }) => ({
      slots: ['veilig-thuis', 'medical', ...(circumstance.includes('trip-soon') ? (['lkha'] as const) : [])],
      besides: { 'child-helpline': 'X5: a minor may talk to the Kindertelefoon' },
    }),
    typed: {
      flags: '--theme fgm --urgency urgent --age minor --where nl --who self --circumstance trip-soon',
      place: 'Urk',
      area: 'Veilig Thuis Flevoland',
      is: {
        theme: 'fgm',
        urgency: 'urgent',
        age: 'minor',
        where: 'nl',
        who: 'self',
        circumstance: ['trip-soon'],
        municipality: 'GM0184',
      },
    },
  },
  {
    row: '17',
    says: 'marital captivity, YELLOW, 18+, NL: lawyer/fff → vt if pressure or threat → key',
    theme: ['marital-captivity'],
    urgency: yellow,
    age: adult,
    where: nl,
    who: herself,
    with: keyPersonAnswers,
    list: (situation) => ({ slots: ['legal-aid', 'veilig-thuis', ...mayBeKeyPerson(situation)] }),
    also: (found) => leads(found, 'legal-aid', 'femmes-for-freedom'),
    typed: {
      flags: '--theme marital-captivity --urgency calm --age adult --where nl --who self --key-person-safe yes',
      place: 'Almere',
      area: 'Veilig Thuis Flevoland',
      is: {
        theme: 'marital-captivity',
        urgency: 'calm',
        age: 'adult',
        where: 'nl',
        who: 'self',
        keyPersonSafe: 'yes',
        municipality: 'GM0034',
      },
    },
  },
  {
    row: '18',
    says: 'other domestic violence, ORANGE/YELLOW, NL: vt → huisarts/wijk',
    theme: ['domestic-violence'],
    urgency: [...orange, ...yellow],
    age: anyAge,
    where: nl,
    who: forVictims,
    list: ({ age }) => ({
      slots: ['veilig-thuis', { some: ['medical', 'wijkteam'] }],
      besides: age === 'adult' ? {} : { 'child-helpline': 'X5: routes of a minor' },
    }),
    typed: {
      flags: '--theme domestic-violence --urgency calm --age adult --where nl --who self',
      place: '8011',
      area: 'Veilig Thuis IJsselland',
      is: {
        theme: 'domestic-violence',
        urgency: 'calm',
        age: 'adult',
        where: 'nl',
        who: 'self',
        municipality: 'GM0193',
      },
    },
  },
  {
    row: '19',
    says: 'dependent permit / undocumented, any, 18+, NL: by urgency first (an emergency keeps row 1); then lawyer before leaving or reporting; vt; ind',
    theme: anyTheme,
    urgency: anyUrgency,
    age: adult,
    where: nl,
    who: forVictims,
    with: [
      { circumstance: ['dependent-permit'] },
      { circumstance: ['undocumented'] },
      { circumstance: ['dependent-permit', 'undocumented'], keyPersonSafe: 'yes' },
    ],
    list: (situation) =>
      isRed(situation)
        ? { slots: ['emergency-112', 'veilig-thuis'], besides: { 'legal-aid': 'B2.19' } }
        : withOthers({ ...situation, circumstance: [] }, [{ all: ['veilig-thuis', 'legal-aid'] }]),
    also: (found, situation) => {
      if (isRed(situation)) return null;
      if (!above(kinds(found), 'legal-aid', 'police')) return 'police stands before the lawyer';
      return leads(found, 'legal-aid', 'juridisch-loket');
    },
    typed: {
      flags:
        '--theme forced-marriage --urgency urgent --age adult --where nl --who self --circumstance dependent-permit',
      place: 'Den Bosch',
      area: 'Veilig Thuis Oost-Brabant',
      is: {
        theme: 'forced-marriage',
        urgency: 'urgent',
        age: 'adult',
        where: 'nl',
        who: 'self',
        circumstance: ['dependent-permit'],
        municipality: 'GM0796',
      },
    },
  },
  {
    row: '20',
    says: 'AZC, any, any, NL: 112 → COA contact person → vt → coc Cocktail',
    theme: anyTheme,
    urgency: anyUrgency,
    age: anyAge,
    where: nl,
    who: forVictims,
    with: [{ circumstance: ['asylum-centre'] }],
    // What else stands there is the list of the theme, which the other rows settle.
    list: (situation) =>
      isRed(situation)
        ? { slots: ['emergency-112', 'asylum-support', 'veilig-thuis'] }
        : withOthers({ ...situation, circumstance: [] }, [
            'asylum-support',
            'veilig-thuis',
            ...(situation.theme === 'coming-out' ? (['lgbt-support'] as const) : []),
          ]),
    also: (found, { theme, urgency }) =>
      leads(found, 'asylum-support', 'coa-contact') ??
      (theme === 'coming-out' && urgency !== 'emergency' ? leads(found, 'lgbt-support', 'coc-cocktail') : null),
    typed: {
      flags: '--theme coming-out --urgency calm --age adult --where nl --who self --circumstance asylum-centre',
      place: 'Ter Apel',
      area: 'Veilig Thuis Groningen',
      is: {
        theme: 'coming-out',
        urgency: 'calm',
        age: 'adult',
        where: 'nl',
        who: 'self',
        circumstance: ['asylum-centre'],
        municipality: 'GM1950',
      },
    },
  },
  {
    row: '21 red',
    says: 'bystander, RED, NL: 112',
    theme: anyTheme,
    urgency: red,
    age: anyAge,
    where: nl,
    who: ['bystander'],
    list: () => ({ slots: ['emergency-112'], besides: { 'veilig-thuis': 'B2.1' } }),
    typed: {
      flags: '--theme fgm --urgency emergency --age minor --where nl --who bystander',
      place: 'Zwolle',
      area: 'Veilig Thuis IJsselland',
      is: { theme: 'fgm', urgency: 'emergency', age: 'minor', where: 'nl', who: 'bystander', municipality: 'GM0193' },
    },
  },
  {
    row: '21 orange',
    says: 'bystander, ORANGE, NL: vt + lkha (LKHA where a marriage or a stay abroad is feared)',
    theme: anyTheme,
    urgency: orange,
    age: anyAge,
    where: nl,
    who: ['bystander'],
    with: keyPersonAnswers,
    list: (situation) =>
      withOthers(
        { ...situation, who: 'self' },
        marriage.some((theme) => theme === situation.theme) ? ['veilig-thuis', 'lkha'] : ['veilig-thuis'],
        { lkha: 'B2.21: vt + lkha' },
      ),
    typed: {
      flags: '--theme forced-marriage --urgency urgent --age minor --where nl --who bystander',
      place: '5021 AB',
      area: 'Veilig Thuis Midden-Brabant',
      is: {
        theme: 'forced-marriage',
        urgency: 'urgent',
        age: 'minor',
        where: 'nl',
        who: 'bystander',
        municipality: 'GM0855',
      },
    },
  },
  {
    row: '21 yellow',
    says: 'bystander, YELLOW, NL: vt advice',
    theme: anyTheme,
    urgency: yellow,
    age: anyAge,
    where: nl,
    who: ['bystander'],
    with: keyPersonAnswers,
    list: (situation) =>
      withOthers(
        { ...situation, who: 'self' },
        situation.theme === 'coming-out'
          ? ['lgbt-support', 'veilig-thuis']
          : situation.theme === 'marital-captivity'
            ? ['legal-aid', 'veilig-thuis']
            : ['veilig-thuis'],
      ),
    typed: {
      flags: '--theme honour-violence --urgency calm --age adult --where nl --who bystander',
      place: 'volendam',
      area: 'Veilig Thuis Zaanstreek-Waterland',
      is: {
        theme: 'honour-violence',
        urgency: 'calm',
        age: 'adult',
        where: 'nl',
        who: 'bystander',
        municipality: 'GM0385',
      },
    },
  },
  {
    row: '22',
    says: 'bystander, person is abroad, ORANGE: lkha + bz → pol (missing report)',
    theme: anyTheme,
    urgency: orange,
    age: anyAge,
    where: outside,
    who: ['bystander'],
    // Coming out abroad is row 11, whoever asks: a report to the police may tell why somebody is gone.
    list: ({ theme }) => ({
      slots: theme === 'coming-out' ? ['consular', 'lkha', 'lgbt-support'] : [{ all: ['lkha', 'consular'] }, 'police'],
      besides: { 'veilig-thuis': 'B2.6: somebody in NL calls vt; X8: anonymous advice' },
    }),
    typed: {
      flags: '--theme abandonment --urgency urgent --age minor --where abroad --who bystander',
      place: 'Den Bosch',
      is: {
        theme: 'abandonment',
        urgency: 'urgent',
        age: 'minor',
        where: 'abroad',
        who: 'bystander',
        municipality: 'GM0796',
      },
    },
  },
  {
    row: '23',
    says: 'self-harm overrides all: 112 if acting now → 113 → kt (<18); then resume the theme’s routes',
    theme: anyTheme,
    urgency: anyUrgency,
    age: anyAge,
    where: ['nl', 'eu', 'abroad', 'unknown'],
    who: anyone,
    with: [
      { selfHarm: true },
      { selfHarm: true, caller: 'abroad' },
      { selfHarm: true, circumstance: ['asylum-centre', 'dependent-permit'] },
    ],
    list: (situation) => {
      const theme = kindsIn({ ...situation, selfHarm: false });
      const resumed = theme.filter((kind) => kind !== 'emergency-112' && kind !== 'child-helpline');
      const acting = theme[0] === 'emergency-112' ? (['emergency-112'] as const) : [];
      // The child line has a number of the Netherlands only (B5.4).
      const child =
        situation.age === 'minor' && (situation.where === 'nl' || situation.where === 'unknown')
          ? (['child-helpline'] as const)
          : [];
      return {
        slots: [...acting, 'suicide-prevention', ...child, ...resumed],
        besides: situation.age === 'unknown' ? { 'child-helpline': 'design 4: unknown age, child lines last' } : {},
      };
    },
    typed: {
      flags: '--theme honour-violence --urgency calm --age minor --where nl --who self --self-harm',
      place: '5021 AB',
      area: 'Veilig Thuis Midden-Brabant',
      is: {
        theme: 'honour-violence',
        urgency: 'calm',
        age: 'minor',
        where: 'nl',
        who: 'self',
        selfHarm: true,
        municipality: 'GM0855',
      },
    },
  },
  {
    row: '24',
    says: 'parent: X9; never a different disclosure of safety info (nothing that helps to find somebody)',
    theme: anyTheme,
    urgency: [...orange, ...yellow],
    age: anyAge,
    where: ['nl', 'unknown'],
    who: ['parent'],
    with: vocabulary.parent.flatMap((parent) => keyPersonAnswers.map((answer) => ({ parent, ...answer }))),
    list: (situation) => {
      const { theme, parent, age } = situation;
      // An adult who left is not taken: then nobody is helped to find her, and the list is that of any parent.
      const isTaken =
        parent === 'fears-other' && age !== 'adult' && theme !== 'honour-violence' && theme !== 'coming-out';
      // FGM and coming out have lists that fit a parent as they are; the other lists are those of X9.
      if (theme === 'fgm') return withOthers({ ...situation, who: 'self' }, ['veilig-thuis'], parentWhoFears);
      if (isTaken) {
        return { slots: ['veilig-thuis', 'police', 'legal-aid'], besides: { ...parentsToo, 'lgbt-support': 'B2.14' } };
      }
      if (theme === 'coming-out') {
        return withOthers({ ...situation, who: 'self' }, [{ all: ['veilig-thuis', 'lgbt-support'] }]);
      }
      return {
        slots: ['veilig-thuis'],
        besides: { ...parentsToo, wijkteam: 'X9 (2)', 'key-person': 'X9 (1), (2) and (4)' },
      };
    },
    also: (found, { parent, theme, urgency, where, age }) => {
      const list = kinds(found);
      if (age === 'adult' && list.includes('police')) return 'a parent is helped to find an adult';
      if (list.includes('shelter-specialist') || list.includes('lkha'))
        return 'a parent is shown what protects a victim';
      if (parent === 'fears-other' && theme === 'abandonment' && where === 'nl' && age !== 'adult')
        return names(found, 'legal-aid', 'centrum-iko');
      if (parent === 'intends' && urgency === 'calm' && theme === 'forced-marriage' && !list.includes('wijkteam'))
        return 'X9 (2): wijkteam is missing';
      return null;
    },
    typed: {
      flags: '--theme abandonment --urgency urgent --age minor --where nl --who parent --parent fears-other',
      place: 'utrecht',
      area: 'Veilig Thuis Utrecht',
      is: {
        theme: 'abandonment',
        urgency: 'urgent',
        age: 'minor',
        where: 'nl',
        who: 'parent',
        parent: 'fears-other',
        municipality: 'GM0344',
      },
    },
  },
  {
    row: '25',
    says: 'a key person asks, ORANGE/RED: same as victim rows',
    theme: anyTheme,
    urgency: [...red, ...orange],
    age: anyAge,
    where: ['nl', 'eu', 'abroad', 'unknown'],
    who: ['key-person', 'professional'],
    with: keyPersonAnswers,
    list: (situation) => ({
      // The victim, with the same phone in hand.
      slots: kindsIn({ ...situation, who: 'self' }),
      besides: situation.where === 'nl' ? {} : (callsFromNl(situation) ?? {}),
    }),
    typed: {
      flags: '--theme forced-marriage --urgency urgent --age minor --where nl --who key-person',
      place: "'s-gravenhage",
      area: 'Veilig Thuis Haaglanden',
      is: {
        theme: 'forced-marriage',
        urgency: 'urgent',
        age: 'minor',
        where: 'nl',
        who: 'key-person',
        municipality: 'GM0518',
      },
    },
  },
];

/** For rows that say only where some kinds stand: the rest is the list of `other`, which other rows settle. */
export function withOthers(other: Situation, slots: readonly Slot[], besides: List['besides'] = {}): List {
  const rest = kindsIn(other).map((kind) => [kind, 'the row of the theme'] as const);
  return { slots, besides: { ...Object.fromEntries(rest), ...besides } };
}

export function casesOf({ theme, urgency, age, where, who, with: more = [{}] }: Row): readonly Situation[] {
  const cases: Situation[] = [];
  for (const t of theme)
    for (const u of urgency)
      for (const a of age)
        for (const w of where)
          for (const o of who)
            for (const extra of more)
              cases.push(completeSituation({ theme: t, urgency: u, age: a, where: w, who: o, ...extra }));
  return cases;
}
