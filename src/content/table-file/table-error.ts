/** Thrown when a file holds no table that can be read. */
export class TableError extends Error {
  /** What to do about it, for whoever made the file. */
  readonly cure: string;
  /** Where reading broke off, as a spreadsheet counts; null where the whole file is meant. */
  readonly row: number | null;

  constructor(message: string, cure: string, row: number | null = null) {
    super(message);
    this.name = 'TableError';
    this.cure = cure;
    this.row = row;
  }
}
