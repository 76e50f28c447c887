// Geometry of the strip beside each metric: its interval, its value and its limit on one scale.
import type { Portfolio } from '../../core/portfolio.ts';
import { boundValue, type BoundNumber } from '../bound.ts';
import type { Metric } from './schema.ts';

/** One metric with its numbers looked up. */
export interface MetricReading {
  metric: Metric;
  value: number | null;
  lower: number | null;
  upper: number | null;
  limit: number | null;
  /**
   * `holds`, `fails`: the whole interval is on one side of the limit. `unsettled`: the interval crosses it, or
   * there is none. `no-limit`: nothing to judge by.
   */
  verdict: 'holds' | 'fails' | 'unsettled' | 'no-limit';
}

/** Looks a metric’s numbers up and judges it by its limit; never by the point value alone when it has an interval. */
export function readMetric(
  metric: Metric,
  artefact: { system: string | null },
  portfolio: Pick<Portfolio, 'index' | 'breaches'>,
): MetricReading {
  const look = (number: BoundNumber | undefined): number | null =>
    number === undefined ? null : boundValue(number, artefact, portfolio).value;
  const [value, lower, upper, limit] = [
    look(metric.value),
    look(metric.ci_lower),
    look(metric.ci_upper),
    look(metric.threshold),
  ];
  return { metric, value, lower, upper, limit, verdict: verdictOf(metric.direction, lower, upper, limit) };
}

function verdictOf(
  direction: Metric['direction'],
  lower: number | null,
  upper: number | null,
  limit: number | null,
): MetricReading['verdict'] {
  if (limit === null || direction === undefined) return 'no-limit';
  if (lower === null || upper === null) return 'unsettled';
  const [worst, best] = direction === 'at-least' ? [lower, upper] : [-upper, -lower];
  const bar = direction === 'at-least' ? limit : -limit;
  return worst >= bar ? 'holds' : best < bar ? 'fails' : 'unsettled';
}

/** Positions on a strip, from 0 to `width`; `null` for what is not there. */
export interface Strip {
  value: number | null;
  lower: number | null;
  upper: number | null;
  limit: number | null;
}

/**
 * Places the metrics of one type on one scale, so that slices can be compared by eye. The scale spans every
 * number of the group with a twentieth to spare on each side; positions are rounded to a tenth.
 */
export function stripsOf(readings: readonly MetricReading[], width = 160): Strip[] {
  const numbers = readings.flatMap(({ value, lower, upper, limit }) =>
    [value, lower, upper, limit].filter((one) => one !== null),
  );
  const least = Math.min(...numbers);
  const span = Math.max(...numbers) - least;
  const place = (number: number | null): number | null =>
    number === null
      ? null
      : Math.round((span === 0 ? 0.5 : 0.05 + 0.9 * ((number - least) / span)) * width * 10) / 10;
  return readings.map(({ value, lower, upper, limit }) => ({
    value: place(value),
    lower: place(lower),
    upper: place(upper),
    limit: place(limit),
  }));
}

/** Metrics of one type together, in the order they are written; the whole before its slices. */
export function byType(readings: readonly MetricReading[]): { type: string; readings: MetricReading[] }[] {
  const groups = new Map<string, MetricReading[]>();
  for (const reading of readings) {
    const type = reading.metric.type ?? 'Metric';
    groups.set(type, [...(groups.get(type) ?? []), reading]);
  }
  return [...groups].map(([type, all]) => ({
    type,
    readings: [
      ...all.filter(({ metric }) => metric.slice === undefined),
      ...all.filter(({ metric }) => metric.slice !== undefined),
    ],
  }));
}
