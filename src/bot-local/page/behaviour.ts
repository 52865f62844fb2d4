/**
 * How the page behaves: as which client, and what a tap on a button sends.
 */
import type { Activity } from '../activity.ts';

/** A client that the page can be, where its stub is mounted, and what goes with all it sends. */
export interface Behaviour {
  readonly name: string;
  readonly path: string;
  readonly channelData: Readonly<Record<string, unknown>>;
}

export const behaviours = {
  'direct-line': { name: 'Direct Line', path: '/direct-line', channelData: {} },
  teams: { name: 'Teams', path: '/teams', channelData: {} },
  'no-cards': { name: 'no cards', path: '/direct-line', channelData: { wegwijzer: { cards: false } } },
} as const satisfies Readonly<Record<string, Behaviour>>;

export type BehaviourName = keyof typeof behaviours;

export const behaviourNames = Object.keys(behaviours) as readonly BehaviourName[]; // keys of the constant above

/** The languages of the talk, in the order of the field. */
export const locales = ['nl', 'en', 'tr', 'ar', 'fa', 'fr', 'kmr', 'so', 'ti', 'uk'] as const;

/** What a tap does: sends something, opens an address, or nothing that is known here. */
export type Tap =
  | { readonly type: 'send'; readonly activity: Activity }
  | { readonly type: 'open'; readonly url: string }
  | { readonly type: 'unknown'; readonly what: string };

/** What a tap on a suggested action does. */
export function tapOn(action: unknown): Tap {
  const { type, value, text } = fieldsOf(action);
  switch (type) {
    case 'imBack':
      return { type: 'send', activity: { type: 'message', text: String(value ?? '') } };
    case 'postBack':
      return { type: 'send', activity: postBack(value) };
    case 'messageBack':
      return {
        type: 'send',
        activity: {
          type: 'message',
          value,
          ...(typeof text === 'string' ? { text } : {}),
          channelData: { messageBack: {} },
        },
      };
    case 'openUrl':
    case 'call':
      return opening(value);
    default:
      return { type: 'unknown', what: String(type) };
  }
}

/** What `Action.Submit` of a card sends: its data as it is, for the bot that wrote it. */
export function submitted(data: unknown, activityId: string): Activity {
  return { ...postBack(data), replyToId: activityId };
}

/** A text goes as text, anything else as value: so does Web Chat. The mark says that nobody typed it. */
function postBack(value: unknown): Activity {
  const channelData = { postBack: true };
  return typeof value === 'string'
    ? { type: 'message', text: value, channelData }
    : { type: 'message', value, channelData };
}

/** Opens what a person may be led to: a page, a telephone, a mail. Never a script. */
export function opening(url: unknown): Tap {
  const text = String(url ?? '');
  const known = URL.canParse(text) && ['https:', 'http:', 'tel:', 'mailto:', 'sms:'].includes(new URL(text).protocol);
  return known ? { type: 'open', url: text } : { type: 'unknown', what: 'address' };
}

/** Whether a message was tapped and not typed: its text is not shown. */
export function isTapped({ channelData, text }: Activity): boolean {
  return text === undefined || channelData?.postBack === true || channelData?.messageBack !== undefined;
}

const rightToLeft: readonly string[] = ['ar', 'fa', 'he', 'ur', 'ckb', 'ps'];

/** The direction of an activity: as its card says, or its language, or else as its letters run. */
export function directionOf({ locale, attachments }: Activity): 'rtl' | 'ltr' | 'auto' {
  if (attachmentsIn(attachments).some(({ content }) => fieldsOf(content).rtl === true)) return 'rtl';
  if (locale === undefined) return 'auto';
  return rightToLeft.includes(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

export interface Attachment {
  readonly contentType: string;
  readonly content: unknown;
}

/** The attachments of an activity, as far as they have a kind. */
export function attachmentsIn(attachments: unknown): readonly Attachment[] {
  const list: readonly unknown[] = Array.isArray(attachments) ? attachments : [];
  return list.map(fieldsOf).map(({ contentType, content }) => ({ contentType: String(contentType), content }));
}

/** The buttons that a bot offers under what it says. */
export function suggestedActionsOf({ suggestedActions }: Activity): readonly Readonly<Record<string, unknown>>[] {
  const { actions } = fieldsOf(suggestedActions);
  return Array.isArray(actions) ? actions.map(fieldsOf) : [];
}

/** The fields of a value from outside; none when it is no object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
