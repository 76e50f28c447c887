import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';

export const fixtureFolder = path.resolve(import.meta.dirname, '../../../shared/fixtures');

/** Whether the fixtures written by other people are beside the repository; tests that need them say so if not. */
export const hasFixtures = fs.existsSync(path.join(fixtureFolder, 'numeric-oracles.json'));
export const absent = 'needs ../shared/fixtures beside the repository';

export const oracles = (): Oracles =>
  JSON.parse(fs.readFileSync(path.join(fixtureFolder, 'numeric-oracles.json'), 'utf8')) as Oracles;

export interface Oracles {
  psi_small: {
    no_zero: { ref: number[]; cur: number[]; psi: number };
    zero_bin: { ref_counts: number[]; cur_counts: number[] } & Record<string, number>;
  };
  bin_edges_california: Record<string, { decile_edges: number[]; sturges_combined: number[] }>;
  psi_and_friends_california_reference_vs: Record<string, Record<string, number>>;
  y_pred_proba_monthly: { month: string; n: number; psi_q10_eps1e6: number; ks: number; p: number }[];
  ks_2samp: {
    name: string;
    a?: number[];
    b?: number[];
    exact: { statistic: number; pvalue: number };
    asymp: { statistic: number; pvalue: number | null };
  }[];
  jensen_shannon_distance: { p: number[]; q: number[]; base: 2 | 'e'; js_distance: number }[];
  chi2_contingency: {
    name: string;
    table: [number[], number[]] | number[][];
    stat: number;
    p: number;
    dof: number;
    stat_no_yates: number;
    p_no_yates: number;
  }[];
  spc_montgomery: {
    x: number[];
    mu: number;
    sigma: number;
    ewma: { lambda_: number; L: number; rows: [number, number, number][]; first_signal: number };
    cusum: { k: number; h: number; rows: [number, number][]; first_signal: number };
    individuals: Record<'mean' | 'mr_bar' | 'sigma_hat' | 'ucl' | 'lcl' | 'mr_ucl', number>;
  };
  fairness_adult_rule_education_num_ge_13: Record<
    string,
    {
      by_group_csv: string;
      between_groups: { dp_diff: number; dp_ratio: number; eo_diff: number; eo_ratio: number };
      confusion: Record<string, { n: number; tp: number; fp: number; tn: number; fn: number }>;
      impact_ratio_vs_top: Record<string, number>;
      top_group: string;
    }
  >;
  evidently_chisquare: { ref_counts: number[]; cur_counts: number[]; stat: number; p: number };
}

export interface HousingRow {
  timestamp: string;
  [column: string]: string;
}

/** Reference or analysis rows of the California housing set. */
export const housing = (part: 'reference' | 'analysis'): HousingRow[] =>
  parse(fs.readFileSync(path.join(fixtureFolder, `nannyml-california-housing-${part}.csv`)), {
    columns: true,
  });

export const numbers = (rows: readonly HousingRow[], column: string): number[] =>
  rows.map((row) => (row[column] === '' || row[column] === undefined ? NaN : Number(row[column])));

/** Asserts a relative difference of at most `within`, absolute below one. */
export function expectNear(value: number | null | undefined, known: number, within = 1e-9): void {
  expect(Math.abs((value ?? NaN) - known), `${value} against ${known}`).toBeLessThanOrEqual(
    within * Math.max(1, Math.abs(known)),
  );
}

/** Asserts a relative difference of at most `within`, however small the known value is. */
export function expectRelative(value: number | null | undefined, known: number, within = 1e-6): void {
  expect(Math.abs((value ?? NaN) / known - 1), `${value} against ${known}`).toBeLessThanOrEqual(within);
}
