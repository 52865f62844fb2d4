/**
 * Places, hours, numbers and typed sentences: what is made of each.
 */

import { readLanguageGuess, readLearned } from '../../../src/content/learned-file.ts';
import { decodeAnswers, encodeAnswers } from '../../../src/core/answers.ts';
import {
  daysInMonth,
  dutchHolidayOf,
  easterSunday,
  type Hours,
  type OpeningPeriod,
  openingAt,
  wallText,
  weekday,
} from '../../../src/core/hours.ts';
import { decodeInput } from '../../../src/core/input.ts';
import { internationalForm, reachOf, telephoneLink, whatsappLink } from '../../../src/core/phone.ts';
import { nameMark, placeKey, type Rendering } from '../../../src/core/place.ts';
import { compileLexicon, conceptsIn } from '../../../src/core/understand/concepts.ts';
import { openModel } from '../../../src/core/understand/model.ts';
import { questionSearch } from '../../../src/core/understand/question.ts';
import { understand } from '../../../src/core/understand/understand.ts';
import { wordsOf } from '../../../src/core/understand/words.ts';
import { sentencesToCalibrate } from '../../../training/sentences.ts';
import { projectRoot } from '../../support/content.ts';
import { type Chance, chance } from './chance.ts';
import { openWorld, placeNames, postcodes, renderings } from './world.ts';

/** As a hurried thumb would type it. */
function mistyped(name: string, { number, oneOf }: Chance): string {
  const at = number(name.length);
  const letter = oneOf([...'aeinrst']);
  return oneOf([
    `${name.slice(0, at)}${name.slice(at + 1)}`,
    `${name.slice(0, at)}${name[at]}${name.slice(at)}`,
    `${name.slice(0, at)}${letter}${name.slice(at + 1)}`,
    `${name.slice(0, at)}${name[at + 1] ?? ''}${name[at]}${name.slice(at + 2)}`,
    `${name.slice(0, at)}${letter}${letter}${name.slice(at)}`,
  ]);
}

function spokenOf(name: string, { oneOf }: Chance): string {
  return oneOf([
    `ik woon in ${name}`,
    `${name} centrum`,
    `in de buurt van ${name}`,
    `${name} bij Utrecht`,
    `${name} in Noorwegen`,
    `Gemeente ${name.toUpperCase()}!`,
    `mijn oom uit ${name} is gek`,
    `${name} Gelderland`,
    `${name}, ${name}`,
    `van Marokko naar ${name}`,
  ]);
}

/** As keyboards of Arabic and Persian write digits. */
function arabic(digits: string): string {
  return [...digits].map((digit, at) => String.fromCharCode((at % 2 === 0 ? 0x660 : 0x6f0) + Number(digit))).join('');
}

function codesOf(digits: string): readonly string[] {
  return [
    digits,
    `${digits} AB`,
    `${digits}ab`,
    `postcode is ${digits}`,
    `in ${digits} ga`,
    `sinds ${digits}`,
    ` ${digits}. `,
    `x ${digits} ab y`,
    arabic(digits),
  ];
}

/** One list, for which one index is kept. */
const none: readonly Rendering[] = [];

/** What is found for names right, wrong and in a sentence, and for postcodes in every form. */
export function places(): readonly string[] {
  const { searchPlace } = openWorld();
  const by = chance(31);
  const names = placeNames();
  const typed = [
    ...names,
    ...names.flatMap((name) => [
      mistyped(name, by),
      mistyped(mistyped(name, by), by),
      spokenOf(name, by),
      spokenOf(mistyped(name, by), by),
    ]),
    ...postcodes()
      .filter((_, at) => at < 4 || at % 20 === 0)
      .flatMap(codesOf),
    ...renderings.map(({ name }) => name),
    'Parijs',
    'Rabat',
    'Turkije',
    'school',
    'best',
    'nergens heen',
    '',
    '...',
    'a'.repeat(300),
    'St Oedenrode',
    'Alphen a/d Rijn',
    'ĲSSELSTEIN',
    "'t Harde",
    'Łódź',
    'Ałphen aan den Rijn',
    'Gronıngen',
    'Bergen øp Zoom',
    'Đen Haag',
    'Nw Amsterdam',
  ];
  return typed.map((text) => {
    const found = searchPlace(text).map(
      ({ municipality, name, match, score }) => `${municipality} ${name} ${match} ${score}`,
    );
    const foreign = searchPlace(text, none).length;
    return `${JSON.stringify(text)} ${placeKey(text)} ${nameMark(text)}: ${found.join(', ')}; ${foreign}`;
  });
}

