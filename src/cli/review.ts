import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardsPaper } from '../content/drawing/cards-paper.ts';
import { questionsPaper } from '../content/drawing/questions-paper.ts';
import { type AllContent, readAll } from '../content/drawing/read-all.ts';
import { rulesPaper } from '../content/drawing/rules-paper.ts';
import { textsPaper } from '../content/drawing/texts-paper.ts';
import { contentRoot } from './content.ts';

const papers: Readonly<Record<string, (content: AllContent) => string>> = {
  'rules.md': rulesPaper,
  'red-and-orange-texts.md': textsPaper,
  'questions.md': questionsPaper,
  'cards.md': cardsPaper,
};

/** `wegwijzer review [DIR]`: writes the papers for reviewers. The same content gives the same papers. */
export function review(folder: string): void {
  const content = readAll(contentRoot());
  mkdirSync(folder, { recursive: true });
  for (const [name, write] of Object.entries(papers)) writeFileSync(join(folder, name), write(content));
}
