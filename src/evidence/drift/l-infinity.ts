import type { ProfileFeature } from '../shapes/profile.ts';
import { countsOf, haveRows, readingOf, sharesOf, type Reading } from './reading.ts';

/**
 * The largest difference of a share between two sets of counts, 0 to 1; 0 when a side has no rows on both.
 * Source: the Chebyshev distance; nannyml/drift/univariate/methods.py `LInfinityDistance`.
 * @throws RangeError when the counts are of different length.
 */
export function lInfinity(reference: readonly number[], current: readonly number[]): number {
  if (reference.length !== current.length) {
    throw new RangeError(`counts of ${reference.length} and ${current.length} bins`);
  }
  const [p, q] = [sharesOf(reference), sharesOf(current)];
  return p.reduce((largest, one, bin) => Math.max(largest, Math.abs(one - q[bin]!)), 0);
}

/** Reads the largest difference of a share over the bins of a profile. */
export function readLInfinity(feature: ProfileFeature, batch: number): Reading {
  const counts = countsOf(feature, batch);
  if (counts === null) return readingOf(feature, batch, { note: 'bins are held back for privacy' });
  if (!haveRows(counts)) return readingOf(feature, batch, { note: 'a side has no rows' });
  return readingOf(feature, batch, { value: lInfinity(counts.reference, counts.current) });
}
