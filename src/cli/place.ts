import { openLibrary } from './content.ts';

/** `wegwijzer place TEXT`: a JSON list, best first; `[]` for what is no place in the Netherlands. */
export function place(words: readonly string[]): void {
  const found = openLibrary().searchPlace(words.join(' '));
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
