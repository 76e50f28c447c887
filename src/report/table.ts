import { toCsv, type CellValue } from './csv.ts';

/** A table that can be written as CSV or as a sheet: the same rows either way. */
export interface Table {
  /** Name of the sheet: at most 31 characters. */
  name: string;
  header: readonly string[];
  rows: readonly (readonly CellValue[])[];
}

export const tableCsv = (table: Table): string => toCsv(table.header, table.rows);
