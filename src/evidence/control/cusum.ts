import {
  pointOf,
  type ControlChart,
  type ControlFault,
  type ControlOptions,
  type Observation,
} from './chart.ts';
import { estimate } from './estimate.ts';

/**
 * The tabular CUSUM: C⁺ = max(0, x − (centre + kσ) + C⁺) and C⁻ = max(0, (centre − kσ) − x + C⁻), each against hσ,
 * in units of the value. It starts anew where the monitored period does; a gap is skipped.
 * Source: Page (1954); Montgomery, *Introduction to Statistical Quality Control*.
 */
export function cusumChart(
  observations: readonly Observation[],
  options: ControlOptions,
): ControlChart | ControlFault {
  if ((options.rules ?? []).length > 0)
    return { fault: 'run rules do not hold for a CUSUM: its points depend on one another' };
  const found = estimate(observations, options);
  if ('fault' in found) return found;
  const { centre, sigma, estimated_from, baseline } = found;
  const { k, h } = { k: options.k ?? 0.5, h: options.h ?? 5 };
  let [high, low] = [0, 0];
  const sums = observations.map(({ value }, index) => {
    if (baseline !== null && index === baseline.to + 1) [high, low] = [0, 0];
    if (value === null) return null;
    high = Math.max(0, value - (centre + k * sigma) + high);
    low = Math.max(0, centre - k * sigma - value + low);
    return { high, low };
  });
  return {
    chart: 'cusum',
    centre,
    sigma,
    estimated_from,
    baseline,
    parameters: [`k ${k}`, `h ${h}`],
    panels: [
      {
        name: 'CUSUM upwards',
        centre: 0,
        points: sums.map((one) => pointOf(one?.high ?? null, null, h * sigma)),
      },
      {
        name: 'CUSUM downwards',
        centre: 0,
        points: sums.map((one) => pointOf(one?.low ?? null, null, h * sigma)),
      },
    ],
    rules: [],
    runs: [],
  };
}
