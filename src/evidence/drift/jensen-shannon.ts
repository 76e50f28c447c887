import type { ProfileFeature } from '../shapes/profile.ts';
import { noiseFloor } from './psi.ts';
import { countsOf, haveRows, readingOf, sharesOf, type Reading } from './reading.ts';

/** The base of the logarithm: the divergence is at most 1 in base 2 and ln 2 in base e. */
export type Base = 2 | 'e';

const unit = (base: Base): number => (base === 2 ? Math.LN2 : 1);

/**
 * Jensen–Shannon divergence of two sets of counts or weights: (KL(p‖m) + KL(q‖m)) ÷ 2 with m = (p + q) ÷ 2. An empty
 * bin adds nothing, so it needs no zero rule. `null` when a side has no rows.
 * Source: Lin, IEEE Trans. Inf. Theory 37 (1991).
 * @throws RangeError when the counts are of different length.
 */
export function jensenShannonDivergence(
  reference: readonly number[],
  current: readonly number[],
  base: Base,
): number | null {
  if (reference.length !== current.length) {
    throw new RangeError(`counts of ${reference.length} and ${current.length} bins`);
  }
  const [p, q] = [sharesOf(reference), sharesOf(current)];
  const hasRows = (shares: readonly number[]): boolean => shares.some((one) => one > 0);
  if (!hasRows(p) || !hasRows(q)) return null;
  const part = (one: number, middle: number): number => (one > 0 ? one * Math.log(one / middle) : 0);
  const sum = p.reduce((total, x, bin) => {
    const y = q[bin]!;
    return total + part(x, (x + y) / 2) + part(y, (x + y) / 2);
  }, 0);
  // Rounding can leave equal shares a little below zero.
  return Math.max(0, sum / 2 / unit(base));
}

/**
 * Jensen–Shannon distance: the square root of the divergence, which is a metric. What SciPy, Evidently (base e) and
 * NannyML (base 2) report.
 * Source: Endres and Schindelin, IEEE Trans. Inf. Theory 49 (2003).
 */
export function jensenShannonDistance(
  reference: readonly number[],
  current: readonly number[],
  base: Base,
): number | null {
  const divergence = jensenShannonDivergence(reference, current, base);
  return divergence === null ? null : Math.sqrt(divergence);
}

/**
 * Reads the distance or the divergence over the bins of a profile. Near equality the divergence in base e is an
 * eighth of the PSI, so its noise floor is too; the floor of the distance is the root of that.
 */
export const readJensenShannon =
  (what: 'distance' | 'divergence', base: Base) =>
  (feature: ProfileFeature, batch: number): Reading => {
    const counts = countsOf(feature, batch);
    if (counts === null) return readingOf(feature, batch, { note: 'bins are held back for privacy' });
    if (!haveRows(counts)) return readingOf(feature, batch, { note: 'a side has no rows' });
    const size = readingOf(feature, batch);
    const floor = noiseFloor(size.bins, size.n_ref, size.n_cur) / 8 / unit(base);
    const of = what === 'distance' ? jensenShannonDistance : jensenShannonDivergence;
    return {
      ...size,
      value: of(counts.reference, counts.current, base),
      noise_floor: what === 'distance' ? Math.sqrt(floor) : floor,
    };
  };
