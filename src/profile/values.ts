// Ordered features with few distinct values: every value is counted, so every figure is exact.
import { rank } from '../evidence/drift/bins.ts';
import { sum } from '../evidence/sum.ts';
import type { Distances, Distribution } from './distribution.ts';

/** Distinct values, ascending, with their rows. */
export interface ValueCounts {
  values: number[];
  rows: number[];
}

/** Sorts values with their rows. */
export function sortCounts(values: readonly number[], rows: readonly number[]): ValueCounts {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  return { values: order.map((i) => values[i]!), rows: order.map((i) => rows[i]!) };
}

/** The distribution of counted values over bins that begin at these cuts. */
export function distributionOfValues({ values, rows }: ValueCounts, cuts: readonly number[]): Distribution {
  const counts = new Array<number>(cuts.length + 1).fill(0);
  const upTo: number[] = [];
  let n = 0;
  values.forEach((value, i) => {
    counts[rank(cuts, value)]! += rows[i]!;
    n += rows[i]!;
    upTo.push(n);
  });
  const valueAt = (asked: number): number => values[rank(upTo, asked)]!;
  if (n === 0) return { n, counts, mean: null, std: null, valueAt };
  // About the first value, and in one order: no figure depends on how rows came in.
  const [first] = values;
  const mean = first! + values.reduce((sum, value, i) => sum + (value - first!) * rows[i]!, 0) / n;
  const squares = values.reduce((sum, value, i) => sum + (value - mean) ** 2 * rows[i]!, 0);
  return { n, counts, mean, std: Math.sqrt(squares / n), valueAt };
}

/**
 * D and the first Wasserstein distance of two sides with rows, exact.
 * Source: D as `scipy.stats.ks_2samp`; W₁ = ∫|F − G| as `scipy.stats.wasserstein_distance`.
 */
export function compareValues(reference: ValueCounts, current: ValueCounts): Distances {
  const [nr, nc] = [sum(reference.rows), sum(current.rows)];
  let [i, j, kr, kc, d, area] = [0, 0, 0, 0, 0, 0];
  let before = 0;
  while (i < reference.values.length || j < current.values.length) {
    const [r, c] = [reference.values[i] ?? Infinity, current.values[j] ?? Infinity];
    const value = Math.min(r, c);
    if (kr + kc > 0) area += (Math.abs(kc * nr - kr * nc) / nr / nc) * (value - before);
    if (r === value) kr += reference.rows[i++]!;
    if (c === value) kc += current.rows[j++]!;
    d = Math.max(d, Math.abs(kc * nr - kr * nc));
    before = value;
  }
  return { ks: { value: d / nr / nc, error: 0 }, wasserstein: { value: area, error: 0 } };
}
