/**
 * The sheet as CSV.
 */
import { readCsvTable, writeCsvTable } from '../table-file/csv.ts';
import type { SheetFormat } from './format.ts';
import { columns } from './row.ts';
import { asSheetError, placedRows } from './table.ts';

const sheet = 'CSV';

export const csvFormat: SheetFormat = {
  write: async (rows) => writeCsvTable(columns, rows),
  async read(bytes) {
    try {
      return placedRows(sheet, readCsvTable(bytes));
    } catch (error) {
      throw asSheetError(sheet, error);
    }
  },
};
