// Ordered features with many distinct values on sides that can be sorted at once: every figure is exact.
import type { Distances, Distribution } from './distribution.ts';

/** How many ascending values are below a cut. */
function below(ascending: Float64Array, cut: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < cut) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The distribution of ascending values over bins that begin at these cuts. */
export function distributionOfSorted(ascending: Float64Array, cuts: readonly number[]): Distribution {
  const n = ascending.length;
  const ends = [...cuts.map((cut) => below(ascending, cut)), n];
  const counts = ends.map((end, bin) => end - (ends[bin - 1] ?? 0));
  const valueAt = (rank: number): number => ascending[rank]! + 0;
  if (n === 0) return { n, counts, mean: null, std: null, valueAt };
  // About the middle, and in ascending order: no figure depends on how rows came in.
  const about = ascending[n >> 1]!;
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += ascending[i]! - about;
  const mean = about + sum / n;
  let squares = 0;
  for (let i = 0; i < n; i += 1) squares += (ascending[i]! - mean) ** 2;
  return { n, counts, mean, std: Math.sqrt(squares / n), valueAt };
}

/** D and the first Wasserstein distance of two sides of ascending values, exact; as `compareValues`. */
export function compareSorted(reference: Float64Array, current: Float64Array): Distances {
  const [nr, nc] = [reference.length, current.length];
  let [i, j, d, area] = [0, 0, 0, 0];
  let before = Math.min(reference[0]!, current[0]!);
  // From one current value to the next only the reference steps, so the gap is largest at an end of the stretch.
  for (;;) {
    const value = j < nc ? current[j]! : Infinity;
    const risen = j * nr;
    for (; i < nr && reference[i]! < value; i += 1) {
      area += Math.abs(risen - i * nc) * (reference[i]! - before);
      before = reference[i]!;
    }
    d = Math.max(d, Math.abs(risen - i * nc));
    if (j === nc) break;
    area += Math.abs(risen - i * nc) * (value - before);
    before = value;
    while (i < nr && reference[i] === value) i += 1;
    while (j < nc && current[j] === value) j += 1;
    d = Math.max(d, Math.abs(j * nr - i * nc));
  }
  return { ks: { value: d / nr / nc, error: 0 }, wasserstein: { value: area / nr / nc, error: 0 } };
}
