/**
 * The pictures beside choices, for people who read little: what a choice is about, without words.
 *
 * Somebody may look over her shoulder, and a picture is seen from further off than a sentence. So no picture names a
 * theme that its words would not: nothing violent, no sad faces, no flags, no sign of a faith; people are people, neither
 * man nor woman. Each is one line drawing on a grid of 24.
 */
import { type Answer, encodeAnswers } from '../core/answers.ts';
import { decodeInput } from '../core/input.ts';
import { type Html, html } from './html-escape.ts';

/** The drawings: path data on a grid of 24, drawn as a line. */
export const pictures = {
  // --- People
  person: 'M12 4a3.5 3.5 0 10.01 0zM5 20a7 6 0 0114 0',
  two: 'M7 5a2.8 2.8 0 10.01 0zM2.5 19a4.2 5 0 018.4 0M17 5a2.8 2.8 0 10.01 0zM13.1 19a4.2 5 0 018.4 0',
  apart: 'M6 7a2.5 2.5 0 10.01 0zM2 19a4 4.5 0 018 0M18 7a2.5 2.5 0 10.01 0zM14 19a4 4.5 0 018 0M12 4v16',
  group:
    'M12 5a3 3 0 10.01 0zM6.5 20a5.5 6 0 0111 0M4.5 6a2 2 0 10.01 0zM19.5 6a2 2 0 10.01 0zM1.5 16a3.5 3.5 0 014-3M22.5 16a3.5 3.5 0 00-4-3',
  parent: 'M8 3.5a3 3 0 10.01 0zM2.5 20a5.5 7 0 0111 0M18.5 10a2 2 0 10.01 0zM15.5 20a3 3.5 0 016 0',
  adult: 'M12 2a2.5 2.5 0 10.01 0zM9.5 21.5v-6h-2V12a3 3 0 013-3h3a3 3 0 013 3v3.5h-2v6z',
  child: 'M12 6a2.8 2.8 0 10.01 0zM9.8 21.5v-3H8V17a3 3 0 013-3h2a3 3 0 013 3v1.5h-1.8v3z',
  helper:
    'M14 2.5a2 2 0 10.01 0zM10 12a4 3.5 0 018 0M3 15h3l3-1h4a1.5 1.5 0 010 3h-2.5M14 17l5-2a1.5 1.5 0 011 2.7L14 21H8l-2-1.5H3',
  // --- Yes, no, not said; take care
  yes: 'M12 3a9 9 0 10.01 0zM8 12.5l3 3 5-6.5',
  no: 'M12 3a9 9 0 10.01 0zM9 9l6 6M15 9l-6 6',
  unsure: 'M12 3a9 9 0 10.01 0zM9.3 9.7a2.7 2.7 0 115 1.6c-1 1-2.3 1.4-2.3 2.7M12 17v.01',
  warning: 'M12 4L2.5 20h19zM12 10v4.5M12 17v.01',
  hands:
    'M12 9.5L9 6.5a2 2 0 013-2.5a2 2 0 013 2.5zM2.5 9v6.5l4 5.5M10.5 21v-4l-4-4a1.3 1.3 0 00-2 1.6l2.5 3M21.5 9v6.5l-4 5.5M13.5 21v-4l4-4a1.3 1.3 0 012 1.6l-2.5 3',
  stop: 'M7 14V7a1.5 1.5 0 013 0v4V4.5a1.5 1.5 0 013 0V11V5.5a1.5 1.5 0 013 0V11V8a1.5 1.5 0 013 0v7a6.5 6.5 0 01-12 3.5L3.5 14a1.5 1.5 0 012.5-1.5z',
  // --- What it is about
  rings: 'M10.3 6.8a5.5 5.5 0 102.9 2.4M13.7 17.2a5.5 5.5 0 10-2.9-2.4',
  heart: 'M12 20.5L4 12.5a4.8 4.8 0 017-6.8l1 1 1-1a4.8 4.8 0 017 6.8z',
  home: 'M3 11.5L12 4l9 7.5M5.5 9.5v11h13v-11M13 10l-3 4h4l-3 4',
  flower:
    'M10 6a2.4 2.4 0 114 0 2.4 2.4 0 110 4 2.4 2.4 0 11-4 0 2.4 2.4 0 110-4M12 8v.01M12 12v9.5M6 15q6 0 6 5.5 0-5.5 6-5.5',
  scales: 'M12 4v16M8 20h8M5 8.5l14-3M5 8.5l-3 6.5a3 3 0 006 0zM19 5.5l-3 6.5a3 3 0 006 0z',
  phone: 'M6.5 4.5a2 2 0 012-2h7a2 2 0 012 2v15a2 2 0 01-2 2h-7a2 2 0 01-2-2zM9 10.5q3-4 6 0-3 4-6 0zM12 18v.01',
  eye: 'M2.5 12q9.5-13 19 0-9.5 13-19 0zM12 9a3 3 0 10.01 0z',
  lock: 'M5 13a2 2 0 012-2h10a2 2 0 012 2v6a2 2 0 01-2 2H7a2 2 0 01-2-2zM8 11V7a4 4 0 018 0v4M12 15v2',
  clock: 'M12 3a9 9 0 10.01 0zM12 7v5l3.5 2',
  calendar:
    'M3.5 8a2 2 0 012-2h13a2 2 0 012 2v10.5a2 2 0 01-2 2h-13a2 2 0 01-2-2zM3.5 11h17M8.5 3v5M15.5 3v5M12 15.5v.01',
  papers: 'M6 2.5h8l4.5 4.5v14.5H6zM14 3v4.5h4M9.5 12h5.5M9.5 16.5h5.5',
  passport: 'M5 4.5a2 2 0 012-2h10a2 2 0 012 2v15a2 2 0 01-2 2H7a2 2 0 01-2-2zM12 6.5a3.5 3.5 0 10.01 0zM9 17.5h6',
  work: 'M3 9.5a2 2 0 012-2h14a2 2 0 012 2V18a2 2 0 01-2 2H5a2 2 0 01-2-2zM9 7.5V4h6v3.5M3 13h18M12 13v2',
  // --- Thinking and talking
  thought: 'M7 15a4 4 0 010-8.5 5.3 5.3 0 0110-1 4.8 4.8 0 010 9.5zM8.5 18a.8.8 0 10.01 0zM5 21.5v.01',
  talk: 'M3 5.5a2 2 0 012-2h8a2 2 0 012 2V10a2 2 0 01-2 2H8l-3 3v-3a2 2 0 01-2-2zM18.5 9a2 2 0 012 2v4a2 2 0 01-2 2v3l-3-3h-4',
  threat: 'M3 6a2 2 0 012-2h14a2 2 0 012 2v9a2 2 0 01-2 2h-8l-4 4v-4H5a2 2 0 01-2-2zM12 7v4M12 13.8v.01',
  silenced: 'M3 6a2 2 0 012-2h14a2 2 0 012 2v9a2 2 0 01-2 2h-8l-4 4v-4H5a2 2 0 01-2-2zM9.5 8l5 5M14.5 8l-5 5',
  // --- Where
  mill: 'M12 8.5L18 2.5l1.5 1.5-4.5 4.5M12 8.5l6.5 6.5M12 8.5L5.5 15M12 8.5L6 2.5 4.5 4 9 8.5M10 12L8 21.5h8L14 12',
  building: 'M2.5 21h19M5 21V3.5h14V21M9 8h1M14 8h1M9 12h1M14 12h1M10.5 21v-4.5h3V21',
  europe:
    'M12 3.1l.4.7h-.8zm4.3 1.2l.4.7h-.8zm3.1 3.1l.4.7h-.8zm1.2 4.3l.4.7h-.8zm-1.2 4.3l.4.7h-.8zm-3.1 3.1l.4.7h-.8zm-4.3 1.2l.4.7h-.8zm-4.3-1.2l.4.7h-.8zm-3.1-3.1l.4.7h-.8zm-1.2-4.3l.4.7h-.8zm1.2-4.3l.4.7h-.8zm3.1-3.1l.4.7h-.8z',
  globe: 'M12 3a9 9 0 10.01 0zM3 12h18M12 3a4.5 9 0 000 18 4.5 9 0 000-18',
  pin: 'M12 21.5c-4-4.5-7-8-7-11.5a7 7 0 0114 0c0 3.5-3 7-7 11.5zM12 7.5a2.5 2.5 0 10.01 0z',
  plane: 'M12 2.5q1.5 0 1.5 3v4l8 5v2l-8-2.5v4.5l2.5 2V22l-4-1-4 1v-1.5l2.5-2V14l-8 2.5v-2l8-5v-4q0-3 1.5-3z',
  suitcase:
    'M5.5 10a2 2 0 012-2h9a2 2 0 012 2v8a2 2 0 01-2 2h-9a2 2 0 01-2-2zM9 8V2.5h6V8M9.5 12v4M14.5 12v4M8.5 20v1.5M15.5 20v1.5',
  call: 'M6 3.5h3l1.5 5-2.2 1.4a13 13 0 005.8 5.8l1.4-2.2 5 1.5v3a2.5 2.5 0 01-2.5 2.5A14.5 14.5 0 013.5 6 2.5 2.5 0 016 3.5z',
  door: 'M2.5 20H7V3h10v17h4.5M7 3l6 2.5v17L7 20M10.3 13v.5',
} as const;

