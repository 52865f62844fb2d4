/**
 * xstate as a server would use it: the persisted snapshot comes in as JSON, an actor wakes up with it, hears one event, and
 * its snapshot goes out as JSON. A state for each question, a compound state for each theme; the answers are the context.
 */
import type { Answer } from '../../src/core/answers.ts';
import { peer } from '../peers/installed.ts';
import { type Asked, acceptedBy, type Exchange, type Flow, type Script, type TakeTurn, type Turned } from './talks.ts';

const { assign, createActor, createMachine }: typeof import('xstate') = peer('xstate');

interface Heard {
  readonly context: { readonly answers: readonly Answer[] };
  readonly event: { readonly type: string; readonly answer: Answer };
}

const remember = assign({ answers: ({ context, event }: Heard) => [...context.answers, event.answer] });

interface State {
  readonly on: { readonly [event: string]: { readonly target: string; readonly actions: unknown } };
}

/** Every answer is taken, and leads to what `target` says. */
function stateOf(exchange: Exchange, target: (value: string) => string): State {
  return {
    on: Object.fromEntries(acceptedBy(exchange).map((value) => [value, { target: target(value), actions: remember }])),
  };
}

function statesOf(script: Script, last: (value: string) => string): { readonly [name: string]: State } {
  const states = script.map((exchange, at) => {
    const next = script[at + 1]?.asked.question;
    return [exchange.asked.question, stateOf(exchange, next === undefined ? last : () => next)] as const;
  });
  return Object.fromEntries(states);
}

function machineOf({ start, themes }: Flow) {
  const [fallback = ''] = themes.keys();
  const compound = [...themes].map(([theme, script]) => [
    theme,
    { initial: script[0]?.asked.question ?? '', states: statesOf(script, () => '#end') },
  ]);
  return createMachine({
    id: 'talk',
    initial: start[0]?.asked.question ?? '',
    context: { answers: [] },
    states: {
      ...statesOf(start, (theme) => (themes.has(theme) ? theme : fallback)),
      ...Object.fromEntries(compound),
      end: { id: 'end', type: 'final' },
    },
  });
}

/** Where a machine is, as one name: `who`, or `coming-out.age`. */
function nameOf(value: string | { readonly [state: string]: unknown }): string {
  return typeof value === 'string' ? value : Object.entries(value).flat().join('.');
}

export function xstate(flow: Flow): TakeTurn<Turned> {
  const machine = machineOf(flow);
  const asked = new Map<string, Asked>(flow.start.map((exchange) => [exchange.asked.question, exchange.asked]));
  for (const [theme, script] of flow.themes)
    for (const exchange of script) asked.set(`${theme}.${exchange.asked.question}`, exchange.asked);
  return (state, answer) => {
    const actor = createActor(machine, state === '' ? {} : { snapshot: JSON.parse(state) });
    actor.start();
    if (answer !== null) actor.send({ type: answer.value, answer });
    const after = JSON.stringify(actor.getPersistedSnapshot());
    const { value } = actor.getSnapshot();
    actor.stop();
    return { state: after, asked: asked.get(nameOf(value)) ?? null };
  };
}
