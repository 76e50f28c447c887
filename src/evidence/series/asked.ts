import {
  isControlChart,
  type ControlChart,
  type ControlChartName,
  type ControlFault,
} from '../control/chart.ts';
import { controlOf } from './control.ts';
import type { WatchedMetric } from './watched.ts';

/** The control chart that a component in prose asks for. */
export interface AskedChart {
  name: ControlChartName;
  chart: ControlChart | ControlFault;
  /** Whether it says itself what to draw; else it is the chart that the monitor declares, or individuals. */
  isOwn: boolean;
}

/** The chart of a metric by the properties `chart`, `baseline` and `rules` of a component, else as its monitor declares it. */
export function controlAsked(
  props: Readonly<Record<string, unknown>>,
  { series, monitor, control }: Pick<WatchedMetric, 'series' | 'monitor' | 'control'>,
): AskedChart {
  const { chart, baseline, rules } = props;
  const isOwn = [chart, baseline, rules].some((one) => one !== undefined);
  const name = isControlChart(chart) ? chart : (monitor?.chart?.name ?? 'individuals');
  if (!isOwn && control !== null) return { name, chart: control, isOwn };
  const options = {
    rules: Array.isArray(rules) ? rules.filter((one): one is string => typeof one === 'string') : [],
  };
  return {
    name,
    chart: controlOf(series, { name, baseline: typeof baseline === 'string' ? baseline : null, options }),
    isOwn,
  };
}
