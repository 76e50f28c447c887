import type { Portfolio } from '../core/portfolio.ts';
import { tableCsv, type Table } from './table.ts';

/** The traceability matrix, one row per cell, in the order of systems, frameworks and clauses. */
export const matrixTable = (portfolio: Pick<Portfolio, 'cells'>): Table => ({
  name: 'Matrix',
  header: ['system', 'obligation', 'state', 'timing', 'applies_from', 'controls', 'evidence'],
  rows: portfolio.cells.map((cell) => [
    cell.system,
    cell.obligation,
    cell.state,
    cell.timing,
    cell.applies_from,
    cell.controls,
    cell.evidence,
  ]),
});

/** The matrix as `data/matrix.csv` holds it. */
export const matrixCsv = (portfolio: Pick<Portfolio, 'cells'>): string => tableCsv(matrixTable(portfolio));
