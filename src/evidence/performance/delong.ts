import { chiSquareP } from '../drift/chi-square.ts';
import { sum } from '../sum.ts';
import { undefinedEstimate, z, type Estimate } from './interval.ts';
import { totalsOf, type Tally } from './tally.ts';

/**
 * Area under the ROC curve with DeLong's 95 % interval, cut at 0 and 1; ties count half. Not defined without rows of
 * both outcomes; without an interval where one outcome has a single row.
 * Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988) 837–845; midranks by Sun and Xu, IEEE SPL 21 (2014).
 */
export function auc(tally: Tally): Estimate {
  const { positives: m, negatives: n } = totalsOf(tally);
  if (m === 0 || n === 0) return undefinedEstimate;
  // Placements, times 2: how many rows of the other outcome lie below a score, ties counting half.
  let [below0, below1, u, sumP, squaresP, sumN, squaresN] = [0, 0, 0, 0, 0, 0, 0];
  tally.scores.forEach((_, i) => {
    const [hits, misses] = [tally.positives[i]!, tally.negatives[i]!];
    const [ofPositive, ofNegative] = [(2 * below0 + misses) / (2 * n), 1 - (2 * below1 + hits) / (2 * m)];
    u += hits * (2 * below0 + misses);
    sumP += hits * ofPositive;
    squaresP += hits * ofPositive * ofPositive;
    sumN += misses * ofNegative;
    squaresN += misses * ofNegative * ofNegative;
    below0 += misses;
    below1 += hits;
  });
  const value = u / (2 * m * n);
  if (m === 1 || n === 1) return { value, lower: null, upper: null };
  const variance =
    Math.max(0, squaresP - (sumP * sumP) / m) / (m - 1) / m +
    Math.max(0, squaresN - (sumN * sumN) / n) / (n - 1) / n;
  const half = z * Math.sqrt(variance);
  return { value, lower: Math.max(0, value - half), upper: Math.min(1, value + half) };
}

/** Two areas on the same rows and whether they differ. */
export interface Paired {
  first: number;
  second: number;
  /** First less second, with its 95 % interval. */
  difference: number;
  lower: number;
  upper: number;
  /** Two-sided p-value; 1 where neither the areas differ nor anything varies. */
  p_value: number;
  n: number;
  positives: number;
}

/**
 * Compares the areas under the ROC curves of two scores of the same rows by DeLong's paired test. `null` without two
 * rows of each outcome: then nothing says how much the areas vary.
 * @param outcomes 0 or 1 per row, as long as both lists of scores.
 * @throws {RangeError} when the lists differ in length.
 */
export function pairedDelong(
  first: readonly number[],
  second: readonly number[],
  outcomes: readonly number[],
): Paired | null {
  if (first.length !== outcomes.length || second.length !== outcomes.length) {
    throw new RangeError(`${first.length} and ${second.length} scores and ${outcomes.length} outcomes`);
  }
  const m = sum(outcomes);
  const n = outcomes.length - m;
  if (m < 2 || n < 2) return null;
  const [a, b] = [placements(first, outcomes, m, n), placements(second, outcomes, m, n)];
  const gaps = a.map((one, row) => one - b[row]!);
  const of = (outcome: number): number[] => gaps.filter((_, row) => outcomes[row] === outcome);
  const variance = varianceOf(of(1)) / m + varianceOf(of(0)) / n;
  const area = (values: readonly number[]): number =>
    values.reduce((sum, one, row) => sum + (outcomes[row] === 1 ? one : 0), 0) / m;
  const [areaA, areaB] = [area(a), area(b)];
  const difference = areaA - areaB;
  const half = z * Math.sqrt(variance);
  const p_value =
    variance > 0 ? chiSquareP((difference * difference) / variance, 1) : difference === 0 ? 1 : 0;
  const ends = { lower: Math.max(-1, difference - half), upper: Math.min(1, difference + half) };
  return { first: areaA, second: areaB, difference, ...ends, p_value, n: outcomes.length, positives: m };
}

/** Per row the share of rows of the other outcome that its score is on the right side of, ties half. */
function placements(scores: readonly number[], outcomes: readonly number[], m: number, n: number): number[] {
  const order = Array.from(scores.keys()).sort((i, j) => scores[i]! - scores[j]!);
  const found = new Array<number>(scores.length);
  let [below0, below1, from] = [0, 0, 0];
  while (from < order.length) {
    let to = from;
    let [hits, misses] = [0, 0];
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) {
      if (outcomes[order[to]!] === 1) hits += 1;
      else misses += 1;
      to += 1;
    }
    for (let at = from; at < to; at += 1) {
      const row = order[at]!;
      found[row] = outcomes[row] === 1 ? (below0 + misses / 2) / n : 1 - (below1 + hits / 2) / m;
    }
    below0 += misses;
    below1 += hits;
    from = to;
  }
  return found;
}

/** Sample variance, with n − 1 below. */
function varianceOf(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1);
}
