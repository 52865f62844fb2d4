/**
 * `Reply` → Adaptive Card 1.5, for chat programs. The same options and routes as any other renderer, in the same order. A choice is an
 * `Action.Submit`: it is sent, and not posted as a message for all to read.
 */
import type {
  AnsweredLine,
  CardLink,
  ListPart,
  NoticePart,
  Option,
  Part,
  Reply,
  RouteCard,
  TextPart,
} from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import { numberPattern } from './numbers-in-text.ts';

/** What a button sends: the code of an input, and which screen it stood on. */
export interface TapData {
  readonly input: string;
  readonly at: string;
}

export type CardAction =
  | { readonly type: 'Action.Submit'; readonly title: string; readonly data: TapData; readonly style?: 'destructive' }
  | { readonly type: 'Action.OpenUrl'; readonly title: string; readonly url: string }
  | { readonly type: 'Action.ToggleVisibility'; readonly title: string; readonly targetElements: readonly string[] };

export type CardElement =
  | {
      readonly type: 'TextBlock';
      readonly text: string;
      readonly wrap: true;
      readonly size?: 'small' | 'medium' | 'large';
      readonly weight?: 'bolder';
      readonly isSubtle?: true;
      readonly style?: 'heading';
      readonly color?: 'attention';
      readonly spacing?: 'none' | 'small' | 'medium' | 'large';
      readonly separator?: true;
    }
  | {
      readonly type: 'Container';
      readonly items: readonly CardElement[];
      readonly id?: string;
      readonly isVisible?: false;
      readonly style?: 'emphasis' | 'attention' | 'warning' | 'good' | 'accent';
      readonly spacing?: 'small' | 'medium' | 'large';
      readonly separator?: true;
      readonly selectAction?: CardAction;
    }
  | { readonly type: 'ActionSet'; readonly actions: readonly CardAction[]; readonly spacing?: 'small' };

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly lang: string;
  readonly rtl: boolean;
  /** What a program shows that cannot show the card. It may also stand in a notification, so it names no theme. */
  readonly fallbackText: string;
  readonly body: readonly CardElement[];
  readonly actions: readonly CardAction[];
}

/** What a card needs besides the reply. */
export interface CardFrame {
  readonly texts: Texts;
  /** Which screen its buttons stand on. */
  readonly at: string;
}

type TextLook = Omit<Extract<CardElement, { type: 'TextBlock' }>, 'type' | 'text' | 'wrap'>;

// --- Text -------------------------------------------------------------------------------------------------------------

/** Marks that keep a number from turning around among letters that run from right to left. */
const isolate = { start: '\u2066', end: '\u2069' } as const;

const address = /https?:\/\/[^\s()[\]]+/;

class Card {
  private readonly texts: Texts;
  private readonly at: string;
  private readonly rtl: boolean;
  private folds = 0;

  constructor({ texts, at }: CardFrame) {
    this.texts = texts;
    this.at = at;
    this.rtl = texts.dir === 'rtl';
  }

  /** Text that is marked already: nothing may be put into the address of a link. */
  private asItIs(text: string, look: TextLook): CardElement {
    return { type: 'TextBlock', text, wrap: true, ...look };
  }

  private text(text: string, look: TextLook = {}): CardElement {
    return this.asItIs(this.marked(text), look);
  }

  /** Addresses can be tapped, and numbers keep their direction. */
  private marked(text: string): string {
    if (address.test(text)) return text.replace(address, (url) => `[${url}](${url})`);
    if (!this.rtl || !/\d/.test(text)) return text;
    // Splitting on a pattern with one group gives text and numbers in turn.
    return text
      .split(numberPattern)
      .map((piece, index) => (index % 2 === 0 ? piece : `${isolate.start}${piece}${isolate.end}`))
      .join('');
  }

  private texted(paragraphs: readonly string[], look: TextLook = {}): readonly CardElement[] {
    return paragraphs.map((paragraph) => this.text(paragraph, look));
  }

  private heading(text: string, look: TextLook = {}): CardElement {
    return this.text(text, { weight: 'bolder', style: 'heading', ...look });
  }

  private small(text: string): CardElement {
    return this.text(text, { size: 'small', isSubtle: true, spacing: 'small' });
  }

