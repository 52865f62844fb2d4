/**
 * What the models were made from, as one number: so that a test can tell when sentences or lexicons have changed and
 * nobody trained again.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trained } from './languages.ts';

/** Where it is written down. */
export const madeFromFile = 'understanding/made-from.txt';

/** The number of all that training reads. */
export function madeFrom(root: string): string {
  const files = [
    'understanding/concepts.yaml',
    'understanding/risk.yaml',
    ...trained.flatMap((lang) => [
      `locales/${lang}/phrases.yaml`,
      `locales/${lang}/concepts.yaml`,
      `training/calibration/${lang}.tsv`,
    ]),
  ].sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}
