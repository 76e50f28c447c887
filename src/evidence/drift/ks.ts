import { percent } from '../../core/percent.ts';
import type { ProfileFeature } from '../shapes/profile.ts';
import { exactLimit, ksExact, ksP, type KsP } from './kolmogorov.ts';
import { countsOf, haveRows, readingOf, sharesOf, type Reading } from './reading.ts';

/**
 * The least that D can be, from counts over ordered bins: the largest distance of the two distribution functions at
 * the edges between bins. What happens inside a bin is not known, so D itself may be larger. 0 without rows.
 * @throws RangeError when the counts are of different length.
 */
export function ksAtLeast(reference: readonly number[], current: readonly number[]): number {
  if (reference.length !== current.length) {
    throw new RangeError(`counts of ${reference.length} and ${current.length} bins`);
  }
  const [p, q] = [sharesOf(reference), sharesOf(current)];
  let [distance, largest] = [0, 0];
  for (let bin = 0; bin < p.length - 1; bin += 1) {
    distance += p[bin]! - q[bin]!;
    largest = Math.max(largest, Math.abs(distance));
  }
  return largest;
}

/** E[D] when nothing moved: √(π/2)·ln 2 ÷ √n, the mean of Kolmogorov's limit, with n = n1·n2 ÷ (n1 + n2). */
export const ksNoiseFloor = (n1: number, n2: number): number =>
  Math.sqrt(Math.PI / 2) * Math.LN2 * Math.sqrt(1 / n1 + 1 / n2);

/**
 * Reads D as stored, with its p. Where the profile does not hold it, its bins give what it is at least, and what p
 * is at most; the reading says so.
 */
export function readKs(feature: ProfileFeature, batch: number): Reading {
  const size = readingOf(feature, batch, { bins: 0 });
  if (feature.categories !== undefined) return { ...size, note: 'categories have no order' };
  const stored = feature.batches.ks?.[batch] ?? null;
  if (size.n_ref === 0 || size.n_cur === 0) return { ...size, note: 'a side has no rows' };
  const noise_floor = ksNoiseFloor(size.n_ref, size.n_cur);
  if (stored !== null) {
    const p = ksP(stored, size.n_ref, size.n_cur);
    return { ...size, value: stored, p_value: p.value, noise_floor, note: sayHow(p) };
  }
  const counts = countsOf(feature, batch);
  if (counts === null || !haveRows(counts)) return { ...size, note: 'not in the profile' };
  const least = ksAtLeast(counts.reference, counts.current);
  return {
    ...readingOf(feature, batch),
    value: least,
    p_value: ksP(least, size.n_ref, size.n_cur).value,
    bound: 'at-least',
    noise_floor,
    note: 'D is not in the profile; its bins give the least that it can be, and the most that p can be',
  };
}

/** How a p was found, with the bound of its error where it is an approximation. */
const sayHow = ({ method, within }: KsP): string =>
  method === 'exact'
    ? 'p exact'
    : `p asymptotic, ${within === null ? 'an order of magnitude' : `within ${percent(within * 100)}`}`;

/** Reads the p of D, exact only where sizes allow it at no cost. */
export function readKsP(feature: ProfileFeature, batch: number): Reading {
  const reading = readKs(feature, batch);
  return asP(reading, reading.p_value, reading.note);
}

/** Reads the exact p of D. */
export function readKsExactP(feature: ProfileFeature, batch: number): Reading {
  const reading = readKs(feature, batch);
  if (reading.value === null) return asP(reading, null, reading.note);
  const p = ksExact(reading.value, reading.n_ref, reading.n_cur);
  const note =
    p === null
      ? `no exact p for more than ${exactLimit} pairs of rows`
      : reading.bound === null
        ? 'p exact'
        : reading.note;
  return asP(reading, p, note);
}

/** A reading of D as one of its p: a larger D has a smaller p, so a bound turns over. */
const asP = (reading: Reading, p: number | null, note: string | null): Reading => ({
  ...reading,
  value: p,
  p_value: p,
  bound: p === null || reading.bound === null ? null : 'at-most',
  noise_floor: null,
  note:
    p === null || reading.value === null
      ? note
      : `D ${reading.bound === null ? '' : 'at least '}${Number(reading.value.toPrecision(6))}; ${note}`,
});
