import type { ControlChart, ControlFault } from '../control/chart.ts';
import { controlChart } from '../control/index.ts';
import { baselineOf } from './baseline.ts';
import { observationsOf, type MetricSeries } from './metric.ts';
import type { MonitorChart } from './monitor.ts';

/** The control chart that a monitor declares, of a metric; or why it cannot be drawn. */
export function controlOf(
  series: MetricSeries,
  { name, baseline, options }: MonitorChart,
): ControlChart | ControlFault {
  const batches = series.points.map(({ batch }) => ({ id: batch }));
  const found = baselineOf(baseline, batches);
  if (found !== null && 'fault' in found) return found;
  return controlChart(name, observationsOf(series), { ...options, baseline: found });
}
