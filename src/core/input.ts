/**
 * The five things a person can do, and their codes as a form button or a card sends them.
 */
import { type Answer, decodeAnswers, encodeAnswers } from './answers.ts';

export type Input =
  /** One option of the question that is asked now. */
  | { readonly type: 'choose'; readonly answer: Answer }
  /** One or more facts said without being asked: an offer taken, or a typed sentence that was confirmed by a tap. */
  | { readonly type: 'facts'; readonly answers: readonly Answer[] }
  /** Read something and return to the same screen. */
  | { readonly type: 'visit'; readonly to: string }
  /** Keep the first `keep` answers and drop the rest; 0 starts again. */
  | { readonly type: 'back'; readonly keep: number }
  | { readonly type: 'language'; readonly lang: string };

/** The code of an input, for example `choose:where=nl` or `back:2`. */
export function encodeInput(input: Input): string {
  switch (input.type) {
    case 'choose':
      return `choose:${encodeAnswers([input.answer])}`;
    case 'facts':
      return `facts:${encodeAnswers(input.answers)}`;
    case 'visit':
      return `visit:${input.to}`;
    case 'back':
      return `back:${input.keep}`;
    case 'language':
      return `language:${input.lang}`;
  }
}

/** The input of a code, or null when it is not one. */
export function decodeInput(text: string): Input | null {
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  const rest = text.slice(colon + 1);
  switch (text.slice(0, colon)) {
    case 'choose': {
      const [answer, ...more] = decodeAnswers(rest) ?? [];
      return answer === undefined || more.length > 0 ? null : { type: 'choose', answer };
    }
    case 'facts': {
      const answers = decodeAnswers(rest);
      return answers === null || answers.length === 0 ? null : { type: 'facts', answers };
    }
    case 'visit':
      return /^[a-z0-9-]{1,40}$/.test(rest) ? { type: 'visit', to: rest } : null;
    case 'back':
      return /^\d{1,2}$/.test(rest) ? { type: 'back', keep: Number(rest) } : null;
    case 'language':
      return /^[a-z]{2,3}$/.test(rest) ? { type: 'language', lang: rest } : null;
    default:
      return null;
  }
}
