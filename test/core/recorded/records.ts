/**
 * What is written down, by the name of its file.
 */
import { fileURLToPath } from 'node:url';
import { contacts, rules, strangeTalks } from './strange.ts';
import { longTalks, positions, routes, talks } from './talks.ts';
import { concepts, decoded, dialled, hours, places, questions, understood } from './words.ts';

export const recordFolder = fileURLToPath(new URL('.', import.meta.url));

export const records = {
  talks: () => talks(100, 14),
  'strange-talks': () => strangeTalks(60, 12),
  'long-talks': longTalks,
  routes: () => routes(80),
  positions: () => positions(200),
  rules: () => rules(80),
  contacts: () => contacts(14),
  places,
  hours,
  dialled,
  decoded,
  concepts,
  questions,
  understood,
} as const;
