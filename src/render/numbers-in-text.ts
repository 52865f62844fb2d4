/**
 * Numbers inside sentences: they read from left to right in every script, stay on one line, and can be tapped where
 * they are one of the three that are on every screen.
 */
import type { NumberLine } from '../core/reply.ts';
import { type Html, html } from './html-escape.ts';

/** A telephone number as we write them (`+31 247 247 247`, `0800-2000`, `112`), and hours (`09:00–17:00`). */
export const numberPattern = /(\d\d:\d\d–\d\d:\d\d|\(0\d+\) [\d ]+\d|\+?\d[\d -]{3,}\d|\b11[23]\b)/;

/** A number that stands by itself. */
export function isolated(number: string): Html {
  return html`<bdi dir="ltr">${number}</bdi>`;
}

function one(number: string, numbers: readonly NumberLine[]): Html {
  const known = numbers.find((line) => line.number === number);
  return known === undefined ? isolated(number) : html`<a href="${known.href}">${isolated(number)}</a>`;
}

/** A day as we write it (`2026-09-08`): among letters that run from right to left it would turn around. Not a number to call. */
export function withDays(text: string): readonly Html[] {
  return text
    .split(/(\d{4}-\d{2}(?:-\d{2})?)/)
    .map((piece, index) => (index % 2 === 0 ? html`${piece}` : html`<span dir="ltr">${piece}</span>`));
}

/** A sentence with its numbers marked. Without `numbers` none of them is a link. */
export function withNumbers(text: string, numbers: readonly NumberLine[] = []): readonly Html[] {
  if (!/\d/.test(text)) return [html`${text}`];
  // Splitting on a pattern with one group gives text and numbers in turn.
  return text.split(numberPattern).map((piece, index) => (index % 2 === 0 ? html`${piece}` : one(piece, numbers)));
}
