/**
 * A small reply and page to render, with text that would do harm were it not escaped.
 */
import type { Reply, RouteCard } from '../../src/core/reply.ts';
import type { Texts } from '../../src/core/texts.ts';
import type { PageDocument } from '../../src/render/document.ts';

export const harmful = `<script>alert("1")</script>&'`;

/** Every text is its own key, so that a test can name what it looks for. */
export function keysAsTexts(lang = 'en', dir: 'ltr' | 'rtl' = 'ltr'): Texts {
  return {
    lang,
    dir,
    say: (key) => `[${key}]`,
    lines: (key) => [`[${key}]`],
    has: () => true,
    beside: null,
    renderings: [],
    learned: () => null,
  };
}

export function aPage(changes: Partial<PageDocument> = {}): PageDocument {
  return {
    texts: keysAsTexts(),
    languages: [
      { code: 'nl', name: 'Nederlands', dir: 'ltr', reviewed: true },
      { code: 'en', name: 'English', dir: 'ltr', reviewed: false },
      { code: 'ar', name: 'العربية', dir: 'rtl', reviewed: false },
    ],
    exitUrl: 'https://weather.example/',
    framed: false,
    state: 'SEALED',
    answer: true,
    action: '/',
    script: 'theScript()',
    takeover: null,
    ...changes,
  };
}

export const card: RouteCard = {
  kind: 'veilig-thuis',
  service: 'veilig-thuis',
  name: 'Veilig Thuis',
  because: 'They give advice day and night.',
  what: 'For everyone.',
  more: 'More about Veilig Thuis',
  facts: ['Day and night', 'Free'],
  links: [
    {
      type: 'phone',
      label: '0800-2000',
      text: 'Call 0800-2000',
      href: 'tel:08002000',
      trace: 'It stays in the call list.',
    },
    {
      type: 'website',
      label: 'https://vt.example',
      text: 'Website',
      href: 'https://vt.example',
      trace: 'It stays in the history.',
    },
  ],
  say: { title: 'Say in Dutch:', dutch: 'Ik wil advies.', sound: 'Ik vil aht-VEES', meaning: 'I want advice.' },
  menu: 'Say the name of the place.',
  standIn: {
    text: 'Nobody answers? Luisterlijn',
    links: [
      {
        type: 'phone',
        label: '088 0767 000',
        text: 'Call 088 0767 000',
        href: 'tel:0880767000',
        trace: 'It stays in the call list.',
      },
    ],
  },
  also: [{ name: 'Other', text: 'Another one', links: [] }],
  provenance: 'Not yet checked by a person.',
  contact: {
    kind: 'veilig-thuis',
    service: 'veilig-thuis',
    name: 'Veilig Thuis',
    phone: '0800-2000',
    whatsapp: null,
    chat: null,
    website: 'https://vt.example',
    open: 'open',
    always: true,
    opensAt: null,
    chatHours: null,
    free: true,
    anonymous: true,
    area: null,
    generic: false,
    menu: true,
    say: true,
    source: 'https://vt.example',
    seenOn: '2026-09-08',
    checkedOn: null,
  },
};

export function aReply(changes: Partial<Reply> = {}): Reply {
  return {
    lang: 'en',
    dir: 'ltr',
    parts: [
      { type: 'text', role: 'say', paragraphs: [`In danger? Call 112. ${harmful}`] },
      { type: 'notice', tone: 'care', title: 'A notice', paragraphs: ['Call 113.'] },
      { type: 'routes', title: 'Who can help', routes: [card, { ...card, name: 'Second' }] },
      { type: 'list', tone: 'warn', title: 'Better not', paragraphs: [], items: ['Do not travel'] },
      { type: 'text', role: 'question', paragraphs: ['How old are you?'] },
    ],
    options: [
      { input: 'choose:age=minor', label: `Younger than 18 ${harmful}`, group: 'answer' },
      { input: 'choose:age=unknown', label: 'Skip', group: 'skip' },
      { input: 'facts:danger=yes', label: 'It is dangerous now', group: 'door' },
      { input: 'visit:phone', label: 'Your phone', group: 'topic' },
      { input: 'visit:menu', label: 'Questions people ask', group: 'topic' },
      { input: 'back:0', label: 'Start again', group: 'restart' },
    ],
    back: { input: 'back:1', label: 'Back', group: 'restart' },
    numbers: [
      { label: 'Emergency', number: '112', href: 'tel:112' },
      { label: 'Veilig Thuis', number: '0800-2000', href: 'tel:08002000' },
      { label: 'From abroad', number: '+31 247 247 247', href: 'tel:+31247247247' },
    ],
    answered: [
      { question: 'For whom?', answer: 'For myself', change: { input: 'back:0', label: 'Change', group: 'restart' } },
    ],
    typing: { label: 'Or type', hint: 'No names' },
    emergency: false,
    ...changes,
  };
}
