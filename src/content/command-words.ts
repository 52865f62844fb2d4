/**
 * What people type to steer the talk in a chat program, where no button is always in reach. A whole message is a command or
 * is none; only `route` stands before what is looked for.
 */
import { z } from 'zod';
import { circumstances, vocabulary } from '../core/situation.ts';
import { wordsOf } from '../core/understand/words.ts';

/** `stop` also leaves and forgets: there is nothing that only one of them would do. */
export const commands = ['stop', 'back', 'restart', 'language', 'route'] as const;
export type Command = (typeof commands)[number];

const words = z.array(z.string().min(1)).min(1).readonly();

/** `theme=forced-marriage`, `circumstance=asylum-centre`: a fact of the vocabulary. */
const stated = z
  .string()
  .refine(isStated, 'write a fact and one of its values, for example theme=forced-marriage or circumstance=trip-soon');

function isStated(text: string): boolean {
  const [fact = '', value = ''] = text.split('=');
  const known: { readonly [fact: string]: readonly string[] } = { ...vocabulary, circumstance: circumstances };
  return known[fact]?.includes(value) ?? false;
}

export const commandsSchema = z.strictObject({
  stop: words,
  back: words,
  restart: words,
  language: words,
  route: words,
  /** How helpers name what they look a route up for, by the fact that it says. */
  about: z.record(stated, words).optional(),
  /** What follows a number of years. */
  years: words.optional(),
});

/** The words of one language, the most natural first. */
export type CommandWords = z.output<typeof commandsSchema>;

/** The file that holds them. */
export function commandsFile(code: string): string {
  return `locales/${code}/commands.yaml`;
}

/** Words as they are compared: in any case, with or without accents and full stops. */
export function comparable(text: string): string {
  return wordsOf(text).join(' ');
}
