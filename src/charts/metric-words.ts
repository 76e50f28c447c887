// What the charts of metrics say: findings, methods and alternatives, composed from the values.
import { formatDate, parseDuration } from '../core/date.ts';
import { percent } from '../core/percent.ts';
import type { DriftRow } from '../core/portfolio.ts';
import { sayCount } from '../evidence/drift/words.ts';
import { formatMetric, counted } from '../evidence/format.ts';
import type { MetricPoint, MetricSeries } from '../evidence/series/metric.ts';
import { batchName } from './batch.ts';
import { driftTimeFinding, limit, range, verdictWords, type DecisionMark } from './drift-words.ts';
import { plain, type Rich } from './rich.ts';

/** A figure of a metric in its unit: shares as percentages, anything else with three significant digits. */
export const sayMetric = (value: number, { unit }: Pick<MetricSeries, 'unit'>): string =>
  formatMetric(value, { unit });

/** A limit of a metric as documents write it: `0.80`, `12 %`. */
export const sayMetricLimit = (value: number, { unit }: Pick<MetricSeries, 'unit'>): string =>
  unit === 'share' ? percent(Number((value * 100).toFixed(4))) : limit(value);

/** The interval of a figure, `0.805 to 0.877`. */
export const sayBounds = ({ interval }: MetricPoint, series: MetricSeries): string | null =>
  interval === null ? null : `${sayMetric(interval.lower, series)} to ${sayMetric(interval.upper, series)}`;

/** The finding of a metric over time: what its monitor says, else its newest value within the range of the others. */
export function metricFinding(
  series: MetricSeries,
  rows: readonly DriftRow[],
  decisions: readonly DecisionMark[] = [],
): Rich {
  if (rows.some(({ verdict }) => verdict !== 'no-verdict')) {
    return driftTimeFinding(rows, decisions, (value) => sayMetricLimit(value, series));
  }
  const name = { code: series.id };
  const known = valued(series);
  const last = known.at(-1);
  if (last === undefined) return [name, ' has no value yet'];
  const when = `${sayMetric(last.value, series)} in ${batchName(last.batch)}`;
  if (known.length === 1) return [name, ` was ${when}`];
  const [low, high] = ends(known);
  return [
    name,
    ` was ${when}, between ${sayMetric(low, series)} and ${sayMetric(high, series)} in ${counted(known.length, 'batch', 'batches')}`,
  ];
}

const valued = ({ points }: MetricSeries) =>
  points.flatMap((point) => (point.value === null ? [] : [{ ...point, value: point.value }]));

const ends = (known: readonly { value: number }[]): [number, number] => {
  const values = known.map(({ value }) => value);
  return [Math.min(...values), Math.max(...values)];
};

/** Measure, intervals, n, who judges it, and how long outcomes take. */
export function metricMethod(series: MetricSeries, rows: readonly DriftRow[]): string {
  const known = valued(series);
  const pending = series.points.filter(({ state }) => state === 'pending').length;
  const late = series.points.filter(({ state }) => state === 'overdue' || state === 'missing').length;
  const unsettled = rows.filter(({ note }) => note?.startsWith('not settled')).length;
  return [
    `${series.type}${series.unit === null || series.unit === 'share' ? '' : `, ${series.unit}`}; n ${range(known.map(({ n }) => n))}.`,
    series.interval === null ? 'No intervals are stated.' : `Upright strokes: ${series.interval}.`,
    rows.length === 0 ? 'No monitor judges it.' : null,
    unsettled === 0
      ? null
      : `${unsettled} ${unsettled === 1 ? 'verdict is' : 'verdicts are'} not settled: the interval crosses a limit.`,
    pending === 0
      ? null
      : `Shaded: ${pending} ${pending === 1 ? 'batch' : 'batches'} whose outcomes take ${sayLatency(series.latency)} to be known.`,
    late === 0 ? null : `${late} ${late === 1 ? 'batch has' : 'batches have'} no value for another reason.`,
  ]
    .filter((part) => part !== null)
    .join(' ');
}

/** A label latency in words: `6 months`. */
function sayLatency(latency: string | null): string {
  const span = latency === null ? null : parseDuration(latency);
  if (span === null) return 'an unknown time';
  const parts = [
    [span.months, 'month'],
    [span.days, 'day'],
  ] as const;
  return parts
    .filter(([many]) => many > 0)
    .map(([many, unit]) => `${many} ${unit}${many === 1 ? '' : 's'}`)
    .join(' and ');
}

/** What became of a batch without a value. */
export function sayMissing({ state, known_from: from }: MetricPoint): string {
  if (state === 'pending') return `known from ${formatDate(from!, 'short')}`;
  return state === 'overdue' ? `due since ${formatDate(from!, 'short')}` : 'no value';
}

/** A value in one line, for tooltips. */
export function metricLine(point: MetricPoint, series: MetricSeries, row: DriftRow | undefined): string {
  const name = batchName(point.batch);
  if (point.value === null) return `${name}: ${sayMissing(point)}`;
  const bounds = sayBounds(point, series);
  return [
    `${name}: ${sayMetric(point.value, series)}`,
    bounds === null ? null : `interval ${bounds}`,
    row === undefined ? null : verdictWords(row),
    point.n === null ? null : `n ${sayCount(point.n)}`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** What the chart shows, for those who do not see it. */
export function metricAlt(
  series: MetricSeries,
  rows: readonly DriftRow[],
  decisions: readonly DecisionMark[],
): string {
  const known = valued(series);
  const [first, last] = [series.points[0], series.points.at(-1)];
  if (first === undefined || last === undefined || known.length === 0) return `No values of ${series.id}.`;
  const [low, high] = ends(known);
  const pending = series.points.find(({ state }) => state === 'pending');
  const latest =
    pending === undefined ? '' : ` From ${batchName(pending.batch)} on outcomes are not known yet.`;
  return `Line chart of ${series.id} (${series.type}), ${counted(series.points.length, 'batch', 'batches')}, ${batchName(first.batch)} to ${batchName(last.batch)}. Lowest ${sayMetric(low, series)}, highest ${sayMetric(high, series)}, last ${sayMetric(known.at(-1)!.value, series)}.${latest} ${plain(metricFinding(series, rows, decisions))}. Every value is in its table.`;
}
