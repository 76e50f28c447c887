import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

const folder = path.resolve(import.meta.dirname, '../../../shared/fixtures');

/** Whether the fixtures written by other people are beside the repository; tests that need them say so if not. */
export const hasFixtures = fs.existsSync(path.join(folder, 'numeric-oracles.json'));
export const absent = 'needs ../shared/fixtures beside the repository';

export const oracles = (): Oracles =>
  JSON.parse(fs.readFileSync(path.join(folder, 'numeric-oracles.json'), 'utf8')) as Oracles;

export interface Oracles {
  psi_small: {
    no_zero: { ref: number[]; cur: number[]; psi: number };
    zero_bin: { ref_counts: number[]; cur_counts: number[] } & Record<string, number>;
  };
  bin_edges_california: Record<string, { decile_edges: number[]; sturges_combined: number[] }>;
  psi_and_friends_california_reference_vs: Record<string, Record<string, number>>;
  y_pred_proba_monthly: { month: string; n: number; psi_q10_eps1e6: number }[];
}

export interface HousingRow {
  timestamp: string;
  [column: string]: string;
}

/** Reference or analysis rows of the California housing set. */
export const housing = (part: 'reference' | 'analysis'): HousingRow[] =>
  parse(fs.readFileSync(path.join(folder, `nannyml-california-housing-${part}.csv`)), {
    columns: true,
  });

export const numbers = (rows: readonly HousingRow[], column: string): number[] =>
  rows.map((row) => (row[column] === '' || row[column] === undefined ? NaN : Number(row[column])));
