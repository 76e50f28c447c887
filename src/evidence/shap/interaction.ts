import type { ShapRow } from '../shapes/shap.ts';
import type { FeatureReader } from './effects.ts';

/** How strongly another feature goes with the contributions of one, at like values of that one. */
export interface Interaction {
  name: string;
  /** Sum over windows of |correlation|; the larger, the more the contribution depends on it. */
  strength: number;
}

/**
 * Ranks features by how much they change the contribution of one of them, strongest first: rows are put in the order
 * of the feature's value and cut into windows of a tenth of the rows, 50 at most; in each, the contribution is
 * correlated with the other feature's value, and with whether it is missing, and the larger sum of absolute
 * correlations counts. Rows without a value of the feature are left out; a category counts by its place in the
 * alphabet. Ties keep the order of `others`.
 * Source: `approximate_interactions` in `shap/utils/_general.py` (0.51).
 */
export function interactionsOf(
  rows: readonly ShapRow[],
  feature: FeatureReader,
  others: readonly FeatureReader[],
): Interaction[] {
  const known = rows.filter((row) => feature.value(row) !== null);
  const x = coded(known.map(feature.value)) as number[];
  const order = known.map((_, i) => i).sort((a, b) => x[a]! - x[b]! || a - b);
  const effect = order.map((i) => feature.effect(known[i]!));
  const width = Math.max(Math.min(Math.floor(known.length / 10), 50), 1);
  const sumOver = (values: readonly (number | null)[]): number => {
    let sum = 0;
    for (let from = 0; from < values.length; from += width) {
      sum += Math.abs(correlation(effect, values, from, Math.min(from + width, values.length)));
    }
    return sum;
  };
  return others
    .filter((other) => other.name !== feature.name)
    .map((other) => {
      const codes = coded(known.map(other.value));
      const values: (number | null)[] = order.map((i) => codes[i]!);
      const isWhole = !values.includes(null);
      const missing = isWhole ? 0 : sumOver(values.map((value) => (value === null ? 1 : 0)));
      return { name: other.name, strength: Math.max(sumOver(values), missing) };
    })
    .sort((a, b) => b.strength - a.strength);
}

/** Values as numbers: categories by their place in the alphabet. */
export function coded(values: readonly (number | string | null)[]): (number | null)[] {
  if (values.every((value) => typeof value !== 'string')) return values as (number | null)[];
  const words = [...new Set(values.filter((value) => value !== null).map(String))].sort();
  const places = new Map(words.map((word, place) => [word, place]));
  return values.map((value) => (value === null ? null : places.get(String(value))!));
}

/** Pearson's correlation over pairs from … to − 1 that are both there; 0 where either does not vary. */
function correlation(a: readonly number[], b: readonly (number | null)[], from: number, to: number): number {
  let [n, sa, sb] = [0, 0, 0];
  for (let i = from; i < to; i += 1) {
    if (b[i] === null) continue;
    n += 1;
    sa += a[i]!;
    sb += b[i]!;
  }
  const [ma, mb] = [sa / n, sb / n];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = from; i < to; i += 1) {
    if (b[i] === null) continue;
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
