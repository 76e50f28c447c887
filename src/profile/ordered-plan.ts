// One ordered feature: what is asked of it, how its bins are chosen, and what comes of it.
import { binsOfRanks, equalWidthBins, quantileOf, type Bins } from '../evidence/drift/bins.ts';
import type { Distances, Distribution } from './distribution.ts';
import type { NumericRule } from './request.ts';

/** What is asked of one ordered feature, and what is known of its sides before they are looked into. */
export interface OrderedPlan {
  /** Its number among the columns of the sides. */
  k: number;
  rule: NumericRule;
  bins: number;
  minimum: number;
  /** Shares at which quantiles are kept. */
  shares: readonly number[];
  /** Rows of each side; ends and distinct values where features are counted. */
  reference: Overview;
  current: Overview;
}

/** Finite values of a side: how many, from where to where, and how many of them differ. */
export interface Overview {
  n: number;
  low: number;
  high: number;
  distinct: number;
}

/** The bins of a feature, with what both sides are over them. */
export interface OrderedResult<One = Distribution> {
  bins: Bins;
  reference: One;
  batches: Map<number, { distribution: One; distances: Distances }>;
  /** Rows of each batch with ±∞, where its values were gathered. */
  infinite?: ReadonlyMap<number, number>;
}

/** A result with another form of its distributions. */
export const withDistributions = <One, Other>(
  { reference, batches, ...rest }: OrderedResult<One>,
  form: (one: One) => Other,
): OrderedResult<Other> => ({
  ...rest,
  reference: form(reference),
  batches: new Map(
    [...batches].map(([b, { distribution, distances }]) => [
      b,
      { distribution: form(distribution), distances },
    ]),
  ),
});

/** The bins that the rule makes of the reference, or of both sides together. */
export function chooseBins(
  plan: OrderedPlan,
  n: number,
  valueAt: (rank: number) => number,
  current: Pick<Distribution, 'n' | 'valueAt'> | null,
): Bins {
  if (plan.rule === 'reference-quantiles') return binsOfRanks(n, valueAt, plan.bins)!;
  // Ends that a few rows carry would single them out: as many rows as a group needs lie at or beyond each.
  const [first, last] = endRanks(n, plan.minimum);
  let [low, high] = [valueAt(first), valueAt(last)];
  if (plan.rule === 'pooled-equal-width' && current !== null) {
    const [from, to] = endRanks(current.n, plan.minimum);
    low = Math.min(low, current.valueAt(from));
    high = Math.max(high, current.valueAt(to));
  }
  return equalWidthBins(low, high, plan.bins);
}

/** The ranks at whose values bins of equal width end: so many rows lie at or beyond each as a group needs. */
export const endRanks = (n: number, minimum: number): [number, number] => {
  const in_ = Math.min(Math.max(0, minimum - 1), Math.floor((n - 1) / 2));
  return [in_, n - 1 - in_];
};

/** Quantiles of a distribution at these shares. */
export const quantilesOf = (one: Distribution, shares: readonly number[]): number[] =>
  shares.map((p) => quantileOf(one.n, one.valueAt, p));
