import { rate, type Estimate } from './interval.ts';
import type { Tally } from './tally.ts';

/** Rows by decision and outcome; a row counts as positive from the threshold on. */
export interface Confusion {
  threshold: number;
  tp: number;
  fp: number;
  tn: number;
  fn: number;
}

/** The matrix of decisions at a threshold in the unit of the score. */
export function confusionAt(tally: Tally, threshold: number): Confusion {
  const found: Confusion = { threshold, tp: 0, fp: 0, tn: 0, fn: 0 };
  tally.scores.forEach((score, i) => {
    if (score >= threshold) {
      found.tp += tally.positives[i]!;
      found.fp += tally.negatives[i]!;
    } else {
      found.fn += tally.positives[i]!;
      found.tn += tally.negatives[i]!;
    }
  });
  return found;
}

const rateNames = [
  'selection_rate',
  'recall',
  'precision',
  'false_positive_rate',
  'specificity',
  'negative_predictive_value',
  'accuracy',
] as const;
export type RateName = (typeof rateNames)[number];

/** What each rate is of: the rows it counts and the rows it rests on. */
export function rateParts({
  tp,
  fp,
  tn,
  fn,
}: Omit<Confusion, 'threshold'>): Record<RateName, [number, number]> {
  return {
    selection_rate: [tp + fp, tp + fp + tn + fn],
    recall: [tp, tp + fn],
    precision: [tp, tp + fp],
    false_positive_rate: [fp, fp + tn],
    specificity: [tn, fp + tn],
    negative_predictive_value: [tn, tn + fn],
    accuracy: [tp + tn, tp + fp + tn + fn],
  };
}

/** The rates of a matrix with Wilson's intervals; a rate without rows below it is not defined. */
export function ratesOf(confusion: Omit<Confusion, 'threshold'>): Record<RateName, Estimate> {
  const parts = Object.entries(rateParts(confusion));
  return Object.fromEntries(parts.map(([name, [k, n]]) => [name, rate(k, n)])) as Record<RateName, Estimate>;
}
