/**
 * The sentences that understanding is made from, those that set how sure is sure enough, and those it is judged by: rightly
 * labelled, unlike each other, and never the same.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { topicNames } from '../../src/core/understand/understood.ts';
import {
  evaluationFile,
  type PhraseGroup,
  phraseGroups,
  type Sentence,
  sentencesToCalibrate,
  sentencesToJudge,
} from '../../training/sentences.ts';
import { library, projectRoot } from '../support/content.ts';

const codes = library().languages.map(({ code }) => code);

/** From this share of common trigrams on two sentences are one (Jaccard). */
const tooAlike = 0.6;

/** Each trigram once, as a number. */
function trigrams(sentence: string): Int32Array {
  const padded = `  ${sentence.toLowerCase()}  `;
  const found = new Set<number>();
  for (let at = 0; at + 2 < padded.length; at++) {
    let code = 0;
    for (let letter = 0; letter < 3; letter++) code = Math.imul(code, 31_337) + padded.charCodeAt(at + letter);
    found.add(code);
  }
  return Int32Array.from(found).sort();
}

function areAlike(one: Int32Array, other: Int32Array): boolean {
  // A much shorter sentence cannot share enough, and need not be compared.
  if (Math.min(one.length, other.length) < tooAlike * Math.max(one.length, other.length)) return false;
  let common = 0;
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    const difference = (one[a] ?? 0) - (other[b] ?? 0);
    if (difference === 0) common++;
    if (difference <= 0) a++;
    if (difference >= 0) b++;
  }
  return common / (one.length + other.length - common) >= tooAlike;
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

function textsOf(groups: readonly PhraseGroup[]): readonly string[] {
  return groups.flatMap(({ texts }) => texts);
}

describe.each(codes)('the sentences to learn from in %s', (code) => {
  const groups = phraseGroups(projectRoot, code);
  const count = (is: (group: PhraseGroup) => boolean): number =>
    groups.filter(is).reduce((sum, { texts }) => sum + texts.length, 0);

  it('are enough, of every kind', () => {
    const least = code === 'nl' || code === 'en' ? 80 : 60;
    for (const one of topicNames) expect([one, count(({ topic }) => topic === one) >= least]).toEqual([one, true]);
    expect(count(({ urgency }) => urgency === 'emergency')).toBeGreaterThanOrEqual(100);
    expect(count(({ selfHarm }) => selfHarm !== undefined)).toBeGreaterThanOrEqual(80);
    expect(count(({ selfHarm }) => selfHarm === 'act')).toBeGreaterThanOrEqual(40);
    expect(count(({ topic, urgency }) => topic === 'none' && urgency === 'none')).toBeGreaterThanOrEqual(80);
  });

  it('are labelled so that an act of self-harm is no calm matter and nothing harmless is one', () => {
    expect(
      groups.filter(({ selfHarm, urgency: is }) => selfHarm === 'act' && is !== 'emergency' && is !== 'urgent'),
    ).toEqual([]);
    expect(groups.filter(({ selfHarm, urgency: is }) => selfHarm !== undefined && is === 'none')).toEqual([]);
  });

  it('are unlike each other', () => {
    expect(doubles(textsOf(groups))).toEqual([]);
  });
});

function isAlarming({ urgency, selfHarm }: Sentence): boolean {
  return urgency === 'emergency' || selfHarm !== undefined;
}

describe.each(codes)('the sentences to be judged by in %s', (code) => {
  const judged = sentencesToJudge(projectRoot, code);

  it('are enough, a third of them alarming and a quarter harmless', () => {
    expect(judged.length).toBeGreaterThanOrEqual(code === 'nl' || code === 'en' ? 150 : 80);
    expect(judged.filter(isAlarming).length / judged.length).toBeGreaterThanOrEqual(1 / 3);
    const harmless = judged.filter((one) => !isAlarming(one) && one.urgency !== 'urgent');
    expect(harmless.length / judged.length).toBeGreaterThanOrEqual(1 / 4);
  });

  it('were written by another hand: none is like a sentence that anything was learned or set from', () => {
    const known = [
      ...textsOf(phraseGroups(projectRoot, code)),
      ...sentencesToCalibrate(projectRoot, code).map(({ text }) => text),
    ];
    const own = doubles(judged.map(({ text }) => text));
    expect(
      doubles(
        judged.map(({ text }) => text),
        known,
      ).filter((text) => !own.includes(text)),
    ).toEqual([]);
  });

  it('are frozen: what has steered a change is no test any more', () => {
    const frozen = readFileSync(join(projectRoot, 'test/understand/evaluation/frozen.txt'), 'utf8');
    const hash = createHash('sha256')
      .update(readFileSync(evaluationFile(projectRoot, code)))
      .digest('hex');
    expect(frozen).toContain(`${hash}  ${code}.tsv`);
  });
});