const week: readonly Hours[] = (
  [
    [{ days: [1, 2, 3, 4, 5], from: 540, to: 1020 }],
    [
      { days: [1, 2, 3, 4, 5, 6, 7], from: 1320, to: 1440 },
      { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 120 },
    ],
    [
      { days: [3], from: 600, to: 720 },
      { days: [3, 6], from: 780, to: 1000 },
    ],
    [],
  ] as readonly (readonly OpeningPeriod[])[]
).flatMap((periods): readonly Hours[] => [
  { periods, holidays: 'open' },
  { periods, holidays: 'closed' },
  { periods, holidays: 'unknown' },
]);

/** Days around which the calendar turns. */
const days = [
  '2024-02-28',
  '2024-03-30',
  '2024-04-01',
  '2020-06-01',
  '2024-12-25',
  '2027-05-05',
  '2025-04-27',
  '2026-04-03',
  '2026-04-26',
  '2026-05-04',
  '2026-05-13',
  '2026-05-24',
  '2026-12-05',
  '2026-12-23',
  '2026-12-30',
  '2027-02-27',
  '2030-05-05',
  '2026-11-23',
  '2026-01-01',
  '2026-03-01',
  '2026-04-30',
  '2026-05-31',
];

/** Who is open when; and every day of two years: which it is, and whether it is a holiday. */
export function hours(): readonly string[] {
  const calendar = [2024, 2026].flatMap((year) =>
    Array.from({ length: 12 }, (_, at) => at + 1).map((month) => {
      const length = daysInMonth(year, month);
      const all = Array.from(
        { length },
        (_, at) => `${weekday({ year, month, day: at + 1 })}${(dutchHolidayOf(year, month, at + 1) ?? '-')[0]}`,
      );
      return `${year}-${month}: ${all.join(' ')}`;
    }),
  );
  const easters = Array.from({ length: 60 }, (_, at) => 1_900 + 11 * at).map((year) => {
    const { month, day } = easterSunday(year);
    return `Easter ${year}-${month}-${day}`;
  });
  const openings = days.flatMap((text) => {
    const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
    return [0, 1, 2, 3].flatMap((after) =>
      [0, 119, 120, 539, 540, 725, 1019, 1020, 1319, 1320, 1439].map((minutes) => {
        const at = { year, month, day: Math.min(day + after, daysInMonth(year, month)), minutes };
        const all = week.map((one) => {
          const { open, opensAt } = openingAt(one, at);
          return `${open[0]}${opensAt?.slice(5) ?? ''}`;
        });
        return `${wallText(at)} ${all.join(' ')}`;
      }),
    );
  });
  return [...calendar, ...easters, ...openings];
}

const numbers = [
  '112',
  '113',
  '0800-2000',
  '(0599) 63 16 31',
  '14 020',
  '+31 70 345 43 19',
  '070-345 43 19',
  '06 1234 0000',
  '0900-8844',
  '088-123 00 00',
  '080-123 45 67',
  '01',
  '0123456789',
  '(070) 345 43 1',
  '070 345 43 190',
  'x070-345 43 19',
  '+32 2 000 00 00',
];

/** Who can dial each number, and how. */
export function dialled(): readonly string[] {
  return numbers.map((number) =>
    JSON.stringify([number, reachOf(number), internationalForm(number), telephoneLink(number), whatsappLink(number)]),
  );
}

const codes = [
  '',
  'a=b',
  'a=b,c=d',
  'a=b,',
  ',a=b',
  'a',
  'a=',
  '=b',
  'a=b=c',
  'a =b',
  `${'a'.repeat(40)}=b`,
  `${'a'.repeat(41)}=b`,
  `a=${'b'.repeat(41)}`,
  'é=b',
  'a=b c',
  Array.from({ length: 40 }, () => 'a=b').join(','),
  Array.from({ length: 41 }, () => 'a=b').join(','),
];
const sent = [
  '',
  ':',
  'choose:',
  'choose:a=b',
  'choose:a=b,c=d',
  'choose:a',
  'facts:',
  'facts:a=b,c=d',
  'facts:a=',
  'visit:menu',
  'visit:',
  'visit:Menu',
  `visit:${'a'.repeat(40)}`,
  `visit:${'a'.repeat(41)}`,
  'visit:a b',
  'back:0',
  'back:10',
  'back:100',
  'back:-1',
  'back:',
  'back:1 ',
  'language:nl',
  'language:kmr',
  'language:n',
  'language:nlnl',
  'language:NL',
  ' back:0',
  'other:1',
  'back',
  'xback:0',
  'visit:xmenu y',
  'language:xnl ',
];

/** What is read from the codes of answers and inputs, and from what only looks like one. */
export function decoded(): readonly string[] {
  return [
    ...codes.map((text) => {
      const answers = decodeAnswers(text);
      return `${JSON.stringify(text)}: ${answers === null ? 'none' : `${answers.length} ${encodeAnswers(answers)}`}`;
    }),
    ...sent.map((text) => `${JSON.stringify(text)}: ${JSON.stringify(decodeInput(text))}`),
  ];
}

