import type { CalendarDate } from '../../core/date.ts';
import { percent } from '../../core/percent.ts';
import { dueAfter } from '../../core/policy.ts';
import type { Observation } from '../control/chart.ts';
import type { Profile } from '../shapes/profile.ts';

/** A metric in one batch. */
export interface MetricPoint {
  batch: string;
  /** Last day of the batch, where the profile says so. */
  to: CalendarDate | null;
  value: number | null;
  /** Rows behind the value, where the profile says so, and rows of the batch. */
  n: number | null;
  rows: number;
  interval: { lower: number; upper: number } | null;
  /** The day from which the outcomes of the batch can be known; `null` where no label latency is stated. */
  known_from: CalendarDate | null;
  /** `pending`: outcomes cannot be known yet. `overdue`: they could. `missing`: no latency is stated. */
  state: 'known' | 'pending' | 'overdue' | 'missing';
}

/** A metric over the batches of a profile that had ended by a day. */
export interface MetricSeries {
  id: string;
  /** What is measured, as in `casebook/metrics@1`. */
  type: string;
  unit: string | null;
  /** What the intervals are, such as `95 % interval (delong)`; `null` without. */
  interval: string | null;
  /** How long until outcomes are known, as ISO 8601 writes it. */
  latency: string | null;
  points: MetricPoint[];
}

/** The metrics of a profile as of a day, by id. */
export function metricSeries(profile: Profile, asOf: CalendarDate): MetricSeries[] {
  const latency = profile.label_latency ?? null;
  const ended = profile.batches.filter(({ period }) => period === undefined || period.to <= asOf);
  return Object.entries(profile.series ?? {}).map(([id, metric]): MetricSeries => {
    const points = ended.map((batch): MetricPoint => {
      const at = profile.batches.indexOf(batch);
      const value = metric.values[at] ?? null;
      const [lower, upper] = [metric.ci_lower?.[at] ?? null, metric.ci_upper?.[at] ?? null];
      const known_from =
        latency === null || batch.period === undefined ? null : dueAfter(batch.period.to, latency);
      return {
        batch: batch.id,
        to: batch.period?.to ?? null,
        value,
        n: metric.n?.[at] ?? null,
        rows: batch.n,
        interval: lower === null || upper === null ? null : { lower, upper },
        known_from,
        state:
          value !== null
            ? 'known'
            : known_from === null
              ? 'missing'
              : known_from > asOf
                ? 'pending'
                : 'overdue',
      };
    });
    return {
      id,
      type: metric.type,
      unit: metric.unit ?? null,
      interval: points.some(({ interval }) => interval !== null) ? intervalName(metric) : null,
      latency,
      points,
    };
  });
}

const intervalName = ({
  ci_level: level,
  ci_method: method,
}: {
  ci_level?: number | undefined;
  ci_method?: string | undefined;
}): string =>
  `${level === undefined ? 'interval of a level not stated' : `${percent(Math.round(level * 1000) / 10)} interval`}${method === undefined ? '' : ` (${method})`}`;

/** A metric as observations of a control chart. */
export const observationsOf = ({ points }: Pick<MetricSeries, 'points'>): Observation[] =>
  points.map(({ value, n }) => ({ value, n }));
