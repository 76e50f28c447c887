import type { Shap } from '../shapes/shap.ts';
import { spearman } from './rank-correlation.ts';

/** Directions that a model can be held to. */
export type Monotone = 'increasing' | 'decreasing';

/** Rows of neighbouring feature values, with their mean contribution. */
export interface MonotonicityBin {
  from: number;
  to: number;
  n: number;
  /** Mean contribution, in the output space. */
  mean: number;
}

/** How the contribution of a feature follows its value, held against a constraint. */
export interface Monotonicity {
  /** Rows with a numeric value. */
  n: number;
  /** Spearman's correlation of value and contribution; `null` when one of them does not vary. */
  spearman: number | null;
  /** About equally many rows each, equal values never apart; ascending. */
  bins: MonotonicityBin[];
  /** Steps between neighbouring bins that go against the constraint, and all steps. */
  against: number;
  steps: number;
  /**
   * `agrees`: the correlation has the sign of the constraint and at most a quarter of the steps goes against it.
   * `contradicts`: the correlation has the other sign, beyond what chance gives, or more than half of the steps goes
   * against. `mixed`: neither. `unknown`: too few rows, or nothing that varies.
   */
  verdict: 'agrees' | 'mixed' | 'contradicts' | 'unknown';
}

/** Rows below which nothing is said of a sign. */
const fewestRows = 30;

/**
 * Holds the sign of a dependence against a monotonic constraint, over the rows kept that have a number as value.
 * A constraint binds the model's output with all else equal; contributions share effects between features, so single
 * steps may go against it, and the sign as a whole must not. Chance: |ρ| < 1.96 ÷ √(n − 1).
 * @param column a column of the file
 * @throws RangeError when the file has no such column
 */
export function monotonicityOf(
  shap: Pick<Shap, 'features' | 'rows'>,
  column: string,
  constraint: Monotone,
  { bins: most = 10 }: { bins?: number } = {},
): Monotonicity {
  const at = shap.features.indexOf(column);
  if (at < 0) throw new RangeError(`the file has no column \`${column}\``);
  const points = (shap.rows ?? []).flatMap(({ shap: row, values }) => {
    const value = values?.[at];
    return typeof value === 'number' ? [{ value, phi: row[at]! }] : [];
  });
  const rho = spearman(
    points.map(({ value }) => value),
    points.map(({ phi }) => phi),
  );
  const bins = binsOf(points, most);
  const sign = constraint === 'increasing' ? 1 : -1;
  const steps = Math.max(0, bins.length - 1);
  const against = bins.slice(1).filter(({ mean }, i) => sign * (mean - bins[i]!.mean) < 0).length;
  const opposed = rho !== null && sign * rho <= -1.96 / Math.sqrt(points.length - 1);
  return {
    n: points.length,
    spearman: rho,
    bins,
    against,
    steps,
    verdict:
      points.length < fewestRows || rho === null || steps === 0
        ? 'unknown'
        : opposed || against > steps / 2
          ? 'contradicts'
          : sign * rho > 0 && against <= steps / 4
            ? 'agrees'
            : 'mixed',
  };
}

function binsOf(points: readonly { value: number; phi: number }[], most: number): MonotonicityBin[] {
  const sorted = points.toSorted((a, b) => a.value - b.value || a.phi - b.phi);
  const bins: MonotonicityBin[] = [];
  const size = sorted.length / most;
  for (let from = 0; from < sorted.length;) {
    let to = Math.max(from + 1, Math.round((bins.length + 1) * size));
    while (to < sorted.length && sorted[to]!.value === sorted[to - 1]!.value) to++;
    const rows = sorted.slice(from, to);
    bins.push({
      from: rows[0]!.value,
      to: rows.at(-1)!.value,
      n: rows.length,
      mean: rows.reduce((sum, { phi }) => sum + phi, 0) / rows.length,
    });
    from = to;
  }
  return bins;
}