const understoodIn = ['nl', 'ar', 'ti'] as const;
const sentencesEach = 90;
const short = [
  '17',
  '17 jaar',
  'a17 jaar',
  '18 jaar',
  'ik 18 jaar',
  'ik ben nu 17 jaar',
  'ik ben nu net 17 jaar',
  'Enschede of Utrecht',
  'woon in Utrect',
  'in Alpen',
  '17a jaar',
  '17 jaar 18 jaar',
  '4 jaar',
  '5 jaar',
  '100 jaar',
  'ik word 18 jaar',
  'Ze woont in Enschede en hij in Utrecht en ik weet het niet',
  'ik ben 17',
  'jonger dan 18 jaar',
  '3 jaar',
  '99 jaar',
  '18 jaar en 17 jaar',
  'ik woon in Enschede',
  'Mijn zus woont in Enschede en ze mag niets meer van thuis',
  'mijn code is 7511 JA en ik ben bang voor mijn broers',
  '',
  '?',
  'help',
  'help help help',
];

/** What is understood of typed sentences, in three languages; the sentences themselves stand in `training/calibration`. Never those that a language is
 * judged by: whoever reads this after training must not learn from them. */
export function understood(): readonly string[] {
  const guess = readLanguageGuess(projectRoot);
  const { searchPlace } = openWorld();
  return understoodIn.flatMap((lang) => {
    const learned = readLearned(projectRoot, lang);
    if (learned === null) throw new Error(`nothing was learned of ${lang}: run "npm run train"`);
    const sentences = sentencesToCalibrate(projectRoot, lang).map(({ text }) => text);
    const findQuestion = questionSearch(sentences.slice(0, 40).map((text, at) => ({ id: `question-${at}`, text })));
    const knowledge = {
      ...learned,
      model: openModel(learned.model),
      searchPlace: (text: string) => searchPlace(text),
      findQuestion,
    };
    const every = Math.ceil(sentences.length / sentencesEach);
    const some = sentences.filter((_, at) => at % every === 0);
    const mixed = some.slice(0, 20).map((text, at) => `${text} ${some[at + 20] ?? ''} ${some[at + 40] ?? ''}`);
    return [...some, ...mixed, ...short].map((text, at) => {
      const { topics, ...rest } = understand(knowledge, text);
      return `${lang} ${at} ${guess(text)} ${wordsOf(text).length}: ${topics.map(({ topic, score }) => `${topic} ${score}`).join(' ')} ${JSON.stringify(rest)}`;
    });
  });
}

const lexicon = [
  ['trouw*', 'mijn ouders', 'Ét*'],
  ['*huwelijk', 'x'],
  ['*dwang*', '*wang'],
  ['neef', 'neef *en* ja', 'ik *niet wil*'],
  ['t*', 'de *t'],
];
const spoken = [
  'trouwen',
  'de trouwdag',
  'huwelijk',
  'kindhuwelijk',
  'huwelijken',
  'dwang',
  'huwelijksdwang moet',
  'dwangmatig',
  'mijn lieve ouders',
  'mijn o ouders',
  'mijn a b ouders',
  'mijn a b c ouders',
  'ouders mijn',
  'neef',
  'neef en ja',
  'neef kennen ja',
  'neef ja',
  'neefje',
  'ik niet wil',
  'ik wil niet willen',
  'ik heb niet gewild',
  't',
  'te',
  'de kat',
  'de',
  'été',
  'x',
  'x x',
  'w',
  '',
];

/** Which concepts words name, with patterns of every form. */
export function concepts(): readonly string[] {
  const compiled = compileLexicon(lexicon);
  return spoken.map(
    (text) =>
      `${JSON.stringify(text)}: ${conceptsIn(compiled, wordsOf(text))
        .map(({ concept, at }) => `${concept}@${at}`)
        .join(' ')}`,
  );
}

const asked = [
  'mag ik weg van huis',
  'mag mijn vader dat doen',
  'kan ik terug naar huis gaan',
  'wat is dwang',
  'wat is een dwanghuwelijk',
  'hoe kom ik terug naar Nederland',
  'ቤት ክኸይድ ይኽእል ዶ',
];

/** Which question people ask is found by some of its words, and by words of others. */
export function questions(): readonly string[] {
  const search = questionSearch(asked.map((text, at) => ({ id: `question-${at}`, text })));
  const by = chance(12);
  const words = asked.flatMap((text) => wordsOf(text));
  const mixed = Array.from({ length: 80 }, () =>
    Array.from({ length: 1 + by.number(5) }, () => by.oneOf(words)).join(' '),
  );
  const parts = asked.flatMap((text) => {
    const all = wordsOf(text);
    return all.map((_, at) => all.slice(0, at + 1).join(' '));
  });
  return [...asked, ...parts, ...mixed].map((text) => `${JSON.stringify(text)}: ${search(wordsOf(text))}`);
}