export type Picture = keyof typeof pictures;

/** Turned round in scripts that run from right to left (class `turns`); every other picture reads the same both ways. */
const turning: ReadonlySet<Picture> = new Set(['unsure']);

/**
 * What a choice shows, by `fact=value`. A star stands for any question or any value; what is written out goes first.
 * All answers to a question have a picture or none: half a row looks broken.
 */
export const signs: Readonly<Record<string, Picture>> = {
  '*=unknown': 'unsure',

  'who=self': 'person',
  'who=bystander': 'two',
  'who=parent': 'parent',
  'who=key-person': 'helper',
  'who=professional': 'work',

  'parent=pressured': 'group',
  'parent=intends': 'thought',
  'parent=fears-other': 'plane',
  'parent=child-came-out': 'heart',

  'theme=forced-marriage': 'rings',
  'theme=abandonment': 'plane',
  'theme=honour-violence': 'group',
  'theme=control': 'phone',
  'theme=coming-out': 'heart',
  'theme=domestic-violence': 'home',
  'theme=marital-captivity': 'apart',
  'theme=fgm': 'flower',
  'theme=discrimination': 'scales',

  'where=nl': 'mill',
  'where=asylum-centre': 'building',
  'where=eu': 'europe',
  'where=abroad': 'globe',

  'age=minor': 'child',
  'age=adult': 'adult',

  'key-person-safe=nobody': 'no',
  'key-person-safe=somebody': 'yes',

  'municipality=*': 'pin',

  // How urgent it is: each theme asks in its own words, and the same answer looks the same.
  '*=now': 'warning',
  '*=airport': 'plane',
  '*=trip': 'suitcase',
  '*=cannot-go-home': 'globe',
  '*=left-behind': 'globe',
  '*=date': 'calendar',
  '*=passport-taken': 'passport',
  '*=cannot-refuse': 'silenced',
  '*=pressure': 'group',
  '*=worry': 'thought',
  '*=thinking': 'thought',
  '*=found-out': 'eye',
  '*=threatened': 'threat',
  '*=afraid': 'threat',
  '*=locked': 'lock',
  '*=controlled': 'phone',
  '*=thrown-out': 'door',
  '*=leaving': 'door',
  '*=send-away': 'suitcase',
  '*=lonely': 'talk',
  '*=talk': 'talk',
  '*=hurt-often': 'home',
  '*=past': 'clock',
  '*=planned': 'calendar',
  '*=already': 'flower',
  '*=refused': 'apart',
  '*=dark': 'hands',
  '*=practical': 'papers',
  '*=discriminated': 'scales',

  // What may be said unasked.
  'danger=yes': 'warning',
  'urgency=emergency': 'warning',
  'selfHarm=true': 'hands',
  'dark-thoughts=yes': 'hands',
  'dependent-permit=yes': 'passport',
  'undocumented=yes': 'papers',
  'unregistered=yes': 'pin',
  'sexual-violence=yes': 'stop',
  'orthodox-christian=yes': 'group',
  'trans=yes': 'person',
};

function signOf(answer: Answer): Picture | null {
  const { fact, value } = answer;
  return signs[encodeAnswers([answer])] ?? signs[`*=${value}`] ?? signs[`${fact}=*`] ?? null;
}

/** The answer that an input gives; of several at once the last: the others are said above the choice. */
function answerOf(code: string): Answer | null {
  const input = decodeInput(code);
  if (input?.type === 'choose') return input.answer;
  return input?.type === 'facts' ? (input.answers.at(-1) ?? null) : null;
}

/**
 * The picture beside a choice, as an inline `<svg>` in the colour of the text around it, hidden from screen readers: the
 * words beside it say the same. Null where a choice has none.
 *
 * @param input the code of an input, for example `choose:who=self` (see `core/input.ts`)
 */
export function pictogramOf(input: string): Html | null {
  const answer = answerOf(input);
  const sign = answer === null ? null : signOf(answer);
  return sign === null ? null : picture(sign);
}

/** One of the drawings, as `pictogramOf` gives it. */
export function picture(sign: Picture): Html {
  return html`<svg class="${turning.has(sign) ? 'pic turns' : 'pic'}" viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><path d="${pictures[sign]}"/></svg>`;
}
