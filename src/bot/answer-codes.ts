/**
 * A number of three bytes for everything that can be answered, made from its words: the same today and after the next
 * change of the content. What the content no longer knows has no number any more, and is passed over.
 */
import type { Answer } from '../core/answers.ts';
import type { CompiledDialogs } from '../core/dialog.ts';
import { circumstances, factNames, vocabulary } from '../core/situation.ts';

export const codeBytes = 3;
/** A municipality is its own number; this bit tells it from the rest. */
const placeBit = 0x800000;

export interface AnswerCodes {
  /** Null for what nobody can answer. */
  codeOf(answer: Answer): number | null;
  answerOf(code: number): Answer | null;
  /** A text of the content, such as the id of a question people ask. */
  idOf(code: number): string | null;
}

/** FNV-1a, folded to 23 bits. */
export function codeOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return ((hash >>> 23) ^ hash) & (placeBit - 1);
}

/** Everything that can be answered, municipalities apart. */
function possibleAnswers({ start, themes }: CompiledDialogs): readonly Answer[] {
  const steps = [start, ...Object.values(themes)].flatMap(({ named }) => [...named.values()]);
  return [
    ...steps.flatMap((step) =>
      step.type === 'offer'
        ? [{ fact: step.id, value: 'yes' }]
        : step.options.map(({ id }) => ({ fact: step.id, value: id })),
    ),
    ...factNames.flatMap((fact) => vocabulary[fact].map((value) => ({ fact, value }))),
    ...circumstances.map((value) => ({ fact: 'circumstance', value })),
  ];
}

/** Two texts would have the same number. */
export class SameCode extends Error {
  constructor(one: string, other: string) {
    super(`"${one}" and "${other}" would be kept as the same number; give one of them another id`);
    this.name = 'SameCode';
  }
}

/** Makes the numbers. `ids`: what else a screen can be about. @throws SameCode */
export function answerCodes(dialogs: CompiledDialogs, ids: readonly string[]): AnswerCodes {
  const texts = new Map<number, string>();
  const add = (text: string): void => {
    const code = codeOfText(text);
    const known = texts.get(code);
    if (known !== undefined && known !== text) throw new SameCode(known, text);
    texts.set(code, text);
  };
  for (const { fact, value } of possibleAnswers(dialogs)) add(`${fact}=${value}`);
  for (const id of ids) add(id);
  return {
    codeOf({ fact, value }) {
      const place = fact === 'municipality' ? /^GM(\d{4})$/.exec(value) : null;
      if (place !== null) return placeBit | Number(place[1]);
      const text = `${fact}=${value}`;
      const code = codeOfText(text);
      return texts.get(code) === text ? code : null;
    },
    answerOf(code) {
      if ((code & placeBit) !== 0)
        return { fact: 'municipality', value: `GM${String(code & (placeBit - 1)).padStart(4, '0')}` };
      const [fact, value] = texts.get(code)?.split('=') ?? [];
      return fact === undefined || value === undefined ? null : { fact, value };
    },
    idOf(code) {
      const text = texts.get(code);
      return text === undefined || text.includes('=') ? null : text;
    },
  };
}
