/**
 * The texts of every language: none missing, none unused, nothing lost between languages, nothing the guide forbids.
 */
import { screenNumbers } from '../../core/compose.ts';
import { voices } from '../../core/situation.ts';
import { sourceLanguage } from '../../core/texts.ts';
import { markInText } from '../card-marks.ts';
import type { ContentFiles } from '../load.ts';
import { type Translation, translationsOf } from '../quality/status.ts';
import type { Reader } from '../reader.ts';
import { deskLanguages, fileOfText, type LocaleFiles, type TextsByKey, textsByKey } from '../text-files.ts';
import type { Findings } from './findings.ts';
import { exclamation, forbiddenWords } from './forbidden-words.ts';
import { countedTexts } from './interface-texts.ts';
import { type Needed, type NeededTexts, neededTexts, type Whose } from './needed-texts.ts';
import { writingFaults } from './writing.ts';

/** Issue "the line": the opening says what this is in at most so many words. */
const mostOpeningWords = 35;

/** A text as one string: a list counts as one text of several lines. */
function whole(text: string | readonly string[]): string {
  return typeof text === 'string' ? text : text.join('\n');
}

function placeholders(text: string): string {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .sort()
    .join(' ');
}

/** International, 0800 and the like, area codes with or without brackets, mobile, 14 0xx, and 112 and its kind. */
const numberToDial = /\+\d[\d ]{7,}\d|\(?\b0\d{1,3}\)?[- ]?\d[\d ]{2,}\d|\b14 ?0\d{2,3}\b|\b11[23]\b/g;

/** Telephone numbers in a text, without their spacing. Years, ages and percentages are not numbers to dial. */
function dialled(text: string): string {
  return [...text.matchAll(numberToDial)]
    .map(([number]) => number.replace(/\D/g, ''))
    .sort()
    .join(' ');
}

const knownNumbers = new Set([...Object.values(screenNumbers).map((number) => number.replace(/\D/g, '')), '113']);

/** Buttons: on the narrowest phone three lines, and still to be read in one look. */
const mostOnButton = 78;

function isButton(key: string): boolean {
  return /^questions:(offers\.|.*\.options\.)/.test(key);
}

function isFor(whose: Whose | undefined, code: string): boolean {
  switch (whose) {
    case 'source':
      return code === sourceLanguage;
    case 'translations':
      return code !== sourceLanguage;
    case 'desk':
      return deskLanguages.includes(code);
    case 'all':
    case undefined:
      return true;
  }
}

/** The plural forms that whole numbers take in a language. */
export function pluralForms(code: string): readonly string[] {
  const rules = new Intl.PluralRules(code);
  return [...new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)))];
}

/** Of the parts of a sentence to say, Dutch has the sentence and the others have the rest. */
function isPartOf(key: string, code: string): boolean {
  if (!key.startsWith('services:')) return true;
  if (/\.dutch(-interpreter)?$/.test(key)) return code === sourceLanguage;
  return !/\.(meaning|sound)$/.test(key) || code !== sourceLanguage;
}

class TextCheck {
  private readonly reader: Reader;
  private readonly findings: Findings;
  private readonly needed: NeededTexts;
  private readonly locales: readonly LocaleFiles[];
  private readonly source: TextsByKey;

  constructor(files: ContentFiles, reader: Reader, findings: Findings) {
    this.reader = reader;
    this.findings = findings;
    this.needed = neededTexts(files);
    this.locales = files.locales;
    const [source] = files.locales;
    this.source = source === undefined ? new Map() : textsByKey(source);
  }

  language(locale: LocaleFiles): number {
    const { code } = locale;
    const texts = textsByKey(locale);
    this.missing(code, texts);
    this.unused(code, texts);
    for (const translation of translationsOf(this.locales, code)) this.one(code, translation);
    return texts.size;
  }

  /** The keys that this language must have, with what asks for each. */
  private requiredIn(code: string): readonly Needed[] {
    const counted = countedTexts.flatMap((key) =>
      pluralForms(code).map((form) => ({ key: `${key}|${form}`, by: 'the page' })),
    );
    return [...this.needed.required.filter(({ whose }) => isFor(whose, code)), ...counted];
  }

  private missing(code: string, texts: TextsByKey): void {
    const tell = ({ key, by }: Needed): void =>
      this.findings.report({
        file: fileOfText(code, key),
        line: null,
        message: `the text "${key.slice(key.indexOf(':') + 1)}" is missing; ${by} needs it`,
        cure: 'write the text under this name',
      });
    for (const needed of this.requiredIn(code)) if (!texts.has(needed.key)) tell(needed);
    for (const { keys, by } of this.needed.anyOf) {
      const [first = ''] = keys;
      if (!keys.some((key) => texts.has(key))) tell({ key: first, by });
    }
    // What is optional is so for all languages alike: no reader gets less than another.
    for (const key of this.needed.optional) {
      if (!isPartOf(key, code) || code === sourceLanguage) continue;
      const inDutch = this.source.has(key.replace(/^(services:.*)\.(meaning|sound)$/, '$1.dutch'));
      if (inDutch && !texts.has(key)) tell({ key, by: 'the Dutch text has it, and every language' });
      if (texts.has(key) && !inDutch) this.extra(code, key);
    }
  }

