import { sum } from '../sum.ts';
import type { Baseline, ControlFault, ControlOptions, Observation } from './chart.ts';
import { count } from '../../core/words.ts';

/** Mean range of two normal values, in standard deviations. Source: Montgomery, appendix VI, d₂ for n = 2. */
const d2 = 1.128;

/** The centre and spread that limits rest on. */
export interface Estimate {
  centre: number;
  sigma: number;
  /** Mean moving range; of a given σ the one to expect. */
  mr_bar: number;
  estimated_from: number | null;
  baseline: Baseline | null;
}

/** The distance of each value from the one before; `null` at the first and beside a gap. */
export const movingRanges = (observations: readonly Observation[]): (number | null)[] =>
  observations.map(({ value }, i) => {
    const before = observations[i - 1]?.value ?? null;
    return value === null || before === null ? null : Math.abs(value - before);
  });

/**
 * Centre and σ̂ = mean moving range ÷ 1.128 of the baseline, or what the options give in their place.
 * Source: Montgomery, *Introduction to Statistical Quality Control*, individuals chart.
 */
export function estimate(
  observations: readonly Observation[],
  options: ControlOptions,
): Estimate | ControlFault {
  const { target = null, sigma = null } = options;
  const baseline = options.baseline ?? null;
  if (target !== null && sigma !== null) {
    return { centre: target, sigma, mr_bar: sigma * d2, estimated_from: null, baseline };
  }
  const window = baseline === null ? observations : observations.slice(baseline.from, baseline.to + 1);
  const values = window.flatMap(({ value }) => (value === null ? [] : [value]));
  const ranges = movingRanges(window).filter((one) => one !== null);
  if (values.length < 2 || (sigma === null && ranges.length === 0)) {
    return { fault: `its baseline has ${count(values.length, 'value')}, and two in a row are the least` };
  }
  const mr_bar = sigma === null ? mean(ranges) : sigma * d2;
  if (mr_bar === 0) return { fault: 'its baseline does not vary, so that no limits follow from it' };
  return {
    centre: target ?? mean(values),
    sigma: sigma ?? mr_bar / d2,
    mr_bar,
    estimated_from: values.length,
    baseline,
  };
}

const mean = (values: readonly number[]): number => sum(values) / values.length;
