/**
 * Every question with its options, as each voice reads them.
 */
import { type Step, spokenVoice } from '../../core/dialog.ts';
import type { Facts } from '../../core/knowledge.ts';
import { type Theme, type Voice, vocabulary, voices } from '../../core/situation.ts';
import { type Texts, voiced } from '../../core/texts.ts';
import { circumstancesOf, conditionInWords } from './in-words.ts';
import { inCell, markdownTable, paper, remarks } from './markdown.ts';
import { stepsOf } from './outline.ts';
import type { AllContent } from './read-all.ts';
import { type Words, wordsFor } from './words.ts';

type Asked = Extract<Step, { type: 'ask' }>;
type Offered = Extract<Step, { type: 'offer' }>;

interface Pen {
  readonly words: Words;
  readonly nl: Texts;
}

interface Found<S> {
  readonly step: S;
  readonly themes: readonly Theme[];
}

function gathered<S extends Asked | Offered>(content: AllContent, type: S['type']): readonly Found<S>[] {
  const found = new Map<string, { step: S; themes: Theme[] }>();
  for (const theme of vocabulary.theme) {
    for (const step of stepsOf(content.files.dialogs.dialogs, theme)) {
      if (step.type !== type) continue;
      // The type was compared just above.
      const entry = found.get(step.id) ?? { step: step as S, themes: [] };
      if (!entry.themes.includes(theme)) entry.themes.push(theme);
      found.set(step.id, entry);
    }
  }
  return [...found.values()];
}

function effect({ words }: Pen, sets: Facts): string {
  const { facts, colour } = words;
  const says: string[] = [];
  if (sets.urgency !== undefined)
    says.push(sets.urgency === 'unknown' ? `niet gezegd, ${words.picture.countsAs}` : colour[sets.urgency]);
  if (sets.theme !== undefined) says.push(facts.theme[sets.theme]);
  if (sets.selfHarm === true) says.push(facts.selfHarm.true);
  return [...says, ...circumstancesOf(sets).map((one) => words.circumstance[one])].join('; ');
}

/** Voices that have words of their own, and who reads them. */
function columnsOf(
  { voices: given, sameLabels }: Asked,
  { words }: Pen,
): readonly { readonly spoken: Voice; readonly name: string }[] {
  if (sameLabels) return [{ spoken: 'self', name: 'iedereen' }];
  return voices
    .map((spoken) => ({ spoken, readers: voices.filter((one) => spokenVoice(given, one) === spoken) }))
    .filter(({ readers }) => readers.length > 0)
    .map(({ spoken, readers }) => ({ spoken, name: readers.map((one) => words.voice[one]).join(', ') }));
}

function places(themes: readonly Theme[], words: Words): string {
  return themes.length === vocabulary.theme.length
    ? 'alle gesprekken'
    : themes.map((theme) => words.facts.theme[theme]).join(', ');
}

function questionPart(pen: Pen, { step, themes }: Found<Asked>): string {
  const { nl, words } = pen;
  const asks = [...new Set(voices.flatMap((voice) => spokenVoice(step.voices, voice) ?? []))].map(
    (spoken) => `- ${words.voice[spoken]}: **${nl.say(voiced(`questions:${step.id}.ask`, spoken))}**`,
  );
  const columns = columnsOf(step, pen);
  const rows = step.options.map(({ id, when, sets }, index) => [
    `${index + 1}`,
    ...columns.map(({ spoken }) => inCell(nl.say(voiced(`questions:${step.id}.options.${id}`, spoken)))),
    [effect(pen, sets), conditionInWords(when, words)].filter((part) => part !== '').join('; alleen: '),
  ]);
  const condition = conditionInWords(step.when, words);
  return [
    `### ${step.id}`,
    '',
    `Waar: ${places(themes, words)}.${condition === '' ? '' : ` Alleen: ${condition}.`}`,
    '',
    ...asks,
    '',
    markdownTable(['', ...columns.map(({ name }) => name), 'wat dit antwoord doet'], rows),
    '',
    remarks,
  ].join('\n');
}

/** `questions.md`. */
export function questionsPaper(content: AllContent): string {
  const pen: Pen = { words: wordsFor('nl'), nl: content.library.texts('nl') };
  const offers = gathered<Offered>(content, 'offer').map(({ step, themes }) => [
    ...(['self', 'bystander', 'parent'] as const).map((voice) =>
      inCell(pen.nl.say(voiced(`questions:offers.${step.id}`, voice))),
    ),
    [places(themes, pen.words), conditionInWords(step.when, pen.words)]
      .filter((part) => part !== '')
      .join('; alleen: '),
    effect(pen, step.sets),
  ]);
  const questions = gathered<Asked>(content, 'ask');
  return paper(
    '# Alle vragen en antwoorden',
    'Een vraag komt alleen als het antwoord nog iets kan veranderen. Elke vraag mag worden overgeslagen. Hoe de vragen op elkaar volgen, ' +
      'staat in de [tekeningen](../trees/README.md). Sleutelpersonen en beroepskrachten lezen meestal dezelfde vraag als wie iemand kent.',
    `Het gesprek begint zo: "${pen.nl.say('questions:opening')}"`,
    `## Vragen (${questions.length})`,
    ...questions.map((question) => questionPart(pen, question)),
    `## Knoppen die iets toevoegen (${offers.length})`,
    markdownTable(['zelf', 'kent iemand, sleutelpersoon, beroepskracht', 'ouder', 'waar', 'wat dit doet'], offers),
    remarks,
  );
}
