import {
  pointOf,
  type ControlChart,
  type ControlFault,
  type ControlOptions,
  type Observation,
} from './chart.ts';
import { estimate } from './estimate.ts';

/**
 * The exponentially weighted moving average zᵢ = λxᵢ + (1 − λ)zᵢ₋₁ from z₀ = the centre, against its exact limits
 * centre ± Lσ√(λ ÷ (2 − λ) · (1 − (1 − λ)²ⁱ)). It starts anew where the monitored period does; a gap is skipped.
 * Source: Roberts (1959); Montgomery, *Introduction to Statistical Quality Control*.
 */
export function ewmaChart(
  observations: readonly Observation[],
  options: ControlOptions,
): ControlChart | ControlFault {
  if ((options.rules ?? []).length > 0)
    return { fault: 'run rules do not hold for an EWMA: its points depend on one another' };
  const found = estimate(observations, options);
  if ('fault' in found) return found;
  const { centre, sigma, estimated_from, baseline } = found;
  const lambda = options.lambda ?? 0.1;
  const width = options.width ?? 2.7;
  if (!(lambda > 0 && lambda <= 1)) return { fault: `λ must be over 0 and at most 1, and is ${lambda}` };
  let z = centre;
  let steps = 0;
  const points = observations.map(({ value }, index) => {
    if (baseline !== null && index === baseline.to + 1) [z, steps] = [centre, 0];
    if (value === null) return pointOf(null, null, null);
    z = lambda * value + (1 - lambda) * z;
    steps += 1;
    const reach = width * sigma * Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * steps)));
    return pointOf(z, centre - reach, centre + reach);
  });
  return {
    chart: 'ewma',
    centre,
    sigma,
    estimated_from,
    baseline,
    parameters: [`λ ${lambda}`, `L ${width}`],
    panels: [{ name: 'EWMA', centre, points }],
    rules: [],
    runs: [],
  };
}