  private submit({ input, label }: Option): CardAction {
    return { type: 'Action.Submit', title: label, data: { input, at: this.at } };
  }

  /** A number to tap, in words that hold it. */
  private call({ text, label, href }: Pick<CardLink, 'text' | 'label' | 'href'>): string {
    const number = this.rtl ? `${isolate.start}${label}${isolate.end}` : label;
    return text.replace(label, `**[${number}](${href})**`);
  }

  /** What is folded away, and the button that unfolds it. */
  private fold(title: string, items: readonly CardElement[]): readonly CardElement[] {
    if (items.length === 0) return [];
    const id = `more${++this.folds}`;
    return [
      {
        type: 'ActionSet',
        spacing: 'small',
        actions: [{ type: 'Action.ToggleVisibility', title, targetElements: [id] }],
      },
      { type: 'Container', id, isVisible: false, items },
    ];
  }

  // --- What is said ---------------------------------------------------------------------------------------------------

  numbers({ numbers, emergency }: Reply): CardElement {
    const lines = numbers.map(({ number, label, href }) =>
      this.asItIs(`${this.call({ text: number, label: number, href })} ${label}`, {
        spacing: 'small',
        ...(emergency ? { size: 'medium' } : {}),
      }),
    );
    return { type: 'Container', style: 'emphasis', items: lines };
  }

  part(part: Part): readonly CardElement[] {
    switch (part.type) {
      case 'text':
        return this.said(part);
      case 'notice':
        return [this.notice(part)];
      case 'routes':
        return [
          this.heading(part.title, { size: 'large' }),
          ...part.routes.map((card, index) => this.route(card, index)),
        ];
      case 'list':
        return this.list(part);
    }
  }

  private said({ role, paragraphs }: TextPart): readonly CardElement[] {
    return role === 'question'
      ? [this.heading(paragraphs.join(' '), { size: 'large', spacing: 'large' })]
      : this.texted(paragraphs);
  }

  private notice({ tone, title, paragraphs, beside }: NoticePart): CardElement {
    const style = { danger: 'attention', care: 'warning', plain: 'accent' } as const;
    const dutch =
      beside === undefined
        ? []
        : [
            this.small(beside.label),
            // The card has one direction: Dutch among Arabic keeps its own by a mark.
            ...[beside.title, ...beside.paragraphs].map((text) =>
              this.text(this.rtl ? `${isolate.start}${text}${isolate.end}` : text, { spacing: 'small' }),
            ),
          ];
    return {
      type: 'Container',
      style: style[tone],
      items: [...(title === undefined ? [] : [this.heading(title)]), ...this.texted(paragraphs), ...dutch],
    };
  }

  private list({ tone, title, paragraphs, items }: ListPart): readonly CardElement[] {
    const points = items.length === 0 ? [] : [this.text(items.map((item) => `- ${item}`).join('\n'))];
    const content = [this.heading(title), ...this.texted(paragraphs), ...points];
    return [{ type: 'Container', spacing: 'large', ...(tone === 'warn' ? { style: 'warning' } : {}), items: content }];
  }

  // --- Routes ---------------------------------------------------------------------------------------------------------

  private links(links: readonly CardLink[]): readonly CardElement[] {
    const calls = links.filter(({ type }) => type === 'phone');
    const sites = links.filter(({ type }) => type !== 'phone');
    return [
      ...calls.map((link) => this.asItIs(this.call(link), { size: 'medium', spacing: 'small' })),
      ...(sites.length === 0
        ? []
        : [
            {
              type: 'ActionSet' as const,
              spacing: 'small' as const,
              actions: sites.map(({ text, href }) => ({ type: 'Action.OpenUrl' as const, title: text, url: href })),
            },
          ]),
    ];
  }

  private saying({ say }: RouteCard): readonly CardElement[] {
    if (say === null) return [];
    const { texts } = this;
    return [
      this.small(say.title),
      this.text(this.rtl ? `${isolate.start}${say.dutch}${isolate.end}` : say.dutch, {
        weight: 'bolder',
        spacing: 'small',
      }),
      ...(say.sound === null ? [] : [this.small(`${texts.say('ui:sound')} ${say.sound}`)]),
      ...(say.meaning === null ? [] : [this.small(`${texts.say('ui:meaning')} ${say.meaning}`)]),
    ];
  }

