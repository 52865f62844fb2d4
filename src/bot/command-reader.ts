/**
 * Whole messages that steer the talk, in any of the languages: "stop" must work for whoever it is, whatever the screen says.
 */

import { type Command, comparable } from '../content/command-words.ts';
import type { Library } from '../content/library.ts';

export type Steering =
  | { readonly type: Exclude<Command, 'route'> | 'danger' }
  /** A language by its name. */
  | { readonly type: 'speak'; readonly lang: string }
  /** `line`: what is looked for, without the word that asks for it. */
  | { readonly type: 'route'; readonly line: string };

/** Given a message: what it steers, or null when it is a message like any other. */
export type CommandReader = (text: string) => Steering | null;

/** The emergency number of the EU, in any digits, alone or with a word or two: "bel 112", "1-1-2". */
function isDanger(said: string): boolean {
  const words = said.split(' ');
  return said === '1 1 2' || (words.length <= 3 && words.includes('112'));
}

/** Prepares the commands of all languages. */
export function commandReader({ commands, languages }: Pick<Library, 'commands' | 'languages'>): CommandReader {
  const whole = new Map<string, Steering>();
  const routeWords = new Set<string>();
  for (const words of commands.values()) {
    for (const type of ['stop', 'back', 'restart', 'language'] as const)
      for (const word of words[type]) whole.set(comparable(word), { type });
    for (const word of words.route) routeWords.add(comparable(word));
  }
  for (const { code, name } of languages) whole.set(comparable(name), { type: 'speak', lang: code });
  return (text) => {
    const said = comparable(text);
    const steering = whole.get(said) ?? (isDanger(said) ? { type: 'danger' as const } : undefined);
    if (steering !== undefined) return steering;
    const [first = '', ...rest] = text.trim().split(/\s+/);
    return routeWords.has(comparable(first)) && rest.length > 0 ? { type: 'route', line: rest.join(' ') } : null;
  };
}