  private extra(code: string, key: string): void {
    this.findings.report({
      file: fileOfText(code, key),
      line: this.lineOf(code, key),
      message: `the text "${key.slice(key.indexOf(':') + 1)}" has no Dutch text beside it`,
      cure: 'write the Dutch text first, or take this one out',
    });
  }

  private unused(code: string, texts: TextsByKey): void {
    const required = new Set(this.requiredIn(code).map(({ key }) => key));
    for (const key of texts.keys()) {
      const isOptional = this.needed.optional.has(key) && isPartOf(key, code);
      if (required.has(key) || isOptional) continue;
      this.findings.report({
        file: fileOfText(code, key),
        line: this.lineOf(code, key),
        message: `the text "${key.slice(key.indexOf(':') + 1)}" is used nowhere`,
        cure: 'take it out, or look for a spelling mistake in its name',
      });
    }
  }

  private lineOf(code: string, key: string): number | null {
    return this.reader.lineOf(fileOfText(code, key), key.slice(key.indexOf(':') + 1).split('.'));
  }

  private one(code: string, { key, text: written, source: dutch }: Translation): void {
    const text = whole(written);
    const source = dutch === null ? undefined : whole(dutch);
    const tell = (message: string, cure: string): void =>
      this.findings.report({
        file: fileOfText(code, key),
        line: this.lineOf(code, key),
        message: `"${key.slice(key.indexOf(':') + 1)}": ${message}`,
        cure,
      });
    if (source !== undefined && placeholders(source) !== placeholders(text)) {
      tell(
        `a placeholder was lost or added; the Dutch text has {{${placeholders(source) || 'none'}}}`,
        'keep every {{word}} of the Dutch text, unchanged',
      );
    }
    if (source !== undefined && dialled(source) !== dialled(text)) {
      tell('a telephone number differs from the Dutch text', 'copy the numbers from the Dutch text');
    }
    if (Array.isArray(dutch) && (!Array.isArray(written) || written.length !== dutch.length)) {
      tell(
        `the Dutch text is a list of ${dutch.length} lines`,
        'write as many lines, each saying what the Dutch one says',
      );
    }
    const mark = /[~^|]/.exec(text);
    if (mark !== null) tell(`"${mark[0]}" is a mark of ours that no text may hold`, 'write it in another way');
    const marked = markInText(text);
    if (marked !== null)
      tell(
        `"${marked}" is a mark that chat programs read as a link, a heading or heavy type`,
        'write it in another way; addresses belong in referral-data',
      );
    if (isButton(key) && text.length > mostOnButton)
      tell(`a button of ${text.length} characters`, `say it in at most ${mostOnButton}`);
    for (const fault of writingFaults(code, text, source ?? ''))
      tell(fault, 'type it again in the letters of this language; names and numbers stay as in the Dutch text');
    for (const number of dialled(text).split(' ').filter(Boolean)) {
      if (!knownNumbers.has(number))
        tell(
          'a telephone number in a text',
          'numbers belong in referral-data; only the three numbers of every screen and 113 may be named in a text',
        );
    }
    for (const word of [...(forbiddenWords[code] ?? []), exclamation]) {
      const found = word.exec(text);
      if (found !== null)
        tell(
          `"${found[0]}" is not for our texts (guide E4, F, X1)`,
          'say it in another way; the guide, part F, shows how',
        );
    }
    if (
      deskLanguages.includes(code) &&
      /^questions:opening\b/.test(key) &&
      text.trim().split(/\s+/).length > mostOpeningWords
    ) {
      tell(`the opening has more than ${mostOpeningWords} words`, 'say the same in fewer words');
    }
  }
}

/** How many guidance blocks a theme has for each voice, and how many of them in words of its own. */
function voiceTable({ dialogs }: ContentFiles, findings: Findings): void {
  const { start, themes } = dialogs.dialogs;
  for (const [theme, steps] of Object.entries(themes)) {
    const blocks = [...start, ...steps].flatMap((step) =>
      step.type === 'tell' || step.type === 'topic' ? [step] : [],
    );
    const cells = voices.map((voice) => {
      const given = blocks.map((block) => block.voices[voice]);
      return `${voice} ${given.filter((one) => one === 'own').length} of ${given.filter((one) => one !== 'none').length}`;
    });
    findings.tally(`guidance blocks of ${theme}, own words of those shown`, blocks.length, cells.join(' · '));
  }
}

/** Checks the texts of all languages. */
export function checkTexts(files: ContentFiles, reader: Reader, findings: Findings): void {
  const check = new TextCheck(files, reader, findings);
  voiceTable(files, findings);
  for (const locale of files.locales) {
    const count = check.language(locale);
    findings.tally(
      `texts in ${locale.meta.name}`,
      count,
      `every text that dialogs, policy, services and pages ask for; reviewed by a native speaker: ${locale.meta.reviewed ?? 'not yet'}`,
    );
  }
}
