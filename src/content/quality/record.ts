/**
 * The quality record of a language: for each text, which Dutch it was made from, when, and who has read it since. It lies
 * beside the texts in `locales/<lang>/quality.json` and is only read where quality is looked at, never to run a talk.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Reader } from '../reader.ts';

const hash = z.string().regex(/^[0-9a-f]{8}$/, 'a hash of eight characters, as "texts record" writes it');

/**
 * What another reader made of a text: one who had neither written it nor seen the Dutch, and told what it says, in English
 * (of English, in Dutch). `by: machine` is no native speaker's review, however good it is.
 */
const readingSchema = z.strictObject({
  on: z.iso.date(),
  by: z.literal('machine'),
  /** The text that was read. */
  text: hash,
  /** Its words, where they have been changed since. */
  words: z.string().min(1).optional(),
  /** What it says, as this reader understood it. */
  back: z.string().min(1),
  doubt: z.string().min(1).optional(),
});

const textRecordSchema = z.strictObject({
  /** The Dutch text that was translated. */
  source: hash,
  /** The translation that this record is about. */
  text: hash,
  translated: z.iso.date(),
  /** The native speaker's organisation that approved this very text, and when; null until then. */
  reviewed: z.strictObject({ on: z.iso.date(), by: z.string().min(2) }).nullable(),
  /** What whoever wrote it was unsure of. */
  doubt: z.string().min(1).optional(),
  /** What a reviewer has to say of it. */
  note: z.string().min(1).optional(),
  /** Oldest first. */
  readings: z.array(readingSchema).min(1).optional(),
});
export type TextRecord = z.output<typeof textRecordSchema>;

const qualitySchema = z.record(z.string(), textRecordSchema);
export type Quality = Readonly<Record<string, TextRecord>>;

/** Whether another reader has told what these very words say. */
export function isReadBack({ text, readings = [] }: TextRecord): boolean {
  return readings.some((reading) => reading.text === text);
}

export function qualityFile(code: string): string {
  return `locales/${code}/quality.json`;
}

/** The records of a language; null with a problem noted when the file is missing or cannot be used. */
export function readQuality(reader: Reader, code: string): Quality | null {
  return reader.json(qualityFile(code), qualitySchema);
}

/** As the file is written: a line for each text, in order, so that a difference shows what was touched. */
export function writeQuality(quality: Quality): string {
  const lines = Object.keys(quality)
    .sort()
    .map((key) => `  ${JSON.stringify(key)}: ${JSON.stringify(quality[key])}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** What a text is recognised by: the same words give the same eight characters. */
export function hashOf(text: string | readonly string[]): string {
  const whole = typeof text === 'string' ? text : text.join('\n');
  return createHash('sha256').update(whole.normalize('NFC')).digest('hex').slice(0, 8);
}
