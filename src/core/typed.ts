/**
 * Typed text, as far as it can be taken without understanding language: the number or the words of an option, or a
 * place where a place is asked for. The text itself goes no further than this function.
 */
import type { Answers } from './answers.ts';
import { type Turn, take, talk, type Visitable } from './converse.ts';
import { type CompiledDialogs, screenFor } from './dialog.ts';
import { decodeInput } from './input.ts';
import type { PlaceSearch } from './place.ts';
import type { Option } from './reply.ts';

/** Longer texts are cut: nobody answers a question in more, and nothing may take long to read. */
export const maxTyped = 500;

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The option that was meant: its number on the screen (1 for the first), or its words. */
function optionMeant(text: string, options: readonly Option[]): Option | null {
  const said = plain(text);
  if (/^\d{1,2}$/.test(said)) return options[Number(said) - 1] ?? null;
  return said === '' ? null : (options.find(({ label }) => plain(label) === said) ?? null);
}

/**
 * Applies a typed text. `options` are those on the screen, in order. Where a place is asked for, one place is taken
 * when it is sure, several are offered, and a text that is no place in the Netherlands is answered kindly.
 */
export function takeTyped(
  dialogs: CompiledDialogs,
  visitable: Visitable,
  searchPlace: PlaceSearch,
  answers: Answers,
  options: readonly Option[],
  typed: string,
): Turn {
  const text = typed.slice(0, maxTyped);
  const meant = optionMeant(text, options);
  const input = meant === null ? null : decodeInput(meant.input);
  if (input !== null) return take(dialogs, visitable, answers, input);
  const screen = screenFor(dialogs, answers);
  // Nothing is asked there; where it shows options they can be typed all the same.
  if (screen.emergency) return { answers, view: talk };
  const asksPlace = screen.question?.about === 'municipality';
  if (!asksPlace) return { answers, view: { type: 'not-understood' } };
  const found = searchPlace(text);
  const [only] = found;
  if (only === undefined) return { answers, view: { type: 'place-not-found' } };
  if (found.length > 1 || only.score < surePlace) return { answers, view: { type: 'places', found } };
  const answer = { fact: screen.question?.id ?? '', value: only.municipality };
  return take(dialogs, visitable, answers, { type: 'choose', answer });
}

/** From this score on a single match is taken without asking; below it (a typing error) it is offered as a choice. */
const surePlace = 0.95;
