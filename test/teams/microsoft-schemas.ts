/**
 * Microsoft's own schemas for the files of an app package, as its package for developers carries them. Nothing is
 * fetched.
 */
import { createRequire } from 'node:module';
import ajvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { manifestVersion } from '../../src/teams/manifest.ts';

const require = createRequire(import.meta.url);

/** What is wrong with a value by the schema of this name; empty when nothing is. */
export function faultsBy(name: 'MicrosoftTeams' | 'MicrosoftTeams.Localization', value: unknown): readonly string[] {
  const path = `@microsoft/app-manifest/build/json-schemas/teams/v${manifestVersion}/${name}.schema.json`;
  // The schemas are looser than ajv would have them written, and one has a pattern that only the older syntax allows.
  const ajv = new ajvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(require(path));
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
