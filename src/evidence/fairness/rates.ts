import { wilson } from '../drift/missing-rate.ts';

/** The rates that fairness compares, in the order that pages list them. */
export const fairnessRates = [
  'selection_rate',
  'true_positive_rate',
  'false_positive_rate',
  'positive_predictive_value',
] as const;
export type FairnessRate = (typeof fairnessRates)[number];

/** Rows of one group by decision and outcome; null where it was not counted. */
export interface GroupCounts {
  n: number;
  selected: number | null;
  positives: number | null;
  /** Rows with the outcome that were selected. */
  true_positives: number | null;
}

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

/**
 * The four rates of a group.
 * @throws {RangeError} when a count is above the rows it is counted among.
 */
export function ratesOfCounts({ n, selected, positives, true_positives }: GroupCounts): Rates {
  check(selected, n, 'selected');
  check(positives, n, 'positives');
  check(true_positives, selected, 'true_positives');
  check(true_positives, positives, 'true_positives');
  const falsePositives = selected === null || true_positives === null ? null : selected - true_positives;
  const negatives = positives === null ? null : n - positives;
  check(falsePositives, negatives, 'false positives');
  const of = (name: FairnessRate, k: number | null, among: number | null): Rate =>
    among === 0 ? rateOf(name, 0, 0) : k === null || among === null ? notCounted : rateOf(name, k, among);
  return {
    selection_rate: of('selection_rate', selected, n),
    true_positive_rate: of('true_positive_rate', true_positives, positives),
    false_positive_rate: of('false_positive_rate', falsePositives, negatives),
    positive_predictive_value: of('positive_predictive_value', true_positives, selected),
  };
}

const notCounted = noRate('not counted');

function check(part: number | null, whole: number | null, what: string): void {
  if (part !== null && (part < 0 || (whole !== null && part > whole))) {
    throw new RangeError(`${what} is ${part}${whole === null ? '' : ` of ${whole}`}`);
  }
}
