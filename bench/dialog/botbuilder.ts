/**
 * botbuilder-dialogs as its samples use it: a waterfall for the start and one for each theme, a prompt for each question,
 * its state in a ConversationState. Of its prompts the leanest: a TextPrompt that takes the codes of the options. (A
 * ChoicePrompt, which most would take, also recognises numbers and parts of words, and is slower.)
 */
import type { Activity, TurnContext as Context, ConversationState as State, Storage } from 'botbuilder-core';
import type { DialogSet as Dialogs, WaterfallStepContext } from 'botbuilder-dialogs';
import type { Answer } from '../../src/core/answers.ts';
import { peer } from '../peers/installed.ts';
import { type Asked, acceptedBy, type Flow, type Script, type TakeTurn, type Turned } from './talks.ts';

const { BotAdapter, ConversationState, MessageFactory, TurnContext }: typeof import('botbuilder-core') =
  peer('botbuilder-core');
const { DialogSet, TextPrompt, WaterfallDialog }: typeof import('botbuilder-dialogs') = peer('botbuilder-dialogs');

/** Keeps what the bot says instead of sending it. */
class Listening extends BotAdapter {
  said: Partial<Activity>[] = [];

  async sendActivities(_context: Context, activities: Partial<Activity>[]): Promise<{ id: string }[]> {
    this.said.push(...activities);
    return activities.map(() => ({ id: '1' }));
  }

  async updateActivity(): Promise<void> {}
  async deleteActivity(): Promise<void> {}
  async continueConversation(): Promise<void> {}

  async hear(activity: Partial<Activity>, logic: (context: Context) => Promise<void>): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }
}

type Step = (step: WaterfallStepContext) => Promise<unknown>;

interface Said {
  readonly answers: readonly Answer[];
}

/** The answers before this step, which has the last one as the result of its prompt. */
function answersAt(script: Script, at: number, step: WaterfallStepContext): readonly Answer[] {
  const before = (step.options as Said | undefined)?.answers ?? [];
  if (at === 0) return before;
  const fact = script[at - 1]?.asked.question ?? '';
  const values = step.values as { answers?: readonly Answer[] };
  values.answers = [...(values.answers ?? before), { fact, value: String(step.result) }];
  return values.answers;
}

/** A step for each question, and one more for the last answer. */
function stepsOf(
  script: Script,
  last: (step: WaterfallStepContext, answers: readonly Answer[]) => Promise<unknown>,
): Step[] {
  const steps = script.map((exchange, at): Step => {
    const { question, options } = exchange.asked;
    const accepted = acceptedBy(exchange);
    return async (step) => {
      answersAt(script, at, step);
      return step.prompt('answer', {
        prompt: MessageFactory.suggestedActions([...options], question),
        validations: accepted,
      });
    };
  });
  return [...steps, async (step) => last(step, answersAt(script, script.length, step))];
}

function dialogsOf({ start, themes }: Flow, state: State): Dialogs {
  const dialogs = new DialogSet(state.createProperty('dialogs'));
  const [fallback = ''] = themes.keys();
  dialogs.add(
    new TextPrompt('answer', async ({ recognized, options }) =>
      recognized.succeeded ? (options.validations as readonly string[]).includes(recognized.value) : false,
    ),
  );
  const toTheme = (step: WaterfallStepContext, answers: readonly Answer[]): Promise<unknown> => {
    const theme = String(step.result);
    return step.beginDialog(themes.has(theme) ? theme : fallback, { answers });
  };
  dialogs.add(new WaterfallDialog('talk', stepsOf(start, toTheme)));
  for (const [theme, script] of themes)
    dialogs.add(
      new WaterfallDialog(
        theme,
        stepsOf(script, (step, answers) => step.endDialog({ answers })),
      ),
    );
  return dialogs;
}

/** What is needed of an activity. */
const conversation: Partial<Activity> = {
  type: 'message',
  channelId: 'directline',
  serviceUrl: 'https://example.com/',
  conversation: { id: 'c', isGroup: false, conversationType: '', name: '' },
  from: { id: 'u', name: '' },
  recipient: { id: 'bot', name: '' },
};

/** A bot whose state lies in this storage, under the id of the conversation. @returns what it asks after a text */
export function botbuilderIn(flow: Flow, storage: Storage): (id: string, text: string) => Promise<Asked | null> {
  const state = new ConversationState(storage);
  const dialogs = dialogsOf(flow, state);
  const adapter = new Listening();
  return async (id, text) => {
    adapter.said = [];
    const there = { id, isGroup: false, conversationType: '', name: '' };
    await adapter.hear({ ...conversation, conversation: there, text }, async (context) => {
      const talk = await dialogs.createContext(context);
      const { status } = await talk.continueDialog();
      if (status === 'empty') await talk.beginDialog('talk');
      await state.saveChanges(context);
    });
    const [message] = adapter.said;
    if (message === undefined) return null;
    return {
      question: message.text ?? '',
      options: (message.suggestedActions?.actions ?? []).map(({ value }) => value),
    };
  };
}

export function botbuilder(flow: Flow): TakeTurn<Promise<Turned>> {
  let kept = '';
  const storage: Storage = {
    read: async () => (kept === '' ? {} : JSON.parse(kept)),
    write: async (changes) => {
      kept = JSON.stringify(changes);
    },
    delete: async () => undefined,
  };
  const hear = botbuilderIn(flow, storage);
  return async (state, answer) => {
    kept = state;
    const asked = await hear('c', answer?.value ?? '');
    return { state: kept, asked };
  };
}
