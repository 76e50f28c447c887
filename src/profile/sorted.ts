// Ordered features with many distinct values on sides that can be sorted at once: every figure is exact.
import type { Distances, Distribution } from './distribution.ts';

/** The first rank from … to whose value is not below a cut; `to` where all are. */
function below(ascending: Float64Array, cut: number, from = 0, to = ascending.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < cut) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first rank from … to whose value is above a cut; `to` where none is. */
function upTo(ascending: Float64Array, cut: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= cut) low = middle + 1;
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
  return {
    ks: { value: largestGap(reference, current), error: 0 },
    wasserstein: { value: areaBetween(reference, current), error: 0 },
  };
}

/** Values up to which every gap of a stretch is looked at. */
const short = 32;

/**
 * The largest gap between the distribution functions of two sides of ascending values, none empty: Kolmogorov and
 * Smirnov's D. A stretch between two values is left out where not even all rows of one side before all of the
 * other could open a wider gap than one that was seen: most of two like sides is never read.
 */
function largestGap(reference: Float64Array, current: Float64Array): number {
  const [nr, nc] = [reference.length, current.length];
  let most = 0;
  const see = (i: number, j: number): void => {
    const gap = Math.abs(j * nr - i * nc);
    if (gap > most) most = gap;
  };
  /** Looks between the values of rank i0 to i1 − 1 of the reference and j0 to j1 − 1, whose ends were seen. */
  const look = (i0: number, i1: number, j0: number, j1: number): void => {
    if (Math.max(i1 * nc - j0 * nr, j1 * nr - i0 * nc) <= most) return;
    if (j1 - j0 <= short) {
      for (let [i, j] = [i0, j0]; j < j1;) {
        const value = current[j]!;
        while (i < i1 && reference[i]! < value) i += 1;
        see(i, j);
        while (i < i1 && reference[i] === value) i += 1;
        while (j < j1 && current[j] === value) j += 1;
        see(i, j);
      }
      return;
    }
    const value = current[(j0 + j1) >> 1]!;
    const [i, j] = [below(reference, value, i0, i1), below(current, value, j0, j1)];
    const [iTo, jTo] = [upTo(reference, value, i, i1), upTo(current, value, j, j1)];
    see(i, j);
    see(iTo, jTo);
    look(i0, i, j0, j);
    look(iTo, i1, jTo, j1);
  };
  look(0, nr, 0, nc);
  return most / nr / nc;
}

/** Values whose parts of the area are summed apart, so that a long sum keeps its digits. */
const stretch = 4_096;

/**
 * The first Wasserstein distance of two sides of ascending values, none empty, in units of the values: ∫|F⁻¹ − G⁻¹|
 * over shares, which is ∫|F − G| over values. Where a share falls does not depend on values, so a walk over shares
 * has nothing to guess: each value of the longer side meets one of the other, or the end of one and the next.
 * Source: Vallender, Theory of Probability and its Applications 18 (1974).
 */
function areaBetween(reference: Float64Array, current: Float64Array): number {
  const [long, brief] = reference.length >= current.length ? [reference, current] : [current, reference];
  const [n, m] = [long.length, brief.length];
  let area = 0;
  // A value of the longer side is m parts of n · m, one of the other n; `left` of the present one are to come.
  let [j, left] = [0, n];
  for (let from = 0; from < n; from += stretch) {
    const to = Math.min(n, from + stretch);
    let sum = 0;
    for (let i = from; i < to; i += 1) {
      const value = long[i]!;
      const ends = left <= m ? 1 : 0;
      const first = ends === 1 ? left : m;
      sum += Math.abs(value - brief[j]!) * first;
      j = j + ends < m ? j + ends : j;
      sum += Math.abs(value - brief[j]!) * (m - first);
      left += ends * n - m;
    }
    area += sum;
  }
  return area / n / m;
}
