import { line } from 'd3-shape';
import type { DriftRow } from '../core/portfolio.ts';
import type { MetricPoint, MetricSeries } from '../evidence/series/metric.ts';
import { limitsOf, nameable, nameOf, toneOf, whiskersOf } from './drift-time.ts';
import type { DecisionMark } from './drift-words.ts';
import { metricLine, sayMetric, sayMetricLimit } from './metric-words.ts';
import { round } from './round.ts';
import type { Label, TimeDrawing } from './time-drawing.ts';
import { hitsOf, measureLabel, spread, timeFrame, valueAxis, type Frame, type Size } from './time-frame.ts';

/**
 * The geometry of a metric over time, such as a performance or calibration figure: values with their intervals, the
 * limits of the monitor that judges them, decisions, and the batches whose outcomes cannot be known yet as an area.
 * @param rows its readings, where a monitor judges it.
 */
export function metricTime(
  series: MetricSeries,
  rows: readonly DriftRow[],
  decisions: readonly DecisionMark[],
  size: Size,
): TimeDrawing {
  const { points } = series;
  const frame = timeFrame(
    points.map(({ batch }) => batch),
    decisions,
    size,
  );
  const { x } = frame;
  const judged = new Map(rows.map((row) => [row.batch, row]));
  const last = rows.at(-1);
  const { at, gridlines } = valueAxis(extentOf(points, last), frame, { unit: series.unit });
  const path = line<MetricPoint>(
    (_, index) => round(x[index]!),
    ({ value }) => at(value!),
  ).defined(({ value }) => value !== null)(points);
  const say = (value: number): string => sayMetric(value, series);
  const limits = limitsOf(last, at, frame, (value) => sayMetricLimit(value, series));
  if (!frame.small) spread(limits.flatMap(({ label }) => label ?? []));
  const worst = nameable(rows);
  return {
    width: frame.width,
    height: frame.height,
    gridlines,
    measure: measureLabel(measureOf(series), frame),
    bands: pendingBand(points, frame),
    limits,
    events: frame.events,
    whiskers: whiskersOf(points, at, frame),
    lines: path === null ? [] : [path],
    marks: points.flatMap(({ batch, value }, index) => {
      const row = judged.get(batch);
      return value === null
        ? []
        : [{ x: round(x[index]!), y: at(value), tone: row === undefined ? 'noise' : toneOf(row) }];
    }),
    named:
      worst === null
        ? null
        : nameOf(
            worst,
            points.findIndex(({ batch }) => batch === worst.batch),
            at,
            frame,
            ({ value }) => say(value!),
          ),
    ticks: frame.ticks,
    years: frame.years,
    axis: frame.axis,
    hits: hitsOf(
      points.map((point) => metricLine(point, series, judged.get(point.batch))),
      frame,
    ),
  };
}

const measureOf = ({ type, unit }: MetricSeries): string =>
  unit === null || unit === 'share' ? type : `${type}, ${unit}`;

/** Both ends of the axis of some values, with a little room; from zero where that is near. */
export function extentWith(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.06 * (high - low || Math.abs(high) || 1);
  return [low >= 0 && low < 0.4 * high ? 0 : low - room, high + room];
}

const extentOf = (points: readonly MetricPoint[], row: DriftRow | undefined): [number, number] =>
  extentWith(
    [
      ...points.flatMap(({ value, interval }) => [value, interval?.lower, interval?.upper]),
      row?.amber,
      row?.threshold,
    ].filter((one) => one != null),
  );

/** The newest batches whose outcomes cannot be known yet, as one area with its name. */
function pendingBand(points: readonly MetricPoint[], frame: Frame): TimeDrawing['bands'] {
  const from = points.findLastIndex(({ state }) => state !== 'pending') + 1;
  if (from >= points.length) return [];
  const [left, right] = [frame.edge(from), frame.right];
  const text =
    right - left > 150 ? 'outcomes not known yet' : right - left > 92 ? 'not known yet' : 'not known';
  const label: Label | null =
    right - left < 66
      ? null
      : { x: round((left + right) / 2), y: round(frame.top + 18), text, anchor: 'middle' };
  return [{ tone: 'pending', path: `M${left} ${frame.top}H${right}V${frame.bottom}H${left}z`, label }];
}
