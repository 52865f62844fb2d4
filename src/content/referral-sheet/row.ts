/**
 * One line of the sheet in which people keep the referral data: one field of one entry, with what it rests on. The
 * sheet is the same in every format.
 */

/** The columns, in order, as their heads read. */
export const columns = [
  'of',
  'name',
  'field',
  'value',
  'status',
  'source',
  'source title',
  'seen on',
  'checked on',
  'checked by',
  'note',
] as const;
export type Column = (typeof columns)[number];

/**
 * Every cell is a text; an empty one means that nothing is written there. `of`: the entry (`GM0363`, `region:drenthe`,
 * `service:lkha`, `organisation:iot`). `name`: what it is called, for the reader; it changes nothing. `field`: the field
 * of that entry (`phone`, `wijkteam.website`). `source`: its short name in `sources.yaml`.
 */
export type SheetRow = { readonly [C in Column]: string };
