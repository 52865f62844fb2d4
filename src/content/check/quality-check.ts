/**
 * The quality record of every language: each text has one, about these very words and this very Dutch.
 */
import { sourceLanguage } from '../../core/texts.ts';
import type { ContentFiles } from '../load.ts';
import { type Quality, qualityFile, readQuality, type TextRecord } from '../quality/record.ts';
import { countStandings, type Standing, standingOf, type Translation, translationsOf } from '../quality/status.ts';
import type { Reader } from '../reader.ts';
import type { LocaleFiles } from '../text-files.ts';
import type { Findings } from './findings.ts';
import { unreadIn } from './second-reading.ts';

const complaints: { readonly [standing in Standing]?: readonly [message: string, cure: string] } = {
  unrecorded: ['changed since it was recorded, or never recorded', 'run "wegwijzer texts record LANGUAGE"'],
  stale: [
    'stale: the Dutch text has changed since it was translated',
    'translate it anew; when it still says the same, run "wegwijzer texts record LANGUAGE KEY"',
  ],
};

class QualityCheck {
  private readonly files: ContentFiles;
  private readonly reader: Reader;
  private readonly findings: Findings;
  private readonly isUnread: (key: string, record: TextRecord) => boolean;

  constructor(files: ContentFiles, reader: Reader, findings: Findings) {
    this.files = files;
    this.reader = reader;
    this.findings = findings;
    this.isUnread = unreadIn(files);
  }

  language({ code, meta }: LocaleFiles): void {
    const quality = readQuality(this.reader, code);
    if (quality === null) {
      this.findings.problems.push(...this.reader.problems.splice(0));
      return;
    }
    const translations = translationsOf(this.files.locales, code);
    for (const translation of translations) this.one(code, translation, quality);
    this.leftOver(code, translations, quality);
    const { translated, reviewed, readBack } = countStandings(translations, quality);
    if (meta.reviewed !== null && reviewed < translations.length)
      this.tell(
        `locales/${code}/meta.json`,
        'reviewed',
        'reviewed',
        `says reviewed, but ${translations.length - reviewed} texts have no native speaker's review`,
        'set it back to null; "texts import" sets it when the last review has come in',
      );
    this.findings.tally(
      `quality records in ${meta.name}`,
      translations.length,
      `made from this Dutch: ${translated + reviewed}; reviewed by native speakers: ${reviewed}; read back by another reader, a machine: ${readBack}`,
    );
  }

  private one(code: string, translation: Translation, quality: Quality): void {
    const { key } = translation;
    const record = quality[key];
    const complaint = complaints[standingOf(translation, record)];
    if (complaint !== undefined) {
      const [message, cure] = complaint;
      this.tell(qualityFile(code), key, message, `"${key}" is ${message}`, cure.replace('LANGUAGE', code));
    } else if (record !== undefined && this.isUnread(key, record))
      this.tell(
        qualityFile(code),
        key,
        'read once',
        `"${key}" stands where somebody may be in danger, or on a button, and nobody else has read these words`,
        'have a native speaker approve it, or a second reader who has not seen the Dutch tell in English what it says',
      );
  }

  private leftOver(code: string, translations: readonly Translation[], quality: Quality): void {
    const keys = new Set(translations.map(({ key }) => key));
    for (const key of Object.keys(quality))
      if (!keys.has(key))
        this.tell(
          qualityFile(code),
          key,
          'left over',
          `"${key}" is a record of a text that is not there`,
          `run "wegwijzer texts record ${code}"`,
        );
  }

  /** A file of records has a line for each key, so it need not be parsed again to say which. */
  private lineOf(file: string, key: string): number | null {
    const lines = this.reader.text(file)?.split('\n') ?? [];
    const index = lines.findIndex((line) => line.trimStart().startsWith(`${JSON.stringify(key)}:`));
    return index < 0 ? null : index + 1;
  }

  /** The first few of a kind and language are enough to begin with: they come by the hundred. */
  private tell(file: string, key: string, kind: string, message: string, cure: string): void {
    this.findings.reportSome(`${file} ${kind}`, () => ({ file, line: this.lineOf(file, key), message, cure }));
  }
}

/** Checks the records of every language but Dutch, which everything is compared with. */
export function checkQuality(files: ContentFiles, reader: Reader, findings: Findings): void {
  const check = new QualityCheck(files, reader, findings);
  for (const locale of files.locales) if (locale.code !== sourceLanguage) check.language(locale);
}
