/**
 * OWASP ASVS 5.0.0, levels 1 and 2, requirement by requirement: what is met and where it shows, what does not concern us, what
 * is open. The data say where they come from.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { testsIn } from '../../test/support/titles.ts';

const sentence = z.string().min(3).max(400);

const about = {
  id: z.string().regex(/^v5\.0\.0-\d+\.\d+\.\d+$/),
  level: z.union([z.literal(1), z.literal(2)]),
  /** In our words. */
  asks: sentence,
};

const requirementSchema = z.union([
  z.strictObject({
    ...about,
    met: sentence,
    /** Words by the file that they stand in. */
    shown: z
      .record(z.string(), z.array(z.string().min(8)).min(1))
      .refine((files) => Object.keys(files).length > 0, 'what is met has to show somewhere'),
  }),
  z.strictObject({ ...about, 'not-applicable': sentence }),
  z.strictObject({ ...about, open: sentence, 'on-purpose': z.literal(true).optional() }),
]);
export type Requirement = z.infer<typeof requirementSchema>;

const standardSchema = z.strictObject({
  chapters: z.array(
    z.strictObject({
      chapter: z.string().regex(/^V\d+$/),
      title: sentence,
      requirements: z.array(requirementSchema).min(1),
    }),
  ),
});
export type Chapter = z.infer<typeof standardSchema>['chapters'][number];

export const standings = ['met', 'not-applicable', 'open', 'on-purpose'] as const;
/** `on-purpose`: open, and decided so. */
export type Standing = (typeof standings)[number];

function beside(name: string): unknown {
  return parse(readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8'));
}

/** What we say of each requirement. @throws ZodError when the data are not of their form */
export function readStandard(): readonly Chapter[] {
  return standardSchema.parse(beside('requirements.yaml')).chapters;
}

/** The level of each requirement of the standard, all three levels, by its id. */
export function levelsOfStandard(): ReadonlyMap<string, number> {
  const sections = z.record(z.string(), z.string().regex(/^[123]+$/)).parse(beside('levels.yaml'));
  return new Map(
    Object.entries(sections).flatMap(([section, levels]) =>
      [...levels].map((level, index) => [`v5.0.0-${section}.${index + 1}`, Number(level)] as const),
    ),
  );
}

export function standingOf(requirement: Requirement): Standing {
  if ('met' in requirement) return 'met';
  if ('not-applicable' in requirement) return 'not-applicable';
  return requirement['on-purpose'] ? 'on-purpose' : 'open';
}

/** How it is met, or why it is not. */
export function reasonOf(requirement: Requirement): string {
  if ('met' in requirement) return requirement.met;
  return 'open' in requirement ? requirement.open : requirement['not-applicable'];
}

/** What shows something in a file: of tests, the titles and rows of those that run; any other file, all that stands in it. */
function provingIn(file: string, text: string): readonly string[] {
  return file.endsWith('.test.ts') ? testsIn(text).flatMap(({ title, rows }) => [title, ...rows]) : [text];
}

/** What is named as showing something and is not there. `root`: the folder of the project. */
export function missingProofs(root: string, chapters: readonly Chapter[]): readonly string[] {
  const read = new Map<string, readonly string[]>();
  return chapters
    .flatMap(({ requirements }) => requirements)
    .flatMap((requirement) => {
      if (!('met' in requirement)) return [];
      return Object.entries(requirement.shown).flatMap(([file, all]) => {
        const path = join(root, file);
        if (!existsSync(path)) return [`${requirement.id}: there is no ${file}`];
        const proving = read.get(file) ?? provingIn(file, readFileSync(path, 'utf8'));
        read.set(file, proving);
        return all.flatMap((words) =>
          proving.some((text) => text.includes(words)) ? [] : [`${requirement.id}: ${file} does not say "${words}"`],
        );
      });
    });
}
