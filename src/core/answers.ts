/**
 * Answers: the whole state of a conversation, an ordered list of `fact=value` in stable codes.
 */

/** `fact` is a question of a dialog, an offer, or a fact of the situation; `value` one of its options. */
export interface Answer {
  readonly fact: string;
  readonly value: string;
}

export type Answers = readonly Answer[];

/** No honest talk is longer; what is longer is not ours. */
export const maxAnswers = 40;

const code = /^[A-Za-z0-9-]{1,40}$/;

/** `who=self,theme=coming-out`: compact, and safe in a form field. */
export function encodeAnswers(answers: Answers): string {
  return answers.map(({ fact, value }) => `${fact}=${value}`).join(',');
}

/** The answers in a text made by `encodeAnswers`, or null when it is anything else. */
export function decodeAnswers(text: string): Answers | null {
  if (text === '') return [];
  const pairs = text.split(',');
  if (pairs.length > maxAnswers) return null;
  const answers: Answer[] = [];
  for (const pair of pairs) {
    const [fact, value, rest] = pair.split('=');
    if (fact === undefined || value === undefined || rest !== undefined) return null;
    if (!code.test(fact) || !code.test(value)) return null;
    answers.push({ fact, value });
  }
  return answers;
}
