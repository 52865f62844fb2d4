/**
 * What a search in Teams found, as a list, and each service as the card that goes into the conversation.
 */

import { telephoneLink } from '../core/phone.ts';
import type { Texts } from '../core/texts.ts';
import type { AdaptiveCard, CardElement } from '../render/adaptive-card.ts';
import type { FoundService } from './service-search.ts';

function cardOf(texts: Texts, { name, area, phone, website }: FoundService): AdaptiveCard {
  const body: CardElement[] = [
    { type: 'TextBlock', text: name, wrap: true, weight: 'bolder', style: 'heading' },
    ...(area === '' ? [] : [{ type: 'TextBlock', text: area, wrap: true, spacing: 'small' } as const]),
    ...(phone === null
      ? []
      : [{ type: 'TextBlock', text: `**[${phone}](${telephoneLink(phone)})**`, wrap: true } as const]),
  ];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: texts.lang,
    rtl: false,
    fallbackText: name,
    body,
    actions: website === null ? [] : [{ type: 'Action.OpenUrl', title: texts.say('ui:website'), url: website }],
  };
}

/** The answer to a search of the message extension. `isEmpty`: nothing was typed yet. */
export function searchResult(texts: Texts, found: readonly FoundService[], isEmpty: boolean): unknown {
  if (found.length === 0) {
    const text = texts.say(isEmpty ? 'bot:find.hint' : 'bot:find.none');
    return { composeExtension: { type: 'message', text } };
  }
  const attachments = found.map((service) => ({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: cardOf(texts, service),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: service.name, text: [service.area, service.phone ?? ''].filter(Boolean).join(' · ') },
    },
  }));
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
}
