import type { Confusion } from './confusion.ts';

/** What one wrong decision costs, in one unit. */
export interface Costs {
  false_positive: number;
  false_negative: number;
}

/** The cost of the wrong decisions of a matrix. */
export const costOf = ({ fp, fn }: Pick<Confusion, 'fp' | 'fn'>, costs: Costs): number =>
  fp * costs.false_positive + fn * costs.false_negative;

/**
 * The threshold from which a decision pays for a calibrated probability: c_fp ÷ (c_fp + c_fn); not defined where
 * errors cost nothing. Source: Elkan, The foundations of cost-sensitive learning, IJCAI (2001).
 */
export const breakEven = ({ false_positive, false_negative }: Costs): number | null =>
  false_positive + false_negative > 0 ? false_positive / (false_positive + false_negative) : null;

/** The least costly of some matrices, the lower threshold of equals; `null` of none. */
export function cheapest<One extends Confusion>(all: readonly One[], costs: Costs): One | null {
  const sorted = [...all].sort((a, b) => costOf(a, costs) - costOf(b, costs) || a.threshold - b.threshold);
  return sorted[0] ?? null;
}
