import type { ZeroRule } from '../shapes/profile.ts';
import { defaultZeroRule, sharesUnder } from './zero-rule.ts';

/** A population stability index with what is needed to judge it. */
export interface Psi {
  value: number;
  bins: number;
  /** The part of each bin; they add up to `value`. */
  parts: number[];
  empty_bins_ref: number;
  empty_bins_cur: number;
  /** More than half of the value comes from bins that are empty on a side: the zero rule speaks, not the data. */
  driven_by_empty: boolean;
}

/**
 * Population stability index of two sets of counts over the same bins: Σ (c − r)·ln(c ÷ r) over shares r of the
 * reference and c of the current rows. Symmetric; 0 when the shares agree. `null` when a side has no rows.
 * Source: Siddiqi, Credit Risk Scorecards (2006); the zero rule changes the value as much as the data can.
 * @throws RangeError when the counts are of different length.
 */
export function psi(
  reference: readonly number[],
  current: readonly number[],
  rule: ZeroRule = defaultZeroRule,
): Psi | null {
  if (reference.length !== current.length) {
    throw new RangeError(`counts of ${reference.length} and ${current.length} bins`);
  }
  if (!hasRows(reference) || !hasRows(current)) return null;
  const shares = sharesUnder(rule, reference, current);
  const parts: number[] = [];
  let value = 0;
  let fromEmpty = 0;
  let emptyReference = 0;
  let emptyCurrent = 0;
  // One loop: a bank takes a hundred thousand readings.
  for (let bin = 0; bin < reference.length; bin++) {
    const r = shares.reference[bin]!;
    const c = shares.current[bin]!;
    const part = shares.used[bin] ? (c - r) * Math.log(c / r) : 0;
    parts.push(part);
    value += part;
    if (reference[bin] === 0) emptyReference += 1;
    if (current[bin] === 0) emptyCurrent += 1;
    if (reference[bin] === 0 || current[bin] === 0) fromEmpty += part;
  }
  return {
    value,
    bins: parts.length,
    parts,
    empty_bins_ref: emptyReference,
    empty_bins_cur: emptyCurrent,
    driven_by_empty: value > 0 && fromEmpty > value / 2,
  };
}

const hasRows = (counts: readonly number[]): boolean => {
  for (const one of counts) if (one > 0) return true;
  return false;
};

/**
 * The PSI to expect when nothing has moved: (B − 1)(1/n_ref + 1/n_cur), because sums of this kind are
 * asymptotically chi-square. It holds while no bin is empty, which is what the minimum sample is for.
 * Source: Yurdakul and Naranjo, Journal of Risk Model Validation 14(4), 2020.
 */
export const noiseFloor = (bins: number, nRef: number, nCur: number): number =>
  nRef > 0 && nCur > 0 ? (bins - 1) * (1 / nRef + 1 / nCur) : Number.POSITIVE_INFINITY;

/** Rows below which a PSI gets no verdict: ten a bin, or what policy and monitor ask for when that is more. */
export const minimumSample = (bins: number, ...asked: (number | null | undefined)[]): number =>
  Math.max(10 * bins, ...asked.map((one) => one ?? 0));
