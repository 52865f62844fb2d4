/** The table of everything that reads what comes from outside. */
import type { Parser } from './parser.ts';
import { botParsers } from './parsers-bot.ts';
import { contentParsers } from './parsers-content.ts';
import { coreParsers } from './parsers-core.ts';
import { httpParsers } from './parsers-http.ts';
import { settingsParsers } from './parsers-settings.ts';

export const parsers: readonly Parser[] = [
  ...coreParsers,
  ...botParsers,
  ...settingsParsers,
  ...contentParsers,
  ...httpParsers,
];
