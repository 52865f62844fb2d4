/**
 * In which language of the desk somebody reads a page.
 */
import type { Request } from 'express';
import { deskLanguages } from '../content/text-files.ts';
import { sourceLanguage } from '../core/texts.ts';

/** The language of the desk that this browser likes best. */
export function deskLanguageOf(request: Request): string {
  return request.acceptsLanguages([...deskLanguages]) || sourceLanguage;
}
