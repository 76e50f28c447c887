import type { Metrics } from '../shapes/metrics.ts';

/** The parts of a file of metrics that each chart of performance is drawn from, by the component's name. */
const sources: Readonly<Record<string, (metrics: Metrics) => string[]>> = {
  RocChart: ({ curves = {} }) => Object.keys(curves).filter((id) => curves[id]!.type === 'roc'),
  PrecisionRecallChart: ({ curves = {} }) => Object.keys(curves).filter((id) => curves[id]!.type !== 'roc'),
  CalibrationChart: ({ calibration = {} }) => Object.keys(calibration),
  ScoreChart: ({ scores = {} }) => Object.keys(scores),
  GainsChart: ({ gains = {} }) => Object.keys(gains),
  ThresholdChart: ({ thresholds = {} }) => Object.keys(thresholds),
};

/** Ids of the parts that a chart can be drawn from; `null` for a component that is no chart of performance. */
export const chartedParts = (component: string, metrics: Metrics): string[] | null =>
  Object.hasOwn(sources, component) ? sources[component]!(metrics) : null;

/** Whether a component draws from a file of metrics. */
export const needsMetrics = (component: string): boolean =>
  Object.hasOwn(sources, component) || component === 'MetricComparison';
