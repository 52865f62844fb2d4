/**
 * The real content with one fault planted in it: a copy in a temporary folder, mended again after each fault.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { checkData, servedKinds } from '../../src/content/check/data-check.ts';
import { Findings } from '../../src/content/check/findings.ts';
import { checkPolicy } from '../../src/content/check/policy-check.ts';
import { checkQuality } from '../../src/content/check/quality-check.ts';
import { checkRenderings } from '../../src/content/check/rendering-check.ts';
import { checkTalks } from '../../src/content/check/talk-check.ts';
import { checkTexts } from '../../src/content/check/text-check.ts';
import { readDialogs } from '../../src/content/dialog-files.ts';
import { type ContentFiles, readContent } from '../../src/content/load.ts';
import { showable } from '../../src/content/packed/talk.ts';
import { readPolicy } from '../../src/content/policy-file.ts';
import type { Problem } from '../../src/content/problem.ts';
import { Reader } from '../../src/content/reader.ts';
import { publicDirectory, readReferralFiles } from '../../src/content/referral-files.ts';
import { readLocale } from '../../src/content/text-files.ts';
import { openDirectory } from '../../src/core/directory.ts';
import { compilePolicy } from '../../src/core/policy.ts';
import { projectRoot } from './content.ts';

/** The day as on which ages are judged. */
export const today = '2026-11-21';

/** Which of the checks of `checkContent` looks at a fault. */
export type Part = 'policy' | 'data' | 'talks' | 'texts';

/** A reader that reads the files which no fault has touched only once. */
class QuickReader extends Reader {
  private static readonly read = new Map<string, unknown>();
  private readonly touched: ReadonlySet<string>;

  constructor(root: string, touched: ReadonlySet<string>) {
    super(root);
    this.touched = touched;
  }

  override json<T extends z.ZodType>(file: string, schema: T): z.output<T> | null {
    if (this.touched.has(file)) return super.json(file, schema);
    if (!QuickReader.read.has(file)) QuickReader.read.set(file, super.json(file, schema));
    return QuickReader.read.get(file) as z.output<T> | null;
  }

  override yaml<T extends z.ZodType>(file: string, schema: T): z.output<T> | null {
    if (this.touched.has(file)) return super.yaml(file, schema);
    if (!QuickReader.read.has(file)) QuickReader.read.set(file, super.yaml(file, schema));
    // What was kept under this name was read with this schema: each file has only one.
    return QuickReader.read.get(file) as z.output<T> | null;
  }
}

export class Sandbox {
  readonly root = mkdtempSync(join(tmpdir(), 'planted-'));
  private readonly whole = new Map<string, string>();
  private readonly sound: ContentFiles;

  constructor() {
    for (const folder of ['dialogs', 'locales', 'referral-data'])
      cpSync(join(projectRoot, folder), join(this.root, folder), { recursive: true });
    const read = readContent(new QuickReader(this.root, new Set()));
    if (read === null) throw new Error('the content cannot be read: run `wegwijzer check`');
    this.sound = read;
  }

  text(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  /** Changes a file until `mend`; null takes it away. Refuses a change that changes nothing. */
  plant(file: string, change: (text: string) => string | null): void {
    const before = this.text(file);
    const after = change(before);
    if (after === before)
      throw new Error(`the fault could not be planted in ${file}: the content has changed, so must this test`);
    if (!this.whole.has(file)) this.whole.set(file, before);
    if (after === null) rmSync(join(this.root, file));
    else writeFileSync(join(this.root, file), after);
  }

  mend(): void {
    for (const [file, text] of this.whole) writeFileSync(join(this.root, file), text);
    this.whole.clear();
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  /** What one part of the check says of the content as it stands now. */
  problems(part: Part): readonly Problem[] {
    const reader = new QuickReader(this.root, new Set(this.whole.keys()));
    const findings = new Findings();
    this.run(part, reader, findings);
    return [...reader.problems, ...findings.problems];
  }

  private run(part: Part, reader: Reader, findings: Findings): void {
    const { policy: soundPolicy, referral: soundReferral, locales: soundLocales } = this.sound;
    if (part === 'data') {
      const referral = readReferralFiles(reader);
      if (referral !== null && reader.problems.length === 0) checkData(referral, reader, findings, today);
      return;
    }
    const policy = readPolicy(reader);
    if (part === 'policy') {
      if (policy !== null) checkPolicy(policy, servedKinds(soundReferral), reader, findings);
      return;
    }
    const dialogs = readDialogs(reader);
    if (dialogs === null) return;
    if (part === 'talks') {
      checkTalks(
        dialogs,
        compilePolicy(soundPolicy),
        showable(openDirectory(publicDirectory(soundReferral))),
        reader,
        findings,
      );
      return;
    }
    const locales = soundLocales.flatMap(({ code }) => readLocale(reader, code) ?? []);
    if (policy === null || reader.problems.length > 0) return;
    const files = { dialogs, policy, referral: soundReferral, locales, root: reader.root };
    checkTexts(files, reader, findings);
    checkQuality(files, reader, findings);
    checkRenderings(files, reader, findings);
  }
}
