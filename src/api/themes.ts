/**
 * The words in which a situation is described: every fact with its values, and what they are called in the languages of
 * the talk. The labels are those of the talk itself, so that a partner asks in words that were weighed.
 */
import type { Library } from '../content/library.ts';
import { circumstances, type FactName, factNames, type Voice, vocabulary } from '../core/situation.ts';
import { type Texts, voiced } from '../core/texts.ts';
import { inLanguages } from './in-languages.ts';

interface Asked {
  /** Key of the question. */
  readonly ask: string | null;
  /** Key of the text that says this value; null where the talk never says it. */
  readonly label: (value: string) => string | null;
}

/** The question that stands in the talk for this fact, with options of the same names as the values. */
function question(id: string): Asked {
  return { ask: `questions:${id}.ask`, label: (value) => `questions:${id}.options.${value}` };
}

/** Said unasked, as an offer that can be taken at any time. */
function offers(offered: { readonly [value: string]: string }): Asked {
  return { ask: null, label: (value) => (offered[value] === undefined ? null : `questions:offers.${offered[value]}`) };
}

const neverSaid: Asked = { ask: null, label: () => null };
/** The options of guide B4's question: `yes` means that nobody there could know the family. */
const keyPersonOptions: { readonly [value: string]: string } = { yes: 'nobody', no: 'somebody', unsure: 'unknown' };

const asked: { readonly [F in FactName | 'circumstance']: Asked } = {
  theme: question('theme'),
  urgency: offers({ emergency: 'danger' }),
  who: question('who'),
  age: question('age'),
  where: question('where'),
  caller: neverSaid,
  parent: question('parent'),
  keyPersonSafe: {
    ask: 'questions:key-person-safe.ask',
    label: (value) => `questions:key-person-safe.options.${keyPersonOptions[value] ?? value}`,
  },
  selfHarm: offers({ true: 'dark-thoughts' }),
  circumstance: offers(Object.fromEntries(circumstances.map((one) => [one, one]))),
};

function spoken(key: string | null, voice: Voice): (texts: Texts) => string | null {
  return (texts) => {
    if (key === null) return null;
    const wanted = [voiced(key, voice), key].find((one) => texts.has(one));
    return wanted === undefined ? null : texts.say(wanted);
  };
}

function labelled(library: Library, fact: keyof typeof asked, value: string) {
  const key = asked[fact].label(value);
  return {
    value,
    labels: inLanguages(library, spoken(key, 'self')),
    labelsOfOthers: inLanguages(library, spoken(key, 'bystander')),
  };
}

/** Themes, and all facts with them. */
export function themesOf(library: Library) {
  const values = { ...vocabulary, circumstance: circumstances };
  return {
    languages: library.languages,
    themes: vocabulary.theme.map((theme) => labelled(library, 'theme', theme)),
    facts: ([...factNames, 'circumstance'] as const).map((fact) => ({
      fact,
      several: fact === 'circumstance',
      ask: inLanguages(library, spoken(asked[fact].ask, 'self')),
      askOfOthers: inLanguages(library, spoken(asked[fact].ask, 'bystander')),
      values: values[fact].map((value) => labelled(library, fact, value)),
    })),
  };
}
