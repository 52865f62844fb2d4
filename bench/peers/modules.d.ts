/**
 * What the bench uses of its peers. They are installed beside the product, not in it, and only when the bench runs: types
 * are checked without them.
 */
declare module 'xstate' {
  interface Actor {
    start(): void;
    stop(): void;
    send(event: { readonly type: string; readonly answer: object }): void;
    getPersistedSnapshot(): unknown;
    getSnapshot(): { readonly value: string | { readonly [state: string]: unknown } };
  }
  export interface Machine {
    readonly id: string;
  }
  export function assign(assignments: object): unknown;
  export function createMachine(config: object): Machine;
  export function createActor(machine: Machine, options: { readonly snapshot?: unknown }): Actor;
}

declare module 'botbuilder-core' {
  export interface Activity {
    type: string;
    channelId: string;
    serviceUrl: string;
    conversation: { id: string; isGroup: boolean; conversationType: string; name: string };
    from: { id: string; name: string };
    recipient: { id: string; name: string };
    text: string;
    suggestedActions: { actions: { value: string }[] };
  }
  export interface Storage {
    read(keys: string[]): Promise<Record<string, unknown>>;
    write(changes: Record<string, unknown>): Promise<void>;
    delete(keys: string[]): Promise<void>;
  }
  export class MemoryStorage implements Storage {
    read(keys: string[]): Promise<Record<string, unknown>>;
    write(changes: Record<string, unknown>): Promise<void>;
    delete(keys: string[]): Promise<void>;
  }
  export class TurnContext {
    constructor(adapter: BotAdapter, activity: Partial<Activity>);
  }
  export abstract class BotAdapter {
    abstract sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<{ id: string }[]>;
    abstract updateActivity(context: TurnContext, activity: Partial<Activity>): Promise<void>;
    abstract deleteActivity(context: TurnContext): Promise<void>;
    abstract continueConversation(): Promise<void>;
    protected runMiddleware(context: TurnContext, next: (context: TurnContext) => Promise<void>): Promise<void>;
  }
  export interface StateProperty {
    readonly name: string;
  }
  export class ConversationState {
    constructor(storage: Storage);
    createProperty(name: string): StateProperty;
    saveChanges(context: TurnContext): Promise<void>;
  }
  export const MessageFactory: {
    suggestedActions(actions: string[], text: string): Partial<Activity>;
  };
}

declare module 'botbuilder-dialogs' {
  import type { Activity, StateProperty, TurnContext } from 'botbuilder-core';
  export interface WaterfallStepContext {
    readonly options: object;
    readonly values: object;
    readonly result: unknown;
    prompt(dialog: string, options: { prompt: Partial<Activity>; validations: readonly string[] }): Promise<unknown>;
    beginDialog(dialog: string, options: object): Promise<unknown>;
    endDialog(result: object): Promise<unknown>;
  }
  export interface PromptValidatorContext {
    readonly recognized: { readonly succeeded: boolean; readonly value: string };
    readonly options: { readonly validations?: unknown };
  }
  export class TextPrompt {
    constructor(id: string, validator: (prompt: PromptValidatorContext) => Promise<boolean>);
  }
  export class WaterfallDialog {
    constructor(id: string, steps: ((step: WaterfallStepContext) => Promise<unknown>)[]);
  }
  export interface DialogContext {
    continueDialog(): Promise<{ readonly status: string }>;
    beginDialog(dialog: string): Promise<unknown>;
  }
  export class DialogSet {
    constructor(state: StateProperty);
    add(dialog: TextPrompt | WaterfallDialog): this;
    createContext(context: TurnContext): Promise<DialogContext>;
  }
}

declare module '@nlpjs/core' {
  export interface Container {
    use(part: unknown): void;
    register(name: string, part: object): void;
    registerConfiguration(name: string, configuration: object, overwrite: boolean): void;
  }
  export function containerBootstrap(): Container;
}

declare module '@nlpjs/nlu' {
  import type { Container } from '@nlpjs/core';
  export interface Classified {
    readonly classifications: readonly { readonly intent: string; readonly score: number }[];
  }
  export class NluNeural {}
  export class NluManager {
    constructor(settings: { readonly container: Container; readonly locales: readonly string[] }, container: Container);
    add(lang: string, text: string, intent: string): void;
    train(): Promise<unknown>;
    process(lang: string, text: string): Promise<Classified>;
    toJSON(): object;
  }
}
