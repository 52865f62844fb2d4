/**
 * Every text that can stand on the screen in an emergency or an urgent situation, in Dutch and English side by side.
 */
import { type Dialogs, type Step, spokenVoice } from '../../core/dialog.ts';
import { type Theme, type Urgency, type Voice, vocabulary, voices } from '../../core/situation.ts';
import { type Texts, voiced } from '../../core/texts.ts';
import { interfaceTexts } from '../check/interface-texts.ts';
import { canHoldAt, conditionInWords } from './in-words.ts';
import { inCell, markdownTable, paper, remarks } from './markdown.ts';
import { stepsOf } from './outline.ts';
import type { AllContent } from './read-all.ts';
import { type Words, wordsFor } from './words.ts';

type Told = Extract<Step, { type: 'tell' | 'topic' }>;

interface Pen {
  readonly words: Words;
  readonly nl: Texts;
  readonly en: Texts;
}

interface Block {
  readonly step: Told;
  readonly themes: readonly Theme[];
}

function blocksOf(dialogs: Dialogs): readonly Block[] {
  const found = new Map<string, { step: Told; themes: Theme[] }>();
  for (const theme of vocabulary.theme) {
    for (const step of stepsOf(dialogs, theme)) {
      if (step.type !== 'tell' && step.type !== 'topic') continue;
      const block = found.get(step.id) ?? { step, themes: [] };
      if (!block.themes.includes(theme)) block.themes.push(theme);
      found.set(step.id, block);
    }
  }
  return [...found.values()];
}

/** Heads of a table of texts that everyone reads. */
const keyed = ['sleutel', 'Nederlands', 'English'] as const;
const head = ['wie leest het', 'Nederlands', 'English'] as const;

/** The texts of these keys under each other, the first one bold; empty where there is none. */
function together(texts: Texts, titles: readonly string[], keys: readonly string[]): string {
  const bold =
    titles.map((key) => texts.lines(key).map((line) => `**${inCell(line)}**`)).find((lines) => lines.length > 0) ?? [];
  return [...bold, ...keys.flatMap((key) => texts.lines(key)).map(inCell)].join('<br>');
}

/** One line of the table in both languages. Nothing where neither has it. */
function textRow(
  { nl, en }: Pen,
  readers: string,
  titles: readonly string[],
  keys: readonly string[],
): readonly (readonly string[])[] {
  const exists = [...titles, ...keys].some((key) => nl.has(key) || en.has(key));
  return exists ? [[readers, together(nl, titles, keys), together(en, titles, keys)]] : [];
}

/** A line for a text that stands by itself, under its key. */
function single(pen: Pen, key: string): readonly (readonly string[])[] {
  return textRow(pen, `\`${key}\``, [], [key]);
}

/** For each voice that has a text of its own: everybody who reads it. */
function readersOf({ voices: given }: Told, { voice: names }: Words): readonly (readonly [Voice, string])[] {
  return voices
    .map((own) => [own, voices.filter((one) => spokenVoice(given, one) === own)] as const)
    .filter(([, readers]) => readers.length > 0)
    .map(([own, readers]) => [own, readers.map((one) => names[one]).join(', ')]);
}

function blockPart(pen: Pen, { step, themes }: Block): string {
  const { words } = pen;
  const key = `guidance:${step.id}`;
  const rows = readersOf(step, words).flatMap(([own, readers]) =>
    textRow(
      pen,
      readers,
      [voiced(`${key}.title`, own), `${key}.title`],
      [voiced(`${key}.text`, own), voiced(`${key}.steps`, own)],
    ),
  );
  const condition = conditionInWords(step.when, words);
  const where =
    themes.length === vocabulary.theme.length
      ? 'alle gesprekken'
      : themes.map((theme) => words.facts.theme[theme]).join(', ');
  const beside = step.beside === null ? '' : ` Alleen naast: ${words.kind[step.beside]}.`;
  return [
    `### guidance:${step.id}`,
    '',
    `Waar: ${where}. Wanneer: ${condition === '' ? words.always : condition}.${beside}`,
    '',
    markdownTable(head, rows),
    '',
    remarks,
  ].join('\n');
}

function visitPart(pen: Pen, { id, when, sources }: AllContent['files']['dialogs']['visits'][number]): string {
  const rows = voices.flatMap((voice) => {
    const own = ['question', 'answer'].map((part) => voiced(`visits:${id}.${part}`, voice));
    const readers = voice === 'self' ? 'wie geen eigen tekst heeft' : pen.words.voice[voice];
    return textRow(pen, readers, own.slice(0, 1), own.slice(1));
  });
  const rests = sources.map(({ title, seenOn }) => `${title} (${seenOn ?? 'zonder datum'})`);
  const condition = conditionInWords(when, pen.words);
  return [
    `### visits:${id}`,
    '',
    `Wanneer: ${condition === '' ? 'alle gesprekken' : condition}. Bron: ${rests.length === 0 ? 'domeingids' : [...new Set(rests)].join('; ')}.`,
    '',
    markdownTable(head, rows),
    '',
    remarks,
  ].join('\n');
}

/** `red-and-orange-texts.md`. */
export function textsPaper({ files, library }: AllContent): string {
  const pen: Pen = { words: wordsFor('nl'), nl: library.texts('nl'), en: library.texts('en') };
  const blocks = blocksOf(files.dialogs.dialogs);
  const at = (urgency: Urgency): readonly Block[] => blocks.filter(({ step }) => canHoldAt(step.when, urgency));
  const red = at('emergency');
  const orange = at('urgent').filter((block) => !red.includes(block));
  const fixed = interfaceTexts.flatMap(({ key }) => (key.startsWith('ui:') ? single(pen, key) : []));
  const reasonKeys = new Set([
    ...files.policy.base
      .filter(({ when }) => canHoldAt(when, 'emergency') || canHoldAt(when, 'urgent'))
      .flatMap(({ routes }) => routes.map(({ because }) => because)),
    ...files.policy.amend
      .filter(({ when }) => canHoldAt(when, 'emergency') || canHoldAt(when, 'urgent'))
      .flatMap(({ because }) => because ?? []),
  ]);
  return paper(
    '# Rode en oranje teksten',
    'Alles wat iemand kan lezen als er nu gevaar is (rood) of als snel hulp nodig is (oranje). Nederlands en Engels naast elkaar. ' +
      'Lees elke zin zo: wat gebeurt er als de vader of partner meeleest? En als een tolk hem hardop voorleest in een volle kamer?',
    'De antwoorden op vragen staan in [questions.md](questions.md), de teksten op de kaarten in [cards.md](cards.md).',
    `## 1. Rood (${red.length} blokken)`,
    ...red.map((block) => blockPart(pen, block)),
    `## 2. Oranje (${orange.length} blokken)`,
    ...orange.map((block) => blockPart(pen, block)),
    `## 3. Redenen op de kaarten (${reasonKeys.size})`,
    markdownTable(
      keyed,
      [...reasonKeys].flatMap((because) => single(pen, `reasons:${because}`)),
    ),
    remarks,
    `## 4. Vragen die mensen stellen (${files.dialogs.visits.length}, niet bij rood)`,
    ...files.dialogs.visits.map((visit) => visitPart(pen, visit)),
    '## 5. Vaste teksten van het scherm',
    markdownTable(keyed, fixed),
    remarks,
  );
}
