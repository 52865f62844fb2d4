/**
 * Where each statement of the domain guide stands in the content: `docs/guide-coverage.csv` names texts and rules, and
 * what it names must exist. What is not shown has its reason.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { type ContentFiles, readContent } from '../../src/content/load.ts';
import { Reader } from '../../src/content/reader.ts';
import { completeLocales } from '../../src/content/text-files.ts';
import { projectRoot } from '../support/content.ts';

interface Row {
  readonly id: string;
  readonly guide: string;
  readonly bullet: string;
  readonly where: string;
  readonly note: string;
}

/** The parts of the guide that say something to people, with the number of statements in each. */
const parts = {
  X1: 19,
  X2: 14,
  X3: 6,
  X4: 11,
  X5: 10,
  X6: 13,
  X7: 6,
  X8: 15,
  X9: 12,
  A1: 17,
  A2: 13,
  A3: 18,
  A4: 29,
  A5: 20,
  B3: 9,
  B4: 14,
  C1: 5,
  C2: 11,
  C3: 11,
  C4: 10,
  C5: 10,
  C6: 12,
} as const;

const header = ['id', 'guide', 'bullet', 'where', 'note'];
const table: readonly (readonly string[])[] = parse(readFileSync(join(projectRoot, 'docs/guide-coverage.csv'), 'utf8'));
const rows: readonly Row[] = table.slice(1).map(([id = '', guide = '', bullet = '', where = '', note = '']) => ({
  id,
  guide,
  bullet,
  where,
  note,
}));

function content(): ContentFiles {
  const files = readContent(new Reader(projectRoot));
  if (files === null) throw new Error('the content cannot be read; `wegwijzer check` tells why');
  return files;
}

const read = content();
const files = { ...read, locales: completeLocales(read.locales) };
const ruleIds = new Set([...files.policy.base, ...files.policy.amend, ...files.policy.never].map(({ id }) => id));

/** What stands under a key such as `guidance:before-a-trip.steps`; a whole entry does not count. */
function textUnder(code: string, key: string): unknown {
  const [namespace = '', path = ''] = key.split(':');
  let here: unknown = files.locales.find((locale) => locale.code === code)?.namespaces;
  for (const name of [namespace, ...path.split('.')]) {
    here = typeof here === 'object' && here !== null && !Array.isArray(here) ? Reflect.get(here, name) : undefined;
  }
  return here;
}

function exists(key: string): boolean {
  if (key.startsWith('policy:')) return ruleIds.has(key.slice('policy:'.length));
  return files.locales.every(({ code }) => {
    const text = textUnder(code, key);
    return typeof text === 'string' || Array.isArray(text);
  });
}

describe('the coverage of the guide', () => {
  it('has the columns that a reviewer expects', () => {
    expect(table[0]).toEqual(header);
  });

  it('has every statement of every part, numbered without a gap', () => {
    const expected = Object.entries(parts).flatMap(([part, count]) =>
      Array.from({ length: count }, (_, index) => `${part}.${index + 1}`),
    );
    expect(rows.map(({ id }) => id)).toEqual(expected);
  });

  it('names each statement once, in at most 12 words', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.filter(({ id, guide }) => !id.startsWith(`${guide}.`))).toEqual([]);
    expect(rows.filter(({ bullet }) => bullet === '' || bullet.split(/\s+/).length > 12)).toEqual([]);
  });

  it('says where each statement stands, or why it is not shown', () => {
    expect(rows.filter(({ where, note }) => where === '' && note === '')).toEqual([]);
  });

  it('names only texts and rules that exist, the texts in every language', () => {
    const missing = rows.flatMap(({ id, where }) =>
      where
        .split(' ')
        .filter((key) => key !== '' && !exists(key))
        .map((key) => `${id}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it('has a text in the guidance for far the most: rules and questions alone tell nobody what to do', () => {
    const told = rows.filter(({ where }) => /\b(?:guidance|visits|questions|ui|services):/.test(where));
    expect(told.length / rows.length).toBeGreaterThan(0.9);
  });
});
