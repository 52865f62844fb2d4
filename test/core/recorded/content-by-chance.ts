/**
 * Content as nobody would write it, made by chance: rules, contacts and questions in every combination.
 */
import { openTalk, type TalkSource } from '../../../src/content/packed/talk.ts';
import type { Condition, When } from '../../../src/core/condition.ts';
import type { Dialogs, OptionEntry, Step, VoiceTable } from '../../../src/core/dialog.ts';
import type { Channels, DirectoryData, Organisation, Seen, Service } from '../../../src/core/directory.ts';
import type { Hours } from '../../../src/core/hours.ts';
import type { Facts } from '../../../src/core/knowledge.ts';
import type { Amendment, Policy } from '../../../src/core/policy.ts';
import {
  circumstances,
  type FactName,
  factNames,
  type RouteKind,
  type Theme,
  type Voice,
  vocabulary,
  voices,
} from '../../../src/core/situation.ts';
import type { Talk } from '../../../src/core/turn.ts';
import { type Chance, chance } from './chance.ts';

/** The kinds that are drawn: two of them depend on the municipality, one on organisations. */
export const kinds: readonly RouteKind[] = ['veilig-thuis', 'lkha', 'wijkteam', 'key-person', 'police', 'medical'];
export const codes = ['GM0001', 'GM0002', 'GM0003', 'GM0004'] as const;

function some<T>(by: Chance, most: number, make: () => T): readonly T[] {
  return Array.from({ length: by.number(most + 1) }, make);
}

/** Half of the time. */
function maybe<K extends string, T>(by: Chance, key: K, make: () => T): { readonly [key in K]?: T } {
  // An object with that one key.
  return by.number(2) === 0 ? {} : ({ [key]: make() } as { readonly [key in K]: T });
}

function sayable(by: Chance, fact: FactName): string | boolean {
  return fact === 'selfHarm' ? by.number(2) === 0 : by.oneOf<string>(vocabulary[fact]);
}

function conditionBy(by: Chance): Condition {
  const facts = some(by, 2, () => by.oneOf(factNames)).map((fact) => [
    fact,
    fact !== 'selfHarm' && by.number(2) === 0 ? [sayable(by, fact), sayable(by, fact)] : sayable(by, fact),
  ]);
  const among = by.number(3) === 0 ? { circumstance: [by.oneOf(circumstances), by.oneOf(circumstances)] } : {};
  // Each value was taken from the vocabulary of its fact.
  return { ...Object.fromEntries(facts), ...among } as Condition;
}

/** Any condition, and now and then none or two. */
export function whenBy(by: Chance): When {
  return [undefined, conditionBy(by), conditionBy(by), [conditionBy(by), conditionBy(by)]][by.number(4)];
}

/** What an answer may establish. */
export function factsBy(by: Chance): Facts {
  const among = by.number(3) === 0 ? { circumstance: by.oneOf(circumstances) } : {};
  const said = some(by, 2, () => by.oneOf(factNames)).map((fact) => [fact, sayable(by, fact)]);
  // Each value was taken from the vocabulary of its fact.
  return { ...Object.fromEntries(said), ...among } as Facts;
}

/** Rules that add, move and ban, with and without neighbours to stand beside. */
export function policyBy(by: Chance): Policy {
  const amendment = (at: number): Amendment => {
    const does = by.oneOf(['add', 'move', 'put'] as const);
    return {
      id: `amend-${at}`,
      when: whenBy(by),
      does,
      kind: by.oneOf(kinds),
      because: does === 'move' ? null : `because-${at}`,
      place: {
        beside: by.number(2) === 0 ? null : { kind: by.oneOf(kinds), side: by.oneOf(['before', 'after'] as const) },
        otherwise: by.oneOf([null, 'first', 'last'] as const),
      },
    };
  };
  return {
    base: [0, 1, 2].map((at) => ({
      id: `base-${at}`,
      when: whenBy(by),
      routes: [...new Set(some(by, 3, () => by.oneOf(kinds)))].map((kind) => ({ kind, because: `base-${at}-${kind}` })),
    })),
    amend: [0, 1, 2, 3, 4, 5].map(amendment),
    never: [0, 1].map((at) => ({ id: `never-${at}`, kind: by.oneOf(kinds), unless: whenBy(by) })),
  };
}

function seen<T>(by: Chance, value: T): Seen<T> {
  return {
    value,
    source: `source ${by.number(9)}`,
    seenOn: by.oneOf([null, '2024', '2026-03']),
    checkedOn: by.oneOf([null, null, '2026-05-01']),
  };
}

const phones = ['0800-0000', '112', '070-000 00 00', '(0599) 00 00 00', '14 000', '+31 70 000 00 00'];

function channelsBy(by: Chance, name: string): Channels {
  const site = `https://example.org/${name}`;
  return {
    ...maybe(by, 'phone', () => seen(by, by.oneOf(phones))),
    ...maybe(by, 'phoneAbroad', () => seen(by, '+31 00 000 00 00')),
    ...maybe(by, 'whatsapp', () => seen(by, '+31 6 00 00 00 00')),
    ...maybe(by, 'chat', () => seen(by, by.oneOf([site, `${site}/chat`]))),
    ...maybe(by, 'website', () => seen(by, site)),
  };
}

function hoursBy(by: Chance): Hours {
  if (by.number(3) === 0) return 'always';
  const periods = [
    { days: [1, 2, 3, 4, 5], from: 540, to: 1020 },
    ...some(by, 1, () => ({ days: [6], from: 600, to: 720 })),
  ];
  return { periods, holidays: by.oneOf(['open', 'closed', 'unknown'] as const) };
}

