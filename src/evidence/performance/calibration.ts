import { rate } from './interval.ts';
import { totalsOf, type Tally } from './tally.ts';

/** Bins of equal width, or of equal numbers of rows. */
export const strategies = ['uniform', 'quantile'] as const;
export type Strategy = (typeof strategies)[number];

/** Rows of a range of scores: what was said of them and what came. */
export interface CalibrationBin {
  lower: number;
  upper: number;
  n: number;
  /** Mean score and share with the outcome. */
  predicted: number;
  observed: number;
  /** Wilson's 95 % interval of `observed`. */
  ci_lower: number;
  ci_upper: number;
}

export interface CalibrationTable {
  strategy: Strategy;
  bins_requested: number;
  n: number;
  /** Σ nᵦ/n·|observed − predicted|, and the largest gap; `null` without rows. */
  ece: number | null;
  mce: number | null;
  bins: CalibrationBin[];
}

/**
 * Scores in bins of one width from 0 to 1, or of equal counts (linear quantiles); a score on an edge belongs to the
 * bin below, and bins without rows are left out. With a minimum, a bin of fewer rows goes together with its neighbour.
 * Source: scikit-learn, `calibration_curve` (its bins); Naeini, Cooper and Hauskrecht, AAAI (2015) (ECE, MCE).
 */
export function calibrationTable(
  tally: Tally,
  strategy: Strategy,
  count: number,
  minimum = 1,
): CalibrationTable {
  const edges = edgesOf(tally, strategy, count);
  const inner = edges.slice(1, -1);
  const sums = Array.from({ length: count }, (_, k) => ({
    lower: edges[k]!,
    upper: edges[k + 1]!,
    n: 0,
    hits: 0,
    scores: 0,
  }));
  let bin = 0;
  tally.scores.forEach((score, i) => {
    while (bin < inner.length && score > inner[bin]!) bin += 1;
    const n = tally.positives[i]! + tally.negatives[i]!;
    const sum = sums[bin]!;
    sum.n += n;
    sum.hits += tally.positives[i]!;
    sum.scores += score * n;
  });
  const merged: typeof sums = [];
  for (const one of sums.filter(({ n }) => n > 0)) {
    const before = merged.at(-1);
    if (before !== undefined && before.n < minimum) merged[merged.length - 1] = joined(before, one);
    else merged.push(one);
  }
  const end = merged.at(-1);
  if (end !== undefined && merged.length > 1 && end.n < minimum) {
    merged.splice(-2, 2, joined(merged.at(-2)!, end));
  }
  const { n } = totalsOf(tally);
  const bins = merged.map((one): CalibrationBin => {
    const { value, lower, upper } = rate(one.hits, one.n);
    return {
      lower: one.lower,
      upper: one.upper,
      n: one.n,
      predicted: one.scores / one.n,
      observed: value!,
      ci_lower: lower!,
      ci_upper: upper!,
    };
  });
  const gaps = bins.map((one) => Math.abs(one.observed - one.predicted));
  return {
    strategy,
    bins_requested: count,
    n,
    ece: n === 0 ? null : gaps.reduce((sum, gap, k) => sum + (bins[k]!.n / n) * gap, 0),
    mce: n === 0 ? null : Math.max(...gaps),
    bins,
  };
}

type Sum = { lower: number; upper: number; n: number; hits: number; scores: number };

const joined = (a: Sum, b: Sum): Sum => ({
  lower: a.lower,
  upper: b.upper,
  n: a.n + b.n,
  hits: a.hits + b.hits,
  scores: a.scores + b.scores,
});

