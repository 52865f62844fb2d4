/**
 * Faults of a sheet as people read them.
 */
import type { SheetFault } from '../../src/content/referral-sheet/fault.ts';
import { type FaultWords, wordsOf, wordsOfFound } from '../../src/content/referral-sheet/fault-words.ts';
import { library } from './content.ts';

/** Where it is, what is wrong and the cure, in a language of the desk. */
export function inWords({ wrong, ...place }: SheetFault, lang = 'en'): Omit<SheetFault, 'wrong'> & FaultWords {
  return { ...place, ...('found' in wrong ? wordsOfFound(wrong) : wordsOf(wrong, library().texts(lang))) };
}
