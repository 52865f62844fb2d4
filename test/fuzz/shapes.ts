/**
 * Inputs that are right, to be broken: taken from the content itself, and from what fast-check makes of anything at all.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { deskLanguages } from '../../src/content/text-files.ts';
import { circumstances, factNames, vocabulary } from '../../src/core/situation.ts';
import { library, projectRoot } from '../support/content.ts';
import { broken } from './breaking.ts';
import type { Random } from './random.ts';

export const languages: readonly string[] = library().languages.map(({ code }) => code);
export const municipalityCodes: readonly string[] = [...library().content.directory.municipalities.keys()];
export { deskLanguages };

function firstColumn(file: string): readonly string[] {
  const lines = readFileSync(join(projectRoot, file), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => line.split('\t')[0] ?? '');
}

/** Places as people type them. */
export const typedPlaces = firstColumn('test/core/place-evaluation.tsv');

/** Sentences as people type them, by language. */
export const typedLines: ReadonlyMap<string, readonly string[]> = new Map(
  languages.map((code) => [code, firstColumn(`test/understand/evaluation/${code}.tsv`)]),
);

/** Anything at all, as fast-check makes it: whole characters, halves of them, and texts of other forms. */
const anything: readonly string[] = fc.sample(
  fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 60 }),
    fc.base64String({ maxLength: 60 }),
    fc.webUrl(),
    fc.emailAddress(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.double().map(String),
    fc.ipV6(),
    fc.json({ maxDepth: 3 }),
  ),
  // The parts are made once; what is made of them depends on the seed of the run.
  { numRuns: 4_000, seed: 20_261_122 },
);

/** Values of any form, as fast-check makes them. */
export const anyValues: readonly unknown[] = fc.sample(fc.jsonValue({ maxDepth: 4 }), {
  numRuns: 1_000,
  seed: 20_261_122,
});

export function anyText(random: Random): string {
  return random.pick(anything);
}

/** One of these broken a little, or anything at all. */
export function nearly(random: Random, honest: readonly string[], most?: number): string {
  return random.chance(0.15) ? broken(random, anyText(random), most) : broken(random, random.pick(honest), most);
}

/** Facts of a situation with their values, as they stand in answers. */
export const facts: readonly (readonly [fact: string, value: string])[] = [
  ...factNames.flatMap((fact) =>
    (fact === 'selfHarm' ? ['true', 'false'] : vocabulary[fact]).map((value) => [fact, String(value)] as const),
  ),
  ...circumstances.map((value) => ['circumstance', value] as const),
  ['municipality', 'GM0363'],
];

/** A list of answers as it is written. */
export function writtenAnswers(random: Random): string {
  return random.some(8, () => random.pick(facts).join('=')).join(',');
}

/** The code of something that a person can do. */
export function writtenInput(random: Random): string {
  const kinds: readonly (() => string)[] = [
    () => `choose:${random.pick(facts).join('=')}`,
    () => `facts:${writtenAnswers(random)}`,
    () => `visit:${random.pick(['menu', ...library().content.visits.map(({ id }) => id)])}`,
    () => `back:${random.below(12)}`,
    () => `language:${random.pick(languages)}`,
  ];
  return random.pick(kinds)();
}

/** A line as somebody types it, in any language. */
export function typedLine(random: Random): string {
  const lines = typedLines.get(random.pick(languages)) ?? [];
  return random.chance(0.3) ? random.pick(typedPlaces) : random.pick(lines.length === 0 ? typedPlaces : lines);
}

/** A situation as a program sends it. */
export function situation(random: Random): Record<string, unknown> {
  const known: Record<string, unknown> = {};
  for (const [fact, value] of random.some(6, () => random.pick(facts)))
    known[fact] = fact === 'circumstance' ? [value] : fact === 'selfHarm' ? value === 'true' : value;
  if (random.chance(0.5)) known.lang = random.pick(languages);
  if (random.chance(0.3)) known.at = '2026-12-25T03:00';
  if (random.chance(0.3)) known.cards = true;
  if (random.chance(0.3)) {
    delete known.municipality;
    known.place = random.pick(typedPlaces);
  }
  return known;
}
