// One figure of two versions, held against how much worse it may be.
import { metricName } from '../metric-name.ts';
import type { Metric } from '../shapes/metrics.ts';

/**
 * What a comparison says of a figure: `worse` beyond the tolerance, `held` within it. The rest is not judged, and this
 * is why: no tolerance is stated, the figure is not in a file or not defined there, the two are of different measures,
 * or of a measure of which neither more nor less is better.
 */
export type Comparison = 'worse' | 'held' | 'no-tolerance' | 'absent' | 'other-measure' | 'no-direction';

/** Measures of which less is better, by `metricName`. */
const less = new Set([
  'brier',
  'expected_calibration_error',
  'maximum_calibration_error',
  'log_loss',
  'false_positive_rate',
  'false_negative_rate',
  'mean_absolute_error',
  'mean_squared_error',
  'root_mean_squared_error',
  'mean_absolute_percentage_error',
]);
/** Measures of which more is better, by `metricName`. */
const more = new Set([
  'roc_auc',
  'gini',
  'average_precision',
  'ks',
  'recall',
  'precision',
  'specificity',
  'accuracy',
  'balanced_accuracy',
  'f1',
  'mcc',
  'r2',
]);

/** The share of a difference that counts as rounding: 0.84 − 0.79 is 0.05 to a reader. */
const rounding = 1e-9;

/**
 * Compares a figure with the same one of another version.
 * @param tolerance how much worse it may be, in its own unit; `null` judges nothing.
 */
export function compareFigure(
  now: Metric | undefined,
  before: Metric | undefined,
  tolerance: number | null,
): Comparison {
  if (tolerance === null) return 'no-tolerance';
  if (now?.value == null || before?.value == null) return 'absent';
  const measure = metricName(now.type);
  if (measure !== metricName(before.type)) return 'other-measure';
  const change = now.value - before.value;
  const loss = more.has(measure) ? -change : less.has(measure) ? change : null;
  return loss === null ? 'no-direction' : loss > tolerance + rounding ? 'worse' : 'held';
}

/** The figures that a comparison is about: those it names, else those of both files. */
export const comparedIds = (
  now: Record<string, Metric>,
  before: Record<string, Metric>,
  named: readonly string[] | null,
): readonly string[] => named ?? Object.keys(now).filter((id) => Object.hasOwn(before, id));
