/**
 * The content in outline: who is shown whom, what is asked and told, and how people are reached, as plain lines. Kept
 * in `docs/review/approved/`, so that no change of behaviour slips in with a change of wording: `check` compares.
 */
import type { When } from '../../core/condition.ts';
import type { Dialogs, Step } from '../../core/dialog.ts';
import type { DirectoryData, Service } from '../../core/directory.ts';
import { knowledgeOf } from '../../core/knowledge.ts';
import { type CompiledPolicy, routesFor } from '../../core/policy.ts';
import { circumstances, completeSituation, type Situation, vocabulary } from '../../core/situation.ts';

/** The name of the file and its lines. */
export type OutlineFile = readonly [name: string, lines: readonly string[]];

export type Outline = Iterable<OutlineFile>;

/** One more thing that is true, beside theme, urgency, place, age and user. */
interface Variant {
  readonly name: string;
  readonly facts: Partial<Situation>;
}

const variants: readonly Variant[] = [
  { name: 'self-harm', facts: { selfHarm: true } },
  { name: 'key-person-safe', facts: { keyPersonSafe: 'yes' } },
  { name: 'caller-abroad', facts: { caller: 'abroad' } },
  ...circumstances.map((one) => ({ name: one, facts: { circumstance: [one] } })),
  { name: 'self-harm-in-asylum-centre', facts: { selfHarm: true, circumstance: ['asylum-centre'] } },
  { name: 'key-person-safe-in-asylum-centre', facts: { keyPersonSafe: 'yes', circumstance: ['asylum-centre'] } },
];

const users: readonly Partial<Situation>[] = vocabulary.who.flatMap((who): readonly Partial<Situation>[] =>
  who === 'parent' ? vocabulary.parent.map((parent) => ({ who, parent })) : [{ who }],
);

function nameOf({ who, parent }: Partial<Situation>): string {
  return parent === undefined ? String(who) : `parent:${parent}`;
}

function listFor(policy: CompiledPolicy, known: Partial<Situation>): string {
  return routesFor(policy, knowledgeOf(completeSituation(known)))
    .map(({ kind, because }) => `${kind} (${because})`)
    .join(', ');
}

/** People for whom one list holds, gathered on one line: by age, then by user. */
function gathered(policy: CompiledPolicy, facts: Partial<Situation>): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const age of vocabulary.age) {
    const byList = new Map<string, string[]>();
    for (const user of users) {
      const list = listFor(policy, { ...facts, ...user, age });
      byList.set(list, [...(byList.get(list) ?? []), nameOf(user)]);
    }
    for (const [list, names] of byList) {
      const key = `${names.length === users.length ? 'everybody' : names.join(' ')}\t${list}`;
      groups.set(key, [...(groups.get(key) ?? []), age]);
    }
  }
  return [...groups].map(([key, ages]) => {
    const [names = '', list = ''] = key.split('\t');
    const of = ages.length === vocabulary.age.length ? 'any age' : ages.join('/');
    return `  ${of}, ${names}: ${list === '' ? 'NOBODY' : list}`;
  });
}

/** The decision table; with a variant only the parts in which it changes something. */
function table(
  policy: CompiledPolicy,
  variant: Partial<Situation>,
  plain: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  for (const theme of vocabulary.theme) {
    for (const urgency of ['emergency', 'urgent', 'calm'] as const) {
      for (const where of vocabulary.where) {
        const title = `${theme}, ${urgency}, ${where}`;
        const lines = gathered(policy, { theme, urgency, where, ...variant }).join('\n');
        if (plain.get(title) !== lines) blocks.set(title, lines);
      }
    }
  }
  return blocks;
}

function linesOf(blocks: ReadonlyMap<string, string>): readonly string[] {
  return [...blocks].flatMap(([title, lines]) => [title, ...lines.split('\n')]);
}

function words(when: When): string {
  return when === undefined ? '' : ` when ${JSON.stringify(when)}`;
}

function stepLines(step: Step): readonly string[] {
  switch (step.type) {
    case 'ask':
      return [
        `ask ${step.id} about ${step.about}${words(step.when)}`,
        ...step.options.map(({ id, when, sets }) => `  ${id} → ${JSON.stringify(sets)}${words(when)}`),
      ];
    case 'tell':
    case 'topic': {
      const { type, id, tone, when, beside, voices, suggests, warns } = step;
      const seenBeside = beside === null ? '' : ` beside ${beside}`;
      return [
        `${type} ${id} (${tone})${seenBeside}${words(when)}`,
        `  voices ${JSON.stringify(voices)} suggests ${suggests.join(' ')} warns ${warns.join(' ')}`,
      ];
    }
    case 'offer':
      return [`offer ${step.id} → ${JSON.stringify(step.sets)}${words(step.when)}`];
    default:
      return [step.type];
  }
}

function serviceLines(service: Service): readonly string[] {
  const { id, kind, name, when, first } = service;
  const ways = (['phone', 'phoneAbroad', 'whatsapp', 'chat', 'website'] as const).flatMap((way) => {
    const channel = service[way];
    return channel === undefined ? [] : [`${way} ${channel.value}`];
  });
  const hours = service.hours === undefined ? '' : `, hours ${JSON.stringify(service.hours.value)}`;
  const leads = first === undefined ? '' : ` first${words(first)}`;
  return [`${kind}: ${id}, ${name.value}${words(when)}${leads}`, `  ${ways.join(', ') || 'no channel shown'}${hours}`];
}

/** Who is shown whom: the plain table, then for each variant what it changes. */
export function* routesOutline(policy: CompiledPolicy): Generator<OutlineFile> {
  const plain = table(policy, {}, new Map());
  yield ['routes.txt', linesOf(plain)];
  for (const { name, facts } of variants) yield [`routes-${name}.txt`, linesOf(table(policy, facts, plain))];
}

/** What is asked, told and offered, dialog by dialog. */
export function* dialogsOutline({ start, themes }: Dialogs): Generator<OutlineFile> {
  yield ['dialog-start.txt', start.flatMap(stepLines)];
  for (const theme of vocabulary.theme) yield [`dialog-${theme}.txt`, themes[theme].flatMap(stepLines)];
}

/** How people are reached, as far as anyone may see it. */
export function* servicesOutline({ services }: DirectoryData): Generator<OutlineFile> {
  yield ['services.txt', services.flatMap(serviceLines)];
}

/** Everything whose change somebody should have meant. */
export function* outlineOf(policy: CompiledPolicy, dialogs: Dialogs, directory: DirectoryData): Generator<OutlineFile> {
  yield* routesOutline(policy);
  yield* dialogsOutline(dialogs);
  yield* servicesOutline(directory);
}
