import type { Portfolio } from '../core/portfolio.ts';
import { frameworkTables } from './framework-tables.ts';
import { proofsTable } from './proofs.ts';
import type { Table } from './table.ts';
import { totalsTable } from './totals-table.ts';

/** The workbook of the matrix: totals with their denominators, a sheet per framework, and every step of every proof. */
export const matrixTables = (portfolio: Portfolio): Table[] => [
  totalsTable(portfolio),
  ...frameworkTables(portfolio),
  proofsTable(portfolio),
];
