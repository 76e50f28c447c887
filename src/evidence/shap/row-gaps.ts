import type { Shap } from '../shapes/shap.ts';
import { baseOf } from './effects.ts';

/** How far base and contributions of one row are from its output. */
export interface RowGap {
  /** Position in the file, counted from 0. */
  row: number;
  /** base + Σ contributions, in the output space. */
  sum: number;
  output: number;
  /** sum − output. */
  gap: number;
}

/** Additivity row by row, against a tolerance. */
export interface RowGaps {
  /** Rows that state their output and have a base value. */
  checked: number;
  /** Rows of the file. */
  rows: number;
  /** The row that is furthest off, the first of several; `null` when none can be checked. */
  largest: RowGap | null;
  /** Rows whose |gap| is above the tolerance, furthest off first, then by position. */
  beyond: RowGap[];
  /** Their share of the rows checked; `null` when none can be. */
  share_beyond: number | null;
}

/**
 * Checks row by row whether base value and contributions add up to the output.
 * @param tolerance largest |gap| that passes, in the output space
 *
 * Source: local accuracy, Lundberg and Lee 2017, property 1; `shap/explainers/_tree.py` uses 0.01 by default.
 */
export function rowGaps(shap: Pick<Shap, 'rows' | 'base_value'>, tolerance: number): RowGaps {
  const rows = shap.rows ?? [];
  const gaps = rows.flatMap((one, row): RowGap[] => {
    const base = baseOf(shap, one);
    if (base === null || one.output === undefined) return [];
    const sum = one.shap.reduce((at, value) => at + value, base);
    return [{ row, sum, output: one.output, gap: sum - one.output }];
  });
  const furthest = gaps.toSorted((a, b) => Math.abs(b.gap) - Math.abs(a.gap) || a.row - b.row);
  const beyond = furthest.filter(({ gap }) => Math.abs(gap) > tolerance);
  return {
    checked: gaps.length,
    rows: rows.length,
    largest: furthest[0] ?? null,
    beyond,
    share_beyond: gaps.length === 0 ? null : beyond.length / gaps.length,
  };
}