  private others({ also }: RouteCard): readonly CardElement[] {
    return also.flatMap(({ name, text, links }) => [
      this.text(name, { weight: 'bolder' }),
      ...(text === '' ? [] : [this.text(text, { spacing: 'small' })]),
      ...this.links(links),
    ]);
  }

  private route(card: RouteCard, index: number): CardElement {
    const { texts } = this;
    const { name, because, what, more, facts, links, menu, standIn, also, provenance } = card;
    const about = what === '' ? [] : [this.text(what)];
    const items = [
      this.heading(name, { size: 'medium' }),
      this.text(because, { spacing: 'small' }),
      ...(facts.length === 0 ? [] : [this.text(facts.join(' · '), { size: 'small', spacing: 'small' })]),
      ...this.links(links),
      ...(index === 0 ? about : []),
      ...(menu === null ? [] : [this.small(`${texts.say('ui:menu')} ${menu}`)]),
      ...this.saying(card),
      ...(standIn === null ? [] : [this.text(standIn.text), ...this.links(standIn.links)]),
      ...(index === 0 ? [] : this.fold(more, about)),
      ...this.fold(`${texts.say('ui:also')} ${also.map((other) => other.name).join(' · ')}`, this.others(card)),
      ...(provenance === '' ? [] : [this.small(provenance)]),
    ];
    return { type: 'Container', separator: true, spacing: 'medium', items };
  }

  // --- What can be answered -------------------------------------------------------------------------------------------

  /** A button with all its words: the buttons of some programs cut them off after one line. */
  option(option: Option): CardElement {
    const danger = option.group === 'alarm' || option.group === 'first';
    return {
      type: 'Container',
      style: danger ? 'attention' : 'emphasis',
      spacing: 'small',
      items: [this.text(option.label, option.group === 'skip' ? {} : { weight: 'bolder' })],
      selectAction: this.submit(option),
    };
  }

  options({ options }: Reply): readonly CardElement[] {
    const of = (...groups: readonly Option['group'][]): readonly Option[] =>
      options.filter(({ group }) => groups.includes(group));
    const topics = of('topic');
    const doors = of('door', 'alarm');
    return [
      ...of('first', 'answer', 'skip').map((option) => this.option(option)),
      ...(of('door').length === 0 ? [] : [this.small(this.texts.say('ui:offers'))]),
      ...doors.map((option) => this.option(option)),
      ...topics.map((option) => this.option(option)),
    ];
  }

  answered(answered: readonly AnsweredLine[]): readonly CardElement[] {
    const items = answered.map(
      ({ question, answer, change }): CardElement => ({
        type: 'Container',
        spacing: 'small',
        items: [this.small(question), this.text(`${answer} (${change.label})`, { spacing: 'none' })],
        selectAction: { ...this.submit(change), title: `${change.label}: ${answer}` },
      }),
    );
    return this.fold(this.texts.say('ui:answered'), items);
  }

  typing({ typing }: Reply): readonly CardElement[] {
    return typing === null ? [] : [this.small(`${typing.label}. ${typing.hint}`)];
  }

  footer({ options, back }: Reply): readonly CardAction[] {
    const steps = options.filter(({ group }) => group === 'restart');
    return [...(back === null ? [] : [back]), ...steps].map((option) => this.submit(option));
  }
}

/** The reply as a card. It decides nothing: every option and every route of the reply is on it. */
export function renderAdaptiveCard(reply: Reply, frame: CardFrame): AdaptiveCard {
  const card = new Card(frame);
  const { texts } = frame;
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: reply.lang,
    rtl: reply.dir === 'rtl',
    fallbackText: texts.say('ui:title'),
    body: [
      ...(reply.numbers.length === 0 ? [] : [card.numbers(reply)]),
      ...reply.parts.flatMap((part) => card.part(part)),
      ...card.options(reply),
      ...card.typing(reply),
      ...card.answered(reply.answered),
    ],
    actions: card.footer(reply),
  };
}
