import type { Shap } from '../shapes/shap.ts';
import { baseOf } from './effects.ts';

/** Whether base plus contributions give the output, on the rows that can be checked. */
export interface Additivity {
  /** `exact` ≤ 1e-6 of the scale, `pass` ≤ 1 % of the output (or 0.01), `fail` above; `unknown` when not checkable. */
  grade: 'exact' | 'pass' | 'fail' | 'unknown';
  /** Largest |base + Σ − output|; `null` when not checkable. */
  max_gap: number | null;
  rows: number;
  /** Why it cannot be checked, or `null`. */
  why: string | null;
}

/**
 * Recomputes additivity row by row from the file itself; where it was read from a larger one, the check over all rows of
 * that stands. Values that were rounded when written are allowed their
 * own last digits: five decimals on F features leave a gap of up to F × 5e-6.
 * Source: `shap/explainers/_tree.py`, atol 0.01 and rtol 0.01.
 */
export function additivityOf(shap: Shap): Additivity {
  const unknown = (why: string): Additivity => ({ grade: 'unknown', max_gap: null, rows: 0, why });
  const all = overAllRows(shap);
  if (shap.base_value === null && all === null && !shap.rows?.some((row) => baseOf(shap, row) !== null))
    return unknown('the file states no base value');
  if (shap.output_space === 'unknown') return unknown('the file does not say its output space');
  const rows = (shap.rows ?? []).filter((row) => row.output !== undefined && baseOf(shap, row) !== null);
  if (all !== null && all.rows > rows.length) return all;
  if (rows.length === 0) return unknown('the file holds no row with its output');
  let gap = 0;
  let fails = false;
  let scale = 0;
  for (const row of rows) {
    const output = row.output!;
    const one = Math.abs(baseOf(shap, row)! + row.shap.reduce((sum, value) => sum + value, 0) - output);
    gap = Math.max(gap, one);
    scale = Math.max(scale, Math.abs(output));
    if (one > Math.max(0.01, 0.01 * Math.abs(output))) fails = true;
  }
  return { grade: gradeOf(gap, scale, fails), max_gap: gap, rows: rows.length, why: null };
}

const gradeOf = (gap: number, scale: number, fails: boolean): Additivity['grade'] =>
  fails ? 'fail' : gap <= 1e-6 * Math.max(1, scale) ? 'exact' : 'pass';

/** The check over every row, as it was made when the file was read; `null` where only its largest gap is stated. */
function overAllRows({ additivity }: Shap): Additivity | null {
  const { n_beyond, max_abs_output, max_abs_gap, n } = additivity ?? {};
  if (n_beyond === undefined || max_abs_output === undefined) return null;
  return {
    grade: gradeOf(max_abs_gap!, max_abs_output, n_beyond > 0),
    max_gap: max_abs_gap!,
    rows: n!,
    why: null,
  };
}