/** Edges of so many bins, the outer two included. */
function edgesOf(tally: Tally, strategy: Strategy, count: number): number[] {
  const steps = Array.from({ length: count + 1 }, (_, k) => k / count);
  if (strategy === 'uniform') return steps.map((_, k) => (k === count ? 1 : k * (1 / count)));
  const { n } = totalsOf(tally);
  if (n === 0) return steps;
  const upTo: number[] = [];
  tally.scores.forEach((_, i) => {
    upTo.push((upTo.at(-1) ?? 0) + tally.positives[i]! + tally.negatives[i]!);
  });
  let at = 0;
  // The row of this rank, from 0; ranks ascend, so the walk goes on from where it was.
  const ranked = (rank: number): number => {
    while (upTo[at]! <= rank) at += 1;
    return tally.scores[at]!;
  };
  return steps.map((share) => {
    const place = share * (n - 1);
    const low = Math.floor(place);
    const below = ranked(low);
    const kept = at;
    const above = low + 1 < n ? ranked(low + 1) : below;
    at = kept;
    const part = place - low;
    // As NumPy interpolates: from the nearer end.
    return part < 0.5 ? below + (above - below) * part : above - (above - below) * (1 - part);
  });
}

/** The Brier score, mean (y − p)²; `null` without rows. Source: Brier, Monthly Weather Review 78 (1950). */
export function brier(tally: Tally): number | null {
  const { n } = totalsOf(tally);
  let sum = 0;
  tally.scores.forEach((score, i) => {
    sum += tally.positives[i]! * (1 - score) ** 2 + tally.negatives[i]! * score ** 2;
  });
  return n === 0 ? null : sum / n;
}

/** What a Brier score is made of: reliability − resolution + uncertainty is the score exactly. */
export interface BrierParts {
  /** Σ nᵦ/n·(predicted − observed)² over the bins: what is lost by a wrong level. */
  reliability: number;
  /** Σ nᵦ/n·(observed − base rate)², and what scores tell apart within their bins: what is won by telling rows apart. */
  resolution: number;
  /** The score of whoever says the base rate of every row. */
  uncertainty: number;
}

/**
 * The parts of the Brier score over bins of a calibration table. Murphy's parts are over distinct scores; of scores
 * that hardly repeat, each row is a bin of its own, and all of its chance would count as a wrong level. So the parts
 * are over the bins, and resolution takes in the variance and covariance within them (its generalised form).
 * `null` without rows.
 * Source: Murphy, Journal of Applied Meteorology 12 (1973); Stephenson, Coelho and Jolliffe, Weather and Forecasting
 * 23 (2008).
 */
export function brierParts(
  tally: Tally,
  bins: readonly Pick<CalibrationBin, 'upper' | 'n' | 'predicted' | 'observed'>[],
): BrierParts | null {
  const { n, positives } = totalsOf(tally);
  if (n === 0) return null;
  const base = positives / n;
  let reliability = 0;
  let between = 0;
  for (const one of bins) {
    reliability += one.n * (one.predicted - one.observed) ** 2;
    between += one.n * (one.observed - base) ** 2;
  }
  let variance = 0;
  let covariance = 0;
  let at = 0;
  tally.scores.forEach((score, i) => {
    while (at < bins.length - 1 && score > bins[at]!.upper) at += 1;
    const { predicted, observed } = bins[at]!;
    const [hits, rows] = [tally.positives[i]!, tally.positives[i]! + tally.negatives[i]!];
    variance += rows * (score - predicted) ** 2;
    covariance += (score - predicted) * (hits - observed * rows);
  });
  return {
    reliability: reliability / n,
    resolution: (between - variance + 2 * covariance) / n,
    uncertainty: base * (1 - base),
  };
}

/** Observed outcomes over the sum of scores, with Wilson's interval of the observed rate; not defined where nothing was expected. */
export function observedToExpected(tally: Tally): { value: number; lower: number; upper: number } | null {
  const { n, positives } = totalsOf(tally);
  const expected = tally.scores.reduce(
    (sum, score, i) => sum + score * (tally.positives[i]! + tally.negatives[i]!),
    0,
  );
  if (n === 0 || expected <= 0) return null;
  const { lower, upper } = rate(positives, n);
  return { value: positives / expected, lower: (lower! * n) / expected, upper: (upper! * n) / expected };
}
