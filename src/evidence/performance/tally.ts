import { sum } from '../sum.ts';

/**
 * Rows counted by distinct score, ascending: all that ranking, calibration and thresholds need, whatever the number
 * of rows. The three lists have one length; `positives` are rows with the outcome, `negatives` those without.
 */
export interface Tally {
  scores: readonly number[];
  positives: readonly number[];
  negatives: readonly number[];
}

/** Rows with and without the outcome. */
export function totalsOf({ positives, negatives }: Tally): {
  positives: number;
  negatives: number;
  n: number;
} {
  const [with_, without] = [sum(positives), sum(negatives)];
  return { positives: with_, negatives: without, n: with_ + without };
}
