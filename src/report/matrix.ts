import type { Cell } from '../core/cell.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { CellValue } from './csv.ts';
import { tableCsv, type Table } from './table.ts';

/** The columns of the matrix in every table of it: files, exports and what a reader downloads from a page. */
export const matrixHeader = [
  'system',
  'obligation',
  'state',
  'timing',
  'applies_from',
  'controls',
  'evidence',
] as const;

/** What a row of the matrix is made of. */
export type MatrixCell = Pick<Cell, (typeof matrixHeader)[number]>;

/** One cell as a row under `matrixHeader`. */
export const matrixRow = (cell: MatrixCell): CellValue[] => matrixHeader.map((name) => cell[name]);

/** The traceability matrix, one row per cell, in the order of systems, frameworks and clauses. */
export const matrixTable = (portfolio: Pick<Portfolio, 'cells'>): Table => ({
  name: 'Matrix',
  header: matrixHeader,
  types: { applies_from: 'date' },
  frozen: 2,
  rows: portfolio.cells.map(matrixRow),
});

/** The matrix as `data/matrix.csv` holds it. */
export const matrixCsv = (portfolio: Pick<Portfolio, 'cells'>): string => tableCsv(matrixTable(portfolio));
