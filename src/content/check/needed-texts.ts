/**
 * Which texts the content asks for: by name, for each voice that speaks. What stands in the files beyond these and
 * the optional ones is unused.
 */
import type { Step } from '../../core/dialog.ts';
import { spokenVoice } from '../../core/dialog.ts';
import { voices } from '../../core/situation.ts';
import { voiced } from '../../core/texts.ts';
import type { ContentFiles } from '../load.ts';
import { saidIn, textPlaces } from '../packed/said-in.ts';
import { interfaceTexts, placedTexts } from './interface-texts.ts';

/**
 * Which languages have a text. `source`: Dutch alone, as the sentences to say on the phone. `translations`: every language
 * but Dutch. `desk`: the languages of the desk, in which we speak with partners.
 */
export type Whose = 'all' | 'source' | 'translations' | 'desk';

/** A key and what asks for it, for messages. */
export interface Needed {
  readonly key: string;
  readonly by: string;
  readonly whose?: Whose;
}

export interface NeededTexts {
  readonly required: readonly Needed[];
  /** Any one of these keys must exist. */
  readonly anyOf: readonly { readonly keys: readonly string[]; readonly by: string }[];
  readonly optional: ReadonlySet<string>;
}

class Gathering {
  readonly required = new Map<string, Needed>();
  readonly anyOf: { keys: readonly string[]; by: string }[] = [];
  readonly optional = new Set<string>();

  need(key: string, by: string, whose: Whose = 'all'): void {
    if (!this.required.has(key)) this.required.set(key, { key, by, whose });
  }

  step(step: Step): void {
    if (step.type === 'ask') this.question(step);
    if (step.type === 'tell' || step.type === 'topic') this.guidance(step);
    // Offers are said by her, about somebody else, or by a parent.
    if (step.type === 'offer')
      for (const voice of ['self', 'bystander', 'parent'] as const)
        this.need(voiced(`questions:offers.${step.id}`, voice), `offer "${step.id}"`);
  }

  private question(step: Extract<Step, { readonly type: 'ask' }>): void {
    const by = `question "${step.id}"`;
    for (const voice of voices) {
      const spoken = spokenVoice(step.voices, voice);
      if (spoken === null) continue;
      this.need(voiced(`questions:${step.id}.ask`, spoken), by);
      for (const { id } of step.options)
        this.need(voiced(`questions:${step.id}.options.${id}`, step.sameLabels ? 'self' : spoken), by);
    }
  }

  private guidance(step: Extract<Step, { readonly type: 'tell' | 'topic' }>): void {
    const key = `guidance:${step.id}`;
    const by = `${step.type} "${step.id}"`;
    for (const voice of voices) {
      const spoken = spokenVoice(step.voices, voice);
      if (spoken === null) continue;
      const titles = [...new Set([voiced(`${key}.title`, spoken), `${key}.title`])];
      const words = [voiced(`${key}.text`, spoken), voiced(`${key}.steps`, spoken)];
      this.anyOf.push({ keys: titles, by: `${by}, voice ${spoken}` }, { keys: words, by: `${by}, voice ${spoken}` });
      for (const one of [...titles, ...words]) this.optional.add(one);
    }
  }
}

/** A sentence to say is Dutch for every reader, so only Dutch has it; the others say what it means and how it sounds. */
const partsOfSentence = [
  { part: 'dutch', whose: 'source' },
  { part: 'meaning', whose: 'translations' },
  { part: 'sound', whose: 'translations' },
] as const;

/** The sentence with the words that ask for an interpreter, for readers of the other languages. */
const forInterpreter = { part: 'dutch-interpreter' } as const;

/** Everything that `locales/<lang>/` must and may hold. */
export function neededTexts({ dialogs, policy, referral }: ContentFiles): NeededTexts {
  const gathering = new Gathering();
  for (const { key, by, whose } of interfaceTexts) gathering.need(key, by, whose);
  const { start, themes } = dialogs.dialogs;
  for (const step of [start, ...Object.values(themes)].flat()) gathering.step(step);
  for (const { id } of dialogs.visits) {
    gathering.need(`visits:${id}.question`, `visit "${id}"`);
    gathering.need(`visits:${id}.answer`, `visit "${id}"`);
    for (const voice of voices)
      for (const part of ['question', 'answer']) gathering.optional.add(voiced(`visits:${id}.${part}`, voice));
  }
  for (const { id, routes } of policy.base)
    for (const { because } of routes) gathering.need(`reasons:${because}`, `rule ${id}`);
  for (const { id, because } of policy.amend) if (because !== null) gathering.need(`reasons:${because}`, `rule ${id}`);
  for (const service of referral.services) {
    const by = `service "${service.id}"`;
    gathering.need(`services:${service.id}.what`, by);
    if (service.menu) gathering.need(`services:${service.id}.menu`, by);
    if (service.say)
      for (const { part, whose } of partsOfSentence) gathering.need(`services:${service.id}.say.${part}`, by, whose);
    for (const { part } of [...partsOfSentence, forInterpreter])
      for (const voice of voices)
        for (const sentence of ['say', 'say-now'])
          gathering.optional.add(`${voiced(`services:${service.id}.${sentence}`, voice)}.${part}`);
  }
  for (const key of placedTexts) for (const place of textPlaces) gathering.optional.add(saidIn(key, place));
  return { required: [...gathering.required.values()], anyOf: gathering.anyOf, optional: gathering.optional };
}
