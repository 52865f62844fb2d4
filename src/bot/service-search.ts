/**
 * The search of the message extension in Teams: a service by its name, in a municipality where it has one there. Names only:
 * no line can ask for a theme in a municipality. What is chosen goes into a conversation that others read, so it says who it is
 * and how to reach it, and nothing of a situation.
 */
import type { Library } from '../content/library.ts';
import { languageOfTag } from '../content/offered-language.ts';
import { deskLanguages } from '../content/text-files.ts';
import { type Contact, find, municipalityOn, type Service } from '../core/directory.ts';
import type { WallTime } from '../core/hours.ts';
import { completeSituation } from '../core/situation.ts';
import { sourceLanguage, type Texts } from '../core/texts.ts';
import { wordsOf } from '../core/understand/words.ts';

export interface FoundService {
  /** Of the service, such as `veilig-thuis`. */
  readonly id: string;
  readonly name: string;
  /** The region or municipality it is for; empty where it is for the whole country. */
  readonly area: string;
  readonly phone: string | null;
  readonly website: string | null;
}

/** Best first; empty when no name fits. */
export type ServiceSearch = (text: string, at: WallTime) => readonly FoundService[];

/** The texts of a language of the desk: whoever looks a service up works with people. */
export function deskTexts(library: Library, locale: string): Texts {
  const lang = languageOfTag(library, locale);
  return library.texts(deskLanguages.includes(lang) ? lang : sourceLanguage, 'bot');
}

const mostFound = 12;
const mostWordsOfPlace = 4;
/** This and nothing else was typed. */
const surePlace = 0.95;

interface Named {
  readonly words: readonly string[];
  /** A municipality; null where none was named. */
  readonly municipality: string | null;
}

/** "veilig thuis den haag": the longest end of the line that is one place, and the words before it. */
function namedIn({ searchPlace }: Library, text: string): Named {
  const words = wordsOf(text);
  for (let count = Math.min(mostWordsOfPlace, words.length); count > 0; count--) {
    const [found, other] = searchPlace(words.slice(-count).join(' '));
    if (found !== undefined && found.score >= surePlace && (other?.score ?? 0) < surePlace)
      return { words: words.slice(0, words.length - count), municipality: found.municipality };
  }
  return { words, municipality: null };
}

function national({ id, name, phone, website }: Service): FoundService {
  return { id, name: name.value, area: '', phone: phone?.value ?? null, website: website?.value ?? null };
}

function local({ service: id, name, phone, website }: Contact, area: string): FoundService {
  return { id, name, area, phone, website };
}

/** How many of the words begin a word of its name. */
function likeness({ id, name }: FoundService, words: readonly string[]): number {
  const named = wordsOf(`${name} ${id.replaceAll('-', ' ')}`);
  return words.filter((word) => named.some((one) => one.startsWith(word))).length;
}

/** Words that name a theme or somebody's situation: together with a municipality they find nothing. */
function themeWords({ commands }: Library): ReadonlySet<string> {
  const phrases = [...commands.values()].flatMap(({ about = {} }) => Object.values(about).flat());
  return new Set(phrases.flatMap(wordsOf).filter((word) => word.length > 2));
}

/** The kinds that a municipality has its own of. */
const localKinds = ['veilig-thuis', 'wijkteam'] as const;

/** Prepares the search. */
export function serviceSearch(library: Library): ServiceSearch {
  const { directory } = library.content;
  const everywhere = [...directory.byKind.values()]
    .flat()
    .filter(({ service }) => !service.generic)
    .map(({ service }) => national(service));
  const themes = themeWords(library);
  return (text, at) => {
    const { words, municipality } = namedIn(library, text);
    const here = municipality === null ? null : municipalityOn(directory, municipality, at);
    const situation = completeSituation({
      who: 'professional',
      age: 'adult',
      where: 'nl',
      ...(here === null ? {} : { municipality: here.code }),
    });
    const own = localKinds.flatMap((kind) => {
      const contact = here === null ? null : find(directory, kind, situation, at);
      return contact === null || contact.generic ? [] : [local(contact, contact.area ?? here?.name ?? '')];
    });
    // A municipality alone asks for what is there.
    if (words.length === 0) return own;
    const names = new Set(own.map(({ name }) => name));
    const isTheme = here !== null && words.some((word) => themes.has(word));
    return [...own, ...(isTheme ? [] : everywhere.filter(({ name }) => !names.has(name)))]
      .map((service) => ({ service, score: likeness(service, words) }))
      .filter(({ score }) => score === words.length)
      .slice(0, mostFound)
      .map(({ service }) => service);
  };
}
