/**
 * "Enschede huwelijksdwang minderjarig": a helper's whole question in one line. Its words are looked up in lists; only what is
 * about no listed word is searched as a place and, in other languages, understood as a sentence is.
 */
import { comparable } from '../content/command-words.ts';
import type { Library } from '../content/library.ts';
import type { Answer } from '../core/answers.ts';
import type { PlaceMatch } from '../core/place.ts';
import {
  type Circumstance,
  circumstances,
  completeSituation,
  factNames,
  type Situation,
  vocabulary,
  type Who,
} from '../core/situation.ts';
import { understandingIn } from '../core/turn.ts';
import { themeOf } from '../core/understand/understood.ts';
import { wordsOf } from '../core/understand/words.ts';

/** What a line asks for. */
export interface RouteLine {
  /** Null when no topic was named: without one there is no route to show. */
  readonly situation: Situation | null;
  /** What was recognised, in the words of the lists, in the order in which it was written. */
  readonly said: readonly string[];
  /** Places that it may mean, when there are several. */
  readonly places: readonly PlaceMatch[];
  /** Words were left that are no place in the Netherlands. */
  readonly placeNotFound: boolean;
}

/** Given a line and whoever usually writes here. */
export type RouteLineReader = (line: string, lang: string, usual: Who) => RouteLine;

interface Phrase {
  readonly said: string;
  readonly answer: Answer | null;
}

const mostWordsInPhrase = 5;
/** From this score on a place is meant; below it stood in a phrase of other words. */
const surePlace = 0.8;
const sureTopic = 0.5;

/** Every listed phrase by its words. */
function phrasesOf(library: Library): ReadonlyMap<string, Phrase> {
  const phrases = new Map<string, Phrase>();
  const add = (text: string, answer: Answer | null): void => {
    phrases.set(comparable(text), { said: text, answer });
  };
  for (const { about = {}, years = [] } of library.commands.values()) {
    for (const [stated, words] of Object.entries(about)) {
      const [fact = '', value = ''] = stated.split('=');
      for (const word of words) add(word, { fact, value });
    }
    for (const word of years) add(word, null);
  }
  return phrases;
}

/** Eighteen alone may mean "under" or "over": it says nothing. */
function ageOf(word: string): Answer | null {
  const years = /^\d{1,2}$/.test(word) ? Number(word) : 0;
  if (years < 4 || years === 18) return null;
  return { fact: 'age', value: years < 18 ? 'minor' : 'adult' };
}

interface Taken {
  readonly found: readonly Phrase[];
  readonly rest: readonly string[];
}

/** A word that turns what follows into its opposite, in the languages of the lists. */
const negations: ReadonlySet<string> = new Set(['niet', 'geen', 'nooit', 'zonder', 'not', 'no', 'never', 'without']);

/** Takes the longest listed phrase at each word; what no list has is left. What is denied says nothing. */
function takePhrases(words: readonly string[], phrases: ReadonlyMap<string, Phrase>): Taken {
  const found: Phrase[] = [];
  const rest: string[] = [];
  for (let at = 0; at < words.length; ) {
    const length = [...Array(mostWordsInPhrase).keys()]
      .map((less) => mostWordsInPhrase - less)
      .find((count) => at + count <= words.length && phrases.has(words.slice(at, at + count).join(' ')));
    const phrase = length === undefined ? undefined : phrases.get(words.slice(at, at + length).join(' '));
    const word = words[at] ?? '';
    const age = ageOf(word);
    const isDenied = negations.has(words[at - 1] ?? '') && negations.has(rest.at(-1) ?? '');
    if (isDenied) rest.pop();
    if (phrase !== undefined && !isDenied) found.push(phrase);
    else if (phrase === undefined && age !== null && !isDenied) found.push({ said: word, answer: age });
    else if (phrase === undefined && !isDenied) rest.push(word);
    at += length ?? 1;
  }
  return { found, rest };
}

/** Of two values of these facts the one that comes first here counts: the child, and the greater danger. */
const safest: { readonly [fact: string]: readonly string[] } = {
  age: ['minor', 'unknown', 'adult'],
  urgency: ['emergency', 'urgent', 'unknown', 'calm'],
};

function isSafer(fact: string, value: string, known: unknown): boolean {
  const order = safest[fact];
  return order === undefined || typeof known !== 'string' || order.indexOf(value) < order.indexOf(known);
}

/** The facts as a situation; of two that contradict each other the safer counts, or else the last. */
function situationOf(answers: readonly Answer[], usual: Who, municipality: string | null): Situation | null {
  const known: Record<string, unknown> = { who: usual };
  const some = answers.flatMap(({ fact, value }) =>
    fact === 'circumstance' ? circumstances.filter((one) => one === value) : [],
  );
  for (const { fact, value } of answers) {
    const name = factNames.find((one) => one === fact);
    if (name === undefined || !isSafer(fact, value, known[name])) continue;
    known[name] = name === 'selfHarm' ? value === 'true' : vocabulary[name].find((one) => one === value);
  }
  if (known.theme === undefined) return null;
  // Every value was taken from the vocabulary of its own fact just above.
  const facts = known as Partial<Situation>;
  const circumstance: readonly Circumstance[] = [...new Set(some)];
  return completeSituation({ ...facts, circumstance, ...(municipality === null ? {} : { municipality }) });
}

/** Prepares the lists. */
export function routeLineReader(library: Library): RouteLineReader {
  const phrases = phrasesOf(library);
  return (line, lang, usual) => {
    const { found, rest } = takePhrases(wordsOf(line), phrases);
    const texts = library.texts(lang);
    const places =
      rest.length === 0 ? [] : library.searchPlace(rest.join(' ')).filter(({ score }) => score >= surePlace);
    const [place = null, ...others] = places;
    const answers = found.flatMap(({ answer }) => answer ?? []);
    const said = found.flatMap(({ said: words, answer }) => (answer === null ? [] : [words]));
    const hasTheme = answers.some(({ fact }) => fact === 'theme');
    const understood =
      hasTheme || rest.length === 0 ? null : (understandingIn(library, texts)?.(rest.join(' ')) ?? null);
    const theme = understood === null || understood.confidence < sureTopic ? null : themeOf(understood.topic);
    if (theme !== null) {
      answers.push({ fact: 'theme', value: theme });
      said.push(texts.say(`questions:theme.options.${theme}_bystander`));
    }
    const municipality = others.length === 0 ? (place?.municipality ?? null) : null;
    return {
      situation: situationOf(answers, usual, municipality),
      said: municipality === null || place === null ? said : [place.name, ...said],
      places: others.length === 0 ? [] : places,
      placeNotFound: rest.length > 0 && place === null && theme === null,
    };
  };
}
