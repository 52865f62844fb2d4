/**
 * Draws activities: one element each, with the activity as it came folded away under it.
 */
import type { Activity } from '../activity.ts';
import {
  attachmentsIn,
  directionOf,
  isTapped,
  opening,
  submitted,
  suggestedActionsOf,
  type Tap,
  tapOn,
} from './behaviour.ts';
import { type CardAction, cardElement } from './cards.ts';
import { element, markdownNodes } from './markdown.ts';

const cardType = 'application/vnd.microsoft.card.adaptive';

/** An activity as an element; `tap` is called for what is tapped in its cards. */
export function activityElement(activity: Activity, tap: (tap: Tap) => void): HTMLElement {
  const side = activity.from?.id === 'bot' ? 'bot' : 'person';
  const article = element('article', contentOf(activity, side, tap), side);
  article.dir = directionOf(activity);
  if (activity.locale !== undefined) article.lang = activity.locale;
  article.append(sourceOf(activity));
  return article;
}

function contentOf(activity: Activity, side: 'bot' | 'person', tap: (tap: Tap) => void): readonly Node[] {
  if (activity.type !== 'message') return [element('p', [activity.type], 'note')];
  if (side === 'person')
    return isTapped(activity) ? [element('p', ['(tapped)'], 'note')] : [element('p', [activity.text ?? ''])];
  return [
    ...textOf(activity),
    ...attachmentsIn(activity.attachments).map((each) => attachmentElement(each, activity, tap)),
  ];
}

function textOf({ text = '', textFormat }: Activity): readonly Node[] {
  if (text === '') return [];
  return textFormat === 'plain' ? [element('p', [text], 'plain')] : markdownNodes(text);
}

function attachmentElement(
  { contentType, content }: { readonly contentType: string; readonly content: unknown },
  { id = '' }: Activity,
  tap: (tap: Tap) => void,
): HTMLElement {
  const shown = contentType === cardType ? cardElement(content, (action) => tap(tapOnCard(action, id))) : null;
  const note = contentType === cardType ? 'a card: install adaptivecards to see it' : `not shown: ${contentType}`;
  return element('div', [shown ?? element('p', [note], 'note')], 'card');
}

function tapOnCard(action: CardAction, activityId: string): Tap {
  const type = action.getJsonTypeName();
  if (type === 'Action.Submit') return { type: 'send', activity: submitted(action.data, activityId) };
  return type === 'Action.OpenUrl' ? opening(action.url) : { type: 'unknown', what: type };
}

/** The buttons under the last thing that the bot said. */
export function suggestionButtons(activity: Activity, tap: (tap: Tap) => void): readonly HTMLButtonElement[] {
  return suggestedActionsOf(activity).map((action) => {
    const button = element('button', [String(action.title ?? action.value ?? '')]);
    button.type = 'button';
    button.dir = directionOf(activity);
    button.addEventListener('click', () => tap(tapOn(action)));
    return button;
  });
}

function sourceOf(activity: Activity): HTMLElement {
  const source = element('pre', []);
  const details = element('details', [element('summary', [activity.type]), source]);
  details.dir = 'ltr';
  // Written when somebody looks: most never do.
  details.addEventListener('toggle', () => {
    source.textContent = JSON.stringify(activity, null, 2);
  });
  return details;
}
