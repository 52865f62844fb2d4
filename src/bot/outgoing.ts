/**
 * What goes out: a reply as the message of a chat program.
 */
import type { Reply } from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import { type AdaptiveCard, renderAdaptiveCard, type TapData } from '../render/adaptive-card.ts';
import { numberedOptions, renderTerminal } from '../render/terminal.ts';

/** A suggested answer under a message. It is sent without being posted. */
export interface Suggested {
  readonly type: 'postBack' | 'messageBack';
  readonly title: string;
  readonly value: TapData;
}

export interface Outgoing {
  readonly lang: string;
  /** What a notification shows: it never names a theme. */
  readonly summary: string;
  /** Null for programs without cards, which get `text` and `suggested`. */
  readonly card: AdaptiveCard | null;
  readonly text: string;
  readonly suggested: readonly Suggested[];
}

export interface Looks {
  readonly cards: boolean;
  readonly teams: boolean;
}

/** Makes the message. `at`: which screen its buttons stand on. */
export function outgoing(reply: Reply, texts: Texts, at: string, { cards, teams }: Looks): Outgoing {
  const summary = texts.say('ui:title');
  if (cards) {
    const card = renderAdaptiveCard(reply, { texts, at });
    return { lang: reply.lang, summary, card, text: '', suggested: [] };
  }
  const options = numberedOptions(reply);
  const hint = options.length === 0 ? '' : `\n\n${texts.say('bot:numbered')}`;
  return {
    lang: reply.lang,
    summary,
    card: null,
    text: `${renderTerminal(reply, Number.POSITIVE_INFINITY)}${hint}`,
    suggested: options.map(({ input, label }) => ({
      type: teams ? 'messageBack' : 'postBack',
      title: label,
      value: { input, at },
    })),
  };
}
