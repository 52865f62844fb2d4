/**
 * The concept lexicons: `understanding/concepts.yaml` lists the concepts with their meaning, and
 * `locales/<lang>/concepts.yaml` names them in a language.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { fold } from '../src/core/understand/words.ts';
import { z } from 'zod';
import type { Lexicon } from '../src/core/understand/concepts.ts';
import type { RiskConcepts } from '../src/core/understand/risk.ts';

export type { Lexicon };

const conceptsSchema = z.record(z.string(), z.string().min(3));
const lexiconSchema = z.record(z.string(), z.string());

/** The concepts in their order, each with what it means. */
export function conceptsIn(root: string): ReadonlyMap<string, string> {
  const read: unknown = load(readFileSync(join(root, 'understanding/concepts.yaml'), 'utf8'));
  return new Map(Object.entries(conceptsSchema.parse(read)));
}

const names = z.array(z.string());
const riskSchema = z.strictObject({
  floor: z.strictObject({ selfHarm: names, ask: names, unless: names }),
  groups: z.array(names),
});

/** `understanding/risk.yaml`, its concepts by their numbers. @throws Error that names a concept which is unknown */
export function riskConceptsOf(root: string): RiskConcepts {
  const concepts = [...conceptsIn(root).keys()];
  const numbers = (some: readonly string[]): readonly number[] =>
    some.map((name) => {
      if (!concepts.includes(name)) throw new Error(`understanding/risk.yaml: "${name}" is no concept`);
      return concepts.indexOf(name);
    });
  const file = readFileSync(join(root, 'understanding/risk.yaml'), 'utf8');
  const { floor, groups } = riskSchema.parse(load(file));
  const { selfHarm, ask, unless } = floor;
  return {
    floor: { selfHarm: numbers(selfHarm), ask: numbers(ask), unless: numbers(unless) },
    groups: groups.map(numbers),
  };
}

/** The patterns of one language by concept. @throws Error that names a concept which is missing or unknown */
export function lexiconOf(root: string, lang: string): Lexicon {
  const file = `locales/${lang}/concepts.yaml`;
  const patterns = new Map(Object.entries(lexiconSchema.parse(load(readFileSync(join(root, file), 'utf8')))));
  const concepts = [...conceptsIn(root).keys()];
  const unknown = [...patterns.keys()].find((id) => !concepts.includes(id));
  if (unknown !== undefined) throw new Error(`${file}: "${unknown}" is no concept of understanding/concepts.yaml`);
  return concepts.map((id) => {
    const text = patterns.get(id);
    if (text === undefined) throw new Error(`${file}: the concept "${id}" is missing; name it, if only by one word`);
    return text
      .split(/[,،፣]\s*/)
      .map((pattern) => pattern.trim().replace(/\s+/g, ' '))
      .filter((pattern) => pattern !== '');
  });
}

/** Whether every word that begins `other` is named by the single word `pattern` already. */
function covers(pattern: string, other: string): boolean {
  const [first = ''] = other.split(' ');
  if (pattern.includes(' ') || pattern === other) return false;
  const stem = fold(pattern.replaceAll('*', ''));
  const word = fold(first.replaceAll('*', ''));
  const [open, close] = [pattern.startsWith('*'), pattern.endsWith('*')];
  if (open && close) return word.includes(stem);
  if (open) return !first.endsWith('*') && word.endsWith(stem);
  if (close) return !first.startsWith('*') && word.startsWith(stem);
  return !first.includes('*') && word === stem;
}

/** A lexicon as it travels: concepts end with `;`, patterns with `,`. What another pattern says already stays behind. */
export function packLexicon(lexicon: Lexicon): string {
  return lexicon
    .map((patterns) => {
      const folded = [...new Map(patterns.map((pattern) => [fold(pattern), pattern])).values()];
      return folded.filter((one) => !folded.some((other) => covers(other, one) && !(covers(one, other) && other > one)));
    })
    .map((patterns) => patterns.join(','))
    .join(';');
}
