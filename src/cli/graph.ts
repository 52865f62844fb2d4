import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mermaidOf } from '../content/drawing/mermaid.ts';
import { type Outline, outlineOf } from '../content/drawing/outline.ts';
import { drawn } from '../content/drawing/picture.ts';
import { readAll } from '../content/drawing/read-all.ts';
import { type Words, wordsFor } from '../content/drawing/words.ts';
import { type Theme, vocabulary } from '../core/situation.ts';
import { contentRoot, languageOf } from './content.ts';
import { UsageError } from './usage-error.ts';

interface GraphFlags {
  readonly lang: string;
  /** The folder to write pictures to; without it Mermaid is printed. */
  readonly svg?: string;
}

function themesFrom(theme: string | undefined): readonly Theme[] {
  if (theme === undefined) return vocabulary.theme;
  const known = vocabulary.theme.find((one) => one === theme);
  if (known === undefined)
    throw new UsageError(`graph: there is no theme "${theme}"; there are ${vocabulary.theme.join(', ')}`);
  return [known];
}

async function writePictures(folder: string, outlines: readonly Outline[], words: Words): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const outline of outlines) writeFileSync(join(folder, `${outline.theme}.svg`), await drawn(outline, words));
}

/** `wegwijzer graph [THEME] [--svg DIR]`. */
export async function graph(theme: string | undefined, { lang, svg }: GraphFlags): Promise<void> {
  const wanted = themesFrom(theme);
  const { library, files } = readAll(contentRoot());
  const code = languageOf(library, lang);
  const words = wordsFor(code);
  const outlines = wanted.map((one) => outlineOf(library, files.dialogs.dialogs, one, library.texts(code), words));
  if (svg !== undefined) return writePictures(svg, outlines, words);
  for (const outline of outlines) process.stdout.write(`%% ${outline.theme}\n${mermaidOf(outline, words)}\n\n`);
}
