// Bins and counts of rows held in memory: what the engine, which never holds them, is compared with.
import { binsOfRanks, equalWidthBins, quantileOf, rank, type Bins } from '../../src/evidence/drift/bins.ts';

/** A quantile of ascending values. */
export const quantile = (ascending: readonly number[], p: number): number =>
  quantileOf(ascending.length, (at) => ascending[at]!, p);

/** The default bins of a reference; values that are not finite are left out. */
export function referenceBins(reference: Iterable<number>, requested = 10): Bins | null {
  const ascending = [...reference].filter(Number.isFinite).sort((a, b) => a - b);
  return binsOfRanks(ascending.length, (at) => ascending[at]!, requested);
}

/**
 * Equal-width bins by Sturges' rule over both sides together, as Evidently makes them.
 * Source: `numpy.histogram_bin_edges(…, "sturges")`, `evidently/legacy/calculations/stattests/utils.py`.
 */
export function sturgesBins(reference: readonly number[], current: readonly number[]): Bins {
  const pooled = [...reference, ...current].filter(Number.isFinite);
  return equalWidthBins(Math.min(...pooled), Math.max(...pooled), Math.ceil(Math.log2(pooled.length) + 1));
}

/** Counts of values per bin; a value on an edge falls into the bin above it. Not finite values are left out. */
export function countInto(bins: Bins, values: Iterable<number>): number[] {
  const counts = new Array<number>('constant' in bins ? 3 : bins.edges.length + 1).fill(0);
  for (const value of values) {
    if (Number.isFinite(value))
      counts['constant' in bins ? 1 + Math.sign(value - bins.constant) : rank(bins.edges, value)]! += 1;
  }
  return counts;
}
