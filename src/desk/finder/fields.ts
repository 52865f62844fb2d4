/**
 * The form of the desk as data: what is asked, in which order, and which answers there are. The words stand in
 * `desk.json` under the same names.
 */
import { type Circumstance, circumstances, type Situation, vocabulary } from '../../core/situation.ts';
import type { Choices } from './choices.ts';

/** A question with one answer of several. */
export interface ChoiceField {
  readonly name: 'who' | 'parent' | 'theme' | 'urgency' | 'age' | 'where' | 'caller' | 'keyPersonSafe';
  readonly options: readonly string[];
  /** For whom it is asked; left out: always. */
  readonly when?: (choices: Choices) => boolean;
}

/** In the order of the first taps: five of them lead to the route. */
export const fields: readonly ChoiceField[] = [
  { name: 'urgency', options: ['emergency', 'urgent', 'calm', 'unknown'] satisfies readonly Situation['urgency'][] },
  { name: 'theme', options: vocabulary.theme },
  { name: 'age', options: vocabulary.age },
  { name: 'where', options: vocabulary.where },
];

/** Who asks, above all others: it changes in whose words the rest is said. */
export const whoField: ChoiceField = {
  name: 'who',
  options: ['key-person', 'professional', 'self', 'bystander', 'parent'] satisfies readonly Situation['who'][],
};

/** What most routes do not hang on; folded away until somebody looks for it. */
export const furtherFields: readonly ChoiceField[] = [
  { name: 'parent', options: vocabulary.parent, when: ({ who }) => who === 'parent' },
  { name: 'keyPersonSafe', options: vocabulary.keyPersonSafe },
  { name: 'caller', options: vocabulary.caller },
];

/** What makes it an emergency by itself, asked beside how urgent it is: nobody has to open anything to say it. */
export const alarming = ['at-airport'] as const satisfies readonly Circumstance[];

/** What may hold besides; any number of them. */
export const furtherCircumstances: readonly Circumstance[] = circumstances.filter(
  (one) => !alarming.some((alarm) => alarm === one),
);
