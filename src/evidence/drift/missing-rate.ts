import type { ProfileFeature } from '../shapes/profile.ts';
import { readingOf, type Reading } from './reading.ts';

/** The 97.5 % quantile of the standard normal distribution: 95 % two-sided. */
const z = 1.959963984540054;

/**
 * Wilson's 95 % interval of a share of k in n rows.
 * Source: Wilson, JASA 22 (1927); Newcombe, Statistics in Medicine 17 (1998) 857–872, method 3.
 */
export function wilson(k: number, n: number): { lower: number; upper: number } {
  const p = k / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  // At none and all the ends are exactly 0 and 1; rounding would put them beside the share itself.
  return { lower: k === 0 ? 0 : centre - half, upper: k === n ? 1 : centre + half };
}

/** A difference of two shares with its interval. */
export interface Difference {
  value: number;
  lower: number;
  upper: number;
}

/**
 * The share of k₂ in n₂ rows less that of k₁ in n₁, with the 95 % interval that combines Wilson's two; it holds its
 * level for small counts and for none, and stays within −1 and 1. `null` when a side has no rows.
 * Source: Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10.
 */
export function shareDifference(k1: number, n1: number, k2: number, n2: number): Difference | null {
  if (n1 === 0 || n2 === 0) return null;
  const [p1, p2] = [k1 / n1, k2 / n2];
  const [one, two] = [wilson(k1, n1), wilson(k2, n2)];
  const value = p2 - p1;
  return {
    value,
    lower: value - Math.hypot(p2 - two.lower, one.upper - p1),
    upper: value + Math.hypot(two.upper - p2, p1 - one.lower),
  };
}

/**
 * Reads how much the share of rows without a value has changed, in shares of 1: above 0 more are missing. Rows with
 * ±∞ have a value. Here n is all rows, also those without a value.
 */
export function readMissingRate(feature: ProfileFeature, batch: number): Reading {
  const { reference, batches } = feature;
  const missing = batches.missing[batch] ?? null;
  const n_ref = reference.n + reference.missing + (reference.infinite ?? 0);
  const n_cur = (batches.n[batch] ?? 0) + (missing ?? 0) + (batches.infinite?.[batch] ?? 0);
  const size = readingOf(feature, batch, { n_ref, n_cur, bins: 0 });
  const found = missing === null ? null : shareDifference(reference.missing, n_ref, missing, n_cur);
  if (found === null) return { ...size, note: 'missing rows were not counted' };
  const { value, ...interval } = found;
  return { ...size, value, interval };
}
