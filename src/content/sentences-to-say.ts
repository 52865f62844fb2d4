/**
 * The sentences a card gives to say on the phone. They are Dutch for every reader, so they are written once, in the Dutch
 * texts; a language adds what a sentence means and how it sounds, in its own script.
 */
import type { Tree } from './text-files.ts';

/** What stands for the Dutch name of the reader's language: "Ik spreek {{language}}". */
const languageHole = '{{language}}';

function isTree(value: Tree[string] | undefined): value is Tree {
  return typeof value === 'object' && !Array.isArray(value);
}

/** True for the key of one sentence: `say`, `say_bystander`, `say-now` … */
function isSentence(name: string): boolean {
  return /^say(-now)?(_|$)/.test(name);
}

/**
 * The Dutch of one sentence for readers of a language: where it is known that they may need one, with the words that ask
 * for an interpreter. `inDutch` is the Dutch name of the language, null for the Dutch texts themselves.
 */
function dutchOf(source: Tree, inDutch: string | null): string {
  const { dutch = '', 'dutch-interpreter': withInterpreter = dutch } = source;
  // The schema allows texts, lists and branches; the check demands a text here.
  return inDutch === null ? String(dutch) : String(withInterpreter).replace(languageHole, inDutch);
}

/**
 * The services of a language with the Dutch sentences filled in. In Dutch the meaning and the sound of a sentence are the
 * sentence.
 */
export function withDutchSentences(services: Tree, source: Tree, inDutch: string | null): Tree {
  return Object.fromEntries(
    Object.entries(services).map(([service, texts]) => {
      const ours = source[service];
      if (!isTree(texts) || !isTree(ours)) return [service, texts];
      const completed = Object.entries(texts).map(([name, text]): [string, Tree[string]] => {
        const from = ours[name];
        if (!isSentence(name) || !isTree(text) || !isTree(from)) return [name, text];
        const dutch = dutchOf(from, inDutch);
        return [name, inDutch === null ? { dutch, meaning: dutch, sound: dutch } : { ...text, dutch }];
      });
      return [service, Object.fromEntries(completed)];
    }),
  );
}
