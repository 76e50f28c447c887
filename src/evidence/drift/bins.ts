/** Bins of a feature: open outer ends about ascending inner edges, or three about a constant. */
export type Bins = { edges: number[] } | { constant: number };

/** Where a quantile lies among n ascending values: between two ranks from 0, and how far between them. */
export function placeOfQuantile(n: number, p: number): { low: number; high: number; between: number } {
  const at = p * (n - 1);
  const low = Math.floor(at);
  return { low, high: Math.min(low + 1, n - 1), between: at - low };
}

/**
 * A quantile of n values by linear interpolation, to the last bit as NumPy computes it.
 * @param valueAt the value of a rank from 0, ascending.
 * @param p between 0 and 1.
 * Source: Hyndman and Fan type 7; `numpy/lib/function_base.py: _lerp`.
 */
export function quantileOf(n: number, valueAt: (rank: number) => number, p: number): number {
  const { low, high, between: t } = placeOfQuantile(n, p);
  const [a, b] = [valueAt(low), valueAt(high)];
  return t >= 0.5 ? b - (b - a) * (1 - t) : a + (b - a) * t;
}

/**
 * The shares at which default bins are cut. Multiples of the step, as NumPy's linspace has them: i / requested
 * differs in the last bit.
 */
export const sharesOfBins = (requested: number): number[] =>
  Array.from({ length: requested + 1 }, (_, i) => Math.min(1, i * (1 / requested)));

/**
 * Casebook's default bins: equal-frequency quantiles of the reference with distinct edges, outer bins open. A
 * reference that leaves fewer than two inner edges is compared as below, equal to and above its median, so that a
 * (nearly) constant reference hides no move; `null` without any value.
 * @param n finite values of the reference.
 * @param valueAt the value of a rank from 0, ascending; asked for the ranks that `placeOfQuantile` gives for
 * `sharesOfBins` and for a half.
 */
export function binsOfRanks(n: number, valueAt: (rank: number) => number, requested: number): Bins | null {
  if (n === 0) return null;
  const all = sharesOfBins(requested).map((p) => quantileOf(n, valueAt, p));
  const edges = all.filter((edge, i) => i === 0 || edge !== all[i - 1]).slice(1, -1);
  return edges.length < 2 ? { constant: quantileOf(n, valueAt, 0.5) } : { edges };
}

/** So many bins of one width from a low end to a high one, the outer ones open. */
export function equalWidthBins(low: number, high: number, bins: number): Bins {
  if (low === high) return { constant: low };
  const step = (high - low) / bins;
  return { edges: Array.from({ length: bins - 1 }, (_, i) => low + (i + 1) * step) };
}

/** How many edges are at or below a value: the bin that it falls into. */
export function rank(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
