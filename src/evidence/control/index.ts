import type { ControlChart, ControlChartName, ControlFault, ControlOptions, Observation } from './chart.ts';
import { cusumChart } from './cusum.ts';
import { ewmaChart } from './ewma.ts';
import { individualsChart } from './individuals.ts';
import { pChart } from './p.ts';

const charts: Record<
  ControlChartName,
  (observations: readonly Observation[], options: ControlOptions) => ControlChart | ControlFault
> = { individuals: individualsChart, p: pChart, ewma: ewmaChart, cusum: cusumChart };

/** The control chart of a series of observations, or why there is none. */
export const controlChart = (
  name: ControlChartName,
  observations: readonly Observation[],
  options: ControlOptions = {},
): ControlChart | ControlFault => charts[name](observations, options);

/** The observations at which a chart says that something changed: a point outside its limits or a run rule met. */
export function signalsOf(chart: ControlChart): number[] {
  const points = chart.panels.flatMap(({ points: all }) =>
    all.flatMap(({ signal }, index) => (signal === null ? [] : [index])),
  );
  return [...new Set([...points, ...chart.runs.map(({ index }) => index)])].sort((a, b) => a - b);
}
