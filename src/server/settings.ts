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

/** A switch; off where it is left out. */
export const switchedOn = optional(z.enum(['true', 'false'], 'write true or false').default('false')).transform(
  (text) => text === 'true',
);
