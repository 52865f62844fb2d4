/**
 * One text on a sheet for reviewers: a line of a table that anybody can open, read and fill in.
 */

/** The columns in their order, as they are headed. Reviewers write in `translation`, `note` and the two of approval. */
export const columns = [
  'key',
  'where it appears',
  'Dutch',
  'English',
  'translation',
  'note',
  'approved by (organisation)',
  'approved on (2027-01-31)',
  'doubts, and what a machine read back',
] as const;
export type Column = (typeof columns)[number];

/** Texts of several lines stand in one cell, a line below the other. Empty where there is nothing. */
export type Row = Readonly<Record<Column, string>>;

/** A row from the cells of a table whose first row was `heads`; columns that are not ours are left out. */
export function rowFrom(heads: readonly string[], cells: readonly string[]): Row {
  const cell = (column: Column): string => (cells[heads.indexOf(column)] ?? '').replace(/\r\n?/g, '\n').trim();
  // One entry for each column.
  return Object.fromEntries(columns.map((column) => [column, cell(column)])) as Row;
}

/** @throws Error that names the columns which a sheet lacks */
export function demandColumns(heads: readonly string[]): void {
  const needed: readonly Column[] = columns.slice(0, -1);
  const missing = needed.filter((column) => !heads.includes(column));
  if (missing.length > 0)
    throw new Error(`the first row must name the columns; missing: ${missing.join(', ')}. Export the sheet anew`);
}
