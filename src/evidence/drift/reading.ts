import { binCount, type ProfileFeature } from '../shapes/profile.ts';
import { sum } from '../sum.ts';

/** What a drift statistic says of one feature in one batch. */
export interface Reading {
  value: number | null;
  /** How often so large a difference comes up when nothing moved; `null` where no p is known. */
  p_value: number | null;
  /** The 95 % interval of `value`, or `null`. */
  interval: { lower: number; upper: number } | null;
  /** Set when `value` is only known to be at least or at most that. */
  bound: 'at-least' | 'at-most' | null;
  /** Rows compared on each side. */
  n_ref: number;
  n_cur: number;
  /** Bins compared; 0 where the statistic uses none. */
  bins: number;
  /** The value to expect when nothing moved; `null` where no formula is known for it. */
  noise_floor: number | null;
  /** Why there is no value, or what else has to be known about it. */
  note: string | null;
}

/** A reading over the bins of a feature, without a value unless one is given. */
export function readingOf(feature: ProfileFeature, batch: number, given?: Partial<Reading>): Reading {
  const reading: Reading = {
    value: null,
    p_value: null,
    interval: null,
    bound: null,
    n_ref: feature.reference.n,
    n_cur: feature.batches.n[batch] ?? 0,
    bins: binCount(feature),
    noise_floor: null,
    note: null,
  };
  return given === undefined ? reading : { ...reading, ...given };
}

/** The counts of both sides over the same bins, or `null` when some are held back for privacy. */
export function countsOf(
  feature: ProfileFeature,
  batch: number,
): { reference: number[]; current: number[] } | null {
  const reference = feature.reference.counts;
  const current = feature.batches.counts[batch];
  return isComplete(reference) && isComplete(current) ? { reference, current } : null;
}

const isComplete = (counts: readonly (number | null)[] | null | undefined): counts is number[] =>
  counts !== null && counts !== undefined && !counts.includes(null);

/** Shares of counts; all 0 when there are no rows. */
export function sharesOf(counts: readonly number[]): number[] {
  const total = sum(counts);
  return counts.map((one) => (total > 0 ? one / total : 0));
}

/** Whether both sides have rows in their bins. */
export const haveRows = ({ reference, current }: { reference: number[]; current: number[] }): boolean =>
  reference.some((one) => one > 0) && current.some((one) => one > 0);
