/**
 * The sentences that understanding will be made from, and those it will be judged by: rightly labelled, unlike each other,
 * and never the same.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { load } from 'js-yaml';
import { z } from 'zod';
import { vocabulary } from '../../src/core/situation.ts';
import { library, projectRoot } from '../support/content.ts';

const topic = z.enum([
  ...vocabulary.theme.filter((theme) => theme !== 'unknown'),
  'find-referral',
  'find-person',
  'none',
]);
const urgency = z.enum(['emergency', 'urgent', 'calm', 'none']);
const who = z.enum(vocabulary.who.filter((one) => one !== 'unknown'));
const text = z.string().trim().min(2).max(400);

const phraseFile = z.array(
  z.strictObject({ topic, urgency, who, selfHarm: z.enum(['thought', 'act']).optional(), texts: z.array(text).min(1) }),
);
const evaluationRow = z.strictObject({ text, topic, urgency, who, selfHarm: z.enum(['no', 'thought', 'act']) });

const codes = library().languages.map(({ code }) => code);

function phrasesOf(code: string): z.output<typeof phraseFile> {
  return phraseFile.parse(load(readFileSync(join(projectRoot, 'locales', code, 'phrases.yaml'), 'utf8')));
}

function evaluationFile(code: string): string {
  return join(projectRoot, 'test/understand/evaluation', `${code}.tsv`);
}

function evaluationOf(code: string): readonly z.output<typeof evaluationRow>[] {
  const rows = parse(readFileSync(evaluationFile(code), 'utf8'), { columns: true, delimiter: '\t', quote: null });
  return z.array(evaluationRow).parse(rows);
}

type Trigrams = ReadonlySet<string>;

function trigrams(sentence: string): Trigrams {
  const padded = `  ${sentence.toLowerCase()}  `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}

/** From this share of common trigrams on two sentences are one (Jaccard). */
const tooAlike = 0.6;

function areAlike(one: Trigrams, other: Trigrams): boolean {
  // A much shorter sentence cannot share enough, and need not be compared.
  if (Math.min(one.size, other.size) < tooAlike * Math.max(one.size, other.size)) return false;
  let common = 0;
  for (const gram of one) if (other.has(gram)) common++;
  return common / (one.size + other.size - common) >= tooAlike;
}

/** The sentences that are too much like an earlier one of the same list, or like one of `others`. */
function doubles(sentences: readonly string[], others: readonly string[] = []): readonly string[] {
  const seen = others.map(trigrams);
  return sentences.filter((sentence) => {
    const own = trigrams(sentence);
    const isDouble = seen.some((one) => areAlike(own, one));
    seen.push(own);
    return isDouble;
  });
}

describe.each(codes)('the sentences to learn from in %s', (code) => {
  const groups = phrasesOf(code);
  const count = (is: (group: (typeof groups)[number]) => boolean): number =>
    groups.filter(is).reduce((sum, { texts }) => sum + texts.length, 0);

  it('are enough to begin with, of every kind', () => {
    expect(count(() => true)).toBeGreaterThan(550);
    for (const one of topic.options) expect([one, count((group) => group.topic === one) >= 15]).toEqual([one, true]);
    expect(count((group) => group.urgency === 'emergency')).toBeGreaterThanOrEqual(85);
    expect(count(({ selfHarm }) => selfHarm === 'act')).toBeGreaterThanOrEqual(40);
    expect(count(({ selfHarm }) => selfHarm === 'thought')).toBeGreaterThanOrEqual(40);
  });

  it('are labelled so that an act of self-harm is an emergency and nothing harmless is', () => {
    expect(
      groups.filter(({ selfHarm, urgency: is }) => selfHarm === 'act' && is !== 'emergency' && is !== 'urgent'),
    ).toEqual([]);
    expect(groups.filter(({ selfHarm, urgency: is }) => selfHarm !== undefined && is === 'none')).toEqual([]);
  });

  it('are unlike each other', () => {
    expect(doubles(groups.flatMap(({ texts }) => texts))).toEqual([]);
  });
});

const judged = codes.filter((code) => existsSync(evaluationFile(code)));

describe.each(judged)('the sentences to be judged by in %s', (code) => {
  const rows = evaluationOf(code);

  it('are enough, a third of them alarming and a quarter harmless', () => {
    expect(rows.length).toBeGreaterThanOrEqual(code === 'nl' || code === 'en' ? 150 : 80);
    const alarming = rows.filter(({ urgency: is, selfHarm }) => is === 'emergency' || selfHarm !== 'no');
    expect(alarming.length / rows.length).toBeGreaterThanOrEqual(1 / 3);
    const harmless = rows.filter(({ urgency: is, selfHarm }) => (is === 'none' || is === 'calm') && selfHarm === 'no');
    expect(harmless.length / rows.length).toBeGreaterThanOrEqual(1 / 4);
  });

  it('were written by another hand: none is like a sentence to learn from', () => {
    expect(
      doubles(
        rows.map((row) => row.text),
        phrasesOf(code).flatMap(({ texts }) => texts),
      ),
    ).toEqual([]);
  });

  it('are frozen: what has steered a change is no test any more', () => {
    const frozen = readFileSync(join(projectRoot, 'test/understand/evaluation/frozen.txt'), 'utf8');
    const hash = createHash('sha256')
      .update(readFileSync(evaluationFile(code)))
      .digest('hex');
    expect(frozen).toContain(`${hash}  ${code}.tsv`);
  });
});
