// Differences and ratios of a rate between groups.
import { compareText } from '../../core/compare.ts';
import { shareDifference, type Difference } from '../drift/missing-rate.ts';
import type { Rate, Rates } from './rates.ts';

/** A group with its rates. */
export interface RatedGroup {
  name: string;
  rates: Rates;
}

/** How far groups lie apart in one measure. */
export interface Disparity {
  /** `null` where it is not defined. */
  value: number | null;
  /** The group with the highest rate, and with the lowest; the first by name among equals. */
  high: string | null;
  low: string | null;
  /** Groups whose rate is not defined: they are left out, and counted as neither 0 nor 1. */
  left_out: readonly string[];
  /** Why there is no value; null when there is one. */
  why: string | null;
}

type Named = readonly { name: string; rate: Pick<Rate, 'value'> }[];

/** The rate of each group under one name. */
const named = (groups: readonly RatedGroup[], name: keyof Rates): { name: string; rate: Rate }[] =>
  groups.map((group) => ({ name: group.name, rate: group.rates[name] }));

/**
 * The highest rate less the lowest.
 * Source: Fairlearn `MetricFrame.difference(method="between_groups")`, except that a group without a defined rate
 * is left out and named, where Fairlearn's `zero_division` makes it 0.
 */
export function difference(rates: Named): Disparity {
  const { ends, left_out, why } = endsOf(rates);
  if (ends === null) return nothing(left_out, why);
  const { high, low } = ends;
  return { value: high.value - low.value, high: high.name, low: low.name, left_out, why: null };
}

/**
 * The lowest rate over the highest; not defined where no rate is above 0.
 * Source: Fairlearn `MetricFrame.ratio(method="between_groups")`, with the exception of `difference`.
 */
function ratio(rates: Named): Disparity {
  const { ends, left_out, why } = endsOf(rates);
  if (ends === null) return nothing(left_out, why);
  const { high, low } = ends;
  if (high.value === 0) return nothing(left_out, 'no group has a rate above 0');
  return { value: low.value / high.value, high: high.name, low: low.name, left_out, why: null };
}

/** Difference of selection rates. Source: Fairlearn `demographic_parity_difference(method="between_groups")`. */
export const demographicParityDifference = (groups: readonly RatedGroup[]): Disparity =>
  difference(named(groups, 'selection_rate'));

/** Ratio of selection rates. Source: Fairlearn `demographic_parity_ratio(method="between_groups")`. */
export const demographicParityRatio = (groups: readonly RatedGroup[]): Disparity =>
  ratio(named(groups, 'selection_rate'));

/** Difference of true positive rates. Source: Hardt, Price and Srebro, NeurIPS 2016. */
export const equalOpportunityDifference = (groups: readonly RatedGroup[]): Disparity =>
  difference(named(groups, 'true_positive_rate'));

/** Difference of positive predictive values. Source: Chouldechova, Big Data 5 (2017) 153–163. */
export const predictiveParityDifference = (groups: readonly RatedGroup[]): Disparity =>
  difference(named(groups, 'positive_predictive_value'));

/** Difference of false positive rates. Source: Corbett-Davies et al., KDD 2017, predictive equality. */
export const falsePositiveRateDifference = (groups: readonly RatedGroup[]): Disparity =>
  difference(named(groups, 'false_positive_rate'));

/**
 * The larger of the differences of true and of false positive rates; not defined where either is not.
 * Source: Fairlearn `equalized_odds_difference(agg="worst_case")`.
 */
export const equalisedOddsDifference = (groups: readonly RatedGroup[]): Disparity =>
  worse(equalOpportunityDifference(groups), falsePositiveRateDifference(groups), (a, b) => a >= b);

/** The smaller of the two ratios. Source: Fairlearn `equalized_odds_ratio(agg="worst_case")`. */
export const equalisedOddsRatio = (groups: readonly RatedGroup[]): Disparity =>
  worse(
    ratio(named(groups, 'true_positive_rate')),
    ratio(named(groups, 'false_positive_rate')),
    (a, b) => a <= b,
  );

/** A rate of a group less that of the comparison group, with Newcombe's interval; null where either is not defined. */
export function againstComparison(rate: Rate, comparison: Rate): Difference | null {
  if (rate.value === null || comparison.value === null) return null;
  if (rate.n === null || comparison.n === null) return null;
  // Where only a rounded share is known, its product with n stands in for the count.
  return shareDifference(
    comparison.k ?? comparison.value * comparison.n,
    comparison.n,
    rate.k ?? rate.value * rate.n,
    rate.n,
  );
}

interface End {
  name: string;
  value: number;
}

function endsOf(rates: Named): { ends: { high: End; low: End } | null; left_out: string[]; why: string } {
  const left_out = rates.filter(({ rate }) => rate.value === null).map(({ name }) => name);
  const known = rates
    .flatMap(({ name, rate }): End[] => (rate.value === null ? [] : [{ name, value: rate.value }]))
    .sort((a, b) => a.value - b.value || compareText(a.name, b.name));
  if (known.length < 2) {
    const why = known.length === 0 ? 'no group has a defined rate' : 'only one group has a defined rate';
    return { ends: null, left_out, why };
  }
  const most = known.at(-1)!.value;
  return { ends: { low: known[0]!, high: known.find(({ value }) => value === most)! }, left_out, why: '' };
}

const nothing = (left_out: readonly string[], why: string): Disparity => ({
  value: null,
  high: null,
  low: null,
  left_out,
  why,
});

function worse(tpr: Disparity, fpr: Disparity, first: (a: number, b: number) => boolean): Disparity {
  const left_out = [...new Set([...tpr.left_out, ...fpr.left_out])];
  if (tpr.value === null) return nothing(left_out, `true positive rate: ${tpr.why ?? ''}`);
  if (fpr.value === null) return nothing(left_out, `false positive rate: ${fpr.why ?? ''}`);
  return { ...(first(tpr.value, fpr.value) ? tpr : fpr), left_out };
}
