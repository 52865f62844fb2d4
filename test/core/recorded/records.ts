/**
 * What is written down, by the name of its file.
 */
import { fileURLToPath } from 'node:url';
import { positions, routes, talks } from './talks.ts';
import { decoded, dialled, hours, places, understood } from './words.ts';

export const recordFolder = fileURLToPath(new URL('.', import.meta.url));

export const records = {
  talks: () => talks(60, 14),
  routes: () => routes(140),
  positions: () => positions(300),
  places,
  hours,
  dialled,
  decoded,
  understood,
} as const;
