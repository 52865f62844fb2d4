/**
 * The form of the files in `dialogs/`, and putting them together: parts in their places, every entry explicit.
 */
import { z } from 'zod';
import type { When } from '../core/condition.ts';
import type { Dialogs, OptionEntry, Step, Tone, VoiceTable } from '../core/dialog.ts';
import type { Facts } from '../core/knowledge.ts';
import {
  circumstances,
  type FactName,
  factNames,
  routeKinds,
  type Theme,
  vocabulary,
  voices,
} from '../core/situation.ts';
import { actions, forbiddenActions } from './actions.ts';
import type { Reader } from './reader.ts';
import { sourceDate, whenSchema } from './referral-schema.ts';

const id = z.string().regex(/^[a-z0-9-]+$/, 'use small letters, digits and hyphens');
const factsShape = {
  theme: z.enum(vocabulary.theme).optional(),
  urgency: z.enum(vocabulary.urgency).optional(),
  who: z.enum(vocabulary.who).optional(),
  age: z.enum(vocabulary.age).optional(),
  where: z.enum(vocabulary.where).optional(),
  caller: z.enum(vocabulary.caller).optional(),
  parent: z.enum(vocabulary.parent).optional(),
  keyPersonSafe: z.enum(vocabulary.keyPersonSafe).optional(),
  selfHarm: z.boolean().optional(),
  circumstance: z.enum(circumstances).optional(),
};
const factsSchema = z.strictObject(factsShape);
const optionSchema = z.strictObject({ ...factsShape, when: whenSchema.optional() });

const tableSchema = z.strictObject({
  self: z.enum(['own', 'none', ...voices]),
  bystander: z.enum(['own', 'none', ...voices]),
  parent: z.enum(['own', 'none', ...voices]),
  'key-person': z.enum(['own', 'none', ...voices]),
  professional: z.enum(['own', 'none', ...voices]),
});

const askSchema = z.strictObject({
  ask: id.or(z.enum(factNames as [FactName, ...FactName[]])),
  about: z.enum([...(factNames as [FactName, ...FactName[]]), 'municipality']).optional(),
  when: whenSchema.optional(),
  /** `one`: the same words for everyone. */
  for: z.union([z.literal('one'), tableSchema]).optional(),
  labels: z.literal('one').optional(),
  options: z.record(id, optionSchema),
});
const guidanceShape = {
  when: whenSchema.optional(),
  for: tableSchema,
  /** Shown only together with this route. */
  beside: z.enum(routeKinds).optional(),
  tone: z.enum(['danger', 'care', 'warn', 'plain']).optional(),
  suggests: z.array(z.enum(actions)),
  warns: z.array(z.enum([...actions, ...forbiddenActions])),
};
const stepSchema = z.union([
  askSchema,
  // What is suggested is typed as any action, so that a forbidden one is refused with a reason and not as a typing error.
  z.strictObject({ tell: id, ...guidanceShape, suggests: z.array(z.enum([...actions, ...forbiddenActions])) }),
  z.strictObject({ topic: id, ...guidanceShape, suggests: z.array(z.enum([...actions, ...forbiddenActions])) }),
  z.strictObject({ offer: id, set: factsSchema, when: whenSchema.optional() }),
  z.strictObject({ use: z.array(id).min(1) }),
  z.literal('routes'),
  z.literal('theme'),
]);
type StepEntry = z.output<typeof stepSchema>;

const dialogSchema = z.strictObject({
  dialog: z.enum(['start', ...vocabulary.theme]),
  steps: z.array(stepSchema).min(1),
});
const partsSchema = z.strictObject({ parts: z.record(id, z.array(stepSchema).min(1)) });
export const visitsSchema = z.strictObject({
  sources: z.record(z.string(), z.strictObject({ title: z.string().min(3), seenOn: sourceDate.nullable() })),
  visits: z.array(z.strictObject({ id, when: whenSchema.optional(), sources: z.array(z.string()) })).min(1),
});

/** Questions are put to her, about somebody else, or to a parent; key persons and professionals speak of somebody else. */
const questionVoices: VoiceTable = {
  self: 'own',
  bystander: 'own',
  parent: 'own',
  'key-person': 'bystander',
  professional: 'bystander',
};
const oneVoice: VoiceTable = {
  self: 'own',
  bystander: 'self',
  parent: 'self',
  'key-person': 'self',
  professional: 'self',
};

function isFact(name: string): name is FactName {
  return (factNames as readonly string[]).includes(name);
}

/** `self: {}` under `ask: who` says by itself that who is self. */
function optionEntry(question: string, option: string, { when, ...facts }: z.output<typeof optionSchema>): OptionEntry {
  const says =
    isFact(question) && (vocabulary[question] as readonly string[]).includes(option) && facts[question] === undefined;
  // An option may leave its own fact to another one that it names: `control: { theme: honour-violence }`.
  const sets: Facts = says ? { ...facts, [question]: option } : facts;
  return { id: option, when, sets };
}

function defaultTone(tone: Tone | undefined): Tone {
  return tone ?? 'plain';
}

