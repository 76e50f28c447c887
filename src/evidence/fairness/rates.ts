import { wilson } from '../drift/missing-rate.ts';

/** The rates that fairness compares, in the order that pages list them. */
export const fairnessRates = [
  'selection_rate',
  'true_positive_rate',
  'false_positive_rate',
  'positive_predictive_value',
] as const;
export type FairnessRate = (typeof fairnessRates)[number];

/** A share of 1 with Wilson's 95 % interval and its denominator. */
export interface Rate {
  /** `null` where the rate is not defined or not known: never 0. */
  value: number | null;
  /** Rows counted of the n; null where only the share was recorded, rounded too far to tell the count. */
  k: number | null;
  /** Rows that it is a share of; null where nobody says. */
  n: number | null;
  lower: number | null;
  upper: number | null;
  /** Why there is no value; null when there is one. */
  why: string | null;
}

export type Rates = Record<FairnessRate, Rate>;

/** What a rate is a share of, as a sentence says it. */
const denominators: Record<FairnessRate, string> = {
  selection_rate: 'no rows',
  true_positive_rate: 'no rows with the outcome',
  false_positive_rate: 'no rows without the outcome',
  positive_predictive_value: 'no selected rows',
};

/** The rate of a name, undefined where its denominator is empty. */
export function rateOf(name: FairnessRate, k: number, n: number): Rate {
  if (n === 0) return noRate(denominators[name], 0);
  return { value: k / n, k, n, ...wilson(k, n), why: null };
}

/** A rate without a value, and why. */
export const noRate = (why: string, n: number | null = null): Rate => ({
  value: null,
  k: null,
  n,
  lower: null,
  upper: null,
  why,
});