function serviceBy(by: Chance, at: number): Service {
  const id = `service-${at}`;
  return {
    id,
    kind: by.oneOf(kinds),
    name: seen(by, id),
    ...channelsBy(by, id),
    ...maybe(by, 'hours', () => seen(by, hoursBy(by))),
    ...maybe(by, 'free', () => seen(by, by.number(2) === 0)),
    ...maybe(by, 'anonymous', () => seen(by, by.number(2) === 0)),
    ...maybe(by, 'chatReach', () => [by.oneOf(vocabulary.caller)]),
    ...maybe(by, 'chatHours', () => seen(by, hoursBy(by))),
    ...maybe(by, 'when', () => whenBy(by)),
    ...maybe(by, 'first', () => whenBy(by)),
    generic: by.number(4) === 0,
    menu: by.number(2) === 0,
    say: by.number(2) === 0,
    ...maybe(by, 'sayReach', () => [by.oneOf(vocabulary.caller)]),
  };
}

function organisationBy(by: Chance, at: number): Organisation {
  const id = `organisation-${at}`;
  return {
    id,
    name: seen(by, id),
    ...channelsBy(by, id),
    community: 'everybody',
    municipality: by.oneOf([null, ...codes]),
    when: whenBy(by),
    safeguarding: by.number(2) === 0,
    lgbtSafe: by.number(2) === 0,
  };
}

/** Contacts of which any part may be missing, and municipalities that take over from each other. */
export function directoryBy(by: Chance): DirectoryData {
  return {
    services: Array.from({ length: 14 }, (_, at) => serviceBy(by, at)),
    regions: ['north', 'south'].map((id) => ({ id, name: seen(by, `region ${id}`), ...channelsBy(by, id) })),
    municipalities: codes.map((code, at) => ({
      code,
      name: `Town ${at}`,
      region: by.oneOf(['north', 'south', 'nowhere']),
      validTo: by.oneOf([null, '2026-12-31', '2027-01-09', '2027-10-01']),
      successor: by.oneOf([null, ...codes]),
      ...channelsBy(by, code),
      wijkteam: { ...maybe(by, 'name', () => seen(by, `team ${at}`)), ...channelsBy(by, `team-${at}`) },
    })),
    organisations: Array.from({ length: 6 }, (_, at) => organisationBy(by, at)),
    standIn: {
      ...maybe(by, 'default', () => some(by, 2, () => by.oneOf(kinds))),
      ...Object.fromEntries(some(by, 2, () => [by.oneOf(kinds), some(by, 2, () => by.oneOf(kinds))])),
    },
  };
}

function voicesBy(by: Chance): VoiceTable {
  const one = (): VoiceTable[Voice] => by.oneOf<VoiceTable[Voice]>(['own', 'own', 'none', ...voices]);
  // One entry for each voice.
  return Object.fromEntries(voices.map((voice) => [voice, one()])) as VoiceTable;
}

function askBy(by: Chance, id: string): Step {
  const about = by.oneOf<FactName | 'municipality'>([...factNames, 'municipality']);
  const options = Array.from(
    { length: 1 + by.number(4) },
    (_, at): OptionEntry => ({
      id: at === 0 ? 'unknown' : `option-${at}`,
      when: whenBy(by),
      // A value of the vocabulary of the fact it is about.
      sets: { ...factsBy(by), ...(about === 'municipality' ? {} : ({ [about]: sayable(by, about) } as Facts)) },
    }),
  );
  return { type: 'ask', id, about, when: whenBy(by), voices: voicesBy(by), sameLabels: by.number(2) === 0, options };
}

function stepBy(by: Chance, id: string): Step {
  const kind = by.number(5);
  if (kind < 2) return askBy(by, `ask-${by.number(6)}`);
  if (kind === 2) return { type: 'offer', id: `offer-${id}`, when: whenBy(by), sets: factsBy(by) };
  return {
    type: kind === 3 ? 'tell' : 'topic',
    id: `told-${id}`,
    when: whenBy(by),
    beside: by.oneOf([null, by.oneOf(kinds)]),
    voices: voicesBy(by),
    tone: by.oneOf(['danger', 'care', 'warn', 'plain'] as const),
    suggests: [],
    warns: [],
  };
}

function dialogsBy(by: Chance): Dialogs {
  const steps = (name: string, count: number): readonly Step[] =>
    Array.from({ length: count }, (_, at) => stepBy(by, `${name}-${at}`));
  const theme: Step = {
    type: 'ask',
    id: 'theme',
    about: 'theme',
    when: undefined,
    voices: voicesBy(by),
    sameLabels: false,
    options: vocabulary.theme.map((one) => ({ id: one, when: undefined, sets: { theme: one } })),
  };
  const start: readonly Step[] = [...steps('first', 2), theme, { type: 'theme' }, ...steps('last', 3)];
  const within = (one: Theme): readonly Step[] => {
    const own = steps(one, 5);
    const at = by.number(own.length + 1);
    return [...own.slice(0, at), { type: 'routes' }, ...own.slice(at)];
  };
  // One entry for each theme.
  return { start, themes: Object.fromEntries(vocabulary.theme.map((one) => [one, within(one)])) as Dialogs['themes'] };
}

/** A talk of content by chance; the same for the same number. */
export function strangeTalk(seed: number): Talk {
  const by = chance(seed);
  const source: TalkSource = {
    dialogs: dialogsBy(by),
    policy: policyBy(by),
    directory: directoryBy(by),
    visits: ['one', 'two', 'three'].map((id) => ({
      id,
      when: whenBy(by),
      sources: some(by, 3, () => ({ title: `title ${by.number(2)}`, seenOn: by.oneOf([null, '2025']) })),
    })),
    places: { municipalities: [], places: [], postcodes: [], foreign: [], everyday: [] },
  };
  return openTalk(source);
}
