import type { Shap } from '../shapes/shap.ts';

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
 * Recomputes additivity row by row from the file itself. Values that were rounded when written are allowed their
 * own last digits: five decimals on F features leave a gap of up to F × 5e-6.
 * Source: `shap/explainers/_tree.py`, atol 0.01 and rtol 0.01.
 */
export function additivityOf(shap: Shap): Additivity {
  const unknown = (why: string): Additivity => ({ grade: 'unknown', max_gap: null, rows: 0, why });
  const { base_value: base } = shap;
  if (base === null) return unknown('the file states no base value');
  if (shap.output_space === 'unknown') return unknown('the file does not say its output space');
  const rows = (shap.rows ?? []).filter((row) => row.output !== undefined);
  if (rows.length === 0) return unknown('the file holds no row with its output');
  let gap = 0;
  let fails = false;
  let scale = 0;
  for (const row of rows) {
    const output = row.output!;
    const one = Math.abs(base + row.shap.reduce((sum, value) => sum + value, 0) - output);
    gap = Math.max(gap, one);
    scale = Math.max(scale, Math.abs(output));
    if (one > Math.max(0.01, 0.01 * Math.abs(output))) fails = true;
  }
  const grade = fails ? 'fail' : gap <= 1e-6 * Math.max(1, scale) ? 'exact' : 'pass';
  return { grade, max_gap: gap, rows: rows.length, why: null };
}
