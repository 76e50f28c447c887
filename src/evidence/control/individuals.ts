import {
  pointOf,
  type ControlChart,
  type ControlFault,
  type ControlOptions,
  type Observation,
} from './chart.ts';
import { estimate, movingRanges } from './estimate.ts';
import { runSignals, runRulesNamed } from './run-rules.ts';

/** Upper limit of a moving range of two, in mean moving ranges. Source: Montgomery, appendix VI, D₄ for n = 2. */
const d4 = 3.267;

/**
 * Individuals and moving range: each value against centre ± 3σ̂, each move against 3.267 mean moving ranges.
 * Source: Montgomery, *Introduction to Statistical Quality Control*.
 */
export function individualsChart(
  observations: readonly Observation[],
  options: ControlOptions,
): ControlChart | ControlFault {
  const found = estimate(observations, options);
  if ('fault' in found) return found;
  const { centre, sigma, mr_bar, estimated_from, baseline } = found;
  const width = options.width ?? 3;
  const rules = runRulesNamed(options.rules ?? []);
  if ('fault' in rules) return rules;
  const z = observations.map(({ value }) => (value === null ? null : (value - centre) / sigma));
  return {
    chart: 'individuals',
    centre,
    sigma,
    estimated_from,
    baseline,
    parameters: [`limits ${width}σ`],
    panels: [
      {
        name: 'value',
        centre,
        points: observations.map(({ value }) =>
          pointOf(value, centre - width * sigma, centre + width * sigma),
        ),
      },
      {
        name: 'moving range',
        centre: mr_bar,
        points: movingRanges(observations).map((range) => pointOf(range, null, d4 * mr_bar)),
      },
    ],
    rules: rules.names,
    runs: runSignals(z, rules.names),
  };
}
