import type { ProfileFeature } from '../shapes/profile.ts';
import { upperGamma } from './gamma.ts';
import { countsOf, readingOf, type Reading } from './reading.ts';

/** A chi-square statistic with its degrees of freedom and p; the smallest expected count says how far to trust it. */
export interface ChiSquare {
  statistic: number;
  dof: number;
  p: number;
  smallest_expected: number;
}

/** P(χ² ≥ x) with k degrees of freedom. Source: NIST DLMF 8.2.4; Abramowitz and Stegun 26.4.19. */
export const chiSquareP = (x: number, k: number): number => upperGamma(k / 2, x / 2);

/**
 * Pearson's test that two sets of counts come from one distribution, a 2 × k table with k − 1 degrees of freedom.
 * Bins without a row on either side say nothing and are left out. With one degree of freedom each difference is
 * lessened by up to a half (Yates), as SciPy's `chi2_contingency` does, unless `yates` is false.
 * `null` when a side has no rows or fewer than two bins have any.
 * Source: Pearson (1900), Yates (1934); Abramowitz and Stegun 26.4.
 * @throws RangeError when the counts are of different length.
 */
export function chiSquareContingency(
  reference: readonly number[],
  current: readonly number[],
  yates = true,
): ChiSquare | null {
  const table = pairs(reference, current);
  const [nRef, nCur] = totals(table);
  if (nRef === 0 || nCur === 0 || table.length < 2) return null;
  const dof = table.length - 1;
  let statistic = 0;
  let smallest = Infinity;
  for (const [r, c] of table) {
    const expected = ((r + c) * nCur) / (nRef + nCur);
    const expectedRef = r + c - expected;
    const difference = Math.abs(c - expected);
    const lessened = dof === 1 && yates ? difference - Math.min(0.5, difference) : difference;
    // The differences of a column are equal and opposite.
    statistic += lessened ** 2 / expected + lessened ** 2 / expectedRef;
    smallest = Math.min(smallest, expected, expectedRef);
  }
  return { statistic, dof, p: chiSquareP(statistic, dof), smallest_expected: smallest };
}

/**
 * Pearson's test that the current counts follow the shares of the reference, taken as if they were known without
 * error; so p is too small where the reference is not much the larger. As Evidently's `chisquare`.
 * `null` when a side has no rows, fewer than two bins have any, or the current side fills a bin that the reference
 * leaves empty, for which nothing is expected.
 * Source: Pearson (1900); evidentlyai/evidently `legacy/calculations/stattests/chisquare_stattest.py`.
 * @throws RangeError when the counts are of different length.
 */
export function chiSquareOneSample(
  reference: readonly number[],
  current: readonly number[],
): ChiSquare | null {
  const table = pairs(reference, current);
  const [nRef, nCur] = totals(table);
  if (nRef === 0 || nCur === 0 || table.length < 2 || table.some(([r]) => r === 0)) return null;
  const expected = table.map(([r]) => (r * nCur) / nRef);
  const statistic = table.reduce((sum, [, c], i) => sum + (c - expected[i]!) ** 2 / expected[i]!, 0);
  const dof = table.length - 1;
  return { statistic, dof, p: chiSquareP(statistic, dof), smallest_expected: Math.min(...expected) };
}

/** The bins that have rows on a side. */
function pairs(reference: readonly number[], current: readonly number[]): [number, number][] {
  if (reference.length !== current.length) {
    throw new RangeError(`counts of ${reference.length} and ${current.length} bins`);
  }
  return reference.map((r, bin): [number, number] => [r, current[bin]!]).filter(([r, c]) => r > 0 || c > 0);
}

const totals = (table: readonly [number, number][]): [number, number] =>
  table.reduce(([r, c], [x, y]) => [r + x, c + y], [0, 0]);

/** Reads the p of a chi-square test over the bins of a profile. */
export const readChiSquare =
  (test: typeof chiSquareOneSample) =>
  (feature: ProfileFeature, batch: number): Reading => {
    const counts = countsOf(feature, batch);
    if (counts === null) return readingOf(feature, batch, { note: 'bins are held back for privacy' });
    const found = test(counts.reference, counts.current);
    if (found === null) {
      const note = 'not defined: rows where none are expected, or fewer than two bins with rows';
      return readingOf(feature, batch, { note });
    }
    const few = found.smallest_expected < 5 ? '; fewer than five rows expected in a bin, p is rough' : '';
    return readingOf(feature, batch, {
      value: found.p,
      p_value: found.p,
      note: `χ² ${Number(found.statistic.toPrecision(6))} with ${found.dof} degrees of freedom${few}`,
    });
  };
