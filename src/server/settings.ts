/**
 * How settings are read from environment variables, wherever they are for.
 */
import { z } from 'zod';

/** A setting that is there but empty counts as left out: that is how `.env` files are filled in. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

/** A number in digits, `standard` where it is left out. */
export const wholeNumber = (least: number, most: number, standard: number) =>
  optional(
    z.coerce
      .number(`write a whole number from ${least} to ${most}`)
      .int(`write a whole number from ${least} to ${most}`)
      .min(least, `write a whole number from ${least} to ${most}`)
      .max(most, `write a whole number from ${least} to ${most}`)
      .default(standard),
  );

export const leastSecret = 32;

/** Of 32 that were thrown there are 14 as a rule even where all are hexadecimal digits; a word typed over and over has few. */
const leastDifferent = 8;
const secretWanted = `write at least ${leastSecret} characters that nobody can guess, ${leastDifferent} of them different, for example from "openssl rand -base64 32"`;

/** What nobody else may know. */
export const secret = z
  .string()
  .refine((text) => text.length >= leastSecret && new Set(text).size >= leastDifferent, secretWanted);

/** A switch; off where it is left out. */
export const switchedOn = optional(z.enum(['true', 'false'], 'write true or false').default('false')).transform(
  (text) => text === 'true',
);
/** The names of this machine in an address. */
export const thisMachine: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** An origin as a browser writes it: scheme, host and, where it is not the usual one, port. */
export function isOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.origin !== text) return false;
  // Characters that mean something where origins are listed: in a security policy, in the settings of a web server.
  if (!/^https?:\/\/[a-z0-9.[\]:-]+$/.test(text)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && thisMachine.includes(url.hostname));
}

/** What is wanted of the origin under which people reach the server. */
export const originWanted = 'write the origin people see, for example https://wegwijzer.example';
