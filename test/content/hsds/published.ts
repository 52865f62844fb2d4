/**
 * The schemas that Open Referral publishes. They are not in this repository (CC BY-SA); a test that needs them runs where
 * the variable HSDS_SCHEMAS names a folder that holds them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const folder = process.env.HSDS_SCHEMAS;

export type PublishedName =
  | 'service'
  | 'service_list'
  | 'organization'
  | 'organization_list'
  | 'service_at_location'
  | 'service_at_location_list';

const compiled = new Map<PublishedName, ValidateFunction>();

function validatorOf(name: PublishedName): ValidateFunction {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  // The published schemas say more than JSON Schema knows, such as `datapackage_metadata`.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // The type of the default export is that of the module in which it stands.
  (addFormats as unknown as (one: Ajv2020) => void)(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(folder ?? '', `${name}.json`), 'utf8')));
  compiled.set(name, validate);
  return validate;
}

/** What is wrong with these things by the published schema, each with its place. */
export function published(name: PublishedName, things: readonly unknown[]): readonly string[] {
  const validate = validatorOf(name);
  return things.flatMap((thing, index) =>
    validate(thing) === true
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${name} ${index}${instancePath} ${message}`),
  );
}

if (folder === undefined) {
  process.stderr.write(
    'Skipped: the published HSDS schemas. To run: git clone --branch 3.0 https://github.com/openreferral/specification, ' +
      'then HSDS_SCHEMAS=specification/schema/compiled npm test -- hsds\n',
  );
}

/** A test against the published schemas. */
export const itPublished = folder === undefined ? it.skip : it;
