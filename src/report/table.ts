import { toCsv, type CellValue } from './csv.ts';

/** A table that can be written as CSV or as a sheet: the same rows either way. */
export interface Table {
  /** Name of the sheet, or as near to it as a workbook allows. */
  name: string;
  header: readonly string[];
  rows: readonly (readonly CellValue[])[];
  /** Columns that a sheet holds for something else than text, by header: calendar dates, shares of 1. */
  types?: Readonly<Record<string, 'date' | 'share'>>;
  /** Columns that stay in view in a sheet, from the left; none by default. */
  frozen?: number;
}

/** A table as CSV, its header first. */
export const tableCsv = (table: Table): string => toCsv(table.header, table.rows);

/** The rows of a table as records under its headers, with `null` for nothing. */
export const tableRecords = ({ header, rows }: Table): Record<string, CellValue>[] =>
  rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? null])));
