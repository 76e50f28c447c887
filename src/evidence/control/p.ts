import {
  pointOf,
  type ControlChart,
  type ControlFault,
  type ControlOptions,
  type Observation,
} from './chart.ts';
import { runRulesNamed, runSignals } from './run-rules.ts';

/**
 * The p-chart of shares of varying n: p̄ ± 3√(p̄(1 − p̄) ÷ nᵢ), within 0 and 1; p̄ is the share of all rows of the
 * baseline. Source: Montgomery, *Introduction to Statistical Quality Control*, variable sample size.
 */
export function pChart(
  observations: readonly Observation[],
  options: ControlOptions,
): ControlChart | ControlFault {
  const outside = observations.find(({ value }) => value !== null && (value < 0 || value > 1));
  if (outside !== undefined) return { fault: `a p-chart is of shares, and ${outside.value} is none` };
  if (observations.some(({ value, n }) => value !== null && !(n != null && n > 0))) {
    return { fault: 'a p-chart needs the n of each value' };
  }
  if (options.sigma != null) return { fault: 'the spread of a p-chart follows from n and cannot be given' };
  const baseline = options.baseline ?? null;
  const window = baseline === null ? observations : observations.slice(baseline.from, baseline.to + 1);
  const used = window.filter(({ value }) => value !== null);
  const rows = used.reduce((sum, { n }) => sum + n!, 0);
  if (options.target == null && rows === 0) return { fault: 'its baseline has no values' };
  const centre = options.target ?? used.reduce((sum, { value, n }) => sum + value! * n!, 0) / rows;
  if (centre <= 0 || centre >= 1) {
    return { fault: 'its baseline does not vary, so that no limits follow from it' };
  }
  const width = options.width ?? 3;
  const rules = runRulesNamed(options.rules ?? []);
  if ('fault' in rules) return rules;
  const sigmaOf = (n: number): number => Math.sqrt((centre * (1 - centre)) / n);
  return {
    chart: 'p',
    centre,
    sigma: null,
    estimated_from: options.target == null ? used.length : null,
    baseline,
    parameters: [`limits ${width}σ by the n of each batch`],
    panels: [
      {
        name: 'value',
        centre,
        points: observations.map(({ value, n }) => {
          if (n == null || n <= 0) return pointOf(value, null, null);
          const reach = width * sigmaOf(n);
          return pointOf(value, Math.max(0, centre - reach), Math.min(1, centre + reach));
        }),
      },
    ],
    rules: rules.names,
    runs: runSignals(
      observations.map(({ value, n }) => (value === null ? null : (value - centre) / sigmaOf(n!))),
      rules.names,
    ),
  };
}
