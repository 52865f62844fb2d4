/**
 * What the lock file says of the packages: which a server needs, and under which licence each comes.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const entry = z.looseObject({
  version: z.string(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  optional: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

const lockSchema = z.looseObject({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), z.unknown()),
});

const rulesSchema = z.strictObject({
  allowed: z.record(z.string(), z.string()),
  stated: z.record(z.string(), z.strictObject({ licence: z.string(), read: z.string() })),
  runsAtInstall: z.record(z.string(), z.string()),
});

/** The licences that may come along, and what has to be said beside the lock. */
export type LicenceRules = z.infer<typeof rulesSchema>;

export interface Package {
  /** Where it lies: `node_modules/express`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** As an SPDX id; null where nobody says. */
  readonly licence: string | null;
  /** As npm checks it: `sha512-…`; null where nothing is checked. */
  readonly integrity: string | null;
  /** Where the lock says it came from; null: it does not. */
  readonly resolved: string | null;
  /** Whether a server needs it; the others are for building and testing. */
  readonly onServer: boolean;
  readonly runsAtInstall: boolean;
  /** Names of what it needs. */
  readonly needs: readonly string[];
}

/** The rules beside this file. */
export function licenceRules(): LicenceRules {
  return rulesSchema.parse(parse(readFileSync(fileURLToPath(new URL('licences.yaml', import.meta.url)), 'utf8')));
}

const folder = 'node_modules/';

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(folder) + folder.length);
}

/** Every package that the text of a lock file names. @throws ZodError when it is none that we know */
export function packagesIn(lock: string, { stated }: LicenceRules): readonly Package[] {
  return Object.entries(lockSchema.parse(JSON.parse(lock)).packages).flatMap(([path, value]) => {
    if (!path.includes(folder)) return [];
    const read = entry.parse(value);
    const name = nameOf(path);
    return [
      {
        path,
        name,
        version: read.version,
        licence: read.license ?? stated[`${name}@${read.version}`]?.licence ?? null,
        integrity: read.integrity ?? null,
        resolved: read.resolved ?? null,
        // What is optional is for other platforms, or for a compiler that only a build needs.
        onServer: !(read.dev || read.devOptional || read.optional),
        runsAtInstall: read.hasInstallScript === true,
        needs: Object.keys(read.dependencies ?? {}),
      },
    ];
  });
}

/** What a package gets when it asks for one of this name: the nearest, from its own folder upwards. */
export function foundBy(
  all: ReadonlyMap<string, Package>,
  { path }: Pick<Package, 'path'>,
  name: string,
): Package | null {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf(`/${folder}`)))) {
    const found = all.get(`${at}${at === '' ? '' : '/'}${folder}${name}`);
    if (found !== undefined) return found;
    if (!at.includes(`/${folder}`)) return all.get(`${folder}${name}`) ?? null;
  }
}
