/**
 * The words for what is wrong with a sheet, by its code.
 */
import type { Texts } from '../../core/texts.ts';
import { cellForms, type Found, faultValues, type SheetFault, type Wrong } from './fault.ts';

export interface FaultWords {
  readonly message: string;
  readonly cure: string;
}

/** The names of all these words below `desk:fault`. */
export const faultTexts: readonly string[] = [
  'in-english',
  ...Object.entries(faultValues).flatMap(([code, names]: readonly [string, readonly string[]]) =>
    names.includes('form') ? [`${code}.message`] : [`${code}.message`, `${code}.cure`],
  ),
  ...Object.keys(cellForms).map((form) => `form.${form}`),
];

/** What is wrong and what to do about it, in the language of `texts`, which is one of the desk. */
export function wordsOf(wrong: Wrong, texts: Texts): FaultWords {
  const values = 'values' in wrong ? wrong.values : {};
  const form = 'values' in wrong && 'form' in wrong.values ? wrong.values.form : null;
  return {
    message: texts.say(`desk:fault.${wrong.code}.message`, values),
    cure:
      form === null
        ? texts.say(`desk:fault.${wrong.code}.cure`, values)
        : texts.say(`desk:fault.form.${form}`, { examples: cellForms[form].join(', ') }),
  };
}

/** What the check found, in its English: in which file and line, and what to do about it. */
export function wordsOfFound({ found: { file, line, message, cure } }: Found): FaultWords {
  return { message: `${file}${line === null ? '' : `:${line}`}: ${message}`, cure };
}

/** For a terminal: where it stands, what is wrong, and on the next line the cure. `english`: the texts in English. */
export function describeFault({ sheet, row, column, wrong }: SheetFault, english: Texts): string {
  const where = [sheet, row === null ? null : `row ${row}`, column === null ? null : `column "${column}"`];
  const { message, cure } = 'found' in wrong ? wordsOfFound(wrong) : wordsOf(wrong, english);
  return `${where.filter((part) => part !== null).join(', ')}: ${message}\n    → ${cure}`;
}
