import { decodeAnswers, encodeAnswers } from '../../src/core/answers.ts';
import { compose } from '../../src/core/compose.ts';
import { take, talk } from '../../src/core/converse.ts';
import { screenFor } from '../../src/core/dialog.ts';
import type { WallTime } from '../../src/core/hours.ts';
import type { Texts } from '../../src/core/texts.ts';
import type { Talk } from '../../src/core/turn.ts';
import type { Asked, TakeTurn, Turned } from './talks.ts';

/** The answers as the form of the page has them; every turn replays them all. */
export function ours({ content: { dialogs }, visitable }: Talk): TakeTurn<Turned> {
  return (state, answer) => {
    const before = decodeAnswers(state) ?? [];
    const { answers } =
      answer === null ? { answers: before } : take(dialogs, visitable, before, { type: 'choose', answer });
    const { question, options } = screenFor(dialogs, answers);
    const asked: Asked | null = question && { question: question.id, options: options.map(({ id }) => id) };
    return { state: encodeAnswers(answers), asked };
  };
}

/** The same with everything that is on the screen: what is told, routes with contacts and opening hours, all texts. */
export function oursWhole(parts: Talk, texts: Texts, at: WallTime): TakeTurn<Turned> {
  const { content, visitable } = parts;
  const { dialogs } = content;
  return (state, answer) => {
    const before = decodeAnswers(state) ?? [];
    const { answers } =
      answer === null ? { answers: before } : take(dialogs, visitable, before, { type: 'choose', answer });
    const screen = screenFor(dialogs, answers);
    compose(content, texts, screen, talk, at);
    const { question, options } = screen;
    const asked: Asked | null = question && { question: question.id, options: options.map(({ id }) => id) };
    return { state: encodeAnswers(answers), asked };
  };
}
