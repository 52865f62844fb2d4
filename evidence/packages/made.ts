/**
 * The two files about packages, as they should be now.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { licenceRules, type Package, packagesIn } from './lock.ts';
import { licencesPage } from './page.ts';
import { sbomOf } from './sbom.ts';

const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

const inBrowsersSchema = z.record(z.string(), z.array(z.string()));

export interface Made {
  readonly packages: readonly Package[];
  /** Text by path below the root. */
  readonly files: ReadonlyMap<string, string>;
}

/** Reads manifest, lock and what the build wrote down; `npm run build` must have run. */
export function madeIn(root: string): Made {
  const text = (path: string): string => readFileSync(join(root, path), 'utf8');
  const rules = licenceRules();
  const packages = packagesIn(text('package-lock.json'), rules);
  const { dependencies, ...manifest } = manifestSchema.parse(JSON.parse(text('package.json')));
  const inBrowsers = inBrowsersSchema.parse(JSON.parse(text('dist/web-packages.json')));
  return {
    packages,
    files: new Map([
      ['docs/licences.md', licencesPage(packages, rules, inBrowsers)],
      ['docs/sbom.cdx.json', sbomOf({ ...manifest, needs: Object.keys(dependencies) }, packages)],
    ]),
  };
}
