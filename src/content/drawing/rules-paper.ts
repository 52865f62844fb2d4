/**
 * The rules of the policy in words: who gets which list, in which order, why, and after which row of the guide.
 */
import type { Amendment, Ban, BaseRule } from '../../core/policy.ts';
import type { Texts } from '../../core/texts.ts';
import { conditionInWords } from './in-words.ts';
import { paper } from './markdown.ts';
import type { AllContent } from './read-all.ts';
import { type Words, wordsFor } from './words.ts';

interface Pen {
  readonly words: Words;
  readonly nl: Texts;
  readonly en: Texts;
}

/** `B2.5` is row 5 of table B2; other letters name other parts. */
function sourceOf(id: string): string {
  if (/^G\d/.test(id)) return 'onze eigen regel, zie policy-review.md';
  if (id.startsWith('D4')) return 'ontwerp, deel 4, zie policy-review.md';
  const rows = [...id.matchAll(/B2\.(\d+)/g)].map(([, row]) => row ?? '');
  return rows.length > 0 ? `domeingids, tabel B2, rij ${rows.join(', ')}` : `domeingids, ${id}`;
}

function whoOf(pen: Pen, when: BaseRule['when']): string {
  const condition = conditionInWords(when, pen.words);
  return condition === '' ? pen.words.always : condition;
}

function reason({ nl, en }: Pen, because: string): string {
  return `${nl.say(`reasons:${because}`)} *${en.say(`reasons:${because}`)}*`;
}

const verdict = '☐ goed   ☐ anders, namelijk: ______________________';

function baseRule(pen: Pen, { id, when, routes }: BaseRule): string {
  const list = routes.map(
    ({ kind, because }, index) => `${index + 1}. **${pen.words.kind[kind]}**: ${reason(pen, because)}`,
  );
  return [`### ${id}`, '', `Voor wie: ${whoOf(pen, when)}. Bron: ${sourceOf(id)}.`, '', ...list, '', verdict].join(
    '\n',
  );
}

function placeInWords({ words }: Pen, { place: { beside, otherwise } }: Amendment): string {
  const ends = { first: 'vooraan', last: 'achteraan' } as const;
  if (beside === null) return otherwise === null ? '' : ends[otherwise];
  const where = `${beside.side === 'before' ? 'vóór' : 'na'} ${words.kind[beside.kind]}`;
  return `${where} (staat die er niet: ${otherwise === null ? 'dan verandert er niets' : ends[otherwise]})`;
}

const doing: { readonly [D in Amendment['does']]: string } = {
  add: 'komt erbij, als het er nog niet staat',
  move: 'schuift op, als het er al staat',
  put: 'komt op deze plaats, ook als het er al stond',
};

function amendment(pen: Pen, rule: Amendment): string {
  const why = rule.because === null ? '' : ` ${reason(pen, rule.because)}`;
  const change = `**${pen.words.kind[rule.kind]}** ${doing[rule.does]}: ${placeInWords(pen, rule)}.${why}`;
  return [
    `### ${rule.id}`,
    '',
    `Voor wie: ${whoOf(pen, rule.when)}. Bron: ${sourceOf(rule.id)}.`,
    '',
    change,
    '',
    verdict,
  ].join('\n');
}

function ban(pen: Pen, { id, kind, unless }: Ban): string {
  const text = `**${pen.words.kind[kind]}** staat er nooit, behalve: ${whoOf(pen, unless)}.`;
  return [`### ${id}`, '', `${text} Bron: ${sourceOf(id)}.`, '', verdict].join('\n');
}

/** `rules.md`. */
export function rulesPaper({ files, library }: AllContent): string {
  const pen = { words: wordsFor('nl'), nl: library.texts('nl'), en: library.texts('en') };
  const { base, amend, never } = files.policy;
  return paper(
    '# Wie ziet welke hulp, en in welke volgorde',
    'Alle regels in woorden. De eerste passende regel van deel 1 geeft de lijst. Daarna verandert elke passende regel van deel 2 die lijst. ' +
      'Deel 3 heeft het laatste woord. Rood: nu gevaar. Oranje: snel hulp; ook als niet gezegd is hoe dringend het is. Geel: rustig. ' +
      '"In Nederland" geldt ook als de plaats niet gezegd is. De *schuine* zin is dezelfde reden in het Engels.',
    'Waarom sommige regels zo zijn, en welke niet in de domeingids staan: [policy-review.md](../../referral-data/policy-review.md).',
    `## 1. De lijst (${base.length} regels, de eerste die past)`,
    ...base.map((rule) => baseRule(pen, rule)),
    `## 2. Wat daarna verandert (${amend.length} regels, in deze volgorde)`,
    ...amend.map((rule) => amendment(pen, rule)),
    `## 3. Wat nooit mag (${never.length} regels)`,
    ...never.map((rule) => ban(pen, rule)),
  );
}
