/**
 * `npm run understanding:report`: judges what was learned on sentences by an independent hand, and writes
 * `understanding/report.md`: each figure with its interval, the misses by kind, the worst twenty.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { readLearned } from '../src/content/learned-file.ts';
import { judged, percent } from './judge.ts';
import { harder, trained } from './languages.ts';
import { type Figure, figureNames, type Judged, measure, type Share } from './measure.ts';
import { sentencesToLearn } from './sentences.ts';


/** What is asked for: `least` or `most` per cent, of the usual languages and of the harder ones. */
export const goals: { readonly [F in Figure]: { readonly is: 'least' | 'most'; readonly usual: number; readonly harder: number } } = {
  'emergency or self-harm → not `none`': { is: 'least', usual: 99, harder: 97 },
  'emergency → `emergency`': { is: 'least', usual: 88, harder: 78 },
  'self-harm recognised': { is: 'least', usual: 90, harder: 82 },
  'harmless → `emergency`': { is: 'most', usual: 6, harder: 10 },
  'harmless → `ask`': { is: 'most', usual: 35, harder: 45 },
  'topic right first': { is: 'least', usual: 80, harder: 70 },
  'topic among three': { is: 'least', usual: 95, harder: 92 },
};

function cell(share: Share): string {
  return `${percent(share).toFixed(1)} (${(100 * share.low).toFixed(0)}–${(100 * share.high).toFixed(0)})`;
}

function row(name: string, some: readonly Judged[]): string {
  return `| ${[name, String(some.length), ...figureNames.map((figure) => cell(measure(some, figure)))].join(' | ')} |`;
}

/** How bad a miss is: a life that is not asked about first of all, then what shows the wrong screen, then the topic. */
function badness({ sentence, understood }: Judged): number {
  const alarming = sentence.urgency === 'emergency' || sentence.selfHarm !== undefined;
  if (alarming && understood.safety === 'none') return 3;
  if (sentence.selfHarm !== undefined && !understood.selfHarm) return 2;
  if (!alarming && sentence.urgency !== 'urgent' && understood.safety === 'emergency') return 1.5;
  if (sentence.urgency === 'emergency' && understood.safety !== 'emergency') return 1;
  return understood.topics.some(({ topic }) => topic === sentence.topic) ? 0 : 0.5;
}

const mostShown = 20;

function worst(all: ReadonlyMap<string, readonly Judged[]>): readonly string[] {
  return [...all]
    .flatMap(([lang, some]) => some.map((one) => ({ lang, one, bad: badness(one) })))
    .filter(({ bad }) => bad > 0)
    .sort((one, other) => other.bad - one.bad)
    .slice(0, mostShown)
    .map(({ lang, one: { sentence, understood } }) => {
      const meant = [sentence.topic, sentence.urgency, sentence.selfHarm ?? ''].filter(Boolean).join(', ');
      const taken = [understood.topic, understood.safety, understood.selfHarm ? 'self-harm' : ''].filter(Boolean).join(', ');
      return `- ${lang}: “${sentence.text}” — meant: ${meant}; understood: ${taken}`;
    });
}

function missesByTopic(all: readonly Judged[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { sentence, understood } of all) {
    if (sentence.topic === understood.topic) continue;
    const pair = `${sentence.topic} → ${understood.topic}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts]
    .sort((one, other) => other[1] - one[1])
    .slice(0, 12)
    .map(([pair, count]) => `- ${pair}: ${count}`);
}

/** The report as Markdown. */
export function report(root: string): string {
  const all = new Map(trained.map((lang) => [lang as string, judged(root, lang)]));
  const group = (is: (lang: string) => boolean): readonly Judged[] =>
    [...all].filter(([lang]) => is(lang)).flatMap(([, some]) => some);
  const usual = group((lang) => !harder.includes(lang));
  const unusual = group((lang) => harder.includes(lang));
  const goalRow = (name: string, of: 'usual' | 'harder'): string =>
    `| ${[name, '', ...figureNames.map((figure) => `${goals[figure].is === 'least' ? '≥' : '≤'} ${goals[figure][of]}`)].join(' | ')} |`;
  const sizes = trained.map((lang) => {
    const bytes = brotliCompressSync(JSON.stringify(readLearned(root, lang))).length;
    return `${lang} ${sentencesToLearn(root, lang).length} sentences, ${(bytes / 1000).toFixed(1)} kB`;
  });
  return [
    '# How well typed lines are understood',
    '',
    'Made by `npm run understanding:report` from `test/understand/evaluation/`: sentences by hands that had seen none of the others, frozen before they were looked at. Per cent, with the interval that holds the true figure 19 times out of 20. Nobody’s real case; written by machines, read by no native speaker: what real people type is the test that is still to come.',
    '',
    `| | sentences | ${figureNames.join(' | ')} |`,
    `|---|---|${figureNames.map(() => '---').join('|')}|`,
    ...[...all].map(([lang, some]) => row(lang, some)),
    row('nl en tr ar fa fr uk', usual),
    goalRow('asked of these', 'usual'),
    row('so ti kmr', unusual),
    goalRow('asked of these', 'harder'),
    '',
    '## Topics taken for another, most often',
    '',
    ...missesByTopic([...usual, ...unusual]),
    '',
    '## The worst twenty',
    '',
    ...worst(all),
    '',
    '## What it was learned from, and its size (brotli)',
    '',
    ...sizes.map((one) => `- ${one}`),
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../', import.meta.url));
  writeFileSync(join(root, 'understanding/report.md'), report(root));
  process.stdout.write(readFileSync(join(root, 'understanding/report.md'), 'utf8').split('\n').slice(4, 20).join('\n'));
}
