/** Slices, decisions and comparisons of metrics as rows of tables. */
import { metricName } from '../../evidence/metric-name.ts';
import { comparedIds, compareFigure } from '../../evidence/performance/compare.ts';
import { ratesOf } from '../../evidence/performance/confusion.ts';
import { shareDifference } from '../../evidence/drift/missing-rate.ts';
import { fixed, formatMetric } from '../../evidence/format.ts';
import type { Metric, Metrics } from '../../evidence/shapes/metrics.ts';
import { shareText } from '../../charts/performance-figure.ts';
import { formatNumber } from './numbers.ts';

/** A figure with its interval; `–` where the file has none. */
export interface Cell {
  value: string;
  interval: string | null;
  note: string | null;
}

export interface SliceTable {
  dimension: string;
  /** Ids of the figures, one per column. */
  columns: string[];
  rows: { value: string; n: string; positives: string; cells: Cell[] }[];
}

const none: Cell = { value: '–', interval: null, note: null };

/** One table per dimension; intersections are called `product and tenure`. */
export function sliceTables(metrics: Metrics): SliceTable[] {
  return Object.entries(metrics.slices ?? {}).flatMap(([dimension, parts]) => {
    const rows = Object.entries(parts);
    if (rows.length === 0) return [];
    const columns = [...new Set(rows.flatMap(([, part]) => Object.keys(part.metrics)))];
    return [
      {
        dimension: dimension.split('|').join(' and '),
        columns,
        rows: rows.map(([value, part]) => ({
          value: value.split('|').join(', '),
          n: formatNumber(part.n),
          positives: part.positives === undefined ? '–' : formatNumber(part.positives),
          cells: columns.map((id) => cellOf(part.metrics[id])),
        })),
      },
    ];
  });
}

function cellOf(metric: Metric | undefined): Cell {
  if (metric === undefined) return none;
  const note = metric.note ?? null;
  if (metric.value === null) {
    return { ...none, value: note?.startsWith('held back') ? 'held back' : 'not defined', note };
  }
  const { ci_lower: lower, ci_upper: upper } = metric;
  const interval = lower === undefined || upper === undefined ? null : `${say(lower)} to ${say(upper)}`;
  return { value: say(metric.value), interval, note };
}

const say = (value: number): string => fixed(value, 3);

/** The decisions at a threshold, with their rates. */
export interface ConfusionTable {
  id: string;
  /** `null` where the file does not say at which threshold was decided. */
  threshold: number | null;
  cells: Record<'tp' | 'fp' | 'tn' | 'fn', string>;
  rates: { name: string; value: string; interval: string; of: string }[];
}

/** Confusion matrices of a file with rates and Wilson's intervals. */
export function confusionTables(metrics: Metrics): ConfusionTable[] {
  return Object.entries(metrics.confusion ?? {}).map(([id, one]) => {
    const rates = ratesOf(one);
    const { tp, fp, tn, fn } = one;
    const told = [
      ['selection_rate', 'Chosen, of all', tp + fp + tn + fn],
      ['recall', 'Recall, of those with the outcome', tp + fn],
      ['precision', 'Precision, of the chosen', tp + fp],
      ['false_positive_rate', 'False positive rate, of those without', fp + tn],
      ['accuracy', 'Accuracy, of all', tp + fp + tn + fn],
    ] as const;
    return {
      id,
      threshold: one.threshold,
      cells: { tp: formatNumber(tp), fp: formatNumber(fp), tn: formatNumber(tn), fn: formatNumber(fn) },
      rates: told.map(([name, words, of]) => {
        const { value, lower, upper } = rates[name];
        const interval = value === null ? 'not defined' : `${shareText(lower)} to ${shareText(upper)}`;
        return { name: words, value: shareText(value), interval, of: formatNumber(of) };
      }),
    };
  });
}

export interface ComparisonRow {
  id: string;
  now: string;
  before: string;
  change: string;
  interval: string | null;
  /** `worse` beyond the tolerance, `held` within it, `not judged` without one or without a better direction. */
  verdict: 'worse' | 'held' | 'not judged';
}

/**
 * The same figures in two files. Rates of counts have Newcombe's interval of their difference; rows are taken as two
 * samples of their own. A figure without a direction, or not defined in a file, is not judged.
 */
export function compareMetrics(
  now: Metrics,
  before: Metrics,
  ids: readonly string[] | null,
  tolerance: number | null,
): ComparisonRow[] {
  return comparedIds(now.metrics, before.metrics, ids).map((id) => {
    const [a, b] = [now.metrics[id], before.metrics[id]];
    const both = { id, now: sayMetric(a), before: sayMetric(b) };
    const judged = compareFigure(a, b, tolerance);
    const verdict = judged === 'worse' || judged === 'held' ? judged : 'not judged';
    if (a?.value == null || b?.value == null || metricName(a.type) !== metricName(b.type)) {
      return { ...both, change: '–', interval: null, verdict };
    }
    return { ...both, change: signedText(a.value - b.value), interval: differenceOf(a, b), verdict };
  });
}

function differenceOf(a: Metric, b: Metric): string | null {
  const isRate = [a, b].every(
    (one) => one.ci_method === 'wilson' && one.n !== undefined && one.value !== null,
  );
  if (!isRate) return null;
  const k = (one: Metric): number => Math.round(one.value! * one.n!);
  const found = shareDifference(k(b), b.n!, k(a), a.n!);
  return found === null ? null : `${signedText(found.lower)} to ${signedText(found.upper)}`;
}

const sayMetric = (one: Metric | undefined): string =>
  one === undefined ? 'not in the file' : formatMetric(one.value, { digits: 4 });

const signedText = (value: number): string => (value > 0 ? '+' : '') + formatNumber(value, 4);
