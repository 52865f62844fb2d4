/**
 * The texts of every language: none missing, none unused, nothing lost between languages, nothing the guide forbids.
 */
import { screenNumbers } from '../../core/compose.ts';
import { voices } from '../../core/situation.ts';
import type { ContentFiles } from '../load.ts';
import type { Reader } from '../reader.ts';
import { type LocaleFiles, namespaces } from '../text-files.ts';
import type { Findings } from './findings.ts';
import { type Needed, type NeededTexts, neededTexts } from './needed-texts.ts';

/** Issue "the line": the opening says what this is in at most so many words. */
const mostOpeningWords = 35;

/** All texts of a language by key: a list counts as one text of several lines. */
function flatten(locale: LocaleFiles): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const walk = (tree: LocaleFiles['namespaces'][(typeof namespaces)[number]], prefix: string): void => {
    for (const [key, value] of Object.entries(tree)) {
      const name = prefix.endsWith(':') ? `${prefix}${key}` : `${prefix}.${key}`;
      if (typeof value === 'string') texts.set(name, value);
      else if (Array.isArray(value)) texts.set(name, value.join('\n'));
      // What is neither text nor list is a branch: the schema allows nothing else.
      else walk(value as typeof tree, name);
    }
  };
  for (const name of namespaces) walk(locale.namespaces[name], `${name}:`);
  return texts;
}

function fileOf(code: string, key: string): string {
  return `locales/${code}/${key.slice(0, key.indexOf(':'))}.json`;
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

/** Guide E4, F and X1: a second net under the actions. Words that no text of ours needs, whoever reads it. */
const forbiddenWords: Readonly<Record<string, readonly RegExp[]>> = {
  nl: [
    /\beerwraak\b/i,
    /\buithuwelijk/i,
    /\bmoslimhuwelijk/i,
    /\bcultuurprobleem/i,
    /\billega(al|le)\b/i,
    /\bslachtoffer\b/i,
    /\bflikker/i,
    /\bmietje/i,
    /\bgeslachtsverandering/i,
    /\bombouw/i,
    /\b100 ?% (veilig|anoniem)/i,
    /\bje bent (nu )?veilig\b/i,
    /\bwij halen je terug\b/i,
    /\bje mag blijven\b/i,
    /\bpraat (eerst )?met je (ouders|vader|moeder|familie)\b/i,
    /!/,
  ],
  en: [
    /\bhonou?r killing/i,
    /\bmarried off\b/i,
    /\billegal immigrant/i,
    /\bsex change/i,
    /\b100 ?% (safe|anonymous)/i,
    /\byou are safe( now)?\b/i,
    /\bwe will bring you (back|home)\b/i,
    /\byou (can|may) stay in the netherlands\b/i,
    /\btalk to your (parents|father|mother|family)\b/i,
    /!/,
  ],
};

class TextCheck {
  private readonly reader: Reader;
  private readonly findings: Findings;
  private readonly needed: NeededTexts;
  private readonly source: ReadonlyMap<string, string>;

  constructor(files: ContentFiles, reader: Reader, findings: Findings) {
    this.reader = reader;
    this.findings = findings;
    this.needed = neededTexts(files);
    const [source] = files.locales;
    this.source = source === undefined ? new Map() : flatten(source);
  }

  language(locale: LocaleFiles): number {
    const texts = flatten(locale);
    this.missing(locale.code, texts);
    this.unused(locale.code, texts);
    for (const [key, text] of texts) this.one(locale.code, key, text);
    return texts.size;
  }

  private missing(code: string, texts: ReadonlyMap<string, string>): void {
    const tell = ({ key, by }: Needed): void =>
      this.findings.report({
        file: fileOf(code, key),
        line: null,
        message: `the text "${key.slice(key.indexOf(':') + 1)}" is missing; ${by} needs it`,
        cure: 'write the text under this name',
      });
    for (const needed of this.needed.required) if (!texts.has(needed.key)) tell(needed);
    for (const { keys, by } of this.needed.anyOf) {
      const [first = ''] = keys;
      if (!keys.some((key) => texts.has(key))) tell({ key: first, by });
    }
    // What is optional is so for all languages alike: no reader gets less than another.
    for (const key of this.needed.optional) {
      if (this.source.has(key) && !texts.has(key)) tell({ key, by: 'the Dutch text has it, and every language' });
      if (texts.has(key) && !this.source.has(key)) this.extra(code, key);
    }
  }

  private extra(code: string, key: string): void {
    this.findings.report({
      file: fileOf(code, key),
      line: this.lineOf(code, key),
      message: `the text "${key.slice(key.indexOf(':') + 1)}" has no Dutch text beside it`,
      cure: 'write the Dutch text first, or take this one out',
    });
  }

  private unused(code: string, texts: ReadonlyMap<string, string>): void {
    const required = new Set(this.needed.required.map(({ key }) => key));
    for (const key of texts.keys()) {
      if (required.has(key) || this.needed.optional.has(key)) continue;
      this.findings.report({
        file: fileOf(code, key),
        line: this.lineOf(code, key),
        message: `the text "${key.slice(key.indexOf(':') + 1)}" is used nowhere`,
        cure: 'take it out, or look for a spelling mistake in its name',
      });
    }
  }

  private lineOf(code: string, key: string): number | null {
    return this.reader.lineOf(fileOf(code, key), key.slice(key.indexOf(':') + 1).split('.'));
  }

  private one(code: string, key: string, text: string): void {
    const tell = (message: string, cure: string): void =>
      this.findings.report({
        file: fileOf(code, key),
        line: this.lineOf(code, key),
        message: `"${key.slice(key.indexOf(':') + 1)}": ${message}`,
        cure,
      });
    const source = this.source.get(key);
    if (source !== undefined && placeholders(source) !== placeholders(text)) {
      tell(
        `a placeholder was lost or added; the Dutch text has {{${placeholders(source) || 'none'}}}`,
        'keep every {{word}} of the Dutch text, unchanged',
      );
    }
    if (source !== undefined && dialled(source) !== dialled(text)) {
      tell('a telephone number differs from the Dutch text', 'copy the numbers from the Dutch text');
    }
    for (const number of dialled(text).split(' ').filter(Boolean)) {
      if (!knownNumbers.has(number))
        tell(
          'a telephone number in a text',
          'numbers belong in referral-data; only the three numbers of every screen and 113 may be named in a text',
        );
    }
    for (const word of forbiddenWords[code] ?? []) {
      const found = word.exec(text);
      if (found !== null)
        tell(
          `"${found[0]}" is not for our texts (guide E4, F, X1)`,
          'say it in another way; the guide, part F, shows how',
        );
    }
    if (/^questions:opening\b/.test(key) && text.trim().split(/\s+/).length > mostOpeningWords) {
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
      `every text that dialogs, policy, services and pages ask for; reviewed by a native speaker: ${locale.meta.review.on ?? 'not yet'}`,
    );
  }
}
