/**
 * How fast the core is by itself. Every figure stands beside a yardstick of the same run, because machines differ and are
 * noisy: the ratio is what can be compared from one day to the next.
 */
import { randomSituation, seeded } from '../src/content/check/door-check.ts';
import type { Library } from '../src/content/library.ts';
import { type Answer, decodeAnswers, encodeAnswers } from '../src/core/answers.ts';
import { compose, findRoutes } from '../src/core/compose.ts';
import { take, talk } from '../src/core/converse.ts';
import { screenFor } from '../src/core/dialog.ts';
import { knowledgeOf } from '../src/core/knowledge.ts';
import { routesFor } from '../src/core/policy.ts';
import { understandingIn } from '../src/core/turn.ts';
import { placeSuggestions } from '../src/desk/places/suggestions.ts';
import { sentencesToJudge } from '../training/sentences.ts';
import { spread } from './beside/side-by-side.ts';

const at = { year: 2026, month: 11, day: 23, minutes: 600 };
const rounds = 5;
const millisecondsARound = 400;

/** Times a second that `work` can be done: the median of a few rounds. `work` says how many it did. */
function perSecond(work: () => number): number {
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    let done = 0;
    while (performance.now() - started < millisecondsARound) done += work();
    rates.push((done / (performance.now() - started)) * 1000);
  }
  return spread(rates).median;
}

const conversation = decodeAnswers(
  'who=self,theme=forced-marriage,where=nl,marriage-now=pressure,age=adult,key-person-safe=nobody,municipality=GM0855',
) as readonly Answer[];

const typed = [
  'Tilburg',
  "'s-hertogenbosch",
  '5021 AB',
  'Rotterdm',
  'ik woon in de buurt van Zwolle',
  'Essen',
  'Nijmengen',
  'Borne',
];

type Work = readonly [what: string, work: () => number];

/** What is measured; the first is the yardstick. */
function worksOf(root: string, library: Library): readonly [Work, ...Work[]] {
  const { content, visitable, searchPlace, texts } = library;
  const { dialogs, directory } = content;
  const dutch = texts('nl');
  const random = seeded(1);
  const codes = [...directory.municipalities.keys()];
  const situations = Array.from({ length: 500 }, () => randomSituation(random, codes));
  const understandDutch = understandingIn(library, dutch);
  const lines = sentencesToJudge(root, 'nl').map(({ text }) => text);

  /** A whole talk, each turn with the check of its input and the replay of all answers before it. */
  const turns = (show: (answers: readonly Answer[]) => void): number => {
    let answers: readonly Answer[] = [];
    for (const answer of conversation) {
      answers = take(dialogs, visitable, answers, { type: 'choose', answer }).answers;
      show(answers);
    }
    return answers.length;
  };

  return [
    [
      'yardstick: a JSON round trip of seven answers',
      () => {
        for (let count = 0; count < 1000; count++) JSON.parse(JSON.stringify(conversation));
        return 1000;
      },
    ],
    ['encode and decode seven answers', () => (decodeAnswers(encodeAnswers(conversation)) === null ? 0 : 1)],
    [
      'a dialog turn in core, input checked, all answers replayed',
      () => turns((answers) => screenFor(dialogs, answers)),
    ],
    [
      'a dialog turn up to the whole reply in Dutch',
      () => turns((answers) => compose(content, dutch, screenFor(dialogs, answers), talk, at)),
    ],
    [
      'routes with contacts for a situation',
      () => {
        for (const situation of situations) {
          findRoutes(directory, { routes: routesFor(dialogs.policy, knowledgeOf(situation)), situation }, at);
        }
        return situations.length;
      },
    ],
    [
      'typed sentences understood in Dutch (at least 5,000)',
      () => {
        for (const line of lines) understandDutch?.(line);
        return lines.length;
      },
    ],
    [
      'place search, exact and mistyped names mixed',
      () => {
        for (const text of typed) searchPlace(text);
        return typed.length;
      },
    ],
  ];
}

/** What somebody who types a place waits for: each letter of 300 names, and of the same names with two letters swapped. */
function typingAhead({ places, searchPlace }: Library): readonly number[] {
  const random = seeded(2);
  const suggest = placeSuggestions(places, (text) => searchPlace(text));
  // The index is made with the first letter of the page's life, before anybody has read the question.
  for (const { name } of places.places.slice(0, 500)) suggest(`${name}x`);
  const swapped = (name: string): string => name.replace(/^(..)(.)(.)/, '$1$3$2');
  const names = Array.from(
    { length: 300 },
    () => places.places[Math.floor(random() * places.places.length)]?.name ?? '',
  );
  return names
    .flatMap((name) => [name, swapped(name)])
    .flatMap((name) =>
      Array.from({ length: name.length }, (_, end) => {
        const started = performance.now();
        suggest(name.slice(0, end + 1));
        return performance.now() - started;
      }),
    )
    .sort((one, other) => one - other);
}

/** The figures, a line each. */
export function coreLines(root: string, library: Library): readonly string[] {
  const [[first, firstWork], ...works] = worksOf(root, library);
  const yardstick = perSecond(firstWork);
  const line = (what: string, rate: number): string => {
    const ratio = (rate / yardstick).toFixed(3);
    return `${Math.round(rate).toLocaleString('en').padStart(12)} a second  ${ratio.padStart(8)} × the yardstick  ${what}`;
  };
  const waits = typingAhead(library);
  const atMost = (share: number): string => (waits[Math.floor((waits.length - 1) * share)] ?? 0).toFixed(2);
  return [
    line(first, yardstick),
    ...works.map(([what, work]) => line(what, perSecond(work))),
    `suggestions for a place, a letter (at most 5 ms): median ${atMost(0.5)} ms, p99 ${atMost(0.99)} ms, p99.9 ${atMost(0.999)} ms, slowest ${atMost(1)} ms of ${waits.length}`,
  ];
}
