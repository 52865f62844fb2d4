/**
 * The talks that everybody is measured on: what is asked and what is answered, read from our own trees, so that the others
 * ask the same in the same words.
 */
import { type Answer, decodeAnswers } from '../../src/core/answers.ts';
import { take, type Visitable } from '../../src/core/converse.ts';
import { type CompiledDialogs, screenFor } from '../../src/core/dialog.ts';

/** What somebody is asked, in codes. */
export interface Asked {
  readonly question: string;
  readonly options: readonly string[];
}

/** A question with the answer that it gets. */
export interface Exchange {
  readonly asked: Asked;
  readonly answer: Answer;
}

export type Script = readonly Exchange[];

/** What a server does in a turn: state in, state out, as text. An answer of null opens the talk. */
export interface Turned {
  readonly state: string;
  /** Null when nothing is left to ask. */
  readonly asked: Asked | null;
}
export type TakeTurn<Result = Turned | Promise<Turned>> = (state: string, answer: Answer | null) => Result;

/** Three people: a long talk, a short one, and one from abroad. All have another theme. */
const talks = [
  'who=self,theme=forced-marriage,where=nl,marriage-now=pressure,age=adult,key-person-safe=nobody,municipality=GM0855',
  'who=bystander,theme=coming-out,where=nl,coming-out-now=thinking,age=minor',
  'who=professional,theme=abandonment,where=abroad,abandonment-now=worry,age=adult',
] as const;

/** @throws Error when the trees have changed and a talk no longer goes like this */
function scriptOf(dialogs: CompiledDialogs, visitable: Visitable, talk: string): Script {
  const said = decodeAnswers(talk) ?? [];
  const script = said.map((answer, at): Exchange => {
    const before = said.slice(0, at);
    const { question, options } = screenFor(dialogs, before);
    const { answers } = take(dialogs, visitable, before, { type: 'choose', answer });
    if (question?.id !== answer.fact || answers.length !== at + 1)
      throw new Error(
        `the trees ask ${question?.id} where the bench answers ${answer.fact}: mend bench/dialog/talks.ts`,
      );
    return { asked: { question: question.id, options: options.map(({ id }) => id) }, answer };
  });
  if (screenFor(dialogs, said).question !== null) throw new Error(`the trees ask on after ${talk}`);
  return script;
}

export function scriptsFrom(dialogs: CompiledDialogs, visitable: Visitable): readonly Script[] {
  return talks.map((talk) => scriptOf(dialogs, visitable, talk));
}

/** Codes that a question takes: its options, and what somebody may have typed. */
export function acceptedBy({ asked, answer }: Exchange): readonly string[] {
  return asked.options.includes(answer.value) ? asked.options : [...asked.options, answer.value];
}

/** The questions that all talks begin with, and those of each theme after them. */
export interface Flow {
  readonly start: Script;
  readonly themes: ReadonlyMap<string, Script>;
}

export function flowOf(scripts: readonly Script[]): Flow {
  const isTheme = ({ answer }: Exchange): boolean => answer.fact === 'theme';
  const [first = []] = scripts;
  const themes = scripts.map((script) => {
    const at = script.findIndex(isTheme);
    return [script[at]?.answer.value ?? '', script.slice(at + 1)] as const;
  });
  return { start: first.slice(0, first.findIndex(isTheme) + 1), themes: new Map(themes) };
}

function same(one: Asked | null, other: Asked | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** @throws Error when a contender does not ask in every talk what the trees ask: then there is nothing to compare */
export async function checkSame(name: string, turn: TakeTurn, scripts: readonly Script[]): Promise<void> {
  for (const script of scripts) {
    let { state, asked } = await turn('', null);
    for (const exchange of script) {
      if (!same(asked, exchange.asked))
        throw new Error(`${name} asks ${JSON.stringify(asked)} instead of ${JSON.stringify(exchange.asked)}`);
      ({ state, asked } = await turn(state, exchange.answer));
    }
    if (asked !== null) throw new Error(`${name} asks ${asked.question} after the last answer`);
  }
}
