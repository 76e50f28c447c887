import type { Metrics } from '../evidence/shapes/metrics.ts';
import { calibrationFigure } from './calibration.ts';
import { gainsFigure } from './lift.ts';
import type { PerformanceFigure } from './performance-figure.ts';
import { precisionRecallFigure } from './precision-recall.ts';
import { rocFigure, type InUse } from './roc.ts';
import { scoreFigure } from './score-distribution.ts';
import { decisionsOf, thresholdFigure } from './threshold.ts';

/** The charts that a file of metrics may hold, by the component that draws one. */
const performanceCharts = [
  'RocChart',
  'PrecisionRecallChart',
  'CalibrationChart',
  'ScoreChart',
  'GainsChart',
  'ThresholdChart',
] as const;
export type PerformanceChart = (typeof performanceCharts)[number];

/** A chart of a file, by the id of the part it is of. */
export interface NamedFigure {
  chart: PerformanceChart;
  part: string;
  figure: PerformanceFigure;
}

/** Every chart that a file of metrics has the parts for, in the order in which they are read. */
export function performanceFigures(metrics: Metrics): NamedFigure[] {
  const thresholds = Object.values(metrics.thresholds ?? {});
  const inUse: InUse[] = thresholds.flatMap((table) =>
    decisionsOf(table)
      .filter(({ threshold }) => table.in_use?.includes(threshold))
      .map((row) => ({ threshold: row.threshold, row })),
  );
  // Marks and areas are of the file's own score; another curve of the file has neither.
  const found: NamedFigure[] = [];
  for (const [part, curve] of Object.entries(metrics.curves ?? {})) {
    if (curve.type === 'roc') {
      const own = part === 'roc';
      const figure = rocFigure(curve, own ? metrics.metrics['auc'] : undefined, own ? inUse : []);
      found.push({ chart: 'RocChart', part, figure });
    } else {
      const own = part === 'precision_recall';
      const average = own ? metrics.metrics['average_precision'] : undefined;
      const figure = precisionRecallFigure(curve, average, own ? inUse : []);
      found.push({ chart: 'PrecisionRecallChart', part, figure });
    }
  }
  for (const [part, table] of Object.entries(metrics.calibration ?? {})) {
    if (table.bins.some(({ predicted, observed }) => predicted !== null && observed !== null)) {
      found.push({ chart: 'CalibrationChart', part, figure: calibrationFigure(table) });
    }
  }
  for (const [part, scores] of Object.entries(metrics.scores ?? {})) {
    const own = metrics.thresholds?.[part]?.in_use ?? [];
    found.push({ chart: 'ScoreChart', part, figure: scoreFigure(scores, own) });
  }
  for (const [part, gains] of Object.entries(metrics.gains ?? {})) {
    found.push({ chart: 'GainsChart', part, figure: gainsFigure(gains) });
  }
  for (const [part, table] of Object.entries(metrics.thresholds ?? {})) {
    if (Object.keys(table.at).length > 0) {
      found.push({ chart: 'ThresholdChart', part, figure: thresholdFigure(table) });
    }
  }
  return found;
}
