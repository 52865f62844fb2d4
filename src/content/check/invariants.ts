/**
 * What must hold of every list of routes (domain guide B1 to B5), asserted without looking at the policy's rules:
 * least of all at its `never` block.
 */
import type { RouteKind, Situation } from '../../core/situation.ts';

export interface Invariant {
  /** The place in the guide or the design. */
  readonly id: string;
  /** What is promised. */
  readonly promise: string;
  /** True when the list breaks the promise. */
  readonly broken: (kinds: readonly RouteKind[], situation: Situation) => boolean;
}

const inNl = ({ where }: Situation): boolean => where === 'nl' || where === 'unknown';
const outside = (situation: Situation): boolean => !inNl(situation);
const isEmergency = ({ urgency }: Situation): boolean => urgency === 'emergency';
const isUrgent = ({ urgency }: Situation): boolean => urgency === 'urgent' || urgency === 'unknown';
const isMinor = ({ age }: Situation): boolean => age !== 'adult';
const asksForHerself = ({ who }: Situation): boolean => who === 'self' || who === 'unknown';

function above(kinds: readonly RouteKind[], upper: RouteKind, lower: RouteKind): boolean {
  const first = kinds.indexOf(upper);
  const second = kinds.indexOf(lower);
  return first >= 0 && second >= 0 && first < second;
}

export const invariants: readonly Invariant[] = [
  {
    id: 'B5.1',
    promise:
      'every list has somebody who answers day and night: Veilig Thuis, or from abroad the Ministry of Foreign Affairs',
    broken: (kinds, { caller }) =>
      caller === 'nl' ? !kinds.includes('veilig-thuis') && !kinds.includes('consular') : !kinds.includes('consular'),
  },
  {
    id: 'B1 red',
    promise: 'in an emergency in the Netherlands or the EU 112 comes first',
    broken: (kinds, situation) =>
      isEmergency(situation) && situation.where !== 'abroad' && kinds[0] !== 'emergency-112',
  },
  {
    id: 'B2.3',
    promise: 'in an emergency outside the EU the Ministry of Foreign Affairs comes before all but 113',
    broken: (kinds, situation) =>
      isEmergency(situation) &&
      situation.where === 'abroad' &&
      kinds.find((kind) => kind !== 'suicide-prevention' && kind !== 'child-helpline') !== 'consular',
  },
  {
    id: 'B5.4',
    promise: 'somebody abroad is not sent to a number that does not work from there before one that does',
    broken: (kinds, situation) => outside(situation) && above(kinds, 'veilig-thuis', 'consular'),
  },
  {
    id: 'B5.5',
    promise: 'for a minor a key person never stands above Veilig Thuis',
    broken: (kinds, situation) => isMinor(situation) && above(kinds, 'key-person', 'veilig-thuis'),
  },
  {
    id: 'B5.6',
    promise: 'thoughts of suicide put 113 first, with only 112 above it',
    broken: (kinds, { selfHarm }) =>
      selfHarm && kinds.find((kind) => kind !== 'emergency-112') !== 'suicide-prevention',
  },
  {
    id: 'B5.11',
    promise: 'a key person only after the question whether anyone there could know the family',
    broken: (kinds, { keyPersonSafe }) => kinds.includes('key-person') && keyPersonSafe !== 'yes',
  },
  {
    id: 'B4',
    promise: 'a key person is never the first route, and in danger only the last one of an adult who came out',
    broken: (kinds, situation) =>
      kinds[0] === 'key-person' ||
      (kinds.includes('key-person') &&
        situation.urgency !== 'calm' &&
        !(situation.theme === 'coming-out' && isUrgent(situation) && situation.age === 'adult')),
  },
  {
    id: 'design 4',
    promise: 'LKHA is a first route for a victim only when she is abroad or not registered',
    broken: (kinds, situation) =>
      kinds[0] === 'lkha' &&
      asksForHerself(situation) &&
      inNl(situation) &&
      !situation.circumstance.includes('unregistered'),
  },
  {
    id: 'B2.5',
    promise: 'for a minor in the Netherlands Veilig Thuis stands above LKHA',
    broken: (kinds, situation) => situation.age === 'minor' && inNl(situation) && above(kinds, 'lkha', 'veilig-thuis'),
  },
  {
    id: 'B2.7',
    promise: 'the wijkteam is never first, and not shown in danger that comes from the family',
    broken: (kinds, situation) =>
      kinds[0] === 'wijkteam' ||
      (kinds.includes('wijkteam') && situation.urgency !== 'calm' && situation.theme !== 'domestic-violence') ||
      (kinds.includes('wijkteam') && isEmergency(situation)),
  },
  {
    id: 'B5.2',
    promise: 'reporting to the police is never the first or the only way',
    broken: (kinds) => kinds[0] === 'police',
  },
  {
    id: 'B2.19',
    promise: 'without a permit of her own she sees a lawyer before the police',
    broken: (kinds, { circumstance, age }) =>
      age !== 'minor' &&
      (circumstance.includes('dependent-permit') || circumstance.includes('undocumented')) &&
      above(kinds, 'police', 'legal-aid'),
  },
  {
    id: 'A4',
    promise: 'LGBTQ+ organisations are shown in coming out only: elsewhere they could give somebody away',
    broken: (kinds, { theme }) => kinds.includes('lgbt-support') && theme !== 'coming-out',
  },
  {
    id: 'design 4 age',
    promise: 'child lines are not for adults, and last when the age is not known',
    broken: (kinds, { age, selfHarm }) =>
      (age === 'adult' && kinds.includes('child-helpline')) ||
      (age === 'unknown' && !selfHarm && kinds.includes('child-helpline') && kinds.at(-1) !== 'child-helpline'),
  },
  {
    id: 'B2.20',
    promise: 'in an asylum centre the contact person stands before Veilig Thuis',
    broken: (kinds, situation) =>
      situation.circumstance.includes('asylum-centre') &&
      inNl(situation) &&
      !above(kinds, 'asylum-support', 'veilig-thuis'),
  },
  {
    id: 'design 4 where',
    promise: 'while the place is not known, the list for the Netherlands also has the number from abroad',
    broken: (kinds, { where }) =>
      where === 'unknown' && !(kinds.includes('veilig-thuis') && kinds.includes('consular')),
  },
  {
    id: 'X9',
    promise:
      'a parent gets no police and no lawyer about a child who is an adult: nobody is helped to find somebody who left',
    broken: (kinds, { who, age, where }) =>
      who === 'parent' && age === 'adult' && (where === 'nl' || where === 'unknown') && kinds.includes('police'),
  },
  {
    id: 'one each',
    promise: 'no kind is listed twice',
    broken: (kinds) => new Set(kinds).size !== kinds.length,
  },
];
