/**
 * What fingers do to a name.
 */
import fc from 'fast-check';

type TypingError = (text: string) => string;

const none: TypingError = (text) => text;
const lower: TypingError = (text) => text.toLowerCase();
const joined: TypingError = (text) => text.replace(/[\s'’-]+/g, '');

/** One slip at `at` (0 to 1) of the text: a letter left out, doubled, exchanged with the next, or another one. */
export function slips(at: number): readonly TypingError[] {
  const edit = (change: (before: string, letter: string, after: string) => string): TypingError => {
    return (text) => {
      const index = Math.floor(at * text.length);
      return change(text.slice(0, index), text.charAt(index), text.slice(index + 1));
    };
  };
  return [
    edit((before, _letter, after) => before + after),
    edit((before, letter, after) => before + letter + letter + after),
    edit((before, letter, after) => before + after.charAt(0) + letter + after.slice(1)),
    edit((before, _letter, after) => `${before}e${after}`),
  ];
}

/** No slip or one, with or without capitals, spaces and signs. */
export const mistyped: fc.Arbitrary<TypingError> = fc
  .tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(3), fc.constantFrom(none, lower, joined))
  .map(
    ([at, which, look]) =>
      (text) =>
        at < 0.1 ? look(text) : look(slips(at)[which]?.(text) ?? text),
  );
