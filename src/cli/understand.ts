import { createInterface } from 'node:readline';
import { understandingIn } from '../core/turn.ts';
import { languageOf, openLibrary } from './content.ts';

/** `wegwijzer understand`: one text a line in, what was understood of it a line out, as JSON. Nothing is kept. */
export async function understandLines({ lang }: { readonly lang?: string }): Promise<void> {
  const library = openLibrary();
  const fixed = lang === undefined ? null : languageOf(library, lang);
  const guess = fixed === null ? library.guessLanguage : () => fixed;
  for await (const line of createInterface({ input: process.stdin })) {
    const understand = understandingIn(library, library.texts(guess(line)));
    if (understand !== null) process.stdout.write(`${JSON.stringify(understand(line))}\n`);
  }
}