/** Where a step was written, for messages. */
export interface Written {
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** A question people ask. */
export interface VisitEntry {
  readonly id: string;
  /** In which talks it is on the menu. */
  readonly when: When;
  /** What the answer rests on, by title and date. */
  readonly sources: readonly { readonly title: string; readonly seenOn: string | null }[];
}

export interface DialogFiles {
  readonly dialogs: Dialogs;
  readonly visits: readonly VisitEntry[];
  /** Where each question, guidance block and offer stands. */
  readonly written: ReadonlyMap<string, Written>;
}

class Assembly {
  readonly written = new Map<string, Written>();
  private readonly reader: Reader;
  private readonly parts: Readonly<Record<string, readonly StepEntry[]>>;

  constructor(reader: Reader, parts: Readonly<Record<string, readonly StepEntry[]>>) {
    this.reader = reader;
    this.parts = parts;
  }

  steps(entries: readonly StepEntry[], at: Written, using: readonly string[]): readonly Step[] {
    return entries.flatMap((entry, index) => this.step(entry, { file: at.file, path: [...at.path, index] }, using));
  }

  private step(entry: StepEntry, at: Written, using: readonly string[]): readonly Step[] {
    if (entry === 'routes' || entry === 'theme') return [{ type: entry }];
    if ('use' in entry) return entry.use.flatMap((part) => this.part(part, at, using));
    if ('offer' in entry) {
      this.written.set(entry.offer, at);
      return [{ type: 'offer', id: entry.offer, when: entry.when, sets: entry.set }];
    }
    if ('ask' in entry) return [this.question(entry, at)];
    const type = 'tell' in entry ? 'tell' : 'topic';
    const name = 'tell' in entry ? entry.tell : entry.topic;
    this.written.set(name, at);
    const { when, beside, tone, suggests, warns } = entry;
    return [
      { type, id: name, when, beside: beside ?? null, voices: entry.for, tone: defaultTone(tone), suggests, warns },
    ];
  }

  private part(name: string, at: Written, using: readonly string[]): readonly Step[] {
    const entries = this.parts[name];
    if (entries === undefined || using.includes(name)) {
      this.reader.report({
        file: at.file,
        line: this.reader.lineOf(at.file, at.path),
        message: entries === undefined ? `there is no part "${name}"` : `part "${name}" uses itself: a loop`,
        cure: `use one of the parts in dialogs/parts.yaml: ${Object.keys(this.parts).join(', ')}`,
      });
      return [];
    }
    return this.steps(entries, { file: 'dialogs/parts.yaml', path: ['parts', name] }, [...using, name]);
  }

  private question(entry: z.output<typeof askSchema>, at: Written): Step {
    const { ask, when, options } = entry;
    this.written.set(ask, at);
    const about = entry.about ?? (isFact(ask) || ask === 'municipality' ? ask : null);
    if (about === null) {
      this.reader.report({
        file: at.file,
        line: this.reader.lineOf(at.file, at.path),
        message: `question "${ask}" does not say what it is about`,
        cure: 'add a line "about:" with the fact it settles, for example "about: urgency"',
      });
    }
    return {
      type: 'ask',
      id: ask,
      about: about ?? 'urgency',
      when,
      voices: entry.for === 'one' ? oneVoice : (entry.for ?? questionVoices),
      sameLabels: entry.for === 'one' || entry.labels === 'one',
      options: Object.entries(options).map(([option, facts]) => optionEntry(ask, option, facts)),
    };
  }
}

function visitEntries(reader: Reader, { sources, visits }: z.output<typeof visitsSchema>): readonly VisitEntry[] {
  return visits.map(({ id: visit, when, sources: named }, index) => ({
    id: visit,
    when,
    sources: named.flatMap((name) => {
      const source = sources[name];
      if (source === undefined) {
        const file = 'dialogs/visits.yaml';
        reader.report({
          file,
          line: reader.lineOf(file, ['visits', index]),
          message: `question "${visit}" names the source "${name}", which the list above does not have`,
          cure: 'add the source to the list, or correct the name',
        });
        return [];
      }
      return [source];
    }),
  }));
}

/** Reads `dialogs/`. Null when a file cannot be used; the reader then holds the problems. */
export function readDialogs(reader: Reader): DialogFiles | null {
  const parts = reader.yaml('dialogs/parts.yaml', partsSchema);
  const visits = reader.yaml('dialogs/visits.yaml', visitsSchema);
  const assembly = new Assembly(reader, parts?.parts ?? {});
  const read = (name: 'start' | Theme): readonly Step[] => {
    const file = `dialogs/${name}.yaml`;
    const entry = reader.yaml(file, dialogSchema);
    return entry === null ? [] : assembly.steps(entry.steps, { file, path: ['steps'] }, []);
  };
  const before = reader.problems.length;
  const start = read('start');
  const themes = Object.fromEntries(vocabulary.theme.map((theme) => [theme, read(theme)]));
  if (parts === null || visits === null || reader.problems.length > before) return null;
  // One entry for each theme was made just above.
  return {
    dialogs: { start, themes: themes as Dialogs['themes'] },
    visits: visitEntries(reader, visits),
    written: assembly.written,
  };
}
